"""Sudden changes of level: a smooth baseline spreads one over weeks, and about it both sides' acts would look like answers to each other.

For every day the score test asks whether the baseline steps there (Rao, Mathematical Proceedings of the Cambridge Philosophical Society
44, 1948), all that the model has already being fitted anew in the test's variance. The two sides' statistics are added, since one outbreak
moves both. The highest that passes `CLEAR` becomes a step of the baseline, and the search goes on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.tension.answers.model import Array

SHORTEST = 21  # days that a level lasts at least
MOST_STEPS = 4
#: Information on a step's logarithm below which its statistic is no chi-square: where next to nothing is expected, one act were a step.
ENOUGH = 2.0
#: Of the two sides' statistics together. At one day it is chi-square with two degrees of freedom and passed by 1 of 1100 series in which
#: there is no step; by the best of all days of two years by up to 1 of 15, by 1 of 8 with a season that the curve can hardly follow.
CLEAR = 14.0


def step_scores(off: Array, weight: Array, slopes: Array, stiffness: Array, known: NDArray[np.bool_], level: Array) -> Array:
    """Give for each day of the whole series the score test's statistic for a step of the log baseline on that day.

    Parameters
    ----------
    off
        What the acts of each known day differ from their mean by, over the variance.
    weight
        One over the variance.
    slopes
        Of the mean by all parameters of the model, shape (known days, parameters).
    stiffness
        The penalty's matrix.
    known
        Which days of the whole series are known.
    level
        The baseline of each known day: the slope of the mean by a step before that day.
    """
    information = (slopes * weight[:, None]).T @ slopes + stiffness
    information.flat[:: len(information) + 1] += 1e-9 * np.trace(information)
    score = _from(off * level)
    mixed = _from(slopes * (weight * level)[:, None])
    left = _from(weight * level**2) - np.einsum("ij,ji->i", mixed, np.linalg.solve(information, mixed.T))
    scores: Array = np.zeros(len(known))
    scores[known] = np.where(left > ENOUGH, score**2 / np.maximum(left, ENOUGH), 0.0)
    return scores


def _from(values: Array) -> Array:
    """Sum from each day to the last."""
    summed: Array = np.cumsum(values[::-1], axis=0)[::-1]
    return summed


def clearest_step(scores: Array, steps: tuple[int, ...]) -> int | None:
    """Give the day of the clearest further step; None where none is clear.

    Examples
    --------
    >>> scores = np.zeros(100)
    >>> scores[[5, 40, 60]] = 90.0, 20.0, 50.0
    >>> clearest_step(scores, ()), clearest_step(scores, (60,)), clearest_step(scores, (40, 60))
    (60, None, None)
    """
    open_days = scores.copy()
    for edge in (0, len(scores), *steps):
        open_days[max(0, edge - SHORTEST + 1) : edge + SHORTEST] = 0.0
    best = int(np.argmax(open_days))
    return best if open_days[best] > CLEAR and len(steps) < MOST_STEPS else None
