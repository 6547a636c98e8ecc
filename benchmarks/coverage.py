"""How often the intervals of a series hold the rate behind it: ``python -m benchmarks.coverage [--series N] [--json]``.

Corpora are simulated whose rates are known, and go through all of `detente.tension.series_of_reports`: incidents of four classes (words
and deeds of conflict and of cooperation) come by chance at a rate of so many a week, each is told by up to so many documents, and a
document or outlet may be the first to tell of several. Counted is in how many weeks the 90% interval of a sum holds rate times mean
weight, the weeks in which nothing was told among them. Beside it stands what a plain bootstrap of documents would do, in which an
incident counts where one of its documents is drawn.

An interval of a count cannot do as it likes at low rates: at 0.2 a week nothing is told in 82 of 100 weeks and at most one incident in
98, so that any interval covers 82 or 98 of 100 or less, and none 90. The rate is therefore given, and the mean over all rates.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import click
import numpy as np

from detente.archive import Report
from detente.ontology import EVENT_TYPES, is_deed
from detente.records import Numbers, Status, VoiceKind
from detente.tension import PLOVER, Sides, series_of_reports
from detente.tension.intervals import CLASSES, MEASURES

RATES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)  # incidents a week, of each class
WEEKS = 50
ACTORS = tuple(f"A{number:04}" for number in range(2000))  # one an incident: what is merged with what is measured elsewhere
SIDES = Sides(ACTORS, ("B",))
FIRST = date(2001, 1, 1)
DRAWN = 200  # resamples of the plain bootstrap


@dataclass(frozen=True, slots=True)
class Regime:
    """A kind of corpus: up to how many documents tell an incident, how many incidents a document, or an outlet, tells first."""

    name: str
    reports: int
    together: float
    unit: str
    one_document: bool = True


REGIMES = (
    Regime("each incident in one document", 1, 1.0, "documents"),
    Regime("each incident in one to five documents", 5, 1.0, "documents"),
    Regime("documents tell three at a time, one to five documents each", 5, 3.0, "documents"),
    Regime("outlets tell three a week, in a document each; outlets resampled", 1, 3.0, "outlets", one_document=False),
)


@dataclass(frozen=True, slots=True)
class Covered:
    """The share of weeks covered: of the classes' sums, the totals, the net score; of quiet weeks; and by a plain bootstrap."""

    regime: str
    rate: float
    weeks: int
    classes: float
    totals: float
    net: float
    quiet: float | None
    bootstrap: float


def types_of(name: str) -> list[str]:
    """Give the event types of a class that weigh anything."""
    conflict, deed = name.startswith("conflict"), name.endswith("deeds")
    return [t for t in EVENT_TYPES if (w := PLOVER.weigh(t)) and (w < 0) is conflict and is_deed(t) is deed]


def truth(rate: float) -> dict[str, float]:
    """Give what every measure is in the mean of many weeks."""
    of = {name: rate * float(np.mean([abs(PLOVER.weigh(t) or 0) for t in types_of(name)])) for name in CLASSES}
    conflict, cooperation = (of[f"{name}_words"] + of[f"{name}_deeds"] for name in ("conflict", "cooperation"))
    return of | {"conflict": conflict, "cooperation": cooperation, "net": cooperation - conflict}


def simulate(regime: Regime, rate: float, random: np.random.Generator) -> Iterator[Report]:
    """Tell of the incidents of fifty weeks."""
    number = 0
    for week in range(WEEKS):
        for kind in CLASSES:
            types = types_of(kind)
            for unit in range(random.poisson(rate / regime.together)):
                for place in range(1 if regime.together == 1 else 1 + random.poisson(regime.together - 1)):
                    first = f"{week}-{kind}-{unit}" if regime.one_document else f"{week}-{kind}-{unit}-{place}"
                    event = types[random.integers(len(types))]
                    day = FIRST + timedelta(weeks=week, days=int(random.integers(7)))
                    for copy in range(int(random.integers(1, regime.reports + 1))):
                        document = first if copy == 0 else f"{first}-{place}-{copy}"
                        yield _report(number, copy, event, day, document, f"{week}-{kind}-{unit}")
                    number += 1


def _report(number: int, copy: int, event: str, day: date, document: str, outlet: str) -> Report:
    return Report(
        id=f"ev-{number}-{copy}", type=event, mode=None, status=Status.ASSERTED, historical=False, start=day.isoformat(),
        end=day.isoformat(), granularity="day", voice=VoiceKind.OUTLET, opinion=False, actors=(ACTORS[number % len(ACTORS)],),
        recipients=("B",), place=None, numbers=Numbers(), words="", document=document, outlet=outlet if copy == 0 else f"{outlet}-{copy}",
        published=(day + timedelta(days=copy)).isoformat(), data_set=None, event=None,
    )  # fmt: skip


def measure(regime: Regime, rate: float, number: int, seed: int = 2026) -> Covered:
    """Simulate so many series of fifty weeks and count how often their intervals hold the truth."""
    random = np.random.Generator(np.random.PCG64([seed, REGIMES.index(regime) if regime in REGIMES else 99, round(rate * 10)]))
    true = truth(rate)
    days = [((FIRST + timedelta(weeks=week)).isoformat(), "other") for week in range(WEEKS)]  # somebody looks every week
    held: dict[str, list[bool]] = {name: [] for name in MEASURES}
    quiet: list[bool] = []
    plain: list[bool] = []
    for _ in range(number):
        reports = list(simulate(regime, rate, random))
        series = series_of_reports(reports, days, SIDES, unit=regime.unit)
        for period in series.periods[:WEEKS]:
            assert period.intervals is not None, "every week was looked at"
            for name, (low, high) in period.intervals.items():
                held[name].append(low <= true[name] <= high)
            for name in CLASSES:
                if not getattr(period, name):
                    quiet.append(held[name][-1])
        plain += _plain_bootstrap(reports, true["conflict"], random)
    classes = [hit for name in CLASSES for hit in held[name]]
    totals = [*held["conflict"], *held["cooperation"]]
    shares = (_share(classes), _share(totals), _share(held["net"]), _share(quiet) if quiet else None, _share(plain))
    return Covered(regime.name, rate, WEEKS * number, *shares)


def _plain_bootstrap(reports: Sequence[Report], true: float, random: np.random.Generator) -> list[bool]:
    """Draw the documents of each week with replacement; an incident of conflict counts where one of its documents is drawn."""
    weeks: dict[int, dict[str, set[str]]] = {}
    weigh: dict[str, float] = {}
    for report in reports:
        if report.start and (weight := PLOVER.weigh(report.type) or 0.0) < 0:
            week = (date.fromisoformat(report.start) - FIRST).days // 7
            name = report.id.rpartition("-")[0]
            weeks.setdefault(week, {}).setdefault(name, set()).add(report.document)
            weigh[name] = -weight
    held = []
    for week in range(WEEKS):
        told = weeks.get(week, {})
        documents = sorted({d for found in told.values() for d in found})
        tells = np.array([[d in told[i] for d in documents] for i in told], dtype=float).reshape(len(told), len(documents))
        drawn = random.multinomial(len(documents), [1 / len(documents)] * len(documents), DRAWN) if documents else np.zeros((DRAWN, 0))
        sums = ((drawn @ tells.T) > 0) @ np.array([weigh[i] for i in told]).reshape(len(told))
        low, high = np.quantile(sums, [0.05, 0.95])
        held.append(bool(low <= true <= high))
    return held


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 3)


@click.command()
@click.option("--series", "number", default=10, show_default=True, help="Series of fifty weeks to simulate for every regime and rate.")
@click.option("--json", "as_json", is_flag=True)
def main(number: int, as_json: bool) -> None:
    """Print the share of weeks that the 90% intervals cover."""
    found = [measure(regime, rate, number) for regime in REGIMES for rate in RATES]
    overall = round(float(np.mean([(4 * one.classes + 2 * one.totals + one.net) / 7 for one in found])), 3)
    if as_json:
        click.echo(json.dumps({"covered": overall, "regimes": [asdict(one) for one in found]}, indent=2))
        return
    for regime in REGIMES:
        rows = [one for one in found if one.regime == regime.name]
        click.echo(f"\n{regime.name} ({rows[0].weeks} weeks a line)\n  rate  classes  totals    net  quiet weeks  plain bootstrap")
        for one in rows:
            quiet = "    -" if one.quiet is None else f"{one.quiet:5.3f}"
            shares = f"{one.classes:.3f}   {one.totals:.3f}  {one.net:.3f}        {quiet}            {one.bootstrap:.3f}"
            click.echo(f"{one.rate:6g}    {shares}")
        means = [float(np.mean([getattr(one, name) for one in rows])) for name in ("classes", "totals", "net", "bootstrap")]
        click.echo("  mean    {:.3f}   {:.3f}  {:.3f}                         {:.3f}".format(*means))
    click.echo(f"\nall of them: {overall:.3f}")


if __name__ == "__main__":
    main()
