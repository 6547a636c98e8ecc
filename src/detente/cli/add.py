"""``detente add``: read documents into an archive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from detente.archive import Archive
from detente.cli.common import archive_option, json_option
from detente.cli.inputs import read_inputs, reading_options, report_skipped
from detente.cli.output import check_writable, print_json, say
from detente.counting import counted
from detente.records import Skipped, to_dict


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@archive_option
@reading_options
@json_option
def add(inputs: tuple[str, ...], archive_path: Path, published: str | None, actors: Path | None, workers: int, as_json: bool) -> None:
    """Read news texts into an archive; adding the same text twice changes nothing.

    INPUT is a text, HTML, JSONL, feed, PDF or DOCX file, a folder of these, or - for standard input. Each document is one
    transaction: an interrupted run leaves the archive whole, and running it again completes it. Then see `detente events`,
    `incidents`, `tension` and `brief --archive`.

    \b
    Example:
      detente add examples/korea/news --archive out/korea.duckdb
    """
    skipped: list[Skipped] = []
    done: Counter[str] = Counter()
    check_writable(archive_path)
    with Archive(archive_path) as archive:
        for reading in read_inputs(inputs, published, actors, workers, skipped):
            done[archive.add(reading).value] += 1
        total = len(archive)
    if as_json:
        print_json({"archive": str(archive_path), "documents": total, **done, "skipped": [to_dict(s) for s in skipped]})
    else:
        told = ", ".join(f"{count} {name}" for name, count in sorted(done.items())) or "nothing"
        say(f"{archive_path}: {told}; {counted(total, 'document')} in all")
    report_skipped(skipped, sum(done.values()))
