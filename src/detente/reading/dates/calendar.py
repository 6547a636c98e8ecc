"""The calendar behind TIMEX3 values: a day, week, month, season as a value and as the stretch it covers."""

from __future__ import annotations

import calendar as _calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.records import TimeType

FIRST_YEAR, LAST_YEAR = 1000, 2199  # years a news text may name; beyond them a number of four digits is a number


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 value with the days it covers.

    Parameters
    ----------
    type, value
        As in TIMEX3.
    start, end
        First and last day, or None where it has no place on the calendar.
    unit
        How fine it is: ``"D"``, ``"W"``, ``"M"``, ``"Q"``, ``"Y"``, ``"DE"``, ``"CE"`` or ``""``.
    """

    type: TimeType
    value: str
    start: date | None = None
    end: date | None = None
    unit: str = ""


def unresolved(value: str, unit: str = "") -> Value:
    """A date whose place is not known: ``XXXX-WXX-4``."""
    return Value(TimeType.DATE, value, unit=unit)


def on_day(day: date) -> Value:
    """One day."""
    return Value(TimeType.DATE, day.isoformat(), day, day, "D")


def in_week(day: date) -> Value:
    """The ISO week, Monday to Sunday, that holds a day."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Value(TimeType.DATE, f"{year:04}-W{week:02}", monday, monday + timedelta(days=6), "W")


def in_weekend(day: date) -> Value:
    """The Saturday and Sunday of the ISO week that holds a day."""
    week = in_week(day)
    assert week.start is not None
    return Value(TimeType.DATE, f"{week.value}-WE", week.start + timedelta(days=5), week.end, "W")


def in_month(year: int, month: int) -> Value:
    """A month."""
    last = _calendar.monthrange(year, month)[1]
    return Value(TimeType.DATE, f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), "M")


def in_year(year: int) -> Value:
    """A year."""
    return Value(TimeType.DATE, f"{year:04}", date(year, 1, 1), date(year, 12, 31), "Y")


def in_quarter(year: int, quarter: int) -> Value:
    """A quarter of the calendar year."""
    last = in_month(year, 3 * quarter)
    return Value(TimeType.DATE, f"{year:04}-Q{quarter}", date(year, 3 * quarter - 2, 1), last.end, "Q")


def in_half(year: int, half: int) -> Value:
    """A half of the calendar year."""
    last = in_month(year, 6 * half)
    return Value(TimeType.DATE, f"{year:04}-H{half}", date(year, 6 * half - 5, 1), last.end, "Y")


def in_decade(year: int) -> Value:
    """The decade that holds a year: ``199`` for the 1990s."""
    first = year // 10 * 10
    return Value(TimeType.DATE, f"{first // 10:03}", date(first, 1, 1), date(first + 9, 12, 31), "DE")


def in_century(number: int) -> Value:
    """A century by its number: the 21st has the value ``20``."""
    first = (number - 1) * 100
    return Value(TimeType.DATE, f"{number - 1:02}", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "CE")


def in_season(year: int, season: str) -> Value:
    """A season of the northern hemisphere; winter is the one that begins in December of the year."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    last = in_month(year + 1, 2) if season == "WI" else in_month(year, first + 2)
    return Value(TimeType.DATE, f"{year:04}-{season}", date(year, first, 1), last.end, "Q")


def holding(day: date, unit: str) -> Value:
    """The day, week, month, quarter, year, decade or century that holds a day."""
    if unit == "D":
        return on_day(day)
    if unit == "W":
        return in_week(day)
    if unit == "M":
        return in_month(day.year, day.month)
    if unit == "Q":
        return in_quarter(day.year, (day.month + 2) // 3)
    if unit == "DE":
        return in_decade(day.year)
    if unit == "CE":
        return in_century(day.year // 100 + 1)
    return in_year(day.year)


def move(day: date, unit: str, count: int) -> date | None:
    """Move a day by a count of units; the 31st becomes the last of a shorter month. None beyond the calendar."""
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    try:
        if months is None:
            return day + timedelta(days=count * {"D": 1, "W": 7, "FORTNIGHT": 14}[unit])
        total = day.year * 12 + day.month - 1 + count * months
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day.day, _calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, _calendar.IllegalMonthError):
        return None


def part(value: Value, which: str) -> Value:
    """Cut a stretch to its early, middle or late third (``"START"``, ``"MID"``, ``"END"``); its value stays as TIMEX3 wants it."""
    if value.start is None or value.end is None or value.unit == "D":
        return value
    if value.unit == "Y" and (value.end - value.start).days > 300:
        first, last = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[which]
        return replace(value, start=date(value.start.year, first, 1), end=in_month(value.start.year, last).end)
    if value.unit == "DE":
        first, last = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[which]
        return replace(value, start=date(value.start.year + first, 1, 1), end=date(value.start.year + last, 12, 31))
    third = round(((value.end - value.start).days + 1) / 3)
    second, final = value.start + timedelta(days=third), value.start + timedelta(days=2 * third)
    day = timedelta(days=1)
    start, end = {"START": (value.start, second - day), "MID": (second, final - day), "END": (final, value.end)}[which]
    return replace(value, start=start, end=end)


def unit_word(value: str) -> str:
    """Name how fine a calendar value is, as `When.granularity` does.

    Examples
    --------
    >>> unit_word("2023-04"), unit_word("2023-W15"), unit_word("199"), unit_word("PAST_REF")
    ('month', 'week', 'decade', 'unknown')
    """
    for pattern, word in _GRAINS:
        if pattern.fullmatch(value):
            return word
    return "unknown"


_GRAINS = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"[\dX]{4}-[\dX]{2}-[\dX]{2}(T.*)?", "day"),
        (r"[\dX]{4}-W[\dX]{2}-\d", "day"),
        (r"[\dX]{4}-W[\dX]{2}(-WE)?", "week"),
        (r"[\dX]{4}-[\dX]{2}", "month"),
        (r"[\dX]{4}-(Q[\dX]|SP|SU|FA|WI)", "quarter"),
        (r"FY[\dX]{4}-Q\d", "quarter"),
        (r"(FY)?[\dX]{4}(-H\d)?", "year"),
        (r"\d{3}X?", "decade"),
    )
)
