"""All verdicts of a model at once, checked from the definitions, by code that shares nothing with the engine.

`detente.conflict.certificate` checks one claim along its witness. A table of verdicts has too many for that, so here sets of states are
bits of a number, and everything the definitions speak of is listed: for each state all moves, all improvements, and all that legal
sequences of the others lead to. A shortest path is checked likewise, by walking through all that is reached step by step.

Cost: O(moves x states / 64) a pass; 4,096 states and four decision makers take a few seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.conflict.certificate import RULES, Judge, check_path, judge_of
from detente.conflict.claims import Path
from detente.conflict.model import Model
from detente.conflict.preferences import Payoffs, Prioritization, Ranking
from detente.errors import CertificateError

#: Tables are checked for up to so many feasible states.
TABLE_STATES = 4096

#: The concepts whose tables can be checked.
TABLE_CONCEPTS = ("nash", *RULES)

Ends = list[list[int]]
"""For each place of a state the places that moves out of it lead to."""


def check_table(model: Model, verdicts: Mapping[str, Sequence[npt.NDArray[np.bool_]]]) -> None:
    """Check every verdict on every feasible state.

    Parameters
    ----------
    model
        The conflict, of at most `TABLE_STATES` feasible states.
    verdicts
        For each concept of `TABLE_CONCEPTS` one array a decision maker: whether each state number is stable.

    Raises
    ------
    CertificateError
        At the first verdict that does not follow.

    Examples
    --------
    >>> from detente.conflict.analysis import analyse
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> check_table(model, analyse(model).verdicts)
    """
    table = _Table(model)
    for concept, by_maker in verdicts.items():
        for maker, verdict in enumerate(by_maker):
            stable = table.stable(maker, concept)
            for place, state in enumerate(table.states):
                if bool(verdict[state]) is not stable[place]:
                    called, is_ = ("stable", "not") if verdict[state] else ("not stable", "stable")
                    name = model.decision_makers[maker].name
                    raise CertificateError(f"{model.name}: {name} at {model.label(state)!r}, {concept}: called {called}, but it is {is_}")


def check_shortest(
    model: Model, start: int, end: int, path: Path | None, *, improving: bool = False, conceding: Collection[int] = ()
) -> None:
    """Check that a path is legal and leads from one state to another, and that there is no shorter one; or that there is none at all.

    Parameters
    ----------
    model
        The conflict, of at most `TABLE_STATES` feasible states.
    start, end
        State numbers.
    path
        The path; None for the claim that there is none.
    improving, conceding
        Whether steps must be improvements of their mover, and who may move without gaining all the same.

    Raises
    ------
    CertificateError
        If the claim does not follow.
    """
    where = f"{model.name}: from {model.label(start)!r} to {model.label(end)!r}"
    if path is not None:
        check_path(model, path, improving=improving and not conceding)
        for step in path:
            if improving and step.mover not in conceding:
                check_path(model, (step,), improving=True)
        if (path[-1].end if path else start) != end or (path and path[0].start != start):
            raise CertificateError(f"{where}: the path does not lead there")
    steps = _steps(judge_of(model), start, end, improving=improving, conceding=conceding)
    if steps != (None if path is None else len(path)):
        raise CertificateError(f"{where}: {'there is no path' if steps is None else f'there is a path of {steps} steps'}")


def _steps(judge: Judge, start: int, end: int, *, improving: bool, conceding: Collection[int]) -> int | None:
    """Count the steps of a shortest legal sequence, walking over pairs of state and last mover."""
    makers = range(len(judge.model.decision_makers))
    seen: set[tuple[int, int]] = set()
    frontier, steps = {(start, -1)}, 0
    while frontier:
        if any(state == end for state, _ in frontier):
            return steps
        after: set[tuple[int, int]] = set()
        for mover in makers:
            states = np.array(sorted({state for state, last in frontier if last != mover}), dtype=np.int64)
            ends = judge.moves(mover, states, improving=improving and mover not in conceding)[1]
            after |= {(state, mover) for state in set(ends.tolist())}
        frontier = after - seen
        seen |= frontier
        steps += 1
    return None


@dataclass(slots=True)
class _Table:
    """What the definitions speak of, for every state of a model."""

    model: Model
    states: list[int]
    moves: list[Ends]
    worth: list[list[int]]

    def __init__(self, model: Model) -> None:
        judge = judge_of(model)
        numbers = np.arange(1 << len(model.options) if model.is_option_form else len(model.states), dtype=np.int64)
        feasible = numbers[judge.is_feasible(numbers)] if model.is_option_form else numbers
        self.model, self.states = model, feasible.tolist()
        place = {state: number for number, state in enumerate(self.states)}
        self.moves = []
        for maker in range(len(model.decision_makers)):
            ends: Ends = [[] for _ in self.states]
            for start, end in zip(*(side.tolist() for side in judge.moves(maker, feasible, improving=False)), strict=True):
                ends[place[start]].append(place[end])
            self.moves.append(ends)
        self.worth = [_worth(judge, maker, feasible) for maker in range(len(model.decision_makers))]

    def stable(self, maker: int, concept: str) -> list[bool]:
        """Say of every state whether it is stable for a decision maker."""
        worth = self.worth[maker]
        gains = self._improving(maker)
        if concept == "nash":
            return [not ends for ends in gains]
        credible, countered = RULES[concept]
        others = [other for other in range(len(self.moves)) if other != maker]
        reached = _reached([self._improving(other) if credible else self.moves[other] for other in others], len(self.states))
        # With countermoves a sanction is worth what the one sanctioned can best make of it.
        held = [max([worth[b], *(worth[c] for c in self.moves[maker][b])]) if countered else worth[b] for b in range(len(worth))]
        below = _no_more_than(held, worth)
        return [all(reached[a] & below[s] for a in ends) for s, ends in enumerate(gains)]

    def _improving(self, maker: int) -> Ends:
        worth = self.worth[maker]
        return [[end for end in ends if worth[end] > worth[start]] for start, ends in enumerate(self.moves[maker])]


def _worth(judge: Judge, maker: int, states: npt.NDArray[np.int64]) -> list[int]:
    """Give each state a number that is larger the better a decision maker likes it: the sum of 2^(k-j), a level, the place of a payoff."""
    match judge.model.decision_makers[maker].preferences:
        case Prioritization(statements):
            scores = [0] * len(states)
            for statement in statements:
                scores = [2 * score + held for score, held in zip(scores, judge.holds(statement.expression, states).tolist(), strict=True)]
            return scores
        case Ranking(groups):
            level = {state: -place for place, group in enumerate(groups) for state in group}
            return [level[state] for state in states.tolist()]
        case Payoffs(values):
            order = {value: place for place, value in enumerate(sorted(set(values)))}
            return [order[value] for value in values]


def _no_more_than(held: Sequence[int], worth: Sequence[int]) -> list[int]:
    """For each state the set of those whose value is no more than its worth, as bits."""
    ascending = sorted(range(len(held)), key=lambda b: held[b])
    below, bits, taken = [0] * len(worth), 0, 0
    for s in sorted(range(len(worth)), key=lambda s: worth[s]):
        while taken < len(ascending) and held[ascending[taken]] <= worth[s]:
            bits |= 1 << ascending[taken]
            taken += 1
        below[s] = bits
    return below


def _reached(movers: Sequence[Ends], size: int) -> list[int]:
    """For each state the set of all that legal sequences of one step or more lead to, as bits: nobody moves twice in a row."""
    after = [[0] * size for _ in movers]
    changed = True
    while changed:
        changed = False
        for mover, moves in enumerate(movers):
            onward = [1 << state for state in range(size)]
            for other, sets in enumerate(after):
                if other != mover:
                    onward = [bits | more for bits, more in zip(onward, sets, strict=True)]
            for state, ends in enumerate(moves):
                bits = after[mover][state]
                for end in ends:
                    bits |= onward[end]
                if bits != after[mover][state]:
                    after[mover][state] = bits
                    changed = True
    reached = [0] * size
    for sets in after:
        reached = [bits | more for bits, more in zip(reached, sets, strict=True)]
    return reached
