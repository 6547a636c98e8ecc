"""``detente incidents``: what happened, each event counted once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente.archive import Archive, merge_reports
from detente.cli.common import archive_option, chosen_reports, json_option, selection_from, selection_options
from detente.cli.output import days, print_csv, print_json, print_table
from detente.records import Incident, to_dict

COLUMNS = ("id", "date", "type", "actors", "recipients", "reports", "outlets", "told")


@click.command()
@archive_option
@selection_options
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def incidents(archive_path: Path, as_csv: bool, as_json: bool, **options: Any) -> None:
    """List incidents: the reports of one event merged and counted once, disputed accounts marked.

    \b
    Example:
      detente incidents --archive out/korea.duckdb --actor PRK --type MOBILIZE
    """
    selection = selection_from(options)
    with Archive(archive_path, read_only=True) as archive:
        found = merge_reports(chosen_reports(archive, selection))
    if as_json:
        print_json([to_dict(i) for i in found])
    elif as_csv:
        print_csv(COLUMNS, map(_row, found))
    else:
        print_table(f"{len(found)} {'incident' if len(found) == 1 else 'incidents'}", COLUMNS, map(_row, found))


def _row(incident: Incident) -> tuple[object, ...]:
    day = days(incident.start, incident.end)
    told = "disputed" if incident.disputed else "confirmed" if incident.confirmed else "one source only"
    sides = (", ".join(side) for side in (incident.actors, incident.recipients))
    return (incident.id, day, incident.type, *sides, len(incident.reports), len(incident.outlets), told)
