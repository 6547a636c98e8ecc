"""``detente answers``: how much the acts of two sides follow each other's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from detente.archive import Archive, reports_of
from detente.cli.common import KnownCodes, archive_option, json_option, opinion_option
from detente.cli.output import note, print_csv, print_json, print_table, say
from detente.counting import counted
from detente.errors import UsageError
from detente.tension.answers import (
    ActKind,
    Answers,
    DailyCounts,
    Rate,
    SideAnswers,
    counts_from_file,
    counts_of_reports,
    counts_of_rows,
    find_answers,
)
from detente.tension.answers.wording import half_life_in_words, level_in_words, rate_in_words

COLUMNS = ("acts of", "after acts of", "more acts", "low", "high", "in words")


@click.command()
@click.argument("first")
@click.argument("second")
@archive_option
@click.option("--kind", type=click.Choice([k.value for k in ActKind]), default="conflict", show_default=True, help="Which acts count.")
@click.option("--data-set", metavar="NAME", help="Count the rows of this imported data set, not the incidents of what was read.")
@click.option("--file", "path", type=click.Path(path_type=Path), metavar="CSV",
    help="Take daily counts from a file with the columns date, FIRST and SECOND.")  # fmt: skip
@click.option("--coverage", metavar="COLUMN", help="The column of --file that tells how much was looked at each day.")
@opinion_option
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def answers(first: str, second: str, as_csv: bool, as_json: bool, **choice: Any) -> None:
    """Show how much acts of FIRST are followed by acts of SECOND in the days after, and the other way about.

    A model of daily counts in which each act may be followed by more of either side's. Followed, not caused; what was, not what will be.

    \b
    Example:
      detente answers KOR PRK --archive out/korea.duckdb
    """
    counts = _counts((first, second), **choice)
    found = find_answers(counts)
    if as_json:
        print_json({**asdict(found), "kind": None if choice["path"] else choice["kind"]})
        return
    rows = [row for side in found.sides for row in _rows(side)]
    if as_csv:
        print_csv(COLUMNS, rows)
        for warning in found.warnings:
            note(warning)
        return
    _show(found, rows, "" if choice["path"] else f" ({choice['kind']})")


def _counts(dyad: tuple[str, str], *, archive_path: Path, kind: str, data_set: str | None, path: Path | None, coverage: str | None,
            include_opinion: bool) -> DailyCounts:  # fmt: skip
    if dyad[0] == dyad[1]:
        raise UsageError(f"{dyad[0]} is given twice; who answers whom is asked of two sides, such as KOR PRK")
    if path is not None:
        if data_set is not None:
            raise UsageError("--file and --data-set are given together; give one of them")
        return counts_from_file(path, dyad, coverage)
    if coverage is not None:
        raise UsageError("--coverage names a column of --file; give both, or neither")
    with Archive(archive_path, read_only=True) as archive:
        if data_set is not None:
            return counts_of_rows(archive.daily_rows(data_set, dyad), dyad, ActKind(kind))
        readings = list(archive.readings())
    KnownCodes(readings).check(dyad)
    reports = [report for reading in readings for report in reports_of(reading)]
    published = [reading.document.published for reading in readings]
    return counts_of_reports(reports, published, dyad, ActKind(kind), include_opinion=include_opinion)


def _rows(side: SideAnswers) -> Iterator[tuple[object, ...]]:
    yield (side.side, side.other, *_numbers(side.answer), rate_in_words(side.answer, side.side, side.other))
    yield (side.side, side.side, *_numbers(side.own), rate_in_words(side.own, side.side, side.side))


def _numbers(rate: Rate | None) -> tuple[float | None, float | None, float | None]:
    return (round(rate.estimate, 3), round(rate.low, 3), round(rate.high, 3)) if rate else (None, None, None)


def _show(found: Answers, rows: list[tuple[object, ...]], kind: str) -> None:
    one, two = found.sides
    title = f"{one.side} and {two.side}{kind}: {found.start} to {found.end}"
    if one.base is None:
        say(title)  # a table of unknowns would tell nothing
    else:
        print_table(f"{title}, more acts in the days after one act", COLUMNS, rows)
    say(f"{found.known} of {found.days} days are known; acts of {one.side}: {one.acts}, of {two.side}: {two.acts}")
    if found.same_day and one.base is not None:
        say(f"on {counted(found.same_day, 'day')} both acted: which came first is not known, and such acts answer nothing here")
    for side in found.sides:
        if side.base is not None:
            say(level_in_words(side))
            say(half_life_in_words(side))
    for warning in found.warnings:
        say(f"note: {warning}")
