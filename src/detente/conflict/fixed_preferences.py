"""Preferences that a search leaves as they are."""

from __future__ import annotations

import numpy as np

from detente.conflict.edits import Change
from detente.conflict.model import Model
from detente.conflict.preferences import Preferences
from detente.conflict.solver import FALSE, TRUE
from detente.conflict.space import States


class FixedPreferences:
    """What a decision maker wants, which does not change."""

    def __init__(self, model: Model, maker: int) -> None:
        self._ranks = model.ranks(maker)

    def better(self, x: int, y: int) -> int:
        """Give the literal that says whether x is preferred to y."""
        return TRUE if self._ranks[x] > self._ranks[y] else FALSE

    def not_better(self, x: int, y: int) -> int:
        """Give the literal that says whether x is not preferred to y."""
        return FALSE if self._ranks[x] > self._ranks[y] else TRUE

    def kinds(self, xs: States, ys: States) -> States:
        """Number the pairs of states: -2 where x is preferred, -1 where it is not."""
        numbers: States = np.where(self._ranks[xs] > self._ranks[ys], -2, -1).astype(np.int64)
        return numbers

    def complete(self, solution: frozenset[int]) -> bool:
        """Say that nothing is missing."""
        return True

    def read(self, solution: frozenset[int]) -> tuple[Preferences, tuple[Change, ...]] | None:
        """Say that nothing changes."""
        return None
