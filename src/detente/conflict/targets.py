"""Which states are worth reaching, and what each party gains or loses there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.conflict.analysis import analyse
from detente.conflict.claims import Explanation, Path
from detente.conflict.explanation import reasons
from detente.conflict.model import Model
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.preferences import Prioritization
from detente.conflict.space import Booleans, States
from detente.conflict.strife import NO_STRIFE, Strife


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
        A shortest legal sequence of moves from the status quo; empty where none leads there as things are, and for the status quo.
    is_reachable
        Whether some legal sequence of moves leads there as things are.
    """

    state: int
    winners: tuple[int, ...]
    losers: tuple[int, ...]
    is_stable: bool
    reasons: tuple[Explanation, ...]
    path: Path
    is_reachable: bool


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What is found of the states that somebody prefers to the status quo.

    Parameters
    ----------
    for_all, for_some
        How many of them nobody likes less, and how many somebody does.
    unreachable
        How many of both no moves lead to.
    fighting
        In how many of the first kind armed force begins to be used, for which they are no candidates.
    candidates
        Those worth reaching, most worth reaching first: the best of each kind (see `kinds_of`), then the others.
    """

    for_all: int
    for_some: int
    unreachable: int
    fighting: int
    candidates: tuple[int, ...]


def weigh_states(model: Model, paths: StatusQuoAnalysis, concept: str, strife: Strife = NO_STRIFE) -> Worth:
    """Find the states worth reaching, and order them as somebody looking for a way out would.

    Candidates are the states that nobody likes less than the status quo and somebody prefers; where there are none, the states within reach
    that somebody prefers. A state in which armed force begins to be used is none. Those that another outdoes are left out, see `undone`.

    First come those that moves lead to; among them those with the least armed force; with the fewest steps back; those by which the losers
    lose least (in ranks, as a share of each one's whole range); by which most gain; that hold; that change the fewest options; and those by
    which the winners gain most. In this order the best of each kind (see `kinds_of`) are given, and then the others.

    Parameters
    ----------
    concept
        The key of the concept by which a state holds.
    strife
        Which options are hostile acts.
    """
    start, states = paths.start, model.feasible_states()
    gains, losses, _ = _gains(model, start, states)
    for_all, for_some = (gains > 0) & (losses == 0), (gains > 0) & (losses > 0)
    reachable, peaceful = paths.reachable(states), ~strife.begins_fighting(model, start, states)
    wanted = for_all & peaceful
    kept = states[wanted if wanted.any() else for_some & reachable & peaceful]
    holds = np.logical_and.reduce(analyse(model, [concept]).verdicts[concept])[kept]
    ranks = np.stack([model.ranks(place)[kept] for place in range(len(model.decision_makers))], axis=1)
    faults = [~paths.reachable(kept), ~holds, strife.fighting(model, kept), strife.steps(model, start, kept)]
    best = undone(ranks, faults, _changes(model, paths, kept))
    return Worth(
        int(for_all.sum()), int(for_some.sum()), int(((for_all | for_some) & ~reachable).sum()), int((for_all & ~peaceful).sum()),
        _one_of_each_kind_first(model, start, most_worth_first(model, paths, kept[best], holds[best], strife)),
    )  # fmt: skip


def _one_of_each_kind_first(model: Model, start: int, states: Sequence[int]) -> tuple[int, ...]:
    kinds = kinds_of(model, start, np.array(states, dtype=np.int64))
    heads = dict(zip(reversed(kinds), reversed(states), strict=True))
    first = set(heads.values())
    return (*(state for state in states if state in first), *(state for state in states if state not in first))


def kinds_of(model: Model, start: int, states: States) -> list[tuple[int, ...]]:
    """Give what decides on states: for each decision maker the first of its statements that tells them apart from the start.

    By two states of one kind everybody gains or loses for the same reason, so that they are variants of one settlement. Where preferences
    are no statements, states are of one kind if they are liked equally.
    """
    told = []
    for place, maker in enumerate(model.decision_makers):
        if not isinstance(maker.preferences, Prioritization):
            told.append(model.ranks(place)[states].astype(np.int64))
            continue
        first = np.full(len(states), -1, dtype=np.int64)
        for number, statement in enumerate(maker.preferences.statements):
            held = model.space.truth(statement.expression)
            first[(first < 0) & (held[states] != held[start])] = number
        told.append(first)
    return [tuple(row) for row in np.stack(told, axis=1).tolist()]


def most_worth_first(model: Model, paths: StatusQuoAnalysis, states: States, holds: Booleans, strife: Strife) -> tuple[int, ...]:
    """Order states as somebody looking for a way out would, see `weigh_states`; `holds` says which of them are stable for everybody."""
    start = paths.start
    gains, losses, winners = _gains(model, start, states)
    fighting, back = strife.fighting(model, states), strife.steps(model, start, states)
    keys = (states, -gains, _changes(model, paths, states), ~holds, -winners, losses, back, fighting, ~paths.reachable(states))
    return tuple(states[np.lexsort(keys)].tolist())


def _gains(model: Model, start: int, states: States) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Give what is gained and lost in each state in ranks, as shares of each one's whole range, and how many gain."""
    gains, losses, winners = np.zeros(len(states)), np.zeros(len(states)), np.zeros(len(states), dtype=np.int64)
    for place in range(len(model.decision_makers)):
        ranks = model.ranks(place)
        scale = max(int(ranks.max()), 1)
        difference = (ranks[states].astype(np.int64) - int(ranks[start])) / scale
        gains += np.maximum(difference, 0)
        losses += np.maximum(-difference, 0)
        winners += difference > 0
    return gains, losses, winners


def undone(ranks: npt.NDArray[np.int64], faults: Sequence[npt.NDArray[np.int64]], changes: npt.NDArray[np.int64]) -> Booleans:
    """Say which states no other outdoes.

    A state outdoes another if nobody likes it less, none of its faults is greater, and somebody likes it better, or a fault is smaller, or
    it takes fewer changes: then nobody has a reason to ask for the other instead.

    Parameters
    ----------
    ranks
        How much each decision maker (columns) likes each state (rows).
    faults
        Of each state what speaks against it whoever asks: that no moves lead to it, that it does not hold, the hostile acts in it.
    changes
        How many options it changes; that alone decides between states that are equal in all else.

    Examples
    --------
    >>> undone(np.array([[2, 2], [1, 1], [2, 2], [3, 0]]), [np.array([0, 0, 0, 0])], np.array([1, 1, 2, 1])).tolist()
    [True, False, False, True]
    """
    merits = np.column_stack([ranks.astype(np.int64), *(-np.asarray(fault, dtype=np.int64) for fault in faults)])
    best = np.zeros(len(merits), dtype=np.bool_)
    # What outdoes another has the greater sum, or the same merits and fewer changes: so it is met first.
    left = np.lexsort((changes, -merits.sum(axis=1)))
    while len(left):
        first = left[0]
        best[first] = True
        worse = (merits[left] <= merits[first]).all(axis=1)
        equal = (merits[left] == merits[first]).all(axis=1) & (changes[left] == changes[first])
        best[left[equal]] = True
        left = left[~worse]
    return best


def _changes(model: Model, paths: StatusQuoAnalysis, states: States) -> npt.NDArray[np.int64]:
    """Count what it takes to come to states: the options that change, or of a model without options the moves."""
    if model.is_option_form:
        return count_changes(model, paths.start, states)
    return np.array([paths.distance(int(state)) or model.size for state in states], dtype=np.int64)


def count_changes(model: Model, start: int, states: States) -> npt.NDArray[np.int64]:
    """Count the options in which states differ from another, one with levels once; of a model without options nothing is counted."""
    if not model.is_option_form:
        return np.zeros(len(states), dtype=np.int64)
    masks: list[int] = []
    bit = 0
    for maker in model.decision_makers:
        levels = {binary: several.id for several in maker.levelled for binary in several.options}
        own: dict[str, int] = {}
        for option in maker.options:
            name = levels.get(option.id, option.id)
            own[name] = own.get(name, 0) | 1 << bit
            bit += 1
        masks += own.values()
    changed = states ^ start
    counts = np.zeros(len(states), dtype=np.int64)
    for mask in masks:
        counts += (changed & mask) != 0
    return counts


def make_target(model: Model, paths: StatusQuoAnalysis, state: int, concept: str) -> Target:
    """Say of a state who gains and loses there, whether it would hold, and how it is reached."""
    places = range(len(model.decision_makers))
    start = paths.start
    winners = tuple(place for place in places if model.ranks(place)[state] > model.ranks(place)[start])
    losers = tuple(place for place in places if model.ranks(place)[state] < model.ranks(place)[start])
    why = reasons(model, state, concept)
    stable = all(reason.stable for reason in why)
    return Target(state, winners, losers, stable, why, paths.to(state).by_moves or (), paths.is_reachable(state))
