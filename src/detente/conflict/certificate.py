"""Claims checked from the definitions, along their witness, by code that shares nothing with the engine.

The checker reads the model's own data (options, conditions, statements, arcs) and evaluates them itself: moves are enumerated, states
compared statement by statement, sequences followed step by step. It uses no ranks, no propagated values and no search of the engine.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.conflict.claims import Explanation, Path
from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken
from detente.conflict.model import Model
from detente.conflict.options import ConditionKind, Direction
from detente.conflict.preferences import Payoffs, Prioritization, Ranking
from detente.errors import CertificateError

_Flags = npt.NDArray[np.bool_]
_Numbers = npt.NDArray[np.int64]

#: For each concept, whether sanctioners move by improvements only and whether the one sanctioned may move again.
RULES = {"gmr": (False, False), "smr": (False, True), "seq": (True, False), "sseq": (True, True)}


def check(model: Model, claim: Explanation) -> None:
    """Check one verdict along its witness.

    A verdict "stable" needs, for every improvement, a legal sequence of the others that ends in a state no better (by improvements where
    the concept asks for credible sanctions; from where every countermove is no better, where it asks for that). A verdict "not stable"
    needs one improvement from which no legal sequence of the others ends so: all they can reach is enumerated.

    Raises
    ------
    CertificateError
        If the verdict does not follow; the message says at which point.

    Examples
    --------
    >>> from detente.conflict.explanation import why
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> check(model, why(model, 1, "A", "nash"))
    """
    if claim.concept not in RULES and claim.concept != "nash":
        from detente.conflict.certificate_further import check_further

        check_further(model, claim)
        return
    judge = judge_of(model)
    state, maker = claim.state, claim.maker
    where = f"{model.name}: {model.decision_makers[maker].name} at {model.label(state)!r}, {claim.concept}"
    improvements = {int(end) for end in judge.moves(maker, _one(state), improving=True)[1]}
    if not judge.is_feasible(_one(state))[0]:
        raise CertificateError(f"{where}: the state is not feasible")
    if not claim.stable:
        _check_unstable(judge, claim, improvements, where)
        return
    if claim.concept == "nash":
        if improvements:
            raise CertificateError(f"{where}: called stable, but there is the improvement {min(improvements)}")
        return
    sanctions = {temptation.improvement: temptation.sanction for temptation in claim.temptations}
    for improvement in sorted(improvements):
        sanction = sanctions.get(improvement)
        if not sanction:
            raise CertificateError(f"{where}: called stable, but nothing is said to deter the improvement {improvement}")
        _check_sanction(judge, claim, improvement, sanction, where)


def check_path(model: Model, path: Path, *, improving: bool = False) -> None:
    """Check that a sequence of moves is legal: each is a move (or improvement) of its mover, nobody moves twice in a row.

    Raises
    ------
    CertificateError
        At the first step that is not.
    """
    judge = judge_of(model)
    for place, step in enumerate(path):
        where = f"{model.name}: step {place + 1}, {model.decision_makers[step.mover].name} from {step.start} to {step.end}"
        if place and path[place - 1].end != step.start:
            raise CertificateError(f"{where}: it does not begin where the step before ended")
        if place and path[place - 1].mover == step.mover:
            raise CertificateError(f"{where}: the same decision maker moved just before")
        if step.end not in judge.moves(step.mover, _one(step.start), improving=improving)[1]:
            raise CertificateError(f"{where}: this is no {'improvement' if improving else 'move'} of the mover")


def check_preferred(model: Model, maker: int, better: int, worse: int, *, strictly: bool) -> None:
    """Check that a decision maker prefers one state to another (strictly), or likes it no less.

    Raises
    ------
    CertificateError
        If it does not.
    """
    judge = judge_of(model)
    holds = judge.prefers(maker, _one(better), _one(worse))[0] if strictly else not judge.prefers(maker, _one(worse), _one(better))[0]
    if not holds:
        name = model.decision_makers[maker].name
        raise CertificateError(f"{model.name}: {name} does not {'prefer' if strictly else 'weakly prefer'} {better} to {worse}")


def _check_unstable(judge: Judge, claim: Explanation, improvements: set[int], where: str) -> None:
    named = [temptation.improvement for temptation in claim.temptations if temptation.sanction is None]
    if not named or named[0] not in improvements:
        raise CertificateError(f"{where}: called not stable, but no undeterred improvement is named")
    if claim.concept == "nash":
        return
    credible, countered = RULES[claim.concept]
    for reached in judge.sequences(claim.maker, named[0], improving=credible):
        sanctions = reached[~judge.prefers(claim.maker, reached, np.full_like(reached, claim.state))]
        if countered:
            starts, ends = judge.moves(claim.maker, sanctions, improving=False)
            sanctions = np.setdiff1d(sanctions, starts[judge.prefers(claim.maker, ends, np.full_like(ends, claim.state))])
        if len(sanctions):
            raise CertificateError(f"{where}: called not stable, but {int(sanctions[0])} sanctions the improvement {named[0]}")


def _check_sanction(judge: Judge, claim: Explanation, improvement: int, sanction: Path, where: str) -> None:
    credible, countered = RULES[claim.concept]
    check_path(judge.model, sanction, improving=credible)
    if sanction[0].start != improvement or any(step.mover == claim.maker for step in sanction):
        raise CertificateError(f"{where}: the sanction of {improvement} does not begin there, or the sanctioned takes part in it")
    end = sanction[-1].end
    if judge.prefers(claim.maker, _one(end), _one(claim.state))[0]:
        raise CertificateError(f"{where}: the sanction of {improvement} ends in {end}, which is better than the state judged")
    if countered and _escapes(judge, claim, end):
        raise CertificateError(f"{where}: from the sanction {end} there is a countermove to a better state")


def _escapes(judge: Judge, claim: Explanation, sanction: int) -> bool:
    ends = judge.moves(claim.maker, _one(sanction), improving=False)[1]
    return bool(judge.prefers(claim.maker, ends, np.full_like(ends, claim.state)).any())


#: Of models of so many state numbers statements are written out once, see `Judge._held`.
WRITTEN_OUT = 4096


def _one(state: int) -> _Numbers:
    return np.array([state], dtype=np.int64)


def judge_of(model: Model) -> Judge:
    """Give the definitions applied to a model, made once."""
    if "judge" not in model.kept:
        model.kept["judge"] = Judge(model)
    judge: Judge = model.kept["judge"]
    return judge


class Judge:
    """The definitions of move, preference and legal sequence, applied to arrays of states."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._bit = {option.id: place for place, option in enumerate(model.options)}
        self._arcs: list[dict[int, set[int]]] = []
        for arcs in model.moves:
            by_start: dict[int, set[int]] = {}
            for start, end in arcs:
                by_start.setdefault(start, set()).add(end)
            self._arcs.append(by_start)

    def holds(self, statement: Expression, states: _Numbers) -> _Flags:
        match statement:
            case Taken(option):
                taken: _Flags = (states >> self._bit[option]) % 2 == 1
                return taken
            case Not(part):
                return np.logical_not(self.holds(part, states))
            case And(parts):
                return functools.reduce(np.logical_and, (self.holds(part, states) for part in parts))
            case Or(parts):
                return functools.reduce(np.logical_or, (self.holds(part, states) for part in parts))
            case If(then, when):
                return np.where(self.holds(when, states), self.holds(then, states), True)
            case Iff(left, right):
                return np.equal(self.holds(left, states), self.holds(right, states))

    def is_feasible(self, states: _Numbers) -> _Flags:
        feasible = np.ones(len(states), dtype=np.bool_)
        for condition in self.model.conditions:
            held = np.array([self.holds(part, states) for part in condition.parts])
            if condition.kind is ConditionKind.EXCLUSIVE:
                feasible &= held.sum(axis=0) <= 1
            elif condition.kind is ConditionKind.IMPLIES:
                feasible &= np.where(held[0], held[1], True)
            else:
                feasible &= ~held[0]
        return feasible

    def prefers(self, maker: int, better: _Numbers, worse: _Numbers) -> _Flags:
        """Say pair by pair whether a decision maker strictly prefers the one state to the other."""
        match self.model.decision_makers[maker].preferences:
            case Prioritization(statements):
                if self.model.size <= WRITTEN_OUT and self.model.is_option_form and statements:
                    held = self._held(maker, tuple(statement.expression for statement in statements))
                    above, below = held[:, better], held[:, worse]
                    decides = (above != below).argmax(axis=0)  # where none does, the first: it holds in both or in neither
                    each = np.arange(len(better))
                    decided: _Flags = above[decides, each] & ~below[decides, each]
                    return decided
                prefers = np.zeros(len(better), dtype=np.bool_)
                open_ = np.ones(len(better), dtype=np.bool_)
                for statement in statements:
                    first, second = self.holds(statement.expression, better), self.holds(statement.expression, worse)
                    prefers |= open_ & first & ~second
                    open_ &= first == second
                return prefers
            case Ranking(groups):
                level = self._levels(maker, groups)
                return np.array(level[better] < level[worse], dtype=np.bool_)
            case Payoffs(values):
                payoff = self._payoffs(maker, values)
                return np.array(payoff[better] > payoff[worse], dtype=np.bool_)

    def _held(self, maker: int, statements: tuple[Expression, ...]) -> _Flags:
        """Write out in which states each statement of a decision maker holds: of small models that is soon done, and asked often."""
        key = f"judged statements {maker}"
        if key not in self.model.kept:
            numbers = np.arange(self.model.size, dtype=np.int64)
            self.model.kept[key] = np.stack([self.holds(statement, numbers) for statement in statements])
        kept: _Flags = self.model.kept[key]
        return kept

    def _levels(self, maker: int, groups: tuple[tuple[int, ...], ...]) -> _Numbers:
        key = f"judged levels {maker}"
        if key not in self.model.kept:
            levels = np.full(self.model.size, -1, dtype=np.int64)
            for level, group in enumerate(groups):
                levels[list(group)] = level
            self.model.kept[key] = levels
        kept: _Numbers = self.model.kept[key]
        return kept

    def _payoffs(self, maker: int, values: tuple[int | float, ...]) -> npt.NDArray[Any]:
        """Give the payoff of every state number, as numbers of the machine only where these compare as the payoffs do."""
        key = f"judged payoffs {maker}"
        if key not in self.model.kept:
            one_kind = len(set(map(type, values))) == 1
            plain = np.array(values) if one_kind else np.array(values, dtype=object)
            if plain.dtype.kind not in "if":  # larger than the machine's integers
                plain = np.array(values, dtype=object)
            payoffs = np.zeros(self.model.size, dtype=plain.dtype)
            numbers = np.arange(self.model.size, dtype=np.int64)
            payoffs[numbers[self.is_feasible(numbers)] if self.model.is_option_form else numbers] = plain
            self.model.kept[key] = payoffs
        kept: npt.NDArray[Any] = self.model.kept[key]
        return kept

    @functools.cached_property
    def places(self) -> dict[int, int]:
        """The place of each feasible state among the feasible ones, in which order payoffs are listed."""
        if not self.model.is_option_form:
            return {state: state for state in range(len(self.model.states))}
        numbers = np.arange(1 << len(self.model.options), dtype=np.int64)
        return {int(state): place for place, state in enumerate(numbers[self.is_feasible(numbers)])}

    def moves(self, maker: int, states: _Numbers, *, improving: bool) -> tuple[_Numbers, _Numbers]:
        """Give all moves of a decision maker out of some states, as pairs of start and end."""
        starts, ends = self._by_options(maker, states) if self.model.is_option_form else self._by_arcs(maker, states)
        for entry in self.model.decision_makers[maker].misperceived:
            hidden = [entry == side if isinstance(entry, int) else self.holds(entry.expression, side) for side in (starts, ends)]
            kept = ~(hidden[0] | hidden[1])
            starts, ends = starts[kept], ends[kept]
        if improving:
            kept = self.prefers(maker, ends, starts)
            starts, ends = starts[kept], ends[kept]
        return starts, ends

    def _by_arcs(self, maker: int, states: _Numbers) -> tuple[_Numbers, _Numbers]:
        pairs = [(start, end) for start in states.tolist() for end in sorted(self._arcs[maker].get(start, ()))]
        table: _Numbers = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def _by_options(self, maker: int, states: _Numbers) -> tuple[_Numbers, _Numbers]:
        starts, ends = [states], [states]
        for option in self.model.decision_makers[maker].options:
            flip = 1 << self._bit[option.id]
            here, there = np.concatenate(starts), np.concatenate(ends)
            taken = here & flip != 0
            free = {
                Direction.BOTH: np.ones(len(here), dtype=np.bool_),
                Direction.TAKEN_ONCE: ~taken,
                Direction.GIVEN_UP_ONCE: taken,
                Direction.FIXED: np.zeros(len(here), dtype=np.bool_),
            }[option.direction]
            starts, ends = [here, here[free]], [there, there[free] ^ flip]
        here, there = np.concatenate(starts), np.concatenate(ends)
        kept = (here != there) & self.is_feasible(there)
        return here[kept], there[kept]

    def sequences(self, maker: int, start: int, *, improving: bool) -> Iterator[_Numbers]:
        """Give, step by step, the states that legal sequences of all others than one decision maker reach from a state."""
        others = [place for place in range(len(self.model.decision_makers)) if place != maker]
        seen = {mover: np.zeros(self.model.size, dtype=np.bool_) for mover in others}
        frontiers = {-1: _one(start)}
        while frontiers:
            entered = {mover: np.zeros(self.model.size, dtype=np.bool_) for mover in others}
            for last, states in frontiers.items():
                for mover in others:
                    if mover != last:
                        entered[mover][self.moves(mover, states, improving=improving)[1]] = True
            frontiers = {}
            for mover, flags in entered.items():
                fresh = np.flatnonzero(flags & ~seen[mover])
                seen[mover] |= flags
                if len(fresh):
                    frontiers[mover] = fresh
                    yield fresh
