"""Dates counted from another event: "a day after the army fired", "two weeks before the vote"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from detente.reading.dates import calendar as cal
from detente.records import TimeExpression, TimeType, When, WhenOrigin

_COUNT = re.compile(r"P(\d+)([DWMY])")
_SIDES = {"after": 1, "before": -1}
_REACH = 3  # verbs between an event and the clause that counts from it


@dataclass(frozen=True, slots=True)
class Step:
    """How far an event lies from another of its sentence.

    Parameters
    ----------
    other
        The verb or noun it is counted from.
    count, unit
        How many days, weeks, months or years later (less than 0: earlier).
    expression
        The words that tell it.
    """

    other: Token
    count: int
    unit: str
    expression: TimeExpression

    def counted_from(self, when: When) -> When:
        """Give the date, or unknown where the other event has none: as fine as its unit."""
        if when.start is None or when.start != when.end:
            return When.unknown()
        day = cal.move(date.fromisoformat(when.start), self.unit, self.count)
        if day is None:
            return When.unknown()
        value = cal.holding(day, self.unit)
        if value.start is None or value.end is None:
            return When.unknown()
        return When(
            value.start.isoformat(), value.end.isoformat(), cal.unit_word(value.value), WhenOrigin.EXPRESSION, self.expression.span
        )


def step_within(token: Token, times: tuple[TimeExpression, ...]) -> Step | None:
    """Find what an event in such a clause or phrase is counted from: "a day after they [fired], the allies answered"."""
    for event in _with_its_verb(token):
        if event.dep_ in ("advcl", "ccomp"):
            for mark in event.children:
                if mark.dep_ == "mark" and (found := _duration_before(mark, times)) is not None:
                    return Step(event.head, -_SIDES[mark.lower_] * found[0], found[1], found[2])
        if event.dep_ in ("pobj", "pcomp") and (found := _duration_before(event.head, times)) is not None:
            return Step(event.head.head, -_SIDES[event.head.lower_] * found[0], found[1], found[2])
    return None


def step_from(token: Token, times: tuple[TimeExpression, ...]) -> Step | None:
    """Find what the event of the main clause is counted from: "two days after the test of Feb. 7, the council [met]"."""
    for event in _with_its_verb(token):
        for child in event.children:
            if child.dep_ == "prep" and (found := _duration_before(child, times)) is not None:
                for noun in child.children:
                    if noun.dep_ in ("pobj", "pcomp"):
                        return Step(noun, _SIDES[child.lower_] * found[0], found[1], found[2])
            if child.dep_ in ("advcl", "ccomp"):
                for mark in child.children:
                    if mark.dep_ == "mark" and (found := _duration_before(mark, times)) is not None:
                        return Step(child, _SIDES[mark.lower_] * found[0], found[1], found[2])
    return None


def _with_its_verb(token: Token) -> Iterator[Token]:
    """An event and the verbs whose time it shares."""
    yield token
    here = token
    for _ in range(_REACH):
        if here.dep_ not in ("xcomp", "conj", "aux", "auxpass", "dobj") or here.head == here:
            return
        here = here.head
        yield here


def _duration_before(word: Token, times: tuple[TimeExpression, ...]) -> tuple[int, str, TimeExpression] | None:
    """The counted stretch right before "after" or "before"."""
    if word.lower_ not in _SIDES:
        return None
    for time in times:
        if time.type is TimeType.DURATION and 0 <= word.idx - time.span.end <= 1 and (count := _COUNT.fullmatch(time.value)):
            return int(count[1]), count[2], time
    return None
