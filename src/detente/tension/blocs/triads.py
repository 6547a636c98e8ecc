"""Triads: three parties with three clear ties, in balance or under strain, and whether there is more balance than chance gives.

A triad is balanced if it has an even number of hostile ties: three friends, or two against a third (Heider, *Journal of Psychology* 21,
1946). Whether a network has more balanced triads than it must is asked by giving its own signs to its own ties at random, many times.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.tension.blocs.parts import Pair, neighbours_of

SHUFFLES = 999
SEED = 19_460_107
FEWEST = 10  # triads from which on their share is compared with chance
KINDS = ("+++", "+--", "++-", "---")
"""Balanced ones first; the last is balanced in the weak sense of Davis (*Human Relations* 20, 1967), in which there may be many camps."""

Signs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Triad:
    """Three parties whose ties are not in balance.

    Parameters
    ----------
    actors
        Three codes, sorted.
    kind
        ``"++-"``, two friends of one who are hostile to each other, or ``"---"``, three hostile to each other.
    strain
        The weight of its weakest tie: what would have to give for it to be in balance.
    pairs
        Its ties, the weakest first.
    """

    actors: tuple[str, str, str]
    kind: str
    strain: float
    pairs: tuple[Pair, Pair, Pair]


@dataclass(frozen=True, slots=True)
class Triads:
    """The triads of a signed network.

    Parameters
    ----------
    counts
        How many there are of each kind.
    strained
        Those not in balance, most strained first.
    expected
        Mean share of balanced triads with the signs shuffled; None where there are fewer than `FEWEST` triads.
    chance
        Share of shuffles with as much balance or more, the network itself counted among them: a p-value, one-sided; None as above.
    """

    counts: Mapping[str, int]
    strained: tuple[Triad, ...]
    expected: float | None
    chance: float | None

    @property
    def number(self) -> int:
        """All triads."""
        return sum(self.counts.values())

    @property
    def balanced(self) -> int:
        """Those in balance."""
        return self.counts["+++"] + self.counts["+--"]

    @property
    def share(self) -> float | None:
        """Share of triads in balance; None without any."""
        return round(self.balanced / self.number, 3) if self.number else None


def find_triads(ties: Mapping[Pair, float]) -> Triads:
    """Count and judge the triads of a signed network.

    Parameters
    ----------
    ties
        Signed weights by sorted pair; none zero.

    Examples
    --------
    >>> found = find_triads({("a", "b"): 2.0, ("a", "c"): 3.0, ("b", "c"): -1.0})
    >>> found.counts["++-"], found.strained[0].strain, found.strained[0].pairs[0]
    (1, 1.0, ('b', 'c'))
    """
    actors = sorted({code for pair in ties for code in pair})
    place = {code: number for number, code in enumerate(actors)}
    ends = np.array([[place[a], place[b]] for a, b in sorted(ties)], dtype=np.int64).reshape(-1, 2)
    signs = np.array([1.0 if ties[pair] > 0 else -1.0 for pair in sorted(ties)])
    counts = _counts(_matrix(ends, signs, len(actors)))
    expected, chance = _against_chance(ends, signs, len(actors), counts)
    return Triads(counts, _strained(ties), expected, chance)


def _matrix(ends: NDArray[np.int64], signs: Signs, size: int) -> Signs:
    matrix = np.zeros((size, size))
    matrix[ends[:, 0], ends[:, 1]] = signs
    matrix[ends[:, 1], ends[:, 0]] = signs
    return matrix


def _counts(matrix: Signs) -> dict[str, int]:
    """Count triads of each kind: closed walks of three steps over friendly (P) and hostile (N) ties."""
    friendly, hostile = (matrix > 0).astype(float), (matrix < 0).astype(float)
    two_friendly, two_hostile = friendly @ friendly, hostile @ hostile
    walks = ((two_friendly * friendly).sum() / 6, (two_hostile * friendly).sum() / 2,
             (two_friendly * hostile).sum() / 2, (two_hostile * hostile).sum() / 6)  # fmt: skip
    return {kind: round(number) for kind, number in zip(KINDS, walks, strict=True)}


def _against_chance(ends: NDArray[np.int64], signs: Signs, size: int, counts: Mapping[str, int]) -> tuple[float | None, float | None]:
    number = sum(counts.values())
    if number < FEWEST:
        return None, None
    random = np.random.default_rng(SEED)
    # The product of a triad's signs is 1 in balance and -1 else, and the trace of the cube sums it sixfold.
    balanced = np.empty(SHUFFLES)
    for turn in range(SHUFFLES):
        matrix = _matrix(ends, random.permutation(signs), size)
        balanced[turn] = (number + (matrix @ matrix * matrix).sum() / 6) / 2
    as_much = int((balanced > counts["+++"] + counts["+--"] - 0.5).sum())
    return round(float(balanced.mean()) / number, 3), (1 + as_much) / (1 + SHUFFLES)


def _strained(ties: Mapping[Pair, float]) -> tuple[Triad, ...]:
    near = {code: set(others) for code, others in neighbours_of(ties).items()}
    found = []
    for one, other in sorted(ties):
        for third in sorted(near[one] & near[other]):
            if third < other:
                continue
            pairs = sorted(((one, other), (one, third), (other, third)), key=lambda pair: (abs(ties[pair]), pair))
            hostile = sum(ties[pair] < 0 for pair in pairs)
            if hostile % 2:
                kind = "---" if hostile == 3 else "++-"
                found.append(Triad((one, other, third), kind, abs(ties[pairs[0]]), (pairs[0], pairs[1], pairs[2])))
    return tuple(sorted(found, key=lambda t: (-t.strain, -sum(abs(ties[p]) for p in t.pairs), t.actors)))
