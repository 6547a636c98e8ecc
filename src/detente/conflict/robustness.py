"""How firmly verdicts stand: what the least change that flips one costs, and how often equilibria stand when preferences are a little off.

The margin of a verdict is the least cost of changes (of preferences, options and moves; see `detente.conflict.costs`) that flip it, found
and proven by `detente.conflict.inverse`. The share of an equilibrium is the part of sampled preference profiles, drawn from a stated
neighbourhood of the model's own, in which it is an equilibrium; the interval is Wilson's.

Sources: Kinsara, Petersons, Hipel & Kilgour (2015) for the inverse question; Wilson, "Probable inference, the law of succession, and
statistical inference", *Journal of the American Statistical Association* 22 (1927).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import Any

import numpy as np

from detente.conflict.analysis import analyse
from detente.conflict.certificate import check
from detente.conflict.costs import USUAL, Costs
from detente.conflict.edits import Change
from detente.conflict.explanation import why
from detente.conflict.inverse import Found, Inverse, check_invertible
from detente.conflict.model import Model
from detente.conflict.neighbours import draw_neighbour
from detente.conflict.stability import concept_of
from detente.errors import CertificateError, UsageError

_Z = 1.959964  # the 97.5 % point of the normal distribution, for intervals of 95 %


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """How much has to change until a verdict is another.

    Parameters
    ----------
    state, maker, concept, stable
        The verdict: that a state is stable, or not, for a decision maker under a concept.
    cost
        The least cost of changes that flip it; None where it is more than was searched.
    changes
        Such changes.
    searched
        Up to which cost was searched.
    proven
        Whether nothing cheaper (or, without a cost, nothing up to what was searched) flips it; false if the search was cut off.
    """

    state: int
    maker: int
    concept: str
    stable: bool
    cost: int | None
    changes: tuple[Change, ...]
    searched: int
    proven: bool

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the margin as plain values with readable names."""
        return {
            "state": self.state,
            "label": model.label(self.state),
            "decision_maker": model.decision_makers[self.maker].name,
            "concept": self.concept,
            "stable": self.stable,
            "cost": self.cost,
            "changes": [change.to_dict(model) for change in self.changes],
            "searched": self.searched,
            "proven": self.proven,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How often an equilibrium stood among sampled preference profiles, with an interval of 95 %."""

    state: int
    concept: str
    stood: int
    samples: int

    @property
    def share(self) -> float:
        """The part of the samples in which it was an equilibrium."""
        return self.stood / self.samples

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 %.

        Examples
        --------
        >>> [round(end, 3) for end in Standing(0, "seq", 50, 100).interval]
        [0.404, 0.596]
        """
        n, p = self.samples, self.share
        centre, spread = p + _Z**2 / (2 * n), _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
        return max(0.0, (centre - spread) / (1 + _Z**2 / n)), min(1.0, (centre + spread) / (1 + _Z**2 / n))

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the share as plain values with readable names."""
        low, high = self.interval
        told = {"share": round(self.share, 6), "low": round(low, 6), "high": round(high, 6), "stood": self.stood}
        return {"state": self.state, "label": model.label(self.state), "concept": self.concept, **told}


@dataclass(frozen=True, slots=True, eq=False)
class Robustness:
    """What `robustness` found.

    Parameters
    ----------
    model
        What was asked about.
    margins
        Of each verdict on the states looked at: by concept, state and decision maker.
    shares
        Of the equilibria among these states, and of the status quo.
    samples, seed, steps
        How many profiles were drawn, from which seed, and from how large a neighbourhood.
    left_out
        For each concept how many equilibria were not looked at.
    """

    model: Model
    margins: tuple[Margin, ...]
    shares: tuple[Standing, ...]
    samples: int
    seed: int
    steps: int
    left_out: dict[str, int]

    @property
    def neighbourhood(self) -> str:
        """What the profiles were drawn from, in words."""
        most = "at most one change" if self.steps == 1 else f"at most {self.steps} changes"
        return (
            f"every decision maker's preferences with {most} (how many, of which kind and where is drawn evenly): neighbours in the order "
            f"swapped, made equal or no longer equal; a literal of a statement dropped, negated or added"
        )

    def margin(self, state: int, concept: str) -> int | None:
        """Give the least cost that flips the verdict of any decision maker on a state; None where it is more than was searched."""
        costs = [margin.cost for margin in self.margins if (margin.state, margin.concept) == (state, concept) and margin.cost is not None]
        return min(costs, default=None)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain values with readable names."""
        return {
            "model": self.model.name,
            "margins": [margin.to_dict(self.model) for margin in self.margins],
            "shares": [share.to_dict(self.model) for share in self.shares],
            "samples": self.samples,
            "seed": self.seed,
            "steps": self.steps,
            "neighbourhood": self.neighbourhood,
            "equilibria_left_out": self.left_out,
        }


def verdict_margin(model: Model, state: int, decision_maker: int | str, concept: str, *, max_cost: int = 3, costs: Costs = USUAL) -> Margin:
    """Find the least cost of changes that flip one verdict. The flipped verdict has been checked from the definitions.

    Parameters
    ----------
    model
        The conflict.
    state, decision_maker, concept
        The verdict.
    max_cost
        Up to which cost to search.
    costs
        What changes cost.

    Raises
    ------
    UsageError
        If there is no such decision maker, or the concept has no inverse.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> found = verdict_margin(model, 1, "A", "nash")
    >>> found.stable, found.cost, found.changes[0].kind
    (True, 1, 'add')
    """
    maker, judged = model.maker(decision_maker), concept_of(concept)
    check_invertible(judged.key)
    verdict = why(model, state, maker, judged.key)
    check(model, verdict)
    stable = verdict.stable
    if stable:
        search = Inverse(model, state, judged.key, max_cost, unstable_for=maker, costs=costs)
    else:
        search = Inverse(model, state, judged.key, max_cost, stable_for=[maker], costs=costs)
    found: Found | None = next(search.found(), None)
    if found is not None:
        flipped = why(found.model, state, maker, judged.key)
        check(found.model, flipped)
        if flipped.stable is stable:
            raise CertificateError(f"{model.name}: the changes do not flip the verdict on {model.label(state)!r}")
    proven = found is not None or search.complete
    changes = () if found is None else found.changes
    return Margin(state, maker, judged.key, stable, None if found is None else found.cost, changes, max_cost, proven)


def robustness(
    model: Model,
    concepts: Sequence[str] = ("seq",),
    *,
    samples: int = 200,
    seed: int = 0,
    steps: int = 1,
    max_cost: int = 3,
    limit: int = 12,
    costs: Costs = USUAL,
) -> Robustness:
    """Say how firmly the equilibria of a model, and the verdicts on its status quo, stand.

    Parameters
    ----------
    model
        The conflict.
    concepts
        By which states are judged.
    samples, seed
        How many preference profiles to draw, and the seed they are drawn from.
    steps
        How large their neighbourhood is: how many changes at most a decision maker's preferences make (see `detente.conflict.neighbours`).
    max_cost
        Up to which cost margins are searched.
    limit
        How many equilibria of a concept to look at, those of lowest number.
    costs
        What changes cost.

    Raises
    ------
    UsageError
        If a concept has no inverse, or a number makes no sense.

    Examples
    --------
    >>> from detente.conflict import Model
    >>> model = Model.from_dict({
    ...     "name": "prisoners' dilemma", "status_quo": ["row-confesses", "col-confesses"],
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row confesses"], "preferences": ["not col-confesses", "row-confesses"]},
    ...         {"name": "Col", "options": ["col confesses"], "preferences": ["not row-confesses", "col-confesses"]},
    ...     ],
    ... })
    >>> found = robustness(model, ["seq"])
    >>> found.margin(3, "seq"), [share.stood for share in found.shares]
    (1, [168, 74])
    """
    keys = tuple(dict.fromkeys(concept_of(concept).key for concept in concepts))
    for key in keys:
        check_invertible(key)
    for name, value in (("samples", samples), ("steps", steps), ("max_cost", max_cost), ("limit", limit)):
        if value < 1:
            raise UsageError(f"{name} is {value}; give at least 1")
    analysis = analyse(model, keys)
    looked_at, left_out = {}, {}
    for key in keys:
        equilibria = analysis.equilibria(key)
        start = [] if model.status_quo is None else [model.status_quo]
        looked_at[key] = list(dict.fromkeys([*start, *equilibria[:limit]]))
        left_out[key] = max(0, len(equilibria) - limit)
    makers = range(len(model.decision_makers))
    verdicts = [(state, maker, key) for key in keys for state in looked_at[key] for maker in makers]
    margins = [verdict_margin(model, *verdict, max_cost=max_cost, costs=costs) for verdict in verdicts]
    stood = {key: np.zeros(len(looked_at[key]), dtype=np.int64) for key in keys}
    draw = Random(seed)
    for _ in range(samples):
        sample = analyse(draw_neighbour(model, steps, draw), keys)
        for key in keys:
            stood[key] += np.logical_and.reduce([verdict[looked_at[key]] for verdict in sample.verdicts[key]])
    shares = [Standing(state, key, int(times), samples) for key in keys for state, times in zip(looked_at[key], stood[key], strict=True)]
    return Robustness(model, tuple(margins), tuple(shares), samples, seed, steps, left_out)
