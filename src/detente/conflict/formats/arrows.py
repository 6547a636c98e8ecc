"""The states and moves of a model as a list, for formats that hold graphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.errors import UsageError

#: A file of more moves than this no program for graphs opens; it would be some 20 MB.
LISTED_MOVES = 200_000


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move: who makes it, from where to where, and whether the mover prefers where it leads."""

    mover: int
    start: int
    end: int
    improving: bool


def arrows(model: Model) -> tuple[Arrow, ...]:
    """List all moves of a model, by mover, start and end.

    Raises
    ------
    UsageError
        If there are more than `LISTED_MOVES`.
    """
    graph, states = graph_of(model), model.feasible_states()
    found: list[Arrow] = []
    for mover in range(len(model.decision_makers)):
        ranks = model.ranks(mover)
        for part in np.array_split(states, max(1, len(states) // 1024)):
            places, ends = graph.successors(mover, part, improving=False)
            if len(found) + len(ends) > LISTED_MOVES:
                raise UsageError(
                    f"{model.name}: it has {len(states):,} states and more than {LISTED_MOVES:,} moves, too many for a file of a graph; "
                    f"leave out options, or use detente solve --json, which lists equilibria of models of any size"
                )
            found += [
                Arrow(mover, start, end, bool(ranks[end] > ranks[start]))
                for start, end in sorted(zip(part[places].tolist(), ends.tolist(), strict=True))
            ]
    return tuple(found)
