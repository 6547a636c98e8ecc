"""How far a sum may lie from the rate behind it: intervals by resampling.

What is estimated is the rate at which incidents of a kind are reported, times what they weigh: had the same period come to pass again
under the same conditions, how much would have been told? The incidents of one document come together, so documents are resampled, each
with the incidents it was the first to tell (or outlets, with all of theirs). In every resample each unit is drawn with a weight of its
own, exponential with mean 1: the Bayesian bootstrap (Rubin, Annals of Statistics 9, 1981) without the condition that the number of units
stay what it is, for how many there would be is the question. What was not seen may still be: half the resamples get one unit more, of
the usual weight. For units of one weight this gives the exact mid-P interval of a Poisson rate; for others the mid-P gamma interval of
Fay and Kim (Biometrical Journal 59, 2017), less its approximation. A plain bootstrap would say that nothing seen is nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL = 0.9
DRAWS = 1000
RESAMPLED = 60  # units; the weights of more add up to a gamma variable of the same mean and variance, which is drawn instead
SEED = 1815

CLASSES = ("conflict_words", "conflict_deeds", "cooperation_words", "cooperation_deeds")
MEASURES = (*CLASSES, "conflict", "cooperation", "net")
_MIX = np.array([[1, 0, 0, 0, 1, 0, -1], [0, 1, 0, 0, 1, 0, -1], [0, 0, 1, 0, 0, 1, 1], [0, 0, 0, 1, 0, 1, 1]], dtype=float)

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Units:
    """What the resampled units of a period weigh.

    Parameters
    ----------
    each
        A row a unit, in an order that depends on nothing but the units: its sums in each of `CLASSES`. None where there are too many.
    sums, squares
        Sums over the units of each of `MEASURES`, and of their squares.
    """

    each: Floats | None
    sums: Floats
    squares: Floats


def units_of(each: Floats) -> Units:
    """Make the units of a period from what each weighs in each class."""
    measured = each @ _MIX
    return Units(each if len(each) <= RESAMPLED else None, measured.sum(axis=0), (measured**2).sum(axis=0))


def usual_weights(periods: list[Units], otherwise: Floats) -> Floats:
    """Say what a unit not seen would weigh in each measure but net: the mean weight over the series, each unit weighing as it weighs.

    Parameters
    ----------
    periods
        All periods of the series.
    otherwise
        What it would weigh in each class where the series has nothing of the class.
    """
    sums, squares = (np.sum([getattr(p, name) for p in periods] or [np.zeros(7)], axis=0) for name in ("sums", "squares"))
    classes = np.where(sums[:4] > 0, squares[:4] / np.where(sums[:4] > 0, sums[:4], 1.0), otherwise)
    totals = [
        squares[k] / sums[k] if sums[k] > 0 else float(classes[2 * (k - 4) : 2 * (k - 4) + 2].mean())
        for k in (4, 5)
    ]  # fmt: skip
    return np.array([*classes, *totals])


def intervals(units: Units, unseen: Floats, start: date, level: float = LEVEL) -> dict[str, Interval]:
    """Give the interval of every measure of a period.

    Parameters
    ----------
    units
        What was seen.
    unseen
        What a unit not seen would weigh (`usual_weights`).
    start
        First day of the period: each has random numbers of its own, always the same.
    level
        How often such intervals are to hold the rate.

    Returns
    -------
    dict
        Lower and upper bound by measure.
    """
    random = np.random.Generator(np.random.PCG64([SEED, start.toordinal()]))
    extra = random.standard_exponential((DRAWS, 2)) * _HALVES
    seen = _many(units, random) if units.each is None else random.standard_exponential((DRAWS, len(units.each))) @ units.each @ _MIX
    # Not seen: one unit of the measure itself; for net one of cooperation and one of conflict, each by its own chance.
    added = np.column_stack([extra[:, :1] * unseen, extra[:, 1] * unseen[5] - extra[:, 0] * unseen[4]])
    low, high = np.quantile(seen + added, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return {name: (round(float(low[k]), 3), round(float(high[k]), 3)) for k, name in enumerate(MEASURES)}


def _many(units: Units, random: np.random.Generator) -> Floats:
    """Draw sums over many units: gamma variables of the same mean and variance."""
    sums, squares = units.sums[:6], units.squares[:6]
    there = squares > 0
    scale = np.where(there, squares / np.where(there, sums, 1.0), 0.0)
    shape = np.where(there, sums**2 / np.where(there, squares, 1.0), 1.0)
    drawn = random.standard_gamma(shape, (DRAWS, 6)) * scale
    net = drawn[:, 5] - drawn[:, 4]
    # One unit may tell of both: then what is added to one side goes with what is added to the other.
    apart = squares[4] + squares[5]
    net = units.sums[6] + (net - units.sums[6]) * np.sqrt(units.squares[6] / apart if apart else 1.0)
    return np.column_stack([drawn, net])


_HALVES: Floats = np.column_stack([np.arange(DRAWS) % 2, np.arange(DRAWS) // 2 % 2]).astype(float)


def nothing_seen() -> Units:
    """Give the units of a period in which nothing was told."""
    return units_of(np.zeros((0, 4)))
