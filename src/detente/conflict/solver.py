"""Weighted MaxSAT as the search for ways out needs it: clauses that come later, literals that cost, solutions cheapest first.

The solver is RC2, which is core-guided: every core it finds raises a proven lower bound of the cost, so the search can stop as soon as that
bound passes what may be spent. Nothing else of the project knows its library.

Source: Ignatiev, Morgado & Marques-Silva, "RC2: an efficient MaxSAT solver", *Journal on Satisfiability, Boolean Modeling and Computation*
11 (2019); python-sat.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

#: The literal that always holds, and the one that never does.
TRUE, FALSE = 1, -1


class _TooDear(Exception):
    """The proven lower bound has passed what may be spent."""


class _Bounded(RC2):  # type: ignore[misc]
    """RC2 that gives up when no solution within a bound is left."""

    bound: int = 0

    def get_core(self) -> None:
        """Find a core, as RC2 does, unless the cores found before already cost too much."""
        if self.cost > self.bound:
            raise _TooDear
        super().get_core()


class Solver:
    """Clauses and costs, solved cheapest first.

    Parameters
    ----------
    bound
        The most a solution may cost; a literal that costs more by itself is never true.

    Examples
    --------
    >>> solver = Solver(3)
    >>> a, b = solver.new(2), solver.new(1)
    >>> solver.add([a, b])
    >>> solution = solver.cheapest()
    >>> (a in solution, b in solution, solver.cost(solution))
    (False, True, 1)
    >>> solver.add([-b])
    >>> solver.cost(solver.cheapest())
    2
    """

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self.costs: dict[int, int] = {}
        """What each literal costs that costs anything, if it is true."""
        formula = WCNF()
        formula.append([TRUE])
        self._rc2 = _Bounded(formula, solver="g4")
        self._rc2.bound = bound
        self._exhausted = False

    def new(self, cost: int = 0) -> int:
        """Make a variable, which costs something where it is true; `FALSE` if that is more than may be spent."""
        if cost > self.bound:
            return FALSE
        rc2 = self._rc2
        # Numbered as RC2 numbers its own, so that clauses need no translation, which would take longer than solving them.
        variable: int = rc2.pool.id()
        if cost:
            self.costs[variable] = cost
            rc2.vmap.e2i[variable] = rc2.vmap.i2e[variable] = variable
            rc2.add_clause([-variable], weight=cost)
        return variable

    def add(self, literals: Iterable[int]) -> None:
        """Ask that one of some literals holds."""
        clause = dict.fromkeys(literals)
        clause.pop(FALSE, None)
        if TRUE not in clause:
            self._rc2.oracle.add_clause(list(clause) or [FALSE])

    def any_of(self, literals: Sequence[int]) -> int:
        """Give a literal that may be true only where one of some literals is."""
        kept = list(dict.fromkeys(literal for literal in literals if literal != FALSE))
        if TRUE in kept or not kept:
            return TRUE if kept else FALSE
        if len(kept) == 1:
            return kept[0]
        some = self.new()
        self.add([-some, *kept])
        return some

    def all_of(self, literals: Sequence[int]) -> int:
        """Give a literal that may be true only where all of some literals are."""
        kept = list(dict.fromkeys(literal for literal in literals if literal != TRUE))
        if FALSE in kept or not kept:
            return FALSE if kept else TRUE
        if len(kept) == 1:
            return kept[0]
        every = self.new()
        for literal in kept:
            self.add([-every, literal])
        return every

    def forced_by(self, literals: Sequence[int]) -> int:
        """Give a literal that is true wherever one of some literals is."""
        return -self.all_of([-literal for literal in literals])

    def either(self, literals: Sequence[int]) -> int:
        """Give a literal that is true exactly where one of some literals is."""
        some = self.any_of(literals)
        if some not in (TRUE, FALSE):
            for literal in literals:
                if literal != some:
                    self.add([some, -literal])
        return some

    def one_of(self, literals: Sequence[int]) -> None:
        """Ask that exactly one of some literals holds."""
        kept = [literal for literal in literals if literal != FALSE]
        self.add(kept)
        before = FALSE
        for literal in kept[:-1]:
            self.add([-literal, -before])
            after = self.new()
            self.add([-literal, after])
            self.add([-before, after])
            before = after
        self.add([-kept[-1], -before])

    def cheapest(self) -> frozenset[int] | None:
        """Give the variables that are true in a cheapest solution; None where none is within the bound, which is then proven."""
        if self._exhausted:
            return None
        try:
            found = self._rc2.compute_()
        except _TooDear:
            found = False
        solution = frozenset(literal for literal in self._rc2.oracle.get_model() if literal > 0) if found else frozenset()
        if not found or self.cost(solution) > self.bound:
            self._exhausted = True
            return None
        return solution

    def cost(self, solution: frozenset[int]) -> int:
        """Say what a solution costs."""
        return sum(cost for literal, cost in self.costs.items() if literal in solution)

    def paid(self, solution: frozenset[int]) -> tuple[int, ...]:
        """List the literals of a solution that cost something."""
        return tuple(literal for literal in self.costs if literal in solution)

    def exclude(self, solution: frozenset[int]) -> None:
        """Ask for solutions that do not pay for all that this one pays for."""
        self.add([-literal for literal in self.paid(solution)])
