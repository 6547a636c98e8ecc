"""Moves of the explicit form: listed arcs, which need not be transitive.

A legal sequence lets nobody move twice in a row, so a search runs over pairs of a state and who moved last.
Cost: O(decision makers x arcs) a pass, repeated until nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.conflict.model import Arcs, Model
from detente.conflict.space import Booleans, Integers, States

_NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class _Arcs:
    """Arcs sorted by where they start: `ends[first[s]:first[s + 1]]` are the ends of those out of s."""

    starts: States
    ends: States
    first: States

    def combine(self, values: Integers, operation: np.ufunc, none: int) -> Integers:
        """Combine, for each state, the values at the ends of its arcs."""
        combined = np.full(len(self.first) - 1, none, dtype=np.int32)
        if len(self.ends):
            sources = np.flatnonzero(self.first[1:] > self.first[:-1])
            combined[sources] = operation.reduceat(values[self.ends], self.first[sources])
        return combined


def _sorted_arcs(starts: States, ends: States, size: int) -> _Arcs:
    order = np.lexsort((ends, starts))
    first = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(starts, minlength=size), out=first[1:])
    return _Arcs(starts[order], ends[order], first)


def _all_arcs(arcs: Arcs, size: int, misperceived: Booleans | None) -> _Arcs:
    pairs: npt.NDArray[np.int64] = np.array(sorted(set(arcs)), dtype=np.int64).reshape(-1, 2)
    if misperceived is not None:
        pairs = pairs[~misperceived[pairs].any(axis=1)]
    return _sorted_arcs(pairs[:, 0], pairs[:, 1], size)


class ArcGraph:
    """The graph of a model in explicit form; see `detente.conflict.graph.Graph` for what its methods give."""

    transitive = False

    def __init__(self, model: Model) -> None:
        self.size = model.size
        self.makers = len(model.decision_makers)
        self._moves = [_all_arcs(arcs, self.size, model.misperceived(place)) for place, arcs in enumerate(model.moves)]
        self._improvements = []
        for place, arcs in enumerate(self._moves):
            ranks = model.ranks(place)
            better = ranks[arcs.ends] > ranks[arcs.starts]
            self._improvements.append(_sorted_arcs(arcs.starts[better], arcs.ends[better], self.size))

    def best_move(self, maker: int, values: Integers) -> Integers:
        return np.maximum(values, self._moves[maker].combine(values, np.maximum, -1))

    def best_improvement(self, maker: int, values: Integers) -> Integers:
        return self._improvements[maker].combine(values, np.maximum, -1)

    def least_by_moves(self, maker: int, values: Integers) -> Integers:
        return self._least(self._moves, maker, values)

    def least_by_improvements(self, maker: int, values: Integers) -> Integers:
        return self._least(self._improvements, maker, values)

    def leading(self, maker: int, states: States, *, improving: bool) -> States:
        """Give the places of all states of a list: none is known to lead where another does."""
        return np.arange(len(states), dtype=np.int64)

    def successors(self, maker: int, states: States, *, improving: bool, into: Booleans | None = None) -> tuple[States, States]:
        arcs = (self._improvements if improving else self._moves)[maker]
        counts = arcs.first[states + 1] - arcs.first[states]
        places = np.repeat(np.arange(len(states), dtype=np.int64), counts)
        skipped = np.cumsum(counts) - counts
        within = np.arange(len(places), dtype=np.int64) - skipped[places]
        ends = arcs.ends[arcs.first[states][places] + within]
        return (places, ends) if into is None else (places[into[ends]], ends[into[ends]])

    def _least(self, arcs: list[_Arcs], maker: int, values: Integers) -> Integers:
        """Propagate least values over pairs of state and last mover.

        ``reached[l]`` is the least value over what may still follow once l has moved to a state; l itself may not move next.
        """
        others = [other for other in range(self.makers) if other != maker]
        reached = {other: values.copy() for other in others}
        onward = {other: np.full(self.size, _NEVER, dtype=np.int32) for other in others}
        changed = True
        while changed:
            changed = False
            for mover in others:
                led_to = arcs[mover].combine(reached[mover], np.minimum, _NEVER)
                if np.array_equal(led_to, onward[mover]):
                    continue
                onward[mover] = led_to
                changed = True
                for last in others:
                    if last != mover:
                        np.minimum(reached[last], led_to, out=reached[last])
        least = values.copy()
        for led_to in onward.values():
            np.minimum(least, led_to, out=least)
        return least
