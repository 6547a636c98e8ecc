"""Strong stability, under graded preference: GMR, SMR, SEQ and SSEQ.

A decision maker likes some states better than others (>), and some much better (>>). A state is strongly stable for it if from every
improvement, be it by > or >>, it can be brought to a state much worse than the one it left (<<), and in SMR and SSEQ every countermove
from there leaves it much worse off too. A state that is stable but not strongly stable is weakly stable. A state without improvements is
strongly stable: Nash stability is strong.

What is much worse depends on rank alone and never less so for a higher rank (`detente.conflict.relations.floors`), so the securities of
the crisp concepts decide: s is strongly stable for i if m_i(a) is at most the floor of P_i(s) for every improvement a.

Source: Hamouda, Kilgour & Hipel, "Strength of preference in the graph model for conflict resolution", *Group Decision and Negotiation* 13
(2004), and "Strength of preference in graph models for multiple-decision-maker conflicts", *Applied Mathematics and Computation* 179
(2006). SSEQ by analogy. From knowledge of the field; the papers were not at hand.
"""

from __future__ import annotations

from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.relations import floors
from detente.conflict.space import Booleans, Integers


def stable(model: Model, maker: int, security: Integers) -> Booleans:
    """Say for every state whether it is strongly stable for a decision maker.

    Parameters
    ----------
    model
        The conflict.
    maker
        Place of the decision maker.
    security
        m_i of the crisp concept.
    """
    return graph_of(model).best_improvement(maker, security) <= floors(model, maker)[model.ranks(maker)]
