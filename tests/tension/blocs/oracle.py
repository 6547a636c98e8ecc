"""The frustration index from its definition: every split looked at, one by one."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import combinations, product

Pair = tuple[str, str]


def frustration_by_force(ties: Mapping[Pair, int]) -> tuple[int, list[dict[str, int]]]:
    """Give the index and every best split, the first actor always in camp 0."""
    actors = sorted({code for pair in ties for code in pair})
    best, splits = None, []
    for rest in product((0, 1), repeat=max(0, len(actors) - 1)):
        side = dict(zip(actors, (0, *rest), strict=False))
        cost = sum(abs(w) for (a, b), w in ties.items() if (w > 0) != (side[a] == side[b]))
        if best is None or cost < best:
            best, splits = cost, []
        if cost == best:
            splits.append(side)
    return best or 0, splits


def random_ties(seed: int, largest: int) -> dict[Pair, int]:
    """Give a random signed graph: of any size up to the largest, any density, with weights alike or not."""
    draw = random.Random(seed)
    actors = [f"a{number:02}" for number in range(draw.randint(2, largest))]
    density, heaviest, hostile = draw.uniform(0.1, 1.0), draw.choice((1, 2, 30)), draw.uniform(0.1, 0.9)
    return {
        pair: draw.randint(1, heaviest) * (-1 if draw.random() < hostile else 1)
        for pair in combinations(actors, 2)
        if draw.random() < density
    }
