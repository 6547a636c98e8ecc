"""What other weights would make of a series: weights are an agreement among researchers, and a result that hangs on them should say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.tension.weights import BY_NAME, Weights

SHAKEN = 0.5  # every weight at random up to this share smaller or larger: "hostile" stays hostile, how much is open
SHAKES = 200
SEED = 1992
FEWEST = 3  # periods with incidents: fewer have no order worth comparing

Floats = NDArray[np.float64]
Key = tuple[str | None, str | None, str | None]  # type, mode, CAMEO code


@dataclass(frozen=True, slots=True)
class Comparison:
    """A series under other weights.

    Parameters
    ----------
    weights
        What they are called.
    correlation
        Spearman's rank correlation of the net scores with those under the series' own weights; None where either does not vary.
    same_sign
        In how many of the periods the net score has the same sign (none, where both are 0).
    worst
        First day of the period with the lowest net score.
    """

    weights: str
    correlation: float | None
    same_sign: int
    worst: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What hangs on the weights.

    Parameters
    ----------
    periods
        Periods with incidents: only these are compared, for nothing told is nothing under any weights.
    worst
        First day of the period with the lowest net score under the series' own weights.
    others
        Under the other known weights.
    shaken
        Lowest (5 of 100) and middle rank correlation when each weight is made up to half smaller or larger at random.
    shaken_sign
        The share of periods, in the mean, in which the net score then keeps its sign.
    shaken_worst
        The share of such weights under which the lowest period stays the lowest.
    """

    periods: int
    worst: str
    others: tuple[Comparison, ...]
    shaken: tuple[float, float] | None
    shaken_sign: float
    shaken_worst: float

    def line(self) -> str:
        """Say it in one line."""
        parts = [
            f"with {o.weights} weights {'none' if o.correlation is None else f'{o.correlation:.2f}'} "
            f"(sign kept in {o.same_sign} of {self.periods}, lowest period {'the same' if o.worst == self.worst else o.worst})"
            for o in self.others
        ]
        if self.shaken is not None:
            parts.append(
                f"with each weight up to half off at random {self.shaken[1]:.2f} "
                f"(below {self.shaken[0]:.2f} in 5 of 100, lowest period the same in {100 * self.shaken_worst:.0f} of 100)"
            )
        return f"what hangs on the weights, as rank correlation of net scores: {'; '.join(parts)}"


def compare_weights(tallies: Mapping[date, Mapping[Key, int]], weights: Weights) -> Sensitivity | None:
    """Compare the net scores of a series under its own weights with those under others.

    Parameters
    ----------
    tallies
        How many incidents of each kind are in each period.
    weights
        The series' own.

    Returns
    -------
    Sensitivity or None
        None where fewer than three periods have incidents.
    """
    starts = sorted(start for start, kinds in tallies.items() if kinds)
    if len(starts) < FEWEST:
        return None
    kinds = sorted({kind for start in starts for kind in tallies[start]}, key=lambda k: tuple(part or "" for part in k))
    counts = np.array([[tallies[start].get(kind, 0) for kind in kinds] for start in starts], dtype=float)
    own, *rest = [counts @ _weigh(kinds, w) for w in (weights, *(o for o in BY_NAME.values() if o.name != weights.name))]
    others = tuple(
        Comparison(name, _correlations(own, net[None])[0], int((np.sign(own) == np.sign(net)).sum()), starts[int(net.argmin())].isoformat())
        for name, net in zip((n for n in BY_NAME if n != weights.name), rest, strict=True)
    )
    random = np.random.Generator(np.random.PCG64(SEED))
    nets = (_weigh(kinds, weights) * random.uniform(1 - SHAKEN, 1 + SHAKEN, (SHAKES, len(kinds)))) @ counts.T
    shaken = [c for c in _correlations(own, nets) if c is not None]
    return Sensitivity(
        periods=len(starts),
        worst=starts[int(own.argmin())].isoformat(),
        others=others,
        shaken=(round(float(np.quantile(shaken, 0.05)), 3), round(float(np.median(shaken)), 3)) if shaken else None,
        shaken_sign=round(float((np.sign(nets) == np.sign(own)).mean()), 3),
        shaken_worst=round(float((nets.argmin(axis=1) == own.argmin()).mean()), 3),
    )


def _weigh(kinds: Sequence[Key], weights: Weights) -> Floats:
    return np.array([weights.weigh(*kind) or 0.0 for kind in kinds])


def _correlations(one: Floats, others: Floats) -> list[float | None]:
    """Spearman's rank correlation of scores with each of several others; equal scores share their ranks, and are rounded to be equal."""
    ranks = np.array([_ranks(row) for row in np.round(np.vstack([one, others]), 6)])
    ranks -= ranks.mean(axis=1, keepdims=True)
    sizes = np.sqrt((ranks**2).sum(axis=1))
    if not sizes[0]:
        return [None] * len(others)
    return [round(float(ranks[0] @ r / (sizes[0] * size)), 3) if size else None for r, size in zip(ranks[1:], sizes[1:], strict=True)]


def _ranks(values: Floats) -> Floats:
    """Rank from 1; equal ones share the mean of their ranks. (Loading SciPy's function for it takes longer than a series.)"""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    means: Floats = np.cumsum(counts) - (counts - 1) / 2
    return means[places]
