"""Alarms on a daily series, as they would have been given: on what was known up to and including the day.

The mean of the last two days, and the median of the last fourteen, are compared with the median of the sixty days before these, in units of
what was usual in the year before. An alarm, of a spike or of a level, is given where one of them exceeds a threshold that governs itself:
each alarm doubles it, and over a year it halves again, so that it comes to give the stated number of alarms a year on any series, and
after T years there were never more than T + 1 + log2(largest score / first threshold). It is no forecast: it says that something is
unusual already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from detente.tension.daily import YEAR, Daily, Floats, before, windows_before
from detente.tension.turning_points import BASELINE, FEWEST, RATE, USUAL, Kind, once_a_year

LOOKS = ((Kind.SPIKE, 2), (Kind.LEVEL, 14))  # days that are compared: a day and the next, when it is told of; a fortnight
MEMORY = 365  # days in which one looks for what is usual
LEARNED = 28  # differences that must be known before any alarm
REST = 7  # days without a second alarm of one sign
TAIL = 1 / 2  # of the power law behind the first threshold: the heaviest with a variance, so that it errs on the quiet side
GAIN = float(np.log(2))  # by what the logarithm of the threshold rises with an alarm, and falls in the time of one alarm


@dataclass(frozen=True, slots=True)
class Alarm:
    """A day on which a series was found unusual, by what was known then.

    Parameters
    ----------
    day
        The day.
    sign
        1 towards cooperation (up), -1 towards conflict (down).
    kind
        A spike if two days stand out, a level if only the usual of a fortnight does.
    days
        Over how many days it was seen.
    score, threshold
        How far off, in usual differences, and what it exceeded.
    before, recent
        The median of the sixty days before these days, and that of these.
    """

    day: date
    sign: int
    kind: Kind
    days: int
    score: float
    threshold: float
    before: float
    recent: float


def find_alarms(series: Daily, *, rate: float = RATE) -> tuple[Alarm, ...]:
    """Give the alarms of a daily series, in order of time.

    Parameters
    ----------
    series
        See `daily_series`.
    rate
        Alarms a year at which to aim.
    """
    if not series.measured:
        return ()
    looks = [(kind, days, surprises(series.values, days)) for kind, days in LOOKS]
    threshold = once_a_year(rate, TAIL)
    found: list[Alarm] = []
    last = {1: -REST - 1, -1: -REST - 1}
    for place in range(len(series.values)):
        threshold *= np.exp(-GAIN * rate / YEAR)
        for kind, days, (recent, level, scores) in looks:
            score = scores[place]
            sign = 1 if score > 0 else -1
            if np.isnan(score) or abs(score) <= threshold or place - last[sign] <= REST:
                continue
            off = abs(float(score))
            found.append(Alarm(series.day(place), sign, kind, days, off, float(threshold), float(level[place]), float(recent[place])))
            last[sign] = place
            threshold *= np.exp(GAIN)
    return tuple(found)


def surprises(values: Floats, days: int) -> tuple[Floats, Floats, Floats]:
    """Give for each day the recent median, the level before, and their difference in units of what was usual until the day before."""
    recent = before(np.append(values, np.nan), days, fewest=(days + 1) // 2)[1:]  # of two days the median is the mean
    recent[~np.isfinite(values)] = np.nan
    level = np.concatenate([np.full(days - 1, np.nan), before(values, BASELINE, FEWEST)])[: len(values)]
    difference = recent - level
    past = windows_before(np.abs(difference), MEMORY)
    usual = np.full(len(values), np.nan)
    enough = np.isfinite(past).sum(axis=1) >= LEARNED
    usual[enough] = np.nanquantile(past[enough], USUAL, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return recent, level, np.where(usual > 0, difference / usual, np.nan)
