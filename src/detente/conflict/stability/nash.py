"""Nash stability.

A state s is Nash stable for decision maker i if i has no unilateral improvement from it: R_i+(s) is empty. The decision maker looks one
move ahead and expects no answer.

Source: Nash (1950, 1951); Fang, Hipel & Kilgour, *Interactive Decision Making* (1993), definition 3.1.
"""

from __future__ import annotations

from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.space import Booleans


def stable(model: Model, maker: int) -> Booleans:
    """Say for every state whether it is Nash stable for a decision maker: no move leads to a better rank."""
    ranks = model.ranks(maker)
    return graph_of(model).best_move(maker, ranks) <= ranks
