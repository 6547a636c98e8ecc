"""Turning points of a daily series, seen afterwards: days from which on it lay far from where it had lain.

For each day and several horizons, the mean of the days from it on is compared with the median of the sixty days before it. The difference
is measured by the series' own usual differences over the same horizon. Days where it is largest are turning points, if it
is larger than a series with a tail of power three would show about once a year, and no more of them than the series has years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from detente.tension.daily import Daily, Floats, before

HORIZONS = (3, 7, 14, 28)  # days: an attack with its echo, a week, a fortnight, four weeks
BASELINE = 60  # days whose median is what was usual
FEWEST = 14  # measured days that a baseline needs
APART = 30  # days between two turning points of one sign
USUAL = 0.9  # quantile of the differences that counts as usual
TAIL = 1 / 3  # of a power law that falls with the cube, as many series of events do
RATE = 1.0  # turning points a year, at most
LASTS = 28  # days over which a level must last


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
        The first day.
    sign
        1 towards cooperation (up), -1 towards conflict (down).
    kind
        A level if over the four weeks from the day on the series lay, in the median, at least half as far off; else a spike.
    score
        The difference, in units of the series' usual differences; larger is clearer.
    horizon
        Days over which the difference is clearest.
    before, after
        The median of the sixty days before, and the mean over the horizon.
    """

    day: date
    sign: int
    kind: Kind
    score: float
    horizon: int
    before: float
    after: float


def once_a_year(quantile: float = USUAL, rate: float = RATE, tail: float = TAIL) -> float:
    """Give how many times its quantile a heavy-tailed quantity exceeds at a rate a year, if its tail is a power law.

    Examples
    --------
    >>> round(once_a_year(), 2)
    3.32
    """
    return float(((1 - quantile) * 365.25 / rate) ** tail)


def find_turning_points(series: Daily, *, rate: float = RATE) -> tuple[TurningPoint, ...]:
    """Find the turning points of a daily series, in order of time.

    Parameters
    ----------
    series
        See `daily_series`.
    rate
        Points a year, at most.
    """
    values = series.values
    level = before(values, BASELINE, FEWEST)
    scores, horizons = differences(values, level)
    found = []
    for place in peaks(scores, int(series.years * rate), APART, once_a_year(rate=rate)):
        horizon = int(horizons[place])
        after = float(np.nanmean(values[place : place + horizon]))
        sign = 1 if scores[place] > 0 else -1
        stayed = float(np.nanmedian(values[place : place + LASTS])) - level[place]
        kind = Kind.LEVEL if stayed * sign >= abs(after - level[place]) / 2 else Kind.SPIKE
        found.append(TurningPoint(series.day(place), sign, kind, abs(float(scores[place])), horizon, float(level[place]), after))
    return tuple(sorted(found, key=lambda point: point.day))


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
