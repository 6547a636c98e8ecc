"""``detente events``: the events of an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente.archive import Archive, Report
from detente.cli.common import archive_option, chosen_reports, json_option, selection_from, selection_options
from detente.cli.output import days, one_line, print_csv, print_json, print_table
from detente.records import TextSpan, to_dict

COLUMNS = ("id", "date", "type", "mode", "actors", "recipients", "status", "voice", "outlet", "corrected", "words")

PLACE_COLUMNS = ("place", "place_country", "latitude", "longitude", "precision")


@click.command()
@archive_option
@selection_options
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def events(archive_path: Path, as_csv: bool, as_json: bool, **options: Any) -> None:
    """List the events of an archive, as told: who did what to whom, with status and voice.

    \b
    Example:
      detente events --archive out/korea.duckdb --dyad PRK KOR --status asserted
    """
    selection = selection_from(options)
    with Archive(archive_path, read_only=True) as archive:
        chosen = chosen_reports(archive, selection)
    if as_json:
        print_json([{**to_dict(r.event or r), "document": r.document, "outlet": r.outlet, "opinion": r.opinion} for r in chosen])
    elif as_csv:
        print_csv((*COLUMNS, *PLACE_COLUMNS), ((*_row(report), *_place(report)) for report in chosen))
    else:
        print_table(f"{len(chosen)} {'event' if len(chosen) == 1 else 'events'}", COLUMNS, map(_row, chosen))


def _row(report: Report) -> tuple[object, ...]:
    voice = f"{report.voice}{' (opinion)' if report.opinion and report.voice != 'opinion' else ''}"
    status = f"{report.status}{', historical' if report.historical else ''}"
    day = days(report.start, report.end)
    event = report.event
    if event is None:  # a row of a data set names parties and has no words
        names, words = (", ".join(report.actors), ", ".join(report.recipients)), report.data_set or ""
    else:
        span = event.evidence[0]
        names = (", ".join(m.actor for m in event.actors), ", ".join(m.actor for m in event.recipients))
        words = one_line(span.quote) if isinstance(span, TextSpan) else f"{span.data_set}, row {span.row}"
    return (report.id, day, report.type, report.mode or "", *names, status, voice, report.outlet, _corrected(report), words)


def _corrected(report: Report) -> str:
    return f"by {', '.join(report.corrected)}" if report.corrected else ""


def _place(report: Report) -> tuple[object, ...]:
    place = report.place
    if place is None:
        return ("",) * len(PLACE_COLUMNS)
    known = (place.country, place.latitude, place.longitude, place.precision)
    return (place.name, *("" if value is None else value for value in known))
