"""The parts of a graph that do not hang together: connected ones, and within these the blocks that meet in single actors.

Whether a tie goes against a split is settled within its block: camps of two blocks that share one actor can always be matched there.
So the frustration of a graph is the sum over its blocks, and an actor with a single tie frustrates nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]


def neighbours_of(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Give everybody's neighbours, in order."""
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return {actor: sorted(near[actor]) for actor in sorted(near)}


def components_of(near: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Give the connected parts, the largest first."""
    parts, seen = [], set()
    for start in near:
        if start in seen:
            continue
        part, todo = {start}, [start]
        while todo:
            for other in near[todo.pop()]:
                if other not in part:
                    part.add(other)
                    todo.append(other)
        seen |= part
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def blocks_of(near: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Give the biconnected parts (Hopcroft & Tarjan, *Communications of the ACM* 16, 1973), each in order.

    Examples
    --------
    >>> blocks_of(neighbours_of([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    [['a', 'b', 'c'], ['c', 'd']]
    """
    depth: dict[str, int] = {}
    lowest: dict[str, int] = {}
    blocks: list[list[str]] = []
    for root in near:
        if root in depth:
            continue
        depth[root] = lowest[root] = 0
        open_pairs: list[Pair] = []
        stack = [(root, "", iter(near[root]))]
        while stack:
            actor, parent, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                stack.pop()
                if parent:
                    lowest[parent] = min(lowest[parent], lowest[actor])
                    if lowest[actor] >= depth[parent]:
                        place = open_pairs.index((parent, actor))
                        blocks.append(sorted({code for pair in open_pairs[place:] for code in pair}))
                        del open_pairs[place:]
            elif other not in depth:
                depth[other] = lowest[other] = depth[actor] + 1
                open_pairs.append((actor, other))
                stack.append((other, actor, iter(near[other])))
            elif other != parent and depth[other] < depth[actor]:
                lowest[actor] = min(lowest[actor], depth[other])
                open_pairs.append((actor, other))
    return sorted(blocks)
