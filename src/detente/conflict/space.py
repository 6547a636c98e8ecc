"""The states of a model in option form: which numbers they have, and which are feasible.

A state is a set of options taken. Its number is the sum of the bits of those options; the first option listed has bit 1, the next
bit 2, and so on through all decision makers. Arrays over states run over all numbers, feasible or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken
from detente.conflict.options import Condition, Option
from detente.errors import InfeasibleModel, ModelTooLarge

Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int32]
States = npt.NDArray[np.int64]

#: The engine refuses a model whose arrays it estimates to need more than this, before it makes any of them.
MAX_BYTES = 4 * 2**30


def memory_needed(states: int, one_way: Sequence[int]) -> int:
    """Estimate the bytes an analysis holds at its peak: a dozen working arrays, and per decision maker ranks and an order of its moves.

    Parameters
    ----------
    states
        How many state numbers there are.
    one_way
        How many one-way options each decision maker has: its order of moves grows with them (see `detente.conflict.fibres`).

    Examples
    --------
    >>> memory_needed(1 << 20, [0, 0, 0, 0]) / 2**20, memory_needed(1 << 20, [0, 0, 0, 5]) / 2**20
    (144.0, 223.125)
    """
    return states * 64 + sum(states * 8 + (states * 12 * int(3**count) >> count) for count in one_way)


def check_size(states: int, one_way: Sequence[int], shown: str) -> None:
    """Refuse a model that would not fit in memory.

    Raises
    ------
    ModelTooLarge
        With the estimate, before anything is allocated.
    """
    needed = memory_needed(states, one_way)
    if needed > MAX_BYTES:
        amount = f"about {needed / 2**30:,.0f} GiB" if needed < 2**80 else "far more memory than there is"
        raise ModelTooLarge(
            f"{shown} would need {amount}; the limit is {MAX_BYTES // 2**30} GiB: "
            f"leave out options, or merge options that are only taken together"
        )


class OptionSpace:
    """The states that a set of options spans.

    Parameters
    ----------
    options
        All options, in the order of their bits.
    conditions
        What rules states out.

    Raises
    ------
    InfeasibleModel
        If the conditions leave no state.
    """

    def __init__(self, options: Sequence[Option], conditions: Sequence[Condition]) -> None:
        self.bits = {option.id: place for place, option in enumerate(options)}
        self.size = 1 << len(options)
        self.all_feasible = not conditions
        self.feasible: Booleans = np.ones(self.size, dtype=np.bool_)
        self._columns: dict[str, Booleans] = {}
        for condition in conditions:
            self.feasible &= ~self.truth(condition.forbidden)
        if not self.feasible.any():
            core = self._contradictory(conditions)
            shown = "; ".join(str(conditions[place]) for place in core)
            alone = "it leaves" if len(core) == 1 else f"with {', '.join(f'conditions[{place}]' for place in core[1:])} it leaves"
            raise InfeasibleModel(f"conditions[{core[0]}]: {alone} no feasible state ({shown}); weaken or remove one of them")

    def column(self, option: str) -> Booleans:
        """Say for every state whether an option is taken in it."""
        if option not in self._columns:
            column = np.zeros((self.size >> (self.bits[option] + 1), 2, 1 << self.bits[option]), dtype=np.bool_)
            column[:, 1, :] = True
            self._columns[option] = column.reshape(-1)
        return self._columns[option]

    def truth(self, statement: Expression) -> Booleans:
        """Say for every state whether a statement holds in it."""
        match statement:
            case Taken(option):
                return self.column(option)
            case Not(part):
                return ~self.truth(part)
            case And(parts):
                return reduce(np.logical_and, (self.truth(part) for part in parts))
            case Or(parts):
                return reduce(np.logical_or, (self.truth(part) for part in parts))
            case If(then, when):
                return self.truth(then) | ~self.truth(when)
            case Iff(left, right):
                return ~(self.truth(left) ^ self.truth(right))

    def _contradictory(self, conditions: Sequence[Condition]) -> list[int]:
        """Find places of conditions that contradict each other, and no longer do if any one of them is left out."""
        core = list(range(len(conditions)))
        for place in reversed(range(len(conditions))):
            others = [other for other in core if other != place]
            left = np.ones(self.size, dtype=np.bool_)
            for other in others:
                left &= ~self.truth(conditions[other].forbidden)
            if not left.any():
                core = others
        return core
