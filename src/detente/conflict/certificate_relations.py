"""Claims under uncertain and graded preference checked from their definitions, by code that shares nothing with the engine.

The definitions stand in `detente.conflict.stability.uncertain`, `detente.conflict.stability.graded` and `detente.conflict.relations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from detente.conflict.certificate import Judge
from detente.conflict.claims import Explanation, Path
from detente.conflict.preferences import Payoffs, Prioritization
from detente.errors import CertificateError

_Flags = npt.NDArray[np.bool_]
_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a concept asks of a sanction.

    Parameters
    ----------
    answered, credible, countered
        Whether the others may answer at all, only where they gain or may gain, and whether the one sanctioned may move again.
    bold, cautious
        Whether one leaves where one does not know, and whether what one does not know deters.
    strong
        Whether only what is much worse deters.
    """

    answered: bool
    credible: bool
    countered: bool
    bold: bool = False
    cautious: bool = False
    strong: bool = False


def _rule(concept: str, where: str) -> _Rule:
    crisp, _, form = concept.partition("-")
    if crisp not in {"nash", "gmr", "smr", "seq", "sseq"} or form not in {"a", "b", "c", "d", "strong"}:
        raise CertificateError(f"{where}: {concept!r} is no concept that can be checked")
    base = (crisp != "nash", crisp in {"seq", "sseq"}, crisp in {"smr", "sseq"})
    return _Rule(*base, strong=True) if form == "strong" else _Rule(*base, bold=form in "ac", cautious=form in "cd")


def check_related(judge: Judge, claim: Explanation, where: str) -> None:
    """Check one verdict under uncertain or graded preference.

    Raises
    ------
    CertificateError
        If it does not follow; the message says at which point.
    """
    rule = _rule(claim.concept, where)
    ends = _moves(judge, claim.maker, claim.state)
    leaving = ends[_gains(judge, claim.maker, ends, np.full_like(ends, claim.state), unknown_too=rule.bold)].tolist()
    if claim.stable:
        sanctions = {temptation.improvement: temptation.sanction for temptation in claim.temptations}
        for left_for in leaving:
            sanction = sanctions.get(left_for)
            if not sanction or not rule.answered:
                raise CertificateError(f"{where}: called stable, but nothing is said to deter from {left_for}")
            _check_sanction(judge, claim, rule, left_for, sanction, where)
        return
    named = [temptation.improvement for temptation in claim.temptations if temptation.sanction is None]
    if not named or named[0] not in leaving:
        raise CertificateError(f"{where}: called not stable, but no undeterred improvement is named")
    if rule.answered:
        for end in sorted(_reached(judge, claim.maker, named[0], credible=rule.credible)):
            if _deters(judge, claim, rule, end):
                raise CertificateError(f"{where}: called not stable, but {end} deters from {named[0]}")


def _one(state: int) -> _Numbers:
    return np.array([state], dtype=np.int64)


def _moves(judge: Judge, maker: int, state: int) -> _Numbers:
    return np.unique(judge.moves(maker, _one(state), improving=False)[1])


def _check_sanction(judge: Judge, claim: Explanation, rule: _Rule, left_for: int, sanction: Path, where: str) -> None:
    if sanction[0].start != left_for or any(step.mover == claim.maker for step in sanction):
        raise CertificateError(f"{where}: the sanction of {left_for} does not begin there, or the sanctioned takes part in it")
    for before, after in pairwise(sanction):
        if before.end != after.start or before.mover == after.mover:
            raise CertificateError(f"{where}: the sanction of {left_for} is no legal sequence at {after.start}")
    for step in sanction:
        if step.end not in _moves(judge, step.mover, step.start):
            raise CertificateError(f"{where}: in the sanction of {left_for} nobody can move from {step.start} to {step.end} so")
        if rule.credible and not _gains(judge, step.mover, _one(step.end), _one(step.start), unknown_too=True)[0]:
            raise CertificateError(f"{where}: in the sanction of {left_for} the mover loses by the step to {step.end}")
    if not _deters(judge, claim, rule, sanction[-1].end):
        raise CertificateError(f"{where}: {sanction[-1].end}, or a countermove from it, does not deter from {left_for}")


def _deters(judge: Judge, claim: Explanation, rule: _Rule, end: int) -> bool:
    """Say whether a sanction, and where it is asked every countermove, is bad enough."""
    faced = np.concatenate([_one(end), _moves(judge, claim.maker, end)]) if rule.countered else _one(end)
    left = np.full_like(faced, claim.state)
    if rule.strong:
        return bool(_much_preferred(judge, claim.maker, left, faced).all())
    return not _gains(judge, claim.maker, faced, left, unknown_too=not rule.cautious).any()


def _reached(judge: Judge, maker: int, start: int, *, credible: bool) -> set[int]:
    """Find all that legal sequences of the others lead to from a state, by moves or by those they gain or may gain by."""
    seen: set[tuple[int, int]] = set()
    todo = [(start, -1)]
    while todo:
        state, last = todo.pop()
        for mover in range(len(judge.model.decision_makers)):
            if mover in (maker, last):
                continue
            ends = _moves(judge, mover, state)
            if credible:
                ends = ends[_gains(judge, mover, ends, np.full_like(ends, state), unknown_too=True)]
            fresh = {(end, mover) for end in ends.tolist()} - seen
            seen |= fresh
            todo += sorted(fresh)
    return {state for state, _ in seen}


def _gains(judge: Judge, maker: int, ends: _Numbers, starts: _Numbers, *, unknown_too: bool) -> _Flags:
    """Say pair by pair whether a decision maker prefers the end for certain, or (if asked) does not know which it prefers."""
    relations = judge.model.decision_makers[maker].relations
    speaks_for, speaks_against = judge.prefers(maker, ends, starts), judge.prefers(maker, starts, ends)
    for statement in relations.uncertain:
        after, before = judge.holds(statement.expression, ends), judge.holds(statement.expression, starts)
        speaks_for = speaks_for | after & ~before
        speaks_against = speaks_against | before & ~after
    pairs = {frozenset(pair) for pair in relations.unknown_pairs}
    listed = np.array([frozenset(pair) in pairs for pair in zip(ends.tolist(), starts.tolist(), strict=True)], dtype=np.bool_)
    unknown = listed | speaks_for & speaks_against
    certain = speaks_for & ~speaks_against & ~listed
    return certain | unknown if unknown_too else certain


def _much_preferred(judge: Judge, maker: int, better: _Numbers, worse: _Numbers) -> _Flags:
    """Say pair by pair whether a decision maker much prefers the one state to the other."""
    whose = judge.model.decision_makers[maker]
    much = np.zeros(len(better), dtype=np.bool_)
    for high, low in whose.relations.strong_pairs:
        if not judge.prefers(maker, _one(high), _one(low))[0]:
            continue
        above = ~judge.prefers(maker, np.full_like(better, high), better)
        much |= above & ~judge.prefers(maker, worse, np.full_like(worse, low))
    degree = whose.relations.strong
    match whose.preferences:
        case _ if degree is None:
            pass
        case Prioritization(statements):
            differ = np.zeros(len(better), dtype=np.bool_)
            for statement in statements[: int(degree)]:
                differ |= judge.holds(statement.expression, better) != judge.holds(statement.expression, worse)
            much |= differ
        case Payoffs(values):
            place = judge.places
            pairs = zip(better.tolist(), worse.tolist(), strict=True)
            much |= np.array([values[place[a]] - values[place[b]] >= degree for a, b in pairs], dtype=np.bool_)
        case _:
            pass
    return much & judge.prefers(maker, better, worse)
