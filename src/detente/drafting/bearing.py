"""What new words and deeds say for or against a model's statements of preference.

A word or deed of a decision maker speaks for taking an option, or for not taking it. It bears on a statement of that decision maker where,
all else being as it is now, taking the option decides whether the statement holds. So "not tests if not drills" hears a new test only
while the drills are stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.conflict.logic import And, Expression, If, Not, Or, Taken, options_of
from detente.conflict.model import Model
from detente.conflict.preferences import Prioritization, Statement
from detente.drafting.facts import DEMANDS, OFFERS, Fact, Sort
from detente.drafting.makers import Side
from detente.drafting.watched import Watched, meets


@dataclass(frozen=True, slots=True)
class Wish:
    """What a fact says that a decision maker wants, or does.

    Parameters
    ----------
    maker
        The decision maker's place.
    option
        The option it is about.
    takes
        Whether it is for taking it.
    condition
        The option, and whether taken, under which; None if under no condition the model knows.
    fact
        The word or deed.
    """

    maker: int
    option: str
    takes: bool
    condition: tuple[str, bool] | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of preference that something new bears on.

    Parameters
    ----------
    maker, place
        Whose it is, and which of its statements.
    statement
        The statement.
    support, against
        The facts.
    turned
        The statement turned round, to see what would follow; None unless more speaks against it than for it, or as much and later.
    """

    maker: int
    place: int
    statement: Statement
    support: tuple[Fact, ...]
    against: tuple[Fact, ...]
    turned: Expression | None


def find_wishes(told: Mapping[tuple[int, str], Sequence[Fact]], watched: Sequence[Watched], sides: Sequence[Side]) -> tuple[Wish, ...]:
    """Find what facts say that decision makers want of the options."""
    found = []
    for one in watched:
        for fact in told.get((one.side, one.course.id), ()):
            for maker, side in enumerate(sides):
                if not fact.real or fact.historical or not set(fact.by) & set(side.parties):
                    continue
                takes = _own(fact) if maker == one.side else _of_other(fact)
                if takes is None:
                    continue
                conditions = [None] if fact.condition is None else list(_conditions(fact, watched, maker))
                found += [Wish(maker, one.option.id, takes is one.does, condition, fact) for condition in conditions]
    return tuple(found)


def _own(fact: Fact) -> bool | None:
    """Whether a side does, offers or threatens a course of its own; None where it says nothing of what it wants."""
    if fact.sort is Sort.REFUSED:
        # "no talks unless the drills stop" tells of talks where they stop.
        return fact.takes if fact.condition is not None and fact.unless else not fact.takes
    if fact.sort is Sort.DONE or fact.sort in OFFERS or (fact.sort is Sort.THREATENED and fact.condition is not None):
        return fact.takes
    return None


def _of_other(fact: Fact) -> bool | None:
    """Whether a side wants the course of another."""
    if fact.sort in DEMANDS or fact.sort in (Sort.CONDEMNED, Sort.REFUSED):
        return fact.takes == fact.wanted
    return None


def _conditions(fact: Fact, watched: Sequence[Watched], maker: int) -> Iterator[tuple[str, bool]]:
    assert fact.condition is not None, "asked only of facts with a condition"
    for other in watched:
        met = None if other.side == maker else meets(fact.condition, other)
        if met is not None:
            yield other.option.id, met != (fact.unless and fact.sort is not Sort.REFUSED)


def judge_statements(model: Model, wishes: Sequence[Wish], state: int) -> tuple[tuple[Judged, ...], tuple[Wish, ...]]:
    """Say which statements new words and deeds speak for or against.

    Parameters
    ----------
    model
        The conflict.
    wishes
        What is told since.
    state
        How things stand now: the rest is taken to be as in this state.

    Returns
    -------
    tuple
        The statements something bears on; and the wishes of which no statement of the decision maker speaks.
    """
    judged: list[Judged] = []
    heard: set[tuple[int, str]] = set()
    for maker, owner in enumerate(model.decision_makers):
        if not isinstance(owner.preferences, Prioritization):
            continue
        own = [wish for wish in wishes if wish.maker == maker]
        for place, statement in enumerate(owner.preferences.statements):
            speaks_of = options_of(statement.expression)
            heard |= {(maker, option) for option in speaks_of}
            sides: dict[bool, dict[str, Fact]] = {True: {}, False: {}}
            for wish in own:
                way = _bears(model, statement.expression, speaks_of, wish, state)
                if way is not None:
                    sides[way].setdefault(wish.fact.incident, wish.fact)
            support, against = tuple(sides[True].values()), tuple(sides[False].values())
            if support or against:
                turned = turn(statement.expression) if _outweighed(support, against) else None
                judged.append(Judged(maker, place, statement, support, against, turned))
    listed = {place for place, owner in enumerate(model.decision_makers) if isinstance(owner.preferences, Prioritization)}
    return tuple(judged), tuple(w for w in wishes if w.maker in listed and (w.maker, w.option) not in heard)


def _bears(model: Model, expression: Expression, speaks_of: Sequence[str], wish: Wish, state: int) -> bool | None:
    if wish.option not in speaks_of or (wish.condition is not None and wish.condition[0] not in speaks_of):
        return None
    if isinstance(expression, If) and wish.option not in options_of(expression.then):
        return None  # what is said of the condition alone says nothing of what hangs on it
    bits = model.space.bits
    if wish.condition is not None:
        state = _with(state, bits[wish.condition[0]], wish.condition[1])
    if isinstance(expression, And):
        # Of what takes both sides, one side's part is judged as if the other did its own.
        for part in expression.parts:
            others = [one for one in (part.parts if isinstance(part, Or) else (part,)) if isinstance(one, Taken)]
            if others and all(one.option != wish.option for one in others):
                state = _with(state, bits[others[0].option], True)
    holds = model.space.truth(expression)
    taken, left = (bool(holds[_with(state, bits[wish.option], way)]) for way in (wish.takes, not wish.takes))
    return None if taken is left else taken


def _with(state: int, bit: int, taken: bool) -> int:
    return state | 1 << bit if taken else state & ~(1 << bit)


def _outweighed(support: Sequence[Fact], against: Sequence[Fact]) -> bool:
    if len(support) != len(against):
        return len(against) > len(support)
    return max(fact.day or "" for fact in against) >= max(fact.day or "" for fact in support)


def turn(expression: Expression) -> Expression:
    """Turn a statement round: what it wants it no longer wants; its condition stays.

    Examples
    --------
    >>> from detente.conflict.logic import If, Not, Taken
    >>> str(turn(If(Taken("tests"), Taken("drills")))), str(turn(Not(Taken("tests"))))
    ('not tests if drills', 'tests')
    """
    match expression:
        case Not(part):
            return part
        case If(then, when):
            return If(turn(then), when)
    return Not(expression)
