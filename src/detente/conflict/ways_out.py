"""Ways out of a standoff: states worth reaching, and the smallest change of one decision maker that would make each hold.

Source of the question: "inverse" graph-model analysis, Kinsara, Petersons, Hipel & Kilgour, "Advanced decision support for the graph model
for conflict resolution", *Journal of Decision Systems* 24 (2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.conflict.certificate import check, check_path, check_preferred
from detente.conflict.claims import Explanation, Path
from detente.conflict.edits import Change
from detente.conflict.explanation import is_stable_for_all, reasons
from detente.conflict.inverse import Found, cheapest_options, cheapest_preferences
from detente.conflict.model import Model
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.stability import Concept, concept_of
from detente.errors import InfeasibleModel


@dataclass(frozen=True, slots=True)
class Target:
    """A state worth reaching.

    Parameters
    ----------
    state
        Its number.
    winners, losers
        Who prefers it to the status quo, and who the reverse (places of decision makers).
    is_stable
        Whether it is an equilibrium as things are.
    reasons
        Why it is stable or not, one explanation a decision maker.
    path
        A shortest legal sequence of moves from the status quo.
    """

    state: int
    winners: tuple[int, ...]
    losers: tuple[int, ...]
    is_stable: bool
    reasons: tuple[Explanation, ...]
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class WayOut:
    """A change that makes a target hold.

    Parameters
    ----------
    target
        The state's number.
    maker
        Whose change it is; None where none is needed.
    changes
        What changes; empty where the target holds as it is.
    cost
        What the changes cost together.
    path
        A shortest legal sequence of moves to the target in the changed model.
    by_improvements
        One in which every step is an improvement, if there is one.
    reasons
        Why the target is then stable, one explanation a decision maker.
    model
        The changed model.
    """

    target: int
    maker: int | None
    changes: tuple[Change, ...]
    cost: int
    path: Path
    by_improvements: Path | None
    reasons: tuple[Explanation, ...]
    model: Model

    def to_dict(self) -> dict[str, Any]:
        """Give the way out as plain values with readable names."""
        return {
            "target": self.target,
            "label": self.model.label(self.target),
            "decision_maker": None if self.maker is None else self.model.decision_makers[self.maker].name,
            "changes": [{"kind": change.kind, "cost": change.cost, "sentence": change.sentence} for change in self.changes],
            "cost": self.cost,
            "path": [step.to_dict(self.model) for step in self.path],
            "by_improvements": None if self.by_improvements is None else [step.to_dict(self.model) for step in self.by_improvements],
            "reasons": [reason.to_dict(self.model) for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True, eq=False)
class WaysOut:
    """What `ways_out` found.

    Parameters
    ----------
    model, concept
        What was asked, and under which concept states were judged.
    status_quo
        Where things stand.
    is_stable, reasons
        Whether the status quo is an equilibrium, and why, one explanation a decision maker.
    better_for_all
        How many states nobody likes less than the status quo and somebody prefers.
    better_for_some
        How many further states somebody prefers.
    unreachable
        How many of both no legal sequence of moves leads to.
    targets
        The states that were looked at, most worth reaching first.
    ways
        Changes that make one of them hold, cheapest first.
    max_cost, complete
        Up to which cost was searched, and whether that search was complete for every target.
    """

    model: Model
    concept: str
    status_quo: int
    is_stable: bool
    reasons: tuple[Explanation, ...]
    better_for_all: int
    better_for_some: int
    unreachable: int
    targets: tuple[Target, ...]
    ways: tuple[WayOut, ...]
    max_cost: int
    complete: bool

    @property
    def summary(self) -> str:
        """What follows, in plain words: whether things are stuck, whether all could gain, what it would take."""
        name = concept_of(self.concept).name
        stuck = "is stable" if self.is_stable else "is not stable"
        parts = [f"The status quo {stuck} ({name})."]
        if self.better_for_all:
            be = "is" if self.better_for_all == 1 else "are"
            parts.append(f"{_plural(self.better_for_all, 'state')} {be} better for somebody and worse for nobody.")
        elif self.better_for_some:
            parts.append("No state is better for all: whatever one side gains, another loses.")
        else:
            parts.append("Nobody prefers any other state to it.")
        if self.targets and not self.ways:
            extent = "none" if self.complete else "none that was tried"
            looked_at = f"of the {_plural(len(self.targets), 'state')} looked at"
            parts.append(f"Of the changes of one decision maker up to cost {self.max_cost}, {extent} makes any {looked_at} hold.")
        elif self.ways:
            first = self.ways[0]
            label = first.model.label(first.target)
            if not first.changes:
                parts.append(f'"{label}" would hold as things are.')
            else:
                told = "; ".join(change.sentence for change in first.changes)
                parts.append(f'The smallest change that makes one of them hold: {told} (cost {first.cost}); then "{label}" is stable.')
            if first.by_improvements is None:
                parts.append(
                    "But no series of steps leads there in which everyone who moves gains by it: the first steps need trust or a deal."
                )
        return " ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain values with readable names."""
        model = self.model
        names = [maker.name for maker in model.decision_makers]
        return {
            "concept": self.concept,
            "status_quo": {
                "state": self.status_quo,
                "label": model.label(self.status_quo),
                "stable": self.is_stable,
                "reasons": [reason.to_dict(model) for reason in self.reasons],
            },
            "summary": self.summary,
            "better_for_all": self.better_for_all,
            "better_for_some": self.better_for_some,
            "unreachable": self.unreachable,
            "targets": [
                {
                    "state": target.state,
                    "label": model.label(target.state),
                    "winners": [names[place] for place in target.winners],
                    "losers": [names[place] for place in target.losers],
                    "stable": target.is_stable,
                    "reasons": [reason.to_dict(model) for reason in target.reasons],
                    "path": [step.to_dict(model) for step in target.path],
                }
                for target in self.targets
            ],
            "ways": [way.to_dict() for way in self.ways],
            "max_cost": self.max_cost,
            "complete": self.complete,
        }


def ways_out(
    model: Model, concept: str = "seq", *, targets: Sequence[int] | None = None, max_cost: int = 2, limit: int = 8, keep: int = 3
) -> WaysOut:
    """Find states worth reaching, and which change of one decision maker makes each hold.

    Every verdict, path and preference in the answer has been checked from the definitions by `detente.conflict.certificate`.

    Parameters
    ----------
    model
        The conflict, with a status quo.
    concept
        The stability concept a target must satisfy for every decision maker.
    targets
        State numbers. Left out: the states that somebody prefers and nobody likes less than the status quo; if there are none, the states
        somebody prefers, those whose losers lose least first (in ranks, as a share of the loser's whole range).
    max_cost
        The most that the changes of one way out may cost together (see `detente.conflict.edits`).
    limit
        How many targets to look at, if none are named.
    keep
        How many changes of equal cost to give for one target, decision maker and kind (of preference, or of options). Changes of
        preference are given at the least cost at which anybody's make the target hold; changes of options at everybody's own least cost.

    Raises
    ------
    UsageError
        If the model names no status quo.
    InfeasibleModel
        If a named target cannot be reached from the status quo.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "prisoners' dilemma", "status_quo": ["row-confesses", "col-confesses"],
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row confesses"], "preferences": ["not col-confesses", "row-confesses"]},
    ...         {"name": "Col", "options": ["col confesses"], "preferences": ["not row-confesses", "col-confesses"]},
    ...     ],
    ... })
    >>> found = ways_out(model, "seq")
    >>> print(found.summary)
    The status quo is stable (SEQ). 1 state is better for somebody and worse for nobody. "no option taken" would hold as things are. \
But no series of steps leads there in which everyone who moves gains by it: the first steps need trust or a deal.
    """
    judged = concept_of(concept)
    paths = StatusQuoAnalysis(model)
    start = paths.start
    for_all, for_some, unreachable, chosen = _candidates(model, paths)
    if targets is not None:
        chosen = list(targets)
        for state in chosen:
            if not paths.is_reachable(state):
                raise InfeasibleModel(
                    f'{model.name}: no legal sequence of moves leads from the status quo "{model.label(start)}" to "{model.label(state)}"; '
                    f"name another state, or allow the moves that are missing"
                )
    else:
        chosen = chosen[:limit]
    looked_at = tuple(_target(model, paths, state, judged) for state in chosen)
    ways: list[WayOut] = []
    complete = True
    for target in looked_at:
        if target.is_stable:
            ways.append(_way(model, Found(model, -1, ()), target.state, start, judged))
            continue
        found, whole = _changes(model, target.state, judged, max_cost, keep)
        complete &= whole
        ways += [way for way in (_way(model, one, target.state, start, judged) for one in found) if way.path or target.state == start]
    order = {state: rank for rank, state in enumerate(chosen)}
    ways.sort(key=lambda way: (way.cost, order[way.target], way.maker if way.maker is not None else -1))
    stable = is_stable_for_all(model, start, judged.key)
    result = WaysOut(
        model=model,
        concept=judged.key,
        status_quo=start,
        is_stable=stable,
        reasons=reasons(model, start, judged.key),
        better_for_all=for_all,
        better_for_some=for_some,
        unreachable=unreachable,
        targets=looked_at,
        ways=tuple(ways),
        max_cost=max_cost,
        complete=complete,
    )
    certify(result)
    return result


def _changes(model: Model, state: int, concept: Concept, max_cost: int, keep: int) -> tuple[list[Found], bool]:
    """Find what makes a state hold: changes of preference at the least cost at which anybody's do, and everybody's changes of options."""
    makers = range(len(model.decision_makers))
    found: list[Found] = []
    complete = True
    for cost in range(1, max_cost + 1):
        for place in makers:
            some, whole = cheapest_preferences(model, place, state, concept, range(cost, cost + 1), keep)
            found += some
            complete &= whole
        if found:
            break
    for place in makers:
        some, whole = cheapest_options(model, place, state, concept, max_cost, keep)
        found += some
        complete &= whole
    return found, complete


def certify(result: WaysOut) -> None:
    """Check every claim of an answer from the definitions.

    Raises
    ------
    CertificateError
        At the first claim that does not follow.
    """
    model, start = result.model, result.status_quo
    for reason in result.reasons:
        check(model, reason)
    for target in result.targets:
        check_path(model, target.path)
        for place in range(len(model.decision_makers)):
            check(model, target.reasons[place])
            if place in target.winners:
                check_preferred(model, place, target.state, start, strictly=True)
            elif place in target.losers:
                check_preferred(model, place, start, target.state, strictly=True)
    for way in result.ways:
        check_path(way.model, way.path)
        check_path(way.model, way.by_improvements or (), improving=True)
        for reason in way.reasons:
            check(way.model, reason)


def _candidates(model: Model, paths: StatusQuoAnalysis) -> tuple[int, int, int, list[int]]:
    """Count the states better for all and for some, those out of reach, and order the reachable ones of the better kind."""
    start, states = paths.start, model.feasible_states()
    gains = np.zeros(len(states))
    losses = np.zeros(len(states))
    for place in range(len(model.decision_makers)):
        ranks = model.ranks(place)
        scale = max(int(ranks.max()), 1)
        difference = (ranks[states].astype(np.int64) - int(ranks[start])) / scale
        gains += np.maximum(difference, 0)
        losses += np.maximum(-difference, 0)
    reachable = paths.reachable(states)
    for_all, for_some = (gains > 0) & (losses == 0), (gains > 0) & (losses > 0)
    wanted = for_all if (for_all & reachable).any() else for_some
    kept = np.flatnonzero(wanted & reachable)
    ordered = kept[np.lexsort((states[kept], -gains[kept], losses[kept]))]
    unreachable = int(((for_all | for_some) & ~reachable).sum())
    return int(for_all.sum()), int(for_some.sum()), unreachable, [int(state) for state in states[ordered]]


def _target(model: Model, paths: StatusQuoAnalysis, state: int, concept: Concept) -> Target:
    places = range(len(model.decision_makers))
    start = paths.start
    winners = tuple(place for place in places if model.ranks(place)[state] > model.ranks(place)[start])
    losers = tuple(place for place in places if model.ranks(place)[state] < model.ranks(place)[start])
    stable = is_stable_for_all(model, state, concept.key)
    return Target(state, winners, losers, stable, reasons(model, state, concept.key), paths.to(state).by_moves or ())


def _way(model: Model, found: Found, target: int, start: int, concept: Concept) -> WayOut:
    there = StatusQuoAnalysis(found.model, start).to(target)
    maker = found.maker if found.changes else None
    why_stable = reasons(found.model, target, concept.key)
    return WayOut(target, maker, found.changes, found.cost, there.by_moves or (), there.by_improvements, why_stable, found.model)


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
