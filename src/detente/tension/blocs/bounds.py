"""Bounds of the frustration of a graph too large for looking at every split.

From above: a good split, found by moving actors one by one and two by two from many starts. From below: every closed chain of ties with
an odd number of hostile ones frustrates at least one of its ties, so such chains that share no weight add up. The chains are packed
greedily, the shortest first, each taking the weight of its weakest tie off all its ties.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

STARTS = 64  # more changed no result on random graphs of 30 to 60 actors
SEED = 20_230_416
CHAINS = 1_000  # longer chains packed at most: twice as many raised the bound of random graphs by a twentieth at twice the time

Weights = NDArray[np.int64]
Visit = tuple[int, int]  # an actor, and whether the number of hostile ties on the way there is odd


def good_split(weights: Weights) -> tuple[int, list[int]]:
    """Find a split of low cost.

    Parameters
    ----------
    weights
        Symmetric matrix of signed whole numbers.

    Returns
    -------
    cost, camps
        The summed weight of ties against it, and each actor's camp; actor 0 is in camp 0.
    """
    found = min((_improved(weights, start) for start in _starts(weights)), key=lambda sides: split_cost(weights, sides))
    return split_cost(weights, found), [int(side != found[0]) for side in found]


def split_cost(weights: Weights, sides: NDArray[np.int64]) -> int:
    """Give the summed weight of ties against a split, whose camps are 1 and -1."""
    return int((np.abs(weights) - weights * np.outer(sides, sides)).sum()) // 4


def packed_chains(weights: Weights) -> int:
    """Give a bound of the frustration from below: the weight of closed chains that cannot be in balance and share nothing."""
    left = np.abs(weights).astype(np.int64)
    hostile = weights < 0
    total = 0
    for one in range(len(weights)):
        for two in np.flatnonzero(left[one, one + 1 :]) + one + 1:
            # All triads of these two at once: each takes what those before it have left of the tie they share.
            odd = hostile[one] ^ hostile[two] ^ hostile[one, two]
            thirds = np.flatnonzero(odd & (left[one] > 0) & (left[two] > 0))
            used = np.minimum(np.cumsum(np.minimum(left[one, thirds], left[two, thirds])), left[one, two])
            taken = np.diff(used, prepend=0)
            for here, there, less in ((one, thirds, taken), (two, thirds, taken), (one, two, taken.sum())):
                left[here, there] -= less
                left[there, here] -= less
            total += int(taken.sum())
    tried = 0
    for start in range(len(weights)):
        while tried < CHAINS and (chain := _shortest_chain(left, hostile, start)):
            total += _take(left, chain)
            tried += 1
    return total


def _starts(weights: Weights) -> Iterator[NDArray[np.int64]]:
    size = len(weights)
    _, vectors = np.linalg.eigh(weights.astype(float))
    yield np.where(vectors[:, -1] >= 0, 1, -1).astype(np.int64)
    random = np.random.default_rng(SEED)
    for _ in range(STARTS):
        yield random.choice(np.array([-1, 1], dtype=np.int64), size)


def _improved(weights: Weights, start: NDArray[np.int64]) -> NDArray[np.int64]:
    """Move the actor, or the two actors, whose moving lowers the cost most, until none does."""
    sides = start.copy()
    pull = weights @ sides
    while True:
        gain = -sides * pull  # what moving one actor lowers the cost by
        one = int(np.argmax(gain))
        if gain[one] > 0:
            movers = [one]
        else:
            both = gain[:, None] + gain[None, :] + 2 * weights * np.outer(sides, sides)  # their own tie stays as it is
            np.fill_diagonal(both, 0)
            place = int(np.argmax(both))
            if both.flat[place] <= 0:
                return sides
            movers = [place // len(sides), place % len(sides)]
        for actor in movers:
            pull -= 2 * weights[:, actor] * sides[actor]
            sides[actor] = -sides[actor]


def _take(left: Weights, chain: list[int]) -> int:
    pairs = list(zip(chain, [*chain[1:], chain[0]], strict=True))
    least = min(int(left[a, b]) for a, b in pairs)
    for a, b in pairs:
        left[a, b] -= least
        left[b, a] -= least
    return least


def _shortest_chain(left: Weights, hostile: NDArray[np.bool_], start: int) -> list[int]:
    """Find a shortest closed chain through an actor with an odd number of hostile ties, or nothing."""
    there = left > 0
    same, other = there & ~hostile, there & hostile
    seen = np.zeros((2, len(left)), dtype=bool)
    seen[0, start] = True
    before: dict[Visit, Visit] = {}
    reached: list[NDArray[np.int64]] = [np.array([start]), np.array([], dtype=np.int64)]  # by whether the way there is odd
    while any(map(len, reached)) and not seen[1, start]:
        following = []
        for odd in (0, 1):
            froms = np.concatenate([reached[odd], reached[1 - odd]])
            steps = np.concatenate([same[reached[odd]], other[reached[1 - odd]]])
            new = np.flatnonzero(steps.any(axis=0) & ~seen[odd]) if len(steps) else np.array([], dtype=np.int64)
            for actor, place in zip(new.tolist(), steps[:, new].argmax(axis=0).tolist() if len(new) else (), strict=True):
                before[actor, odd] = (int(froms[place]), odd if place < len(reached[odd]) else 1 - odd)
            following.append(new)
        for odd in (0, 1):
            seen[odd, following[odd]] = True
        reached = following
    if not seen[1, start]:
        return []
    walk: list[Visit] = [(start, 1)]
    while walk[-1] != (start, 0):
        walk.append(before[walk[-1]])
    return _simple(walk)


def _simple(walk: list[Visit]) -> list[int]:
    """Cut a closed chain that visits an actor twice down to its odd part."""
    while True:
        seen: dict[int, int] = {}
        for place, (actor, _) in enumerate(walk):
            if actor not in seen:
                seen[actor] = place
                continue
            first = seen[actor]
            if first == 0 and place == len(walk) - 1:
                return [actor for actor, _ in walk[:-1]]
            # Of the loop and the rest exactly one is odd; two visits of different parity make the loop the odd one.
            odd = walk[first][1] != walk[place][1]
            walk = walk[first : place + 1] if odd else [*walk[:first], *walk[place:]]
            break
