"""Ways out told piece by piece: who gains, what tempts whom away, what would hold it, who moves first, how firm it is, and the dangers.

An account takes what `detente.conflict.ways_out` found and adds what a reader asks next. Every piece is a claim with its witness, checked
by `detente.conflict.certificate_settlements` before the account is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from detente.conflict.analysis import analyse
from detente.conflict.approaches import approach_by, approaches_to, concessions, together
from detente.conflict.certificate_tables import TABLE_STATES
from detente.conflict.claims import Explanation, Path
from detente.conflict.explanation import reasons, why
from detente.conflict.graph import graph_of
from detente.conflict.inverse import Inverse
from detente.conflict.model import Model
from detente.conflict.neighbours import draw_neighbour
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.preferences import Prioritization
from detente.conflict.robustness import Standing, verdict_margin
from detente.conflict.search import Search
from detente.conflict.settlement_claims import Approach, Danger, Firmness, Hold, Premise, Remedy, Settlement, Standpoint
from detente.conflict.settlement_words import (
    OUT_OF_REACH,
    danger_words,
    fighting_words,
    firmness_words,
    hold_words,
    no_promise_words,
    nothing_words,
    remedy_words,
    standpoint_words,
    variants_words,
)
from detente.conflict.spoken import difference, plural
from detente.conflict.stability import concept_of
from detente.conflict.targets import Target, count_changes, kinds_of
from detente.conflict.ways_out import WayOut, WaysOut

#: Of each settlement so many packages of changes are told; the cheapest are found first.
REMEDIES = 3
#: Margins are searched up to this cost.
SEARCHED = 2


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """What `account_of` tells.

    Parameters
    ----------
    found
        The ways out it is about.
    here
        For each decision maker whether it would stay at the status quo.
    settlements
        The candidate settlements, most worth reaching first.
    dangers
        Stable states worse than the status quo for somebody and better for nobody, those first that steps of gain lead to.
    more_dangers
        How many more of them there are.
    """

    found: WaysOut
    here: tuple[Hold, ...]
    settlements: tuple[Settlement, ...]
    dangers: tuple[Danger, ...]
    more_dangers: int

    @property
    def model(self) -> Model:
        """The conflict."""
        return self.found.model

    @property
    def summary(self) -> str:
        """What follows, in plain words: whether things are stuck, whether all could gain, what would hold, whether gains lead there."""
        found = self.found
        told = [f"Today's state {'is stable: nobody would move away from it' if found.is_stable else 'is not stable'}."]
        if found.better_for_all:
            be = "is" if found.better_for_all == 1 else "are"
            told.append(f"{plural(found.better_for_all, 'other state')} {be} better for somebody and worse for nobody.{_begun(found)}")
        elif found.better_for_some:
            told.append("No state is better for some without being worse for others.")
        else:
            told.append("Nobody would like any other state better.")
        if self.settlements:
            count = len(self.settlements)
            holding = sum(settlement.is_stable for settlement in self.settlements)
            eased = sum(not settlement.is_stable and bool(settlement.remedies) for settlement in self.settlements)
            gained = sum(any(not way.concessions for way in settlement.approaches) for settlement in self.settlements)
            told += _outlook(count, holding, eased, gained, found.max_cost)
        return " ".join(told)

    @property
    def danger_summary(self) -> str:
        """How many dangers there are."""
        count = len(self.dangers) + self.more_dangers
        if not count:
            return "In this model no stable state within reach is worse than today for somebody and better for nobody."
        sliding = sum(danger.slope is not None for danger in self.dangers)
        be = "is" if count == 1 else "are"
        first = f"{plural(count, 'stable state')} within reach {be} worse than today for somebody and better for nobody"
        if not sliding:
            return f"{first}; steps that are each a gain for whoever takes them lead to none of those shown."
        return f"{first}; to {sliding} of those shown lead steps that are each a gain for whoever takes them."

    def to_dict(self) -> dict[str, Any]:
        """Give the account as plain values."""
        model = self.model
        return {
            "summary": self.summary,
            "status_quo": [hold.to_dict(model) for hold in self.here],
            "settlements": [settlement.to_dict(model) for settlement in self.settlements],
            "dangers": [danger.to_dict(model) for danger in self.dangers],
            "dangers_left_out": self.more_dangers,
            "danger_summary": self.danger_summary,
        }


def _begun(found: WaysOut) -> str:
    """Say in how many of the states better for all somebody would begin to use armed force."""
    count = found.fighting
    if not count:
        return ""
    which = "It" if found.better_for_all == 1 else "Each" if count == found.better_for_all else f"{count:,} of them"
    return f" {which} would begin armed force that is not used today, and {'is' if count == 1 else 'are'} no way out."


def _outlook(count: int, holding: int, eased: int, gained: int, max_cost: int) -> list[str]:
    """Say how many candidate settlements would hold, how many more would with changes, and to how many gains alone lead."""
    changed = f"after small changes of what is wanted or can be done (cost up to {max_cost})"
    steps = "steps that are each a gain for whoever takes them"
    if count == 1:
        holds = "would hold as things are" if holding else "would not hold as things are" + (f", but would {changed}" if eased else "")
        return [f"The candidate settlement told of here {holds}.", f"{'S' if gained else 'No s'}{steps[1:]} lead there as things are."]
    every = "both" if count == 2 else f"all {count}"
    told = "candidate settlements told of here"
    if holding == count:
        holds = f"{every.capitalize()} {told} would hold as things are."
    elif not holding:
        but = f", but {every if eased == count else eased} would {changed}" if eased else ""
        holds = f"None of the {count} {told} would hold as things are{but}."
    else:
        also = f", and {eased} more {changed}" if eased else ""
        holds = f"Of the {count} {told}, {holding} would hold as things are{also}."
    reached = every if gained == count else f"{gained} of them" if gained else "none of them"
    return [holds, f"{steps.capitalize()} lead to {reached}."]


def account_of(found: WaysOut, *, limit: int = 5, dangers: int = 3, samples: int = 100, seed: int = 0) -> Account:
    """Tell ways out piece by piece, every piece checked from the definitions.

    Parameters
    ----------
    found
        What `detente.conflict.ways_out` found.
    limit, dangers
        How many settlements and dangers to tell of.
    samples, seed
        From how many neighbours of the model the share is taken in which a settlement holds (0: do not ask), and their seed. Of models of
        more than 4,096 feasible states it is not asked.

    Raises
    ------
    CertificateError
        If a claim does not follow from the definitions.

    Examples
    --------
    >>> from detente.conflict import ways_out
    >>> model = Model.from_dict({
    ...     "name": "two", "status_quo": ["tests", "drills"], "decision_makers": [
    ...         {"name": "North", "options": ["tests"], "preferences": ["not drills", "tests"]},
    ...         {"name": "South", "options": ["drills"], "preferences": ["not tests", "drills"]},
    ...     ],
    ... })
    >>> account = account_of(ways_out(model), samples=0)
    >>> for sentence in account.settlements[0].sentences:
    ...     print(sentence)
    North would gain: it wants South not to take "drills".
    South would gain: it wants North not to take "tests".
    North would stay: it would gain at first if it were to take "tests", but South could then take "drills", and would gain by it; that \
leaves North no better off.
    South would stay: it would gain at first if it were to take "drills", but North could then take "tests", and would gain by it; that \
leaves South no better off.
    No series of steps leads there in which everybody who moves gains. A shortest way: first South would drop "drills" (no gain for \
South, and until the others follow worse for it than today); then North would drop "tests" (no gain for North). On this way South would \
have to move first.
    North and South could move at the same time, so that nobody has to go first: a mediator could arrange that. Or a guarantor could \
make good what South would lose until the others follow.
    """
    from detente.conflict.certificate_settlements import check_account

    model, start, concept = found.model, found.status_quo, found.concept
    paths = StatusQuoAnalysis(model, start)
    samples = samples if len(model.feasible_states()) <= TABLE_STATES else 0
    told = [_settlement(found, paths, kind, samples, seed) for kind in _kinds(found)[:limit]]
    ranked, more = _dangers(model, start, concept, paths, dangers)
    here = tuple(_hold(model, reason) for reason in found.reasons)
    account = Account(found, here, tuple(told), tuple(ranked), more)
    check_account(account)
    return account


def _kinds(found: WaysOut) -> list[list[Target]]:
    """Group the states looked at: with the first of each kind its variants; states that were asked for are told one by one."""
    if found.named:
        return [[target] for target in found.targets]
    states = np.array([target.state for target in found.targets], dtype=np.int64)
    kinds: dict[tuple[int, ...], list[Target]] = {}
    for kind, target in zip(kinds_of(found.model, found.status_quo, states), found.targets, strict=True):
        kinds.setdefault(kind, []).append(target)
    return list(kinds.values())


def _settlement(found: WaysOut, paths: StatusQuoAnalysis, kind: Sequence[Target], samples: int, seed: int) -> Settlement:
    model, start, target = found.model, found.status_quo, kind[0]
    state = target.state
    armed = found.strife.armed_acts(model, state)
    variants = tuple((other.state, other.is_stable) for other in kind[1:])
    ways = _chosen([way for way in found.ways if way.target == state and way.changes])
    approaches = approaches_to(model, paths, state, found.strife)
    remedies = tuple(_remedy(model, way, approaches) for way in ways)
    firmness = None
    if samples:
        if target.is_stable:
            firmness = _firmness(model, state, found.concept, samples, seed, "It")
        elif remedies:
            firmness = _firmness(
                ways[0].model, state, found.concept, samples, seed, "With that it" if len(remedies) == 1 else "With the first of these it"
            )
    return Settlement(
        state, difference(model, start, state), _standpoints(model, start, state), tuple(_hold(model, reason) for reason in target.reasons),
        approaches, OUT_OF_REACH if not target.is_reachable else "",
        "" if target.losers else together(model, start, state, approaches), remedies,
        _nothing(found, target, remedies), firmness, armed, fighting_words(model, start, state, armed),
        variants, variants_words(model, state, variants),
    )  # fmt: skip


def _chosen(ways: Sequence[WayOut]) -> list[WayOut]:
    """Choose packages to tell: one for the same decision makers, rather without wishes that nobody has had, and promises beside them."""
    told: dict[tuple[tuple[int, ...], bool], WayOut] = {}
    for way in sorted(ways, key=lambda way: (way.cost, sum(change.kind == "add" for change in way.changes))):
        told.setdefault((way.makers, _is_commitment(way)), way)
    return list(told.values())[:REMEDIES]


def _is_commitment(way: WayOut) -> bool:
    return all(change.is_of_option or change.kind == "joint" for change in way.changes)


def _nothing(found: WaysOut, target: Target, remedies: Sequence[Remedy]) -> str:
    """Say that no changes make a state hold, or that none do that leave what everybody wants as it is."""
    if target.is_stable:
        return ""
    if not remedies:
        return nothing_words(found.max_cost, proven=found.complete)
    if any(_is_commitment(way) for way in found.ways if way.target == target.state):
        return ""
    search = Inverse(found.model, target.state, found.concept, found.max_cost, start=found.status_quo, preferences=False)
    return no_promise_words(found.max_cost) if next(search.found(), None) is None and search.complete else ""


def premise_of(model: Model, maker: int, better: int, worse: int) -> Premise:
    """Give the preference of a decision maker for one state over another, with the first statement that tells them apart."""
    preferences = model.decision_makers[maker].preferences
    if not isinstance(preferences, Prioritization):
        return Premise(maker, better, worse, None)
    for place, statement in enumerate(preferences.statements):
        held = model.space.truth(statement.expression)
        if held[better] != held[worse]:
            return Premise(maker, better, worse, place)
    return Premise(maker, better, worse, None)


def _standpoints(model: Model, start: int, state: int) -> tuple[Standpoint, ...]:
    told = []
    for place in range(len(model.decision_makers)):
        ranks = model.ranks(place)
        here, there = int(ranks[start]), int(ranks[state])
        verdict = "gains" if there > here else "loses" if there < here else "same"
        premise = None
        if verdict != "same":
            premise = premise_of(model, place, *((state, start) if verdict == "gains" else (start, state)))
        told.append(Standpoint(place, state, verdict, premise, standpoint_words(model, place, verdict, premise)))
    return tuple(told)


def _hold(model: Model, reason: Explanation) -> Hold:
    """Tell whether a decision maker would stay; where it would not, look for moves of the others that would deter but bring no gain."""
    if not reason.temptations:
        return Hold(reason, (), None, (), hold_words(model, reason, (), None, ()))
    first = reason.temptations[0]
    premises = [premise_of(model, reason.maker, first.improvement, reason.state)]
    answer: Path | None = None
    if not reason.stable and reason.concept == "seq":
        answer = next(t.sanction for t in why(model, reason.state, reason.maker, "gmr").temptations if t.improvement == first.improvement)
    for step in first.sanction or ():
        if reason.concept in ("seq", "sseq"):
            premises.append(premise_of(model, step.mover, step.end, step.start))
    unwilling = concessions(model, answer or ())
    return Hold(reason, tuple(premises), answer, unwilling, hold_words(model, reason, tuple(premises), answer, unwilling))


def _remedy(model: Model, way: WayOut, approaches: Sequence[Approach]) -> Remedy:
    commitment = _is_commitment(way)
    approach = None
    if not way.is_joint and way.path:
        path = way.by_improvements or way.path
        approach = approach_by(way.model, path[0].start, way.target, path, None, none=False)
        if any(approach.path == other.path and approach.concessions == other.concessions for other in approaches):
            approach = None  # it is as before, and has been told
    return Remedy(way, commitment, approach, remedy_words(model, way, commitment, approach))


def _firmness(model: Model, state: int, concept: str, samples: int, seed: int, lead: str) -> Firmness:
    margins = tuple(verdict_margin(model, state, place, concept, max_cost=SEARCHED) for place in range(len(model.decision_makers)))
    draw = Random(seed)
    stood = sum(analyse(draw_neighbour(model, 1, draw), [concept]).is_equilibrium(state, concept) for _ in range(samples))
    share = Standing(state, concept, stood, samples)
    return Firmness(model, state, concept, margins, share, seed, firmness_words(model, margins, share, lead))


def _dangers(model: Model, start: int, concept: str, paths: StatusQuoAnalysis, limit: int) -> tuple[list[Danger], int]:
    """Find stable states within reach that are worse for somebody and better for nobody; those that gains lead to come first.

    Of those in which everybody loses by the same wish (see `kinds_of`) one is told.
    """
    states = np.array(analyse(model, [concept_of(concept).key]).equilibria(concept), dtype=np.int64)
    losers = np.zeros(len(states), dtype=np.int64)
    for place in range(len(model.decision_makers)):
        ranks = model.ranks(place)
        losers = np.where((ranks[states] > ranks[start]) | (losers < 0), -1, losers + (ranks[states] < ranks[start]))
    worse = states[(losers > 0) & paths.reachable(states)]
    count = dict(zip(states.tolist(), losers.tolist(), strict=True))
    slopes = Search(graph_of(model), start, range(len(model.decision_makers)), improving=True)
    changes = dict(zip(worse.tolist(), count_changes(model, start, worse).tolist(), strict=True))
    ordered = sorted(worse.tolist(), key=lambda s: (slopes.distance[s] < 0, int(slopes.distance[s]), -count[s], changes[s], s))
    kinds = dict(zip(reversed(kinds_of(model, start, np.array(ordered, dtype=np.int64))), reversed(ordered), strict=True))
    heads = set(kinds.values())
    told = []
    for state in [state for state in ordered if state in heads][:limit]:
        slope = None
        if slopes.distance[state] >= 0:
            slope = approach_by(model, start, state, slopes.path_to(state), None, none=False)
        standpoints = _standpoints(model, start, state)
        holds = tuple(_hold(model, reason) for reason in reasons(model, state, concept))
        told.append(Danger(state, difference(model, start, state), standpoints, holds, slope, danger_words(model, standpoints, slope)))
    return told, len(ordered) - len(told)
