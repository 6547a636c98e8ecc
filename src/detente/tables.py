"""Knowledge as tables a domain person can read and edit.

A table is a tab-separated text file: lines that start with ``#`` are comments, the first other line names the columns,
``;`` separates the values of a column that holds several. A row that is wrong is reported with its file and line.
For tables that others open, there is what keeps a cell from being run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from detente.errors import KnowledgeError

#: Control characters, marks that turn the direction of writing, halves of characters.
TRICKS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: object) -> object:
    """Give a cell that a spreadsheet shows and does not run; numbers stay numbers.

    Examples
    --------
    >>> harmless("=HYPERLINK(1)"), harmless(-12.5), harmless("calm")
    ("'=HYPERLINK(1)", -12.5, 'calm')
    """
    if not isinstance(cell, str) or (cell.isprintable() and not cell.startswith(_SIGNS)):
        return cell  # what is printable holds no tricks
    shown = TRICKS.sub("\ufffd", cell)
    return f"'{shown}" if cell.startswith(_SIGNS) else shown


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Parameters
    ----------
    file, line
        Where it stands, line counted from 1.
    values
        Its cells by column name, blanks trimmed.
    """

    file: str
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def several(self, column: str) -> tuple[str, ...]:
        """Split a cell that holds several values."""
        return tuple(part.strip() for part in self.values[column].split(";") if part.strip())

    def wrong(self, problem: str) -> KnowledgeError:
        """Make the error that says what is wrong with this row."""
        return KnowledgeError(f"{self.file}, line {self.line}: {problem}")

    def one_of(self, column: str, allowed: frozenset[str], *, empty: bool = False) -> str:
        """Give a cell that must be one of some values (or, if `empty`, nothing)."""
        value = self.values[column]
        if value in allowed or (empty and not value):
            return value
        raise self.wrong(f"{column} is {value!r}; it must be one of {', '.join(sorted(allowed))}")


def read_table(source: Traversable | Path, shown: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Read a table row by row.

    Parameters
    ----------
    source
        The file.
    shown
        How to name it in messages.
    columns
        The columns the table must have, in order.

    Raises
    ------
    KnowledgeError
        If the table is missing, its columns are others, or a row has too many cells.
    """
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{shown}: cannot be read ({error}); check that it exists and is UTF-8 text") from error
    header: tuple[str, ...] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise KnowledgeError(f"{shown}, line {number}: the columns are {', '.join(header)}; they must be {', '.join(columns)}")
            continue
        if len(cells) > len(header):
            raise KnowledgeError(f"{shown}, line {number}: {len(cells)} cells where the table has {len(header)} columns; check the tabs")
        yield Row(shown, number, dict(zip(header, cells + ("",) * (len(header) - len(cells)), strict=True)))
    if header is None:
        raise KnowledgeError(f"{shown}: there is no table in it; its first line must name the columns {', '.join(columns)}")
