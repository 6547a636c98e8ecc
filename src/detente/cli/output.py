"""What the verbs print and write: tables, JSON and CSV on standard output, notes on standard error, files whole or not at all.

What documents, file names and model files hold may have been made to play tricks on a terminal: nothing of it is printed as it is.
"""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from detente.errors import UsageError
from detente.tables import TRICKS, harmless
from detente.writing import unwritable, whole_file

_BEYOND_ASCII = re.compile("[\x7f-\U0010ffff]")
#: A table for a file or a program is not folded at a terminal's width.
_WIDE = 200


def plain(text: object) -> str:
    """Give a text as a terminal may show it: without control characters other than line breaks and tabs.

    Examples
    --------
    >>> plain("calm\\x1b[31m and\\u202e order")
    'calm�[31m and� order'
    """
    return TRICKS.sub("\ufffd", str(text))


def one_line(text: object) -> str:
    """Give a text on one line, as `plain`."""
    return plain(" ".join(str(text).split()))


def say(text: str) -> None:
    """Print lines for people on standard output."""
    click.echo(plain(text))


def note(text: str) -> None:
    """Print one line for people on standard error."""
    click.echo(one_line(text), err=True)


def rich_text(text: object) -> str:
    """Give a text for rich to print as it is, with nothing in it taken for markup."""
    return escape(plain(text))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table for people."""
    table = Table(title=title, title_justify="left", title_style="bold", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(one_line(cell)) if cell is not None else "unknown" for cell in row))
    _table_output().print(table)


class Output(Console):
    """Standard output for what rich prints; where its reader has left, it is told as for all other output."""

    def on_broken_pipe(self) -> None:
        """Raise again what rich would end the program for."""
        raise BrokenPipeError(errno.EPIPE, "nobody reads this output")


def _table_output() -> Output:
    output = Output()
    return output if output.is_terminal or "COLUMNS" in os.environ else Output(width=_WIDE)


def print_json(value: Any) -> None:
    """Print one JSON value."""
    print_json_text(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_list(values: Iterable[Any]) -> None:
    """Print a JSON list value by value: one of millions never stands in memory as a whole."""
    begun = False
    for value in values:
        click.echo(",\n" if begun else "[\n", nl=False)
        print_json_text(json.dumps(value, ensure_ascii=False, indent=2), end="")
        begun = True
    click.echo("\n]" if begun else "[]")


def print_json_text(text: str, end: str = "\n") -> None:
    """Print a text that is JSON; what a terminal would obey, or the output cannot hold, is escaped, which changes no value."""
    wanted = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
    click.echo((TRICKS if wanted else _BEYOND_ASCII).sub(_escaped, text) + end, nl=False)


def print_piece(text: str, *, is_json: bool) -> None:
    """Print a piece of an export as it is; in JSON, what a terminal would obey is escaped, which changes no value."""
    if is_json:
        print_json_text(text.removesuffix("\n"))
    else:
        click.echo(text, nl=False)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1].replace("\x7f", "\\u007f")  # json leaves this one character of ASCII as it is


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print comma-separated rows; a cell that a spreadsheet would run as a formula is made harmless."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])


def check_writable(path: Path) -> None:
    """Check before long work that a file can be written where it is wanted.

    Raises
    ------
    UsageError
        If it cannot, or if it is a device or a pipe, which a file would replace.
    """
    try:
        folder = next(parent for parent in path.resolve().parents if parent.exists())
        if path.exists() and not path.is_file():
            raise UsageError(f"{path}: this is a folder, a device or a pipe; name an ordinary file")
        if not folder.is_dir():
            raise UsageError(f"{path}: {folder.name} is a file, no folder; name another file")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(f"{path}: the folder may not be written to; name another file")
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(path, error) from error


def write_files(texts: Mapping[Path, str]) -> None:
    """Write text files as `write_bytes` does."""
    write_bytes({path: text.encode("utf-8", errors="replace") for path, text in texts.items()})


def write_bytes(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together: all are written aside first, so that none is ever half done.

    Raises
    ------
    UsageError
        If one cannot be written; then none is.
    """
    for path in contents:
        check_writable(path)
    with ExitStack() as in_place_at_end:
        for path, content in contents.items():
            in_place_at_end.enter_context(whole_file(path)).write_bytes(content)


def days(start: str | None, end: str | None) -> str | None:
    """Write a stretch of days: one day as itself; None where it is unknown."""
    return start if start == end else f"{start}..{end}"
