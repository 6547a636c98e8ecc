"""Sets of states, as rows of bits: for what no passing of values can decide.

Coalitions and uncertain preference ask for predicates over pairs of states (does b hold down whoever left s?), not for minima. Here such a
predicate is a table of bits with a row for each state and a column for each state; sequences of moves spread rows backwards along arcs,
over pairs of state and last mover, for nobody moves twice in a row.

Cost: a table of m states takes m^2 / 8 bytes, one pass over a decision maker's arcs O(arcs x m / 64), repeated until nothing changes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.conflict.claims import Path, Step
from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.space import Booleans, Integers, States
from detente.errors import ModelTooLarge

#: Concepts that need tables of pairs of states are refused for more feasible states than this: a table of bits then takes 2 MiB, a table
#: of preferences 16 MiB, and a pass over the arcs of one decision maker about 0.1 s.
PAIRED_STATES = 4096

#: Concepts that need the arcs of every decision maker at once are refused where one has more than so many (16 bytes each, and as much again
#: while they are listed).
LISTED_ARCS = 1 << 24

_CHUNK_BYTES = 1 << 26

Rows = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class ArcList:
    """Arcs between places of states, sorted by where they start: `ends[first[s]:first[s + 1]]` are the ends of those out of s."""

    starts: States
    ends: States
    first: States

    def out_of(self, place: int) -> list[int]:
        """List the ends of the arcs out of one state."""
        ends: list[int] = self.ends[self.first[place] : self.first[place + 1]].tolist()
        return ends

    def only(self, kept: Booleans) -> ArcList:
        """Keep some of the arcs."""
        return arc_list(self.starts[kept], self.ends[kept], len(self.first) - 1)

    def largest(self, values: States) -> States:
        """Give for each state the largest of the values listed arc by arc, -1 where it has no arc."""
        found = np.full(len(self.first) - 1, -1, dtype=np.int64)
        sources = np.flatnonzero(self.first[1:] > self.first[:-1])
        if len(sources):
            found[sources] = np.maximum.reduceat(values, self.first[sources])
        return found


def arc_list(starts: States, ends: States, size: int) -> ArcList:
    """Sort arcs by start, then end."""
    if not _is_sorted(starts, ends):
        order = np.lexsort((ends, starts))
        starts, ends = starts[order], ends[order]
    first = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(starts, minlength=size), out=first[1:])
    return ArcList(starts, ends, first)


def _is_sorted(starts: States, ends: States) -> bool:
    same = starts[1:] == starts[:-1]
    return bool(((starts[1:] > starts[:-1]) | (same & (ends[1:] >= ends[:-1]))).all())


@dataclass(frozen=True, slots=True)
class Listing:
    """A model's feasible states in a row, and every move as an arc between their places.

    Parameters
    ----------
    states
        State numbers, ascending.
    places
        The place of each state number, -1 where it is not feasible.
    arcs
        One list a decision maker.
    ranks
        The ranks of the listed states, one array a decision maker.
    """

    states: States
    places: States
    arcs: tuple[ArcList, ...]
    ranks: tuple[Integers, ...]

    def improving(self, maker: int) -> ArcList:
        """Give the arcs that are improvements of their mover."""
        arcs, ranks = self.arcs[maker], self.ranks[maker]
        return arcs.only(ranks[arcs.ends] > ranks[arcs.starts])

    def spread_out(self, verdicts: Booleans) -> Booleans:
        """Give verdicts on the listed states as an array over all state numbers."""
        everywhere = np.zeros(len(self.places), dtype=np.bool_)
        everywhere[self.states] = verdicts
        return everywhere

    def path(self, steps: Sequence[tuple[int, int, int]]) -> Path:
        """Give steps between places as steps between state numbers."""
        return tuple(Step(mover, int(self.states[start]), int(self.states[end])) for mover, start, end in steps)


def listing_of(model: Model, wanted_for: str, *, paired: bool = True) -> Listing:
    """List the states and arcs of a model, once.

    Parameters
    ----------
    model
        The conflict.
    wanted_for
        What asks, for the message.
    paired
        Whether tables of pairs of states will be made of it.

    Raises
    ------
    ModelTooLarge
        Before anything is listed, with the number of states or arcs and the limit.
    """
    count = int(np.count_nonzero(model.space.feasible)) if model.is_option_form else model.size
    if paired and count > PAIRED_STATES:
        raise ModelTooLarge(
            f"{model.name}: {wanted_for} compares all pairs of states, and there are {count:,} feasible ones; the limit is "
            f"{PAIRED_STATES:,}: leave out options, or rule states out by conditions"
        )
    for maker in model.decision_makers:
        moves = count * ((1 << len(maker.options)) - 1) if model.is_option_form else 0
        if moves > LISTED_ARCS:
            raise ModelTooLarge(
                f"{model.name}: {wanted_for} lists all moves, and {maker.name} may have {moves:,}; the limit is {LISTED_ARCS:,}: "
                f"leave out options, or rule states out by conditions"
            )
    if "listing" not in model.kept:
        model.kept["listing"] = _list(model)
    listing: Listing = model.kept["listing"]
    return listing


def _list(model: Model) -> Listing:
    graph, states = graph_of(model), model.feasible_states().astype(np.int64)
    places = np.full(model.size, -1, dtype=np.int64)
    places[states] = np.arange(len(states))
    arcs = []
    for maker in range(len(model.decision_makers)):
        starts, ends = graph.successors(maker, states, improving=False)
        arcs.append(arc_list(starts, places[ends], len(states)))
    return Listing(states, places, tuple(arcs), tuple(model.ranks(place)[states] for place in range(len(model.decision_makers))))


def to_rows(table: Booleans) -> Rows:
    """Pack a table of truth values, one row a state, into rows of bits.

    Examples
    --------
    >>> to_rows(np.array([[True, False, True]])).tolist(), to_table(to_rows(np.array([[True, False, True]])), 3).tolist()
    ([[160]], [[True, False, True]])
    """
    width = -(-table.shape[1] // 64)
    packed = np.zeros((table.shape[0], 8 * width), dtype=np.uint8)
    bits = np.packbits(table, axis=1)
    packed[:, : bits.shape[1]] = bits
    return packed.view(np.uint64)


def to_table(rows: Rows, columns: int) -> Booleans:
    """Unpack rows of bits."""
    return np.unpackbits(rows.view(np.uint8), axis=1, count=columns).astype(np.bool_)


def diagonal(rows: Rows) -> Booleans:
    """Give for each state the bit in its own column."""
    places = np.arange(len(rows))
    octets = rows.view(np.uint8)[places, places >> 3]
    own: Booleans = (octets >> (7 - (places & 7)).astype(np.uint8)) & 1 == 1
    return own


def spread(arcs: Sequence[ArcList], seed: Rows) -> Rows:
    """Give for each state the union of the rows of all states that legal sequences lead to, of one step or more.

    Parameters
    ----------
    arcs
        The moves of each of those who may move; nobody moves twice in a row.
    seed
        One row a state.
    """
    after = [np.zeros_like(seed) for _ in arcs]
    changed = bool(arcs)
    while changed:
        changed = False
        for mover, own in enumerate(arcs):
            ahead = seed.copy()
            for other, rows in enumerate(after):
                if other != mover:
                    ahead |= rows
            led_to = _joined(own, ahead)
            if not np.array_equal(led_to, after[mover]):
                after[mover] = led_to
                changed = len(arcs) > 1
    everything = np.zeros_like(seed)
    for rows in after:
        everything |= rows
    return everything


def _joined(arcs: ArcList, rows: Rows) -> Rows:
    """Give for each state the union of the rows at the ends of its arcs."""
    joined = np.zeros_like(rows)
    per_chunk = max(1, _CHUNK_BYTES // max(rows.shape[1] * 8, 1))
    sources = np.flatnonzero(arcs.first[1:] > arcs.first[:-1])
    start = 0
    while start < len(sources):
        stop = int(np.searchsorted(arcs.first[sources + 1], arcs.first[sources[start]] + per_chunk, side="right"))
        stop = max(stop, start + 1)
        some = sources[start:stop]
        low, high = arcs.first[some[0]], arcs.first[some[-1] + 1]
        joined[some] = np.bitwise_or.reduceat(rows[arcs.ends[low:high]], arcs.first[some] - low, axis=0)
        start = stop
    return joined


def shortest(arcs: Sequence[tuple[int, ArcList]], start: int, wanted: Callable[[int], bool]) -> tuple[tuple[int, int, int], ...] | None:
    """Find a shortest legal sequence from a state to one of some kind, of one step or more.

    Parameters
    ----------
    arcs
        Who may move, and by which arcs.
    start
        The place of a state.
    wanted
        Says of the place of a state whether the sequence may end there.

    Returns
    -------
    tuple
        Mover, start and end of each step; None where no sequence leads there. Among shortest ones the earlier listed mover and the lower
        numbered state win.
    """
    origin = (start, -1)
    came: dict[tuple[int, int], tuple[int, int]] = {}
    queue = deque([origin])
    while queue:
        node = queue.popleft()
        for mover, own in arcs:
            if mover == node[1]:
                continue
            for end in own.out_of(node[0]):
                if (end, mover) in came:
                    continue
                came[end, mover] = node
                if wanted(end):
                    return _traced(came, origin, (end, mover))
                queue.append((end, mover))
    return None


def _traced(
    came: dict[tuple[int, int], tuple[int, int]], origin: tuple[int, int], last: tuple[int, int]
) -> tuple[tuple[int, int, int], ...]:
    steps = []
    while last != origin:
        before = came[last]
        steps.append((last[1], before[0], last[0]))
        last = before
    return tuple(reversed(steps))
