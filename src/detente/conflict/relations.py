"""Preferences that are less or more than an order: uncertain ones, and strong ones.

In a model file a decision maker may carry one of two fields beside its statements, ranking or payoffs::

    uncertain = ["not strike", ["YN NN", "NN NN"]]
    strong = 2                       # or [["talks", "war"]]

**Uncertain.** A statement: the decision maker cares about it, but where it stands among its other preference statements is not known. What
it prefers for certain is what every place of that statement agrees on: s > t if the statements in known order do not speak for t, no
uncertain statement does, and at least one of all speaks for s; s ~ t if none tells them apart; s U t (unknown) otherwise. A pair of states:
which of the two it prefers is not known, whatever the statements, the ranking or the payoffs say.

**Strong.** Which preferences are much stronger (>>) than others. A whole number n beside statements: states that differ in one of the
first n statements, which is what tells them apart, are far apart. A number beside payoffs: states whose payoffs differ by that much or
more are. A list of pairs ``[better, worse]``: the one is much better than the other, and so is everything at least as good as the better
one than everything at most as good as the worse.

Sources: Li, Hipel, Kilgour & Fang, "Preference uncertainty in the graph model for conflict resolution", *IEEE Transactions on Systems, Man,
and Cybernetics A* 34 (2004); Hamouda, Kilgour & Hipel, "Strength of preference in the graph model for conflict resolution", *Group
Decision and Negotiation* 13 (2004). How a file states the relations is our own; the papers give them as lists of pairs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.conflict.naming import check_options_of
from detente.conflict.preferences import Payoffs, Prioritization, Statement, rank_by_statements
from detente.conflict.space import Booleans, Integers, States
from detente.errors import ModelError

if TYPE_CHECKING:
    from detente.conflict.model import DecisionMaker, Model

Pairs = tuple[tuple[int, int], ...]

#: The fields of a decision maker in a model file that are read here.
RELATION_FIELDS = ("uncertain", "strong")


@dataclass(frozen=True, slots=True)
class Relations:
    """What is uncertain, or strong, in a decision maker's preference.

    Parameters
    ----------
    uncertain
        Statements whose place among the others is not known.
    unknown_pairs
        Pairs of states of which it is not known which is preferred.
    strong
        How many of the first statements, or how large a difference of payoffs, make a preference strong; None where it is not said so.
    strong_pairs
        Pairs of states of which the first is much preferred to the second.
    """

    uncertain: tuple[Statement, ...] = ()
    unknown_pairs: Pairs = ()
    strong: int | float | None = None
    strong_pairs: Pairs = ()

    @property
    def is_uncertain(self) -> bool:
        """Whether anything is uncertain."""
        return bool(self.uncertain or self.unknown_pairs)

    @property
    def is_graded(self) -> bool:
        """Whether strong preferences are told from others."""
        return self.strong is not None or bool(self.strong_pairs)


def read_relations(model: Model, entry: Mapping[str, Any], where: str, statement: Callable[[Any, str], Statement]) -> Relations:
    """Read the two fields of a decision maker in a model file.

    Parameters
    ----------
    model
        The model as far as it is known, whose states the fields may name.
    entry
        The table of the decision maker.
    where
        What messages call it.
    statement
        Reads one statement.

    Raises
    ------
    ModelError
        Naming the field.
    """
    statements: list[Statement] = []
    unknown: list[tuple[int, int]] = []
    for place, given in enumerate(_listed(entry.get("uncertain", []), f"{where}.uncertain")):
        here = f"{where}.uncertain[{place}]"
        if isinstance(given, list | tuple):
            unknown.append(_pair(model, given, here))
        else:
            statements.append(statement(given, here))
    graded = entry.get("strong")
    if isinstance(graded, int | float) and not isinstance(graded, bool):
        return Relations(tuple(statements), tuple(unknown), graded)
    pairs = [_pair(model, given, f"{where}.strong[{place}]") for place, given in enumerate(_listed(graded or [], f"{where}.strong"))]
    return Relations(tuple(statements), tuple(unknown), None, tuple(pairs))


def _listed(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ModelError(f"{where}: {value!r} is no list; write a list of statements or pairs of states (or, for strong, a number)")
    return list(value)


def _pair(model: Model, given: Any, where: str) -> tuple[int, int]:
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise ModelError(f"{where}: {given!r} is no pair; write two states, as in [first, second]")
    return model.find_state(given[0], f"{where}[0]"), model.find_state(given[1], f"{where}[1]")


def check_relations(model: Model, place: int, maker: DecisionMaker) -> None:
    """Refuse relations that do not fit the kind of model and preferences they go with.

    Raises
    ------
    ModelError
        Naming the field.
    """
    relations = maker.relations
    where = f"decision_makers[{place}] ({maker.name})"
    if relations.is_uncertain and relations.is_graded:
        raise ModelError(f"{where}: uncertain and strong are given together, and no concept here reads both; keep one")
    if relations.uncertain and not isinstance(maker.preferences, Prioritization):
        raise ModelError(f"{where}.uncertain: a statement has no place in a ranking or in payoffs; name pairs of states instead")
    for number, statement in enumerate(relations.uncertain):
        check_options_of(model, statement.expression, f"{where}.uncertain[{number}]")
    feasible = set(model.feasible_states().tolist()) if relations.unknown_pairs or relations.strong_pairs else set()
    for key, pairs in (("uncertain", relations.unknown_pairs), ("strong", relations.strong_pairs)):
        for number, pair in enumerate(pairs):
            if pair[0] == pair[1] or not feasible >= set(pair):
                raise ModelError(f"{where}.{key}: pair {number + 1} does not name two different feasible states; name two")


def check_strength(model: Model, place: int) -> None:
    """Refuse strong preferences that contradict the preferences themselves.

    A model that is read is checked so; one made from it by changing preferences may outgrow them, and then a pair that contradicts
    its preferences counts for nothing.

    Raises
    ------
    ModelError
        Naming the field.
    """
    maker = model.decision_makers[place]
    relations, where = maker.relations, f"decision_makers[{place}] ({maker.name})"
    for better, worse in relations.strong_pairs:
        if model.ranks(place)[better] <= model.ranks(place)[worse]:
            raise ModelError(
                f"{where}.strong: {model.label(better)!r} is called much better than {model.label(worse)!r}, but the preferences do not "
                f"put it higher; turn the pair round, or change the preferences"
            )
    _check_degree(relations.strong, maker, f"{where}.strong")


def _check_degree(degree: int | float | None, maker: DecisionMaker, where: str) -> None:
    match maker.preferences:
        case _ if degree is None:
            return
        case Prioritization(statements):
            if not isinstance(degree, int) or not 1 <= degree <= len(statements):
                raise ModelError(f"{where}: {degree!r} is no number of statements; write how many of the {len(statements)} weigh most")
        case Payoffs():
            if not math.isfinite(degree) or degree <= 0:
                raise ModelError(f"{where}: {degree!r} is no difference of payoffs; write a number above 0")
        case _:
            raise ModelError(f"{where}: a number says nothing of a ranking; list pairs [better, worse] instead")


def relations_to_plain(
    model: Model, relations: Relations, told: Callable[[Statement], Any], reference: Callable[[Model, int], Any]
) -> dict[str, Any]:
    """Give relations as the fields of a model file, the inverse of `read_relations`."""
    plain: dict[str, Any] = {}
    if relations.is_uncertain:
        pairs = [[reference(model, state) for state in pair] for pair in relations.unknown_pairs]
        plain["uncertain"] = [*(told(statement) for statement in relations.uncertain), *pairs]
    if relations.strong is not None:
        plain["strong"] = relations.strong
    elif relations.strong_pairs:
        plain["strong"] = [[reference(model, state) for state in pair] for pair in relations.strong_pairs]
    return plain


def describe_relations(model: Model, relations: Relations) -> str:
    """Say relations in words, empty where there are none."""
    parts = []
    if relations.uncertain:
        parts.append(f"of unknown importance: {'; '.join(str(statement) for statement in relations.uncertain)}")
    if relations.unknown_pairs:
        parts.append(f"not known which is preferred: {_shown(model, relations.unknown_pairs, ' or ')}")
    if isinstance(relations.strong, int) and relations.strong == 1:
        parts.append("the first statement weighs much more than the others")
    elif relations.strong is not None:
        parts.append(f"strong: {relations.strong}")
    if relations.strong_pairs:
        parts.append(f"much preferred: {_shown(model, relations.strong_pairs, ' to ')}")
    return "; ".join(parts)


def _shown(model: Model, pairs: Pairs, between: str) -> str:
    return ", ".join(f"{model.label(a)}{between}{model.label(b)}" for a, b in pairs[:6]) + (", …" if len(pairs) > 6 else "")


def certain_and_unknown(model: Model, maker: int, states: States) -> tuple[Booleans, Booleans]:
    """Compare all pairs of some states: which of them a decision maker prefers for certain, and which it is not known of.

    Returns
    -------
    tuple
        Two tables, a row and a column for each state: whether the row's is preferred to the column's, and whether that is unknown.
    """
    relations, ranks = model.decision_makers[maker].relations, model.ranks(maker)[states]
    no_worse = ranks[:, None] >= ranks[None, :]
    for statement in relations.uncertain:
        holds = model.space.truth(statement.expression)[states]
        no_worse &= holds[:, None] >= holds[None, :]
    unknown = ~(no_worse | no_worse.T)
    preferred = no_worse & ~no_worse.T
    place = {int(state): number for number, state in enumerate(states)}
    for first, second in relations.unknown_pairs:
        a, b = place[first], place[second]
        unknown[a, b] = unknown[b, a] = True
        preferred[a, b] = preferred[b, a] = False
    return preferred, unknown


def floors(model: Model, maker: int) -> Integers:
    """Give, for each rank of a decision maker, the highest rank that is much worse (<<) than it, -1 where none is.

    Examples
    --------
    >>> from detente.conflict.model import Model
    >>> model = Model.from_dict({"name": "one", "decision_makers": [
    ...     {"name": "A", "options": ["war", "talks"], "preferences": ["not war", "talks"], "strong": 1}]})
    >>> floors(model, 0).tolist()
    [-1, -1, 1, 1]
    """
    ranks, relations = model.ranks(maker), model.decision_makers[maker].relations
    feasible = model.feasible_states()
    levels = int(ranks[feasible].max()) + 1
    found = np.full(levels, -1, dtype=np.int32)
    for better, worse in relations.strong_pairs:
        if ranks[better] > ranks[worse]:
            found[ranks[better]] = max(found[ranks[better]], ranks[worse])
    if relations.strong is not None:
        shown = np.zeros(levels, dtype=np.int64)
        shown[ranks[feasible]] = feasible
        match model.decision_makers[maker].preferences:
            case Prioritization(statements):
                weighty = rank_by_statements((model.space.truth(s.expression) for s in statements[: int(relations.strong)]), model.size)
                found = (np.searchsorted(weighty[shown], weighty[shown], side="left") - 1).astype(np.int32)
            case Payoffs(values):
                worth = [values[place] for place in np.searchsorted(feasible, shown).tolist()]
                below = 0
                for rank, value in enumerate(worth):
                    while value - worth[below] >= relations.strong:
                        below += 1
                    found[rank] = below - 1
            case _:
                pass
    floor: Integers = np.maximum.accumulate(found)
    return floor
