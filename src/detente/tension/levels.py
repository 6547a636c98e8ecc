"""Where the level of a daily series changed: exact optimal partitioning of its days, with spikes cut to size.

Values further than three deviations from the running median of a month are cut to that, so that no spike, however high, makes a level
(bounding what a day can cost goes back to Fearnhead & Rigaill, JASA 114, 2019). Then the days are divided into stretches so that squares
around the stretches' means, with a penalty a stretch, are least. The optimum is found exactly (Jackson et al., IEEE Signal
Processing Letters 12, 2005). The penalty is the Bayesian information criterion's, on the variance of monthly means rather than of days, as
days that follow each other are alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from detente.tension.daily import Floats

SHORTEST = 28  # days that a level lasts at least
FEWEST = 3  # stretches of the shortest length, of which the noise is judged
WIDEST = 3.0  # deviations from the running median, beyond which a value is a spike
PENALTY = 3.0  # a level, a place, and the variance: three parameters, each log(n)
DEVIATION = 1.4826  # the median absolute deviation of a normal variable times this is its standard deviation


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A place where a new level begins.

    Parameters
    ----------
    place
        Index of its first day.
    before, after
        Mean of the stretches on either side, spikes cut.
    strength
        Root of what the change gains over the penalty; 1 or more.
    """

    place: int
    before: float
    after: float
    strength: float


def level_changes(values: Floats, shortest: int = SHORTEST) -> tuple[LevelChange, ...]:
    """Find the changes of level of a series, gaps left out.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> calm, tense = random.normal(0, 1, 200), random.normal(-2, 1, 200)
    >>> [change.place for change in level_changes(np.concatenate([calm, tense]))]
    [202]
    """
    known = np.flatnonzero(np.isfinite(values))
    if len(known) < FEWEST * shortest:
        return ()
    clipped = without_spikes(values[known], shortest)
    variance = long_run_variance(clipped, shortest)
    if not variance:
        return ()
    penalty = PENALTY * float(np.log(len(known))) * variance
    cuts = partition(clipped, penalty, shortest)
    edges = [0, *cuts, len(clipped)]
    found = []
    for start, cut, end in zip(edges, cuts, edges[2:], strict=False):
        before, after = float(clipped[start:cut].mean()), float(clipped[cut:end].mean())
        gain = (before - after) ** 2 * (cut - start) * (end - cut) / (end - start)
        found.append(LevelChange(int(known[cut]), before, after, float(np.sqrt(gain / penalty))))
    return tuple(found)


def without_spikes(values: Floats, days: int) -> Floats:
    """Cut each value to three deviations from the running median of the days around it."""
    half = days // 2
    around = np.median(sliding_window_view(np.pad(values, half, mode="reflect"), 2 * half + 1), axis=1)
    off = values - around
    widest = WIDEST * DEVIATION * float(np.median(np.abs(off)))
    return np.asarray(around + np.clip(off, -widest, widest))


def long_run_variance(values: Floats, days: int) -> float:
    """Estimate the variance a day of the mean of many days, from how much means of neighbouring stretches usually differ."""
    count = len(values) // days
    means = values[len(values) - count * days :].reshape(count, days).mean(axis=1)
    steps = np.diff(means)
    usual = DEVIATION * float(np.median(np.abs(steps)))
    if usual:
        return days * usual**2 / 2
    # Most neighbouring stretches are alike to the last digit, as in a series of few incidents: all that varies is taken for noise.
    return float(values.var())


def partition(values: Floats, penalty: float, shortest: int) -> list[int]:
    """Divide values into stretches so that squares around their means, and a penalty a stretch, sum to the least.

    Returns
    -------
    list of int
        Where the second and later stretches begin.
    """
    size = len(values)
    centred = values - values.mean()
    sums, squares = (np.concatenate([[0.0], np.cumsum(a)]) for a in (centred, centred**2))
    best = np.full(size + 1, np.inf)
    best[0] = 0.0
    came = np.zeros(size + 1, dtype=int)
    for end in range(shortest, size + 1):
        starts = np.arange(end - shortest + 1)
        costs = best[starts] + squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        came[end] = np.argmin(costs)
        best[end] = costs[came[end]] + penalty
    cuts = []
    place = came[size]
    while place > 0:
        cuts.append(int(place))
        place = came[place]
    return cuts[::-1]
