"""Every preference that edits up to a cost make, by brute force, written apart from `detente.conflict`.

Statements are lists that are edited one literal or one swap of neighbours at a time; rankings are groups of states, of which two neighbours
are merged or swapped, or one is split in two. All combinations are made. A preference is a row of numbers, one a state, larger being
better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from detente.conflict import Model, Prioritization
from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken
from tests.conflict.oracle import Game

Rows = npt.NDArray[np.int32]

#: Rows are made in parts of about so many numbers.
PART = 1 << 20


def edits_of(model: Model, game: Game, i: int) -> StatementEdits | RankingEdits:
    """What edits make of a decision maker's preference."""
    preferences = model.decision_makers[i].preferences
    if isinstance(preferences, Prioritization) and model.is_option_form:
        return StatementEdits(model, tuple(game.states), tuple(s.expression for s in preferences.statements))
    levels = sorted({game.score[i][s] for s in game.states})
    return RankingEdits(np.array([[levels.index(game.score[i][s]) for s in game.states]], dtype=np.int32))


class StatementEdits:
    """Lists of statements, by the numbers of the statements in them."""

    def __init__(self, model: Model, states: Sequence[int], listed: Sequence[Expression]) -> None:
        self._bits = {option.id: place for place, option in enumerate(model.options)}
        self._states = states
        self._numbers: dict[Expression, int] = {}
        self._statements: list[Expression] = []
        self._columns: list[list[bool]] = []
        self._edited: list[tuple[int, ...]] = []
        self._literals = [self._number(literal) for name in self._bits for literal in (Taken(name), Not(Taken(name)))]
        first = tuple(self._number(statement) for statement in listed)
        self._levels = [{first}]
        self._seen = {first}

    def rows(self, cost: int) -> Iterator[Rows]:
        """The preferences that edits of exactly this cost make, many of them again and again."""
        if cost == 0:
            yield self._scores(list(self._levels[0]))
            return
        by_length: dict[int, list[tuple[int, ...]]] = {}
        for listed in self._lists(cost - 1):
            by_length.setdefault(len(listed), []).append(listed)
        for length, lists in by_length.items():
            step = max(1, PART // (len(self._states) * (len(self._literals) + 1)))
            for start in range(0, len(lists), step):
                yield from self._next_scores(lists[start : start + step], length)

    def _lists(self, cost: int) -> set[tuple[int, ...]]:
        while len(self._levels) <= cost:
            made = {after for listed in self._levels[-1] for after in self._next_lists(listed)} - self._seen
            self._seen |= made
            self._levels.append(made)
        return self._levels[cost]

    def _next_lists(self, listed: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        for j in range(len(listed) - 1):
            yield (*listed[:j], listed[j + 1], listed[j], *listed[j + 2 :])
        for j, number in enumerate(listed):
            for left in self._edits(number):
                yield (*listed[:j], *(() if left < 0 else (left,)), *listed[j + 1 :])
        for literal in self._literals:
            for j in range(len(listed) + 1):
                yield (*listed[:j], literal, *listed[j:])

    def _next_scores(self, lists: list[tuple[int, ...]], length: int) -> Iterator[Rows]:
        """The same as `_next_lists` makes, as scores: the sum of 2^(k-j) over satisfied statements."""
        scores = self._scores(lists)
        for j in range(length - 1):
            low, high = length - 2 - j, length - 1 - j
            differ = ((scores >> low) ^ (scores >> high)) & 1
            yield scores ^ (differ << low | differ << high)
        for j in range(length):
            at = length - 1 - j
            below = (1 << at) - 1
            yield scores >> (at + 1) << at | scores & below
            pairs = [(p, left) for p, listed in enumerate(lists) for left in self._edits(listed[j]) if left >= 0]
            parents, numbers = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
            yield scores[parents] & ~(1 << at) | self._truth(numbers) << at
        for j in range(length + 1):
            at = length - j
            below = (1 << at) - 1
            opened = scores >> at << (at + 1) | scores & below
            yield (opened[:, None, :] | (self._truth(self._literals) << at)[None, :, :]).reshape(-1, scores.shape[1])

    def _scores(self, lists: Sequence[tuple[int, ...]]) -> Rows:
        scores = np.zeros((len(lists), len(self._states)), dtype=np.int32)
        for j in range(len(lists[0])):
            scores = scores << 1 | self._truth([listed[j] for listed in lists])
        return scores

    def _truth(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> Rows:
        return np.array(self._columns, dtype=np.int32)[np.asarray(numbers, dtype=np.int64)]

    def _number(self, statement: Expression) -> int:
        if statement not in self._numbers:
            self._numbers[statement] = len(self._statements)
            self._statements.append(statement)
            self._columns.append([_true(statement, self._bits, s) for s in self._states])
            self._edited.append(())
        return self._numbers[statement]

    def _edits(self, number: int) -> tuple[int, ...]:
        """The statements one literal dropped or negated makes of one, -1 where nothing is left."""
        if not self._edited[number]:
            made = edited(self._statements[number])
            self._edited[number] = tuple(-1 if left is None else self._number(left) for left in made)
        return self._edited[number]


def edited(statement: Expression) -> list[Expression | None]:
    """The statement with one literal dropped (None: nothing left) or negated."""
    if isinstance(statement, Taken):
        return [None, Not(statement)]
    if isinstance(statement, Not) and isinstance(statement.part, Taken):
        return [None, statement.part]
    if isinstance(statement, Not):
        return [None if part is None else Not(part) for part in edited(statement.part)]
    parts = (
        statement.parts
        if isinstance(statement, And | Or)
        else (statement.then, statement.when)
        if isinstance(statement, If)
        else (statement.left, statement.right)
    )
    made: list[Expression | None] = []
    for j, part in enumerate(parts):
        for left in edited(part):
            kept = (*parts[:j], *(() if left is None else (left,)), *parts[j + 1 :])
            made.append(kept[0] if len(kept) == 1 else _joined(statement, kept))
    return made


def _joined(like: Expression, parts: Iterable[Expression]) -> Expression:
    kept = tuple(parts)
    if isinstance(like, And):
        return And(kept)
    if isinstance(like, Or):
        return Or(kept)
    return If(*kept) if isinstance(like, If) else Iff(*kept)


def _true(statement: Expression, bits: dict[str, int], state: int) -> bool:
    if isinstance(statement, Taken):
        return bool(state // 2 ** bits[statement.option] % 2)
    if isinstance(statement, Not):
        return not _true(statement.part, bits, state)
    if isinstance(statement, And):
        return all(_true(part, bits, state) for part in statement.parts)
    if isinstance(statement, Or):
        return any(_true(part, bits, state) for part in statement.parts)
    if isinstance(statement, If):
        return _true(statement.then, bits, state) or not _true(statement.when, bits, state)
    return _true(statement.left, bits, state) == _true(statement.right, bits, state)


class RankingEdits:
    """Weak orders, as rows of ranks without gaps: as many units as pairs of states are compared differently."""

    def __init__(self, now: Rows) -> None:
        self._levels = [now]
        self._seen = {now.tobytes()}

    def rows(self, cost: int) -> Iterator[Rows]:
        """The preferences that edits of exactly this cost make."""
        if cost < len(self._levels):
            yield self._levels[cost]
            return
        yield from self._next(cost)

    def _next(self, cost: int) -> Iterator[Rows]:
        for spent in range(cost):
            ranks = self._level(spent)
            step = max(1, PART // (8 * ranks.shape[1]))
            for start in range(0, len(ranks), step):
                yield from _next_orders(ranks[start : start + step], cost - spent)

    def _level(self, cost: int) -> Rows:
        while len(self._levels) <= cost:
            fresh = {row.tobytes(): row for rows in self._next(len(self._levels)) for row in rows if row.tobytes() not in self._seen}
            self._seen |= set(fresh)
            self._levels.append(np.array(list(fresh.values()), dtype=np.int32).reshape(-1, self._levels[0].shape[1]))
        return self._levels[cost]

    @cached_property
    def everywhere(self) -> dict[int, Rows]:
        """All weak orders of the states there are, by the number of pairs each compares differently (few states only)."""
        now = self._levels[0][0]
        pairs = list(combinations(range(len(now)), 2))
        found: dict[int, list[tuple[int, ...]]] = {}
        for ranks in product(range(len(now)), repeat=len(now)):
            if set(ranks) == set(range(max(ranks) + 1)):
                cost = sum(_sign(int(now[a] - now[b])) != _sign(ranks[a] - ranks[b]) for a, b in pairs)
                found.setdefault(cost, []).append(ranks)
        return {cost: np.array(orders, dtype=np.int32) for cost, orders in found.items()}


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _next_orders(ranks: Rows, cost: int) -> Iterator[Rows]:
    """Merge or swap two neighbouring groups, or split one, where that is so many pairs."""
    levels = int(ranks.max(initial=0)) + 1
    sizes = np.stack([(ranks == g).sum(axis=1) for g in range(levels)], axis=1)
    for g in range(levels - 1):
        chosen = ranks[sizes[:, g] * sizes[:, g + 1] == cost]
        yield np.where(chosen == g, g + 1, np.where(chosen == g + 1, g, chosen)).astype(np.int32)
        yield (chosen - (chosen > g)).astype(np.int32)
    for g, size in product(range(levels), range(2, cost + 2)):
        chosen = ranks[sizes[:, g] == size]
        members = np.nonzero(chosen == g)[1].reshape(-1, size)
        for raised in (part for count in range(1, size) if count * (size - count) == cost for part in combinations(range(size), count)):
            split = chosen + (chosen > g)
            for member in raised:
                split[np.arange(len(split)), members[:, member]] += 1
            yield split.astype(np.int32)
