"""Moves of the option form, never held as arcs.

The states one decision maker moves between are a *fibre*: its own bits are free, all others fixed. Where every state may be moved to, a
maximum over its moves is taken bit by bit; else, and over its improvements, it is a running one along the fibre in order of its own
preference (`detente.conflict.fibres`). Reachability by several decision makers repeats such passes, after the first over what has changed
only, until nothing changes: values only fall, so it ends, and then it is exact.

Cost: O(options x states) a pass bit by bit, O(states in fibres) one along them; memory O(decision makers x states).
"""

from __future__ import annotations

import numpy as np

from detente.conflict.fibres import Fibres, fibres_of
from detente.conflict.grouping import beginnings
from detente.conflict.model import Model
from detente.conflict.options import Direction
from detente.conflict.space import Booleans, Integers, States

_NEVER = np.iinfo(np.int32).max
_CHUNK = 1 << 20


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
        self._widths = [len(maker.options) for maker in model.decision_makers]
        bit = 0
        for maker in model.decision_makers:
            own = [(bit + place, option.direction) for place, option in enumerate(maker.options)]
            self._options.append([(number, direction) for number, direction in own if direction is not Direction.FIXED])
            bit += len(maker.options)
        self._made: dict[int, Fibres] = model.kept.setdefault("fibres", {})
        self._product: bool | None = None

    def best_move(self, maker: int, values: Integers) -> Integers:
        best = values.copy()
        if self._is_free(maker):
            self._spread(maker, best, np.maximum)
            return best
        np.copyto(best, -1, where=self._infeasible)
        fibres = self._fibres(maker)
        found = fibres.whole(best[fibres.order], np.maximum, -1)
        _put(fibres, best, found)
        return best

    def best_improvement(self, maker: int, values: Integers) -> Integers:
        best = np.full(self.size, -1, dtype=np.int32)
        fibres = self._fibres(maker)
        _put(fibres, best, fibres.preferred(values[fibres.order], np.maximum, -1))
        return best

    def least_by_moves(self, maker: int, values: Integers) -> Integers:
        others = [other for other in range(self.makers) if other != maker]
        least = values.copy()
        if all(self._is_free(other) for other in others):
            # Where every combination of moves is open the moves of different decision makers commute: once around is all.
            for other in others:
                self._spread(other, least, np.minimum)
            return least
        np.copyto(least, _NEVER, where=self._infeasible)
        return self._least(others, least, improving=False, once=self._commute(others))

    def least_by_improvements(self, maker: int, values: Integers) -> Integers:
        least = values.copy()
        np.copyto(least, _NEVER, where=self._infeasible)
        return self._least([other for other in range(self.makers) if other != maker], least, improving=True)

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
        kept: States = np.sort(places[order[beginnings(fibres[order])]]).astype(np.int64)
        return kept

    def successors(self, maker: int, states: States, *, improving: bool, into: Booleans | None = None) -> tuple[States, States]:
        origins, targets = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        left = np.arange(len(states)) if into is None else self._leading_into(maker, states, into)
        step = max(1, _CHUNK >> len(self._options[maker]))
        for start in range(0, len(left), step):
            part = left[start : start + step]
            places, ends = self._successors(maker, states[part], improving, into)
            origins.append(part[places])
            targets.append(ends)
        return np.concatenate(origins), np.concatenate(targets)

    def _leading_into(self, maker: int, states: States, into: Booleans) -> States:
        """Give the places of states from whose fibres something may lead into some others; where it takes longer to see, of all."""
        if len(states) << len(self._options[maker]) < self.size:
            return np.arange(len(states))
        others = ~sum(1 << bit for bit, _ in self._options[maker])
        leading = np.zeros(self.size, dtype=np.bool_)
        leading[np.flatnonzero(into & self._feasible) & others] = True
        return np.flatnonzero(leading[states & others])

    def _successors(self, maker: int, states: States, improving: bool, into: Booleans | None) -> tuple[States, States]:
        own = self._own_codes(maker)
        mask = int(own[-1])
        ends = (states & ~mask)[:, None] | own[None, :]
        allowed = (ends != states[:, None]) & self._feasible[ends]
        if into is not None:
            allowed &= into[ends]
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

    def _is_free(self, maker: int) -> bool:
        """Say whether a decision maker may move in every state as its options allow."""
        return self._all_feasible and self._misperceived[maker] is None

    def _commute(self, others: list[int]) -> bool:
        """Say whether moves of some decision makers commute: each may do in every state what it may do in any."""
        if self._product is None:
            self._product = self._all_feasible or _is_product(self._feasible, self._widths)
        return self._product and all(self._misperceived[other] is None for other in others)

    def _spread(self, maker: int, values: Integers, operation: np.ufunc) -> None:
        """Combine, in place, the value of each state with the values of all states a decision maker can move it to.

        Bit by bit: own moves may change any of one's options at once, in the directions these allow.
        """
        for bit, direction in self._options[maker]:
            pairs = values.reshape(-1, 2, 1 << bit)
            without, taken = pairs[:, 0, :], pairs[:, 1, :]
            if direction is not Direction.GIVEN_UP_ONCE:
                operation(without, taken, out=without)
            if direction is Direction.BOTH:
                np.copyto(taken, without)
            elif direction is Direction.GIVEN_UP_ONCE:
                operation(without, taken, out=taken)

    def _least(self, movers: list[int], least: Integers, *, improving: bool, once: bool = False) -> Integers:
        """Lower values, in place, along legal sequences of some decision makers, until nothing falls.

        A pass goes over one decision maker's fibres. It leaves these settled, so they are passed over again only where others have changed
        something since.
        """
        waiting: dict[int, list[States] | None] = dict.fromkeys(movers)
        while waiting:
            mover = next(iter(waiting))
            changed = waiting.pop(mover)
            fibres = self._fibres(mover)
            if changed is not None:
                fibres = fibres.of(np.concatenate(changed))
            fallen = _lower(fibres, least, improving=improving)
            for other in movers if len(fallen) and not once else ():
                if other != mover:
                    earlier = waiting.setdefault(other, [])
                    if earlier is not None:
                        earlier.append(fallen)
        return least

    def _own_codes(self, maker: int) -> States:
        """List the bit patterns of a decision maker's own free options; the last has all of them taken."""
        codes = np.zeros(1, dtype=np.int64)
        for bit, _ in self._options[maker]:
            codes = np.concatenate([codes, codes | 1 << bit])
        return codes

    def _fibres(self, maker: int) -> Fibres:
        if maker not in self._made:
            masks = {direction: sum(1 << bit for bit, own in self._options[maker] if own is direction) for direction in Direction}
            ranks, misperceived = self._ranks[maker], self._misperceived[maker]
            self._made[maker] = fibres_of(
                ranks if misperceived is None else np.where(misperceived, np.int32(-1), ranks),
                free=sum(masks.values()),
                taken_once=masks[Direction.TAKEN_ONCE],
                given_up_once=masks[Direction.GIVEN_UP_ONCE],
            )
        return self._made[maker]


def _put(fibres: Fibres, values: Integers, found: Integers) -> None:
    """Put what a pass found where it belongs."""
    if fibres.own is None:
        values[fibres.order] = found
    else:
        places = np.flatnonzero(fibres.own)
        values[fibres.order[places]] = found[places]


def _lower(fibres: Fibres, values: Integers, *, improving: bool) -> States:
    """Lower, in place, the value of each state to the least that one decision maker's moves lead to; list the states whose value fell."""
    held = values[fibres.order]
    least = fibres.preferred(held, np.minimum, _NEVER) if improving else fibres.whole(held, np.minimum, _NEVER)
    fell = least < held
    if fibres.own is not None:
        fell &= fibres.own
    places = np.flatnonzero(fell)
    states = fibres.order[places]
    values[states] = least[places]
    return states


def _is_product(feasible: Booleans, widths: list[int]) -> bool:
    """Say whether a state is feasible if, and only if, what each decision maker does in it is feasible in some state."""
    product, seen = np.ones(1, dtype=np.bool_), 0
    for width in widths:
        possible: Booleans = np.logical_or.reduce(feasible.reshape(-1, 1 << width, 1 << seen), axis=(0, 2))
        product = (possible[:, None] & product[None, :]).reshape(-1)
        seen += width
    return np.array_equal(product, feasible)
