"""Dates told from another date: "yesterday", "last week", "two years ago", "the same day", weekdays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from detente.reading.dates import calendar as cal
from detente.reading.dates.calendar import Value
from detente.reading.dates.numbers import quantity
from detente.reading.dates.story import Story
from detente.reading.dates.tokens import LETTERS
from detente.records import TimeType

_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}
_STEPS = "".join(LETTERS[name] for name in ("last", "past", "this", "next", "coming"))
_STORY_STEPS = "".join(LETTERS[name] for name in ("previous", "following", "same", "that"))
_WEEKDAYS = LETTERS["weekday"] + LETTERS["weekday abbreviated"]
_UNITS = LETTERS["unit"] + LETTERS["units"]
_HALF_DAY = 12  # hours
_FINE = ("MIN", "H", "S")


def deictic(story: Story, start: int, end: int) -> Value | None:
    """Today, yesterday, tomorrow, tonight."""
    if LETTERS["tonight"] in story.letters(start, end):
        base = _moved(story.published, "D", 0)
        night = story.first(start, end, LETTERS["tonight"])
        return replace(base, type=TimeType.TIME, value=f"{base.value}T{night}")
    return _moved(story.published, "D", int(story.first(start, end, LETTERS["deictic"]) or 0))


def weekday(story: Story, start: int, end: int) -> Value | None:
    """A weekday: the last one up to publication, or the next where the verb looks ahead or "next" stands before it."""
    number = int(story.first(start, end, _WEEKDAYS) or 0)
    today = story.published
    if today is None:
        return cal.unresolved(f"XXXX-WXX-{number}", "D")
    unit = story.first(start, end, _UNITS)
    steps = [story.tokens.values[place] for place in range(start, end) if story.tokens.letters[place] in _STEPS]
    step = steps[-1] if steps else None  # "this coming Friday" is a coming one
    if unit is not None:  # "Monday last week"
        return cal.on_day(today - timedelta(days=today.isoweekday() - number) + timedelta(days=7 * int(step or 0)))
    if LETTERS["following"] in story.letters(start, end) or LETTERS["same"] in story.letters(start, end):
        base = _story_day(story)
        if base is None:
            return cal.unresolved(f"XXXX-WXX-{number}", "D")
        return cal.on_day(base + timedelta(days=(number - base.isoweekday() - 1) % 7 + 1))
    back, ahead = (today.isoweekday() - number) % 7, (number - today.isoweekday()) % 7
    if step == "-1":
        return cal.on_day(today - timedelta(days=back or 7))
    if step == "1":
        return cal.on_day(today + timedelta(days=ahead or 7))
    if step == "0":
        return cal.on_day(today + timedelta(days=number - today.isoweekday()))
    return cal.on_day(today + timedelta(days=ahead) if story.is_future(start) else today - timedelta(days=back))


def unit_by_step(story: Story, start: int, end: int) -> Value | None:
    """Last week, this year, the next month; the following year, the same day, that month from the story's own date."""
    unit = story.first(start, end, _UNITS) or ""
    if unit in _FINE:
        return None
    letters = story.letters(start, end)
    in_story = story.first(start, end, _STORY_STEPS)
    step = story.first(start, end, _STEPS)
    value: Value
    if in_story is not None:
        value = _moved(_story_day(story, unit), unit, int(in_story or 0))
    elif step is not None and unit == "D" and LETTERS["the"] in letters and step == "1":  # "the next day"
        value = _moved(_story_day(story), unit, 1)
    else:
        value = _moved(story.published, unit, int(step or 0))
    return _cut(story, start, end, value)


def same_unit(story: Story, start: int, end: int) -> Value | None:
    """The same quarter last year: of the story's own date, or of the report's."""
    unit = story.first(start, end, _UNITS) or ""
    if unit in _FINE:
        return None
    base = _story_day(story, unit) or story.published
    step = int(story.first(start, end, _STEPS) or 0)
    if base is not None and story.published is not None:
        base = cal.move(base, "Y", story.published.year + step - base.year)
    return _moved(base, unit, 0)


def the_unit(story: Story, start: int, end: int) -> Value | None:
    """The end of the year, the end of the month: of the year and month of the report."""
    unit = story.first(start, end, _UNITS) or ""
    return None if unit in _FINE else _cut(story, start, end, _moved(story.published, unit, 0))


def weekend(story: Story, start: int, end: int) -> Value | None:
    """The weekend: the last one begun up to publication, or the next where the verb looks ahead."""
    today = story.published
    if today is None:
        return cal.unresolved("XXXX-WXX-WE", "W")
    step = int(story.first(start, end, _STEPS) or 0)
    if step == 0 and today.isoweekday() < 5 and not story.is_future(start) and LETTERS["this"] not in story.letters(start, end):
        step = -1
    return cal.in_weekend(today + timedelta(days=7 * step))


def ago(story: Story, start: int, end: int) -> Value | None:
    """Two years ago, three days from now: as fine as its unit."""
    letters = story.letters(start, end)
    ahead = LETTERS["from now"] in letters
    count, unit = quantity(story, start, end), story.first(start, end, _UNITS) or ""
    if count is None or letters[0] == LETTERS["units"]:
        return cal.unresolved("FUTURE_REF" if ahead else "PAST_REF")
    return _counted(story.published, unit, count if ahead else -count)


def ago_on(story: Story, start: int, end: int) -> Value | None:
    """A year ago today, a week ago on Tuesday, two years ago this week."""
    count, unit = quantity(story, start, end), story.first(start, end, _UNITS) or ""
    today = story.published
    if count is None or count != int(count) or today is None or unit in _FINE:
        return ago(story, start, end)
    said = story.first(start, end, LETTERS["weekday"])
    if said is not None:
        today -= timedelta(days=(today.isoweekday() - int(said)) % 7)
    day = cal.move(today, unit, -int(count))
    if day is None:
        return None
    grain = story.tokens.values[end - 1] if story.tokens.letters[end - 1] in _UNITS else "D"
    return cal.holding(day, grain)


def next_but_one(story: Story, start: int, end: int) -> Value | None:
    """The day before yesterday, the week after next, the year before last."""
    unit = story.first(start, end, _UNITS) or ""
    known = int(story.first(start, end, LETTERS["deictic"] + LETTERS["last"] + LETTERS["next"]) or 0)
    step = int(story.first(start, end, LETTERS["before"] + LETTERS["after"]) or 0)
    if unit in _FINE or known * step <= 0 or (LETTERS["deictic"] in story.letters(start, end)) != (unit == "D"):
        return None
    return _moved(story.published, unit, known + step)


def from_story(story: Story, start: int, end: int) -> Value | None:
    """Two days later, a year earlier: from the story's own date; "earlier" without one looks back from publication."""
    letters = story.letters(start, end)
    after = any(LETTERS[name] in letters for name in ("later", "after"))
    count, unit = quantity(story, start, end), story.first(start, end, _UNITS) or ""
    if count is None:
        return cal.unresolved("PAST_REF" if not after else "FUTURE_REF")
    base = _story_day(story, unit)
    if base is None and not after and story.anchor is None:
        base = story.published
    return _counted(base, unit, count if after else -count)


def day_beside(story: Story, start: int, end: int) -> Value | None:
    """The day before, the week after: from the story's own date."""
    unit = story.first(start, end, _UNITS) or ""
    if unit in _FINE:
        return None
    back = any(LETTERS[name] in story.letters(start, end) for name in ("before", "earlier"))
    return _moved(_story_day(story, unit), unit, -1 if back else 1)


def consecutive_day(story: Story, start: int, end: int) -> Value | None:
    """A third straight day, told of the day of the report."""
    unit = story.first(start, end, _UNITS) or ""
    return None if unit in _FINE else _moved(story.published, unit, 0)


def _story_day(story: Story, unit: str = "D") -> date | None:
    """The story's own date, if it is fine enough to count such units from it."""
    anchor = story.anchor
    order = ("D", "W", "M", "Q", "Y", "DE", "CE")
    if anchor is None or anchor.start is None or anchor.unit not in order:
        return None
    if unit in order and order.index(anchor.unit) > order.index(unit):
        return None
    return anchor.start


def _moved(day: date | None, unit: str, count: int) -> Value:
    """The stretch a count of units away."""
    moved = cal.move(day, unit, count) if day is not None else None
    grain = "W" if unit == "FORTNIGHT" else unit
    return cal.holding(moved, grain) if moved is not None else cal.unresolved(_OPEN.get(grain, "XXXX-XX-XX"), grain)


def _counted(day: date | None, unit: str, count: float) -> Value:
    if unit in _FINE:
        value = _moved(day, "D", 0)
        value = replace(value, type=TimeType.TIME, value=value.value + "TXX")
        # "Six minutes later" is on the story's own day; thirty hours later is not.
        return value if unit != "H" or abs(count) < _HALF_DAY else replace(value, start=None, end=None)
    if count != int(count) and unit == "CE":
        return _moved(day, "Y", int(count * 100))
    if count != int(count):
        months = {"Y": 12, "DE": 120}.get(unit)
        return _moved(day, "M", int(count * months)) if months else _moved(day, "D", int(count * {"W": 7}.get(unit, 1)))
    return _moved(day, unit, int(count))


def _cut(story: Story, start: int, end: int, value: Value) -> Value:
    """Narrow to what "early", "late", "earlier" or "later" tells of the stretch."""
    which = story.first(start, end, LETTERS["stretch"])
    if which is not None:
        return cal.part(value, which)
    letters, today = story.letters(start, end), story.published
    if today is None or value.start is None or value.end is None or not value.start <= today <= value.end:
        return value
    if LETTERS["earlier"] in letters:
        return replace(value, end=today)
    return replace(value, start=today) if LETTERS["later"] in letters else value


def part_by_step(story: Story, start: int, end: int) -> Value | None:
    """This morning, last night; that night, the next morning from the story's own date."""
    letters, part = story.letters(start, end), story.first(start, end, LETTERS["part of day"])
    in_story = story.first(start, end, _STORY_STEPS)
    if in_story is None and LETTERS["next"] in letters and LETTERS["the"] in letters:
        in_story = "1"
    if in_story is not None:
        if LETTERS["that"] not in letters and story.anchor is None:
            return None
        day = _moved(_story_day(story), "D", int(in_story or 0))
    else:
        day = _moved(story.published, "D", int(story.first(start, end, _STEPS) or 0))
    return replace(day, type=TimeType.TIME, value=f"{day.value}T{part}")


def vague(story: Story, start: int, end: int) -> Value | None:
    """Recently, now, soon."""
    return cal.unresolved(story.tokens.values[start])


def the_past(story: Story, start: int, end: int) -> Value | None:
    """In the past."""
    return cal.unresolved("PAST_REF")
