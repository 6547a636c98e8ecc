"""The states among which one decision maker moves, in order of its own preference.

In option form these are a *fibre*: its own free bits may be anything, all others are fixed. Every fibre is a column of feasible states,
best first, and all columns are held row by row, the longest first: a minimum or maximum over all states that one prefers is then a running
one from row to row, and so is one over all states one can move to. Infeasible states, and those a decision maker misperceives, are in no
column. One-way options leave fewer moves: there is a column for each combination of them, of all states these can still become, and it
gives the results of the states that have that combination now.

Cost: O(states in columns) a pass. With d one-way options a fibre has up to (3/2)^d times as many of them as states.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.conflict.space import Booleans, Integers, States

#: A pass over chosen columns costs about three times as much a state as a pass over all, so above this share all are passed over.
_WORTH_CHOOSING = 0.3


@dataclass(frozen=True, slots=True)
class Fibres:
    """Columns of states, row by row.

    Parameters
    ----------
    order
        State numbers.
    rows
        Where each row starts and stops in `order`. Its k-th state belongs to column k; the rows get no longer.
    ties
        Whether a state ties with the one above it in its column; None where none does anywhere.
    own
        Whether a column gives the result of a state in it; None where all do.
    columns
        The columns of each fibre, by its number: the bits of all but the free options, put side by side.
    free
        The free options as runs of bits, the highest first: the lowest bit of each run and how many there are.
    """

    order: npt.NDArray[np.intp]
    rows: tuple[tuple[int, int], ...]
    ties: Booleans | None
    own: Booleans | None
    columns: Integers
    free: tuple[tuple[int, int], ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.rows[0][1] if self.rows else 0

    def preferred(self, values: Integers, operation: np.ufunc, none: int) -> Integers:
        """Combine, for each state of `order`, the values of those in its column that are strictly preferred to it."""
        found = np.empty_like(values)
        running = np.full(self.width, none, dtype=np.int32)
        above = (0, 0)
        for start, stop in self.rows:
            ahead, here = running[: stop - start], found[start:stop]
            np.copyto(here, ahead)
            if self.ties is not None and start:
                np.copyto(here, found[above[0] : above[0] + stop - start], where=self.ties[start:stop])
            operation(ahead, values[start:stop], out=ahead)
            above = (start, stop)
        return found

    def whole(self, values: Integers, operation: np.ufunc, none: int) -> Integers:
        """Combine, for each state of `order`, the values of all states in its column."""
        total = np.full(self.width, none, dtype=np.int32)
        for start, stop in self.rows:
            operation(total[: stop - start], values[start:stop], out=total[: stop - start])
        found = np.empty_like(values)
        for start, stop in self.rows:
            found[start:stop] = total[: stop - start]
        return found

    def of(self, states: States) -> Fibres:
        """Keep the columns of the fibres that some states are in, or all where that is no less work."""
        if len(states) > self.width:
            return self
        wanted = np.zeros(self.width + 1, dtype=np.bool_)
        wanted[self.columns[_squeezed(states, self.free)]] = True
        chosen = np.flatnonzero(wanted[: self.width])
        if len(chosen) > _WORTH_CHOOSING * self.width:
            return self
        places, rows, stop = [np.zeros(0, dtype=np.intp)], [], 0
        for start, end in self.rows:
            count = int(np.searchsorted(chosen, end - start))
            if not count:
                break
            places.append(chosen[:count] + start)
            rows.append((stop, stop + count))
            stop += count
        at = np.concatenate(places)
        ties = None if self.ties is None else self.ties[at]
        return Fibres(self.order[at], tuple(rows), ties, None if self.own is None else self.own[at], self.columns, self.free)


def fibres_of(ranks: Integers, *, free: int, taken_once: int, given_up_once: int) -> Fibres:
    """Sort the states of a decision maker's fibres.

    Parameters
    ----------
    ranks
        Its ranks of all state numbers, -1 for those it neither moves into nor out of.
    free
        The bits of its options that are not fixed.
    taken_once, given_up_once
        Those among them of one-way options.
    """
    members = np.zeros(1, dtype=np.int64)
    for bit in range(free.bit_length()):
        if free >> bit & 1:
            members = np.concatenate([members, members | 1 << bit])
    rest = np.arange(len(ranks), dtype=np.int64)
    rest = rest[(rest & free) == 0]
    directed = taken_once | given_up_once
    blocks = []
    for pattern in sorted({int(code) & directed for code in members}):
        # Flipping the bits that may only be given up makes every one-way option one that may only be taken.
        flipped = pattern ^ given_up_once
        open_to = members[((members ^ given_up_once) & flipped & directed) == flipped & directed]
        blocks.append(_sorted(ranks, rest, open_to, pattern, directed))
    return _joined(blocks, len(rest), _runs(free))


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of fibres for one combination of one-way options, the longest first, row by row and padded at the end."""

    numbers: States
    lengths: States
    states: States
    ties: Booleans
    own: Booleans | None


def _sorted(ranks: Integers, rest: States, members: States, pattern: int, directed: int) -> _Block:
    codes = rest[:, None] | members[None, :]
    held = ranks[codes]
    # Somebody must stand where there is somewhere else to go, or the column says nothing.
    lengths = np.count_nonzero(held >= 0, axis=1)
    told = lengths > 1
    if directed:
        told &= ((held >= 0) & (members & directed == pattern)).any(axis=1)
    numbers = np.flatnonzero(told)
    numbers = numbers[np.argsort(-lengths[numbers], kind="stable")]
    if not np.array_equal(numbers, np.arange(len(rest))):
        held = held[numbers]
    best, shift = int(ranks.max()), (len(members) - 1).bit_length()
    kind = np.int32 if (best + 2) << shift <= np.iinfo(np.int32).max else np.int64
    # What may not be moved into has rank -1 and comes last.
    keys = (np.int32(best) - held).astype(kind)
    keys <<= shift
    keys |= np.arange(len(members), dtype=kind)
    keys.sort(axis=1)
    keys = np.ascontiguousarray(keys.T)
    states = rest[numbers] | members[keys & ((1 << shift) - 1)]
    levels = keys >> shift
    ties = np.zeros(keys.shape, dtype=np.bool_)
    np.equal(levels[1:], levels[:-1], out=ties[1:])
    return _Block(numbers, lengths[numbers], states, ties, states & directed == pattern if directed else None)


def _joined(blocks: list[_Block], fibres: int, free: tuple[tuple[int, int], ...]) -> Fibres:
    """Put the columns of all blocks side by side, the longest first, row by row."""
    lengths = np.concatenate([block.lengths for block in blocks])
    columns = np.full((fibres, len(blocks)), -1, dtype=np.int32)
    places = np.empty(len(lengths), dtype=np.int32)
    places[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths), dtype=np.int32)
    deep = int(lengths.max(initial=0))
    widths = len(lengths) - np.cumsum(np.bincount(lengths, minlength=deep + 1))[:deep]
    stops = np.cumsum(widths)
    rows = tuple(zip((stops - widths).tolist(), stops.tolist(), strict=True))
    total = int(stops[-1]) if deep else 0
    order, ties, own = np.empty(total, dtype=np.intp), np.zeros(total, dtype=np.bool_), np.zeros(total, dtype=np.bool_)
    first = 0
    for number, block in enumerate(blocks):
        here = places[first : first + len(block.lengths)]
        first += len(block.lengths)
        columns[block.numbers, number] = here
        for given, taken in ((block.states, order), (block.ties, ties), (block.own, own)):
            if given is not None and total:
                _put_rows(taken, given, block.lengths, here, rows)
    tied, directed = bool(ties.any()), blocks[0].own is not None
    return Fibres(order, rows, ties if tied else None, own if directed else None, columns, free)


def _put_rows(
    taken: npt.NDArray[np.generic], given: npt.NDArray[np.generic], lengths: States, columns: Integers, rows: tuple[tuple[int, int], ...]
) -> None:
    """Put the columns of one block, the longest first, where they belong among all."""
    alone = len(columns) == rows[0][1]
    for row in range(int(lengths.max(initial=0))):
        count = int(np.searchsorted(-lengths, -row))
        start = rows[row][0]
        if alone:
            taken[start : start + count] = given[row, :count]
        else:
            taken[start + columns[:count]] = given[row, :count]


def _runs(free: int) -> tuple[tuple[int, int], ...]:
    """Give the bits of a number as runs.

    Examples
    --------
    >>> _runs(0b1100111)
    ((5, 2), (0, 3))
    """
    runs: list[tuple[int, int]] = []
    for bit in range(free.bit_length()):
        if free >> bit & 1:
            if runs and sum(runs[-1]) == bit:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((bit, 1))
    return tuple(reversed(runs))


def _squeezed(states: States, free: tuple[tuple[int, int], ...]) -> States:
    """Take the free bits out of state numbers, and close the gaps."""
    for low, count in free:
        states = states >> (low + count) << low | states & ((1 << low) - 1)
    return states
