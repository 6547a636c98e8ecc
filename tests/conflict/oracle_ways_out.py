"""The least cost of a way out by brute force: every set of elementary changes up to a cost, judged from the definitions.

Written apart from `detente.conflict`. Of a changed preference only what the definitions look at is kept: which states are better than the
target, and which moves are improvements; both as bits of a number. Of two preferences of the same decision maker one need not be tried if
the other costs no more, puts no further state above the target and has every improvement of the one: for its owner it leaves no more
temptations and no fewer sanctions, and for the others no fewer sanctions. Nothing else is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from detente.conflict import Direction, Model
from detente.conflict.preferences import Ranking
from tests.conflict.oracle import Game
from tests.conflict.oracle_edits import RankingEdits, Rows, StatementEdits, edits_of

Seen = tuple[int, int]
"""What the definitions see of a preference, as bits: the states better than the target, and the improvements among all moves."""

Moves = list[dict[int, set[int]]]

RULES = {"nash": (False, False), "gmr": (False, False), "smr": (False, True), "seq": (True, False), "sseq": (True, True)}


def least_cost(model: Model, target: int, concept: str, bound: int, *, everywhere: bool = False) -> int | None:
    """The least cost at which the target is stable for all and reached from the status quo; None if it is more than the bound.

    With `everywhere` only preferences change, and all weak orders of the states there are (few states only) are tried.
    """
    game = Game(model)
    boards = [(0, game.moves, False)] if everywhere else list(_boards(model, target, bound))
    start = game.states.index(model.status_quo or 0)
    ways = []
    arcs = _arcs(game, [moves for _, moves, _ in boards])
    for spent, moves, joint in boards:
        board = _Board(game, arcs, moves, target, concept)
        if joint or board.reaches(start):
            ways.append((spent, board))
    wanted = [_Wanted(model, game, i, target, arcs[i], concept, everywhere=everywhere) for i in game.makers]
    for total in range(bound + 1):
        for spent, board in ways:
            if spent <= total and _holds(board, wanted, total - spent):
                return total
    return None


def least_flip(model: Model, state: int, i: int, concept: str, bound: int) -> int | None:
    """The least cost of changes that flip the verdict on a state for one decision maker; None if it is more than the bound."""
    game = Game(model)
    stable = game.is_stable(i, state, concept)
    boards = [(spent, moves) for spent, moves, joint in _boards(model, state, bound) if not joint]
    arcs = _arcs(game, [moves for _, moves in boards])
    made = [(spent, _Board(game, arcs, moves, state, concept)) for spent, moves in boards]
    wanted = [_Wanted(model, game, j, state, arcs[j], concept, flip=stable) for j in game.makers]
    for total in range(bound + 1):
        for spent, board in made:
            for costs in _shared(total - spent, len(wanted)):
                for seen in product(*(want.level(cost) for want, cost in zip(wanted, costs, strict=True))):
                    if board.is_stable(i, seen) is not stable:
                        return total
    return None


def _shared(total: int, among: int) -> Iterator[tuple[int, ...]]:
    """All ways to spend so many units between so many."""
    return (costs for costs in product(range(total + 1), repeat=among) if sum(costs) == total)


def _arcs(game: Game, boards: Sequence[Moves]) -> list[list[tuple[int, int]]]:
    """The moves of each decision maker in any of the boards, between places of states."""
    place = {s: p for p, s in enumerate(game.states)}
    return [sorted({(place[s], place[t]) for moves in boards for s, ends in moves[i].items() for t in ends}) for i in game.makers]


def _holds(board: _Board, wanted: list[_Wanted], spend: int) -> bool:
    """Say whether spending exactly so much on preferences makes the target stable for all."""
    now = [want.level(0)[0] for want in wanted]
    for costs in _shared(spend, len(wanted)):
        kept: list[list[Seen]] = []
        for i, (want, cost) in enumerate(zip(wanted, costs, strict=True)):
            alone = cost == spend > 0
            level = want.last(cost, board, now) if alone and cost == 3 else want.level(cost)
            kept.append([seen for seen in level if board.may_be_stable(i, seen[0])])
        order = sorted(range(len(kept)), key=lambda i: len(kept[i]))
        if any(board.all_stable(seen, order) for seen in product(*kept)):
            return True
    return False


class _Wanted:
    """What the definitions see of the preferences that edits of a decision maker's make, by cost."""

    def __init__(
        self,
        model: Model,
        game: Game,
        i: int,
        target: int,
        arcs: list[tuple[int, int]],
        concept: str,
        *,
        everywhere: bool = False,
        flip: bool = False,
    ) -> None:
        self._edits: StatementEdits | RankingEdits = edits_of(model, game, i)
        self._everywhere = everywhere
        self._flip = flip
        self._i, self._target = i, game.states.index(target)
        self._starts, self._ends = np.array(arcs, dtype=np.int64).reshape(-1, 2).T
        self._credible = RULES[concept][0]
        self._levels: list[list[Seen]] = []

    def level(self, cost: int) -> list[Seen]:
        """The preferences of a cost that no other of at most this cost makes needless."""
        while len(self._levels) <= cost:
            made: set[Seen] = set()
            for rows in self._rows(len(self._levels)):
                made |= self._seen(rows)
            self._levels.append(self._needed(made))
        return self._levels[cost]

    def last(self, cost: int, board: _Board, now: list[Seen]) -> list[Seen]:
        """The preferences of a cost that make the target stable for their owner while the others' are as they are."""
        judged: dict[int, bool] = {}
        made: set[Seen] = set()
        for rows in self._rows(cost):
            better = self._better(rows)
            values, places = np.unique(better, return_inverse=True)
            for value in values.tolist():
                if value not in judged:
                    judged[value] = board.is_stable(self._i, [*now[: self._i], (value, 0), *now[self._i + 1 :]])
            made |= self._seen(rows[np.array([judged[value] for value in values.tolist()], dtype=np.bool_)[places]])
        return self._needed(made)

    def _rows(self, cost: int) -> Iterator[Rows]:
        if not self._everywhere:
            return self._edits.rows(cost)
        assert isinstance(self._edits, RankingEdits)
        rows = self._edits.everywhere.get(cost)
        return iter(() if rows is None else (rows,))

    def _better(self, rows: Rows) -> npt.NDArray[np.uint64]:
        bits = np.zeros((len(rows), 64), dtype=np.bool_)
        bits[:, : rows.shape[1]] = rows > rows[:, [self._target]]
        return np.packbits(bits, axis=1, bitorder="little").view(np.uint64).reshape(-1)

    def _seen(self, rows: Rows) -> set[Seen]:
        better = self._better(rows)
        if not self._credible:
            return {(value, 0) for value in np.unique(better).tolist()}
        ups = np.packbits(rows[:, self._ends] > rows[:, self._starts], axis=1, bitorder="little")
        packed = np.ascontiguousarray(np.concatenate([better.view(np.uint8).reshape(-1, 8), ups], axis=1))
        distinct = np.unique(packed.view(np.dtype((np.void, packed.shape[1]))).reshape(-1))
        return {(int.from_bytes(row[:8], "little"), int.from_bytes(row[8:], "little")) for row in map(bytes, distinct)}

    def _needed(self, made: set[Seen]) -> list[Seen]:
        kept: list[Seen] = []
        cheaper = [seen for level in self._levels for seen in level]
        for better, ups in sorted(made, key=lambda seen: (seen[0].bit_count() - seen[1].bit_count()) * (-1 if self._flip else 1)):
            if self._flip:
                needless = any(not better & ~b and not u & ~ups for b, u in (*cheaper, *kept))
            else:
                needless = any(not b & ~better and not ups & ~u for b, u in (*cheaper, *kept))
            if not needless:
                kept.append((better, ups))
        return kept


class _Board:
    """Who may move where, and verdicts on the target; sets of states are bits of a number."""

    def __init__(self, game: Game, arcs: list[list[tuple[int, int]]], moves: Moves, target: int, concept: str) -> None:
        self._arcs = [
            [(n, s, t) for n, (s, t) in enumerate(listed) if game.states[t] in moves[i][game.states[s]]] for i, listed in enumerate(arcs)
        ]
        self._target = game.states.index(target)
        self._credible, self._countered = RULES[concept]
        self._nash = concept == "nash"
        self._size = len(game.states)
        self._moves = [self._out(i, None) for i in range(len(arcs))]
        self._open = [sum(1 << n for n, _, _ in listed) for listed in self._arcs]
        self._outs: dict[tuple[int, int], list[int]] = {}
        self._known: dict[tuple[int, int, tuple[int, ...]], bool] = {}

    def _out(self, i: int, ups: int | None) -> list[int]:
        """For each state the ends of the moves, or of the improvements among them."""
        out = [0] * self._size
        for n, s, t in self._arcs[i]:
            if ups is None or ups >> n & 1:
                out[s] |= 1 << t
        return out

    def reaches(self, start: int) -> bool:
        """Say whether legal sequences of anybody's moves lead to the target."""
        return start == self._target or bool(_reach(self._moves, start) >> self._target & 1)

    def may_be_stable(self, i: int, better: int) -> bool:
        """Stable if all moves of the others were credible: without that nothing helps."""
        return self._judged(i, better, None)

    def all_stable(self, seen: Sequence[Seen], order: Sequence[int]) -> bool:
        return all(self.is_stable(i, seen) for i in order)

    def is_stable(self, i: int, seen: Sequence[Seen]) -> bool:
        ups = tuple(seen[j][1] & self._open[j] for j in range(len(seen)) if j != i) if self._credible else None
        return self._judged(i, seen[i][0], ups)

    def _judged(self, i: int, better: int, ups: tuple[int, ...] | None) -> bool:
        key = (i, better, ups or ())
        if (ups is None and self._credible) or key not in self._known:
            held = self._stable(i, better, ups)
            if ups is None and self._credible:
                return held
            self._known[key] = held
        return self._known[key]

    def _stable(self, i: int, better: int, ups: tuple[int, ...] | None) -> bool:
        others = [j for j in range(len(self._moves)) if j != i]
        outs = [self._moves[j] if ups is None else self._improving(j, ups[n]) for n, j in enumerate(others)]
        for a in _members(self._moves[i][self._target] & better):
            if self._nash:
                return False
            if not any(
                not better >> b & 1 and not (self._countered and self._moves[i][b] & better) for b in _members(_reach(outs, a))
            ):
                return False
        return True

    def _improving(self, j: int, ups: int) -> list[int]:
        if (j, ups) not in self._outs:
            self._outs[j, ups] = self._out(j, ups)
        return self._outs[j, ups]


def _members(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _reach(outs: Sequence[list[int]], start: int) -> int:
    """All states that legal sequences of one step or more lead to: nobody moves twice in a row."""
    entered = [0] * len(outs)
    todo = [(start, -1)]
    while todo:
        state, last = todo.pop()
        for mover, out in enumerate(outs):
            if mover != last:
                fresh = out[state] & ~entered[mover]
                entered[mover] |= fresh
                todo += [(end, mover) for end in _members(fresh)]
    reached = 0
    for bits in entered:
        reached |= bits
    return reached


def _boards(model: Model, target: int, bound: int) -> Iterator[tuple[int, Moves, bool]]:
    """Every change of options or arcs, and whether the target is reached by a joint move, with its cost."""
    boards: list[tuple[int, Model]] = []
    if model.is_option_form:
        now = tuple(option.direction for option in model.options)
        choices = [[(_turned(old, new), new) for new in Direction] for old in now]
        for chosen in _within(choices, bound):
            boards.append((sum(cost for cost, _ in chosen), _directed(model, [new for _, new in chosen])))
    else:
        arcs = sorted({(i, arc) for i, listed in enumerate(model.moves) for arc in listed})
        for number in range(bound // 2 + 1):
            for gone in combinations(arcs, number):
                kept = tuple(tuple(arc for arc in listed if (i, arc) not in gone) for i, listed in enumerate(model.moves))
                boards.append((2 * number, replace(model, moves=kept)))
    for cost, board in boards:
        moves = Game(board).moves
        yield cost, moves, False
        if cost + 2 <= bound and _together(board, model.status_quo or 0, target):
            yield cost + 2, moves, True


def _within(choices: list[list[tuple[int, Direction]]], bound: int) -> Iterator[tuple[tuple[int, Direction], ...]]:
    if not choices:
        yield ()
        return
    for cost, new in choices[0]:
        if cost <= bound:
            for rest in _within(choices[1:], bound - cost):
                yield ((cost, new), *rest)


def _turned(old: Direction, new: Direction) -> int:
    if old is new:
        return 0
    one_way = {Direction.TAKEN_ONCE, Direction.GIVEN_UP_ONCE}
    return 4 if new in one_way and old is not Direction.BOTH else 2


def _directed(model: Model, directions: list[Direction]) -> Model:
    makers, left = [], list(directions)
    for maker in model.decision_makers:
        makers.append(replace(maker, options=tuple(replace(option, direction=left.pop(0)) for option in maker.options)))
    return replace(model, decision_makers=tuple(makers))


def _together(model: Model, start: int, target: int) -> bool:
    for bit, option in enumerate(model.options):
        before, after = start // 2**bit % 2, target // 2**bit % 2
        takes = option.direction in (Direction.BOTH, Direction.TAKEN_ONCE)
        gives = option.direction in (Direction.BOTH, Direction.GIVEN_UP_ONCE)
        if (after > before and not takes) or (after < before and not gives):
            return False
    return True


def as_ranking(model: Model, i: int) -> Model:
    """The same model with a decision maker's preference written as a ranking."""
    game = Game(model)
    levels = sorted({game.score[i][s] for s in game.states}, reverse=True)
    groups = tuple(tuple(s for s in game.states if game.score[i][s] == level) for level in levels)
    makers = list(model.decision_makers)
    makers[i] = replace(makers[i], preferences=Ranking(groups))
    return replace(model, decision_makers=tuple(makers))
