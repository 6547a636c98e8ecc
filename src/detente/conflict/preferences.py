"""What a decision maker prefers, and the ranks of states that follow.

Every form of preference ends in one array of ranks: larger is better, equal is a tie, -1 stands for an infeasible state.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.conflict.logic import Expression
from detente.conflict.options import Provenance
from detente.conflict.space import Booleans, Integers
from detente.errors import ModelError

_CHUNK = 31


@dataclass(frozen=True, slots=True)
class Statement:
    """One preference statement, and where it comes from."""

    expression: Expression
    provenance: Provenance = field(default_factory=Provenance)

    def __str__(self) -> str:
        return str(self.expression)


@dataclass(frozen=True, slots=True)
class Prioritization:
    """Statements over options, most important first.

    A state that satisfies the first statement is preferred to one that does not, whatever the later ones say; among states equal
    in the first, the second decides; and so on. That is the order of the scores sum of 2^(k-j) over satisfied statements j = 1..k.

    Source: Hipel, Fang & Bolger, "Conflict analysis: modelling and ... option prioritizing", in Fang, Hipel & Kilgour (1993).
    """

    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """All states in groups, best first; the states of one group are tied."""

    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Payoffs:
    """One number a feasible state, in ascending order of state numbers; larger is better and only the order counts."""

    values: tuple[int | float, ...]


Preferences: TypeAlias = Prioritization | Ranking | Payoffs


def rank_by_statements(satisfied: Iterable[Booleans], states: int) -> Integers:
    """Rank states by which statements they satisfy, the first statement counting most.

    Any number of statements is compared exactly: after every 31 of them the scores so far are replaced by their ranks, so that no
    weight outgrows an integer.

    Parameters
    ----------
    satisfied
        For each statement, most important first, whether it holds in each state.
    states
        How many states there are.

    Examples
    --------
    >>> rank_by_statements([np.array([True, True, False]), np.array([False, True, True])], 3).tolist()
    [1, 2, 0]
    """
    score = np.zeros(states, dtype=np.int64)
    pending = 0
    for holds in satisfied:
        score <<= 1
        score |= holds
        pending += 1
        if pending == _CHUNK:
            score = dense_ranks(score).astype(np.int64)
            pending = 0
    return dense_ranks(score)


def rank_by_groups(groups: Sequence[Sequence[int]], states: int) -> Integers:
    """Rank states by groups listed best first; a state in no group gets -1."""
    ranks = np.full(states, -1, dtype=np.int32)
    sizes = np.fromiter(map(len, groups), dtype=np.int64, count=len(groups))
    members = np.fromiter(chain.from_iterable(groups), dtype=np.int64, count=int(sizes.sum()))
    ranks[members] = np.repeat(np.arange(len(groups) - 1, -1, -1, dtype=np.int32), sizes)
    return ranks


def rank_by_payoffs(values: Sequence[int | float]) -> Integers:
    """Rank states by numbers, exactly, also where they are too large for a machine integer.

    Examples
    --------
    >>> rank_by_payoffs([2**70, 0.5, 2**70 + 1]).tolist()
    [1, 0, 2]
    """
    array = np.asarray(values)
    if array.dtype.kind == "i" or (array.dtype.kind == "f" and set(map(type, values)) == {float}):
        return dense_ranks(array)
    order = {value: rank for rank, value in enumerate(sorted(set(values)))}
    return np.fromiter((order[value] for value in values), dtype=np.int32, count=len(values))


def check_payoffs(values: Sequence[object], where: str) -> None:
    """Refuse payoffs that are no numbers.

    Raises
    ------
    ModelError
        Naming the first entry that is wrong.
    """
    if set(map(type, values)) <= {int}:
        return
    for place, value in enumerate(values):
        if type(value) not in (int, float) or not math.isfinite(value):  # type: ignore[arg-type]
            raise ModelError(f"{where}[{place}]: {value!r} is no number; give a finite number for every state, larger is better")


def dense_ranks(scores: npt.NDArray[np.signedinteger] | npt.NDArray[np.floating]) -> Integers:
    """Replace scores by ranks 0, 1, 2, ... in the same order, equal scores by equal ranks."""
    if not scores.size:
        return np.zeros(0, dtype=np.int32)
    low, high = scores.min(), scores.max()
    if scores.dtype.kind == "i" and int(high) - int(low) < 4 * scores.size:
        present = np.zeros(int(high) - int(low) + 1, dtype=np.int32)
        shifted = scores - low
        present[shifted] = 1
        np.cumsum(present, out=present)
        ranks: Integers = present[shifted] - np.int32(1)
        return ranks
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    steps = np.zeros(scores.size, dtype=np.int32)
    np.cumsum(ordered[1:] != ordered[:-1], out=steps[1:])
    ranks = np.empty(scores.size, dtype=np.int32)
    ranks[order] = steps
    return ranks
