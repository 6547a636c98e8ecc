"""How turning points and alarms do on simulated series, and how much hangs on their settings.

``python -m benchmarks.turning_points`` prints how many are found a year in noise of several kinds, and how many planted spikes and
levels are found. ``python -m benchmarks.turning_points DYADS.csv POINTS.csv`` prints the figures of `benchmarks.tension` with one
setting changed at a time, with one dyad left out, and on the first and the last two years alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.tension import count, hit, listen, look_back, measure, read_dyads, read_points
from detente.tension import alarms, levels, turning_points
from detente.tension.alarms import find_alarms
from detente.tension.daily import YEAR, Daily, Floats
from detente.tension.turning_points import Kind, find_turning_points

DAYS = 3 * YEAR
START = date(2018, 1, 1)
NOISES = (
    ("normal", 0.0, 0.0),
    ("normal", 0.0, 0.5),
    ("t", 3.0, 0.0),
    ("t", 3.0, 0.5),
    ("t", 2.5, 0.3),
    ("t", 2.0, 0.3),
    ("count", 0.0, 0.3),
)


def looks(short: int, long: int) -> tuple[tuple[Kind, int], ...]:
    """Give the looks of the alarm; without the long one where it is 0."""
    return ((Kind.SPIKE, short), (Kind.LEVEL, long)) if long else ((Kind.SPIKE, short),)


#: What is planted on the 600th day of the noise with a tail of power three: how many days it lasts, and how many times its usual size.
PLANTED = ((5, 4.0), (5, 6.0), (5, 10.0), (DAYS, 0.5), (DAYS, 1.0), (DAYS, 2.0))
SETTINGS: tuple[tuple[ModuleType, str, tuple[Any, ...]], ...] = (
    (turning_points, "BASELINE", (30, 45, 90, 120)),
    (turning_points, "HORIZONS", ((3,), (7,), (1, 3, 7), (3, 7, 14, 28, 56))),
    (turning_points, "USUAL", (0.8, 0.95)),
    (turning_points, "TAIL", (0.25, 0.4, 0.5)),
    (turning_points, "APART", (14, 45, 60)),
    (levels, "PENALTY", (2.0, 4.0, 6.0, 1e9)),
    (levels, "WIDEST", (2.0, 4.0)),
    (alarms, "LOOKS", tuple(looks(short, long) for short, long in ((1, 14), (3, 14), (2, 7), (2, 28), (2, 0)))),
    (alarms, "BASELINE", (30, 45, 90, 120)),
    (alarms, "MEMORY", (180, 730)),
    (alarms, "USUAL", (0.8, 0.95)),
    (alarms, "TAIL", (0.4, 0.45, 0.55)),
    (alarms, "GAIN", (0.35, 0.5, 1.0)),
    (alarms, "REST", (3, 14, 30)),
)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("dyads", type=Path, nargs="?", help="a column a dyad, a line a day")
    parser.add_argument("points", type=Path, nargs="?", help="dyad, date and sign of known turning points")
    parser.add_argument("--runs", type=int, default=200, help="simulated series of three years for each kind")
    arguments = parser.parse_args()
    if arguments.dyads and arguments.points:
        series, points = read_dyads(arguments.dyads), read_points(arguments.points)
        print("setting  points hit  a year  alarms hit  a year")
        for name, figures in chain(parts(series, points), sweep(series, points)):
            print(
                f"{name:<34} {figures['turning_points_hit']:>2} of {figures['points']:<2} {figures['alarms_per_dyad_year']:.2f}"
                f"   {figures['online_hit']:>2} of {figures['points']:<2} {figures['online_alarms_per_dyad_year']:.2f}",
                flush=True,
            )
        return
    print(f"noise, {arguments.runs} series of three years each: turning points a year, alarms a year")
    for kind, tail, memory in NOISES:
        found, given = false_rates(kind, tail, memory, arguments.runs)
        print(f"{kind:<7} tail {tail:<4} memory {memory}: {found:.2f} {given:.2f}")
    print("planted: share found looking back, within a fortnight, right sign; share alarmed; share of those found called a level")
    for days, size in PLANTED:
        print(
            f"{'level' if days == DAYS else 'spike'} of {size}: "
            + " ".join(f"{value:.2f}" for value in found_shares(days, size, arguments.runs))
        )


def noise(random: np.random.Generator, kind: str, tail: float, memory: float) -> Floats:
    """Simulate days that are each a share of the day before and a shock: normal, of Student's t, or a count of scores."""
    size = DAYS + 200
    if kind == "normal":
        shocks = random.normal(size=size)
    elif kind == "t":
        shocks = random.standard_t(tail, size=size)
    else:  # a compound Poisson sum: few events a day, each with a score from -10 to 10; most days of a small dyad look like this
        shocks = np.array(
            [random.choice([-10.0, -7.0, -4.0, -2.0, 1.0, 3.0, 6.0], size=events).sum() for events in random.poisson(1.0, size)]
        )
    values = np.zeros(size)
    for place in range(1, size):
        values[place] = memory * values[place - 1] + shocks[place]
    return values[200:]


def false_rates(kind: str, tail: float, memory: float, runs: int) -> tuple[float, float]:
    """Give turning points and alarms a year where nothing turned."""
    random = np.random.default_rng(1)
    found = given = 0
    for _ in range(runs):
        series = Daily(START, noise(random, kind, tail, memory))
        found += len(find_turning_points(series))
        given += len(find_alarms(series))
    years = runs * DAYS / YEAR
    return found / years, given / years


def found_shares(days: int, size: float, runs: int) -> tuple[float, float, float]:
    """Give how often something planted is found looking back, alarmed in time, and called a level where it was found."""
    random = np.random.default_rng(2)
    day = START + timedelta(days=600)
    found = given = called = 0
    for _ in range(runs):
        values = noise(random, "t", 3.0, 0.3)
        values[600 : 600 + days] -= size * np.quantile(np.abs(values), 0.9)
        series = Daily(START, values)
        points = [p for p in find_turning_points(series) if hit([(p.day, p.sign)], day, -1, -14)]
        found += bool(points)
        called += any(p.kind is Kind.LEVEL for p in points)
        given += hit([(a.day, a.sign) for a in find_alarms(series)], day, -1, -1)
    return found / runs, given / runs, called / max(found, 1)


def sweep(series: Mapping[str, Daily], points: list[tuple[str, date, int]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Measure as it is, with one dyad left out, and with one setting changed."""
    turns, heard = look_back(series), listen(series)
    yield "as it is", count(series, points, turns, heard)
    for dyad in sorted({point[0] for point in points}):
        some = {name: one for name, one in series.items() if name != dyad}
        yield f"without {dyad}", count(some, [point for point in points if point[0] != dyad], turns, heard)
    for module, name, values in SETTINGS:
        for value in values:
            shown = " ".join(str(days) for _, days in value) if name == "LOOKS" else value
            with changed(module, name, value):
                found = (turns, listen(series)) if module is alarms else (look_back(series), heard)
                yield f"{module.__name__.rpartition('.')[2]} {name} {shown}", count(series, points, *found)


@contextmanager
def changed(module: ModuleType, name: str, value: Any) -> Iterator[None]:
    """Change a setting for a while."""
    kept = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, kept)


def parts(series: Mapping[str, Daily], points: list[tuple[str, date, int]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Measure the first two years and the last two alone."""
    size = len(next(iter(series.values())).values)
    for name, first, last in (("first two years", 0, 2 * YEAR), ("last two years", size - 2 * YEAR, size)):
        some = {n: Daily(s.day(first), s.values[first:last]) for n, s in series.items()}
        start, end = next(iter(some.values())).start, next(iter(series.values())).day(last - 1)
        yield name, measure(some, [p for p in points if start <= p[1] <= end])


if __name__ == "__main__":
    main()
