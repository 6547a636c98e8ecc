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

from detente.tension.alarms import find_alarms
from detente.tension.daily import YEAR, Daily, daily_series
from detente.tension.turning_points import find_turning_points

VOLUME = "world_abs_sum"
NO_DYAD = {"date", VOLUME, "world_net_sum"}
NEAR = 14  # days


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
    print(json.dumps(figures, indent=2) if arguments.json else "\n".join(f"{name}: {value}" for name, value in figures.items()))


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


def measure(series: Mapping[str, Daily], points: Sequence[tuple[str, date, int]]) -> dict[str, Any]:
    """Count points hit and alarms a dyad and year; years are of 365 days, from the first to the last."""
    years = sum(len(one.values) for one in series.values()) / YEAR
    turns = {name: [(p.day, p.sign) for p in find_turning_points(one)] for name, one in series.items()}
    alarms = {name: [(a.day, a.sign) for a in find_alarms(one)] for name, one in series.items()}
    return {
        "turning_points_hit": sum(hit(turns.get(dyad, ()), day, sign, -NEAR) for dyad, day, sign in points),
        "points": len(points),
        "alarms_per_dyad_year": round(sum(map(len, turns.values())) / years, 3),
        "online_hit": sum(hit(alarms.get(dyad, ()), day, sign, -1) for dyad, day, sign in points),
        "online_alarms_per_dyad_year": round(sum(map(len, alarms.values())) / years, 3),
    }


def hit(found: Sequence[tuple[date, int]], day: date, sign: int, earliest: int) -> bool:
    """Tell whether something of the right sign was found from some days before to a fortnight after."""
    return any(earliest <= (other - day).days <= NEAR and sign == its for other, its in found)


if __name__ == "__main__":
    main()
