"""Who answers whom: the fitted model of a dyad, with what must be known to read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from detente.tension.answers.counts import DailyCounts
from detente.tension.answers.fit import Pair, fit_pair
from detente.tension.answers.intervals import Length, Level, Rate, base_interval, half_life, rate_interval
from detente.tension.answers.maximum import ANSWER, OWN, Fitted, Problem
from detente.tension.answers.model import Array, Side

FEWEST_ACTS = 20  # of each side
FEWEST_DAYS = 90  # that are known
WIDE = 0.5  # acts an act: an interval wider than this tells little
UNFIT = 0.1  # share of the acts by which the model may miss their sum
TOGETHER = 0.01  # chance below which acts on the same days are a warning
FOUND = 0.05  # chance below which a rate is called found


@dataclass(frozen=True, slots=True)
class SideAnswers:
    """What one side's acts follow in the model.

    Parameters
    ----------
    side, other
        Whose acts, and towards whom.
    acts
        How many there are on the known days.
    expected
        How many the fitted model expects on these days; far from `acts` it fits badly.
    base
        Acts a day that follow nothing.
    own, answer
        Mean number of the side's acts that follow one act of its own, and one of the other; None where data are too few.
    half_life
        Days in which what follows halves; None where nothing is seen to follow, for then it means nothing.
    spread
        The counts' variance is ``mean + spread * mean**2``; 0: Poisson.
    """

    side: str
    other: str
    acts: int
    expected: float | None
    base: Level | None
    own: Rate | None
    answer: Rate | None
    half_life: Length | None
    spread: float | None


@dataclass(frozen=True, slots=True)
class Together:
    """A correlation, and how often one at least as high is seen where the two sides' acts of a day have nothing to do with each other."""

    correlation: float
    chance: float


@dataclass(frozen=True, slots=True)
class Answers:
    """The model of a dyad.

    Parameters
    ----------
    start, end
        First and last day, ISO dates.
    days, known
        How many days there are, and on how many somebody looked.
    same_day
        Days on which both sides acted: the order within a day is not known, and such acts answer nothing in the model.
    together
        How far both sides' acts of one day go together beyond what the model explains (correlation of what it leaves over); None where
        nothing is fitted.
    coverage
        Whether the model knows how much was looked at each day.
    steps
        Days on which the level of both sides' acts is taken to have changed at once, ISO dates.
    sides
        The two sides.
    warnings
        In plain sentences.
    """

    start: str
    end: str
    days: int
    known: int
    same_day: int
    together: Together | None
    coverage: bool
    steps: tuple[str, ...]
    sides: tuple[SideAnswers, SideAnswers]
    warnings: tuple[str, ...]


def find_answers(counts: DailyCounts) -> Answers:
    """Fit how much each side's acts are followed by the other's and by its own.

    Nothing here is a forecast, and nothing says that an act caused another: a third thing may have moved both.

    Parameters
    ----------
    counts
        Both sides' acts day by day.

    Examples
    --------
    >>> from datetime import date
    >>> few = DailyCounts(("KOR", "PRK"), date(2018, 1, 1), (0, 1, 0), (1, None, 0))
    >>> find_answers(few).warnings[0][:46]
    'too few data: 2 known days (90 are needed), ac'
    """
    known = np.array(counts.known, dtype=bool)
    first, second = (np.array([np.nan if c is None else float(c) for c in series]) for series in (counts.first, counts.second))
    acts = (int(first[known].sum()), int(second[known].sum()))
    enough = min(acts) >= FEWEST_ACTS and int(known.sum()) >= FEWEST_DAYS
    if enough:
        pair = (_side(counts, known, (first, second)), _side(counts, known, (second, first)))
        fitted = fit_pair(*pair)
        together = _together(fitted)
        steps = tuple((counts.start + timedelta(days=day)).isoformat() for day in fitted.steps)
        sides = (
            _tell(fitted.problems[0], fitted.fits[0], counts.sides),
            _tell(fitted.problems[1], fitted.fits[1], (counts.sides[1], counts.sides[0])),
        )
    else:
        steps, together = (), None
        sides = (
            SideAnswers(counts.sides[0], counts.sides[1], acts[0], None, None, None, None, None, None),
            SideAnswers(counts.sides[1], counts.sides[0], acts[1], None, None, None, None, None, None),
        )
    end = counts.start + timedelta(days=counts.days - 1)
    same_day = int(np.sum((first[known] > 0) & (second[known] > 0)))
    found = Answers(
        start=counts.start.isoformat(),
        end=end.isoformat(),
        days=counts.days,
        known=int(known.sum()),
        same_day=same_day,
        together=together,
        coverage=counts.coverage is not None,
        steps=steps,
        sides=sides,
        warnings=(),
    )
    return replace(found, warnings=tuple(_warnings(found)))


def _side(counts: DailyCounts, known: NDArray[np.bool_], series: tuple[Array, Array]) -> Side:
    """Give one side's acts; what is not known of the past is taken to have been the mean."""
    filled = [np.where(known, one, one[known].mean()) for one in series]
    coverage = None
    if counts.coverage is not None:
        logs = np.log(np.array(counts.coverage)[known])
        coverage = logs - logs.mean()
    weekday = (counts.start.weekday() + np.arange(counts.days)) % 7
    return Side(series[0][known], filled[0], filled[1], known, weekday, coverage)


def _tell(problem: Problem, fits: tuple[Fitted, ...], names: tuple[str, str]) -> SideAnswers:
    own, answer = (rate_interval(problem, fits, which) for which in (OWN, ANSWER))
    follows = min(own.chance, answer.chance) < FOUND
    return SideAnswers(
        side=names[0],
        other=names[1],
        acts=int(problem.acts.sum()),
        expected=float(max(fits, key=lambda fit: fit.value).mean.sum()),
        base=base_interval(problem, fits, alone=own.low == answer.low == 0),
        own=own,
        answer=answer,
        half_life=half_life(fits) if follows else None,
        spread=problem.spread,
    )


def _together(pair: Pair) -> Together:
    """Ask whether both sides act on the same days more than the model explains: given the days before, it has them independent.

    If something else moves both at once, it shows here; so does an answer within the day.
    """
    left = []
    for problem, fits in zip(pair.problems, pair.fits, strict=True):
        mean = max(fits, key=lambda fit: fit.value).mean
        left.append((problem.acts - mean) / np.sqrt(mean + problem.spread * mean**2))
    products = left[0] * left[1]
    size = float(np.sqrt(np.sum(left[0] ** 2) * np.sum(left[1] ** 2)))
    correlation = float(products.sum()) / size if size > 0 else 0.0
    error = float(np.sqrt(np.sum(products**2)))
    return Together(correlation, float(ndtr(-products.sum() / error)) if error > 0 else 0.5)


def _warnings(found: Answers) -> list[str]:
    one, two = found.sides
    if one.own is None:
        return [
            f"too few data: {found.known} known days ({FEWEST_DAYS} are needed), acts of {one.side}: {one.acts}, of {two.side}: {two.acts} "
            f"({FEWEST_ACTS} of each are needed); nothing is fitted, and nothing can be said of who answers whom"
        ]
    told = []
    if found.steps:
        days = ", ".join(found.steps)
        told.append(f"the level of the acts changes at once about {days}; the baseline steps there, yet what is found is doubtful")
    if found.together is not None and found.together.chance < TOGETHER:
        told.append(
            f"{one.side} and {two.side} act on the same days more often than the model explains (correlation "
            f"{found.together.correlation:.2f}): something else may move both, and then what is found here is not answering; "
            "or they answer within the day, which the model does not see"
        )
    for side in found.sides:
        rate = side.answer
        if rate is not None and rate.high - rate.low > WIDE:
            told.append(
                f"the interval for {side.side} after {side.other} is wide ({rate.low:.2f} to {rate.high:.2f}): data are too few to say much"
            )
        if side.expected is not None and abs(side.expected - side.acts) > UNFIT * side.acts:
            told.append(
                f"the model fits {side.side} badly: it expects {side.expected:.0f} acts where {side.acts} are counted; "
                "what is found here is doubtful"
            )
        if side.own is not None and side.own.estimate >= 1:
            told.append(f"{side.side}: one act is followed by one more or more of its own in the model; such a series has no steady level")
    if not found.coverage:
        told.append("how much was looked at each day is not known: if coverage rises for both sides at once, it may look like answering")
    return told
