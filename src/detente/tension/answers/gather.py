"""From incidents, rows of a data set or a file of numbers to daily counts."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from detente.archive import DailyRows, Report, merge_reports
from detente.errors import DateError, FormatError, MissingInput, UsageError
from detente.ontology import EVENT_TYPES, is_conflict, is_deed
from detente.tension.answers.counts import DailyCounts

ENOUGH_OTHERS = 20  # rows of other dyads a day, on average, from which on a day without any row is one on which nobody looked


class ActKind(StrEnum):
    """Which acts count."""

    CONFLICT = "conflict"
    COOPERATION = "cooperation"
    DEEDS = "deeds"
    ALL = "all"

    def takes(self, type_name: str | None) -> bool:
        """Whether events of a type count; a type that the ontology does not know counts among all only."""
        if self is ActKind.ALL:
            return True
        if type_name is None or type_name not in EVENT_TYPES:
            return False
        if self is ActKind.DEEDS:
            return is_deed(type_name)
        return is_conflict(type_name) is (self is ActKind.CONFLICT)


def counts_of_reports(
    reports: Iterable[Report],
    published: Iterable[str | None],
    dyad: tuple[str, str],
    kind: ActKind = ActKind.CONFLICT,
    *,
    include_opinion: bool = False,
) -> DailyCounts:
    """Count the incidents of readings: by day, and by who acts towards whom.

    Only asserted events count, as in a series. An incident counts on its first day; one that is not known to the day, or that both
    sides do together (a meeting), counts on none. Coverage of a day is the number of documents published on it or on the day after;
    a day with none, and without an incident, is one on which nobody looked.

    Parameters
    ----------
    reports
        Events of any status.
    published
        The publication date of every document of the archive.
    dyad
        Codes of two parties.
    kind
        Which acts count.
    include_opinion
        Count also what only opinion pieces tell.
    """
    told = [r for r in reports if r.is_done and (include_opinion or not r.opinion)]
    forth: Counter[date] = Counter()
    back: Counter[date] = Counter()
    for incident in merge_reports(told):
        if not incident.start or not incident.end or not kind.takes(incident.type):
            continue
        day = date.fromisoformat(incident.start)
        if date.fromisoformat(incident.end) - day > timedelta(days=1):
            continue
        for (actor, recipient), counter in ((dyad, forth), (dyad[::-1], back)):
            if actor in incident.actors and recipient in incident.recipients:
                counter[day] += 1
    documents = Counter(date.fromisoformat(d) for d in published if d)
    days = _days({*forth, *back, *documents})
    coverage = [float(documents[d] + documents[d + timedelta(days=1)] or (d in forth or d in back)) for d in days]
    return _counts(dyad, days, forth, back, coverage, set())


def counts_of_rows(rows: DailyRows, dyad: tuple[str, str], kind: ActKind = ActKind.CONFLICT) -> DailyCounts:
    """Count the rows of an imported data set.

    Coverage is the number of rows of all other dyads, if there are at least `ENOUGH_OTHERS` a day; a day without any row is then one on
    which nobody looked. In a smaller data set, or one of this dyad alone, a day without rows is a day without acts.

    Parameters
    ----------
    rows
        From ``Archive.daily_rows``.
    dyad, kind
        As for `counts_of_reports`.
    """
    counters: tuple[Counter[date], Counter[date]] = (Counter(), Counter())
    for day, type_name, towards_second, count in rows.acts:
        if kind.takes(type_name):
            counters[0 if towards_second else 1][day] += count
    others = dict(rows.others)
    days = _days(set(others))
    coverage = None
    if days and sum(others.values()) >= ENOUGH_OTHERS * len(days):
        coverage = [float(max(others[d], 1) if d in others else 0) for d in days]
    return _counts(dyad, days, *counters, coverage, set())


def counts_from_file(path: Path, sides: tuple[str, str], coverage: str | None = None) -> DailyCounts:
    """Read daily counts from a file of comma-separated values.

    The first line names the columns: ``date``, one for each side, and one for coverage if it is named. Days that are missing, and days
    with an empty cell, are days on which nobody looked.

    Raises
    ------
    MissingInput, FormatError, DateError
        If there is no such file, or it is not of this form.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
    except OSError as error:
        raise MissingInput(f"{path}: {error.strerror}; name a file of daily counts") from error
    except (UnicodeError, csv.Error) as error:
        raise FormatError(f"{path}: this is no file of comma-separated values in UTF-8 ({error}); save it as such") from error
    wanted = ["date", *sides, *([coverage] if coverage else [])]
    missing = [column for column in wanted if not lines or column not in lines[0]]
    if missing:
        there = ", ".join(c for c in (lines[0] if lines else ()) if c) or "none"
        raise FormatError(f"{path}: it has no column {missing[0]!r} with days below it; its columns are {there}")
    table: dict[date, list[float | None]] = {}
    for number, line in enumerate(lines, start=2):
        day = _day(path, number, line["date"])
        if day in table:
            raise FormatError(f"{path}, line {number}: {day} stands there twice; give each day once")
        table[day] = [_number(path, number, column, line[column], whole=column in sides) for column in wanted[1:]]
    days = _days(set(table))
    gaps = {d for d in days if d not in table or None in table[d]}
    forth, back = ({d: int(values[n] or 0) for d, values in table.items()} for n in (0, 1))
    looked = [float((table[d][2] or 0) if d in table else 0) for d in days] if coverage else None
    return _counts(sides, days, forth, back, looked, gaps)


def _day(path: Path, number: int, text: str | None) -> date:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError as error:
        raise DateError(f"{path}, line {number}: {text!r} is no date; write it as 2023-04-16") from error


def _number(path: Path, number: int, column: str, text: str | None, *, whole: bool) -> float | None:
    if not (text or "").strip():
        return None
    try:
        value = float(text or "")
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9 or (whole and value != int(value)):
        wanted = "a whole number from 0 on (how many acts; a score is no count)" if whole else "a number from 0 on"
        raise FormatError(f"{path}, line {number}: {column} is {text!r}; give {wanted}, or nothing where nobody looked")
    return value


def _days(known: set[date]) -> list[date]:
    if not known:
        return []
    first, last = min(known), max(known)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _counts(
    sides: tuple[str, str],
    days: Sequence[date],
    forth: dict[date, int] | Counter[date],
    back: dict[date, int] | Counter[date],
    coverage: list[float] | None,
    gaps: set[date],
) -> DailyCounts:
    if not days:
        raise UsageError(
            f"nothing dated is there between {sides[0]} and {sides[1]}: there are no days to count in; "
            "give texts their date with `detente add --published`"
        )
    blind = {d for d, looked in zip(days, coverage, strict=True) if not looked} if coverage is not None else set()
    first, second = (tuple(None if d in blind or d in gaps else counts.get(d, 0) for d in days) for counts in (forth, back))
    return DailyCounts(sides, days[0], first, second, tuple(coverage) if coverage is not None else None)
