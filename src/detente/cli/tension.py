"""``detente tension``: conflict and cooperation between two sides over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from detente.archive import Archive, Report, Selection, reports_of
from detente.cli.common import KnownCodes, archive_option, codes_from, json_option, opinion_option, picture_form
from detente.cli.output import check_writable, print_csv, print_json, print_table, say, write_bytes
from detente.counting import counted
from detente.errors import UsageError
from detente.tension import By, Kind, Period, Series, Sides, Turn, alarms_of, read_weights, series_of_reports, series_of_rows, turns_of
from detente.tension.arrow import COLUMNS, arrow_of, rows_of
from detente.tension.measure import UNITS
from detente.tension.weights import BY_NAME

SUMS = ("conflict", "cooperation", "net")
SHOWN = 3  # periods and incidents that are named for a turning point


@click.command()
@click.argument("first", required=False)
@click.argument("second", required=False)
@archive_option
@click.option("--by", type=click.Choice([b.value for b in By]), default=By.WEEK.value, show_default=True, help="How finely to cut.")
@click.option("--between", nargs=2, metavar="FROM TO", help="Only these days, both included, and all of them, e.g. 2017-01-01 2018-12-31.")
@click.option("--directed", is_flag=True, help="Only what FIRST does to SECOND.")
@click.option("--weights", metavar="NAME|FILE", default="plover", show_default=True, help="plover, goldstein, equal, or your own table.")
@click.option("--print-weights", type=click.Choice(list(BY_NAME)), help="Print a table of weights, to be edited, and end.")
@click.option("--resample", type=click.Choice(UNITS), default=UNITS[0], show_default=True, help="What the intervals resample.")
@click.option("--data-set", "data_sets", multiple=True, metavar="NAME", help="The rows of this imported data set; repeatable, each apart.")
@click.option("--per-hundred", is_flag=True, help="Show sums for every hundred documents of the archive, too.")
@click.option("--all", "everything", is_flag=True, help="Show the periods without incidents and the gaps, too.")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it into FILE.svg, FILE.html or FILE.png.")
@click.option("--arrow", type=click.Path(dir_okay=False, path_type=Path), help="Write it as an Arrow IPC stream.")
@opinion_option
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def tension(
    first: str | None,
    second: str | None,
    archive_path: Path,
    by: str,
    between: tuple[str, str] | None,
    weights: str,
    print_weights: str | None,
    resample: str,
    data_sets: tuple[str, ...],
    chart: Path | None,
    arrow: Path | None,
    include_opinion: bool,
    directed: bool,
    **form: bool,
) -> None:
    """Measure conflict and cooperation between FIRST and SECOND by day, week or month, as far as it was reported.

    Each side is one code or several, such as KOR,USA; without SECOND it is FIRST and anybody. Sums of weights over incidents, each counted
    once, with 90% intervals. A period without any document is a gap, not calm.

    \b
    Example:
      detente tension KOR,USA PRK --by month --archive out/korea.duckdb
      detente tension PRK --weights goldstein --archive out/korea.duckdb
    """
    if print_weights:
        say(BY_NAME[print_weights].table().rstrip("\n"))
        return
    if first is None:
        raise UsageError("name one side or two, such as KOR,USA PRK")
    sides = Sides(codes_from(first, "FIRST", needed=True), codes_from(second, "SECOND"), directed)
    _check(between, chart, arrow)
    choice: dict[str, Any] = {"by": By(by), "weights": read_weights(weights), "unit": resample, "between": between}
    with Archive(archive_path, read_only=True) as archive:
        if data_sets:
            series = [series_of_rows(archive, sides, name, **choice) for name in dict.fromkeys(data_sets)]
            _check_rows(series)
        else:
            series = [_own(archive, sides, include_opinion, choice)]
    files = {}
    if chart:
        from detente.charts import series_picture  # late: most calls draw nothing, and the charting library loads slowly

        files[chart] = series_picture(series, picture_form(chart))
    if arrow:
        files[arrow] = arrow_of(series)
    write_bytes(files)
    if form["as_json"]:
        print_json([_plain(one) for one in series] if len(series) > 1 else _plain(series[0]))
    elif form["as_csv"]:
        print_csv(COLUMNS, (row for one in series for row in rows_of(one)))
    else:
        for one in series:
            _show(one, form["everything"], form["per_hundred"])
        for path in files:
            say(f"written: {path}")


def _own(archive: Archive, sides: Sides, include_opinion: bool, choice: dict[str, Any]) -> Series:
    published: list[tuple[str | None, str | None]] = []
    reports: list[Report] = []
    for reading in archive.readings():  # once: every reading is parsed anew when it is asked for
        published.append((reading.document.published, reading.document.outlet))
        reports += reports_of(reading)
    series = series_of_reports(reports, published, sides, include_opinion=include_opinion, **choice)
    if not series.undated_count and not any(p.incidents for p in series.periods):
        names = archive.data_set_names()
        if names and not len(archive):
            raise UsageError(f"the archive holds imported rows only; name a data set, such as --data-set {names[0]!r}")
        KnownCodes(archive.readings()).check((*sides.first, *sides.second))
        when = " in these days" if choice["between"] else ""
        raise UsageError(
            f"no asserted event between {sides.name}{when} is in the archive; `detente events` shows who is (a series is of sides, "
            "such as KOR: what KOR's army or president does is counted with KOR)"
        )
    return series


def _check(between: tuple[str, str] | None, chart: Path | None, arrow: Path | None) -> None:
    """Check before long work what could go wrong after it."""
    if between is not None:
        Selection(since=between[0], until=between[1])
    if chart is not None:
        picture_form(chart)
    for path in (chart, arrow):
        if path is not None:
            check_writable(path)


def _check_rows(series: Sequence[Series]) -> None:
    """Where several data sets are asked for, one that has nothing is shown as such; where all have nothing, the codes are wrong."""
    if not any(one.undated_count or any(p.incidents for p in one.periods) for one in series):
        names = ", ".join(one.data_set or "" for one in series)
        raise UsageError(f"{names}: no row is between {series[0].sides.name}; check the codes, or leave out --data-set")


def _plain(series: Series) -> dict[str, Any]:
    plain = {**series.to_dict(), "turns": [asdict(turn) for turn in turns_of(series)]}
    if series.by is By.DAY:
        plain["alarms"] = [asdict(alarm) for alarm in alarms_of(series)]
    return plain


def _show(series: Series, everything: bool, per_hundred: bool) -> None:
    source = f", {series.data_set}" if series.data_set else ""
    known = [p for p in series.periods if p.conflict is not None]
    title = f"{series.sides.name}{source}: {counted(len(series.periods), series.by)}, {len(known)} looked at; {series.weights} weights"
    units = "rows" if series.data_set else "documents"
    columns = [series.by.value, units, "outlets", "incidents", "reports", "conflict words", "deeds", "90%"]
    columns += ["cooperation words", "deeds", "90%", "net", "90%", *(f"{name} per 100 {units}" for name in SUMS if per_hundred)]
    shown = series.periods if everything else [p for p in series.periods if p.incidents]
    print_table(title, columns, [_row(p, per_hundred) for p in shown])
    quiet = sum(not p.incidents for p in known)
    say(
        f"{counted(len(known) - quiet, series.by)} with incidents, {quiet} in which somebody wrote and told of none, "
        f"{counted(len(series.periods) - len(known), 'gap')} in which nobody wrote"
    )
    for turn in turns_of(series):
        say(_told(turn, "level changed" if turn.kind is Kind.LEVEL else "spike", series))
    if series.by is By.DAY:
        alarms = alarms_of(series)
        for alarm in alarms:
            say(_told(alarm, "alarm", series))
        say(f"{len(alarms)} alarms in {len(series.periods)} days, each on what was known that day; at most about one a year in mere noise")
    if series.sensitivity:
        say(series.sensitivity.line())
    if series.undated_count:
        say(f"of {counted(series.undated_count, 'incident')} no single {series.by} is known: in no sum")
        if not series.periods:
            say("nothing here has a date: give texts theirs with `detente add --published`")
    if series.unweighted:
        say(f"{counted(series.unweighted, 'row')} without a weight (plain statements, codes the ontology does not know): in no sum")


def _told(turn: Turn, what: str, series: Series) -> str:
    """Say what turned, and which periods and incidents made it."""
    line = f"{what} in the {series.by} of {turn.start}: net score {turn.before:g} before, {turn.after:g} after"
    parts = [f"{p.start} {p.share:.0%}{': ' + ', '.join(p.incidents[:SHOWN]) if p.incidents else ''}" for p in turn.made_by[:SHOWN]]
    return f"{line}; made by {'; '.join(parts)}" if parts else line


def _row(period: Period, per_hundred: bool) -> list[object]:
    cells: list[object] = [period.start, period.documents, period.outlets, period.incidents, period.reports]
    for name in ("conflict", "cooperation"):
        cells += [_number(getattr(period, f"{name}_words")), _number(getattr(period, f"{name}_deeds")), _bounds(period, name)]
    cells += [_number(period.net), _bounds(period, "net")]
    return cells + [_number(period.per_hundred(name)) for name in SUMS if per_hundred]


def _bounds(period: Period, measure: str) -> str | None:
    return None if period.intervals is None else "{:.1f} to {:.1f}".format(*period.intervals[measure])


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.1f}"
