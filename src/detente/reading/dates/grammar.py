"""The grammar of time expressions: patterns over classes of words, and what reads each.

A pattern is a row of class names (see `tokens.LETTERS`, and the names below) with blanks between; ``/`` is a choice, ``?`` makes
optional, ``*`` and ``+`` repeat, round brackets group, ``(?=`` looks ahead. The longest match wins; among equals the first rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from detente.reading.dates import absolute, clock, duration, relative, tokens
from detente.reading.dates.calendar import Value
from detente.reading.dates.story import Story

Reader = Callable[[Story, int, int], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the function that reads it, and a name for explanations."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


_NAMES = {
    **{name.replace(" ", "-"): letter for name, letter in tokens.LETTERS.items()},
    "iso": tokens.ISO, "slashed": tokens.SLASHED, "clock": tokens.CLOCK, "day": tokens.DAY, "year": tokens.YEAR, "figure": tokens.NUMBER,
    "numbered": tokens.NUMBERED, "decade": tokens.DECADE, "q": tokens.QUARTER, "comma": tokens.COMMA, "dash": tokens.DASH,
    "holiday": tokens.HOLIDAY, "half-year": tokens.HALF_YEAR, "fiscal-year": tokens.FISCAL_YEAR, "year-quarter": tokens.YEAR_QUARTER,
}  # fmt: skip
_MACROS = {
    "MONTH": "month/month-abbreviated",
    "WEEKDAY": "( weekday/weekday-abbreviated comma? )?",
    "UNIT": "unit/units",
    "NTH": "ordinal/numbered/second",
    "STRETCH": "( the? stretch dash? )?",
    "STEP": "last/past/this/next/coming",
    "OF_YEAR": "( comma? of/in? year | of/in? the? STEP/that/same/following/previous unit )?",
    "COUNT": "approximately* ( half article | article number | article day/figure | article | article? number ( dash? number )* "
    "| day/figure number? ) ( dash? and dash? ( article dash? half | half ) | to/and/dash number/day/figure )?",
}
_RULES: tuple[tuple[str, str, Reader], ...] = (
    ("ISO date", "iso", absolute.iso),
    ("date with slashes", "slashed", absolute.slashed),
    ("day of a month", "WEEKDAY ( MONTH the? day/numbered | the? day/numbered of? MONTH ) OF_YEAR", absolute.calendar_day),
    ("day of a month", "the? ordinal of MONTH OF_YEAR", absolute.calendar_day),
    ("first day of a range", "day (?= dash/to/and day of? MONTH )", absolute.first_of_range),
    ("month", "STRETCH ( the? STEP )? STRETCH MONTH OF_YEAR", absolute.calendar_month),
    ("week of a month", "the? NTH unit of MONTH ( comma? year )?", absolute.week_of_month),
    ("year", "STRETCH ( the approximately? unit )? year", absolute.year),
    ("year before our era", "the? approximately? day/figure/year era", absolute.year_of_era),
    ("fiscal year", "the? fiscal unit? year | fiscal-year | the? STEP/vague fiscal unit", absolute.fiscal_year),
    ("fiscal quarter", "the? NTH dash? fiscal? unit of? ( the? fiscal unit? year | fiscal-year )", absolute.fiscal_quarter),
    ("fiscal quarter", "the? NTH dash? fiscal unit ( of/in? year )?", absolute.fiscal_quarter),
    ("fiscal quarter", "q of? ( fiscal unit? year | fiscal-year )", absolute.fiscal_quarter),
    ("decade", "STRETCH the? ( stretch dash? )? decade/decade-word", absolute.decade),
    ("century", "STRETCH the? ( stretch dash? )? NTH dash? unit", absolute.century),
    ("quarter", "STRETCH the? fiscal? NTH dash? fiscal? unit OF_YEAR", absolute.quarter),
    ("quarter", "q OF_YEAR", absolute.quarter),
    ("quarter in short", "year-quarter", absolute.year_quarter),
    ("half year", "half-year ( comma/of/in )? year", absolute.half),
    ("half year", "the? NTH/earlier/later half ( of year | of the? STEP unit | of the unit )", absolute.half),
    ("season", "STRETCH ( the/STEP/that/same/following/previous )* ( stretch dash? )? season OF_YEAR", absolute.season),
    ("year end", "year-end OF_YEAR", absolute.year_end),
    ("holiday", "( the? STEP )? holiday OF_YEAR", absolute.holiday),
    ("day by name", "( earlier/later on? )? deictic", relative.deictic),
    ("next but one", "the? unit before/after ( deictic | last/next )", relative.next_but_one),
    ("week of a day", "the? unit/weekend of MONTH day OF_YEAR", absolute.week_of_day),
    ("day by name", "tonight", relative.deictic),
    ("weekday", "( earlier/later on )? ( the? STEP* STEP/following/same )? STRETCH weekday ( of? STEP unit )?", relative.weekday),
    ("weekday", "weekday-abbreviated", relative.weekday),
    ("stretch beside now", "the/this past unit | the last unit", duration.duration_beside_now),
    ("stretch by step", "( earlier/later )? STRETCH the? STEP/previous/following/same unit", relative.unit_by_step),
    ("same stretch", "the? same unit of? STEP unit", relative.same_unit),
    ("stretch by step", "( earlier/later )? STRETCH that/same unit", relative.unit_by_step),
    ("part of a stretch", "the? stretch the? unit", relative.the_unit),
    ("part of a stretch", "earlier/later in the unit", relative.the_unit),
    ("weekend", "( the/STEP )+ weekend", relative.weekend),
    ("ago", "COUNT dash? UNIT ago/from-now", relative.ago),
    ("ago on", "COUNT UNIT ago on? ( deictic | weekday | this unit )", relative.ago_on),
    ("ago", "units ago", relative.ago),
    ("from the story", "COUNT dash? UNIT earlier/later", relative.from_story),
    ("beside the story", "the unit before/after/earlier", relative.day_beside),
    ("consecutive", "the/article? NTH consecutive unit", relative.consecutive_day),
    ("night", "STEP part-of-day | the? following/next/same/previous part-of-day | that part-of-day", relative.part_by_step),
    ("rate", "article unit", duration.rate),
    ("rate", "times unit", duration.rate),
    ("duration", "COUNT dash? UNIT ( dash long )?", duration.duration),
    ("duration", "UNIT dash long", duration.duration),
    ("duration", "approximately? units", duration.duration),
    ("stretch beside now", "the? STEP/previous/following approximately* ( number/day/figure )+ units", duration.duration_beside_now),
    ("stretch beside now", "the? past/coming/last/next units", duration.duration_beside_now),
    ("long word", "long-word", duration.long_word),
    ("frequency", "frequency", duration.frequency),
    ("every", "every other? COUNT? NTH? UNIT/weekday/month/season/part-of-day", duration.every),
    ("every", "weekdays", duration.every),
    ("clock", "( clock | day ) meridiem zone?", clock.clock),
    ("clock", "clock zone?", clock.clock),
    ("clock", "figure/year/clock zone", clock.clock),
    ("clock", "clock-word", clock.clock),
    ("clock", "number/day o'clock ( in the part-of-day )? zone?", clock.clock),
    ("part of a day", "the? stretch? dash? part-of-day", clock.part_of_day),
    ("vague", "vague", relative.vague),
    ("the past", "the past", relative.the_past),
)
_NAMES["vague"] = tokens.VAGUE


def _expand(pattern: str) -> str:
    """Turn a pattern over names into a regular expression over letters."""
    parts: list[str] = []
    for item in pattern.split():
        suffix = item[-1] if len(item) > 1 and item[-1] in "?*+" else ""
        name = item.removesuffix(suffix) if suffix else item
        if item == "(?=":
            parts.append("(?=")
        elif name in "()|":
            parts.append({"(": "(?:", ")": ")", "|": "|"}[name] + suffix)
        elif name in _MACROS and "/" not in name and " " in _MACROS[name]:
            parts.append(f"(?:{_expand(_MACROS[name])}){suffix}")
        else:
            parts.append(f"[{re.escape(_letters(name))}]{suffix}")
    return "".join(parts)


def _letters(choice: str) -> str:
    return "".join(_letters(_MACROS[name]) if name in _MACROS else _NAMES[name] for name in choice.split("/"))


RULES = tuple(Rule(name, re.compile(_expand(pattern)), read) for name, pattern, read in _RULES)
