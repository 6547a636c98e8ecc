"""How long and how often: durations and sets."""

from __future__ import annotations

from dataclasses import replace

from detente.reading.dates import calendar as cal
from detente.reading.dates.calendar import Value
from detente.reading.dates.numbers import quantity, shown
from detente.reading.dates.story import Story
from detente.reading.dates.tokens import DAY, LETTERS, NUMBER
from detente.records import TimeType

_UNITS = LETTERS["unit"] + LETTERS["units"]
_FIGURES = LETTERS["number"] + LETTERS["half"] + DAY + NUMBER
_AHEAD = LETTERS["next"] + LETTERS["coming"] + LETTERS["following"]
# Letters of ISO 8601; units it lacks are counted in the next smaller one it has.
_ISO = {"S": ("T{}S", 1), "MIN": ("T{}M", 1), "H": ("T{}H", 1), "D": ("{}D", 1), "W": ("{}W", 1), "FORTNIGHT": ("{}W", 2),
        "M": ("{}M", 1), "Q": ("{}M", 3), "Y": ("{}Y", 1), "DE": ("{}Y", 10), "CE": ("{}Y", 100)}  # fmt: skip


def period(number: float | None, unit: str) -> str:
    """Write a length as TIMEX3 does.

    Examples
    --------
    >>> period(3, "W"), period(0.5, "H"), period(None, "Y"), period(2, "DE")
    ('P3W', 'PT30M', 'PXY', 'P20Y')
    """
    if number is not None and number != int(number) and unit in ("H", "DE"):
        return {"H": f"PT{shown(number * 60)}M", "DE": f"P{shown(number * 10)}Y"}[unit]
    form, times = _ISO[unit]
    return "P" + form.format(shown(None if number is None else number * times))


def duration(story: Story, start: int, end: int) -> Value | None:
    """Five years, several days, half an hour, decades."""
    unit = story.first(start, end, _UNITS) or "S"
    bare = not set(story.letters(start, end)) - set(_UNITS + LETTERS["long"] + "-")
    plural = LETTERS["units"] in story.letters(start, end)
    count = (None if plural else 1.0) if bare else quantity(story, start, end)
    if plural and not any(letter in _FIGURES for letter in story.letters(start, end)):  # "a decades-long war"
        count = None
    return Value(TimeType.DURATION, period(count, unit))


def duration_beside_now(story: Story, start: int, end: int) -> Value | None:
    """The past nine days, the next six months: with the stretch of the calendar they cover."""
    letters = story.letters(start, end)
    unit = story.first(start, end, _UNITS) or "S"
    counted = any(letter in _FIGURES for letter in letters)
    count = quantity(story, start, end) if counted else (1.0 if LETTERS["unit"] in letters else None)
    value = Value(TimeType.DURATION, period(count, unit))
    today = story.published
    if today is None or count is None or count != int(count):
        return value
    ahead = any(letter in letters for letter in _AHEAD)
    other = cal.move(today, unit, int(count) if ahead else -int(count)) if unit not in ("S", "MIN", "H") else None
    if other is None:
        return value
    return replace(value, start=min(today, other), end=max(today, other), unit=unit)


def long_word(story: Story, start: int, end: int) -> Value | None:
    """Yearlong, weekslong."""
    return Value(TimeType.DURATION, story.first(start, end, LETTERS["long word"]) or "PXX")


def frequency(story: Story, start: int, end: int) -> Value | None:
    """Daily, weekly, annual."""
    return Value(TimeType.SET, story.first(start, end, LETTERS["frequency"]) or "PXX")


def every(story: Story, start: int, end: int) -> Value | None:
    """Every day, every two weeks, each Monday."""
    day = story.first(start, end, LETTERS["weekday"] + LETTERS["weekdays"])
    if day is not None:
        return Value(TimeType.SET, f"XXXX-WXX-{day}")
    month = story.first(start, end, LETTERS["month"])
    if month is not None:
        return Value(TimeType.SET, f"XXXX-{int(month):02}")
    season = story.first(start, end, LETTERS["season"])
    if season is not None:
        return Value(TimeType.SET, f"XXXX-{season}")
    if LETTERS["part of day"] in story.letters(start, end):
        return Value(TimeType.SET, "P1D")
    if LETTERS["other"] in story.letters(start, end):
        return Value(TimeType.SET, period(2.0, story.first(start, end, _UNITS) or "D"))
    return Value(TimeType.SET, period(quantity(story, start, end) or 1.0, story.first(start, end, _UNITS) or "D"))


def rate(story: Story, start: int, end: int) -> Value | None:
    """80,000 barrels a day, twice a week."""
    return Value(TimeType.SET, period(1.0, story.first(start, end, _UNITS) or "D"))
