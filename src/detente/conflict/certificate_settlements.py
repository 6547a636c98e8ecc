"""Accounts of settlements checked from the definitions, claim by claim, by the judge of `detente.conflict.certificate`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from detente.conflict.analysis import analyse
from detente.conflict.certificate import check, check_path, check_preferred, judge_of
from detente.conflict.certificate_tables import TABLE_STATES, check_shortest, check_table
from detente.conflict.claims import Explanation, Path, Temptation
from detente.conflict.model import Model
from detente.conflict.options import Direction
from detente.conflict.preferences import Prioritization
from detente.conflict.settlement_claims import Approach, Danger, Firmness, Hold, Premise, Settlement, Standpoint
from detente.conflict.space import Booleans, States
from detente.errors import CertificateError

if TYPE_CHECKING:
    from detente.conflict.settlements import Account


def check_account(account: Account) -> None:
    """Check every claim of an account.

    Raises
    ------
    CertificateError
        At the first claim that does not follow.
    """
    model, start = account.model, account.found.status_quo
    for hold in account.here:
        check_hold(model, hold, start)
    for settlement in account.settlements:
        _check_settlement(model, settlement, start)
        _check_beside(account, settlement)
    for danger in account.dangers:
        _check_danger(model, danger, start)
    if len(model.feasible_states()) <= TABLE_STATES:
        _check_count(model, account, start)


def _check_count(model: Model, account: Account, start: int) -> None:
    """Count anew what is better for all, and the dangers: stable by verdicts that are checked, reached, worse for some, better for none."""
    every = model.feasible_states()
    better, worse = _against(model, every, start)
    found = account.found
    if (int((better & ~worse).sum()), int((better & worse).sum())) != (found.better_for_all, found.better_for_some):
        raise CertificateError(f"{model.name}: not {found.better_for_all} states are better for some and worse for nobody")
    concept = account.found.concept
    analysis = analyse(model, [concept])
    check_table(model, {concept: analysis.verdicts[concept]})
    judge, states = judge_of(model), np.array(analysis.equilibria(concept), dtype=np.int64)
    reached = [start, *(int(state) for found in judge.sequences(-1, start, improving=False) for state in found)]
    states = states[np.isin(states, reached)]
    better, worse = _against(model, states, start)
    if int((worse & ~better).sum()) != len(account.dangers) + account.more_dangers:
        raise CertificateError(f"{model.name}: the number of dangers is not {len(account.dangers) + account.more_dangers}")


def _against(model: Model, states: States, start: int) -> tuple[Booleans, Booleans]:
    """Say of some states whether they are better than the status quo for somebody, and whether they are worse for somebody."""
    judge, here = judge_of(model), np.full_like(states, start)
    makers = range(len(model.decision_makers))
    better: Booleans = np.any([judge.prefers(maker, states, here) for maker in makers], axis=0)
    worse: Booleans = np.any([judge.prefers(maker, here, states) for maker in makers], axis=0)
    return better, worse


def _check_settlement(model: Model, settlement: Settlement, start: int) -> None:
    for standpoint in settlement.standpoints:
        check_standpoint(model, standpoint, start)
    for hold in settlement.holds:
        check_hold(model, hold, settlement.state)
    for approach in settlement.approaches:
        check_approach(model, approach, start)
    if settlement.out_of_reach and len(model.feasible_states()) <= TABLE_STATES:
        check_shortest(model, start, settlement.state, None)
    if settlement.together:
        _check_together(model, start, settlement.state)
    for remedy in settlement.remedies:
        changed = remedy.way.model
        for reason in remedy.way.reasons:
            if reason.state != settlement.state or not reason.stable:
                raise CertificateError(f"{model.name}: the changes do not make {model.label(settlement.state)!r} hold")
            check(changed, reason)
        if len(remedy.way.reasons) != len(model.decision_makers):
            raise CertificateError(f"{model.name}: the changes are not judged for everybody")
        kept = [maker.preferences for maker in changed.decision_makers] == [maker.preferences for maker in model.decision_makers]
        if remedy.commitment and not kept:
            raise CertificateError(f"{model.name}: called a promise, but somebody's preferences change")
        if remedy.approach is not None:
            check_approach(changed, remedy.approach, start)
    if settlement.firmness is not None:
        check_firmness(settlement.firmness)


def _check_beside(account: Account, settlement: Settlement) -> None:
    """Check who fights in it; and that by each variant everybody gains or loses by the same wish as by it, and whether that holds."""
    model, start = account.model, account.found.status_quo
    taken = {option.id for option in model.taken(settlement.state)} if model.is_option_form else set()
    armed = {option for option, takes in account.found.strife.armed if (option in taken) is takes}
    if {model.options[bit].id for bit in settlement.armed} != armed & {option.id for option in model.options}:
        raise CertificateError(f"{model.name}: the armed force used in {model.label(settlement.state)!r} is not what is told")
    judged = {target.state: target for target in account.found.targets}
    for state, holds in settlement.variants:
        for one in settlement.standpoints:
            better, worse = (state, start) if one.verdict == "gains" else (start, state)
            premise = None if one.premise is None else Premise(one.maker, better, worse, one.premise.statement)
            check_standpoint(model, Standpoint(one.maker, state, one.verdict, premise, ""), start)
        if [reason.maker for reason in judged[state].reasons] != list(range(len(model.decision_makers))):
            raise CertificateError(f"{model.name}: the variant {model.label(state)!r} is not judged for everybody")
        for reason in judged[state].reasons:
            check(model, reason)
        if holds is not all(reason.stable for reason in judged[state].reasons):
            raise CertificateError(f"{model.name}: the variant {model.label(state)!r} is not judged as its reasons say")


def _check_danger(model: Model, danger: Danger, start: int) -> None:
    where = f"{model.name}: the danger {model.label(danger.state)!r}"
    verdicts = {standpoint.verdict for standpoint in danger.standpoints}
    if "gains" in verdicts or "loses" not in verdicts:
        raise CertificateError(f"{where} is better for somebody, or worse for nobody")
    for standpoint in danger.standpoints:
        check_standpoint(model, standpoint, start)
    for hold in danger.holds:
        check_hold(model, hold, danger.state)
        if not hold.reason.stable:
            raise CertificateError(f"{where} is not stable")
    if len(danger.holds) != len(model.decision_makers) or len(danger.standpoints) != len(model.decision_makers):
        raise CertificateError(f"{where} is not judged for everybody")
    if danger.slope is not None:
        check_approach(model, danger.slope, start)
        if danger.slope.concessions:
            raise CertificateError(f"{where}: a step of the way there is no gain")
    elif len(model.feasible_states()) <= TABLE_STATES:
        check_shortest(model, start, danger.state, None, improving=True)


def check_standpoint(model: Model, standpoint: Standpoint, start: int) -> None:
    """Check that a decision maker gains, loses or neither, and that the statement named decides it."""
    maker, state = standpoint.maker, standpoint.state
    better, worse = (state, start) if standpoint.verdict == "gains" else (start, state)
    if standpoint.verdict == "same":
        check_preferred(model, maker, state, start, strictly=False)
        check_preferred(model, maker, start, state, strictly=False)
        return
    check_preferred(model, maker, better, worse, strictly=True)
    premise = standpoint.premise
    if premise is None or (premise.maker, premise.better, premise.worse) != (maker, better, worse):
        raise CertificateError(f"{model.name}: a gain or loss without its own premise")
    check_premise(model, premise)


def check_premise(model: Model, premise: Premise) -> None:
    """Check that a preference holds, and that the statement named is the first that tells the two states apart."""
    check_preferred(model, premise.maker, premise.better, premise.worse, strictly=True)
    preferences = model.decision_makers[premise.maker].preferences
    if not isinstance(preferences, Prioritization):
        if premise.statement is not None:
            raise CertificateError(f"{model.name}: a statement is named where there are none")
        return
    judge, pair = judge_of(model), np.array([premise.better, premise.worse], dtype=np.int64)
    held = [tuple(judge.holds(statement.expression, pair).tolist()) for statement in preferences.statements]
    decides = next((place for place, (first, second) in enumerate(held) if first != second), None)
    if decides != premise.statement or decides is None or held[decides] != (True, False):
        raise CertificateError(f"{model.name}: statement {premise.statement} does not decide between {premise.better} and {premise.worse}")


def check_hold(model: Model, hold: Hold, state: int) -> None:
    """Check a verdict, the preferences it rests on, and the answer that is missing."""
    reason = hold.reason
    if reason.state != state:
        raise CertificateError(f"{model.name}: the verdict is on another state than {model.label(state)!r}")
    check(model, reason)
    for premise in hold.premises:
        check_premise(model, premise)
    if reason.stable or reason.concept != "seq":
        return
    improvement = reason.temptations[0].improvement
    if hold.answer is None:
        alone = Explanation(state, reason.maker, "gmr", False, (Temptation(improvement, None),), "")
        check(model, alone)
        return
    where = f"{model.name}: the missing answer to {model.label(improvement)!r}"
    check_path(model, hold.answer)
    if hold.answer[0].start != improvement or any(step.mover == reason.maker for step in hold.answer):
        raise CertificateError(f"{where} does not begin there, or the one it deters takes part in it")
    check_preferred(model, reason.maker, state, hold.answer[-1].end, strictly=False)
    if not hold.unwilling:
        raise CertificateError(f"{where} is a gain for everybody who gives it, so it is not missing")
    _check_concessions(model, hold.answer, hold.unwilling)


def _check_concessions(model: Model, path: Path, places: Collection[int]) -> None:
    for number, step in enumerate(path):
        if number in places:
            check_preferred(model, step.mover, step.start, step.end, strictly=False)
        else:
            check_preferred(model, step.mover, step.end, step.start, strictly=True)


def check_approach(model: Model, approach: Approach, start: int) -> None:
    """Check a way: legal, from the status quo to the state, which steps are gains, and whose concessions it needs."""
    where = f"{model.name}: the way to {model.label(approach.state)!r}"
    path = approach.path
    check_path(model, path)
    if not path or path[0].start != start or path[-1].end != approach.state:
        raise CertificateError(f"{where} does not lead there from the status quo")
    _check_concessions(model, path, approach.concessions)
    for number in approach.exposed:
        check_preferred(model, path[number].mover, start, path[number].end, strictly=True)
    if approach.only is not None and any(path[number].mover != approach.only for number in approach.concessions):
        raise CertificateError(f"{where} needs concessions of others too")
    if approach.no_gains_only:
        check_shortest(model, start, approach.state, None, improving=True)


def _check_together(model: Model, start: int, state: int) -> None:
    """Check that options allow a joint move, and that it ends in a feasible state."""
    for option in model.options:
        bit = 1 << [one.id for one in model.options].index(option.id)
        taking, giving = bool(state & ~start & bit), bool(start & ~state & bit)
        if (taking and option.direction in (Direction.FIXED, Direction.GIVEN_UP_ONCE)) or (
            giving and option.direction in (Direction.FIXED, Direction.TAKEN_ONCE)
        ):
            raise CertificateError(f"{model.name}: {option.name!r} cannot be changed in a joint move to {model.label(state)!r}")
    if not judge_of(model).is_feasible(np.array([state], dtype=np.int64))[0]:
        raise CertificateError(f"{model.name}: the joint move ends in a state that is not feasible")


def check_firmness(firmness: Firmness) -> None:
    """Check that a state holds for everybody in the model it is said to hold in; margins and shares check their own verdicts."""
    for margin in firmness.margins:
        if not margin.stable or margin.state != firmness.state:
            raise CertificateError(f"{firmness.model.name}: {firmness.model.label(firmness.state)!r} is called firm, but does not hold")
