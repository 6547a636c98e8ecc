"""Claims about coalitions checked from the definitions, along their witness, by code that shares nothing with the engine.

The definitions stand in `detente.conflict.coalitions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import numpy.typing as npt

from detente.conflict.certificate import Judge, check_path, judge_of
from detente.conflict.claims import JointExplanation, JointMove
from detente.conflict.model import Model
from detente.errors import CertificateError

_Numbers = npt.NDArray[np.int64]
_CONCEPTS = {"nash", "gmr", "smr", "seq", "seq-joint"}


def check_coalition(model: Model, claim: JointExplanation) -> None:
    """Check one verdict for a coalition along its witness.

    A verdict "stable" needs, for every improvement of the coalition, a sequence of answers that leaves some member no better off; all
    improvements are enumerated. A verdict "not stable" needs one improvement after which no answers do; all answers are enumerated.

    Raises
    ------
    CertificateError
        If the verdict does not follow; the message says at which point.

    Examples
    --------
    >>> from detente.conflict.coalition_reasons import why_coalition
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> check_coalition(model, why_coalition(model, 1, ["A"], "nash"))
    """
    facts = _facts_of(model)
    names = " + ".join(model.decision_makers[place].name for place in claim.members)
    where = f"{model.name}: {names} at {model.label(claim.state)!r}, {claim.concept}"
    if claim.concept not in _CONCEPTS or not claim.members or not facts.judge.is_feasible(_one(claim.state))[0]:
        raise CertificateError(f"{where}: the state is not feasible, or there is no such concept or coalition")
    gained = facts.gained(claim.members, claim.state)
    for temptation in claim.temptations:
        _check_joint_move(facts, temptation.improvement, claim.members, where)
        if temptation.improvement.steps[0].start != claim.state or temptation.improvement.steps[-1].end not in gained:
            raise CertificateError(f"{where}: what is called an improvement of the coalition is none")
    if not claim.stable:
        _check_undeterred(facts, claim, where)
        return
    sanctions = {temptation.improvement.steps[-1].end: temptation.sanction for temptation in claim.temptations}
    for end in sorted(gained):
        sanction = sanctions.get(end)
        if not sanction or claim.concept == "nash":
            raise CertificateError(f"{where}: called stable, but nothing is said to deter the improvement {end}")
        _check_sanction(facts, claim, end, sanction, where)


def _one(state: int) -> _Numbers:
    return np.array([state], dtype=np.int64)


class _Facts:
    """Moves, preferences and reachable states, looked up in the definitions once each."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self._moves: dict[tuple[int, int, bool], list[int]] = {}
        self._reached: dict[tuple[tuple[int, ...], int, bool], set[int]] = {}
        self._prefers: dict[tuple[int, int, int], bool] = {}

    def moves(self, mover: int, state: int, improving: bool) -> list[int]:
        """List the states one move of a decision maker leads to."""
        key = (mover, state, improving)
        if key not in self._moves:
            self._moves[key] = sorted(set(self.judge.moves(mover, _one(state), improving=improving)[1].tolist()))
        return self._moves[key]

    def all_prefer(self, members: Iterable[int], better: int, worse: int) -> bool:
        """Say whether every member strictly prefers one state to another."""
        return all(self._is_preferred(member, better, worse) for member in members)

    def _is_preferred(self, member: int, better: int, worse: int) -> bool:
        key = (member, better, worse)
        if key not in self._prefers:
            self._prefers[key] = bool(self.judge.prefers(member, _one(better), _one(worse))[0])
        return self._prefers[key]

    def reached(self, movers: tuple[int, ...], start: int, *, improving: bool = False) -> set[int]:
        """Find all that legal sequences of some decision makers lead to."""
        key = (movers, start, improving)
        if key not in self._reached:
            seen: set[tuple[int, int]] = set()
            todo = [(start, -1)]
            while todo:
                state, last = todo.pop()
                fresh = {(end, mover) for mover in movers if mover != last for end in self.moves(mover, state, improving)} - seen
                seen |= fresh
                todo += sorted(fresh)
            self._reached[key] = {state for state, _ in seen}
        return self._reached[key]

    def gained(self, members: tuple[int, ...], start: int) -> set[int]:
        """Find the improvements of a coalition."""
        return {end for end in self.reached(members, start) if self.all_prefer(members, end, start)}


def _facts_of(model: Model) -> _Facts:
    if "coalition facts" not in model.kept:
        model.kept["coalition facts"] = _Facts(judge_of(model))
    facts: _Facts = model.kept["coalition facts"]
    return facts


def _check_joint_move(facts: _Facts, move: JointMove, members: Iterable[int], where: str) -> None:
    if not move.steps or any(step.mover not in move.members for step in move.steps) or not set(move.members) <= set(members):
        raise CertificateError(f"{where}: somebody takes part in a joint move who has no part in it")
    check_path(facts.judge.model, move.steps)


def _holds_down(facts: _Facts, claim: JointExplanation, end: int) -> bool:
    """Say whether some member is no better off in a state, and under SMR some member after whatever the members do from there."""
    faced = {end} | (facts.reached(claim.members, end) if claim.concept == "smr" else set())
    return not any(facts.all_prefer(claim.members, state, claim.state) for state in faced)


def _outside(facts: _Facts, claim: JointExplanation) -> tuple[int, ...]:
    return tuple(place for place in range(len(facts.judge.model.decision_makers)) if place not in claim.members)


def _check_undeterred(facts: _Facts, claim: JointExplanation, where: str) -> None:
    named = [temptation.improvement.steps[-1].end for temptation in claim.temptations if temptation.sanction is None]
    if not named:
        raise CertificateError(f"{where}: called not stable, but no undeterred improvement is named")
    if claim.concept == "nash":
        return
    outside = _outside(facts, claim)
    if claim.concept == "seq-joint":
        answers = _reached_by_parts(facts, outside, named[0])
    else:
        answers = facts.reached(outside, named[0], improving=claim.concept == "seq")
    for end in sorted(answers):
        if _holds_down(facts, claim, end):
            raise CertificateError(f"{where}: called not stable, but {end} deters the improvement {named[0]}")


def _reached_by_parts(facts: _Facts, outside: tuple[int, ...], start: int) -> set[int]:
    """Find all that improvements of parts of the outsiders lead to, the same part not moving twice in a row."""
    groups = [group for size in range(len(outside)) for group in combinations(outside, size + 1)]
    seen: set[tuple[int, tuple[int, ...]]] = set()
    todo: list[tuple[int, tuple[int, ...]]] = [(start, ())]
    while todo:
        state, last = todo.pop()
        for group in groups:
            if group == last:
                continue
            fresh = {(end, group) for end in facts.gained(group, state)} - seen
            seen |= fresh
            todo += sorted(fresh)
    return {state for state, _ in seen}


def _check_sanction(facts: _Facts, claim: JointExplanation, start: int, sanction: tuple[JointMove, ...], where: str) -> None:
    outside = _outside(facts, claim)
    place = start
    last: tuple[int, ...] = ()
    for move in sanction:
        _check_joint_move(facts, move, outside, where)
        if move.steps[0].start != place or move.members == last:
            raise CertificateError(f"{where}: the answer to {start} is no legal sequence at {place}")
        if claim.concept != "seq-joint" and len(move.steps) > 1:
            raise CertificateError(f"{where}: in the answer to {start} somebody moves twice in a row")
        place, last = move.steps[-1].end, move.members
        if claim.concept.startswith("seq") and not facts.all_prefer(move.members, place, move.steps[0].start):
            raise CertificateError(f"{where}: in the answer to {start} the step to {place} is no gain for those who take it")
    if not _holds_down(facts, claim, place):
        raise CertificateError(f"{where}: the answer to {start} ends in {place}, from where all members are or get better off")
