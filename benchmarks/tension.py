"""Turning points and alarms on daily series, against dated turning points.

``python -m benchmarks.tension DYADS.csv POINTS.csv [INCIDENTS.csv] [--json]``
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from detente.tension.alarms import find_alarms
from detente.tension.daily import YEAR, Daily, Floats, before, daily_series
from detente.tension.turning_points import find_turning_points

VOLUME = "world_abs_sum"
NO_DYAD = {"date", VOLUME, "world_net_sum"}
NEAR = 14  # days
LAUNCHED = "PRK_KOR"
RESAMPLED = 1000

Found = Mapping[str, Sequence[tuple[date, int]]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("dyads", type=Path, help="a column a dyad, a line a day")
    parser.add_argument("points", type=Path, help="dyad, date and sign of known turning points")
    parser.add_argument("incidents", type=Path, nargs="?", help="dated missile launches of North Korea")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    series = read_dyads(arguments.dyads)
    figures = measure(series, read_points(arguments.points))
    if arguments.incidents and LAUNCHED in series:
        figures["launch_days"] = launches(series[LAUNCHED], read_launches(arguments.incidents))
    print(json.dumps(figures, indent=2) if arguments.json else show(figures))


def show(figures: Mapping[str, Any]) -> str:
    """Write figures a line each."""
    lines = [f"{name}: {value}" for name, value in figures.items() if name != "launch_days"]
    for name, value in figures.get("launch_days", {}).items():
        told = f"{value['auc']} ({value['low']} to {value['high']})" if isinstance(value, dict) else value
        lines.append(f"{LAUNCHED} launch days, {name.replace('_', ' ')}: {told}")
    return "\n".join(lines)


def read_dyads(path: Path) -> dict[str, Daily]:
    """Read every dyad's column as shares of the world's volume."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dates = [date.fromisoformat(row["date"]) for row in rows]

    def column(name: str) -> list[float]:
        return [float(row[name]) if row[name] else np.nan for row in rows]

    volume = column(VOLUME) if VOLUME in rows[0] else None
    return {name: daily_series(dates, column(name), volume) for name in rows[0] if name not in NO_DYAD}


def read_points(path: Path) -> list[tuple[str, date, int]]:
    """Read dyad, date and sign."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["dyad"], date.fromisoformat(row["date"]), 1 if row["sign"] == "+" else -1) for row in csv.DictReader(file)]


def read_launches(path: Path) -> set[date]:
    """Read the days of missile launches, whatever became of them; launches dated by month or year are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "missile_flight_test" or row["type"] == "Missile Provocation"]
    return {date.fromisoformat(row["date"]) for row in rows if len(row["date"]) == len("2018-01-01")}


def launches(series: Daily, days: set[date]) -> dict[str, Any]:
    """Tell how well conflict tells launch days from others: on the day before, the day and the day after, with 90% intervals.

    With and without the median of the thirty days before the day of the launch taken off. Months are resampled, not days, as launches
    come in runs.
    """
    launched = np.array([series.day(place) in days for place in range(len(series.values))])
    months = np.array([12 * series.day(place).year + series.day(place).month for place in range(len(series.values))])
    usual = before(series.values, 30, fewest=7)
    figures: dict[str, Any] = {"count": int(launched.sum())}
    for name, shift in (("day_before", 1), ("same_day", 0), ("day_after", -1)):
        shifted = np.roll(series.values, shift)
        if shift:
            shifted[0 if shift > 0 else -1] = np.nan
        for how, scores in (("plain", -shifted), ("less_trailing_median", usual - shifted)):
            figures[f"{name}_{how}"] = with_interval(scores, launched, months)
    return figures


def with_interval(scores: Floats, positive: NDArray[np.bool_], months: NDArray[np.int64]) -> dict[str, float]:
    """Give the area under the ROC curve and its 90% interval over resampled months."""
    known = np.isfinite(scores)
    scores, positive, months = scores[known], positive[known], months[known]
    random = np.random.default_rng(0)
    blocks = [np.flatnonzero(months == month) for month in np.unique(months)]
    areas = []
    for _ in range(RESAMPLED):
        chosen = np.concatenate([blocks[block] for block in random.integers(len(blocks), size=len(blocks))])
        areas.append(area(scores[chosen], positive[chosen]))
    low, high = np.nanquantile(areas, [0.05, 0.95])
    return {"auc": round(area(scores, positive), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def area(scores: Floats, positive: NDArray[np.bool_]) -> float:
    """Give the chance that a positive scores above another, ties counting half; NaN without both."""
    if positive.all() or not positive.any():
        return float("nan")
    ranks = rankdata(scores)
    count = int(positive.sum())
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(scores) - count)))


def measure(series: Mapping[str, Daily], points: Sequence[tuple[str, date, int]]) -> dict[str, Any]:
    """Count points hit and alarms a dyad and year; years are of 365 days, from the first to the last."""
    return count(series, points, look_back(series), listen(series))


def look_back(series: Mapping[str, Daily]) -> Found:
    """Find the turning points of every dyad."""
    return {name: [(p.day, p.sign) for p in find_turning_points(one)] for name, one in series.items()}


def listen(series: Mapping[str, Daily]) -> Found:
    """Give the alarms of every dyad."""
    return {name: [(a.day, a.sign) for a in find_alarms(one)] for name, one in series.items()}


def count(series: Mapping[str, Daily], points: Sequence[tuple[str, date, int]], turns: Found, alarms: Found) -> dict[str, Any]:
    """Put the figures together from what was found in the given series."""
    years = sum(len(one.values) for one in series.values()) / YEAR
    return {
        "turning_points_hit": sum(hit(turns.get(dyad, ()), day, sign, -NEAR) for dyad, day, sign in points),
        "points": len(points),
        "alarms_per_dyad_year": round(sum(len(turns[name]) for name in series) / years, 3),
        "online_hit": sum(hit(alarms.get(dyad, ()), day, sign, -1) for dyad, day, sign in points),
        "online_alarms_per_dyad_year": round(sum(len(alarms[name]) for name in series) / years, 3),
    }


def hit(found: Sequence[tuple[date, int]], day: date, sign: int, earliest: int) -> bool:
    """Tell whether something of the right sign was found from some days before to a fortnight after."""
    return any(earliest <= (other - day).days <= NEAR and sign == its for other, its in found)


if __name__ == "__main__":
    main()
