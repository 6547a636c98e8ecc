"""Détente's own form: one JSON value a line. A reading stands as it is kept, so that it comes back to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.archive.reports import reports_of
from detente.archive.selection import Selection
from detente.records import to_json

if TYPE_CHECKING:
    from detente.archive.store import Archive


def archive_lines(archive: Archive, selection: Selection) -> Iterator[str]:
    """Give whole readings, one a line, by publication and identifier; a selection keeps those that hold a chosen event."""
    for reading in archive.readings():
        if selection == Selection() or any(selection.takes(report) for report in reports_of(reading)):
            yield to_json(reading) + "\n"
