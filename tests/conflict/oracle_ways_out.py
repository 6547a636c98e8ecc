"""The least cost of a way out by brute force: every set of elementary changes up to a cost, judged from the definitions.

Written apart from `detente.conflict`: rankings are lists of groups that are split, merged and swapped, statements are lists that are
edited one literal or one swap at a time, all combinations are made. Of a changed preference only what the definitions look at is kept:
which states are better than the target, and which moves are improvements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, combinations, product

from detente.conflict import Direction, Model, Prioritization
from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken
from detente.conflict.preferences import Ranking
from tests.conflict.oracle import Game

Groups = tuple[tuple[int, ...], ...]
Seen = tuple[frozenset[int], frozenset[tuple[int, int]]]
"""What the definitions see of a preference: the states better than the target, and the improvements among all pairs of states."""

RULES = {"nash": (False, False), "gmr": (False, False), "smr": (False, True), "seq": (True, False), "sseq": (True, True)}


def least_cost(model: Model, target: int, concept: str, bound: int, *, everywhere: bool = False) -> int | None:
    """The least cost at which the target is stable for all and reached from the status quo; None if it is more than the bound.

    With `everywhere` only preferences change, and all weak orders of the states there are (few states only) are tried.
    """
    game = Game(model)
    wanted = [_orders(model, game, i, bound, everywhere=everywhere) for i in game.makers]
    best: int | None = None
    for spent, moves, joint in [(0, game.moves, False)] if everywhere else _boards(model, target, bound):
        left = (bound if best is None else best - 1) - spent
        if left < 0 or not (joint or target == model.status_quo or target in _reach(moves, None, {model.status_quo or 0})):
            continue
        found = _least(_Board(moves, target, concept), wanted, left)
        if found is not None:
            best = spent + found
    return best


def least_flip(model: Model, state: int, i: int, concept: str, bound: int) -> int | None:
    """The least cost of changes that flip the verdict on a state for one decision maker; None if it is more than the bound."""
    game = Game(model)
    stable = game.is_stable(i, state, concept)
    wanted = [_orders(model, game, j, bound, everywhere=False) for j in game.makers]
    best: int | None = None
    for spent, moves, joint in _boards(model, state, bound):
        board = _Board(moves, state, concept)
        kept = []
        for j, orders in enumerate(wanted):
            cheapest: dict[Seen, int] = {}
            for cost, order in orders.values():
                better, ups = board.seen(order, j)
                seen = (better, frozenset[tuple[int, int]]()) if j == i else (frozenset[int](), ups)
                cheapest[seen] = min(cost, cheapest.get(seen, cost))
            kept.append(cheapest)
        for seen in product(*kept):
            cost = spent + sum(costs[part] for costs, part in zip(kept, seen, strict=True))
            if not joint and cost <= bound and (best is None or cost < best) and board.is_stable(i, seen) is not stable:
                best = cost
    return best


class _Board:
    """Who may move where, and verdicts on the target."""

    def __init__(self, moves: list[dict[int, set[int]]], target: int, concept: str) -> None:
        self.moves, self.target = moves, target
        self.credible, self.countered = RULES[concept]
        self.nash = concept == "nash"
        self.known: dict[tuple[int, frozenset[int], tuple[frozenset[tuple[int, int]], ...]], bool] = {}

    def seen(self, order: dict[int, int], i: int) -> Seen:
        better = frozenset(s for s in order if order[s] > order[self.target])
        ups = frozenset((s, t) for s, ends in self.moves[i].items() for t in ends if order[t] > order[s]) if self.credible else frozenset()
        return better, ups

    def may_be_stable(self, i: int, better: frozenset[int]) -> bool:
        """Stable if all moves of the others were credible: without that nothing helps."""
        return self._stable(i, better, None)

    def is_stable(self, i: int, seen: Sequence[Seen]) -> bool:
        ups = tuple(seen[j][1] if j != i else frozenset() for j in range(len(seen)))
        key = (i, seen[i][0], ups)
        if key not in self.known:
            self.known[key] = self._stable(i, seen[i][0], ups if self.credible else None)
        return self.known[key]

    def _stable(self, i: int, better: frozenset[int], ups: tuple[frozenset[tuple[int, int]], ...] | None) -> bool:
        for a in self.moves[i][self.target] & better:
            if self.nash:
                return False
            reached = _reach(self.moves, ups, {a}, without=i)
            if not any(b not in better and not (self.countered and self.moves[i][b] & better) for b in reached):
                return False
        return True


def _least(board: _Board, wanted: list[dict[tuple[int, ...], tuple[int, dict[int, int]]]], bound: int) -> int | None:
    """Try all combinations of preferences, cheapest first."""
    sorted_ = []
    for i, orders in enumerate(wanted):
        cheapest: dict[Seen, int] = {}
        for cost, order in orders.values():
            if cost <= bound:
                seen = board.seen(order, i)
                cheapest[seen] = min(cost, cheapest.get(seen, cost))
        sorted_.append({seen: cost for seen, cost in cheapest.items() if board.may_be_stable(i, seen[0])})
    for total in range(bound + 1):
        for costs in product(range(total + 1), repeat=len(wanted)):
            if sum(costs) != total:
                continue
            levels = [[seen for seen, paid in kept.items() if paid == cost] for kept, cost in zip(sorted_, costs, strict=True)]
            if any(all(board.is_stable(i, seen) for i in range(len(seen))) for seen in product(*levels)):
                return total
    return None


def _reach(
    moves: list[dict[int, set[int]]], ups: tuple[frozenset[tuple[int, int]], ...] | None, start: set[int], without: int | None = None
) -> set[int]:
    pairs: set[tuple[int, int]] = set()
    todo = [(state, -1) for state in start]
    while todo:
        state, last = todo.pop()
        for mover in range(len(moves)):
            if mover in (last, without):
                continue
            for end in moves[mover][state]:
                if (end, mover) not in pairs and (ups is None or (state, end) in ups[mover]):
                    pairs.add((end, mover))
                    todo.append((end, mover))
    return {state for state, _ in pairs}


def _boards(model: Model, target: int, bound: int) -> Iterator[tuple[int, list[dict[int, set[int]]], bool]]:
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


def _orders(model: Model, game: Game, i: int, bound: int, *, everywhere: bool) -> dict[tuple[int, ...], tuple[int, dict[int, int]]]:
    """Every order of the states that changes up to a cost make of a decision maker's preference, with the least cost."""
    states = tuple(game.states)
    preferences = model.decision_makers[i].preferences
    if isinstance(preferences, Prioritization) and model.is_option_form:
        return _orders_of_statements(model, states, tuple(s.expression for s in preferences.statements), bound)
    levels = sorted({game.score[i][s] for s in states}, reverse=True)
    groups = tuple(tuple(s for s in states if game.score[i][s] == level) for level in levels)
    found: dict[tuple[int, ...], tuple[int, dict[int, int]]] = {}
    for cost, order in _weak_orders(groups, bound) if not everywhere else _all_weak_orders(groups):
        ranks = {s: -place for place, group in enumerate(order) for s in group}
        key = tuple(ranks[s] for s in states)
        if key not in found or cost < found[key][0]:
            found[key] = (cost, ranks)
    return found


def _weak_orders(groups: Groups, bound: int) -> Iterator[tuple[int, Groups]]:
    """Split a group, or merge or swap two neighbouring groups: as many units as pairs of states are compared differently."""
    known = {groups: 0}
    level: dict[int, list[Groups]] = {0: [groups]}
    for cost in range(bound + 1):
        for order in level.get(cost, []):
            if known[order] < cost:
                continue
            yield cost, order
            for extra, other in _next_orders(order, bound - cost):
                if cost + extra < known.get(other, bound + 1):
                    known[other] = cost + extra
                    level.setdefault(cost + extra, []).append(other)


def _next_orders(order: Groups, bound: int) -> Iterator[tuple[int, Groups]]:
    for j in range(len(order) - 1):
        above, below = order[j], order[j + 1]
        cost = len(above) * len(below)
        if cost <= bound:
            yield cost, (*order[:j], below, above, *order[j + 2 :])
            yield cost, (*order[:j], tuple(sorted(above + below)), *order[j + 2 :])
    for j, group in enumerate(order):
        for size in range(1, len(group)):
            if size * (len(group) - size) <= bound:
                for part in combinations(group, size):
                    rest = tuple(s for s in group if s not in part)
                    yield size * len(rest), (*order[:j], part, rest, *order[j + 1 :])


def _all_weak_orders(groups: Groups) -> Iterator[tuple[int, Groups]]:
    """All weak orders of the states, each with the number of pairs it compares differently."""
    states = sorted(chain.from_iterable(groups))
    place = {s: p for p, group in enumerate(groups) for s in group}
    for ranks in product(range(len(states)), repeat=len(states)):
        if set(ranks) == set(range(max(ranks) + 1)):
            new = dict(zip(states, ranks, strict=True))
            cost = sum(_sign(place[a] - place[b]) != _sign(new[a] - new[b]) for a, b in combinations(states, 2))
            yield cost, tuple(tuple(s for s in states if new[s] == level) for level in range(max(ranks) + 1))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _orders_of_statements(
    model: Model, states: tuple[int, ...], listed: tuple[Expression, ...], bound: int
) -> dict[tuple[int, ...], tuple[int, dict[int, int]]]:
    ids = [option.id for option in model.options]
    bits = {name: place for place, name in enumerate(ids)}

    @cache
    def column(statement: Expression) -> tuple[bool, ...]:
        return tuple(_true(statement, bits, s) for s in states)

    level, seen = {listed}, {listed}
    found: dict[tuple[int, ...], tuple[int, dict[int, int]]] = {}
    for cost in range(bound + 1):
        for statements in level:
            columns = [column(statement) for statement in statements]
            key = tuple(int("0" + "".join("01"[c[n]] for c in columns), 2) for n in range(len(states)))
            dense = {value: rank for rank, value in enumerate(sorted(set(key)))}
            order = tuple(dense[value] for value in key)
            if order not in found:
                found[order] = (cost, dict(zip(states, order, strict=True)))
        if cost < bound:
            level = {after for statements in level for after in _next_statements(statements, ids)} - seen
            seen |= level
    return found


def _next_statements(listed: tuple[Expression, ...], ids: list[str]) -> Iterator[tuple[Expression, ...]]:
    for j in range(len(listed) - 1):
        yield (*listed[:j], listed[j + 1], listed[j], *listed[j + 2 :])
    for j, statement in enumerate(listed):
        for left in _edited(statement):
            yield (*listed[:j], *(() if left is None else (left,)), *listed[j + 1 :])
    for name in ids:
        for literal in (Taken(name), Not(Taken(name))):
            for j in range(len(listed) + 1):
                yield (*listed[:j], literal, *listed[j:])


def _edited(statement: Expression) -> list[Expression | None]:
    """The statement with one literal dropped (None: nothing left) or negated."""
    if isinstance(statement, Taken):
        return [None, Not(statement)]
    if isinstance(statement, Not) and isinstance(statement.part, Taken):
        return [None, statement.part]
    if isinstance(statement, Not):
        return [None if part is None else Not(part) for part in _edited(statement.part)]
    parts = (
        statement.parts
        if isinstance(statement, And | Or)
        else (statement.then, statement.when)
        if isinstance(statement, If)
        else (statement.left, statement.right)
    )
    made: list[Expression | None] = []
    for j, part in enumerate(parts):
        for left in _edited(part):
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


def as_ranking(model: Model, i: int) -> Model:
    """The same model with a decision maker's preference written as a ranking."""
    game = Game(model)
    levels = sorted({game.score[i][s] for s in game.states}, reverse=True)
    groups = tuple(tuple(s for s in game.states if game.score[i][s] == level) for level in levels)
    makers = list(model.decision_makers)
    makers[i] = replace(makers[i], preferences=Ranking(groups))
    return replace(model, decision_makers=tuple(makers))
