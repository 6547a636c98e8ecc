"""Moves and improvements of a model, and values propagated along them, whatever the form of the model."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from detente.conflict.arc_graph import ArcGraph
from detente.conflict.model import Model
from detente.conflict.option_graph import OptionGraph
from detente.conflict.space import Booleans, Integers, States


class Graph(Protocol):
    """What stability needs to know of the moves of a model.

    Arrays run over state numbers. For a decision maker i, R_i(s) are the states one move of i leads to, R_i+(s) those among them that i
    prefers to s, and R_N-i(s), R_N-i+(s) the states legal sequences of the others lead to, by moves or by improvements only.
    """

    size: int
    makers: int
    transitive: bool
    """Whether two moves of one decision maker in a row are always one move of it, or none."""

    def best_move(self, maker: int, values: Integers) -> Integers:
        """Give max of values over s and R_i(s)."""
        ...

    def best_improvement(self, maker: int, values: Integers) -> Integers:
        """Give max of values over R_i+(s), -1 where i has no improvement."""
        ...

    def least_by_moves(self, maker: int, values: Integers) -> Integers:
        """Give min of values over s and R_N-i(s)."""
        ...

    def least_by_improvements(self, maker: int, values: Integers) -> Integers:
        """Give min of values over s and R_N-i+(s)."""
        ...

    def leading(self, maker: int, states: States, *, improving: bool) -> States:
        """Give places in a list of states whose moves (or improvements) lead wherever those of all of them lead, but for themselves."""
        ...

    def successors(self, maker: int, states: States, *, improving: bool, into: Booleans | None = None) -> tuple[States, States]:
        """Give every move (or improvement) of one decision maker out of some states, as places in `states` and states led to.

        `into` says which states are asked for; without it all are.
        """
        ...


def graph_of(model: Model) -> Graph:
    """Give the graph of a model, made once."""
    if "graph" not in model.kept:
        model.kept["graph"] = OptionGraph(model) if model.is_option_form else ArcGraph(model)
    graph: Graph = model.kept["graph"]
    return graph


def moves(model: Model, maker: int, state: int) -> tuple[int, ...]:
    """List the states one move of a decision maker leads to, R_i(s)."""
    return _targets(model, maker, state, improving=False)


def improvements(model: Model, maker: int, state: int) -> tuple[int, ...]:
    """List the unilateral improvements of a decision maker, R_i+(s)."""
    return _targets(model, maker, state, improving=True)


def _targets(model: Model, maker: int, state: int, *, improving: bool) -> tuple[int, ...]:
    _, targets = graph_of(model).successors(maker, np.array([state], dtype=np.int64), improving=improving)
    return tuple(sorted({int(target) for target in targets}))
