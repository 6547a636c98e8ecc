"""Days, ISO weeks and months: where one begins, and which comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum


class By(StrEnum):
    """How finely a series is cut."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def start_of(day: date, by: By) -> date:
    """Give the first day of the period a day lies in.

    Examples
    --------
    >>> start_of(date(2018, 6, 12), By.WEEK).isoformat(), start_of(date(2018, 6, 12), By.MONTH).isoformat()
    ('2018-06-11', '2018-06-01')
    """
    if by is By.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if by is By.MONTH else day


def end_of(start: date, by: By) -> date:
    """Give the last day of the period that begins on a day."""
    return next_after(start, by) - timedelta(days=1)


def next_after(start: date, by: By) -> date:
    """Give the first day of the period after the one that begins on a day."""
    if by is By.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if by is By.WEEK else 1)


def all_periods(first: date, last: date, by: By) -> Iterator[date]:
    """Give the first days of all periods from that of one day to that of another."""
    start = start_of(first, by)
    while start <= last:
        yield start
        start = next_after(start, by)


def period_of(start: str | None, end: str | None, by: By) -> date | None:
    """Give the one period that holds a stretch of days (ISO dates), or None where it is unknown or reaches across two."""
    if start is None or end is None:
        return None
    first = start_of(date.fromisoformat(start), by)
    return first if first == start_of(date.fromisoformat(end), by) else None
