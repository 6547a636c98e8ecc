"""How many: the quantity in "two and a half years", "several days", "a dozen hours"."""

from __future__ import annotations

from detente.reading.dates.story import Story
from detente.reading.dates.tokens import DAY, LETTERS, NUMBER

_SCALES = (100, 12)  # hundred, dozen: they multiply what stands before them
_UNKNOWN = "X"


def quantity(story: Story, start: int, end: int) -> float | None:
    """Give the number that a stretch of tokens tells, or None where it tells a vague one ("several").

    A choice of two ("two or three", "20 to 30") gives the first.
    """
    total: float | None = None
    for place in range(start, end):
        letter, value = story.tokens.letters[place], story.tokens.values[place]
        if letter == LETTERS["number"]:
            if value == _UNKNOWN:
                return None
            total = _join(total, float(value))
        elif letter in (DAY, NUMBER):
            total = _figure(value)
        elif letter == LETTERS["half"]:
            total = (total or 0.0) + 0.5
            break
        elif letter == LETTERS["article"]:
            if total is None and story.tokens.letters[place + 1 : place + 2] != LETTERS["number"]:
                total = 1.0
        elif letter in (LETTERS["to"], LETTERS["and"]) and not _half_follows(story, place, end):
            break
    return total


def _join(total: float | None, number: float) -> float:
    if total is None:
        return number
    return total * number if number in _SCALES else total + number


def _half_follows(story: Story, place: int, end: int) -> bool:
    return LETTERS["half"] in story.tokens.letters[place:end]


def _figure(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def shown(number: float | None) -> str:
    """Write a number as TIMEX3 durations do: whole numbers bare, unknown ones as ``X``."""
    if number is None:
        return _UNKNOWN
    return str(int(number)) if number == int(number) else f"{number:g}"
