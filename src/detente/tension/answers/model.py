"""The model of one side's acts: a baseline that knows the calendar, and what follows its own and the other's acts.

The number of acts on day t is negative binomial (Poisson where nothing speaks for more spread) with mean

    m(t) = exp(b(t)) + own * K(t; own acts) + answer * K(t; the other's acts),      K(t; y) = sum over s >= 1 of g(s) y(t - s),

where g(s) = (1 - r) r^(s-1) with r = 2^(-1 / half-life) sums to 1, so that ``own`` and ``answer`` are mean numbers of acts that follow
one act. The log baseline b is a smooth curve over time (cubic B-splines), a factor for each day of the week and the logarithm of
coverage. This is the self- and cross-exciting process of Hawkes (Biometrika 58, 1971) in days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import BSpline
from scipy.signal import lfilter
from scipy.special import gammaln

Array = NDArray[np.float64]

KNOT_DAYS = 60  # between two bends of the baseline: well above the longest half-life, so that the one is not taken for the other
WEEKDAY_SPREAD = 2.0  # expected spread of the weekdays' log factors: holds them where counts are few, is nothing where they are many
STEP_SPREAD = 3.0  # the same for steps
COVERAGE_SPREAD = 0.5  # the same for the power of coverage about 1


@dataclass(frozen=True, slots=True)
class Side:
    """One side's acts with what may explain them.

    Parameters
    ----------
    acts
        Counts on the known days, shape (days,).
    own_past, other_past
        Counts of the day before and earlier: the whole series with gaps filled by the mean, for `followed`.
    known
        Which days of the whole series are known.
    weekday
        Day of the week of each day of the whole series, 0 to 6.
    coverage
        Logarithm of coverage less its mean, of the known days; None where it is not known.
    """

    acts: Array
    own_past: Array
    other_past: Array
    known: NDArray[np.bool_]
    weekday: NDArray[np.int64]
    coverage: Array | None


def followed(counts: Array, half_life: float) -> Array:
    """Give for each day the weighted sum of the counts before it, the weights summing to 1 and halving every `half_life` days.

    Before the first day the counts are taken to have had their mean.

    Examples
    --------
    >>> followed(np.array([3.0, 0.0, 0.0]), 1.0)
    array([1., 2., 1.])
    """
    keep = 2.0 ** (-1.0 / half_life)
    sums: Array = lfilter([0.0, 1.0 - keep], [1.0, -keep], counts, zi=[counts.mean()])[0]
    return sums


@dataclass(frozen=True, slots=True)
class Baseline:
    """Columns of the log baseline on the known days, with the centre and the stiffness (matrix of the penalty) of their weights.

    The first `bends` columns are the curve over time.
    """

    columns: Array
    centre: Array
    stiffness: Array
    bends: int


def baseline(side: Side, bend: float, steps: tuple[int, ...] = ()) -> Baseline:
    """Lay out the log baseline of a side, with steps on these days of the whole series.

    All slow movement is the baseline's, so that a common trend or season is nobody's answer.

    Parameters
    ----------
    side
        The side.
    bend
        Expected change of the curve from knot to knot (standard deviation): how free it is.
    steps
        Days on which the level changes at once.
    """
    days = np.flatnonzero(side.known)
    lines = _curve(days, _knots(len(side.known)))
    week = np.eye(7)[side.weekday[side.known]]
    jumps = (days[:, None] >= np.array(steps, dtype=np.intp)).astype(float)
    columns = [lines, week, jumps]
    size, more = lines.shape[1], 7 + len(steps)
    stiff = np.zeros((size + more, size + more))
    rises = np.diff(np.eye(size), axis=0)
    stiff[:size, :size] = rises.T @ rises / bend**2
    stiff[size:, size:] = np.diag([WEEKDAY_SPREAD**-2] * 7 + [STEP_SPREAD**-2] * len(steps))
    centre = np.zeros(size + more)
    if side.coverage is not None:
        columns.append(side.coverage[:, None])
        stiff = np.pad(stiff, (0, 1))
        stiff[-1, -1] = 1.0 / COVERAGE_SPREAD**2
        centre = np.append(centre, 1.0)
    return Baseline(np.hstack(columns), centre, stiff, size)


def _knots(days: int) -> Array:
    return np.linspace(0, days - 1, max(2, round(days / KNOT_DAYS) + 1))


def _curve(days: NDArray[np.intp], knots: Array) -> Array:
    """Give cubic B-splines with these knots at these days."""
    step = knots[1] - knots[0]
    around = np.concatenate([knots[0] - step * np.arange(3, 0, -1), knots, knots[-1] + step * np.arange(1, 4)])
    columns: Array = BSpline.design_matrix(days.astype(float), around, 3).toarray()
    return columns


def log_likelihood(acts: Array, mean: Array, spread: float) -> float:
    """Give the log-likelihood of counts with these means, the variance being ``mean + spread * mean**2``; less what has no parameter."""
    return mean_part(acts, mean, spread) + (spread_part(acts, spread) if spread > 0 else 0.0)


def mean_part(acts: Array, mean: Array, spread: float) -> float:
    """Give the part of the log-likelihood that holds the means: all of it but `spread_part`."""
    if spread <= 0:
        return float(acts @ np.log(mean) - mean.sum())
    return float(acts @ np.log(mean) - (acts + 1 / spread) @ np.log1p(spread * mean))


def spread_part(acts: Array, spread: float) -> float:
    """Give the part of the negative binomial's log-likelihood that holds the spread alone; it goes to 0 with the spread."""
    values, times = np.unique(acts, return_counts=True)
    size = 1 / spread
    return float(times @ (gammaln(values + size) - gammaln(size) + values * np.log(spread)))
