"""Claims under simultaneous and far-sighted concepts checked from their definitions, by code that shares nothing with the engine.

The definitions stand in `detente.conflict.stability.sim`, `seq_or_sim`, `limited_move` and `non_myopic`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from detente.conflict.certificate import Judge, check, judge_of
from detente.conflict.certificate_relations import check_related
from detente.conflict.claims import Explanation, Path, Temptation
from detente.conflict.model import Model
from detente.errors import CertificateError

_Numbers = npt.NDArray[np.int64]

#: Beyond this horizon nothing is checked.
_FURTHEST = 2000


def check_further(model: Model, claim: Explanation) -> None:
    """Check one verdict under a concept that is none of nash, gmr, smr, seq and sseq.

    Raises
    ------
    CertificateError
        If the verdict does not follow; the message says at which point.
    """
    where = f"{model.name}: {model.decision_makers[claim.maker].name} at {model.label(claim.state)!r}, {claim.concept}"
    judge = judge_of(model)
    if not judge.is_feasible(_one(claim.state))[0]:
        raise CertificateError(f"{where}: the state is not feasible")
    if claim.concept == "sim":
        _check_simultaneous(judge, claim, where)
    elif claim.concept == "seq-or-sim":
        _check_either(judge, claim, where)
    elif claim.concept == "non-myopic" or claim.concept[1:].isdecimal():
        _check_farsighted(judge, claim, where)
    else:
        check_related(judge, claim, where)


def _one(state: int) -> _Numbers:
    return np.array([state], dtype=np.int64)


def _ends(judge: Judge, maker: int, state: int, *, improving: bool = True) -> list[int]:
    ends: list[int] = sorted(judge.moves(maker, _one(state), improving=improving)[1].tolist())
    return ends


def _check_simultaneous(judge: Judge, claim: Explanation, where: str) -> None:
    improvements = _ends(judge, claim.maker, claim.state)
    if not claim.stable:
        open_ = [temptation.improvement for temptation in claim.temptations if temptation.sanction is None]
        if not open_ or open_[0] not in improvements:
            raise CertificateError(f"{where}: called not stable, but no undeterred improvement is named")
        _check_unspoiled(judge, claim, open_[0], where)
        return
    sanctions = {temptation.improvement: temptation.sanction for temptation in claim.temptations}
    for improvement in improvements:
        _check_spoiled(judge, claim, improvement, sanctions.get(improvement), where)


def _check_unspoiled(judge: Judge, claim: Explanation, improvement: int, where: str) -> None:
    """Check that no improvements of the others, made at the same time as an improvement, spoil it."""
    ends = _one(improvement)
    for other in range(len(judge.model.decision_makers)):
        if other != claim.maker:
            own = _own_bits(judge.model, other)
            chosen = np.array([claim.state, *_ends(judge, other, claim.state)], dtype=np.int64) & own
            ends = ((ends & ~own)[:, None] | chosen[None, :]).reshape(-1)
    spoiling = ends[judge.is_feasible(ends) & ~judge.prefers(claim.maker, ends, np.full_like(ends, claim.state))]
    if len(spoiling):
        raise CertificateError(f"{where}: called not stable, but moves at the same time turn {improvement} into {spoiling[0]}")


def _check_spoiled(judge: Judge, claim: Explanation, improvement: int, sanction: Path | None, where: str) -> None:
    if not sanction:
        raise CertificateError(f"{where}: called stable, but nothing is said to deter the improvement {improvement}")
    movers = [step.mover for step in sanction]
    if claim.maker in movers or len(set(movers)) < len(movers):
        raise CertificateError(f"{where}: against {improvement} somebody moves twice, or the sanctioned takes part")
    end = improvement
    for step in sanction:
        if step.start != claim.state or step.end not in _ends(judge, step.mover, claim.state):
            raise CertificateError(f"{where}: against {improvement} the move to {step.end} is no improvement of its mover")
        own = _own_bits(judge.model, step.mover)
        end = end & ~own | step.end & own
    if not judge.is_feasible(_one(end))[0] or judge.prefers(claim.maker, _one(end), _one(claim.state))[0]:
        raise CertificateError(f"{where}: against {improvement} the moves lead to {end}, not feasible or better than the state judged")


def _own_bits(model: Model, maker: int) -> int:
    owners = [place for place, owner in enumerate(model.decision_makers) for _ in owner.options]
    return sum(1 << bit for bit, owner in enumerate(owners) if owner == maker)


def _check_either(judge: Judge, claim: Explanation, where: str) -> None:
    """Check that a state is stable in turn or at the same time; or that it is neither, each by a temptation of its own."""
    candidates = [claim] if claim.stable else [_only(claim, t) for t in claim.temptations if t.sanction is None]
    in_turn = any(_passes(judge.model, replace(candidate, concept="seq")) for candidate in candidates)
    at_once = any(_passes(judge.model, replace(candidate, concept="sim")) for candidate in candidates)
    if not (in_turn or at_once if claim.stable else in_turn and at_once):
        verdict = "stable, but its witness shows neither" if claim.stable else "not stable, but no improvement is shown to be undeterred in"
        raise CertificateError(f"{where}: called {verdict} SEQ {'nor' if claim.stable else 'and'} SIM")


def _only(claim: Explanation, temptation: Temptation) -> Explanation:
    return replace(claim, temptations=(temptation,))


def _passes(model: Model, claim: Explanation) -> bool:
    try:
        check(model, claim)
    except CertificateError:
        return False
    return True


def _check_farsighted(judge: Judge, claim: Explanation, where: str) -> None:
    play = _Play(judge, claim.state)
    maker, state = claim.maker, claim.state
    horizons = play.repeating() if claim.concept == "non-myopic" else [int(claim.concept[1:])]
    away = [horizon for horizon in horizons if play.ending(horizon, maker, state) != state]
    if claim.stable != (not away):
        raise CertificateError(f"{where}: called {'' if claim.stable else 'not '}stable, but the expected ends say otherwise")
    after = (maker + 1) % len(judge.model.decision_makers)
    if not claim.stable:
        first = claim.temptations[0].improvement if claim.temptations else state
        if first == state or first not in _ends(judge, maker, state, improving=False):
            raise CertificateError(f"{where}: called not stable, but no move is named")
        if not any(play.ending(horizon, maker, state) == play.ending(horizon - 1, after, first) for horizon in away):
            raise CertificateError(f"{where}: the move to {first} is not expected to end where the decision maker's turn does")
    for temptation in claim.temptations if claim.stable else ():
        end = temptation.sanction[-1].end if temptation.sanction else temptation.improvement
        if not any(play.ending(horizon - 1, after, temptation.improvement) == end for horizon in horizons):
            raise CertificateError(f"{where}: the move to {temptation.improvement} is not expected to end in {end}")


class _Play:
    """Where each decision maker, to move in a state, expects things to end: worked up from horizon 0 over all states that can be
    reached."""

    def __init__(self, judge: Judge, start: int) -> None:
        self._judge = judge
        self._makers = range(len(judge.model.decision_makers))
        self._states = self._all_from(start)
        self._place = {state: place for place, state in enumerate(self._states.tolist())}
        self._moves = [self._listed(maker) for maker in self._makers]
        self._known = [[self._states.copy() for _ in self._makers]]

    def ending(self, horizon: int, maker: int, state: int) -> int:
        """Give G_h(maker, state)."""
        while len(self._known) <= horizon:
            self._known.append([self._turn(maker, self._known[-1][(maker + 1) % len(self._makers)]) for maker in self._makers])
        return int(self._known[horizon][maker][self._place[state]])

    def repeating(self) -> list[int]:
        """List the horizons, above 0, of one round of what is expected in the long run."""
        seen: dict[bytes, int] = {}
        for horizon in range(_FURTHEST):
            self.ending(horizon, 0, int(self._states[0]))
            key = b"".join(own.tobytes() for own in self._known[horizon])
            if key in seen:
                return list(range(seen[key] + 1, horizon + 1))
            seen[key] = horizon
        raise CertificateError(f"{self._judge.model.name}: what is expected does not repeat within {_FURTHEST:,} moves")

    def _all_from(self, start: int) -> _Numbers:
        found = {start}
        ahead = _one(start)
        while len(ahead):
            ends = {end for maker in self._makers for end in self._judge.moves(maker, ahead, improving=False)[1].tolist()}
            ahead = np.array(sorted(ends - found), dtype=np.int64)
            found |= ends
        return np.array(sorted(found), dtype=np.int64)

    def _listed(self, maker: int) -> list[_Numbers]:
        """List moves in rounds: the first move of every state that has one, then the second of every state that has two, and so on."""
        starts, ends = self._judge.moves(maker, self._states, improving=False)
        pairs = sorted(set(zip(starts.tolist(), ends.tolist(), strict=True)))
        rounds: list[list[tuple[int, int]]] = []
        number, last = 0, None
        for start, end in pairs:
            number = number + 1 if start == last else 0
            last = start
            if number == len(rounds):
                rounds.append([])
            rounds[number].append((self._place[start], self._place[end]))
        return [np.array(listed, dtype=np.int64) for listed in rounds]

    def _turn(self, maker: int, after: _Numbers) -> _Numbers:
        """Give where a decision maker's turn ends: by the lowest numbered move of those that end best, if that is better than to stay."""
        best = np.full(len(self._states), -1, dtype=np.int64)
        for listed in self._moves[maker]:
            starts, ends = listed[:, 0], after[listed[:, 1]]
            fresh = best[starts] < 0
            better = fresh | self._judge.prefers(maker, ends, np.where(fresh, self._states[starts], best[starts]))
            best[starts[better]] = ends[better]
        gained = best.copy()
        gained[best < 0] = self._states[best < 0]
        moves = self._judge.prefers(maker, gained, self._states)
        return np.where(moves, gained, self._states)
