"""Status quo analysis: where things can go from here, and in how few steps.

Source: Li, Kilgour & Hipel, "Status quo analysis in the graph model for conflict resolution", *Journal of the Operational Research Society*
56 (2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.conflict.analysis import Analysis, analyse
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
    by_concessions
        A shortest legal sequence in which every step is an improvement of its mover or a concession of somebody named, None where none
        leads there.
    """

    state: int
    by_moves: Path | None
    by_improvements: Path | None
    by_concessions: Path | None

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give the destination as plain values with readable names."""
        ways = {"by_moves": self.by_moves, "by_improvements": self.by_improvements, "by_concessions": self.by_concessions}
        told = {key: None if path is None else [step.to_dict(model) for step in path] for key, path in ways.items()}
        return {"state": self.state, "label": model.label(self.state), **told}


class StatusQuoAnalysis:
    """Shortest legal paths from one state to all others: by moves, by improvements, and by improvements and named concessions.

    Parameters
    ----------
    model
        The conflict.
    start
        The state to begin in; the model's status quo if it is left out.
    conceding
        Names or places of those who may concede: make moves that are no improvements.

    Raises
    ------
    UsageError
        If there is no state to begin in, or no such decision maker.

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
    >>> print(describe_path(model, StatusQuoAnalysis(model, conceding=["Col"]).to(3).by_concessions))
    Row: take "row drives on"; Col: take "col drives on"
    """

    def __init__(self, model: Model, start: int | None = None, *, conceding: Sequence[int | str] = ()) -> None:
        if start is None and model.status_quo is None:
            raise UsageError(f"{model.name}: the model names no status quo to begin in; add status_quo, or name a state")
        self.model = model
        self.start: int = start if start is not None else model.status_quo or 0
        graph, everybody = graph_of(model), range(len(model.decision_makers))
        self._moves = Search(graph, self.start, everybody)
        self._improvements = Search(graph, self.start, everybody, improving=True)
        self.conceding: tuple[int, ...] = tuple(dict.fromkeys(model.maker(maker) for maker in conceding))
        self._opened: dict[int, Search] = {}
        self._concessions = self._improvements
        if self.conceding:
            self._concessions = Search(graph, self.start, everybody, improving=True, conceding=self.conceding)

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
        searches = (self._moves, self._improvements, self._concessions)
        return Destination(state, *(search.path_to(state) if search.distance[state] >= 0 else None for search in searches))

    def concessions(self, path: Path) -> tuple[int, ...]:
        """List the places in a path of the steps that are no improvements of their movers."""
        ranks = [self.model.ranks(place) for place in range(len(self.model.decision_makers))]
        return tuple(place for place, step in enumerate(path) if ranks[step.mover][step.end] <= ranks[step.mover][step.start])

    def openers(self, state: int) -> tuple[int, ...]:
        """List those whose concessions alone, beside improvements, open a path to a state that improvements do not lead to."""
        if self._improvements.distance[state] >= 0:
            return ()
        graph, everybody = graph_of(self.model), range(len(self.model.decision_makers))
        for place in everybody:
            if place not in self._opened:
                self._opened[place] = Search(graph, self.start, everybody, improving=True, conceding=[place])
        return tuple(place for place in everybody if self._opened[place].distance[state] >= 0)

    def equilibria(
        self, concept: str, *, limit: int | None = None, analysis: Analysis | None = None
    ) -> tuple[tuple[Destination, ...], tuple[int, ...]]:
        """Give the equilibria of a concept that are reached, nearest first, and the numbers of those that are not.

        Parameters
        ----------
        concept
            The key of a stability concept.
        limit
            Give paths to so many at most.
        analysis
            Verdicts under the concept, where they are known already.
        """
        judged = analysis if analysis is not None else analyse(self.model, [concept])
        states = np.array(judged.equilibria(concept), dtype=np.int64)
        there = self.reachable(states)
        reached = states[there]
        nearest = reached[np.lexsort((reached, self._moves.distance[reached]))][:limit]
        return tuple(self.to(int(state)) for state in nearest), tuple(states[~there].tolist())


def describe_path(model: Model, path: Path) -> str:
    """Say a path in words, as in ``US: take "talks"; NK: drop "tests"``."""
    steps: Sequence[str] = [f"{model.decision_makers[step.mover].name}: {change(model, step.start, step.end)}" for step in path]
    return "; ".join(steps)
