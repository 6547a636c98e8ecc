"""Symmetric sequential stability (SSEQ).

A state s is SSEQ stable for decision maker i if for every improvement a in R_i+(s) some state b in R_N-i+(a) has b <=_i s, and every
countermove c in R_i(b) has c <=_i s too: the sanction is credible and i cannot escape it.

Source: Rego & Vieira, "Symmetric sequential stability in the graph model for conflict resolution with multiple decision makers", *Group
Decision and Negotiation* 26 (2017).
"""

from __future__ import annotations

from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.space import Booleans, Integers


def security(model: Model, maker: int) -> Integers:
    """Give m_i(a): the least, among a and the states b the others' improvements lead to, of the best of b and i's moves from b."""
    graph = graph_of(model)
    return graph.least_by_improvements(maker, graph.best_move(maker, model.ranks(maker)))


def stable(model: Model, maker: int) -> Booleans:
    """Say for every state whether it is SSEQ stable for a decision maker.

    1. v_i(b) = max of P_i over b and R_i(b): what i makes of b.
    2. m_i(a) = min of v_i over a and R_N-i+(a).
    3. s is stable if m_i(a) <= P_i(s) for all a in R_i+(s).
    """
    return graph_of(model).best_improvement(maker, security(model, maker)) <= model.ranks(maker)
