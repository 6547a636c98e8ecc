"""The inverse question: at least cost, what makes a wanted state stable and reachable, or flips a verdict?

Propose, verify, add the missing clause, repeat. The solver proposes the cheapest changes that meet the clauses so far, none at first. The
model so changed is judged; whatever is wrong with it becomes a clause that every right answer meets:

- a state s is not stable for i because nothing deters the improvement a, the others being able to reach only the states C from there: then
  a must be no better than s or no move, or some state in C no better than s (and without escape, where the concept asks for that), or some
  move out of C must become possible (and an improvement of its mover, where the concept asks for credible sanctions);
- a state is not reachable, the states C being reachable: then some move out of C must become possible, or a joint move lead there;
- a verdict is to be flipped, but the sanction b, by certain moves, deters from a: then one of these moves must become impossible (or no
  improvement), or b better than s, or leave an escape.

So no clause excludes a right answer, every proposal is the cheapest that is left, and the first that is right is the cheapest there is. If
the solver proves that nothing within the bound meets the clauses, no such changes exist.

Source of the question: Kinsara, Petersons, Hipel & Kilgour, "Advanced decision support for the graph model for conflict resolution",
*Journal of Decision Systems* 24 (2015). Source of the scheme: logic-based Benders decomposition, Hooker & Ottosson (2003).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from detente.conflict.costs import USUAL, Costs
from detente.conflict.edits import Change
from detente.conflict.fixed_preferences import FixedPreferences
from detente.conflict.graph import Graph, graph_of, improvements
from detente.conflict.grouping import firsts, together
from detente.conflict.model import Model
from detente.conflict.move_edits import MoveEdits
from detente.conflict.preferences import Preferences, Prioritization
from detente.conflict.ranking_edits import RankingEdits
from detente.conflict.search import Search
from detente.conflict.solver import FALSE, TRUE, Solver
from detente.conflict.space import Booleans, States
from detente.conflict.statement_edits import StatementEdits
from detente.errors import UsageError

#: For each concept the search knows, whether sanctioners move by improvements only, and whether the one sanctioned may move away again.
RULES = {"nash": (False, False), "gmr": (False, False), "smr": (False, True), "seq": (True, False), "sseq": (True, True)}

#: A search gives up, and says so, after so many proposals for one state.
MAX_PROPOSALS = 2_000


def check_invertible(concept: str) -> None:
    """Refuse a concept that the search does not know.

    Raises
    ------
    UsageError
        Naming those it knows.
    """
    if concept not in RULES:
        raise UsageError(f"ways out are not sought under {concept!r}; choose one of: {', '.join(RULES)}")


class PreferenceEdits(Protocol):
    """What one decision maker could want instead, as literals; see `RankingEdits` and `StatementEdits`."""

    def better(self, x: int, y: int) -> int:
        """Give a literal that may be true only where x is preferred to y."""
        ...

    def not_better(self, x: int, y: int) -> int:
        """Give a literal that may be true only where x is not preferred to y."""
        ...

    def kinds(self, xs: States, ys: States) -> States:
        """Number pairs of states: equal numbers have the same literals, -1 is never preferred."""
        ...

    def complete(self, solution: frozenset[int]) -> bool:
        """Say whether a solution is a preference; if not, ask for what it lacks."""
        ...

    def read(self, solution: frozenset[int]) -> tuple[Preferences, tuple[Change, ...]] | None:
        """Give the preferences of a solution and what changes in them; None if nothing does."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A changed model that is as wanted, and what was changed in it."""

    model: Model
    changes: tuple[Change, ...]
    joint: bool = False
    """Whether the target is reached by a joint move."""

    @property
    def cost(self) -> int:
        """What the changes cost together."""
        return sum(change.cost for change in self.changes)

    @property
    def told(self) -> tuple[str, ...]:
        """What changes, in words."""
        return tuple(change.sentence for change in self.changes)

    @property
    def makers(self) -> tuple[int, ...]:
        """The places of the decision makers whose preferences, options or moves change."""
        return tuple(sorted({change.maker for change in self.changes if change.maker is not None}))


class Inverse:
    """A search for the changes of a model, cheapest first, that make a state as wanted.

    Parameters
    ----------
    model
        The conflict.
    state
        The state in question.
    concept
        The key of the concept it is judged by: one of `RULES`.
    bound
        The most that changes may cost together.
    stable_for
        For whom it is to be stable; everybody unless it is given.
    unstable_for
        For whom it is to be unstable; given instead of `stable_for`.
    start
        From where it is to be reachable; left out where that does not matter.
    costs
        What changes cost.
    preferences, moves
        Whether preferences, and what can be done, may change.

    Raises
    ------
    UsageError
        If the concept has no inverse here.
    """

    def __init__(
        self,
        model: Model,
        state: int,
        concept: str,
        bound: int,
        *,
        stable_for: Sequence[int] | None = None,
        unstable_for: int | None = None,
        start: int | None = None,
        costs: Costs = USUAL,
        preferences: bool = True,
        moves: bool = True,
    ) -> None:
        check_invertible(concept)
        self._model, self._state, self._start = model, state, start
        self._credible, self._countered = RULES[concept]
        self._sanctioned = concept != "nash"
        self._makers = range(len(model.decision_makers))
        self._unstable_for = unstable_for
        self._stable_for = () if unstable_for is not None else tuple(self._makers) if stable_for is None else tuple(stable_for)
        self._solver = Solver(bound)
        begin = state if start is None else start
        self._moves = MoveEdits(model, begin, state, self._solver, costs, fixed=not moves)
        self._wants = [self._preference_edits(place, costs) if preferences else FixedPreferences(model, place) for place in self._makers]
        self._widest: Graph = graph_of(self._moves.widest())
        self._held: dict[tuple[int, int], int] = {}
        self._escapes: dict[tuple[int, int], int] = {}
        self._pairs: dict[tuple[int, int], int] = {}
        self.proposals = 0
        """How many proposals were made so far."""
        self.complete = True
        """Whether the search ended because nothing else is within the bound, not because it gave up."""
        self._tempting = {} if unstable_for is None else self._temptations(unstable_for)

    def found(self) -> Iterator[Found]:
        """Give changes that make the state as wanted, cheapest first; of those that include others only the others."""
        while (solution := self._solver.cheapest()) is not None:
            self.proposals += 1
            if self.proposals > MAX_PROPOSALS:
                self.complete = False
                return
            # Every one of them has to be asked, for each may have something missing.
            if [wants for wants in self._wants if not wants.complete(solution)]:
                continue
            proposal = self._read(solution)
            if self._refine(proposal, solution):
                yield proposal
                self._solver.exclude(solution)

    def _preference_edits(self, place: int, costs: Costs) -> PreferenceEdits:
        by_statements = isinstance(self._model.decision_makers[place].preferences, Prioritization) and self._model.is_option_form
        return (StatementEdits if by_statements else RankingEdits)(self._model, place, self._solver, costs)

    def _read(self, solution: frozenset[int]) -> Found:
        model, told = self._moves.read(solution)
        wanted = {place: made for place, wants in enumerate(self._wants) if (made := wants.read(solution)) is not None}
        if wanted:
            makers = tuple(
                replace(maker, preferences=wanted[place][0]) if place in wanted else maker
                for place, maker in enumerate(model.decision_makers)
            )
            model = replace(model, decision_makers=makers)
        if model is not self._model:
            model.kept.update({f"ranks {place}": self._model.ranks(place) for place in self._makers if place not in wanted})
        changes = (*(change for _, made in wanted.values() for change in made), *told)
        return Found(model, changes, self._moves.has_joint_move(solution))

    def _refine(self, proposal: Found, solution: frozenset[int]) -> bool:
        """Say whether a proposal is right; if not, add the clauses it violates."""
        model = proposal.model
        right = True
        if self._start is not None and not self._moves.has_joint_move(solution) and self._state != self._start:
            reached = Search(graph_of(model), self._start, self._makers)
            if reached.distance[self._state] < 0:
                right = False
                self._solver.add([self._moves.joint, *self._leaving(reached, self._makers, credible=False)])
        for maker in self._stable_for:
            # One at a time: what deters from one improvement often deters from the others.
            right &= all(self._ask_to_deter(model, maker, improvement) for improvement in improvements(model, maker, self._state))
        if self._unstable_for is not None:
            right &= self._ask_to_tempt(model, self._unstable_for)
        return right

    def _ask_to_deter(self, model: Model, maker: int, improvement: int) -> bool:
        """Say whether something deters from an improvement; if not, ask for it."""
        here, wants = self._state, self._wants[maker]
        clause = [wants.not_better(improvement, here), -self._moves.possible(maker, here, improvement)]
        if self._sanctioned:
            search = self._answers(model, maker, improvement)
            if search.found:
                return True
            clause += self._sanctioning(maker, np.flatnonzero(search.distance > 0))
            clause += self._leaving(search, [other for other in self._makers if other != maker], credible=self._credible)
        self._solver.add(clause)
        return False

    def _answers(self, model: Model, maker: int, improvement: int) -> Search:
        """Search what the others can answer to an improvement, up to the first answers that leave its mover no better off."""
        graph, ranks = graph_of(model), model.ranks(maker)
        held = graph.best_move(maker, ranks) if self._countered else ranks
        limit = ranks[self._state]

        def hurts(states: States) -> Booleans:
            below: Booleans = held[states] <= limit
            return below

        others = [other for other in self._makers if other != maker]
        return Search(graph, improvement, others, improving=self._credible, wanted=hurts)

    def _sanctioning(self, maker: int, ends: States) -> list[int]:
        """Give literals, one of which is true only where one of some states would leave a decision maker no better off."""
        if not self._countered:
            kinds = self._wants[maker].kinds(ends, np.full_like(ends, self._state))
            kept = kinds != -2  # those that stay better whatever changes
            ends = ends[kept][firsts(kinds[kept])]
        return [self._sanctions(maker, int(end)) for end in ends]

    def _sanctions(self, maker: int, end: int) -> int:
        """Give a literal that may be true only where a state would leave a decision maker no better off than the state in question."""
        key = (maker, end)
        if key not in self._held:
            literal = self._wants[maker].not_better(end, self._state)
            if self._countered and literal != FALSE:
                literal = self._solver.all_of([literal, *(self._not_escaping(maker, end, target) for target in self._from(maker, end))])
            self._held[key] = literal
        return self._held[key]

    def _not_escaping(self, maker: int, start: int, end: int) -> int:
        return self._solver.any_of([self._wants[maker].not_better(end, self._state), -self._moves.possible(maker, start, end)])

    def _escaping(self, maker: int, start: int) -> int:
        """Give a literal that may be true only where a countermove leads from a state to one better than the state in question."""
        key = (maker, start)
        if key not in self._escapes:
            ways = [
                self._solver.all_of([self._wants[maker].better(end, self._state), self._moves.possible(maker, start, end)])
                for end in self._from(maker, start)
            ]
            self._escapes[key] = self._solver.any_of(ways)
        return self._escapes[key]

    def _from(self, maker: int, state: int) -> list[int]:
        _, ends = self._widest.successors(maker, np.array([state], dtype=np.int64), improving=False)
        return sorted({int(end) for end in ends})

    def _leaving(self, search: Search, movers: Sequence[int], *, credible: bool) -> list[int]:
        """Give literals of the moves that would lead on from what a search reached: each may be true only where that move is open."""
        if not credible and not self._moves.can_change:
            return []
        literals: dict[int, None] = {}
        for mover in movers:
            states, entered = search.open_to(mover)
            places, ends = self._widest.successors(mover, states, improving=False, into=~entered)
            for start, end in zip(*self._unlike(mover, states[places], ends, credible), strict=True):
                better = self._wants[mover].better(end, start) if credible else TRUE
                literals[self._both(self._moves.possible(mover, start, end), better)] = None
        return list(literals)

    def _unlike(self, mover: int, starts: States, ends: States, credible: bool) -> tuple[list[int], list[int]]:
        """Keep one of all moves that are possible, and improvements, under the same changes, and none that is an improvement under none."""
        kinds = self._wants[mover].kinds(ends, starts) if credible else np.zeros(len(starts), dtype=np.int64)
        open_ = kinds != -1
        starts, ends = starts[open_], ends[open_]
        # Of two states, the one moved from or all that changes, and the one led to or what is taken anew, in one number.
        where, what = (starts ^ ends, ends & ~starts) if self._model.is_option_form else (starts, ends)
        first = firsts(together(kinds[open_], where * self._model.size + what))
        return starts[first].tolist(), ends[first].tolist()

    def _both(self, a: int, b: int) -> int:
        if TRUE in (a, b):
            return b if a == TRUE else a
        key = (a, b)
        if FALSE in key:
            return FALSE
        if key not in self._pairs:
            self._pairs[key] = self._solver.all_of(key)
        return self._pairs[key]

    def _temptations(self, maker: int) -> dict[int, int]:
        """Ask that one of a decision maker's moves be an improvement that nothing deters."""
        wants, here = self._wants[maker], self._state
        tempting = {}
        for end in self._from(maker, here):
            chosen = self._solver.new()
            self._solver.add([-chosen, wants.better(end, here)])
            self._solver.add([-chosen, self._moves.possible(maker, here, end)])
            tempting[end] = chosen
        self._solver.add(list(tempting.values()))
        return tempting

    def _ask_to_tempt(self, model: Model, maker: int) -> bool:
        """Say whether nothing deters from some improvement; if something does from all, ask that it be not so."""
        asked = []
        for improvement in improvements(model, maker, self._state):
            search = self._answers(model, maker, improvement) if self._sanctioned else None
            if search is None or not search.found:
                return True
            sanction = min(search.found)
            clause = [-self._tempting[improvement], self._wants[maker].better(sanction, self._state)]
            if self._countered:
                clause.append(self._escaping(maker, sanction))
            for step in search.path_to(sanction):
                clause.append(-self._moves.possible(step.mover, step.start, step.end))
                if self._credible:
                    clause.append(self._wants[step.mover].not_better(step.end, step.start))
            asked.append(clause)
        for clause in asked:
            self._solver.add(clause)
        return False
