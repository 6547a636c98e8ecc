"""What a format of others' data sets is, and what an import hands to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from detente.archive.formats.source import Source


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a file, from which its format is told.

    Parameters
    ----------
    name
        Of the file.
    raw
        Its first bytes as they lie on the disk.
    lines
        Its first lines, unpacked and decoded as well as possible; of a zip file, those of its first member.
    """

    name: str
    raw: bytes
    lines: tuple[str, ...]


LINES = 20  # of a file's beginning, enough to tell its format
LOOKED_AT = 1 << 20  # bytes


def first_lines(data: bytes) -> tuple[str, ...]:
    """Give the first lines of a file that begins so, decoded as well as possible and without line ends; empty ones left out.

    Examples
    --------
    >>> first_lines(b"\\xef\\xbb\\xbfid\\tday\\r\\n\\n1\\t2")
    ('id\\tday', '1\\t2')
    """
    text = data[:LOOKED_AT].decode("utf-8-sig", "replace")
    return tuple(line for line in text.replace("\r\n", "\n").split("\n", LINES)[:LINES] if line)


@dataclass(slots=True)
class Intake:
    """One import at work: where the rows come from, where they go, and what is to be told of them.

    Whoever takes rows in writes them to the table ``imported`` of `db` under the number `data_set`, hands over what cannot be
    taken in by `keep_aside`, and adds to the counts. The transaction around it is the archive's.

    Parameters
    ----------
    db
        The archive's connection, within a transaction.
    data_set
        The number under which the rows go in.
    source
        The file.
    folder
        An existing, empty folder for files that are needed meanwhile.
    last
        No event can be later than this day: the user's, or the day of the import.
    advance
        To be told how many bytes of the file have been worked through.

    Attributes
    ----------
    rows
        How many rows went in.
    aside
        How many rows were kept aside, by reason.
    unknown
        How many rows hold a code that nobody knows, by its kind (event, actor, country) and the code.
    others
        What went in besides rows of the file itself, and how many of it: readings, rows of data sets it holds, corrections.
    notes
        What befell the file as a whole, in words.
    """

    db: duckdb.DuckDBPyConnection
    data_set: int
    source: Source
    folder: Path
    last: date
    advance: Callable[[int], None]
    rows: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def keep_aside(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Keep rows aside: their number in the file, why, and the row as it was."""
        if not rows:
            return
        self.aside.update(reason for _, reason, _ in rows)
        numbers, reasons, texts = (list(column) for column in zip(*rows, strict=True))
        # One statement with three lists: row by row it would take a minute for a file of which nothing can be read.
        self.db.execute("insert into set_aside select ?, unnest(?), unnest(?), unnest(?)", [self.data_set, numbers, reasons, texts])


@dataclass(frozen=True, slots=True)
class Format:
    """A format of data sets.

    Parameters
    ----------
    name
        As users write it, e.g. ``"gdelt"``; it also names a data set that the user does not name.
    title
        In words, e.g. ``"GDELT 2.0 events"``.
    recognises
        Whether a file that begins so is of this format.
    take
        Take all rows of a file in.
    columns
        What the places of the list in the column ``further`` are called, an empty name where another column keeps the same;
        nothing where that column is an object with names.
    """

    name: str
    title: str
    recognises: Callable[[Start], bool]
    take: Callable[[Intake], None]
    columns: tuple[str, ...] = ()
