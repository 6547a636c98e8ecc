"""Changes of ordered statements as constraints over the statements.

Every statement is a *slot* that holds one of its variants: itself, or what dropped and negated literals make of it, or nothing. Further
slots, empty now, may hold one literal each. Variables say which variant a slot holds and which of two slots comes first; orders as a whole
are never tried. One state is preferred to another if some slot tells them apart in its favour and no slot that tells them apart in the
other's favour comes before it.

Literals say one way only what is asked of them: that something is true wherever a slot speaks for a state, or only where it does.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, combinations, count

import numpy as np

from detente.conflict.costs import Costs
from detente.conflict.edits import Change, dropped, negated
from detente.conflict.grouping import numbered, together
from detente.conflict.logic import Expression, Not, Taken
from detente.conflict.model import Model
from detente.conflict.preferences import Prioritization, Statement
from detente.conflict.solver import FALSE, TRUE, Solver
from detente.conflict.space import Booleans, States

#: What one state's truth less another's is, as a byte, where a statement speaks for the one, and against it.
_FOR, _AGAINST = 1, 255
#: Digits of a number in base 3 that fit in 64 bits, the difference of two such numbers too.
_DIGITS = 39


@dataclass(frozen=True, slots=True)
class _Variant:
    """What a slot may hold: a statement, None for nothing, and the changes that lead there."""

    expression: Expression | None
    changes: tuple[Change, ...]

    @property
    def cost(self) -> int:
        return sum(change.cost for change in self.changes)


class StatementEdits:
    """What a decision maker with ordered statements could want instead.

    Parameters
    ----------
    model, maker
        Whose statements.
    solver
        Where the variables and clauses go.
    costs
        What a change costs.
    """

    def __init__(self, model: Model, maker: int, solver: Solver, costs: Costs) -> None:
        self._model, self._maker, self._solver, self._costs = model, maker, solver, costs
        preferences = model.decision_makers[maker].preferences
        self._statements = preferences.statements if isinstance(preferences, Prioritization) else ()
        self._name = model.decision_makers[maker].name
        self._slots: list[list[_Variant]] = [self._variants(statement) for statement in self._statements]
        literals = [literal for option in model.options for literal in (Taken(option.id), Not(Taken(option.id)))]
        added = [_Variant(None, ()), *(_Variant(literal, (Change("add", costs.add, "", maker),)) for literal in literals)]
        self._added = range(len(self._slots), len(self._slots) + solver.bound // costs.add)
        self._slots += [added for _ in self._added]
        self._held = [self._choices(slot) for slot in self._slots]
        self._order: dict[tuple[int, int], int] = {}
        self._make_order()
        self._columns = self._truth()
        self._codes = _coded(self._columns)
        ends = list(accumulate(len(variants) for variants in self._slots))
        self._spans = list(zip([0, *ends], ends, strict=False))
        self._speaking: dict[tuple[int, bytes, int, bool], int] = {}
        self._ahead: dict[tuple[int, int, int], int] = {}
        self._better: dict[bytes, int] = {}
        self._not_better: dict[bytes, int] = {}

    def better(self, x: int, y: int) -> int:
        """Give a literal that may be true only where x is preferred to y."""
        key = (self._columns[x] - self._columns[y]).tobytes()
        if key not in self._better:
            self._better[key] = self._make_better(key)
        return self._better[key]

    def not_better(self, x: int, y: int) -> int:
        """Give a literal that may be true only where x is not preferred to y."""
        key = (self._columns[x] - self._columns[y]).tobytes()
        if key not in self._not_better:
            self._not_better[key] = self._make_not_better(key)
        return self._not_better[key]

    def kinds(self, xs: States, ys: States) -> States:
        """Number the pairs of states: two with the same number are compared alike whatever changes."""
        return numbered(together(*(code[xs] - code[ys] for code in self._codes)))[0]

    def complete(self, solution: frozenset[int]) -> bool:
        """Say that the order of a solution is one: that is asked for from the start."""
        return True

    def read(self, solution: frozenset[int]) -> tuple[Prioritization, tuple[Change, ...]] | None:
        """Give the statements of a solution and what changes in them; None if nothing does."""
        chosen = [next(v for v, literal in enumerate(held) if literal == TRUE or literal in solution) for held in self._held]
        kept = [slot for slot in range(len(self._slots)) if self._slots[slot][chosen[slot]].expression is not None]
        first = {a: sum(self._precedes(b, a, solution) for b in kept if b != a) for a in kept}
        ordered = sorted(kept, key=lambda slot: first[slot])
        changes = [c for slot in range(len(self._statements)) for c in self._slots[slot][chosen[slot]].changes]
        changes += self._reordered([slot for slot in ordered if slot not in self._added], chosen)
        statements = [self._statement(slot, chosen[slot]) for slot in ordered]
        for place, slot in enumerate(ordered):
            if slot in self._added:
                pair = tuple(statement.expression for statement in statements[place : place + 2])
                where = f'before "{pair[1]}"' if len(pair) > 1 else "last of all"
                told = f'{self._name} also wants "{pair[0]}", {where}'
                changes.append(Change("add", self._costs.add, told, self._maker, pair))
        return (Prioritization(tuple(statements)), tuple(changes)) if changes else None

    def _variants(self, statement: Statement) -> list[_Variant]:
        """Give what the bound lets dropped and negated literals make of a statement, the cheapest of those that hold alike."""
        ticket = count()
        heap: list[tuple[int, int, _Variant]] = [(0, next(ticket), _Variant(statement.expression, ()))]
        seen: set[Expression | None] = set()
        alike: set[bytes] = set()
        found = []
        while heap:
            cost, _, variant = heapq.heappop(heap)
            if variant.expression in seen:
                continue
            seen.add(variant.expression)
            if variant.expression is None:
                found.append(variant)
                continue
            held = self._model.space.truth(variant.expression)[self._model.feasible_states()].tobytes()
            if held not in alike:
                alike.add(held)
                found.append(variant)
            for left, change in self._edited(variant.expression):
                if cost + change.cost <= self._solver.bound and left not in seen:
                    heapq.heappush(heap, (cost + change.cost, next(ticket), _Variant(left, (*variant.changes, change))))
        return found

    def _edited(self, expression: Expression) -> Iterator[tuple[Expression | None, Change]]:
        name, costs = self._name, self._costs
        for left, literal in dropped(expression):
            told = f'{name} no longer asks for "{expression}"' if left is None else f'{name} drops "{literal}" from "{expression}"'
            yield left, Change("drop", costs.drop, told, self._maker, (expression,) if left is None else (literal, expression))
        for other in negated(expression):
            told = f'{name} wants "{other}" instead of "{expression}"'
            yield other, Change("negate", costs.negate, told, self._maker, (other, expression))

    def _choices(self, variants: list[_Variant]) -> list[int]:
        """Make one variable a variant, exactly one of which holds."""
        if len(variants) == 1:
            return [TRUE]
        held = [self._solver.new(variant.cost) for variant in variants]
        self._solver.one_of(held)
        return held

    def _make_order(self) -> None:
        """Make a variable for each two slots that says which comes first; two statements whose order is reversed cost something."""
        own, costs, solver = len(self._statements), self._costs, self._solver
        for a, b in combinations(range(len(self._slots)), 2):
            if b >= own:
                self._order[a, b] = TRUE if a >= own else solver.new()
                continue
            # Whatever lies between two statements whose order is reversed is dropped, or reversed with one of them.
            least = costs.reorder + (b - a - 1) * min(costs.reorder, costs.drop)
            self._order[a, b] = TRUE if least > solver.bound else solver.new()
            if self._order[a, b] != TRUE:
                gone = [self._held[slot][v] for slot in (a, b) for v, kept in enumerate(self._slots[slot]) if kept.expression is None]
                solver.add([self._order[a, b], solver.new(costs.reorder), *gone])
        for a, b, c in combinations(range(len(self._slots)), 3):
            solver.add([-self._order[a, b], -self._order[b, c], self._order[a, c]])
            solver.add([self._order[a, b], self._order[b, c], -self._order[a, c]])
        for slot in self._added[1:]:
            solver.add([self._held[slot][0], -self._held[slot - 1][0]])

    def _truth(self) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
        """Say for every state which variants of which slots hold in it, one row a state; held by column, as they are made and read."""
        known: dict[Expression, Booleans] = {}
        columns = np.zeros((self._model.size, sum(map(len, self._slots))), dtype=np.int8, order="F")
        for place, variant in enumerate(variant for variants in self._slots for variant in variants):
            if variant.expression is not None:
                if variant.expression not in known:
                    known[variant.expression] = self._model.space.truth(variant.expression)
                columns[:, place] = known[variant.expression]
        return columns

    def _make_better(self, signs: bytes) -> int:
        """Ask that some slot speaks for the state before all that speak against it."""
        against = self._speaking_slots(signs, _AGAINST, certain=False)
        decisive = []
        for slot, speaks in self._speaking_slots(signs, _FOR, certain=True):
            decides = self._solver.new()
            self._solver.add([-decides, speaks])
            for other, contra in against:
                if other != slot:
                    self._solver.add([-decides, -contra, self._first(slot, other)])
            decisive.append(decides)
        return self._solver.any_of(decisive)

    def _make_not_better(self, signs: bytes) -> int:
        """Ask that before every slot that speaks for the state there is one that speaks against it."""
        literal = self._solver.new()
        against = [(slot, held) for slot in range(len(self._slots)) for held in self._variants_that(slot, signs, _AGAINST)]
        for slot, speaks in self._speaking_slots(signs, _FOR, certain=False):
            answers = [self._before(other, held, slot) for other, held in against if other != slot]
            self._solver.add([-literal, -speaks, *answers])
        return literal

    def _speaking_slots(self, signs: bytes, sign: int, *, certain: bool) -> list[tuple[int, int]]:
        """Give the slots that may speak for the state, or against it, each with a literal, true only where it does or wherever it does."""
        found = []
        for slot, (start, end) in enumerate(self._spans):
            key = (slot, signs[start:end], sign, certain)
            if key not in self._speaking:
                combine = self._solver.any_of if certain else self._solver.forced_by
                self._speaking[key] = combine(self._variants_that(slot, signs, sign))
            if self._speaking[key] != FALSE:
                found.append((slot, self._speaking[key]))
        return found

    def _variants_that(self, slot: int, signs: bytes, sign: int) -> list[int]:
        """Give the literals of the variants of a slot that speak for the state, or against it."""
        start, end = self._spans[slot]
        return [held for held, spoken in zip(self._held[slot], signs[start:end], strict=True) if spoken == sign]

    def _before(self, slot: int, held: int, other: int) -> int:
        """Give a literal that is true only where a slot holds a variant and comes before another."""
        key = (slot, held, other)
        if key not in self._ahead:
            self._ahead[key] = self._solver.all_of([held, self._first(slot, other)])
        return self._ahead[key]

    def _first(self, a: int, b: int) -> int:
        return self._order[a, b] if a < b else -self._order[b, a]

    def _precedes(self, a: int, b: int, solution: frozenset[int]) -> bool:
        literal = self._order[min(a, b), max(a, b)]
        return (literal == TRUE or literal in solution) == (a < b)

    def _statement(self, slot: int, variant: int) -> Statement:
        expression = self._slots[slot][variant].expression
        assert expression is not None
        if slot in self._added:
            return Statement(expression)
        return Statement(expression, self._statements[slot].provenance)

    def _reordered(self, ordered: list[int], chosen: list[int]) -> list[Change]:
        """Tell the swaps of neighbours that bring the statements that are kept into their new order."""
        changes = []
        final = {slot: place for place, slot in enumerate(ordered)}
        now = sorted(ordered)
        for _ in now:
            for place in range(len(now) - 1):
                above, below = now[place], now[place + 1]
                if final[above] > final[below]:
                    now[place], now[place + 1] = below, above
                    pair = tuple(self._statement(slot, chosen[slot]).expression for slot in (below, above))
                    told = f'{self._name} puts "{pair[0]}" before "{pair[1]}"'
                    changes.append(Change("swap", self._costs.reorder, told, self._maker, pair))
        return changes


def _coded(columns: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> list[States]:
    """Number the rows of truth values so that the differences of the numbers of two rows tell theirs.

    Differences of truth values are -1, 0 or 1: digits of a number in base 3. Columns that are others, or the contrary of others, are
    left out.
    """
    seen: set[bytes] = set()
    codes = [np.zeros(len(columns), dtype=np.int64)]
    for column in columns.T:
        told = (column ^ column[0]).tobytes()
        if told not in seen:
            digit = len(seen) % _DIGITS
            if seen and not digit:
                codes.append(np.zeros(len(columns), dtype=np.int64))
            codes[-1] += column * np.int64(3**digit)
            seen.add(told)
    return codes
