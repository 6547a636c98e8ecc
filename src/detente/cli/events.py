"""``detente events``: the events of an archive."""

from __future__ import annotations

from contextlib import ExitStack, closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from detente.archive import Archive, Report, report_of_row
from detente.cli.common import archive_option, chosen_reports, json_option, selection_from, selection_options
from detente.cli.output import days, note, one_line, print_csv, print_json_list, print_table
from detente.counting import counted
from detente.records import TextSpan, to_dict

COLUMNS = ("id", "date", "type", "mode", "actors", "recipients", "status", "voice", "outlet", "words", "data_set", "corrected")

PLACE_COLUMNS = ("place", "place_country", "latitude", "longitude", "precision")


MOST = 1000  # imported rows that a table shows; CSV and JSON give all


@click.command()
@archive_option
@selection_options
@click.option("--data-set", metavar="NAME", help="Only the rows of this imported data set (see `detente datasets`).")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def events(archive_path: Path, data_set: str | None, as_csv: bool, as_json: bool, **options: Any) -> None:
    """List the events of an archive, as told: who did what to whom, with status and voice; then the rows of imported data sets.

    \b
    Example:
      detente events --archive out/korea.duckdb --dyad PRK KOR --status asserted
    """
    selection = selection_from(options)
    with Archive(archive_path, read_only=True) as archive, ExitStack() as closed_at_end:
        if data_set is not None:
            archive.check_data_set(data_set)
        stream = closed_at_end.enter_context(closing(archive.imported(selection, data_set=data_set, by_day=True)))
        first = next(stream, None)  # whether there is any
        rows = chain([first], stream) if first else stream
        own = [] if data_set is not None else archive.reports(selection) if first else chosen_reports(archive, selection)
        if as_json:
            print_json_list(chain(map(_plain, own), ({**to_dict(row), "data_set": row.evidence.data_set} for row in rows)))
        elif as_csv:
            every = chain(own, map(report_of_row, rows))
            print_csv((*COLUMNS, *PLACE_COLUMNS), ((*_row(report), *_place(report)) for report in every))
        else:
            shown = [*own, *map(report_of_row, islice(rows, MOST))]
            print_table(counted(len(shown), "event"), COLUMNS, map(_row, shown))
            if next(rows, None) is not None:
                note(f"note: of the imported rows the first {MOST} are shown; choose among them, or take all with --csv or --json")


def _plain(report: Report) -> dict[str, Any]:
    return {**to_dict(report.event or report), "document": report.document, "outlet": report.outlet, "opinion": report.opinion}


def _row(report: Report) -> tuple[object, ...]:
    voice = f"{report.voice}{' (opinion)' if report.opinion and report.voice != 'opinion' else ''}"
    status = f"{report.status}{', historical' if report.historical else ''}"
    day = days(report.start, report.end)
    event = report.event
    if event is None:  # a row of a data set names parties and has no words
        names, words = (", ".join(report.actors), ", ".join(report.recipients)), ""
    else:
        span = event.evidence[0]
        names = (", ".join(m.actor for m in event.actors), ", ".join(m.actor for m in event.recipients))
        words = one_line(span.quote) if isinstance(span, TextSpan) else f"{span.data_set}, row {span.row}"
    told = (status, voice, report.outlet, words, report.data_set or "", _corrected(report))
    return (report.id, day, report.type, report.mode or "", *names, *told)


def _corrected(report: Report) -> str:
    return f"by {', '.join(report.corrected)}" if report.corrected else ""


def _place(report: Report) -> tuple[object, ...]:
    place = report.place
    if place is None:
        return ("",) * len(PLACE_COLUMNS)
    known = (place.country, place.latitude, place.longitude, place.precision)
    return (place.name, *("" if value is None else value for value in known))
