"""``detente tension``: conflict and cooperation of a dyad, week by week."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from detente.archive import Archive, Report, Selection, reports_of
from detente.cli.common import KnownCodes, archive_option, json_option, opinion_option
from detente.cli.output import print_csv, print_json, print_table, say
from detente.errors import UsageError
from detente.tension import Series, Week, find_changes, weekly_series

COLUMNS = ("week", "documents", "conflict_words", "conflict_deeds", "cooperation_words", "cooperation_deeds", "incidents")


@click.command()
@click.argument("first")
@click.argument("second")
@archive_option
@opinion_option
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def tension(first: str, second: str, archive_path: Path, include_opinion: bool, as_csv: bool, as_json: bool) -> None:
    """Measure conflict and cooperation between FIRST and SECOND week by week, as far as it was reported.

    Sums of PLOVER intensity over incidents, each counted once. A week without any document is a gap, not calm.

    \b
    Example:
      detente tension KOR PRK --archive out/korea.duckdb
    """
    if first == second:
        raise UsageError(f"{first} is given twice; tension is between two, such as KOR PRK")
    with Archive(archive_path, read_only=True) as archive:
        published: list[str | None] = []
        reports: list[Report] = []
        for reading in archive.readings():  # once: every reading is parsed anew when it is asked for
            published.append(reading.document.published)
            reports += reports_of(reading)
        chosen = Selection(dyad=(first, second)).choose(reports)
        found = weekly_series(chosen, published, include_opinion=include_opinion)
        series = next((s for s in found if set(s.dyad) == {first, second}), None)
        if series is None:
            KnownCodes(archive.readings()).check((first, second))
    if series is None:
        raise UsageError(f"no dated, asserted event between {first} and {second} is in the archive; `detente events` shows who is")
    if as_json:
        print_json(_plain(series))
    elif as_csv:
        print_csv(COLUMNS, map(_row, series.weeks))
    else:
        print_table(f"{first} and {second}: {len(series.weeks)} weeks", COLUMNS, [_row(w) for w in series.weeks if w.incidents])
        for change in find_changes(series):
            say(f"level changed in the week of {change.week}: mean net score {change.before} before, {change.after} after")
        if series.undated:
            say(f"{len(series.undated)} incidents belong to no single week and are in no sum")


def _plain(series: Series) -> dict[str, Any]:
    return {**asdict(series), "changes": [asdict(change) for change in find_changes(series)]}


def _row(week: Week) -> tuple[object, ...]:
    return (
        week.start, week.documents, week.conflict_words, week.conflict_deeds, week.cooperation_words, week.cooperation_deeds,
        len(week.incidents),
    )  # fmt: skip
