"""Probabilistic stability: the share of drawn preference profiles under which a verdict holds.

Each draw gives every decision maker one order of the states, and the verdicts under it are counted. Two distributions are offered:

- **stated**: what a model says to be uncertain (`detente.conflict.relations`) is drawn, all else stays. A statement of unknown importance
  is put into a place of the list of statements, each place equally likely, one such statement after another. Pairs of which it is unknown
  which is preferred are then decided by building an order from the top: of the groups of tied states that none still left is known to
  beat, one is taken, each equally likely.
- **uniform**: each decision maker's order is a permutation of the feasible states, all equally likely, whatever the model says; a
  yardstick of how much of a verdict is due to the moves alone.

Draws are independent, and the same seed gives the same draws. Intervals are Wilson's for a share, at 95 %.

Source: the idea that preference is known in probability is Rêgo & Dos Santos, "Probabilistic preferences in the graph model for conflict
resolution", *IEEE Transactions on Systems, Man, and Cybernetics: Systems* 45 (2015); they define stability by thresholds on the
probability of each pair, here whole orders are drawn instead. Wilson, *Journal of the American Statistical Association* 22 (1927).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.conflict.analysis import LISTED_STATES, stable_for
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.preferences import Preferences, Prioritization, Ranking
from detente.conflict.relations import Relations
from detente.conflict.stability import Kind, concept_of
from detente.errors import ModelTooLarge, UsageError

#: Models of more feasible states are refused: each draw solves the model anew, and unknown pairs are decided state by state.
SAMPLED_STATES = 4096

Counts = npt.NDArray[np.int64]


class Distribution(StrEnum):
    """What preferences are drawn from: what the model states to be uncertain, or all orders alike."""

    STATED = "stated"
    UNIFORM = "uniform"


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of all draws something holds.

    Examples
    --------
    >>> Share(90, 100).value, [round(end, 3) for end in Share(90, 100).interval]
    (0.9, [0.826, 0.945])
    """

    held: int
    draws: int

    @property
    def value(self) -> float:
        """The share itself."""
        return self.held / self.draws

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval for it, at 95 %."""
        z = 1.959963984540054
        middle = (self.held + z * z / 2) / (self.draws + z * z)
        spread = z / (self.draws + z * z) * math.sqrt(self.held * (self.draws - self.held) / self.draws + z * z / 4)
        return max(0.0, middle - spread), min(1.0, middle + spread)

    def to_dict(self) -> dict[str, Any]:
        """Give the share as plain values."""
        return {"share": round(self.value, 6), "interval": [round(end, 6) for end in self.interval], "held": self.held, "draws": self.draws}


@dataclass(frozen=True, slots=True, eq=False)
class SampledStability:
    """Shares of draws in which states are stable.

    Parameters
    ----------
    model
        What was analysed.
    concepts
        Keys of the concepts.
    draws, seed, distribution
        How many profiles were drawn, and how.
    stable, equilibria
        For each concept, how often each state number was stable: one array a decision maker; and for all of them at once.
    """

    model: Model
    concepts: tuple[str, ...]
    draws: int
    seed: int
    distribution: Distribution
    stable: Mapping[str, tuple[Counts, ...]]
    equilibria: Mapping[str, Counts]

    def share(self, state: int, decision_maker: int | str, concept: str) -> Share:
        """Give the share of draws in which a state is stable for a decision maker."""
        return Share(int(self.stable[concept_of(concept).key][self.model.maker(decision_maker)][state]), self.draws)

    def equilibrium_share(self, state: int, concept: str) -> Share:
        """Give the share of draws in which a state is stable for every decision maker."""
        return Share(int(self.equilibria[concept_of(concept).key][state]), self.draws)

    def to_dict(self) -> dict[str, Any]:
        """Give the shares as plain values, for each state that is an equilibrium in some draw."""
        names = [maker.name for maker in self.model.decision_makers]
        listed = {concept: np.flatnonzero(counts)[:LISTED_STATES].tolist() for concept, counts in self.equilibria.items()}
        return {
            "draws": self.draws,
            "seed": self.seed,
            "distribution": self.distribution.value,
            "equilibria": {
                concept: [
                    {
                        "state": state,
                        "label": self.model.label(state),
                        **self.equilibrium_share(state, concept).to_dict(),
                        "decision_makers": {name: self.share(state, name, concept).to_dict() for name in names},
                    }
                    for state in states
                ]
                for concept, states in listed.items()
            },
        }


def sample_stability(
    model: Model,
    concepts: Sequence[str] = ("seq",),
    *,
    draws: int = 400,
    seed: int = 0,
    distribution: Distribution | str = Distribution.STATED,
) -> SampledStability:
    """Draw preference profiles and count under how many of them each state is stable.

    Parameters
    ----------
    model
        The conflict.
    concepts
        Keys of concepts for preferences that are known, which those drawn are.
    draws
        How many profiles to draw. With 400, an interval is at most 0.1 wide.
    seed
        Where the draws begin.
    distribution
        ``stated`` or ``uniform``.

    Raises
    ------
    UsageError
        If nothing is drawn, the distribution is not known, or a concept is for uncertain or graded preference.
    ModelTooLarge
        If there are too many states.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "a threat of unknown weight",
    ...     "decision_makers": [
    ...         {"name": "A", "options": ["go"], "preferences": ["go"], "uncertain": ["not answer"]},
    ...         {"name": "B", "options": ["answer"], "preferences": ["answer iff go"]},
    ...     ],
    ... })
    >>> sample_stability(model, ["seq"], draws=200).share(0, "A", "seq").to_dict()
    {'share': 0.52, 'interval': [0.451038, 0.588208], 'held': 104, 'draws': 200}
    """
    keys = tuple(dict.fromkeys(concept_of(concept).key for concept in concepts))
    if unfit := [key for key in keys if concept_of(key).kind in (Kind.UNCERTAIN, Kind.GRADED)]:
        raise UsageError(f"{unfit[0]}: drawn preferences are neither uncertain nor graded; ask for {concept_of(unfit[0]).crisp} instead")
    if draws < 1:
        raise UsageError(f"draws: {draws} is too few; draw at least once")
    if distribution not in list(Distribution):
        raise UsageError(f"there is no distribution {distribution!r}; there are: {', '.join(Distribution)}")
    states = model.feasible_states()
    if len(states) > SAMPLED_STATES:
        raise ModelTooLarge(
            f"{model.name}: sampling solves the model at each draw, and there are {len(states):,} feasible states; the limit is "
            f"{SAMPLED_STATES:,}: leave out options, or rule states out by conditions"
        )
    random, makers = Random(seed), range(len(model.decision_makers))
    stable = {key: tuple(np.zeros(model.size, dtype=np.int64) for _ in makers) for key in keys}
    equilibria = {key: np.zeros(model.size, dtype=np.int64) for key in keys}
    for _ in range(draws):
        drawn = draw_profile(model, random, Distribution(distribution))
        for key in keys:
            verdicts = [stable_for(drawn, place, key) for place in makers]
            for counts, verdict in zip(stable[key], verdicts, strict=True):
                counts += verdict
            equilibria[key] += np.logical_and.reduce(verdicts)
    return SampledStability(model, keys, draws, seed, Distribution(distribution), stable, equilibria)


def draw_profile(model: Model, random: Random, distribution: Distribution) -> Model:
    """Draw an order for every decision maker, and give the model with these preferences."""
    makers = tuple(
        _with(maker, _permuted(model, random))
        if distribution is Distribution.UNIFORM
        else _with(maker, _decided(model, place, random))
        if maker.relations.is_uncertain
        else maker
        for place, maker in enumerate(model.decision_makers)
    )
    return replace(model, decision_makers=makers)


def _with(maker: DecisionMaker, preferences: Preferences) -> DecisionMaker:
    return replace(maker, preferences=preferences, relations=Relations())


def _permuted(model: Model, random: Random) -> Ranking:
    states = model.feasible_states().tolist()
    random.shuffle(states)
    return Ranking(tuple((state,) for state in states))


def _decided(model: Model, place: int, random: Random) -> Preferences:
    """Decide what a decision maker is uncertain of: the places of statements first, then pairs."""
    maker = model.decision_makers[place]
    preferences = maker.preferences
    if isinstance(preferences, Prioritization):
        statements = list(preferences.statements)
        for statement in maker.relations.uncertain:
            statements.insert(random.randrange(len(statements) + 1), statement)
        preferences = Prioritization(tuple(statements))
    if not maker.relations.unknown_pairs:
        return preferences
    makers = (*model.decision_makers[:place], _with(maker, preferences), *model.decision_makers[place + 1 :])
    ranks = replace(model, decision_makers=makers).ranks(place)
    return _extended(model.feasible_states().tolist(), ranks.tolist(), set(map(frozenset, maker.relations.unknown_pairs)), random)


def _extended(states: list[int], ranks: list[int], unknown: set[frozenset[int]], random: Random) -> Ranking:
    """Draw an order in which all holds that is known: ties between groups stay, and so does who beats whom."""
    groups: list[list[int]] = []
    for state in states:
        tied = [g for g in groups if any(ranks[state] == ranks[other] and frozenset((state, other)) not in unknown for other in g)]
        groups = [group for group in groups if group not in tied] + [[*(other for group in tied for other in group), state]]
    groups.sort(key=min)
    beaten = [
        {
            place
            for place, lower in enumerate(groups)
            if any(ranks[a] > ranks[b] and frozenset((a, b)) not in unknown for a in upper for b in lower)
        }
        for upper in groups
    ]
    above = [sum(place in losers for losers in beaten) for place in range(len(groups))]
    open_ = [place for place, count in enumerate(above) if not count]
    order = []
    while open_:
        chosen = open_.pop(random.randrange(len(open_)))
        order.append(tuple(groups[chosen]))
        for place in sorted(beaten[chosen]):
            above[place] -= 1
            if not above[place]:
                open_.append(place)
    return Ranking(tuple(order))
