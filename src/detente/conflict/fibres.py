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
        Bits of the options that are free, descending.
    """

    order: npt.NDArray[np.intp]
    rows: tuple[tuple[int, int], ...]
    ties: Booleans | None
    own: Booleans | None
    columns: Integers
    free: tuple[int, ...]

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
    bits = tuple(bit for bit in reversed(range(free.bit_length())) if free >> bit & 1)
    members = np.zeros(1, dtype=np.int64)
    for bit in reversed(bits):
        members = np.concatenate([members, members | 1 << bit])
    rest = np.arange(len(ranks), dtype=np.int64)
    rest = rest[(rest & free) == 0]
    directed = taken_once | given_up_once
    blocks = []
    for pattern in sorted({int(code) & directed for code in members}):
        # Flipping the bits that may only be given up makes every one-way option one that may only be taken.
        flipped = pattern ^ given_up_once
        open_to = members[((members ^ given_up_once) & flipped & directed) == flipped & directed]
        blocks.append(_sorted(ranks, rest, open_to, pattern if directed else None, directed))
    return _joined(blocks, bits)


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of all fibres for one combination of one-way options, one row a column, best first, padded at the end."""

    states: States
    lengths: npt.NDArray[np.int64]
    ties: Booleans | None
    own: Booleans | None


def _sorted(ranks: Integers, rest: States, members: States, pattern: int | None, directed: int) -> _Block:
    shift = max(len(members) - 1, 1).bit_length()
    codes = rest[:, None] | members[None, :]
    held = ranks[codes]
    best = int(ranks.max())
    kind = np.int32 if (best + 1) << shift <= np.iinfo(np.int32).max else np.int64
    keys = (np.int32(best) - held).astype(kind)
    keys <<= shift
    keys |= np.arange(len(members), dtype=kind)
    keys.sort(axis=1)
    levels = keys >> shift
    states = rest[:, None] | members[keys & ((1 << shift) - 1)]
    # What may not be moved into has rank -1 and stands last.
    lengths = np.count_nonzero(held >= 0, axis=1)
    own = None if pattern is None else (states & directed) == pattern
    if own is not None:
        lengths[~(own & (levels <= best)).any(axis=1)] = 0
    lengths[lengths < 2] = 0
    ties = np.zeros(states.shape, dtype=np.bool_)
    np.equal(levels[:, 1:], levels[:, :-1], out=ties[:, 1:])
    ties &= levels <= best
    return _Block(states, lengths, ties if ties.any() else None, own)


def _joined(blocks: list[_Block], bits: tuple[int, ...]) -> Fibres:
    """Put the columns of all blocks side by side, the longest first, row by row."""
    lengths = np.concatenate([block.lengths for block in blocks])
    longest = np.argsort(-lengths, kind="stable")
    width = int(np.count_nonzero(lengths))
    places = np.full(len(lengths), -1, dtype=np.int32)
    places[longest[:width]] = np.arange(width, dtype=np.int32)
    deep = int(lengths.max(initial=0))
    widths = width - np.cumsum(np.bincount(lengths[lengths > 0], minlength=deep + 1))[:deep]
    stops = np.cumsum(widths)
    rows = tuple(zip((stops - widths).tolist(), stops.tolist(), strict=True))
    total = int(stops[-1]) if deep else 0
    order = np.zeros(total, dtype=np.intp)
    if len(blocks) == 1 and width and int(lengths.min()) == deep == blocks[0].states.shape[1]:
        # The common case of all states feasible and nothing one-way needs no searching for places.
        ties, own = (None if part is None else np.ascontiguousarray(part.T).reshape(-1) for part in (blocks[0].ties, blocks[0].own))
        return Fibres(np.ascontiguousarray(blocks[0].states.T).reshape(-1), rows, ties, own, places[:, None], bits)
    tied = any(block.ties is not None for block in blocks)
    ties = np.zeros(total, dtype=np.bool_) if tied else None
    own = np.zeros(total, dtype=np.bool_) if blocks[0].own is not None else None
    first = 0
    for block in blocks:
        here = places[first : first + len(block.lengths)]
        first += len(block.lengths)
        if not total:
            continue
        for row in range(min(deep, block.states.shape[1])):
            there = block.lengths > row
            at = rows[row][0] + here[there]
            order[at] = block.states[there, row]
            if ties is not None and block.ties is not None:
                ties[at] = block.ties[there, row]
            if own is not None and block.own is not None:
                own[at] = block.own[there, row]
    columns = places.reshape(len(blocks), -1).T
    return Fibres(order, rows, ties, own, np.ascontiguousarray(columns), bits)


def _squeezed(states: States, bits: tuple[int, ...]) -> States:
    """Take some bits, descending, out of state numbers, and close the gaps."""
    for bit in bits:
        states = states >> (bit + 1) << bit | states & ((1 << bit) - 1)
    return states
