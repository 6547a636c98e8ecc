"""What follows for a model's equilibria where the status quo has moved, or statements are turned round: only what the solver shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from detente.conflict import CONCEPTS, Analysis, Explanation, analyse, check, reasons
from detente.conflict.model import Model
from detente.conflict.preferences import Prioritization, Statement
from detente.drafting.bearing import Judged

#: The concepts under which equilibria are compared.
COMPARED = ("nash", "gmr", "smr", "seq")
#: Statements turned one by one to see which of them matters.
TURNED = 12


@dataclass(frozen=True, slots=True)
class Moved:
    """The status quo as new deeds leave it.

    Parameters
    ----------
    before, now
        The states; None where the model names none, or none can be named.
    along
        Options that changed only because the model's conditions ask for it.
    problem
        Why there is no state now, in words; empty where there is one.
    overruled
        Options whose deeds the conditions rule out beside deeds of later days, which stand.
    """

    before: int | None
    now: int | None
    along: tuple[str, ...] = ()
    problem: str = ""
    overruled: tuple[str, ...] = ()

    @property
    def has_moved(self) -> bool:
        """Whether another state is the status quo now."""
        return self.now is not None and self.before is not None and self.now != self.before


@dataclass(frozen=True, slots=True)
class Turned:
    """What turning some statements round changes.

    Parameters
    ----------
    statements
        Which: places in the list of judged statements.
    gone, come
        By concept the states that are equilibria no longer, and those that become equilibria.
    status_quo
        By concept whether the status quo of now is stable then; empty where there is none.
    """

    statements: tuple[int, ...]
    gone: Mapping[str, tuple[int, ...]]
    come: Mapping[str, tuple[int, ...]]
    status_quo: Mapping[str, bool]

    def changes(self, concept: str) -> bool:
        """Whether any equilibrium under a concept comes or goes."""
        return bool(self.gone[concept] or self.come[concept])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver shows.

    Parameters
    ----------
    equilibria
        Of the model as it is, by concept. They do not depend on the status quo.
    before, now
        By concept whether the status quo is stable, as the model has it and as it is now; empty where there is none.
    reasons
        Why the status quo of now is stable or not, by the concept asked for, one explanation a decision maker, each checked.
    turned
        With all contradicted statements turned round; None where there are none.
    singly
        With each of them alone, where there are several.
    """

    equilibria: Mapping[str, tuple[int, ...]]
    before: Mapping[str, bool]
    now: Mapping[str, bool]
    reasons: tuple[Explanation, ...]
    turned: Turned | None
    singly: tuple[Turned, ...]

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Give it as plain values with readable names."""
        return {
            "equilibria": {key: [_state(model, state) for state in held] for key, held in self.equilibria.items()},
            "status_quo_stable_before": dict(self.before),
            "status_quo_stable_now": dict(self.now),
            "reasons": [reason.to_dict(model) for reason in self.reasons],
            "with_contradicted_statements_turned": _turned_to_dict(model, self.turned) if self.turned else None,
            "with_one_turned": [_turned_to_dict(model, one) for one in self.singly],
        }


def move_status_quo(model: Model, decided: Mapping[str, tuple[bool, str]]) -> Moved:
    """Give the state that new deeds leave.

    Parameters
    ----------
    model
        The conflict, in option form.
    decided
        What the deeds told since decide: options, whether they are taken, and the day of the deed (``""`` where it is unknown).

    Notes
    -----
    What the deeds say nothing of stays as the model has it. Where the conditions rule that out, the nearest feasible state counts in which
    the deeds are as told. Where there is none, of deeds that exclude each other the later stand; where several are as near, no state
    can be named and it is said why.

    Examples
    --------
    >>> model = Model.from_dict({"name": "two", "status_quo": [], "decision_makers": [{"name": "A", "options": ["talk", "shoot"],
    ...     "preferences": []}], "conditions": [{"exclusive": ["talk", "shoot"]}]})
    >>> moved = move_status_quo(model, {"talk": (True, "2023-01-01"), "shoot": (True, "2023-02-01")})
    >>> model.label(moved.now), moved.overruled
    ('shoot', ('talk',))
    """
    if model.status_quo is None:
        return Moved(None, None, problem="the model names no status quo")
    bits = model.space.bits
    feasible = model.feasible_states()
    kept = sorted(decided, key=lambda option: (decided[option][1], option), reverse=True)
    overruled: list[str] = []
    fitting = feasible
    for option in kept:
        left = fitting[(fitting >> bits[option] & 1) == decided[option][0]]
        if left.size:
            fitting = left
        else:
            overruled.append(option)
    state = model.status_quo
    for option in kept:
        if option not in overruled:
            state = state | 1 << bits[option] if decided[option][0] else state & ~(1 << bits[option])
    apart = np.array([int(each ^ state).bit_count() for each in fitting])
    nearest = fitting[apart == apart.min()]
    if nearest.size > 1:
        return Moved(model.status_quo, None, (), "the model's conditions leave several states that fit what is told", tuple(overruled))
    now = int(nearest[0])
    along = tuple(option for option, bit in bits.items() if (now ^ state) >> bit & 1 and option not in overruled)
    return Moved(model.status_quo, now, along, overruled=tuple(overruled))


def find_outcome(model: Model, moved: Moved, judged: Sequence[Judged], concept: str) -> Outcome:
    """Solve a model as it is, with the status quo of now, and with what is contradicted turned round.

    Raises
    ------
    CertificateError
        If a claim does not follow from the definitions.
    """
    base = analyse(model, COMPARED)
    equilibria = {key: base.equilibria(key) for key in COMPARED}
    why: tuple[Explanation, ...] = ()
    if moved.now is not None and concept in CONCEPTS:
        why = tuple(reasons(model, moved.now, concept))
        for reason in why:
            check(model, reason)
    wrong = [place for place, one in enumerate(judged) if one.turned is not None]
    together = _turn(model, moved, judged, wrong, equilibria) if wrong else None
    singly = tuple(_turn(model, moved, judged, [place], equilibria) for place in wrong[:TURNED]) if len(wrong) > 1 else ()
    return Outcome(equilibria, _stable(base, moved.before), _stable(base, moved.now), why, together, singly)


def with_turned(model: Model, judged: Sequence[Judged], places: Sequence[int]) -> Model:
    """Give a model with some of its statements turned round."""
    makers = list(model.decision_makers)
    for place in places:
        one = judged[place]
        preferences = makers[one.maker].preferences
        assert isinstance(preferences, Prioritization), "only statements are judged"
        assert one.turned is not None, "only what is contradicted is turned"
        statements = list(preferences.statements)
        statements[one.place] = Statement(one.turned, one.statement.provenance)
        makers[one.maker] = replace(makers[one.maker], preferences=Prioritization(tuple(statements)))
    return replace(model, decision_makers=tuple(makers))


def _turn(model: Model, moved: Moved, judged: Sequence[Judged], places: Sequence[int], equilibria: Mapping[str, tuple[int, ...]]) -> Turned:
    analysis = analyse(with_turned(model, judged, places), COMPARED)
    held = {key: set(analysis.equilibria(key)) for key in COMPARED}
    gone = {key: tuple(state for state in equilibria[key] if state not in held[key]) for key in COMPARED}
    come = {key: tuple(sorted(held[key] - set(equilibria[key]))) for key in COMPARED}
    return Turned(tuple(places), gone, come, _stable(analysis, moved.now))


def _stable(analysis: Analysis, state: int | None) -> dict[str, bool]:
    return {} if state is None else {key: analysis.is_equilibrium(state, key) for key in analysis.concepts}


def _turned_to_dict(model: Model, turned: Turned) -> dict[str, Any]:
    return {
        "statements": list(turned.statements),
        "gone": {key: [_state(model, state) for state in states] for key, states in turned.gone.items()},
        "come": {key: [_state(model, state) for state in states] for key, states in turned.come.items()},
        "status_quo_stable": dict(turned.status_quo),
    }


def _state(model: Model, state: int) -> dict[str, Any]:
    return {"state": int(state), "label": model.label(int(state))}
