"""``detente add``: read documents into an archive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from detente.archive import Archive
from detente.cli.common import archive_option, json_option, print_json, read_inputs, reading_options, report_skipped
from detente.records import Skipped, to_dict


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@archive_option
@reading_options
@json_option
def add(inputs: tuple[str, ...], archive_path: Path, published: str | None, actors: Path | None, workers: int, as_json: bool) -> None:
    """Read news texts into an archive; adding the same text twice changes nothing.

    Each document is one transaction: an interrupted run leaves the archive whole, running it again completes it.

    \b
    Example:
      detente add examples/korea/news --archive out/korea.duckdb
    """
    skipped: list[Skipped] = []
    done: Counter[str] = Counter()
    archive_path.parent.mkdir(parents=True, exist_ok=True)
    with Archive(archive_path) as archive:
        for reading in read_inputs(inputs, published, actors, workers, skipped):
            done[archive.add(reading).value] += 1
        total = len(archive)
    if as_json:
        print_json({"archive": str(archive_path), "documents": total, **done, "skipped": [to_dict(s) for s in skipped]})
    else:
        told = ", ".join(f"{count} {name}" for name, count in sorted(done.items())) or "nothing"
        click.echo(f"{archive_path}: {told}; {total} documents in all")
    report_skipped(skipped, sum(done.values()))
