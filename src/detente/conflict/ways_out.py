"""Ways out of a standoff: states worth reaching, and the cheapest package of changes that would make each hold.

A package may change what several decision makers want and can do, and may add a joint move. It is found by `detente.conflict.inverse`.

Source of the question: "inverse" graph-model analysis, Kinsara, Petersons, Hipel & Kilgour, "Advanced decision support for the graph model
for conflict resolution", *Journal of Decision Systems* 24 (2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.conflict.certificate import check, check_path, check_preferred, judge_of
from detente.conflict.claims import Explanation, Path
from detente.conflict.costs import USUAL, Costs
from detente.conflict.edits import Change
from detente.conflict.explanation import reasons
from detente.conflict.inverse import Found, Inverse, check_invertible
from detente.conflict.model import Model
from detente.conflict.options import Direction
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.spoken import change_words, difference, plural
from detente.conflict.stability import Concept, concept_of
from detente.conflict.strife import NO_STRIFE, Strife
from detente.conflict.targets import Target, make_target, weigh_states
from detente.errors import CertificateError, InfeasibleModel


@dataclass(frozen=True, slots=True, eq=False)
class WayOut:
    """A package of changes that makes a target hold.

    Parameters
    ----------
    target
        The state's number.
    makers
        Whose changes they are; nobody's where none are needed, or a joint move is enough.
    changes
        What changes; empty where the target holds as it is.
    cost
        What the changes cost together.
    path
        A shortest legal sequence of moves to the target in the changed model; empty where a joint move leads there.
    by_improvements
        One in which every step is an improvement, if there is one.
    reasons
        Why the target is then stable, one explanation a decision maker.
    model
        The changed model.
    """

    target: int
    makers: tuple[int, ...]
    changes: tuple[Change, ...]
    cost: int
    path: Path
    by_improvements: Path | None
    reasons: tuple[Explanation, ...]
    model: Model

    @property
    def is_joint(self) -> bool:
        """Whether a joint move leads to the target."""
        return any(change.kind == "joint" for change in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Give the way out as plain values with readable names."""
        return {
            "target": self.target,
            "label": self.model.label(self.target),
            "decision_makers": [self.model.decision_makers[place].name for place in self.makers],
            "changes": [change.to_dict(self.model) for change in self.changes],
            "cost": self.cost,
            "path": None if self.is_joint else [step.to_dict(self.model) for step in self.path],
            "joint_move": self.is_joint,
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
    fighting
        In how many of the states better for all armed force begins to be used: they are no targets unless named.
    strife
        Which options are hostile acts, as far as it was said.
    targets
        The states that were looked at, most worth reaching first: of each kind one, then their variants.
    named
        Whether these states were asked for.
    ways
        Changes that make one of them hold, cheapest first.
    max_cost, complete
        Up to which cost was searched, and whether that is proven for every target: where no way out is given, there is none.
    """

    model: Model
    concept: str
    status_quo: int
    is_stable: bool
    reasons: tuple[Explanation, ...]
    better_for_all: int
    better_for_some: int
    unreachable: int
    fighting: int
    strife: Strife
    targets: tuple[Target, ...]
    named: bool
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
            parts.append(f"{plural(self.better_for_all, 'state')} {be} better for somebody and worse for nobody.")
        elif self.better_for_some:
            parts.append("No state is better for somebody without being worse for somebody else.")
        else:
            parts.append("Nobody prefers any other state to it.")
        if self.targets and not self.ways:
            looked_at = f"of the {plural(len(self.targets), 'state')} looked at"
            proof = "that is proven" if self.complete else "of those tried; the search was cut off"
            within = f"up to cost {self.max_cost} together"
            parts.append(f"No changes of what the parties want or can do, {within}, make any {looked_at} hold: {proof}.")
        elif self.ways:
            first = self.ways[0]
            there = difference(self.model, self.status_quo, first.target)
            if not first.changes:
                parts.append(f"This would hold as things are: {there}.")
            else:
                told = "; and ".join(change_words(self.model, change) for change in first.changes)
                parts.append(f"The least that makes one of them hold (cost {first.cost}): {told}; then this would hold: {there}.")
            if first.is_joint:
                parts.append("It is reached by moving together.")
            elif first.by_improvements is None:
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
            "begin_fighting": self.fighting,
            "targets": [
                {
                    "state": target.state,
                    "label": model.label(target.state),
                    "winners": [names[place] for place in target.winners],
                    "losers": [names[place] for place in target.losers],
                    "stable": target.is_stable,
                    "reasons": [reason.to_dict(model) for reason in target.reasons],
                    "path": [step.to_dict(model) for step in target.path] if target.is_reachable else None,
                }
                for target in self.targets
            ],
            "ways": [way.to_dict() for way in self.ways],
            "max_cost": self.max_cost,
            "complete": self.complete,
        }


def ways_out(
    model: Model,
    concept: str = "seq",
    *,
    targets: Sequence[int] | None = None,
    max_cost: int = 2,
    limit: int = 8,
    keep: int = 3,
    costs: Costs = USUAL,
    strife: Strife = NO_STRIFE,
) -> WaysOut:
    """Find states worth reaching, and for each the cheapest package of changes that makes it hold.

    Every verdict, path and preference in the answer has been checked from the definitions by `detente.conflict.certificate`.

    Parameters
    ----------
    model
        The conflict, with a status quo.
    concept
        The stability concept a target must satisfy for every decision maker: nash, gmr, smr, seq or sseq.
    targets
        State numbers. Left out: the states that somebody prefers and nobody likes less than the status quo; if there are none, the states
        somebody prefers that moves lead to. Passed over are those in which armed force begins to be used, and those that another outdoes,
        see `detente.conflict.targets.weigh_states`, which also tells the order.
    max_cost
        The most that the changes of one way out may cost together.
    limit
        How many targets to look at, if none are named.
    keep
        How many packages to give for one target and the same decision makers. All cost as little as the cheapest; packages that change only
        what can be done (promises a party binds itself by, joint moves) are given beside them at their own least cost.
    costs
        What changes cost.
    strife
        Which options are hostile acts; left out, nothing is known of that.

    Raises
    ------
    UsageError
        If the model names no status quo, or the concept has no inverse here.
    InfeasibleModel
        If no path leads to a named target, and no changes within the cost open one.

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
    The status quo is stable (SEQ). 1 state is better for somebody and worse for nobody. This would hold as things are: \
Row would drop "row confesses"; Col would drop "col confesses". But no series of steps leads there in which everyone who moves gains by \
it: the first steps need trust or a deal.
    """
    judged = concept_of(concept)
    check_invertible(judged.key)
    paths = StatusQuoAnalysis(model)
    start = paths.start
    worth = weigh_states(model, paths, judged.key, strife)
    chosen = worth.candidates[:limit] if targets is None else targets
    looked_at = tuple(make_target(model, paths, state, judged.key) for state in chosen)
    ways: list[WayOut] = []
    complete = True
    for target in looked_at:
        found, whole = _packages(model, target, start, judged, max_cost, keep, costs)
        complete &= whole
        if targets is not None and not target.is_reachable and not found:
            raise InfeasibleModel(
                f'{model.name}: no legal sequence of moves leads from the status quo "{model.label(start)}" to '
                f'"{model.label(target.state)}", '
                f"and no changes up to cost {max_cost} open one and make it stable; name another state, or allow a higher cost"
            )
        ways += [_way(one, target.state, start, judged) for one in found]
    order = {target.state: rank for rank, target in enumerate(looked_at)}
    ways.sort(key=lambda way: (way.cost, order[way.target], len(way.makers), way.makers))
    here = reasons(model, start, judged.key)
    result = WaysOut(
        model=model,
        concept=judged.key,
        status_quo=start,
        is_stable=all(reason.stable for reason in here),
        reasons=here,
        better_for_all=worth.for_all,
        better_for_some=worth.for_some,
        unreachable=worth.unreachable,
        fighting=worth.fighting,
        strife=strife,
        targets=looked_at,
        named=targets is not None,
        ways=tuple(ways),
        max_cost=max_cost,
        complete=complete,
    )
    certify(result)
    return result


def _packages(
    model: Model, target: Target, start: int, concept: Concept, max_cost: int, keep: int, costs: Costs
) -> tuple[list[Found], bool]:
    """Find the cheapest packages for a target, and beside them those that change only what can be done; say if the search was complete."""
    if target.is_stable and target.is_reachable:
        return [Found(model, ())], True
    found, complete = _cheapest(Inverse(model, target.state, concept.key, max_cost, start=start, costs=costs), keep)
    if found:
        deeds = Inverse(model, target.state, concept.key, max_cost, start=start, costs=costs, preferences=False)
        told = {one.told for one in found}
        found += [one for one in _cheapest(deeds, keep)[0] if one.told not in told]
    return found, complete


def _cheapest(search: Inverse, keep: int) -> tuple[list[Found], bool]:
    """Take the packages of least cost, so many for the same decision makers, out of at most twice as many."""
    kept: list[Found] = []
    for tried, one in enumerate(search.found()):
        if tried >= 2 * keep or (kept and one.cost > kept[0].cost):
            break
        if sum(other.makers == one.makers for other in kept) < keep:
            kept.append(one)
    return kept, bool(kept) or search.complete


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
        _check_arrival(way, start)
        check_path(way.model, way.path)
        check_path(way.model, way.by_improvements or (), improving=True)
        for reason in way.reasons:
            check(way.model, reason)


def _check_arrival(way: WayOut, start: int) -> None:
    """Check that the path of a way out, or its joint move, leads from the status quo to the target."""
    where = f"{way.model.name}: the way out to {way.model.label(way.target)!r}"
    if way.is_joint:
        free = {Direction.TAKEN_ONCE: way.target & ~start, Direction.GIVEN_UP_ONCE: start & ~way.target, Direction.BOTH: start ^ way.target}
        bound = [bit for bit, option in enumerate(way.model.options) if (start ^ way.target) & ~free.get(option.direction, 0) & 1 << bit]
        if bound:
            raise CertificateError(f"{where}: the options do not allow the joint move")
        if not judge_of(way.model).is_feasible(np.array([way.target], dtype=np.int64))[0]:
            raise CertificateError(f"{where}: the joint move ends in a state that is not feasible")
    elif (way.path[-1].end if way.path else start) != way.target or (way.path and way.path[0].start != start):
        raise CertificateError(f"{where}: the path does not lead there from the status quo")


def _way(found: Found, target: int, start: int, concept: Concept) -> WayOut:
    there = StatusQuoAnalysis(found.model, start).to(target)
    path = () if found.joint else there.by_moves or ()
    why_stable = reasons(found.model, target, concept.key)
    return WayOut(target, found.makers, found.changes, found.cost, path, there.by_improvements, why_stable, found.model)
