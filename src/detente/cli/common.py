"""What the verbs share: their common options, progress on stderr, tables and JSON on stdout."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from detente.archive import Selection
from detente.documents import read_documents
from detente.errors import DocumentError, UsageError
from detente.reading.reader import Reader
from detente.records import Document, Reading, Skipped, Status, VoiceKind

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_ARCHIVE = "detente.duckdb"

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
archive_option = click.option(
    "--archive", "archive_path", type=click.Path(dir_okay=False, path_type=Path), default=Path(DEFAULT_ARCHIVE), show_default=True,
    help="The archive file.",
)  # fmt: skip
about_option = click.option("--about", metavar="CODE,CODE,...", help="Only what these actors take part in, e.g. KOR,PRK.")
opinion_option = click.option("--include-opinion", is_flag=True, help="Count also what only opinion pieces tell; marked as such.")


def reading_options(command: F) -> F:
    """Add the options of every verb that reads documents."""
    for option in (
        click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to read with."),
        click.option("--actors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file of your own actors."),
        click.option("--published", metavar="DATE", help="Publication date of texts without one, e.g. 2023-04-16."),
    ):
        command = option(command)
    return command


def selection_options(command: F) -> F:
    """Add the filters of every listing."""
    for option in (
        click.option("--until", metavar="DATE", help="Only events on or before this day."),
        click.option("--since", metavar="DATE", help="Only events on or after this day."),
        click.option("--voice", type=click.Choice([v.value for v in VoiceKind]), help="Only events told in this voice."),
        click.option("--status", type=click.Choice([s.value for s in Status]), help="Only events of this status."),
        click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this PLOVER type; may be repeated."),
        click.option("--dyad", nargs=2, metavar="A B", help="Only events in which both take part."),
        click.option("--actor", "actors", multiple=True, metavar="CODE", help="Only events this actor takes part in; may be repeated."),
    ):
        command = option(command)
    return command


def selection_from(options: dict[str, Any]) -> Selection:
    """Make a selection from the filters' values."""
    return Selection(
        actors=tuple(options["actors"]),
        dyad=options["dyad"] or None,
        types=tuple(t.upper() for t in options["types"]),
        status=Status(options["status"]) if options["status"] else None,
        voice=VoiceKind(options["voice"]) if options["voice"] else None,
        since=options["since"],
        until=options["until"],
    )


def codes_from(about: str | None) -> tuple[str, ...]:
    """Split a list of actor codes."""
    return tuple(code.strip() for code in (about or "").split(",") if code.strip())


def read_inputs(
    inputs: Sequence[str], published: str | None, actors: Path | None, workers: int, skipped: list[Skipped]
) -> Iterator[Reading]:
    """Read all inputs with progress on stderr; what cannot be read is collected in `skipped` and the rest goes on."""
    if not inputs:
        raise UsageError("there is nothing to read: name files or folders, or - for standard input")
    reader = Reader(actors=actors)
    with _progress() as progress:
        task = progress.add_task("reading", total=None)

        def documents() -> Iterator[Document]:
            for item in read_documents(inputs, published=published, stdin=sys.stdin.buffer):
                if isinstance(item, Skipped):
                    skipped.append(item)
                else:
                    yield item

        for reading in reader.read_all(documents(), workers=workers):
            progress.update(task, advance=1, description=f"reading {escape(reading.document.source[-40:])}")
            yield reading


def report_skipped(skipped: Sequence[Skipped], read: int) -> None:
    """List on stderr what was skipped and why; fail where nothing at all could be read.

    Raises
    ------
    DocumentError
        If there was something to read and none of it could be.
    """
    for item in skipped:
        click.echo(f"skipped {item.source}: {item.reason} [{item.error}]", err=True)
    if not read:
        nothing = "the inputs hold no documents; name files or folders of news texts"
        raise DocumentError("none of the inputs could be read" if skipped else nothing)


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table for people."""
    table = Table(title=title, title_justify="left", title_style="bold", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str(cell)) if cell is not None else "unknown" for cell in row))
    Console(soft_wrap=False).print(table)


def print_json(value: Any) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print comma-separated rows; a cell that a spreadsheet would run as a formula is made harmless."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
