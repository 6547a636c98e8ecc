"""All best splits of a small signed graph into two camps, by looking at every split.

A graph of n actors has 2^(n-1) splits. For up to `MOST` of them all are weighed with numpy, in blocks of 2^`LOW`: adding an actor
doubles the vector of costs, so that each split costs a few additions. A search that prunes could be faster on balanced graphs; looking
at all takes the same short time on any, and gives all the best splits, which say who is undecided.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST = 25
LOW = 18

Weights = NDArray[np.int64]


def best_splits(weights: Weights) -> tuple[int, NDArray[np.int64]]:
    """Weigh every split of a graph.

    Parameters
    ----------
    weights
        Symmetric matrix of signed whole numbers, zero where there is no tie; at most `MOST` rows.

    Returns
    -------
    cost : int
        Least summed weight of ties against a split: friendly across the camps or hostile within one.
    splits : array of int
        Every split of that cost, in order: bit i - 1 is set if actor i is not in the camp of actor 0.

    Examples
    --------
    >>> best_splits(np.array([[0, 2, 2], [2, 0, -1], [2, -1, 0]]))
    (1, array([0]))
    """
    size = len(weights)
    low = min(size - 1, LOW)
    inner = _cuts(weights[: low + 1, : low + 1])
    high = range(low + 1, size)
    best: int | None = None
    found: list[NDArray[np.int64]] = []
    for number in range(1 << len(high)):
        sides = [(number >> place) & 1 for place in range(len(high))]
        cost = inner if not high else inner + _across(weights, low, high, sides)
        least = int(cost.min())
        if best is None or least < best:
            best, found = least, []
        if least == best:
            found.append(np.flatnonzero(cost == least).astype(np.int64) + (number << low))
    hostile = int(-weights[weights < 0].sum()) // 2
    assert best is not None, "there is at least one split"
    return best + hostile, np.concatenate(found)


def sides_of(split: int, size: int) -> list[int]:
    """Give each actor's camp, 0 or 1, in a split; actor 0 is in camp 0."""
    return [0, *((split >> place) & 1 for place in range(size - 1))]


def rigid_groups(splits: NDArray[np.int64], size: int) -> list[list[int]]:
    """Group actors that stand to each other the same way, together or opposed, in every one of some splits."""
    groups: dict[bytes, list[int]] = {}
    for actor in range(size):
        sides = (splits >> (actor - 1)) & 1 if actor else np.zeros(len(splits), dtype=np.int64)
        groups.setdefault(np.packbits((sides ^ sides[0]).astype(bool)).tobytes(), []).append(actor)
    return list(groups.values())


def _sums(parts: Sequence[int]) -> NDArray[np.int64]:
    """Give the sum of every subset of some numbers, by the subset's bits."""
    sums = np.zeros(1 << len(parts), dtype=np.int64)
    for place, part in enumerate(parts):
        sums[1 << place : 2 << place] = sums[: 1 << place] + part
    return sums


def _cuts(weights: Weights) -> NDArray[np.int64]:
    """Give the signed weight between the camps for every split."""
    size = len(weights)
    cuts = np.zeros(1 << (size - 1), dtype=np.int64)
    for actor in range(1, size):
        old = cuts[: 1 << (actor - 1)]
        here = _sums([int(w) for w in weights[actor, 1:actor]])  # to those in the other camp, while it stands with actor 0
        cuts[1 << (actor - 1) : 1 << actor] = old + (int(weights[actor, :actor].sum()) - here)
        cuts[: 1 << (actor - 1)] = old + here
    return cuts


def _across(weights: Weights, low: int, high: range, sides: Sequence[int]) -> NDArray[np.int64]:
    """Give what the upper actors, so placed, add to every split of the lower ones."""
    placed = np.array(sides, dtype=np.int64)
    rows = weights[high.start : high.stop]
    slopes = ((1 - 2 * placed) @ rows)[1 : low + 1]
    fixed = int((placed @ rows)[: low + 1].sum())  # to lower actors while these stand with actor 0
    among = rows[:, high.start : high.stop]
    fixed += int((among * (placed[:, None] ^ placed[None, :])).sum()) // 2
    sums: NDArray[np.int64] = _sums([int(s) for s in slopes]) + fixed
    return sums
