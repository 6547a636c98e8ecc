"""The stability concepts straight from their definitions: slow, with sets of states, and nothing taken from the engine.

Only the parsed data of a model is read: options, directions, conditions, statements, arcs, payoffs. Moves are found by comparing all
pairs of states, preferences by the score sum of 2^(k-j), reachable states by walking all legal sequences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from detente.conflict import Condition, ConditionKind, Direction, Model, Payoffs, Prioritization, Ranking
from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken


class Game:
    """States, moves R_i(s) and scores of a model."""

    def __init__(self, model: Model) -> None:
        self.makers = range(len(model.decision_makers))
        if model.is_option_form:
            self.states = [state for state in range(2 ** len(model.options)) if not _ruled_out(model, state)]
            taken = {s: _taken(model, s) for s in self.states}
            self.moves = [
                {s: {t for t in self.states if _may_move(model, i, taken[s], taken[t])} for s in self.states} for i in self.makers
            ]
        else:
            self.states = list(range(len(model.states)))
            self.moves = [{s: {t for a, t in model.moves[i] if a == s} for s in self.states} for i in self.makers]
        self.score = [_scores(model, i, self.states) for i in self.makers]
        self._reached: dict[tuple[tuple[int, ...], int, bool], set[int]] = {}

    def prefers(self, i: int, t: int, s: int) -> bool:
        return self.score[i][t] > self.score[i][s]

    def improvements(self, i: int, s: int) -> set[int]:
        return {t for t in self.moves[i][s] if self.prefers(i, t, s)}

    def reach(self, group: Iterable[int], start: int, *, improving: bool = False) -> set[int]:
        """R_H(s) or R_H+(s): all states legal sequences of one step or more lead to."""
        key = (tuple(group), start, improving)
        if key not in self._reached:
            self._reached[key] = self._walk(*key)
        return self._reached[key]

    def _walk(self, group: tuple[int, ...], start: int, improving: bool) -> set[int]:
        step: Callable[[int, int], set[int]] = self.improvements if improving else lambda i, s: self.moves[i][s]
        pairs: set[tuple[int, int]] = set()
        todo = [(start, -1)]
        while todo:
            state, last = todo.pop()
            for mover in group:
                if mover == last:
                    continue
                for end in step(mover, state):
                    if (end, mover) not in pairs:
                        pairs.add((end, mover))
                        todo.append((end, mover))
        return {state for state, _ in pairs}

    def is_stable(self, i: int, s: int, concept: str) -> bool:
        others = [j for j in self.makers if j != i]
        credible = concept in {"seq", "sseq"}
        countered = concept in {"smr", "sseq"}
        for a in self.improvements(i, s):
            if concept == "nash":
                return False
            for b in self.reach(others, a, improving=credible):
                if not self.prefers(i, b, s) and not (countered and any(self.prefers(i, c, s) for c in self.moves[i][b])):
                    break
            else:
                return False
        return True


def _ruled_out(model: Model, state: int) -> bool:
    return any(_violated(model, condition, state) for condition in model.conditions)


def _violated(model: Model, condition: Condition, state: int) -> bool:
    held = [_holds(model, part, state) for part in condition.parts]
    if condition.kind is ConditionKind.INFEASIBLE:
        return held[0]
    if condition.kind is ConditionKind.EXCLUSIVE:
        return sum(held) > 1
    return held[0] and not held[1]


def _taken(model: Model, state: int) -> tuple[frozenset[str], ...]:
    """For each decision maker, the options of its own that are taken."""
    ids = [option.id for option in model.options]
    taken = {ids[place] for place in range(len(ids)) if state // 2**place % 2}
    return tuple(frozenset(option.id for option in maker.options if option.id in taken) for maker in model.decision_makers)


def _may_move(model: Model, i: int, before: tuple[frozenset[str], ...], after: tuple[frozenset[str], ...]) -> bool:
    if before == after or any(before[j] != after[j] for j in range(len(before)) if j != i):
        return False
    for option in model.decision_makers[i].options:
        if option.direction is Direction.FIXED and (option.id in before[i]) != (option.id in after[i]):
            return False
        if option.direction is Direction.TAKEN_ONCE and option.id in before[i] - after[i]:
            return False
        if option.direction is Direction.GIVEN_UP_ONCE and option.id in after[i] - before[i]:
            return False
    return True


def _holds(model: Model, statement: Expression, state: int) -> bool:
    place = {option.id: number for number, option in enumerate(model.options)}

    def holds(part: Expression) -> bool:
        if isinstance(part, Taken):
            return bool(state // 2 ** place[part.option] % 2)
        if isinstance(part, Not):
            return not holds(part.part)
        if isinstance(part, And):
            return all(holds(inner) for inner in part.parts)
        if isinstance(part, Or):
            return any(holds(inner) for inner in part.parts)
        if isinstance(part, If):
            return holds(part.then) or not holds(part.when)
        assert isinstance(part, Iff)
        return holds(part.left) == holds(part.right)

    return holds(statement)


def _scores(model: Model, i: int, states: list[int]) -> dict[int, float]:
    match model.decision_makers[i].preferences:
        case Prioritization(statements):
            k = len(statements)
            return {s: sum(2 ** (k - j) for j, x in enumerate(statements, 1) if _holds(model, x.expression, s)) for s in states}
        case Ranking(groups):
            return {s: -place for place, group in enumerate(groups) for s in group}
        case Payoffs(values):
            return dict(zip(states, values, strict=True))
