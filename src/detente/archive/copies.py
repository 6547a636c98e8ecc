"""Which texts are copies of each other: what several outlets print of one agency is one account, not several.

Candidates are found by MinHash and locality-sensitive hashing (Broder 1997; the library ``datasketch``) over shingles of three words,
and kept if the shingles themselves agree. The permutations are fixed, so that the same texts always give the same groups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from datasketch import MinHash

PERMUTATIONS = 64
SEED = 1
SCHEME = "affine64"
CANDIDATE = 0.3  # estimated resemblance from which two texts are looked at
RESEMBLANCE = 0.5  # share of all shingles of two texts that both have, from which one is a copy of the other
CONTAINMENT = 0.75  # share of the shorter's shingles that the longer has: a copy that was cut, or given a paragraph of its own
FEWEST = 20  # shingles that a text must have: two one-line flashes agree by chance

_WORD = re.compile(r"\w+")


def groups_of_copies(texts: Mapping[str, str]) -> dict[str, str]:
    """Give each document the group of copies it belongs to.

    Parameters
    ----------
    texts
        Texts by document.

    Returns
    -------
    dict of str to str
        By document, the first by name of those it is a copy of; itself where it is nobody's.

    Examples
    --------
    >>> text = "The army said its drones struck a fuel depot near the port before dawn and that the fire was seen for miles. " * 2
    >>> groups_of_copies({"b": text, "a": text.replace("before dawn", "early on Friday"), "c": "Another text."})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    from datasketch import MinHashLSH  # late, here and below: it loads slowly, and whoever merges nothing needs none of it

    names = sorted(texts)
    home = {name: name for name in names}
    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    for name in names:
        shingles = _shingles(texts[name])
        if len(shingles) < FEWEST:
            continue
        signature = _signature(texts[name])
        for other in sorted(index.query(signature)):
            if _root(home, other) != _root(home, name) and _is_copy(shingles, _shingles(texts[other])):
                first, second = sorted((_root(home, other), _root(home, name)))
                home[second] = first
        index.insert(name, signature)
    return {name: _root(home, name) for name in names}


def _root(home: Mapping[str, str], name: str) -> str:
    while home[name] != name:
        name = home[name]
    return name


def _is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    common = len(one & other)
    return common >= RESEMBLANCE * len(one | other) or common >= CONTAINMENT * min(len(one), len(other))


@lru_cache(maxsize=4096)
def _shingles(text: str) -> frozenset[int]:
    """Give the shingles of a text as numbers that do not depend on the process."""
    words = [_number(word) for word in _WORD.findall(text.casefold())]
    return frozenset((a * 31 + b) * 31 + c & 0xFFFFFFFF for a, b, c in zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1)
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    """Draw the permutations once: drawing them takes longer than using them."""
    from datasketch import MinHash

    a, b = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME).permutations
    return a, b


@lru_cache(maxsize=4096)
def _signature(text: str) -> MinHash:
    from datasketch import MinHash

    signature = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int, permutations=_permutations(), scheme=SCHEME)
    signature.update_batch(np.fromiter(sorted(_shingles(text)), dtype=np.uint64))
    return signature
