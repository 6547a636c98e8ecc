"""Détente's own form: one JSON value a line. A reading stands as it is kept, so that it comes back to the byte.

Then come corrections, and the data sets of others: each a line that names it, then its rows, what was kept aside of it, and the codes
nobody knew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from detente.archive.formats.appending import KINDS
from detente.archive.imported import condition
from detente.archive.reports import reports_of
from detente.archive.selection import Selection
from detente.records import Reading, from_json

if TYPE_CHECKING:
    from detente.archive.imports import DataSet
    from detente.archive.store import Archive

ALL = Selection()


def archive_lines(archive: Archive, selection: Selection, read: bool = True, names: tuple[str, ...] | None = None) -> Iterator[str]:
    """Give a whole archive, one JSON value a line, in one order however it was filled.

    A selection keeps the readings that hold a chosen event, and the rows that are one; `read` and `names` choose between what was read
    here and data sets.
    """
    if read:
        yield from (f"{text}\n" for *_, text in kept_readings(archive, selection))
        columns = archive.columns("corrections", but=("place",))
        for row in archive.stream(f"select {', '.join(map(quoted, columns))} from corrections order by place"):
            yield _line("correction", {name: value for name, value in zip(columns, row, strict=True) if value is not None})
    for data_set in chosen_sets(archive, names):
        yield _line("data_set", {"name": data_set.name, "format": data_set.format, "source": data_set.source, "sha256": data_set.sha256})
        yield from _rows(archive, data_set.number, selection)
        if selection == ALL:
            yield from _besides(archive, data_set.number)


def chosen_sets(archive: Archive, names: tuple[str, ...] | None) -> list[DataSet]:
    """Give the data sets of these names, or all, in one order however they were imported."""
    return sorted((d for d in archive.data_sets() if names is None or d.name in names), key=lambda d: (d.name, d.sha256))


def kept_readings(archive: Archive, selection: Selection) -> Iterator[tuple[str, str | None, str | None, str, str]]:
    """Give the readings that hold a chosen event, as they are kept: without what corrections make of them, which go out themselves.

    Document, day of publication, outlet, source and the reading as JSON.
    """
    for row in archive.stream("select document, published, outlet, source, reading from readings order by published nulls last, document"):
        if selection == ALL or any(selection.takes(report) for report in reports_of(from_json(Reading, row[-1]))):
            yield row


def _rows(archive: Archive, number: int, selection: Selection) -> Iterator[str]:
    chosen, values = condition(selection, None)
    cells = ", ".join(f'i."{name}"::varchar' if kind == "date" else f'i."{name}"' for name, kind in KINDS.items())
    query = f"select {cells} from imported i join data_sets d on d.id = i.data_set where i.data_set = ? and {chosen} order by i.row"
    for row in archive.stream(query, [number, *values]):
        yield _line("row", {name: value for name, value in zip(KINDS, row, strict=True) if value is not None})


def _besides(archive: Archive, number: int) -> Iterator[str]:
    for row in archive.stream("select row, reason, text from set_aside where data_set = ? order by row, reason, text", [number]):
        yield _line("aside", dict(zip(("row", "reason", "text"), row, strict=True)))
    for row in archive.stream("select kind, code, rows from unknown_codes where data_set = ? order by kind, code", [number]):
        yield _line("unknown", dict(zip(("kind", "code", "rows"), row, strict=True)))


def quoted(column: str) -> str:
    """Quote a column's name: some are words of SQL."""
    return f'"{column}"'


def _line(kind: str, plain: dict[str, Any]) -> str:
    return json.dumps({kind: plain}, ensure_ascii=False) + "\n"
