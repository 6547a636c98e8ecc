"""Records in plain words, for readers who know neither PLOVER nor game theory."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files

from detente.ontology import EVENT_TYPES
from detente.records import Incident, Statement, Status
from detente.tables import read_table
from detente.tension import Period

STATUS_WORDS = {
    Status.ASSERTED: "told as a fact",
    Status.NEGATED: "told as not so",
    Status.POSSIBLE: "told as possible",
    Status.HYPOTHETICAL: "told under a condition",
    Status.FUTURE: "told as to come",
}
#: What reports of one event contradict each other in (`Account.about`).
ABOUT = {
    "status": "whether it was done",
    "sides": "who did it to whom",
    "dead": "the number of dead",
    "injured": "the number of injured",
    "arrested": "the number of arrested",
    "day": "the day",
    "place": "the place",
}
MONTHS = tuple(month_name)[1:]

Namer = Callable[[str], str]


@lru_cache
def _phrases() -> dict[tuple[str, str], str]:
    source = files("detente.brief").joinpath("data", "phrases.tsv")
    rows = read_table(source, "brief/data/phrases.tsv", ("type", "mode", "phrase"))
    return {(row.one_of("type", frozenset(EVENT_TYPES)), row["mode"]): row["phrase"] for row in rows}


def does(type_name: str, mode: str | None) -> str:
    """Say what somebody does who does an event of this type.

    Examples
    --------
    >>> does("MOBILIZE", "weapons"), does("THREATEN", None)
    ('tests or shows weapons', 'threatens')
    """
    phrases = _phrases()
    return phrases.get((type_name, mode or ""), phrases[type_name, ""])


def ascribed(statement: Statement) -> str:
    """Say by which words of the text a source is said to say something, or, where there are none, its stance."""
    return f"“{statement.ascribed_by}”" if statement.ascribed_by else str(statement.stance)


def names_of(codes: Iterable[str], name: Namer) -> str:
    """Join names as a sentence does: "A", "A and B", "A, B and C"."""
    names = [name(code) for code in codes]
    return " and ".join(", ".join(names).rsplit(", ", 1))


def who_to_whom(incident: Incident, name: Namer) -> str:
    """Say who took part in an incident."""
    actors = names_of(incident.actors, name) or "Somebody not named"
    if incident.actors and set(incident.actors) == set(incident.recipients):
        return f"{actors} ↔ each other" if len(incident.actors) > 1 else f"{actors} → its own side"
    return f"{actors} → {names_of(incident.recipients, name)}" if incident.recipients else actors


def outlets_of(names: Iterable[str]) -> str:
    """Name outlets; where one is unknown its document's identifier stands for it, which tells a reader nothing."""
    return ", ".join(dict.fromkeys("outlet unknown" if name.startswith("doc-") else name for name in names))


def day_words(start: str | None, end: str | None) -> str:
    """Say a stretch of days, as far as it is known.

    Examples
    --------
    >>> day_words("2023-04-13", "2023-04-13"), day_words("2022-09-01", "2022-09-30"), day_words(None, None)
    ('13 April 2023', 'September 2022', 'date unknown')
    """
    if start is None or end is None:
        return "date unknown"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return _day(first)
    whole_month = first.day == 1 and first.month == last.month and first.year == last.year and (last.toordinal() - first.toordinal()) >= 27
    if whole_month:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def with_names(statement: str, names: Mapping[str, str]) -> str:
    """Put the names of options in place of their identifiers.

    Examples
    --------
    >>> with_names("not usa-drills if prk-tests", {"usa-drills": "joint drills", "prk-tests": "weapons tests"})
    'not “joint drills” if “weapons tests”'
    """
    if not names:
        return statement
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\"?(?<![\w-])({known})(?![\w-])\"?", lambda found: f"“{names[found[1]]}”", statement)


def quoted(text: object) -> str:
    """Give straight quotation marks, as the solver writes them, the form of a printed page.

    Examples
    --------
    >>> quoted('North would drop "tests"')
    'North would drop “tests”'
    """
    return re.sub(r'"([^"]*)"', r"“\1”", str(text))


def begun(text: str) -> str:
    """Begin a line with a capital letter: names made of common words ("government of Japan") have none.

    Examples
    --------
    >>> begun("government of Japan"), begun("")
    ('Government of Japan', '')
    """
    return text[:1].upper() + text[1:]


def signed(value: float) -> str:
    """Write a number to one decimal, with the sign of a printed page.

    Examples
    --------
    >>> signed(-5.333), signed(0.0), signed(-0.01)
    ('−5.3', '0.0', '0.0')
    """
    written = f"{abs(value):.1f}"
    return f"−{written}" if value < 0 and float(written) else written


def with_interval(period: Period, measure: str) -> str:
    """Write a period's ``conflict``, ``cooperation`` or ``net`` with its interval: "12.5 (4.1 to 35.0)"; "unknown" in a gap."""
    value = getattr(period, measure)
    if value is None or period.intervals is None:
        return "unknown"
    low, high = period.intervals[measure]
    return f"{value:.1f} ({low:.1f} to {high:.1f})"
