"""The day a text was published: given, told by its metadata, or stated by the text about itself."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from importlib.resources import files

from detente.errors import DateError
from detente.tables import read_table

EARLIEST = date(1600, 1, 1)  # there was no newspaper before
_TOP_LINES = 8  # lines that hold title, byline and date of a text
_BOTTOM_LINES = 3
_LONGEST = 160  # characters: a longer line is prose
_CITY = r"[A-Z][A-Z .,'’/()-]{1,50}?"


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    rows = read_table(files("detente.documents").joinpath("data/months.tsv"), "documents/data/months.tsv", ("number", "names"))
    return {name: int(row["number"]) for row in rows for name in row.several("names")}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A date; a line that labels one; a line that is one; a dateline that holds one."""
    month = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    number = r"\d{1,2}(?:st|nd|rd|th)?"
    day = rf"(?:(?i:{month})\.?\s+{number},?\s+\d{{4}}|{number}\s+(?i:{month})\.?,?\s+\d{{4}}|\d{{4}}[-/]\d{{2}}[-/]\d{{2}})"
    weekday = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    clock = r"(?:T?\s*[,|–-]?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:\(?[A-Z]{2,4}\)?|[+-]\d{2}:?\d{2})?)?"
    label = r"(?:Published|Posted|Issued|Released|Publication date|Date published|Published date|Date|PUBLISHED|DATE)"
    others = r"(?:\s*[|·•/–-].{0,80})?"
    return (
        re.compile(day),
        re.compile(rf"{label}\s*(?:on|at|:|-)?\s*:?\s*{weekday}(?P<day>{day}){clock}{others}"),
        re.compile(rf"(?:(?:By|BY)\s[^|]{{1,60}}[|·•]\s*)?(?:{_CITY},\s+)?{weekday}(?P<day>{day}){clock}{others}\.?"),
        re.compile(rf"{_CITY},?\s+{weekday}(?P<day>{day})\s*(?:\([^()]{{1,40}}\)\s*)?(?:--|[-–—:])"),
    )


def parse_date(text: str) -> date | None:
    """Read a date as metadata write it; None where it is no date.

    Examples
    --------
    >>> parse_date("Sun, 16 Apr 2023 08:00:00 GMT")
    datetime.date(2023, 4, 16)
    >>> parse_date("2023-04-16T08:00:00Z"), parse_date("April 16, 2023"), parse_date("soon")
    (datetime.date(2023, 4, 16), datetime.date(2023, 4, 16), None)
    """
    text = text.strip()[:_LONGEST]
    compact = re.match(r"(\d{4})(\d{2})(\d{2})(?!\d)", text)
    try:
        if compact is not None:
            return date(*(int(part) for part in compact.groups()))
        match = _patterns()[0].search(text)
        return _date(match[0]) if match is not None else None
    except ValueError:
        return None


def _date(text: str) -> date | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    word = re.search(r"[A-Za-z]{3,}", text)
    try:
        if word is None:
            return date(*numbers)
        return date(numbers[1], _months()[word[0].lower()], numbers[0])
    except (ValueError, KeyError):
        return None


def credible(day: date) -> bool:
    """Whether a text can have been published on a day: not before there was news, and not in the future."""
    return EARLIEST <= day <= date.today()


def check_published(text: str | None) -> str | None:
    """Check a publication date given by the user.

    Raises
    ------
    DateError
        If it is no date of the form ``2023-04-16``, or lies in the future.

    Examples
    --------
    >>> check_published("2023-04-16")
    '2023-04-16'
    """
    if text is None:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        raise DateError(f"the publication date {text!r} is no date; give it as 2023-04-16")
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise DateError(f"the publication date {text!r} is not in the calendar; give it as 2023-04-16") from error
    if not credible(day):
        raise DateError(f"the publication date {text!r} lies in the future or before {EARLIEST.year}; give the day the text appeared")
    return day.isoformat()


def find_published(text: str) -> str | None:
    """Find the publication date that a plain text states about itself, or None.

    Only sure signs count: a line that labels it ("Published: April 16, 2023"), a line near the top that is nothing but a date,
    a dateline with its year ("SEOUL, April 16, 2023 (Yonhap) --"). Two that disagree give none.

    Parameters
    ----------
    text
        The raw text, before captions and bylines are taken out.

    Examples
    --------
    >>> find_published("Talks fail\\n\\nApril 16, 2023\\n\\nThe talks failed on Friday.")
    '2023-04-16'
    >>> find_published("The talks of April 16, 2023 failed.") is None
    True
    """
    lines = [line.strip() for line in text[:20_000].splitlines() if line.strip()]
    top = lines[:_TOP_LINES]
    bottom = [line.strip() for line in text[-2_000:].splitlines() if line.strip()][-_BOTTOM_LINES:]
    _, labelled, alone, dateline = _patterns()
    for places, pattern, whole in ((top + bottom, labelled, True), (top, alone, True), (top, dateline, False)):
        days = {day for line in places if (day := _stated(line, pattern, whole=whole)) is not None}
        if days:
            return days.pop().isoformat() if len(days) == 1 else None
    return None


def is_date_line(line: str) -> bool:
    """Whether a line does nothing but state the date of publication."""
    _, labelled, alone, _ = _patterns()
    return any(_stated(line, pattern, whole=True) is not None for pattern in (labelled, alone))


def _stated(line: str, pattern: re.Pattern[str], *, whole: bool) -> date | None:
    if whole and len(line) > _LONGEST:
        return None
    match = pattern.fullmatch(line) if whole else pattern.match(line[:_LONGEST])
    day = _date(match["day"]) if match is not None else None
    return day if day is not None and credible(day) else None
