"""Changes of a ranking as constraints over pairwise comparisons.

A variable says of a pair of states that the one is preferred to the other. What changes is the number of pairs compared differently
(Kendall's distance, with ties); that the comparisons make a weak order is asked for among the states whose comparisons are in question, and
among others as soon as a solution violates it. A pair that cannot change within the bound is no variable: with x above y, every state
ranked from x to y must change its comparison with one of them, so the cost is at least the number of these states less one.
"""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np

from detente.conflict.costs import Costs
from detente.conflict.edits import Change
from detente.conflict.model import Model
from detente.conflict.preferences import Ranking
from detente.conflict.solver import FALSE, TRUE, Solver
from detente.conflict.space import States


class RankingEdits:
    """What a decision maker with a ranking (or payoffs) could want instead.

    Parameters
    ----------
    model, maker
        Whose ranking.
    solver
        Where the variables and clauses go.
    costs
        What a pair compared differently costs.
    """

    def __init__(self, model: Model, maker: int, solver: Solver, costs: Costs) -> None:
        self._model, self._maker, self._solver, self._costs = model, maker, solver, costs
        self._ranks = model.ranks(maker)
        states = model.feasible_states()
        ranks = self._ranks[states]
        self._states = states[np.argsort(ranks, kind="stable")]
        counts = np.bincount(ranks)
        self._ends = np.cumsum(counts)
        self._starts = self._ends - counts
        self._reach = solver.bound // min(costs.swap, costs.tie, costs.untie)
        self._above: dict[tuple[int, int], int] = {}
        self._triples: set[tuple[int, ...]] = set()

    def better(self, x: int, y: int) -> int:
        """Give a literal that holds where x is preferred to y."""
        low, high = sorted((int(self._ranks[x]), int(self._ranks[y])))
        if x == y or int(self._ends[high] - self._starts[low]) - 1 > self._reach:
            return TRUE if self._ranks[x] > self._ranks[y] else FALSE
        if (x, y) not in self._above:
            window = [int(state) for state in self._states[self._starts[low] : self._ends[high]]]
            for a, b in combinations(window, 2):
                self._compare(a, b)
            for triple in combinations(sorted(window), 3):
                self._order(triple)
        return self._above[x, y]

    def not_better(self, x: int, y: int) -> int:
        """Give a literal that holds where x is not preferred to y."""
        return -self.better(x, y)

    def kinds(self, xs: States, ys: States) -> States:
        """Number the pairs of states: two with the same number are compared alike whatever changes, and -1 is never preferred."""
        x, y = self._ranks[xs], self._ranks[ys]
        fixed = self._ends[np.maximum(x, y)] - self._starts[np.minimum(x, y)] - 1 > self._reach
        numbers: States = np.where(fixed, np.where(x > y, -2, -1), np.arange(len(xs), dtype=np.int64))
        return numbers

    def complete(self, solution: frozenset[int]) -> bool:
        """Say whether the comparisons of a solution make a weak order; if not, ask for it where they do not."""
        changed = self._changed(solution)
        touched = sorted({state for pair in changed for state in pair})
        missing = False
        for a, b in changed:
            low, high = sorted((int(self._ranks[a]), int(self._ranks[b])))
            between = self._states[self._starts[low] : self._ends[high]].tolist()
            for other in sorted({*between, *touched} - {a, b}):
                triple = tuple(sorted((a, b, other)))
                if triple not in self._triples and not self._is_ordered(triple, solution):
                    self._order(triple)
                    missing = True
        return not missing

    def read(self, solution: frozenset[int]) -> tuple[Ranking, tuple[Change, ...]] | None:
        """Give the ranking of a solution and what changes in it; None if nothing does."""
        changed = self._changed(solution)
        if not changed:
            return None
        states = self._model.feasible_states()
        worse = np.zeros(self._model.size, dtype=np.int64)
        worse[states] = self._starts[self._ranks[states]]
        for a, b in changed:
            for x, y in ((a, b), (b, a)):
                worse[x] += int(self._holds(x, y, solution)) - int(self._ranks[x] > self._ranks[y])
        levels = worse[states]
        groups = tuple(tuple(int(state) for state in states[levels == level]) for level in np.unique(levels)[::-1])
        return Ranking(groups), tuple(self._told(a, b, solution) for a, b in changed)

    def _compare(self, a: int, b: int) -> None:
        if (a, b) in self._above:
            return
        costs, solver = self._costs, self._solver
        if self._ranks[a] == self._ranks[b]:
            first, second = solver.new(costs.untie), solver.new(costs.untie)
        else:
            reversed_ = solver.new(min(costs.swap, costs.tie + costs.untie))
            tied, kept = solver.new(costs.tie), solver.new()
            solver.add([kept, tied, reversed_])
            solver.add([-kept, -tied])
            solver.add([-tied, -reversed_])
            first, second = (kept, reversed_) if self._ranks[a] > self._ranks[b] else (reversed_, kept)
        solver.add([-first, -second])
        self._above[a, b], self._above[b, a] = first, second

    def _order(self, triple: tuple[int, ...]) -> None:
        """Ask that three states be in a weak order: whoever prefers x to z prefers x to y or y to z."""
        if triple in self._triples:
            return
        self._triples.add(triple)
        for x, y, z in permutations(triple):
            self._solver.add([self.better(x, y), self.better(y, z), -self.better(x, z)])

    def _is_ordered(self, triple: tuple[int, ...], solution: frozenset[int]) -> bool:
        above = {(x, y): self._holds(x, y, solution) for x, y in permutations(triple, 2)}
        return all(above[x, y] or above[y, z] or not above[x, z] for x, y, z in permutations(triple))

    def _holds(self, x: int, y: int, solution: frozenset[int]) -> bool:
        if (x, y) in self._above:
            literal = self._above[x, y]
            return literal == TRUE or literal in solution
        return bool(self._ranks[x] > self._ranks[y])

    def _changed(self, solution: frozenset[int]) -> list[tuple[int, int]]:
        """List the pairs compared differently, the better one of them as things stand first."""
        return [
            (a, b)
            for a, b in self._above
            if (self._ranks[a] > self._ranks[b] and not self._holds(a, b, solution))
            or (self._ranks[a] == self._ranks[b] and self._holds(a, b, solution))
        ]

    def _told(self, a: int, b: int, solution: frozenset[int]) -> Change:
        name = self._model.decision_makers[self._maker].name
        first, second = self._model.label(a), self._model.label(b)
        costs = self._costs
        if self._ranks[a] == self._ranks[b]:
            return Change("untie", costs.untie, f'{name} prefers "{first}" to "{second}", which it likes as much now', self._maker)
        if self._holds(b, a, solution):
            cost = min(costs.swap, costs.tie + costs.untie)
            return Change("swap", cost, f'{name} prefers "{second}" to "{first}" rather than the reverse', self._maker)
        return Change("tie", costs.tie, f'{name} likes "{second}" as much as "{first}"', self._maker)
