"""Turning points of a daily series, seen afterwards: days from which on it lay far from where it had lain.

Two looks, one list. *Jumps:* for each day and several horizons, the mean of the days from it on is compared with the median of the sixty
days before it, in units of the series' own usual differences over that horizon; a jump counts if it is larger than a series whose tail
falls with the cube shows about once a year. *Levels:* the changes of level of `levels.py`. A jump that a change of level backs is a
level, any other a spike. Of both, the clearest are kept, at most as many as the series has years.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from detente.tension.daily import YEAR, Daily, Floats, before
from detente.tension.levels import LevelChange, level_changes

HORIZONS = (3, 7, 14, 28)  # days: an attack with its echo, a week, a fortnight, four weeks
BASELINE = 60  # days whose median is what was usual
FEWEST = 14  # measured days that a baseline needs
APART = 30  # days between two turning points of one sign
USUAL = 0.9  # quantile of the differences that counts as usual
TAIL = 1 / 3  # of a power law that falls with the cube, as many series of events do
RATE = 1.0  # turning points a year, at most


class Kind(StrEnum):
    """Whether what came stayed."""

    SPIKE = "spike"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A day from which on a series lay elsewhere.

    Parameters
    ----------
    day
        The first of its clearest days, or the first day of the new level, whichever look is clearer.
    sign
        1 towards cooperation (up), -1 towards conflict (down).
    kind
        A level if four weeks or more stayed elsewhere, spikes aside; else a spike.
    score
        How many times the difference is what it must be to count; 1 or more.
    horizon
        Days over which the difference is clearest; None if only the level tells of it.
    before, after
        The median of the sixty days before and the mean over the horizon; or the means of the levels on either side, spikes cut.
    """

    day: date
    sign: int
    kind: Kind
    score: float
    horizon: int | None
    before: float
    after: float


def once_a_year(rate: float, tail: float) -> float:
    """Give how many times its usual size (nine days in ten are below) a quantity exceeds at a rate a year, if its tail is a power law.

    Examples
    --------
    >>> round(once_a_year(1.0, tail=1 / 3), 2)
    3.32
    """
    return float(max(1.0, ((1 - USUAL) * YEAR / rate) ** tail))


def find_turning_points(series: Daily, *, rate: float = RATE) -> tuple[TurningPoint, ...]:
    """Find the turning points of a daily series, in order of time.

    Parameters
    ----------
    series
        See `daily_series`.
    rate
        Points a year at most; in less than a year, one.
    """
    if not series.measured:
        return ()
    most = max(1, int(len(series.values) / YEAR * rate))
    levels = level_changes(series.values)
    jumps = [_with_level(jump, levels, series) for jump in _jumps(series, most, once_a_year(rate, TAIL))]
    departures = [_level(change, series) for change in levels if _departs(change, float(np.nanmedian(series.values)))]
    alone = [point for point in departures if not any(_same(point, jump) for jump in jumps)]
    clearest = sorted([*jumps, *alone], key=lambda point: (-point.score, point.day))[:most]
    return tuple(sorted(clearest, key=lambda point: point.day))


def _jumps(series: Daily, most: int, least: float) -> list[TurningPoint]:
    values = series.values
    level = before(values, BASELINE, FEWEST)
    scores, horizons = differences(values, level)
    found = []
    for place in peaks(scores, most, APART, least):
        horizon = int(horizons[place])
        after = float(np.nanmean(values[place : place + horizon]))
        sign = 1 if scores[place] > 0 else -1
        score = abs(float(scores[place])) / least
        found.append(TurningPoint(series.day(place), sign, Kind.SPIKE, score, horizon, float(level[place]), after))
    return found


def _level(change: LevelChange, series: Daily) -> TurningPoint:
    sign = 1 if change.after > change.before else -1
    return TurningPoint(series.day(change.place), sign, Kind.LEVEL, change.strength, None, change.before, change.after)


def _departs(change: LevelChange, usual: float) -> bool:
    """Tell whether a change leads away from what is usual.

    Reporting wanes by itself: the way back to the usual is as often the end of attention as the end of a conflict or a thaw.
    """
    return abs(change.after - usual) > abs(change.before - usual)


def _with_level(jump: TurningPoint, levels: tuple[LevelChange, ...], series: Daily) -> TurningPoint:
    """Give the clearer of a jump and the change of level that backs it, as a level; the jump as it is where none does."""
    backing = [point for point in (_level(change, series) for change in levels) if _same(point, jump)]
    return max((replace(jump, kind=Kind.LEVEL), *backing), key=lambda point: point.score) if backing else jump


def _same(one: TurningPoint, two: TurningPoint) -> bool:
    return one.sign == two.sign and abs((one.day - two.day).days) <= APART


def differences(values: Floats, level: Floats) -> tuple[Floats, Floats]:
    """Give for each day the clearest difference from the level before, in usual differences, and its horizon; 0 where unknown."""
    best, horizons = np.zeros(len(values)), np.zeros(len(values))
    for horizon in HORIZONS:
        difference = means_from(values, horizon) - level
        if not np.isfinite(difference).any():
            continue
        usual = np.nanquantile(np.abs(difference), USUAL)
        if not usual:
            continue
        scaled = np.nan_to_num(difference / usual)
        clearer = np.abs(scaled) > np.abs(best)
        best[clearer], horizons[clearer] = scaled[clearer], horizon
    return best, horizons


def means_from(values: Floats, days: int) -> Floats:
    """Give the mean of each day and those after it; NaN where less than half of them are known."""
    windows = sliding_window_view(np.concatenate([values, np.full(days - 1, np.nan)]), days)
    known = np.isfinite(windows).sum(axis=1)
    sums = np.nansum(windows, axis=1)
    return np.where(2 * known >= days, sums / np.maximum(known, 1), np.nan)


def peaks(scores: Floats, most: int, apart: int, least: float) -> list[int]:
    """Give the places of the largest absolute scores, those of one sign well apart, the earliest of equals first."""
    left = scores.copy()
    found: list[int] = []
    while len(found) < most:
        place = int(np.argmax(np.abs(left)))
        if abs(left[place]) < least or not left[place]:
            break
        found.append(place)
        near = left[max(0, place - apart) : place + apart + 1]
        near[np.sign(near) == np.sign(scores[place])] = 0.0
    return found
