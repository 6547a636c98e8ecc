"""A text as words of the grammar of time: each token gets one letter for its class, so that rules are patterns over letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from detente.reading.dates.calendar import FIRST_YEAR, LAST_YEAR
from detente.reading.lexicon import load_table

FOLDER = "dates"

# The letter of each class of `words.tsv`; the rules of the grammar are written with these names.
LETTERS = {
    "month": "m", "month abbreviated": "B", "weekday": "w", "weekday abbreviated": "K", "weekdays": "W", "unit": "u", "units": "U",
    "second": "s", "half": "j", "weekend": "k", "number": "n", "ordinal": "O", "article": "a", "the": "t", "this": "T", "that": "H",
    "last": "l", "past": "p", "next": "x", "coming": "C", "previous": "P", "following": "F", "same": "e", "ago": "g", "earlier": "E",
    "later": "L", "before": "b", "after": "f", "from now": "N", "deictic": "I", "tonight": "i", "part of day": "d", "clock word": "c",
    "meridiem": "M", "zone": "Z", "season": "S", "stretch": "V", "approximately": "A", "every": "v", "frequency": "r", "long word": "Y",
    "long": "G", "old": "X", "fiscal": "J", "consecutive": "q", "of": "o", "in": "h", "at": "@", "on": "z", "to": "R", "and": "&",
    "times": "D", "decade word": "8", "year end": "y", "other": "%", "o'clock": "<", "era": ">",
}  # fmt: skip
# Letters of tokens that no table lists: vague phrases, holidays, numbers by their form, punctuation, all other words.
VAGUE, HOLIDAY, NOT_TIME = "?", "!", "_"
ISO, SLASHED, CLOCK, DAY, YEAR, NUMBER, NUMBERED, DECADE, QUARTER, MONEY = "0", "1", "2", "3", "4", "5", "6", "7", "9", "$"
HALF_YEAR, FISCAL_YEAR, YEAR_QUARTER = "=", "~", "*"
COMMA, DASH, STOP, BREAK, OTHER, NAME = ",", "-", ";", "|", ".", "^"

_TOKEN = re.compile(
    r"""\d{4}-\d\d-\d\d(?:T\d\d(?::?\d\d){0,2})?(?![\w-])
    | \d{1,4}/\d{1,2}/\d{1,4}(?![\w/])
    | [ap]\.m\.?(?!\w)
    | \d{1,2}\.\d{1,2}\.\d{4}(?!\w)
    | (?:Q[1-4]|H[12])(?!\w)
    | [1-4]Q(?:\d\d)?(?!\w)
    | FY\d\d(?:\d\d)?(?!\w)
    | ['’`]?\d0s(?!\w)
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|am|pm)?(?![^\W\d_])
    | [^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*\.?
    | ['’][sS]?(?!\w)
    | \n
    | [^\w\s]
    | \w+""",
    re.VERBOSE,
)
_MONEY_SIGNS = frozenset("$€£¥₩#%°")
_DASHES = frozenset("-–—‑")
_WORDS = frozenset({OTHER, NAME})
_SHORT = 3  # characters: a full stop after a shorter word may be an abbreviation's
_STOPS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in classes: `letters[i]` is the class of token `i`, `values[i]` what its rule computes with."""

    text: str
    letters: str
    values: list[str]
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    letter: str
    value: str
    capital: bool


@lru_cache(maxsize=1)
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """All forms of the tables by their first word, or by their first two joined by a blank; the longest first."""
    found: dict[str, list[_Entry]] = {}

    def add(form: str, letter: str, value: str, capital: bool) -> None:
        words = tuple(match[0] for match in _TOKEN.finditer(form))
        found.setdefault(" ".join(words[:2]).lower(), []).append(
            _Entry(words if capital else tuple(w.lower() for w in words), letter, value, capital)
        )

    for row in load_table(f"{FOLDER}/words.tsv", ("class", "value", "forms", "capital")):
        letter = LETTERS[row.one_of("class", frozenset(LETTERS))]
        for form in row.several("forms"):
            add(form, letter, row["value"], row.one_of("capital", frozenset({"yes"}), empty=True) == "yes")
    for row in load_table(f"{FOLDER}/vague.tsv", ("value", "phrases")):
        for form in row.several("phrases"):
            add(form, VAGUE, row.one_of("value", frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})), False)
    for row in load_table(f"{FOLDER}/holidays.tsv", ("date", "names")):
        if not re.fullmatch(r"(\d{4}-)?\d\d-\d\d", row["date"]):
            raise row.wrong(f"date is {row['date']!r}; it must be MM-DD or YYYY-MM-DD")
        for form in row.several("names"):
            add(form, HOLIDAY, row["date"], form[:1] != form[:1].lower())
    for row in load_table(f"{FOLDER}/not_times.tsv", ("phrases",)):
        for form in row.several("phrases"):
            add(form, NOT_TIME, "", any(word[:1].isupper() for word in form.split()))
    return {word: tuple(sorted(entries, key=lambda e: -len(e.words))) for word, entries in found.items()}


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens and class them."""
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        raw.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    entries = _entries()
    lower = [word.lower() for word in raw]
    letters: list[str] = []
    values: list[str] = []
    first: list[int] = []
    last: list[int] = []
    place, count = 0, len(raw)
    while place < count:
        word = raw[place]
        end = ends[place]
        entry = _find(entries, raw, lower, place)
        if entry is None and word[-1] == "." and len(word) > 1:
            # A full stop that belongs to no abbreviation ends a sentence: the word counts without it.
            entry = _find(entries, [word[:-1]], [lower[place][:-1]], 0)
            if entry is not None:
                end -= 1
        if entry is not None:
            width = len(entry.words)
            if width > 1:
                end = ends[place + width - 1] - (entry.words[-1][-1] != "." and raw[place + width - 1][-1] == ".")
            letters.append(entry.letter)
            values.append(entry.value)
            first.append(starts[place])
            last.append(end)
            stop = end != ends[place + width - 1]
            place += width
        else:
            letter, value = _class_of(word)
            stop = letter in _WORDS and word[-1] == "." and len(word) > _SHORT
            letters.append(letter)
            values.append(value)
            first.append(starts[place])
            last.append(end - stop)
            place += 1
        if stop:
            letters.append(STOP)
            values.append(".")
            first.append(last[-1])
            last.append(first[-1] + 1)
    return Tokens(text, "".join(letters), values, first, last)


def _find(entries: dict[str, tuple[_Entry, ...]], raw: list[str], lower: list[str], place: int) -> _Entry | None:
    if place + 1 < len(lower):
        pair = f"{lower[place]} {lower[place + 1]}"
        several = entries.get(pair)
        if several is None and pair[-1] == ".":
            several = entries.get(pair[:-1])
        for entry in several or ():
            width = len(entry.words)
            found = (raw if entry.capital else lower)[place : place + width]
            if len(found) == width and found[-1][-1] == "." != entry.words[-1][-1]:
                found[-1] = found[-1][:-1]  # a sentence's full stop hangs on the last word of the phrase
            if tuple(found) == entry.words:
                return entry
    for entry in entries.get(lower[place], ()):
        if not entry.capital or raw[place] == entry.words[0]:
            return entry
    return None


def _class_of(word: str) -> tuple[str, str]:
    head = word[0]
    if head.isdecimal():
        return _class_of_number(word)
    if head.isalpha():
        if head in "QH" and len(word) == 2 and word[1].isdecimal():
            return (QUARTER if head == "Q" else HALF_YEAR), word[1]
        if word[:2] == "FY" and word[2:].isdecimal():
            return FISCAL_YEAR, word[2:] if len(word) == 6 else "20" + word[2:]
        if word in ("a.m.", "a.m", "p.m.", "p.m"):
            return LETTERS["meridiem"], word[0] + "m"
        return (NAME if head.isupper() else OTHER), ""
    if word == "\n":
        return BREAK, ""
    if len(word) > 2 and word[-1] == "s" and word[1].isdecimal():
        return DECADE, "19" + word[1:3]
    if head == ",":
        return COMMA, ""
    if head in _DASHES:
        return DASH, ""
    if head in _MONEY_SIGNS:
        return MONEY, ""
    return (STOP, word) if head in _STOPS else (OTHER, "")


def _class_of_number(word: str) -> tuple[str, str]:
    if word.isdecimal():
        number = int(word) if len(word) < 10 else 0
        if len(word) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
            return YEAR, word
        return (DAY if len(word) <= 2 and 1 <= number <= 31 else NUMBER), word
    if word[4:5] == "-":
        return ISO, word
    if "/" in word:
        return SLASHED, word
    if word.count(".") == 2 and len(word) > 7:
        day, month, year = word.split(".")  # where dates have dots, the day comes first
        return ISO, f"{year}-{int(month):02}-{int(day):02}"
    if word[1:2] == "Q":
        return (QUARTER, word[0]) if len(word) == 2 else (YEAR_QUARTER, word[0] + "20" + word[2:])
    ending = word[-2:]
    if ending in ("st", "nd", "rd", "th") and word[:-2].isdecimal():
        return NUMBERED, word[:-2]
    if ending in ("am", "pm"):
        return CLOCK, word
    if word[-1] == "s":
        return (DECADE, word[:-1]) if len(word) in (3, 5) and word[-2] == "0" and word[:-1].isdecimal() else (OTHER, "")
    if re.fullmatch(r"\d{1,2}:\d\d(:\d\d)?", word):
        return CLOCK, word
    return NUMBER, word.replace(",", "")
