"""``detente import``: take others' data sets of events into an archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from detente.archive import Archive, Imported
from detente.archive.formats import FORMATS
from detente.cli.common import archive_option, json_option
from detente.cli.output import check_writable, note, print_json, say
from detente.counting import counted
from detente.errors import DateError, DocumentError
from detente.records import to_dict

MOST_CODES = 8  # unknown codes that the summary names


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@archive_option
@click.option(
    "--format", "format_name", metavar="NAME", help=f"The files' format, where they do not tell it: {', '.join(FORMATS)}."
)
@click.option("--name", metavar="NAME", help="How to call the data set; by its format if not given.")
@click.option(
    "--until", metavar="DATE", help="Keep events later than this day aside; today if not given. With it an import can be repeated."
)
@json_option
def import_(
    files: tuple[Path, ...], archive_path: Path, format_name: str | None, name: str | None, until: str | None, as_json: bool
) -> None:
    """Take others' data sets of events into an archive; the same file twice changes nothing.

    FILE is a table as GDELT, ICEWS, POLECAT, Phoenix, PETRARCH-2, ACLED or UCDP GED give it out, with or without a header; or
    PLOVER's JSON, one event a line; or what `detente export` wrote as jsonl, parquet-readings or parquet-rows. It may be plain,
    gzip or zip (Parquet: plain). Each file is one transaction: an interrupted import leaves the archive whole. Rows that cannot
    be read are kept aside: see `detente datasets --aside`.

    \b
    Example:
      detente import examples/imported/gdelt.tsv --archive out/korea.duckdb
    """
    last = _day(until)
    check_writable(archive_path)
    done: list[Imported] = []
    failed: list[DocumentError] = []
    with Archive(archive_path) as archive:
        for path in files:
            try:
                with _progress(path) as advance:
                    done.append(archive.import_file(path, format=format_name, name=name, until=last, advance=advance))
            except DocumentError as error:
                failed.append(error)
                note(f"left out: {error}")
                continue
            if not as_json:
                say("\n".join(_told(done[-1])))
    if as_json:
        print_json({"archive": str(archive_path), "files": [to_dict(d) for d in done], "left_out": [str(e) for e in failed]})
    if failed and not done:
        raise click.exceptions.Exit(1)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise DateError(f"{text!r} is no date; write it as 2023-04-16") from error


def _told(imported: Imported) -> Iterator[str]:
    made = imported.data_set
    if not imported.new:
        yield f"{made.source}: this file is in the archive already, as {made.name}; nothing is changed"
        return
    if imported.others:
        yield f"{made.source}: {', '.join(f'{count} {what}' for what, count in imported.others)} taken in"
        if not made.rows and not made.aside:
            yield from (f"  note: {text}" for text in imported.notes)
            return
    yield f"{made.source}: {counted(made.rows, 'row')} of {made.format} taken in as {made.name}, {made.aside} kept aside"
    yield from (f"  aside: {count} with {reason}" for reason, count in imported.aside)
    for kind in ("event", "actor", "country"):
        codes = [(code, count) for k, code, count in imported.unknown if k == kind]
        if codes:
            shown = ", ".join(f"{code} ({count})" for code, count in codes[:MOST_CODES])
            more = f" and {len(codes) - MOST_CODES} more" if len(codes) > MOST_CODES else ""
            yield f"  unknown {kind} codes, kept as they are: {shown}{more}"
    yield from (f"  note: {text}" for text in imported.notes)


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None]]:
    """Show how far a long import is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    size = path.stat().st_size if path.is_file() else 0
    with click.progressbar(length=size, label=path.name[:40], file=sys.stderr) as bar:
        yield lambda done: bar.update(max(0, done - bar.pos))
