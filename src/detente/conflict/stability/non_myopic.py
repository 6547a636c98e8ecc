"""Non-myopic stability: looking as far ahead as one likes.

A state s is non-myopically stable for decision maker i if it is L_h stable for i for all large h (see
`detente.conflict.stability.limited_move`, whose rules on turns and ties hold here too).

What is expected at horizon h follows from what is expected at h - 1, and there are finitely many expectations, so they repeat: from some
horizon on they stay as they are, or go round in a cycle. A state is stable if it is L_h stable at every horizon of that cycle. Where the
cycle is longer than one, expectations never settle, and `settles` says so.

Source: Brams & Wittman (1981); Kilgour, "Equilibria for far-sighted players", *Theory and Decision* 16 (1984); Fang, Hipel & Kilgour,
*Interactive Decision Making* (1993), section 3.4. From knowledge of the field.
"""

from __future__ import annotations

import numpy as np

from detente.conflict.model import Model
from detente.conflict.space import Booleans
from detente.conflict.stability.limited_move import FURTHEST, Endings, endings
from detente.conflict.state_sets import listing_of
from detente.errors import ModelTooLarge


def stable(model: Model, maker: int) -> Booleans:
    """Say for every state whether it is non-myopically stable for a decision maker.

    Raises
    ------
    ModelTooLarge
        If a decision maker has too many moves, or expectations do not repeat up to the furthest horizon.
    """
    listing = listing_of(model, "non-myopic stability", paired=False)
    first, period = settles(model)
    here = np.arange(len(listing.states))
    held = [endings(model, horizon)[maker] == here for horizon in range(first, first + period)]
    return listing.spread_out(np.logical_and.reduce(held))


def settles(model: Model) -> tuple[int, int]:
    """Give the horizon from which what is expected repeats, and after how many further moves it does; 1 means that it has settled.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> settles(model)
    (1, 1)
    """
    if "settles" not in model.kept:
        seen: dict[bytes, int] = {}
        for horizon in range(FURTHEST + 1):
            known = _digest(endings(model, horizon))
            if known in seen:
                model.kept["settles"] = seen[known], horizon - seen[known]
                break
            seen[known] = horizon
        else:
            raise ModelTooLarge(
                f"{model.name}: what the decision makers expect does not repeat within {FURTHEST:,} moves; ask for a horizon, as in L8"
            )
    settled: tuple[int, int] = model.kept["settles"]
    return settled


def _digest(expected: Endings) -> bytes:
    return b"".join(own.tobytes() for own in expected)
