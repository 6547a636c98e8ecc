"""When something happened, as far as the text says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from detente.errors import DateError, UsageError
from detente.records.evidence import TextSpan


class TimeType(StrEnum):
    """The four types of time expression of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class WhenOrigin(StrEnum):
    """Where an event's date comes from."""

    EXPRESSION = "expression"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its value.

    Parameters
    ----------
    span
        The words.
    type
        DATE, TIME, DURATION or SET.
    value
        TIMEX3 value: ``2023-04-13``, ``2013-W12``, ``P3D``, ``PAST_REF``; ``XXXX-WXX-4`` where it stays unresolved.
    start, end
        First and last day it covers, ISO dates, both inclusive; None where it is no stretch of the calendar.
    """

    span: TextSpan
    type: TimeType
    value: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class When:
    """The date of an event.

    Parameters
    ----------
    start, end
        First and last day on which it may have happened, ISO dates, both inclusive; None where unknown.
    granularity
        ``"day"``, ``"week"``, ``"month"``, ``"quarter"``, ``"year"``, ``"decade"`` or ``"unknown"``.
    origin
        From an expression in the text, from the document's date, or unknown.
    expression
        The words it comes from, if any.
    """

    start: str | None
    end: str | None
    granularity: str
    origin: WhenOrigin
    expression: TextSpan | None = None

    @classmethod
    def unknown(cls) -> When:
        """No date is known."""
        return cls(None, None, "unknown", WhenOrigin.UNKNOWN)


def is_day(text: str) -> bool:
    """Whether a text is a day, written as ISO dates are.

    Examples
    --------
    >>> is_day("2023-04-16"), is_day("20230416"), is_day("2023-02-30")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_days(since: str | None, until: str | None = None) -> None:
    """Check the two ends of a period that somebody gave.

    Raises
    ------
    DateError
        If one is no day.
    UsageError
        If they are in the wrong order.
    """
    for day in (since, until):
        if day is not None and not is_day(day):
            raise DateError(f"{day!r} is no date; write it as 2023-04-16")
    if since and until and since > until:
        raise UsageError(f"{since} is later than {until}; give the earlier date first")

