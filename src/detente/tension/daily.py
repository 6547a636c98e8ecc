"""A daily series of any origin made ready for turning points and alarms: one value a calendar day, gaps as gaps.

Where a volume is given, say all scores of the world that day, a value becomes its share of the volume, and a day of far too little
volume is a gap: it was not measured whole. Everything here looks back only, so that an alarm that is built on it is causal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from detente.errors import UsageError

Floats = NDArray[np.float64]

YEAR = 365  # days
PARTIAL = 1 / 3  # of the usual volume; weekends have a half
USUAL = 28  # days whose median volume is the usual one: four whole weeks
LONGEST = 366 * 200  # days: a wrong century in a date would otherwise fill the memory


@dataclass(frozen=True, slots=True, eq=False)
class Daily:
    """One value a calendar day, without holes.

    Parameters
    ----------
    start
        The first day.
    values
        A value a day, as a share of the volume where there is one; NaN where nothing was measured.
    partial
        Days left out for their small volume.
    """

    start: date
    values: Floats
    partial: tuple[date, ...] = ()

    def day(self, index: int) -> date:
        """Give the date of a place in the series."""
        return self.start + timedelta(days=int(index))

    @property
    def measured(self) -> int:
        """How many days have a value."""
        return int(np.isfinite(self.values).sum())

    @property
    def years(self) -> float:
        """From the first day to the last, in years."""
        return len(self.values) / YEAR


def daily_series(dates: Sequence[date], values: Sequence[float] | Floats, volume: Sequence[float] | Floats | None = None) -> Daily:
    """Put values on a calendar, as shares of a volume if there is one.

    Parameters
    ----------
    dates
        In any order, each once. Days between them that are missing become gaps.
    values
        One a date; NaN where nothing is known.
    volume
        What to divide by, one a date; a day without, or with less than a third of the median of the 28 calendar days before it, is a gap.

    Raises
    ------
    UsageError
        If lengths differ, a date comes twice, the dates span over two hundred years, or a value is infinite.

    Examples
    --------
    >>> from datetime import date
    >>> daily_series([date(2020, 1, 1), date(2020, 1, 3)], [2.0, 4.0]).values.tolist()
    [2.0, nan, 4.0]
    """
    if not len(dates):
        raise UsageError("the series has no day; give at least one date with its value")
    if len(dates) != len(values) or (volume is not None and len(dates) != len(volume)):
        volumes = "" if volume is None else f" and {len(volume)} volumes"
        raise UsageError(f"{len(dates)} dates, but {len(values)} values{volumes}; give as many")
    first, last = min(dates), max(dates)
    days = (last - first).days + 1
    if days > LONGEST:
        raise UsageError(f"the dates reach from {first} to {last}; one of them is wrong, or give two hundred years at most")
    on = np.array([(day - first).days for day in dates])
    if len(np.unique(on)) < len(on):
        twice = next(day for place, day in enumerate(dates) if day in dates[:place])
        raise UsageError(f"{twice} comes twice; give each day once")
    filled = _on_calendar(first, days, on, values, "value")
    if volume is None:
        return Daily(first, filled)
    whole = _on_calendar(first, days, on, volume, "volume")
    low = whole < PARTIAL * before(whole, USUAL, fewest=7)
    whole[low | ~(whole > 0)] = np.nan
    return Daily(first, filled / whole, tuple(first + timedelta(days=int(i)) for i in np.flatnonzero(low)))


def _on_calendar(first: date, days: int, on: NDArray[np.int64], values: Sequence[float] | Floats, what: str) -> Floats:
    filled = np.full(days, np.nan)
    filled[on] = values
    if np.isinf(filled).any():
        day = first + timedelta(days=int(np.isinf(filled).argmax()))
        raise UsageError(f"the {what} of {day} is infinite; leave it empty if it is unknown")
    return filled


def before(values: Floats, days: int, fewest: int) -> Floats:
    """Give the median of the days before each day, itself not among them; NaN where fewer than some are known.

    Examples
    --------
    >>> before(np.array([1.0, 2.0, 9.0, 4.0]), 3, fewest=2).tolist()
    [nan, nan, 1.5, 2.0]
    """
    return _medians(windows_before(values, days), fewest)


def windows_before(values: Floats, days: int) -> Floats:
    """Give for each day the days before it, earliest first; NaN before the first."""
    return sliding_window_view(np.concatenate([np.full(days, np.nan), values]), days)[:-1]


def _medians(windows: Floats, fewest: int) -> Floats:
    known = np.isfinite(windows).sum(axis=1)
    found = np.full(len(windows), np.nan)
    enough = known >= max(fewest, 1)
    found[enough] = np.nanmedian(windows[enough], axis=1)
    return found
