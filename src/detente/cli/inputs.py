"""Reading all that a command names, with progress on standard error: what cannot be read is listed and the rest goes on."""

from __future__ import annotations

import io
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from detente.cli.faults import fault
from detente.cli.interrupts import end_if_interrupted
from detente.cli.output import note, rich_text
from detente.documents import check_published, read_documents
from detente.errors import DetenteError, DocumentError, UsageError
from detente.reading.reader import Reader
from detente.records import Document, Reading, Skipped

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(command: F) -> F:
    """Add the options of every verb that reads documents."""
    for option in (
        click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to read with."),
        click.option(
            "--actors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A table of your own actors (tab-separated)."
        ),
        click.option("--published", metavar="DATE", help="Publication date of all these texts, e.g. 2023-04-16."),
    ):
        command = option(command)
    return command


def read_inputs(
    inputs: Sequence[str], published: str | None, actors: Path | None, workers: int, skipped: list[Skipped]
) -> Iterator[Reading]:
    """Read all inputs with progress on stderr; what cannot be read is collected in `skipped` and the rest goes on.

    Raises
    ------
    UsageError
        If there is nothing to read, or standard input is named twice.
    DateError
        If `published` is no date.
    """
    if not inputs:
        raise UsageError("there is nothing to read: name files or folders, or - for standard input")
    if list(inputs).count("-") > 1:
        raise UsageError("- is given twice, but standard input can be read only once; give it once")
    check_published(published)  # before the language model is loaded, which takes seconds
    reader = Reader(actors=actors)
    stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    with _progress() as progress:
        task = progress.add_task("reading", total=None)

        def documents() -> Iterator[Document]:
            # In one order, so that the order in which inputs are named changes no byte of what comes out.
            for item in read_documents(sorted(inputs), published=published, stdin=stdin):
                if isinstance(item, Skipped):
                    skipped.append(item)
                else:
                    yield item

        for reading in _read_all(reader, documents(), workers, skipped):
            end_if_interrupted()
            progress.update(task, advance=1, description=f"reading {rich_text(reading.document.source[-40:])}")
            yield reading


def _read_all(reader: Reader, documents: Iterator[Document], workers: int, skipped: list[Skipped]) -> Iterator[Reading]:
    """Read documents in order; one that the reader fails on is skipped and named, for the sake of the others."""
    waiting: deque[Document] = deque()
    no_documents: list[Exception] = []

    def handed() -> Iterator[Document]:
        try:
            for document in documents:
                waiting.append(document)
                yield document
        except Exception as error:
            no_documents.append(error)
            raise

    while True:
        try:
            for reading in reader.read_all(handed(), workers=workers):
                waiting.popleft()
                yield reading
            return
        except BrokenProcessPool as error:
            raise DetenteError("a worker process was ended from outside (is there enough memory?); use fewer --workers") from error
        except DetenteError:
            raise
        except Exception:
            if no_documents:
                raise
        # It is one of those handed over and not come back: alone, each tells.
        while waiting:
            document = waiting.popleft()
            try:
                reading = reader.read(document)
            except Exception as error:
                reason = f"{document.source}: {fault(error)}; report it with the text"
                skipped.append(Skipped(document.source, "Fault", reason))
                continue
            yield reading


def report_skipped(skipped: Sequence[Skipped], read: int) -> None:
    """List on stderr what was skipped and why; fail where nothing at all could be read.

    Raises
    ------
    DocumentError
        If there was nothing to read, or none of it could be.
    """
    for item in skipped:
        note(f"skipped {item.reason} [{item.error}]")
    if not read:
        nothing = "the inputs hold no documents; name files or folders of news texts"
        raise DocumentError("none of the inputs could be read; the lines above say why" if skipped else nothing)


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
