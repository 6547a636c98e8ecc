"""Turning points and alarms of a series of ours, with what made them: the periods that stood out, and the incidents told of each.

By day both looks of `turning_points.py` are taken and alarms are given. By week or month only levels can be told, of four periods or more:
a spike of some days is within one period, and an alarm that waits for the end of a week is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from detente.errors import UsageError
from detente.tension.alarms import find_alarms
from detente.tension.daily import Daily, daily_series
from detente.tension.levels import level_changes
from detente.tension.periods import By
from detente.tension.series import Period, Series
from detente.tension.turning_points import Kind, find_turning_points

SHORTEST = 4  # periods that a level lasts at least, in series by week or month
SHOWN = 7  # days of a lasting level whose incidents are given: those that made it visible


@dataclass(frozen=True, slots=True)
class DayShare:
    """What one period did for a turning point.

    Parameters
    ----------
    start
        Its first day, ISO date.
    share
        Its part of the difference, of those periods that went the same way; all of them sum to 1.
    incidents
        Identifiers of the incidents told of it; none for imported rows.
    """

    start: str
    share: float
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point or an alarm of a series.

    Parameters
    ----------
    start
        First day of its first period, ISO date.
    sign
        1 towards cooperation, -1 towards conflict.
    kind
        Spike or level; of an alarm, whether two days stood out or a fortnight.
    before, after
        What was usual before and what came, in the units of the series by period; of imported rows, for a row.
    score
        How far beyond what counts; more than 1.
    made_by
        The periods that made it, the largest part first.
    """

    start: str
    sign: int
    kind: Kind
    before: float
    after: float
    score: float
    made_by: tuple[DayShare, ...]

    @property
    def incidents(self) -> tuple[str, ...]:
        """The incidents of the periods that made it, in their order."""
        return tuple(name for part in self.made_by for name in part.incidents)


def turns_of(series: Series) -> tuple[Turn, ...]:
    """Find the turning points of a series, in order of time.

    Parameters
    ----------
    series
        By day, week or month.

    See Also
    --------
    find_turning_points, level_changes : The methods.
    """
    if series.by is not By.DAY:
        return _level_turns(series)
    found = []
    daily = daily_of(series)
    for point in find_turning_points(daily):
        place = (point.day - daily.start).days
        parts = _parts(series, daily, place, place + (point.horizon or SHOWN), point.before, point.sign)
        found.append(Turn(point.day.isoformat(), point.sign, point.kind, _r(point.before), _r(point.after), _r(point.score), parts))
    return tuple(found)


def alarms_of(series: Series) -> tuple[Turn, ...]:
    """Give the alarms that a series by day would have given, in order of time.

    Raises
    ------
    UsageError
        If the series is not by day.
    """
    if series.by is not By.DAY:
        raise UsageError(f"alarms are of days, and this series is by {series.by}; measure it by day")
    found = []
    daily = daily_of(series)
    for alarm in find_alarms(daily):
        place = (alarm.day - daily.start).days
        parts = _parts(series, daily, place - alarm.days + 1, place + 1, alarm.before, alarm.sign)
        score = alarm.score / alarm.threshold
        found.append(Turn(alarm.day.isoformat(), alarm.sign, alarm.kind, _r(alarm.before), _r(alarm.recent), _r(score), parts))
    return tuple(found)


def daily_of(series: Series) -> Daily:
    """Give the net score of a series by day; of imported rows, a row of the data set.

    The archive's own documents of a day are too few, and too often about the day before, to divide by.
    """
    if not series.periods:
        return Daily(date.min, np.array([]))
    days = [date.fromisoformat(period.start) for period in series.periods]
    net = [np.nan if period.net is None else period.net for period in series.periods]
    return daily_series(days, net, [float(period.documents) for period in series.periods] if series.data_set else None)


def _level_turns(series: Series) -> tuple[Turn, ...]:
    values = np.array([np.nan if period.net is None else period.net for period in series.periods], dtype=float)
    found = []
    for change in level_changes(values, SHORTEST):
        sign = 1 if change.after > change.before else -1
        first = slice(change.place, change.place + SHORTEST)
        parts = _shares(series.periods[first], values[first], change.before, sign)
        if not parts:
            continue  # none of its first periods shows it: too few were looked at to say when it began
        start = series.periods[change.place].start
        found.append(Turn(start, sign, Kind.LEVEL, _r(change.before), _r(change.after), _r(change.strength), parts))
    return tuple(found)


def _parts(series: Series, daily: Daily, first: int, last: int, usual: float, sign: int) -> tuple[DayShare, ...]:
    """Find the periods of some days of the calendar; a series may begin before or after what is asked."""
    first = max(first, 0)
    start, end = daily.day(first).isoformat(), (daily.day(last) - timedelta(days=1)).isoformat()
    periods = [period for period in series.periods if start <= period.start <= end]
    return _shares(periods, daily.values[first:last], usual, sign)


def _shares(periods: Sequence[Period], values: np.ndarray, usual: float, sign: int) -> tuple[DayShare, ...]:
    gains = [0.0 if np.isnan(value) else max(0.0, float(value - usual) * sign) for value in values]
    total = sum(gains)
    parts = [DayShare(p.start, round(gain / total, 3), p.told) for p, gain in zip(periods, gains, strict=True) if gain]
    return tuple(sorted(parts, key=lambda part: (-part.share, part.start)))


def _r(value: float) -> float:
    return float(f"{value:.4g}")
