"""How often the intervals of `detente answers` hold the truth on simulated dyads, and how often it finds what is not there.

    python -m benchmarks.answers [--runs N] [--seed S] [--setting NAME]... [--json]

Two sides' daily counts are simulated from the model with known parameters, over lengths, levels, spreads and half-lives, some with
nothing to find; the first table tells in how many runs the 90% interval held the truth. The second has series in which nothing
follows anything (independent ones, ones with a common weekly cycle, trend, season or step) and tells how often something was found:
at the level of one in twenty (``found``), and how often the 90% interval left zero out (``above 0``, one in ten). The third has series
in which nothing answers either, but something else moves both sides for days: what the model says there is wrong, and the table tells
how often it is said, and how often a warning says that both act on the same days more than the model explains (``warned``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import click
import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from detente.tension.answers import DailyCounts, SideAnswers, find_answers
from detente.tension.answers.find import TOGETHER

WARM_UP = 120  # days before the first, so that a series begins in its steady state


@dataclass(frozen=True)
class Setting:
    """Parameters of a simulated dyad; ``rates[i][j]`` is how many acts of i follow one act of j."""

    name: str
    days: int
    base: tuple[float, float]
    rates: tuple[tuple[float, float], tuple[float, float]] = ((0.0, 0.0), (0.0, 0.0))
    half_life: float = 1.0
    spread: float = 0.0
    common: Callable[[int], float] | None = None
    shared: tuple[float, float] | None = None  # spread and half-life of a disturbance of both sides' logarithms


def _season(day: int) -> float:
    return 1 + 0.7 * float(np.sin(2 * np.pi * day / 365))


SETTINGS = (
    Setting("one answers", 500, (0.5, 0.5), ((0.3, 0.3), (0.0, 0.3)), 2.0),
    Setting("both answer, spread", 1000, (1.0, 1.0), ((0.3, 0.2), (0.1, 0.3)), 1.0, 0.5),
    Setting("few acts", 365, (0.15, 0.15), ((0.2, 0.2), (0.0, 0.0)), 1.0),
    Setting("slow, spread", 700, (0.5, 0.3), ((0.4, 0.0), (0.2, 0.4)), 3.0, 0.3),
    Setting("many acts, spread", 730, (4.0, 2.0), ((0.4, 0.2), (0.0, 0.3)), 1.5, 0.3),
    Setting("nothing, spread", 500, (0.3, 0.6), ((0.0, 0.0), (0.0, 0.0)), 1.0, 0.3),
    Setting("mostly own", 730, (0.4, 0.4), ((0.7, 0.1), (0.1, 0.6)), 1.0),
    Setting("unequal, spread", 730, (5.0, 0.2), ((0.3, 0.3), (0.05, 0.2)), 1.5, 0.3),
    Setting("very slow", 1500, (0.5, 0.5), ((0.4, 0.2), (0.0, 0.4)), 6.0),
    Setting("next day", 500, (0.5, 0.5), ((0.2, 0.3), (0.0, 0.2)), 0.25),
    Setting("200 days", 200, (1.0, 1.0), ((0.3, 0.2), (0.0, 0.3)), 1.0),
    Setting("3000 days, spread", 3000, (0.2, 0.2), ((0.3, 0.1), (0.05, 0.3)), 2.0, 0.3),
    Setting("wide spread", 730, (1.0, 1.0), ((0.3, 0.2), (0.0, 0.3)), 1.5, 2.0),
    Setting("weekly rhythm", 500, (0.8, 0.8), ((0.3, 0.2), (0.0, 0.3)), 1.5, common=lambda day: 0.3 if day % 7 > 4 else 1.28),
    Setting("season and answers", 730, (1.0, 1.0), ((0.3, 0.2), (0.0, 0.3)), 1.5, 0.3, _season),
    Setting("step and answers", 600, (0.4, 0.4), ((0.3, 0.2), (0.0, 0.3)), 1.5, 0.3, lambda day: 1.0 if day < 300 else 4.0),
    Setting("fast, wide spread", 900, (0.3, 1.5), ((0.5, 0.05), (0.2, 0.2)), 0.7, 0.8),
    Setting("slow, and a decline", 450, (0.7, 0.3), ((0.1, 0.5), (0.2, 0.4)), 4.0, 0.1, lambda day: float(np.exp(-1.2 * day / 450))),
)
NOTHING = (
    Setting("independent, few", 200, (0.2, 0.2)),
    Setting("independent, spread", 700, (1.0, 0.5), spread=0.5),
    Setting("weekly sine", 500, (1.0, 1.0), common=lambda day: 1 + 0.8 * np.sin(2 * np.pi * day / 7)),
    Setting("quiet weekends, spread", 500, (0.5, 0.5), spread=0.3, common=lambda day: 0.2 if day % 7 > 4 else 1.0),
    Setting("trend", 700, (0.4, 0.4), common=lambda day: float(np.exp(2 * max(day, 0) / 700))),
    Setting("season, spread", 730, (1.0, 1.0), spread=0.3, common=_season),
    Setting("half-year, spread", 730, (1.0, 1.0), spread=0.3, common=lambda day: 1 + 0.5 * np.sin(2 * np.pi * day / 180)),
    Setting("step to fourfold, spread", 600, (0.5, 0.5), spread=0.3, common=lambda day: 1.0 if day < 300 else 4.0),
)
MISLED = (
    Setting("shared day", 600, (1.0, 1.0), shared=(0.5, 0.1)),
    Setting("shared days", 600, (1.0, 1.0), shared=(0.5, 3.0)),
    Setting("shared weeks", 600, (1.0, 1.0), shared=(0.5, 14.0)),
    Setting("shared months", 600, (1.0, 1.0), shared=(0.5, 60.0)),
)


def simulate(setting: Setting, draws: np.random.Generator) -> DailyCounts:
    """Draw a dyad's counts day by day from the definition of the model."""
    keep = 2.0 ** (-1.0 / setting.half_life)
    base, rates = np.array(setting.base), np.array(setting.rates)
    past = np.linalg.solve(np.eye(2) - rates, base)
    stirred = _disturbance(setting, draws)
    counts: NDArray[np.int64] = np.zeros((WARM_UP + setting.days, 2), dtype=np.int64)
    for day in range(len(counts)):
        mean = base * (setting.common(day - WARM_UP) if setting.common else 1.0) * stirred[day] + rates @ past
        if setting.spread:
            mean = draws.gamma(1 / setting.spread, setting.spread * mean)
        counts[day] = draws.poisson(mean)
        past = keep * past + (1 - keep) * counts[day]
    first, second = (tuple(int(n) for n in counts[WARM_UP:, side]) for side in (0, 1))
    return DailyCounts(("A", "B"), date(2020, 1, 6), first, second)


def _disturbance(setting: Setting, draws: np.random.Generator) -> NDArray[np.float64]:
    """Draw what multiplies both sides' base day by day: an autoregression of the first order on the logarithm, with mean 1."""
    days = WARM_UP + setting.days
    if setting.shared is None:
        return np.ones(days)
    size, half_life = setting.shared
    keep = 2.0 ** (-1.0 / half_life)
    shocks = size * draws.standard_normal(days)
    logs = lfilter([np.sqrt(1 - keep**2)], [1.0, -keep], shocks, zi=[keep * shocks[0]])[0]
    found: NDArray[np.float64] = np.exp(logs - size**2 / 2)
    return found


def held(setting: Setting, number: int, side: SideAnswers) -> dict[str, bool]:
    """For each parameter of a fitted side whether its interval holds the truth; a half-life that is shown as unknown is left out."""
    assert side.own
    assert side.answer
    assert side.base
    moved = float(np.mean([setting.common(day) for day in range(setting.days)])) if setting.common else 1.0
    found = {
        "own": side.own.low <= setting.rates[number][number] <= side.own.high,
        "answer": side.answer.low <= setting.rates[number][1 - number] <= side.answer.high,
        "base": side.base.low <= setting.base[number] * moved <= side.base.high,
    }
    if side.half_life and any(setting.rates[number]):  # of nothing there is no half-life
        found["half-life"] = (side.half_life.low or 0.0) <= setting.half_life <= (side.half_life.high or np.inf)
    return found


def coverage(setting: Setting, runs: int, seed: int) -> dict[str, object]:
    """Give the share of runs whose intervals hold the truth, a parameter at a time, both sides together."""
    draws = np.random.default_rng([seed, len(setting.name), setting.days])
    told: dict[str, list[bool]] = {}
    fitted = 0
    for _ in range(runs):
        found = find_answers(simulate(setting, draws))
        if found.sides[0].own is None:
            continue  # too few acts in this run: nothing is fitted, nothing claimed
        fitted += 1
        told.setdefault("step seen", []).append(bool(found.steps))
        for number, side in enumerate(found.sides):
            for name, holds in held(setting, number, side).items():
                told.setdefault(name, []).append(holds)
    return {"setting": setting.name, "fitted": fitted, **{name: round(float(np.mean(values)), 3) for name, values in told.items()}}


def false_findings(setting: Setting, runs: int, seed: int) -> dict[str, object]:
    """Give how often answers are found in series that only have something in common."""
    draws = np.random.default_rng([seed, len(setting.name), setting.days])
    found = [find_answers(simulate(setting, draws)) for _ in range(runs)]
    rates = [side.answer for answers in found for side in answers.sides if side.answer]
    return {
        "setting": setting.name,
        "fitted": len(rates) // 2,
        "found": round(float(np.mean([rate.chance < 0.05 for rate in rates])), 3) if rates else None,
        "above 0": round(float(np.mean([rate.low > 0 for rate in rates])), 3) if rates else None,
        "step seen": round(float(np.mean([bool(answers.steps) for answers in found])), 3),
        "warned": round(float(np.mean([answers.together is not None and answers.together.chance < TOGETHER for answers in found])), 3),
    }


@click.command(help=__doc__)
@click.option("--runs", default=100, show_default=True, help="Runs a setting.")
@click.option("--seed", default=1, show_default=True)
@click.option("--setting", "names", multiple=True, help="Only settings whose name begins so; may be given more than once.")
@click.option("--json", "as_json", is_flag=True)
def main(runs: int, seed: int, names: tuple[str, ...], as_json: bool) -> None:
    for measure, settings in ((coverage, SETTINGS), (false_findings, NOTHING), (false_findings, MISLED)):
        for setting in settings:
            if names and not setting.name.startswith(names):
                continue
            row = measure(setting, runs, seed)
            shown = "  ".join(f"{name} {value}" for name, value in row.items() if name != "setting")
            click.echo(json.dumps(row) if as_json else f"{setting.name:26}{shown}")


if __name__ == "__main__":
    main()
