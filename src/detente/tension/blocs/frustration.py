"""The frustration index: how far a signed network is from falling into two camps, and the camps of the best split.

A network is balanced if its actors fall into two camps, friendly within and hostile across (Cartwright & Harary, *Psychological Review*
63, 1956). The frustration index is the least weight, or number, of ties that go against a split (Aref & Wilson, *Journal of Complex
Networks* 7, 2019, review it and compute it for networks of states). It is exact where no block of the network has more than
`splits.MOST` actors; beyond, it lies between two bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from detente.tension.blocs.bounds import good_split, packed_chains
from detente.tension.blocs.parts import Pair, blocks_of, components_of, neighbours_of
from detente.tension.blocs.splits import MOST, best_splits, rigid_groups, sides_of

UNIT = 1000  # weights are reckoned in whole thousandths: sums of floats would make equals differ


@dataclass(frozen=True, slots=True)
class Part:
    """The two camps of a connected part of a network; nothing says how the camps of two parts relate.

    Parameters
    ----------
    camps
        The actors that stand to each other the same way in every best split, by their camp; the larger camp first.
    undecided
        The others: for each there are best splits with it on either side.
    split
        The camps of one best split, with the undecided ones placed.
    """

    camps: tuple[tuple[str, ...], tuple[str, ...]]
    undecided: tuple[str, ...]
    split: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def actors(self) -> tuple[str, ...]:
        """Everybody in it."""
        return tuple(sorted(chain(*self.split)))


@dataclass(frozen=True, slots=True)
class Frustration:
    """How frustrated a signed network is.

    Parameters
    ----------
    low, high
        Bounds of the index; equal where it is exact.
    total
        Weight of all ties: the index as a share of it tells networks of different size apart.
    splits
        How many best splits there are, not counting which camp is called first; None where only bounds are known.
    parts
        The camps of each connected part, the largest first.
    against
        Ties that go against the split.
    against_always
        Those of them that go against every best split.
    """

    low: float
    high: float
    total: float
    splits: int | None
    parts: tuple[Part, ...]
    against: tuple[Pair, ...]
    against_always: tuple[Pair, ...]

    @property
    def exact(self) -> bool:
        """Whether the index is known, not only bounded."""
        return self.low == self.high

    @property
    def undecided(self) -> tuple[str, ...]:
        """Who is on either side in equally good splits."""
        return tuple(sorted(chain.from_iterable(part.undecided for part in self.parts)))


def frustration(ties: Mapping[Pair, float], *, bounded: bool = True) -> Frustration:
    """Compute the frustration index and the camps of the best split.

    Parameters
    ----------
    ties
        Signed weights by pair of two actors: above zero friendly, below zero hostile; one tie a pair.
    bounded
        Whether to bound the index of a large block from below, which takes longest; else its lower bound is 0.

    Examples
    --------
    Two friends who disagree about a third:

    >>> found = frustration({("a", "b"): 2.0, ("a", "c"): 3.0, ("b", "c"): -1.0})
    >>> found.high, found.exact, found.splits, found.against
    (1.0, True, 1, (('b', 'c'),))
    """
    weights: dict[Pair, int] = {}
    for pair, weight in sorted(((min(pair), max(pair)), weight) for pair, weight in ties.items()):
        if units := round(weight * UNIT):
            weights[pair] = units
    near = neighbours_of(weights)
    solved = [_solve(block, weights, bounded) for block in blocks_of(near)]
    parts = tuple(_part(part, near, solved) for part in components_of(near))
    side = {actor: number for part in parts for number, camp in enumerate(part.split) for actor in camp}
    group = _joined(solved)
    against = tuple(pair for pair, weight in weights.items() if (weight > 0) != (side[pair[0]] == side[pair[1]]))
    known = all(block.splits is not None for block in solved)
    return Frustration(
        low=sum(block.low for block in solved) / UNIT,
        high=sum(block.high for block in solved) / UNIT,
        total=sum(map(abs, weights.values())) / UNIT,
        splits=int(np.prod([block.splits or 1 for block in solved], dtype=object)) if known else None,
        parts=parts,
        against=against,
        against_always=tuple(pair for pair in against if group[pair[0]] == group[pair[1]]) if known else (),
    )


@dataclass(frozen=True, slots=True)
class _Block:
    actors: tuple[str, ...]
    low: int
    high: int
    splits: int | None
    side: Mapping[str, int]
    groups: tuple[tuple[str, ...], ...]


def _solve(block: Sequence[str], ties: Mapping[Pair, int], bounded: bool) -> _Block:
    weights = np.zeros((len(block), len(block)), dtype=np.int64)
    for a, one in enumerate(block):
        for b, other in enumerate(block[a + 1 :], start=a + 1):
            weights[a, b] = weights[b, a] = ties.get((one, other), 0)
    if len(block) > MOST:
        high, sides = good_split(weights)
        # Which other splits are as good is not known here: the camps are those of the split that was found.
        low = packed_chains(weights) if bounded else 0
        return _Block(tuple(block), low, high, None, dict(zip(block, sides, strict=True)), (tuple(block),))
    cost, splits = best_splits(weights)
    sides = sides_of(int(splits[0]), len(block))
    groups = tuple(tuple(block[i] for i in group) for group in rigid_groups(splits, len(block)))
    return _Block(tuple(block), cost, cost, len(splits), dict(zip(block, sides, strict=True)), groups)


def _joined(blocks: Sequence[_Block]) -> dict[str, str]:
    """Give each actor's group, named by its first actor: groups of two blocks with an actor in common are one."""
    leader: dict[str, str] = {}

    def find(actor: str) -> str:
        while leader.setdefault(actor, actor) != actor:
            actor = leader[actor]
        return actor

    for block in blocks:
        for group in block.groups:
            for actor in group:
                one, other = sorted((find(group[0]), find(actor)))
                leader[other] = one
    return {actor: find(actor) for actor in leader}


def _part(actors: Sequence[str], near: Mapping[str, Sequence[str]], blocks: Sequence[_Block]) -> Part:
    inside = set(actors)
    own = [block for block in blocks if inside >= set(block.actors)]
    side = _matched(actors[0], own)
    group = _joined(own)
    members: dict[str, list[str]] = {}
    for actor in actors:
        members.setdefault(group[actor], []).append(actor)
    core = max(members.values(), key=lambda m: (len(m), sum(len(near[a]) for a in m)))  # of equals the first by name
    split = [tuple(a for a in actors if side[a] == number) for number in (0, 1)]
    split.sort(key=lambda camp: (-len(set(camp) & set(core)), camp))
    camps = tuple(tuple(a for a in camp if a in core) for camp in split)
    return Part((camps[0], camps[1]), tuple(a for a in actors if a not in core), (split[0], split[1]))


def _matched(start: str, blocks: Sequence[_Block]) -> dict[str, int]:
    """Put the camps of a part's blocks together, so that they agree in the actors they share."""
    side = {start: 0}
    rest = list(blocks)
    while rest:
        block = next(b for b in rest if any(a in side for a in b.actors))
        rest.remove(block)
        shared = next(a for a in block.actors if a in side)
        turned = block.side[shared] ^ side[shared]
        side |= {actor: place ^ turned for actor, place in block.side.items() if actor not in side}
    return side
