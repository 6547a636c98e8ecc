"""Moves of the option form, never held as arcs.

The states one decision maker moves between are a *fibre*: its own bits are free, all others fixed. A maximum over its moves is taken
bit by bit; a maximum or minimum over its improvements is a prefix scan of the fibre in order of its own preference. Reachability by
several decision makers repeats such passes until nothing changes: values only fall, so it ends, and then it is exact.

Cost: O(options x states) a pass; memory O(decision makers x states).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.conflict.model import Model
from detente.conflict.options import Direction
from detente.conflict.space import Booleans, Integers, States

_NEVER = np.iinfo(np.int32).max
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Scan:
    """Fibres in order of their owner's preference, best first, one column a fibre.

    Parameters
    ----------
    order
        The states, shape (length of fibre, fibres).
    ties
        Whether a state ties with the one before it; None where none does anywhere.
    picked, targets
        Places in `order` of the states whose result this scan gives, and those states; None where it gives all.
    """

    order: npt.NDArray[np.intp]
    ties: Booleans | None
    picked: npt.NDArray[np.intp] | None
    targets: npt.NDArray[np.intp] | None

    def before(self, values: Integers, operation: np.ufunc, none: int) -> Integers:
        """Combine, for each state, the values of the states of its fibre that the owner strictly prefers to it."""
        scanned = np.empty_like(values)
        running = np.full(values.shape[1], none, dtype=np.int32)
        for row in range(values.shape[0]):
            if self.ties is None or row == 0:
                scanned[row] = running
            else:
                np.copyto(scanned[row], running)
                np.copyto(scanned[row], scanned[row - 1], where=self.ties[row])
            operation(running, values[row], out=running)
        return scanned


class OptionGraph:
    """The graph of a model in option form; see `detente.conflict.graph.Graph` for what its methods give."""

    transitive = True

    def __init__(self, model: Model) -> None:
        self.size = model.size
        self.makers = len(model.decision_makers)
        self._ranks = [model.ranks(place) for place in range(self.makers)]
        self._feasible = model.space.feasible
        self._infeasible = ~self._feasible
        self._all_feasible = model.space.all_feasible
        self._misperceived = [model.misperceived(place) for place in range(self.makers)]
        self._options: list[list[tuple[int, Direction]]] = []
        bit = 0
        for maker in model.decision_makers:
            own = [(bit + place, option.direction) for place, option in enumerate(maker.options)]
            self._options.append([(number, direction) for number, direction in own if direction is not Direction.FIXED])
            bit += len(maker.options)
        self._scans: dict[int, list[_Scan]] = {}

    def best_move(self, maker: int, values: Integers) -> Integers:
        best = self._mask(values.copy(), -1)
        self._spread(maker, best, np.maximum, -1)
        return best

    def best_improvement(self, maker: int, values: Integers) -> Integers:
        best = np.full(self.size, -1, dtype=np.int32)
        for scan in self._fibres(maker):
            found = self._before(maker, scan, values[scan.order], np.maximum, -1)
            if scan.picked is None:
                best[scan.order] = found
            else:
                best[scan.targets] = found.reshape(-1)[scan.picked]
        return best

    def least_by_moves(self, maker: int, values: Integers) -> Integers:
        others = [other for other in range(self.makers) if other != maker]
        least = self._mask(values.copy(), _NEVER)
        commute = self._all_feasible and all(self._misperceived[other] is None for other in others)
        unchanged, place = 0, 0
        while others and unchanged < len(others):
            before = None if commute else least.copy()
            self._spread(others[place % len(others)], least, np.minimum, _NEVER)
            self._mask(least, _NEVER)
            place += 1
            if before is None:
                # Where every combination of moves is open the moves of different decision makers commute: once around is all.
                unchanged += 1
            else:
                # A decision maker's pass finds its own fibres settled, so it need not be repeated before another changed something.
                unchanged = 1 if not np.array_equal(before, least) else unchanged + 1
        return least

    def least_by_improvements(self, maker: int, values: Integers) -> Integers:
        others = [other for other in range(self.makers) if other != maker]
        least = self._mask(values.copy(), _NEVER)
        unchanged, place = 0, 0
        while others and unchanged < len(others):
            changed = self._improve(others[place % len(others)], least)
            unchanged = 1 if changed else unchanged + 1
            place += 1
        return least

    def leading(self, maker: int, states: States, *, improving: bool) -> States:
        """Give places in a list of states whose moves (or improvements) lead wherever those of all of them lead.

        States that differ in the mover's free options only have the same moves, but for themselves; of improvements the state it likes
        least has most.
        """
        free = sum(1 << bit for bit, direction in self._options[maker] if direction is Direction.BOTH)
        hidden = self._misperceived[maker]
        places = np.arange(len(states)) if hidden is None else np.flatnonzero(~hidden[states])
        fibres = states[places] & ~free
        order = np.lexsort((self._ranks[maker][states[places]], fibres)) if improving else np.argsort(fibres, kind="stable")
        fibres = fibres[order]
        first = np.ones(len(fibres), dtype=np.bool_)
        first[1:] = fibres[1:] != fibres[:-1]
        kept: States = np.sort(places[order[first]]).astype(np.int64)
        return kept

    def successors(self, maker: int, states: States, *, improving: bool) -> tuple[States, States]:
        origins, targets = [], []
        step = max(1, _CHUNK >> len(self._options[maker]))
        for start in range(0, len(states), step):
            part = states[start : start + step]
            places, ends = self._successors(maker, part, improving=improving)
            origins.append(places + start)
            targets.append(ends)
        if not origins:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.concatenate(origins), np.concatenate(targets)

    def _successors(self, maker: int, states: States, *, improving: bool) -> tuple[States, States]:
        own = self._own_codes(maker)
        mask = int(own[-1])
        ends = (states & ~mask)[:, None] | own[None, :]
        allowed = (ends != states[:, None]) & self._feasible[ends]
        for bit, direction in self._options[maker]:
            if direction is Direction.TAKEN_ONCE:
                allowed &= (ends | ~states[:, None]) >> bit & 1 == 1
            elif direction is Direction.GIVEN_UP_ONCE:
                allowed &= (states[:, None] | ~ends) >> bit & 1 == 1
        misperceived = self._misperceived[maker]
        if misperceived is not None:
            allowed &= ~(misperceived[ends] | misperceived[states][:, None])
        if improving:
            ranks = self._ranks[maker]
            allowed &= ranks[ends] > ranks[states][:, None]
        places, columns = np.nonzero(allowed)
        return places.astype(np.int64), ends[places, columns]

    def _mask(self, values: Integers, filler: int) -> Integers:
        """Put a value nobody takes where a state is infeasible, so that nothing passes through it."""
        if not self._all_feasible:
            np.copyto(values, filler, where=self._infeasible)
        return values

    def _spread(self, maker: int, values: Integers, operation: np.ufunc, none: int) -> None:
        """Combine, in place, the value of each state with the values of all states a decision maker can move it to.

        Bit by bit: own moves may change any of one's options at once, in the directions these allow. What one misperceives takes no part.
        """
        misperceived = self._misperceived[maker]
        if misperceived is not None:
            untouched = values[misperceived]
            values[misperceived] = none
            self._spread_bits(maker, values, operation)
            values[misperceived] = untouched
        else:
            self._spread_bits(maker, values, operation)

    def _spread_bits(self, maker: int, values: Integers, operation: np.ufunc) -> None:
        for bit, direction in self._options[maker]:
            pairs = values.reshape(-1, 2, 1 << bit)
            without, taken = pairs[:, 0, :], pairs[:, 1, :]
            if direction is not Direction.GIVEN_UP_ONCE:
                operation(without, taken, out=without)
            if direction is Direction.BOTH:
                np.copyto(taken, without)
            elif direction is Direction.GIVEN_UP_ONCE:
                operation(without, taken, out=taken)

    def _improve(self, maker: int, values: Integers) -> bool:
        """Lower, in place, the value of each state to the least a decision maker's improvements lead to; say if any fell."""
        changed = False
        for scan in self._fibres(maker):
            held = values[scan.order]
            least = self._before(maker, scan, held, np.minimum, _NEVER)
            if scan.picked is None or scan.targets is None:
                places, fallen = scan.order, held
            else:
                places, fallen, least = scan.targets, values[scan.targets], least.reshape(-1)[scan.picked]
            if (least < fallen).any():
                values[places] = np.minimum(least, fallen)
                changed = True
        return changed

    def _before(self, maker: int, scan: _Scan, values: Integers, operation: np.ufunc, none: int) -> Integers:
        """Combine, for each state, the values of those one's improvements lead to."""
        misperceived = self._misperceived[maker]
        if misperceived is None:
            return scan.before(values, operation, none)
        hidden = misperceived[scan.order]
        found = scan.before(np.where(hidden, np.int32(none), values), operation, none)
        found[hidden] = none
        return found

    def _own_codes(self, maker: int) -> States:
        """List the bit patterns of a decision maker's own free options; the last has all of them taken."""
        codes = np.zeros(1, dtype=np.int64)
        for bit, _ in self._options[maker]:
            codes = np.concatenate([codes, codes | 1 << bit])
        return codes

    def _fibres(self, maker: int) -> list[_Scan]:
        if maker not in self._scans:
            self._scans[maker] = list(self._make_scans(maker))
        return self._scans[maker]

    def _make_scans(self, maker: int) -> Iterator[_Scan]:
        """Sort a decision maker's fibres; one scan for each combination of its one-way options, over what that can still become."""
        own = self._own_codes(maker)
        rest = np.arange(self.size, dtype=np.int64)
        rest = rest[(rest & int(own[-1])) == 0]
        taken_once = sum(1 << bit for bit, direction in self._options[maker] if direction is Direction.TAKEN_ONCE)
        given_up = sum(1 << bit for bit, direction in self._options[maker] if direction is Direction.GIVEN_UP_ONCE)
        directed = taken_once | given_up
        for pattern in sorted({int(code) & directed for code in own}):
            # Flipping the bits that may only be given up makes every one-way option one that may only be taken.
            flipped = pattern ^ given_up
            members = own[((own ^ given_up) & flipped & directed) == flipped & directed]
            order, ties = self._sorted_fibres(maker, members, rest)
            if not directed:
                yield _Scan(order, ties, None, None)
                continue
            picked = np.flatnonzero((order & directed).reshape(-1) == pattern)
            yield _Scan(order, ties, picked, order.reshape(-1)[picked])

    def _sorted_fibres(self, maker: int, members: States, rest: States) -> tuple[npt.NDArray[np.intp], Booleans | None]:
        ranks = self._ranks[maker]
        width = max(len(members) - 1, 1).bit_length()
        codes = rest[:, None] | members[None, :]
        worst_first = ranks[codes].astype(np.int64)
        keys = (int(worst_first.max()) - worst_first) << width
        keys |= np.arange(len(members), dtype=np.int64)
        keys.sort(axis=1)
        order = np.ascontiguousarray((rest[:, None] | members[keys & ((1 << width) - 1)]).T)
        levels = keys >> width
        equal = levels[:, 1:] == levels[:, :-1]
        if not equal.any():
            return order, None
        ties = np.zeros(order.shape, dtype=np.bool_)
        ties[1:] = equal.T
        return order, ties
