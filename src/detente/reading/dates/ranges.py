"""The second half of a range: "March 5-9, 2023", "5 to 9 March", "2017-18"."""

from __future__ import annotations

import re

from detente.reading.dates import calendar as cal
from detente.reading.dates.clock import Found
from detente.reading.dates.story import Story
from detente.reading.dates.tokens import COMMA, DASH, DAY, LETTERS, NUMBER, YEAR
from detente.records import TimeType

_LINK = f"[{re.escape(DASH + LETTERS['to'] + LETTERS['and'])}]"
_COUNTED = f"[{re.escape(LETTERS['unit'] + LETTERS['units'] + LETTERS['month'] + LETTERS['month abbreviated'] + '.')}]"
_DAYS = re.compile(f"{_LINK}{DAY}(?!{_COUNTED})")
_YEAR_AFTER = re.compile(f"{COMMA}?{YEAR}")
_SHORT_YEAR = re.compile(f"{re.escape(DASH)}[{DAY}{NUMBER}](?![{re.escape(LETTERS['unit'] + LETTERS['units'] + DASH)}])")


def rest_of_range(story: Story, item: Found) -> Found | None:
    """Read the end of the range that an expression begins, or None where it begins none."""
    value, letters = item.value, story.tokens.letters
    if value.type is not TimeType.DATE or value.start is None:
        return None
    figure = story.tokens.values[item.end + 1] if item.end + 1 < len(letters) else ""
    if value.unit == "D" and _DAYS.match(letters, item.end):
        if letters[item.end - 1] not in (DAY, YEAR) or int(figure) <= value.start.day:
            return None
        try:
            end = _YEAR_AFTER.match(letters, item.end + 2)
            return Found(item.end + 1, end.end() if end else item.end + 2, cal.on_day(value.start.replace(day=int(figure))))
        except ValueError:
            return None
    if value.unit == "Y" and letters[item.end - 1] == YEAR and _SHORT_YEAR.match(letters, item.end) and len(figure) == 2:
        year = value.start.year // 100 * 100 + int(figure)
        return Found(item.end + 1, item.end + 2, cal.in_year(year)) if year > value.start.year else None
    return None
