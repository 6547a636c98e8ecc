"""Sequential or simultaneous stability, decision maker by decision maker.

A state is stable for a decision maker if it is SEQ stable or SIM stable for it. An equilibrium may therefore rest on an answer in turn for
one decision maker and on simultaneous moves for another.

Source: Fraser & Hipel, *Conflict Analysis: Models and Resolutions* (1984), whose tableau calls a state stable for a player if either kind
of sanction deters it; used so by Z. Jacobi, "GMCR for dummies" (2017), on the standoff of the United States and North Korea.
"""

from __future__ import annotations

from detente.conflict.model import Model
from detente.conflict.space import Booleans
from detente.conflict.stability import seq, sim


def stable(model: Model, maker: int) -> Booleans:
    """Say for every state whether it is SEQ stable or SIM stable for a decision maker.

    Raises
    ------
    UsageError, ModelTooLarge
        As `detente.conflict.stability.sim.stable`.
    """
    return sim.stable(model, maker) | seq.stable(model, maker)
