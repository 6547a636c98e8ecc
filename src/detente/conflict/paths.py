"""Status quo analysis: where things can go from here, and in how few steps.

Source: Li, Kilgour & Hipel, "Status quo analysis in the graph model for conflict resolution", *Journal of the Operational Research Society*
56 (2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.conflict.analysis import analyse
from detente.conflict.claims import Path
from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.naming import change
from detente.conflict.search import Search
from detente.conflict.space import Booleans, States
from detente.errors import UsageError


@dataclass(frozen=True, slots=True)
class Destination:
    """A state, and how it is reached from the status quo.

    Parameters
    ----------
    state
        Its number.
    by_moves
        A shortest legal sequence of moves, None where none leads there; empty for the status quo itself.
    by_improvements
        A shortest legal sequence in which every step is an improvement of its mover, None where none leads there.
    """

    state: int
    by_moves: Path | None
    by_improvements: Path | None

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the destination as plain values with readable names."""
        return {
            "state": self.state,
            "label": model.label(self.state),
            "by_moves": None if self.by_moves is None else [step.to_dict(model) for step in self.by_moves],
            "by_improvements": None if self.by_improvements is None else [step.to_dict(model) for step in self.by_improvements],
        }


class StatusQuoAnalysis:
    """Shortest legal paths from one state to all others, by moves and by improvements.

    Parameters
    ----------
    model
        The conflict.
    start
        The state to begin in; the model's status quo if it is left out.

    Raises
    ------
    UsageError
        If there is no state to begin in.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "chicken", "status_quo": [],
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row drives on"], "preferences": ["not (row-drives-on and col-drives-on)", "row-drives-on"]},
    ...         {"name": "Col", "options": ["col drives on"], "preferences": ["not (row-drives-on and col-drives-on)", "col-drives-on"]},
    ...     ],
    ... })
    >>> paths = StatusQuoAnalysis(model)
    >>> [len(paths.to(state).by_moves) for state in (0, 1, 2, 3)]
    [0, 1, 1, 2]
    >>> paths.to(3).by_improvements is None
    True
    """

    def __init__(self, model: Model, start: int | None = None) -> None:
        if start is None and model.status_quo is None:
            raise UsageError(f"{model.name}: the model names no status quo to begin in; add status_quo, or name a state")
        self.model = model
        self.start: int = start if start is not None else model.status_quo or 0
        graph, everybody = graph_of(model), range(len(model.decision_makers))
        self._moves = Search(graph, self.start, everybody)
        self._improvements = Search(graph, self.start, everybody, improving=True)

    def is_reachable(self, state: int) -> bool:
        """Say whether some legal sequence of moves leads to a state."""
        return bool(self._moves.distance[state] >= 0)

    def reachable(self, states: States) -> Booleans:
        """Say for each of some states whether some legal sequence of moves leads to it."""
        there: Booleans = self._moves.distance[states] >= 0
        return there

    def distance(self, state: int) -> int | None:
        """Give the number of moves to a state, None where none lead there."""
        steps = int(self._moves.distance[state])
        return steps if steps >= 0 else None

    def to(self, state: int) -> Destination:
        """Give the shortest paths to a state."""
        by_moves = self._moves.path_to(state) if self._moves.distance[state] >= 0 else None
        by_improvements = self._improvements.path_to(state) if self._improvements.distance[state] >= 0 else None
        return Destination(state, by_moves, by_improvements)

    def equilibria(self, concept: str, *, limit: int | None = None) -> tuple[tuple[Destination, ...], tuple[int, ...]]:
        """Give the equilibria of a concept that are reached, nearest first, and the numbers of those that are not.

        Parameters
        ----------
        concept
            The key of a stability concept.
        limit
            Give paths to so many at most.
        """
        states = np.array(analyse(self.model, [concept]).equilibria(concept), dtype=np.int64)
        there = self.reachable(states)
        reached = states[there]
        nearest = reached[np.lexsort((reached, self._moves.distance[reached]))][:limit]
        return tuple(self.to(int(state)) for state in nearest), tuple(int(state) for state in states[~there])


def describe_path(model: Model, path: Path) -> str:
    """Say a path in words, as in ``US: take "talks"; NK: give up "tests"``."""
    steps: Sequence[str] = [f"{model.decision_makers[step.mover].name}: {change(model, step.start, step.end)}" for step in path]
    return "; ".join(steps)
