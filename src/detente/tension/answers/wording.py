"""Findings in plain sentences: what followed, never what caused it, and never what will come."""

from __future__ import annotations

from detente.tension.answers.find import FOUND, SideAnswers
from detente.tension.answers.intervals import Rate


def rate_in_words(rate: Rate | None, side: str, after: str) -> str:
    """Say what a rate tells.

    Parameters
    ----------
    rate
        Or None where data are too few.
    side
        Whose acts.
    after
        After whose; the same side for its own.

    Examples
    --------
    >>> rate_in_words(Rate(0.2, 0.1, 0.35, 0.001), "PRK", "KOR")
    '10 acts of KOR are followed by about 2.0 more of PRK (1.0 to 3.5)'
    >>> rate_in_words(Rate(0.0, 0.0, 0.08, 0.5), "PRK", "KOR")
    'none seen: at most 0.8 of PRK after 10 acts of KOR'
    """
    if rate is None:
        return "too few data"
    low, best, high = (f"{10 * value:.1f}" for value in (rate.low, rate.estimate, rate.high))
    whose = "of its own" if side == after else f"of {side}"
    if rate.chance < FOUND:
        return f"10 acts of {after} are followed by about {best} more {whose} ({low} to {high})"
    if rate.low > 0:
        return f"a weak sign: {low} to {high} more {whose} after 10 acts of {after}"
    return f"none seen: at most {high} {whose} after 10 acts of {after}"


def half_life_in_words(side: SideAnswers) -> str:
    """Say how soon what follows fades."""
    if side.half_life is None:
        return f"half-life of {side.side}'s acts that follow another: unknown, for little or nothing is seen to follow"
    low = f"{side.half_life.low:.1f}" if side.half_life.low is not None else "less than a quarter"
    high = f"{side.half_life.high:.1f}" if side.half_life.high is not None else "more than 8"
    return f"half-life: half of {side.side}'s acts that follow another come within {side.half_life.estimate:.1f} days ({low} to {high})"


def level_in_words(side: SideAnswers) -> str:
    """Say how many acts follow nothing."""
    if side.base is None:
        return f"acts of {side.side} that follow nothing: unknown"
    return f"acts of {side.side} that follow none before them: {side.base.estimate:.2f} a day ({side.base.low:.2f} to {side.base.high:.2f})"
