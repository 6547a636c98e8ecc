"""What stands at a place of the text, found without looking through the whole of a long document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

_BLOCK = 256  # characters: about a sentence, so that most of what stands in a block is near the place asked for


class ByPlace(Generic[T]):
    """Things with the stretches of text they cover, to be asked for by place.

    Parameters
    ----------
    items
        Each with its stretches, as pairs of character offsets (end exclusive).

    Examples
    --------
    >>> places = ByPlace([("a sentence", [(0, 20)]), ("a word", [(4, 8)])])
    >>> places.around(4, 8), places.within(3, 9)
    (['a sentence', 'a word'], ['a word'])
    """

    def __init__(self, items: Iterable[tuple[T, Iterable[tuple[int, int]]]]) -> None:
        self._items: list[T] = []
        self._blocks: dict[int, list[tuple[int, int, int]]] = {}
        starts: list[tuple[int, int, int]] = []
        for number, (item, stretches) in enumerate(items):
            self._items.append(item)
            for start, end in stretches:
                starts.append((start, end, number))
                for block in range(start // _BLOCK, end // _BLOCK + 1):
                    self._blocks.setdefault(block, []).append((start, end, number))
        self._starts = sorted(starts)

    def around(self, start: int, end: int) -> list[T]:
        """Give what has a stretch that holds all of ``start`` to ``end``, in the order of the items."""
        found = {number for first, last, number in self._blocks.get(start // _BLOCK, ()) if first <= start and end <= last}
        return [self._items[number] for number in sorted(found)]

    def within(self, start: int, end: int) -> list[T]:
        """Give what has a stretch that lies within ``start`` to ``end``, in the order of the items."""
        found = set()
        for place in range(bisect_left(self._starts, (start, start, 0)), len(self._starts)):
            first, last, number = self._starts[place]
            if first >= end:
                break
            if last <= end:
                found.add(number)
        return [self._items[number] for number in sorted(found)]
