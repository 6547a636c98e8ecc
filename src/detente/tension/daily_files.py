"""A daily series from a file of comma-separated values: a line a day, with a date, a value, and perhaps a volume."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from detente.errors import EncodingError, FormatError, MissingInput, UsageError
from detente.tension.daily import Daily, daily_series


def read_daily(path: Path, column: str | None = None, volume: str | None = None, dates: str = "date") -> Daily:
    """Read a daily series.

    Parameters
    ----------
    path
        A file with a head line.
    column
        The column of values; may be left out if there is but one beside those of the dates and the volume. An empty cell is a gap.
    volume
        The column to divide by (see `daily_series`); None to take values as they are.
    dates
        The column of ISO dates.

    Raises
    ------
    MissingInput, EncodingError, FormatError
        If there is no such file, it is no text, or a line is no day of the series; the line is named.
    UsageError
        If a column is not there, or days come twice.
    """
    if not path.is_file():
        raise MissingInput(f"{path}: there is no such file; give a file of comma-separated values with a line a day")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except UnicodeDecodeError as error:
        raise EncodingError(f"{path}: byte {error.start} is no UTF-8; save the file as UTF-8") from error
    except csv.Error as error:
        raise FormatError(f"{path}: these are no comma-separated values ({error}); check the quotes") from error
    if not rows:
        raise FormatError(f"{path} is empty; give a head line and a line a day")
    head = [name.strip() for name in rows[0]]
    day_at = _place(path, head, dates)
    volume_at = None if volume is None else _place(path, head, volume)
    value_at = _place(path, head, column) if column is not None else _only(path, head, {day_at, volume_at})
    days, values, volumes = [], [], []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            raise FormatError(f"{path}, line {number} has {len(row)} cells, the head {len(head)}; mend the line")
        days.append(_day(path, number, row[day_at]))
        values.append(_number(path, number, head[value_at], row[value_at]))
        if volume_at is not None:
            volumes.append(_number(path, number, head[volume_at], row[volume_at]))
    if not days:
        raise FormatError(f"{path} has a head line only; add a line a day")
    try:
        return daily_series(days, values, None if volume_at is None else volumes)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _place(path: Path, head: Sequence[str], name: str) -> int:
    if head.count(name) != 1:
        found = "comes twice" if name in head else "is not there"
        raise UsageError(f"{path}: the column {name!r} {found}; the columns are {', '.join(head)}")
    return head.index(name)


def _only(path: Path, head: Sequence[str], taken: set[int | None]) -> int:
    left = [place for place in range(len(head)) if place not in taken]
    if len(left) != 1:
        names = ", ".join(head[place] for place in left) or "none"
        raise UsageError(f"{path}: which column? name it with --column; left beside dates and volume: {names}")
    return left[0]


def _day(path: Path, number: int, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise FormatError(f"{path}, line {number}: {text!r} is no date; write it as 2018-04-27") from error


def _number(path: Path, number: int, column: str, text: str) -> float:
    if not text.strip():
        return math.nan
    try:
        return float(text)
    except ValueError as error:
        raise FormatError(
            f"{path}, line {number}, {column}: {text!r} is no number; write 12.5, or leave it empty if it is unknown"
        ) from error
