"""Why a state is stable or not for a coalition: what it could do together, and what deters it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detente.conflict.claims import JointExplanation, JointMove, JointTemptation, Path
from detente.conflict.coalitions import (
    COALITION_CONCEPTS,
    Members,
    all_prefer,
    coalition_listing,
    holding,
    joint_improvements,
    members_of,
    parts,
)
from detente.conflict.model import Model
from detente.conflict.naming import change
from detente.conflict.space import Booleans
from detente.conflict.state_sets import ArcList, Listing, shortest, spread, to_rows, to_table
from detente.errors import UsageError


def why_coalition(model: Model, state: int, members: Iterable[int | str], concept: str) -> JointExplanation:
    """Explain why a state is stable, or not, for a coalition.

    Parameters
    ----------
    model
        The conflict.
    state
        A feasible state number.
    members
        Names or places of the members.
    concept
        A key of `detente.conflict.coalitions.COALITION_CONCEPTS`.

    Raises
    ------
    UsageError
        If there is no such decision maker or concept.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "prisoners' dilemma",
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row confesses"], "preferences": ["not col-confesses", "row-confesses"]},
    ...         {"name": "Col", "options": ["col confesses"], "preferences": ["not row-confesses", "col-confesses"]},
    ...     ],
    ... })
    >>> print(why_coalition(model, 3, ["Row", "Col"], "nash").sentence)
    Row and Col together leave "row confesses + col confesses": Row could drop "row confesses", and Col drop "col confesses", \
which all of them prefer.
    """
    if concept not in COALITION_CONCEPTS:
        raise UsageError(f"there is no coalition concept {concept!r}; there are: {', '.join(COALITION_CONCEPTS)}")
    group = members_of(model, members)
    listing = coalition_listing(model, concept)
    better = all_prefer(listing, group)
    held = holding(listing, group, better, concept)
    place = int(listing.places[state])
    found = []
    for end in _improvements(listing, group, place, better):
        move = JointMove(group, _between(listing, group, place, end))
        found.append(JointTemptation(move, None if concept == "nash" else _sanction(model, listing, group, concept, end, held[:, place])))
    ordered = (*(t for t in found if t.sanction is None), *(t for t in found if t.sanction is not None))
    stable = all(temptation.sanction is not None for temptation in ordered)
    return JointExplanation(state, group, concept, stable, ordered, _sentence(model, state, group, concept, ordered))


def _moves(listing: Listing, members: Members) -> list[tuple[int, ArcList]]:
    return [(member, listing.arcs[member]) for member in members]


def _improvements(listing: Listing, members: Members, place: int, better: Booleans) -> list[int]:
    """List R_H++(s), what the members together gain most by first."""
    reached = spread([arcs for _, arcs in _moves(listing, members)], to_rows(np.eye(len(listing.states), dtype=np.bool_)))
    gains = np.flatnonzero(to_table(reached[place : place + 1], len(better))[0] & better[:, place]).tolist()
    return sorted(gains, key=lambda end: (-sum(int(listing.ranks[member][end]) for member in members), end))


def _sanction(model: Model, listing: Listing, members: Members, concept: str, start: int, held: Booleans) -> tuple[JointMove, ...] | None:
    """Find a shortest answer of those outside that holds some member down."""
    outside = tuple(place for place in range(len(listing.arcs)) if place not in members)

    def holds(end: int) -> bool:
        return bool(held[end])

    if concept == "seq-joint":
        groups = parts(outside)
        joint = shortest([(number, joint_improvements(model, listing, part)) for number, part in enumerate(groups)], start, holds)
        return None if joint is None else tuple(JointMove(groups[n], _between(listing, groups[n], a, b)) for n, a, b in joint)
    arcs = [(place, listing.improving(place) if concept == "seq" else listing.arcs[place]) for place in outside]
    steps = shortest(arcs, start, holds)
    return None if steps is None else tuple(JointMove((step.mover,), (step,)) for step in listing.path(steps))


def _between(listing: Listing, members: Members, start: int, end: int) -> Path:
    return listing.path(shortest(_moves(listing, members), start, lambda reached: reached == end) or ())


def _sentence(model: Model, state: int, members: Members, concept: str, temptations: tuple[JointTemptation, ...]) -> str:
    names = " and ".join(model.decision_makers[place].name for place in members)
    together = f"{names} together" if len(members) > 1 else names
    stays, leaves = ("stay", "leave") if len(members) > 1 else ("stays", "leaves")
    prefer = "all of them prefer" if len(members) > 1 else f"{names} prefers"
    here = model.label(state)
    if not temptations:
        return f'{together} {stays} at "{here}": no sequence of moves of theirs leads to a state that {prefer}.'
    first = temptations[0]
    doing = _told(model, first.improvement.steps)
    if first.sanction is None:
        by = "gain by" if concept.startswith("seq") else "can do"
        none = "" if concept == "nash" else f", and nothing that those outside {by} takes that away"
        return f'{together} {leaves} "{here}": {doing}, which {prefer}{none}.'
    answer = _told(model, tuple(step for move in first.sanction for step in move.steps))
    down = "some of them are" if len(members) > 1 else f"{names} is"
    more = "" if len(temptations) == 1 else f" Their other temptations ({len(temptations) - 1}) are deterred too."
    lasting = ", whatever they do next" if concept == "smr" else ""
    return f'{together} {stays} at "{here}": {doing}, but then {answer}, and {down} no better off than before{lasting}.{more}'


def _told(model: Model, steps: Path) -> str:
    first = True
    parts_told = []
    for step in steps:
        parts_told.append(f"{model.decision_makers[step.mover].name} {'could ' if first else ''}{change(model, step.start, step.end)}")
        first = False
    return ", and ".join(parts_told)
