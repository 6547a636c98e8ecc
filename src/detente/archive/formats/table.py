"""Formats that are tables: their columns, and what each column of ours is made of."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.archive.formats.sides import Side

Kind = tuple[str | None, str | None, str | None, bool]
"""What an event code means: PLOVER type, mode and contexts, and whether it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A format whose files are tables.

    Expressions are SQL in which ``{Column}`` stands for a cell's text (empty where the file lacks the column). Keys are lists of
    columns; a file holds few different ones beside its rows, so that Python can tell what each means.

    Parameters
    ----------
    name, title
        As for `Format`.
    columns
        In the order of files without a header.
    needed
        Those a file must have to be of this format.
    separator
        ``"\\t"`` or ``","``, where a file does not tell by its header.
    widths
        How many columns a file without a header may have; all of `columns` if empty.
    sample
        Column and pattern by which the first row of a file without a header is told.
    also
        Other names of columns in headers.
    start, end
        First and last day, or null where they do not parse.
    recorded
        The day on which the row was written down, or null: no event can be later.
    code
        The event code as the row has it.
    kind_key, kind_of
        Columns, and what they mean.
    actor_key, recipient_key, side_of
        Columns, and whom they mean.
    country_key, country_of
        Columns, and which country they mean.
    actor_name, recipient_name, score, reports, dead, injured, place, latitude, longitude, outlet, link
        Expressions of text; numbers are checked.
    kept
        Columns that another column of the archive keeps letter for letter; records need not show them twice.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    separator: str
    start: str
    code: str
    kind_key: tuple[str, ...]
    kind_of: Callable[[Sequence[str]], Kind]
    actor_key: tuple[str, ...]
    recipient_key: tuple[str, ...]
    side_of: Callable[[Sequence[str]], Side]
    sample: Mapping[str, str]
    widths: tuple[int, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    end: str = ""
    recorded: str = "null::date"
    country_key: tuple[str, ...] = ()
    country_of: Callable[[Sequence[str]], str | None] = lambda parts: None
    actor_name: str = "''"
    recipient_name: str = "''"
    score: str = "''"
    reports: str = "''"
    dead: str = "''"
    injured: str = "''"
    place: str = "''"
    latitude: str = "''"
    longitude: str = "''"
    outlet: str = "''"
    link: str = "''"
    kept: tuple[str, ...] = ()

    def is_usual(self, layout: Layout) -> bool:
        """Whether a file has the columns in the format's own order: their names need not be kept with every row then."""
        return layout.columns == self.columns[: len(layout.columns)]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one file has a table: its columns in order, separator, whether cells may be quoted, and whether its first line is a header."""

    columns: tuple[str, ...]
    separator: str
    quoted: bool
    header: bool


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def layout_of(table: Table, lines: Sequence[str]) -> Layout | None:
    """Tell from a file's first lines how it has a table, or that it does not."""
    if not lines:
        return None
    first = lines[0].removeprefix("\ufeff")
    for separator in dict.fromkeys((table.separator, "\t", ",", ";")):
        cells = first.split(separator)
        quoted = separator != "\t" or _quotes(lines)
        if quoted:
            cells = _unquoted((first, *lines[1:]), separator)
        known = {_plain(column): column for column in table.columns} | {_plain(k): v for k, v in table.also.items()}
        named = [known.get(_plain(cell)) for cell in cells]
        if set(table.needed) <= set(named):
            own = [name or cell.strip() or f"column {place}" for place, (name, cell) in enumerate(zip(named, cells, strict=True), start=1)]
            return Layout(tuple(_distinct(own)), separator, quoted, True)
        if len(cells) in (table.widths or (len(table.columns),)):
            row = dict(zip(table.columns, cells, strict=False))
            if all(re.fullmatch(pattern, row.get(column, "").strip()) for column, pattern in table.sample.items()):
                return Layout(table.columns[: len(cells)], separator, quoted, False)
    return None


def _quotes(lines: Sequence[str]) -> bool:
    """Whether tab-separated cells are quoted, as Dataverse writes texts: a name with a nickname in it does not yet tell."""
    return any(sum(len(c) > 1 and c[0] == c[-1] == '"' for c in line.split("\t")) > 1 for line in lines)


def _unquoted(lines: Sequence[str], separator: str) -> list[str]:
    """Give the cells of the first row, whose cells may hold line breaks."""
    try:
        return next(csv.reader(lines, delimiter=separator), [])
    except csv.Error:
        return []


def _distinct(names: list[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def further_pairs(columns: Sequence[str], text: str | None) -> tuple[tuple[str, str], ...]:
    """Give what a row holds besides, as pairs of column and value, from how the archive keeps it; of a list what has a name.

    Examples
    --------
    >>> further_pairs(("Day", "Year", ""), '["","2018","051"]')
    (('Year', '2018'),)
    """
    values = json.loads(text) if text else []
    if isinstance(values, dict):
        return tuple((str(k), v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) for k, v in values.items())
    return tuple((name, value) for name, value in zip(columns, values, strict=False) if name and value)
