"""Stability for coalitions, beside that of their members: never instead of it.

A coalition H moves by legal sequences of its members, any of them in any order, nobody twice in a row: R_H(s) are the states it reaches,
and R_H++(s) = {t in R_H(s): t >_i s for every member i} its improvements. Steps in between may be worse for anybody. A state s is, for H,

- **Nash** stable if R_H++(s) is empty;
- **GMR** stable if for every a in R_H++(s) those outside H reach some b in R_N-H(a) with b <=_i s for some member i;
- **SMR** stable if moreover for that b every c in R_H(b) has c <=_i s for some member i, perhaps another;
- **SEQ** stable if moreover, in GMR, the outsiders reach b by legal sequences of their individual improvements (weak form);
- **SEQ** stable in the **strong form** (``seq-joint``) if they reach b by sequences of coalition improvements: each step is a move in
  R_K++ of some part K of those outside H, a single one among them, and the same K does not move twice in a row.

A coalition of one is its member: its verdicts are the individual ones. The grand coalition has nobody outside to fear, so that all concepts
coincide. A state is *universally* stable under a concept if it is so for every coalition, of one member up to all.

Coalition SMR is no matter of least values: at one sanction somebody must be held down, and after every countermove somebody, perhaps
another. So sets of states are searched (`detente.conflict.state_sets`): at most `detente.conflict.state_sets.PAIRED_STATES` feasible
states, and `STRONG_STATES` for the strong form.

Sources: Kilgour, Hipel, Fang & Peng, "Coalition analysis in group decision support", *Group Decision and Negotiation* 10 (2001); Inohara &
Hipel, "Coalition analysis in the graph model for conflict resolution", *Systems Engineering* 11 (2008), and "Interrelationships among
noncooperative and coalition stability concepts", *Journal of Systems Science and Systems Engineering* 17 (2008). From knowledge of the
field; that the same part may not move twice in a row in the strong form is how we read "legal" for coalitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from detente.conflict.model import Model
from detente.conflict.space import Booleans
from detente.conflict.state_sets import ArcList, Listing, Rows, arc_list, diagonal, listing_of, spread, to_rows, to_table
from detente.errors import ModelTooLarge, UsageError

#: How a coalition may be stable: key and name.
COALITION_CONCEPTS: Mapping[str, str] = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "seq-joint": "SEQ (strong form)"}

#: The strong form lists the improvements of every part of the outsiders: it is refused for more feasible states than this (as many as 2^20
#: improvements for each part).
STRONG_STATES = 1024

#: All coalitions are judged unasked of up to so many decision makers (63 coalitions); of more, those asked for.
ALL_OF = 6

Members = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CoalitionAnalysis:
    """Verdicts on every state of a model for coalitions.

    Parameters
    ----------
    model
        What was analysed.
    coalitions
        The coalitions, as places of their members.
    concepts
        Keys of `COALITION_CONCEPTS`.
    verdicts
        For each coalition and concept, whether each state number is stable (false where infeasible).
    """

    model: Model
    coalitions: tuple[Members, ...]
    concepts: tuple[str, ...]
    verdicts: Mapping[Members, Mapping[str, Booleans]]

    def stable_states(self, members: Iterable[int | str], concept: str) -> tuple[int, ...]:
        """List the states that are stable for a coalition, ascending."""
        return tuple(np.flatnonzero(self._verdict(members, concept)).tolist())

    def is_stable(self, state: int, members: Iterable[int | str], concept: str) -> bool:
        """Say whether a state is stable for a coalition."""
        return bool(self._verdict(members, concept)[state])

    def universally_stable(self, concept: str) -> tuple[int, ...]:
        """List the states that are stable for every coalition there is, ascending.

        Raises
        ------
        UsageError
            If not all coalitions were analysed.
        """
        if len(self.coalitions) < 2 ** len(self.model.decision_makers) - 1:
            raise UsageError(f"{self.model.name}: only some coalitions were analysed; analyse all to see what is universally stable")
        return tuple(np.flatnonzero(np.logical_and.reduce([found[concept] for found in self.verdicts.values()])).tolist())

    def name(self, members: Members) -> str:
        """Name a coalition by its members."""
        return " + ".join(self.model.decision_makers[place].name for place in members)

    def to_dict(self) -> dict[str, Any]:
        """Give the verdicts as plain values: for each coalition the states that are stable for it."""
        plain: dict[str, Any] = {
            "coalitions": [
                {
                    "members": [self.model.decision_makers[place].name for place in members],
                    "stable": {concept: list(self.stable_states(members, concept)) for concept in self.concepts},
                }
                for members in self.coalitions
            ],
            "universally_stable": None,
        }
        if len(self.coalitions) == 2 ** len(self.model.decision_makers) - 1:
            plain["universally_stable"] = {concept: list(self.universally_stable(concept)) for concept in self.concepts}
        return plain

    def _verdict(self, members: Iterable[int | str], concept: str) -> Booleans:
        places = members_of(self.model, members)
        if places not in self.verdicts or concept not in self.concepts:
            raise UsageError(f"{self.model.name}: {self.name(places)} was not analysed under {concept!r}")
        return self.verdicts[places][concept]


def analyse_coalitions(
    model: Model,
    coalitions: Sequence[Iterable[int | str]] | None = None,
    concepts: Sequence[str] = ("nash", "gmr", "smr", "seq"),
) -> CoalitionAnalysis:
    """Find which states are stable for which coalitions.

    Parameters
    ----------
    model
        The conflict.
    coalitions
        Each as the names or places of its members; all of them, of one member up to everybody, if left out.
    concepts
        Keys of `COALITION_CONCEPTS`.

    Raises
    ------
    UsageError
        If there is no such decision maker or concept, or if all coalitions of too many are asked for.
    ModelTooLarge
        If there are too many states.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "prisoners' dilemma",
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row confesses"], "preferences": ["not col-confesses", "row-confesses"]},
    ...         {"name": "Col", "options": ["col confesses"], "preferences": ["not row-confesses", "col-confesses"]},
    ...     ],
    ... })
    >>> found = analyse_coalitions(model)
    >>> [model.label(state) for state in found.stable_states(["Row", "Col"], "nash")]
    ['no option taken', 'row confesses', 'col confesses']
    >>> [model.label(state) for state in found.universally_stable("seq")]
    ['no option taken']
    """
    for concept in concepts:
        if concept not in COALITION_CONCEPTS:
            raise UsageError(f"there is no coalition concept {concept!r}; there are: {', '.join(COALITION_CONCEPTS)}")
    chosen = _all(model) if coalitions is None else tuple(dict.fromkeys(members_of(model, members) for members in coalitions))
    keys = tuple(dict.fromkeys(concepts))
    return CoalitionAnalysis(
        model, chosen, keys, {members: {key: stable_for_coalition(model, members, key) for key in keys} for members in chosen}
    )


def members_of(model: Model, members: Iterable[int | str]) -> Members:
    """Give the places of the members of a coalition, ascending.

    Raises
    ------
    UsageError
        If there is none, or no such decision maker.
    """
    places = tuple(sorted({model.maker(member) for member in members}))
    if not places:
        raise UsageError(f"{model.name}: a coalition needs members; name at least one decision maker")
    return places


def _all(model: Model) -> tuple[Members, ...]:
    count = len(model.decision_makers)
    if count > ALL_OF:
        raise UsageError(
            f"{model.name}: {count} decision makers form {2**count - 1:,} coalitions; all are judged of up to {ALL_OF}: name those you mean"
        )
    return parts(range(count))


def parts(members: Iterable[int]) -> tuple[Members, ...]:
    """List the parts of a group, of one member up to all."""
    group = tuple(members)
    return tuple(part for size in range(1, len(group) + 1) for part in combinations(group, size))


def stable_for_coalition(model: Model, members: Members, concept: str) -> Booleans:
    """Say for every state number whether it is feasible and stable for a coalition.

    1. Whether all members prefer a to s, for all pairs.
    2. Which b hold down somebody who left s, and under SMR still do after every countermove.
    3. From which a the outsiders reach such a b: all others are undeterred.
    4. s is not stable if the members reach some undeterred a that all of them prefer to it.
    """
    listing = coalition_listing(model, concept)
    better = all_prefer(listing, members)
    undeterred = to_rows(better)
    own = [listing.arcs[member] for member in members]
    if concept != "nash":
        undeterred &= ~spread(answers(model, listing, members, concept), to_rows(holding(listing, members, better, concept)))
    return listing.spread_out(~diagonal(spread(own, undeterred)))


def coalition_listing(model: Model, concept: str) -> Listing:
    """List states and arcs, up to the limit of the concept."""
    listing = listing_of(model, "coalition analysis")
    if concept == "seq-joint" and len(listing.states) > STRONG_STATES:
        raise ModelTooLarge(
            f"{model.name}: the strong form lists the improvements of every coalition, and there are {len(listing.states):,} feasible "
            f"states; the limit is {STRONG_STATES:,}: ask for the weak form, seq"
        )
    return listing


def all_prefer(listing: Listing, members: Members) -> Booleans:
    """Say for all pairs of states whether every member prefers the row's state to the column's."""
    better = np.ones((len(listing.states), len(listing.states)), dtype=np.bool_)
    for member in members:
        ranks = listing.ranks[member]
        better &= ranks[:, None] > ranks[None, :]
    return better


def holding(listing: Listing, members: Members, better: Booleans, concept: str) -> Booleans:
    """Say for all pairs whether the row's state holds down some member that left the column's, under SMR whatever the members do."""
    held = ~better
    if concept == "smr":
        escapes: Rows = spread([listing.arcs[member] for member in members], to_rows(better))
        held &= ~to_table(escapes, len(held))
    return held


def answers(model: Model, listing: Listing, members: Members, concept: str) -> list[ArcList]:
    """Give the arcs by which those outside a coalition answer, one list for each of those who may not move twice in a row."""
    outside = tuple(place for place in range(len(listing.arcs)) if place not in members)
    if concept == "seq-joint":
        return [joint_improvements(model, listing, part) for part in parts(outside)]
    if concept == "seq":
        return [listing.improving(place) for place in outside]
    return [listing.arcs[place] for place in outside]


def joint_improvements(model: Model, listing: Listing, members: Members) -> ArcList:
    """List R_K++ as arcs from each state to the coalition improvements from it."""
    key = f"joint {members}"
    if key not in model.kept:
        size = len(listing.states)
        reached = to_table(spread([listing.arcs[member] for member in members], to_rows(np.eye(size, dtype=np.bool_))), size)
        starts, ends = np.nonzero(reached & all_prefer(listing, members).T)
        model.kept[key] = arc_list(starts.astype(np.int64), ends.astype(np.int64), size)
    arcs: ArcList = model.kept[key]
    return arcs
