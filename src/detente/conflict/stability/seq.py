"""Sequential stability (SEQ).

A state s is SEQ stable for decision maker i if for every improvement a in R_i+(s) some state b in R_N-i+(a) has b <=_i s: the others can
leave i no better off by a legal sequence in which every step is an improvement of the one who takes it, measured from where it stands.
Only such sanctions are credible. They are compared with s.

Source: Fraser & Hipel, *Conflict Analysis: Models and Resolutions* (1984); Fang, Hipel & Kilgour, *Interactive Decision Making* (1993),
definition 3.4.
"""

from __future__ import annotations

from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.space import Booleans, Integers


def security(model: Model, maker: int) -> Integers:
    """Give m_i(a): the least rank among a and the states the others can reach from it by improvements."""
    return graph_of(model).least_by_improvements(maker, model.ranks(maker))


def stable(model: Model, maker: int) -> Booleans:
    """Say for every state whether it is SEQ stable for a decision maker.

    1. m_i(a) as `security` gives it.
    2. s is stable if m_i(a) <= P_i(s) for all a in R_i(s). Moves that are no improvement need not be left out: m_i(a) <= P_i(a).
    """
    return graph_of(model).best_move(maker, security(model, maker)) <= model.ranks(maker)
