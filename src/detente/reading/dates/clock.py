"""Times of the day, and the day they belong to: "08:30 UTC", "10 a.m. on Monday", "Thursday morning"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from detente.reading.dates.calendar import Value
from detente.reading.dates.story import Story
from detente.reading.dates.tokens import BREAK, CLOCK, COMMA, DAY, LETTERS, NUMBER, STOP, YEAR
from detente.records import TimeType

_BETWEEN = frozenset(LETTERS[name] for name in ("at", "on", "of", "the", "in", "stretch")) | {COMMA}


@dataclass(frozen=True, slots=True)
class Found:
    """An expression between two tokens (end exclusive) with its value."""

    start: int
    end: int
    value: Value


def clock(story: Story, start: int, end: int) -> Value | None:
    """A time on the clock, without its day: ``T08:30Z``."""
    word = story.first(start, end, LETTERS["clock word"])
    if word is not None:
        return Value(TimeType.TIME, "T" + word)
    figure = story.first(start, end, CLOCK + DAY + NUMBER + YEAR + LETTERS["number"]) or ""
    match = re.fullmatch(r"(\d{1,2})(?::?(\d\d))?(?::(\d\d))?(am|pm)?", figure.replace(".", ":"))
    if match is None:
        return None
    hour, minute = int(match[1]), match[2] or "00"
    half = match[4] or story.first(start, end, LETTERS["meridiem"])
    part = story.first(start, end, LETTERS["part of day"])
    if half is None and part in ("AF", "EV", "NI"):  # "six o'clock in the evening"
        half = "pm"
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or int(minute) > 59:
        return None
    zone = story.first(start, end, LETTERS["zone"]) or ""
    return Value(TimeType.TIME, f"T{hour:02}:{minute}{zone}")


def part_of_day(story: Story, start: int, end: int) -> Value | None:
    """Morning, night: without its day, unless "this" or "last" gives it."""
    part = story.first(start, end, LETTERS["part of day"])
    return Value(TimeType.TIME, f"T{part}")


def join_days(story: Story, found: list[Found]) -> list[Found]:
    """Give every time of day its day: the one it stands beside, else one of its sentence, else the day of publication.

    A part of the day that stands beside no day ("in the morning") is left out: it tells no date.
    """
    joined: list[Found] = []
    taken = -1
    for place, item in enumerate(found):
        if place == taken:
            continue
        if not item.value.value.startswith("T"):
            joined.append(item)
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        if joined and _is_day(joined[-1]) and _touch(story, joined[-1].end, item.start):
            joined[-1] = Found(joined[-1].start, item.end, _timed(joined[-1].value, item.value))
        elif after is not None and _is_day(after) and _touch(story, item.end, after.start):
            joined.append(Found(item.start, after.end, _timed(after.value, item.value)))
            taken = place + 1
        elif item.value.value[1:2].isdecimal():
            joined.append(replace(item, value=_on_a_day(story, item, [*joined, *found[place + 1 :]], joined)))
    return joined


def _is_day(item: Found) -> bool:
    return item.value.type is TimeType.DATE and item.value.unit == "D"


def _touch(story: Story, end: int, start: int) -> bool:
    return start - end <= 3 and all(letter in _BETWEEN for letter in story.letters(end, start))


def _timed(day: Value, time: Value) -> Value:
    return replace(day, type=TimeType.TIME, value=day.value + time.value)


def _on_a_day(story: Story, item: Found, others: list[Found], before: list[Found]) -> Value:
    near = [o for o in others if o.value.unit == "D" and o.value.start is not None]
    for other in near:
        between = story.letters(min(other.end, item.end), max(other.start, item.start))
        if STOP not in between and BREAK not in between:
            return _timed(replace(other.value, value=other.value.value[:10]), item.value)
    day = story.published.isoformat() if story.published is not None else None
    if day is not None:
        return Value(TimeType.TIME, day + item.value.value, story.published, story.published, "D")
    earlier = [o for o in before if o in near]
    if earlier:
        return _timed(replace(earlier[-1].value, value=earlier[-1].value.value[:10]), item.value)
    return Value(TimeType.TIME, "XXXX-XX-XX" + item.value.value, unit="D")
