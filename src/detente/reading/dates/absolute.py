"""Dates that name their place in the calendar: "March 21, 2023", "late 2018", "the third quarter", "September"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from detente.reading.dates import calendar as cal
from detente.reading.dates.calendar import Value
from detente.reading.dates.story import Story
from detente.reading.dates.tokens import (
    COMMA,
    DASH,
    DAY,
    DECADE,
    FISCAL_YEAR,
    HALF_YEAR,
    HOLIDAY,
    LETTERS,
    NUMBER,
    NUMBERED,
    QUARTER,
    VAGUE,
    YEAR,
)
from detente.records import TimeType

MONTHS = LETTERS["month"] + LETTERS["month abbreviated"]
_STRETCH = LETTERS["stretch"]
_STORY = "".join(LETTERS[name] for name in ("that", "same", "previous", "following"))
_LONG_AGO = 366  # days: a sentence whose date lies further back tells of that time
_RANGE_YEAR = re.compile(f"[{re.escape(DASH + LETTERS['to'] + LETTERS['and'])}]{DAY}{COMMA}?{YEAR}")
_MONTHS_YEAR = re.compile(f"[{re.escape(DASH + LETTERS['to'] + LETTERS['and'])}][{MONTHS}]{DAY}?{COMMA}?{YEAR}")
_NEAR = 31  # days: a date without a year and without a tense that lies this near ahead of a report is an announced one


def iso(story: Story, start: int, end: int) -> Value | None:
    """``2023-04-13``."""
    text = story.tokens.values[start]
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    value = cal.on_day(day)
    return replace(value, type=TimeType.TIME, value=text) if len(text) > 10 else value


def slashed(story: Story, start: int, end: int) -> Value | None:
    """``3/21/2023`` where only one reading is a date; else it stays unresolved."""
    parts = [int(part) for part in story.tokens.values[start].split("/")]
    if parts[0] >= cal.FIRST_YEAR:
        return _day(*parts)
    if parts[2] < cal.FIRST_YEAR:
        return None
    american, european = _day(parts[2], parts[0], parts[1]), _day(parts[2], parts[1], parts[0])
    if american and european and american != european:
        return cal.unresolved(f"{parts[2]:04}-XX-XX", "D")
    return american or european


def calendar_day(story: Story, start: int, end: int) -> Value | None:
    """A day of a month, with or without its year or weekday."""
    month = story.first(start, end, MONTHS)
    number = story.first(start, end, DAY + NUMBERED + LETTERS["ordinal"])
    year = story.first(start, end, YEAR)
    if month is None or number is None:
        return None
    if year is None:
        year = _year_after_range(story, end)
    if year is not None:
        return _day(int(year), int(month), int(number))
    said = _day_of_year_said(story, start, end)
    if said is not None:
        return _day(said, int(month), int(number))
    return _nearest(story, start, lambda y: _day(y, int(month), int(number)), f"XXXX-{int(month):02}-{int(number):02}", "D")


def first_of_range(story: Story, start: int, end: int) -> Value | None:
    """The first day in "5-9 March 2023": its month and year follow its end."""
    letters = story.tokens.letters
    after = end + 2
    while letters[after - 1 : after] and letters[after - 1] not in MONTHS:
        after += 1
    return calendar_day(story, start, min(after + _year_width(letters, after), len(letters)))


def _year_width(letters: str, place: int) -> int:
    """How many tokens a year takes that follows a month."""
    if letters[place : place + 1] == YEAR:
        return 1
    return 2 if letters[place : place + 2] == COMMA + YEAR else 0


def _year_after_range(story: Story, end: int) -> str | None:
    """The year of "March 5-9, 2023" and "March to June 2023" stands after the end of the range."""
    match = _RANGE_YEAR.match(story.tokens.letters, end) or _MONTHS_YEAR.match(story.tokens.letters, end)
    return story.tokens.values[match.end() - 1] if match else None


def calendar_month(story: Story, start: int, end: int) -> Value | None:
    """A month, with or without its year, or the early, middle or late part of it."""
    month = int(story.first(start, end, MONTHS) or 0)
    year = story.first(start, end, YEAR)
    if year is None:
        year = _year_after_range(story, end)
    said = int(year) if year is not None else _day_of_year_said(story, start, end)
    if said is not None:
        value: Value | None = cal.in_month(said, month)
    else:
        step = _step(story, start, end)
        value = _nearest(story, start, lambda y: cal.in_month(y, month), f"XXXX-{month:02}", "M", step=step)
    return _cut(story, start, end, value)


def year(story: Story, start: int, end: int) -> Value | None:
    """A year, or the early, middle or late part of it."""
    return _cut(story, start, end, cal.in_year(int(story.first(start, end, YEAR) or 0)))


def year_end(story: Story, start: int, end: int) -> Value | None:
    """Year-end: the last part of a named year or of this one."""
    value = _with_year(story, start, end, cal.in_year, "XXXX", "Y", step=0)
    return cal.part(value, "END") if value is not None else None


def fiscal_year(story: Story, start: int, end: int) -> Value | None:
    """A fiscal year: which days it covers depends on whose it is."""
    named = story.first(start, end, YEAR + FISCAL_YEAR)
    if named is None:
        unit, step = story.first(start, end, LETTERS["unit"]), _step(story, start, end)
        if step is None and story.first(start, end, VAGUE) == "PRESENT_REF":
            step = 0  # "the current fiscal year"
        if unit != "Y" or step is None:
            return None
        named = f"{story.published.year + step}" if story.published is not None else "XXXX"
    return cal.unresolved(f"FY{named}", "Y")


def fiscal_quarter(story: Story, start: int, end: int) -> Value | None:
    """A quarter of a fiscal year, named in it: which days it covers depends on whose it is."""
    number = int(story.first(start, end, QUARTER) or story.first(start, end, LETTERS["ordinal"] + NUMBERED + LETTERS["second"]) or 0)
    if not 1 <= number <= 4:
        return None
    return cal.unresolved(f"FY{story.first(start, end, YEAR + FISCAL_YEAR) or 'XXXX'}-Q{number}", "Q")


def year_quarter(story: Story, start: int, end: int) -> Value | None:
    """``3Q22``."""
    figure = story.tokens.values[start]
    return cal.in_quarter(int(figure[1:]), int(figure[0]))


def decade(story: Story, start: int, end: int) -> Value | None:
    """The 1990s, the nineties, the late '80s."""
    word = story.first(start, end, LETTERS["decade word"])
    number = 1900 + int(word) if word is not None else int(story.first(start, end, DECADE) or 0)
    if number < cal.FIRST_YEAR:
        return None
    return _cut(story, start, end, cal.in_decade(number))


def century(story: Story, start: int, end: int) -> Value | None:
    """The 21st century."""
    number = int(story.first(start, end, NUMBERED + LETTERS["ordinal"]) or 0)
    return _cut(story, start, end, cal.in_century(number)) if 1 <= number <= 21 else None


def quarter(story: Story, start: int, end: int) -> Value | None:
    """A quarter; a fiscal one is named but covers other days for every one who reports it."""
    place = story.letters(start, end)
    number = int(story.first(start, end, QUARTER) or story.first(start, end, LETTERS["ordinal"] + NUMBERED + LETTERS["second"]) or 0)
    if not 1 <= number <= 4:
        return None
    value = _with_year(story, start, end, lambda y: cal.in_quarter(y, number), f"XXXX-Q{number}", "Q", finished=True)
    if value is not None and LETTERS["fiscal"] in place:
        return replace(value, start=None, end=None)
    return value


def half(story: Story, start: int, end: int) -> Value | None:
    """The first or second half of a year."""
    number = int(story.first(start, end, LETTERS["ordinal"] + LETTERS["second"] + HALF_YEAR) or 0)
    if LETTERS["later"] in story.letters(start, end)[:2]:  # "the latter half"
        number = 2
    if LETTERS["earlier"] in story.letters(start, end)[:2]:
        number = 1
    if number not in (1, 2):
        return None
    return _with_year(story, start, end, lambda y: cal.in_half(y, number), f"XXXX-H{number}", "Y")


def season(story: Story, start: int, end: int) -> Value | None:
    """A season, of a named year or the nearest one."""
    name = story.first(start, end, LETTERS["season"]) or ""
    step = _step(story, start, end)
    letters = story.letters(start, end)
    if any(letter in letters for letter in _STORY) and LETTERS["unit"] not in letters and YEAR not in letters:
        return _season_of_story(story, letters, name)
    return _with_year(story, start, end, lambda y: cal.in_season(y, name), f"XXXX-{name}", "Q", step=step)


def _season_of_story(story: Story, letters: str, name: str) -> Value:
    """That autumn, the following winter: counted from the story's own date."""
    anchor = story.anchor
    if anchor is None or anchor.start is None or anchor.end is None:
        return cal.unresolved(f"XXXX-{name}", "Q")
    first, last = anchor.start, anchor.end
    choices = [cal.in_season(year, name) for year in range(first.year - 2, last.year + 3)]
    if LETTERS["previous"] in letters:
        return [value for value in choices if value.end is not None and value.end < first][-1]
    if LETTERS["following"] in letters:
        return next(value for value in choices if value.start is not None and value.start > last)
    return next(value for value in choices if value.end is not None and value.end >= first)


def year_of_era(story: Story, start: int, end: int) -> Value | None:
    """44 BC."""
    figure = story.first(start, end, DAY + NUMBER + YEAR) or ""
    return cal.unresolved(f"BC{int(figure):04}", "Y") if figure.isdecimal() else None


def holiday(story: Story, start: int, end: int) -> Value | None:
    """A day with a fixed place in the year, or a named day of history."""
    where = story.first(start, end, HOLIDAY) or ""
    if len(where) > 5:
        return cal.on_day(date.fromisoformat(where))
    month, day = (int(part) for part in where.split("-"))
    return _with_year(story, start, end, lambda y: _day(y, month, day), f"XXXX-{where}", "D")


def week_of_month(story: Story, start: int, end: int) -> Value | None:
    """The first week of March: the month, cut to seven days."""
    number = int(story.first(start, end, LETTERS["ordinal"] + LETTERS["second"]) or 1)
    value = calendar_month(story, start, end)
    if value is None or value.start is None or value.end is None or number > 4:
        return value
    first = value.start + timedelta(days=7 * (number - 1))
    return replace(value, start=first, end=first + timedelta(days=6))


def week_of_day(story: Story, start: int, end: int) -> Value | None:
    """The week of March 20, the weekend of March 18."""
    day = calendar_day(story, start, end)
    if day is None or day.start is None:
        return None
    if LETTERS["weekend"] in story.letters(start, end):
        return cal.in_weekend(day.start)
    return cal.in_week(day.start)


def _day(year: int, month: int, day: int) -> Value | None:
    try:
        return cal.on_day(date(year, month, day))
    except ValueError:
        return None


def _cut(story: Story, start: int, end: int, value: Value | None) -> Value | None:
    which = story.first(start, end, _STRETCH)
    return cal.part(value, which) if value is not None and which is not None else value


def _step(story: Story, start: int, end: int) -> int | None:
    """What "last", "this" or "next" before a month or season asks for."""
    letters = LETTERS["last"] + LETTERS["this"] + LETTERS["next"] + LETTERS["past"] + LETTERS["coming"]
    step = story.first(start, end, letters)
    return int(step) if step is not None else None


def _day_of_year_said(story: Story, start: int, end: int) -> int | None:
    """The year that "last year", "this year", "that year" after a date gives it."""
    letters = story.letters(start, end)
    if LETTERS["unit"] not in letters:
        return None
    if any(letter in letters for letter in _STORY):
        away = -1 if LETTERS["previous"] in letters else 1 if LETTERS["following"] in letters else 0
        return story.anchor.start.year + away if story.anchor and story.anchor.start else None
    step = _step(story, start, end)
    return story.published.year + step if story.published is not None and step is not None else None


def _with_year(
    story: Story,
    start: int,
    end: int,
    make: Callable[[int], Value | None],
    open_value: str,
    unit: str,
    *,
    step: int | None = None,
    finished: bool = False,
) -> Value | None:
    named = story.first(start, end, YEAR)
    said = int(named) if named is not None else _day_of_year_said(story, start, end)
    value = make(said) if said is not None else _nearest(story, start, make, open_value, unit, step=step, finished=finished)
    return _cut(story, start, end, value)


def _nearest(
    story: Story,
    place: int,
    make: Callable[[int], Value | None],
    open_value: str,
    unit: str,
    *,
    step: int | None = None,
    finished: bool = False,
) -> Value | None:
    """Choose the year: the last such date up to publication, or the next from it on where the verb looks ahead.

    What is `finished` is told of when it is over, as quarters are.
    """
    today = story.published
    if today is None:
        return cal.unresolved(open_value, unit)
    choices = [value for year in range(today.year - 1, today.year + 2) if (value := make(year)) is not None and value.start and value.end]
    if not choices:  # the 29th of February
        return cal.unresolved(open_value, unit)
    beside = _beside_anchor(story, place, choices_of=make)
    if beside is not None and step is None:
        return beside
    begun = [value for value in choices if (first := value.end if finished else value.start) is not None and first <= today]
    ahead = [value for value in choices if value.end is not None and value.end >= today]
    if step is not None:
        return _stepped(choices, today, step)
    looks_ahead = story.is_future(place)
    if ahead and (looks_ahead or not begun):
        return ahead[0]
    if ahead and unit == "D" and story.tense(story.tokens.starts[place]) is None and ahead[0].start is not None:
        wait = (ahead[0].start - today).days
        if wait <= _NEAR:
            return ahead[0]
    return begun[-1] if begun else None


def _beside_anchor(story: Story, place: int, choices_of: Callable[[int], Value | None]) -> Value | None:
    """In "he was elected in November 2004 and took office on January 20" the sentence's own date tells the year."""
    anchor, today = story.anchor_in_sentence(place), story.published
    if anchor is None or anchor.start is None or anchor.end is None or today is None or (today - anchor.end).days < _LONG_AGO:
        return None
    first, last = anchor.start, anchor.end
    choices = [value for year in range(first.year, last.year + 2) if (value := choices_of(year)) is not None]
    return next((value for value in choices if value.start is not None and value.start >= first), None)


def _stepped(choices: list[Value], today: date, step: int) -> Value | None:
    """Last March is the last one that is over; next March the first that has not begun; this March the one of this year."""
    if step < 0:
        over = [value for value in choices if value.end is not None and value.end < today]
        return over[-1] if over else None
    if step > 0:
        coming = [value for value in choices if value.start is not None and value.start > today]
        return coming[0] if coming else None
    return next((value for value in choices if value.start is not None and value.start.year == today.year), None)
