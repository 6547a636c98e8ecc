"""``detente alarms``: turning points and alarms of any daily series."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from detente.cli.common import json_option
from detente.cli.output import print_csv, print_json, print_table, say
from detente.errors import UsageError
from detente.tension import find_alarms, find_turning_points, read_daily

COLUMNS = ("found", "day", "sign", "kind", "score", "before", "after")
LISTED = 12  # days left out that are named
SIGNS = {1: "+", -1: "-"}  # for people; programs get the number


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--column", metavar="NAME", help="The column of values; needed where there are several.")
@click.option("--volume", metavar="NAME", help="A column of volumes to divide by, such as the sum of all scores of the day.")
@click.option("--dates", metavar="NAME", default="date", show_default=True, help="The column of dates.")
@click.option("--rate", default=1.0, show_default=True, help="Turning points a year at most, and alarms a year at which to aim.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def alarms(file: Path, column: str | None, volume: str | None, dates: str, rate: float, as_csv: bool, as_json: bool) -> None:
    """Find turning points and alarms in the daily series of FILE, a line a day, whoever made it.

    Turning points are found looking back; an alarm uses nothing later than its day. Both say what was, not what will be.

    \b
    Example:
      detente alarms examples/series/daily.csv --column score --volume volume
    """
    if not 0 < rate <= 12:
        raise UsageError(f"--rate {rate:g}: give more than 0 and at most 12 a year")
    series = read_daily(file, column, volume, dates)
    points, given = find_turning_points(series, rate=rate), find_alarms(series, rate=rate)
    rows: list[tuple[str, str, int, str, float, float, float]] = [
        ("turning point", p.day.isoformat(), p.sign, p.kind.value, round(p.score, 2), _short(p.before), _short(p.after)) for p in points
    ]
    rows += [("alarm", a.day.isoformat(), a.sign, a.kind.value, round(a.score, 2), _short(a.before), _short(a.recent)) for a in given]
    if as_json:
        print_json(
            {
                "rate": rate,
                "days": len(series.values),
                "measured": series.measured,
                "partial": [day.isoformat() for day in series.partial],
                "turning_points": [{**asdict(p), "day": p.day.isoformat(), "kind": p.kind.value} for p in points],
                "alarms": [{**asdict(a), "day": a.day.isoformat(), "kind": a.kind.value} for a in given],
            }
        )
    elif as_csv:
        print_csv(COLUMNS, rows)
    else:
        print_table(
            f"{file.name}: {series.measured} days measured of {len(series.values)}",
            COLUMNS,
            [(found, day, SIGNS[sign], *rest) for found, day, sign, *rest in rows],
        )
        say("+ is up, - is down; before: the usual of sixty days, after: the mean of the days that stood out.")
        say(f"Turning points: {len(points)}, at most {rate:g} a year.")
        say(f"Alarms: {len(given)} in {series.years:.1f} years; {rate:g} a year is aimed at, and about met in noise with heavy tails.")
        if series.partial:
            listed = ", ".join(day.isoformat() for day in series.partial[:LISTED])
            say(f"left out for too little volume: {listed}{', ...' if len(series.partial) > LISTED else ''}")


def _short(value: float) -> float:
    return float(f"{value:.3g}")
