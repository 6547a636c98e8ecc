"""Shortest legal sequences of moves, found breadth first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from detente.conflict.claims import Path, Step
from detente.conflict.graph import Graph
from detente.conflict.grouping import firsts
from detente.conflict.space import Booleans, States


class Search:
    """All states that legal sequences of some decision makers lead to from one state, and a shortest sequence to each.

    Where a decision maker's moves need not be transitive, the search runs over pairs of state and last mover, for nobody may move
    twice in a row; otherwise a shortest sequence never does, and states are enough. Among shortest sequences the one by the earlier
    listed mover is kept.

    Parameters
    ----------
    graph
        The moves.
    start
        The state to begin in.
    movers
        Who may move.
    improving
        Whether every step must be an improvement of its mover, from where it stands.
    conceding
        Who may make any move all the same.
    wanted
        Stop after the step at which a state of this kind is first reached (None: search all).
    """

    def __init__(
        self,
        graph: Graph,
        start: int,
        movers: Sequence[int],
        *,
        improving: bool = False,
        conceding: Collection[int] = (),
        wanted: Callable[[States], Booleans] | None = None,
    ) -> None:
        self._width = 1 if graph.transitive else graph.makers + 1
        self._nobody = self._width - 1
        nodes = graph.size * self._width
        self._parent: npt.NDArray[np.int64] = np.full(nodes, -1, dtype=np.int64)
        self._mover: npt.NDArray[np.int8] = np.full(nodes, -1, dtype=np.int8)
        # Which nodes have no parent yet: kept beside them, since every step asks for all of it.
        self._new: Booleans = np.ones((graph.size, self._width), dtype=np.bool_)
        self.distance: npt.NDArray[np.int32] = np.full(graph.size, -1, dtype=np.int32)
        """The number of steps to each state, -1 where no sequence leads."""
        self._entry: npt.NDArray[np.int64] = np.full(graph.size, -1, dtype=np.int64)
        self.found: tuple[int, ...] = ()
        """The wanted states reached first, ascending."""
        bound = {mover: improving and mover not in conceding for mover in movers}
        self._run(graph, start, bound, wanted)

    def _run(self, graph: Graph, start: int, movers: Mapping[int, bool], wanted: Callable[[States], Booleans] | None) -> None:
        root = start * self._width + self._nobody
        self._new[start, self._nobody] = False
        self._parent[root] = root
        self.distance[start], self._entry[start] = 0, root
        frontier = np.array([root], dtype=np.int64)
        steps = 0
        while len(frontier):
            steps += 1
            grown = [self._grow(graph, frontier, mover, improving) for mover, improving in movers.items()]
            frontier = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *grown]))
            reached = frontier // self._width
            fresh = self.distance[reached] < 0
            # Reversed, so that the first of several entries to one state is the one that stays.
            self._entry[reached[fresh][::-1]] = frontier[fresh][::-1]
            self.distance[reached[fresh]] = steps
            if wanted is not None:
                hits = reached[wanted(reached)]
                if len(hits):
                    self.found = tuple(sorted({int(state) for state in hits}))
                    return

    def _grow(self, graph: Graph, frontier: States, mover: int, improving: bool) -> States:
        # Where moves are transitive, whoever has just moved to a state would reach nothing new from there.
        free = frontier[(self._mover[frontier] if self._width == 1 else frontier % self._width) != mover]
        free = free[graph.leading(mover, free // self._width, improving=improving)]
        column = 0 if self._width == 1 else mover
        places, ends = graph.successors(mover, free // self._width, improving=improving, into=self._new[:, column])
        first = firsts(ends)
        nodes = ends[first] * self._width + column
        self._new[ends[first], column] = False
        self._parent[nodes] = free[places[first]]
        self._mover[nodes] = mover
        return nodes

    def open_to(self, mover: int) -> tuple[States, Booleans]:
        """Give the reached states from which somebody may move next, and which states it has moved to, or need not, already."""
        entered = ~self._new
        if self._width == 1:
            return np.flatnonzero(entered[:, 0]), entered[:, 0]
        others = np.arange(self._width) != mover
        return np.flatnonzero(entered[:, others].any(axis=1)), entered[:, mover]

    def path_to(self, state: int) -> Path:
        """Give a shortest sequence to a state that was reached; empty for the start."""
        steps: list[Step] = []
        node = int(self._entry[state])
        while int(self._parent[node]) != node:
            before = int(self._parent[node])
            steps.append(Step(int(self._mover[node]), before // self._width, node // self._width))
            node = before
        return tuple(reversed(steps))
