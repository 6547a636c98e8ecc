"""Simultaneous stability (SIM), in option form.

A state s is SIM stable for decision maker i if for every improvement a in R_i+(s) the others can spoil it by moving at the same time:
each of them makes one of its own improvements from s or stays, and their choices applied together with a give a feasible state b <=_i s.
The others answer what they would do anyway; each improvement is judged from s, as if nobody else moved.

Source: Fraser & Hipel, *Conflict Analysis: Models and Resolutions* (1984), simultaneous sanctioning. Explicit form has no options to
combine, so the concept is not defined there. From knowledge of the field; the book was not at hand.

Cost: O(improvements of i x combinations of the others' improvements) a state, at worst O(states^2); refused beyond `SIMULTANEOUS_STATES`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.space import Booleans, States
from detente.errors import ModelTooLarge, UsageError

#: SIM is refused for more feasible states than this: combinations may be as many as pairs of states (2.7e8, some seconds a decision maker).
SIMULTANEOUS_STATES = 1 << 14


def stable(model: Model, maker: int) -> Booleans:
    """Say for every state whether it is SIM stable for a decision maker.

    1. For each state s, C(s): what the others change if each makes an improvement from s or stays, in all combinations.
    2. An improvement a is deterred if some change of C(s), applied to a, gives a feasible state of rank at most P_i(s).
    3. s is stable if every improvement is.

    Raises
    ------
    UsageError
        If the model is in explicit form.
    ModelTooLarge
        If it has too many states.
    """
    check_form(model)
    feasible = model.feasible_states().astype(np.int64)
    if len(feasible) > SIMULTANEOUS_STATES:
        raise ModelTooLarge(
            f"{model.name}: SIM combines the moves of all, and there are {len(feasible):,} feasible states; the limit is "
            f"{SIMULTANEOUS_STATES:,}: leave out options, or rule states out by conditions"
        )
    ranks, allowed = model.ranks(maker), model.space.feasible
    changes = [_changes(model, place, feasible) for place in range(len(model.decision_makers))]
    stable = np.zeros(model.size, dtype=np.bool_)
    for place, state in enumerate(feasible.tolist()):
        tempting = changes[maker][place]
        joint = combinations([changes[other][place] for other in range(len(changes)) if other != maker])
        ends = (state ^ tempting)[:, None] ^ joint[None, :]
        stable[state] = bool((allowed[ends] & (ranks[ends] <= ranks[state])).any(axis=1).all())
    return stable


def combinations(changes: Sequence[States]) -> States:
    """Combine changes of different decision makers, each made or not: all bits that may be flipped together, 0 first."""
    joint = np.zeros(1, dtype=np.int64)
    for own in changes:
        joint = np.concatenate([joint, (joint[None, :] ^ own[:, None]).reshape(-1)])
    return joint


def check_form(model: Model) -> None:
    """Refuse a model in explicit form.

    Raises
    ------
    UsageError
        Saying what would do.
    """
    if not model.is_option_form:
        raise UsageError(
            f"{model.name}: SIM combines options, and this model lists states and arcs; write it by options, or ask for another concept"
        )


def _changes(model: Model, maker: int, states: States) -> list[States]:
    """Give for each state the bits that each improvement of a decision maker flips."""
    starts, ends = graph_of(model).successors(maker, states, improving=True)
    order = np.argsort(starts, kind="stable")
    bounds = np.cumsum(np.bincount(starts, minlength=len(states)))[:-1]
    return np.split((states[starts] ^ ends)[order], bounds)
