"""A column of texts on its way to the database: all of them back to back, and where each ends."""

from __future__ import annotations

import nanoarrow
import numpy as np
from nanoarrow.c_array import CArray
from numpy.typing import NDArray


class Strings:
    """Texts of UTF-8, many to a piece: for millions of them Python makes nothing of its own for each.

    Examples
    --------
    >>> strings = Strings()
    >>> strings.append(b"one")
    >>> strings.extend(b"twothree", np.array([3, 8]))
    >>> len(strings), nanoarrow.Array(strings.array()).to_pylist()
    (3, ['one', 'two', 'three'])
    """

    def __init__(self) -> None:
        self._single: list[bytes] = []
        self._pieces: list[bytes] = []
        self._ends: list[NDArray[np.int64]] = [np.zeros(1, np.int64)]
        self._size = 0
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, text: bytes) -> None:
        """Add a text."""
        self._single.append(text)
        self._count += 1

    def extend(self, piece: bytes, ends: NDArray[np.int64]) -> None:
        """Add texts that stand back to back, with the place in them at which each ends."""
        self._join()
        self._put(piece, ends)
        self._count += len(ends)

    def _join(self) -> None:
        if self._single:
            self._put(b"".join(self._single), np.cumsum(np.fromiter(map(len, self._single), np.int64)))
            self._single = []

    def _put(self, piece: bytes, ends: NDArray[np.int64]) -> None:
        self._pieces.append(piece)
        self._ends.append(ends + self._size)
        self._size += len(piece)

    def array(self) -> CArray:
        """Give them as an Arrow array."""
        self._join()
        ends = np.concatenate(self._ends).astype(np.int32)
        return nanoarrow.c_array_from_buffers(nanoarrow.string(), self._count, [None, ends, b"".join(self._pieces)])
