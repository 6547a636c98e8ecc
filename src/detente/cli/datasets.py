"""``detente datasets``: the data sets of an archive, and what was kept aside of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from detente.archive import Archive
from detente.cli.common import archive_option, json_option
from detente.cli.output import print_csv, print_json, print_table, say
from detente.counting import counted
from detente.errors import UsageError
from detente.records import to_dict

COLUMNS = ("name", "format", "file", "rows", "aside", "sha256")
ASIDE_COLUMNS = ("data_set", "row", "reason", "text")
UNKNOWN_COLUMNS = ("data_set", "kind", "code", "rows")


@click.command()
@click.argument("name", required=False)
@archive_option
@click.option("--aside", is_flag=True, help="List the rows kept aside, each with its reason and as it was.")
@click.option("--unknown", is_flag=True, help="List the codes that nobody knows.")
@click.option("--remove", is_flag=True, help="Remove the data set NAME, or the one file of this name or hash, with all its rows.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def datasets(name: str | None, archive_path: Path, aside: bool, unknown: bool, remove: bool, as_csv: bool, as_json: bool) -> None:
    """List the data sets of others in an archive (see `detente import`), or what was kept aside of them, or remove one.

    \b
    Example:
      detente datasets --aside --archive out/korea.duckdb
    """
    if sum((aside, unknown, remove)) > 1:
        raise UsageError("--aside, --unknown and --remove ask for different things; give one of them")
    if remove:
        if not name:
            raise UsageError("--remove needs the name of a data set: `detente datasets` lists them")
        with Archive(archive_path) as archive:
            gone = archive.remove_data_set(name)
        say(f"{archive_path}: {name} is removed, {counted(gone, 'row')}")
        return
    with Archive(archive_path, read_only=True) as archive:
        if name is not None:
            archive.check_data_set(name)
        sets = [d for d in archive.data_sets() if name is None or d.name == name]
        rows: list[tuple[object, ...]]
        if aside:
            kept = list(archive.set_aside(name))
            rows = [(a.data_set, a.row, a.reason, a.text) for a in kept]
            columns: Sequence[str] = ASIDE_COLUMNS
            plain: list[object] = [to_dict(a) for a in kept]
        elif unknown:
            rows = [(d.name, *code) for d in sets for code in archive.unknown_codes(d.number)]
            columns = UNKNOWN_COLUMNS
            plain = [dict(zip(columns, row, strict=True)) for row in rows]
        else:
            rows = [(d.name, d.format, d.source, d.rows, d.aside, d.sha256[:12]) for d in sets]
            columns = COLUMNS
            plain = [to_dict(d) for d in sets]
    if as_json:
        print_json(plain)
    elif as_csv:
        print_csv(columns, rows)
    else:
        kept_aside = counted(len(rows), "row kept aside", "rows kept aside")
        print_table(kept_aside if aside else counted(len(rows), "unknown code" if unknown else "data set"), columns, rows)
