"""How well reports of one event are merged: ``python -m benchmarks.incidents``.

Two kinds of data of the project's own. *Simulated*: corpora made by chance of which is known what tells of one event, sparse and
crowded (`benchmarks.simulated_incidents`). *Examples*: the example corpora, whose labels name the incident each event belongs to,
once with the labelled events as reports (``labels``: only the merging is measured), once with the events that the reader finds and
that match a label (``reader``). A labelled event without a name belongs to no named incident; whether
two of these tell of one event, the labels do not say, and such pairs are left out.

Measured over pairs of reports: of those put together, how many tell of one event (precision), and of those that do, how many are
together (recall). A pair belongs to the half of its earlier event, by a hash of the incident's name: weights were chosen on the half
``tuned``. Intervals hold 90% of 200 resamplings of events (simulated: of corpora).
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import click

from benchmarks.labels import CORPORA, Labelled, codes, corpus_reader, half_of, load, party, place
from benchmarks.simulated_incidents import Simulated, simulate
from detente.archive import Report, merge_reports, reports_of
from detente.records import Incident, Numbers, Reading, Status, TextSpan, VoiceKind, record_id

EXAMPLES = (*CORPORA, "examples/kashmir", "examples/sorn")
SPARSE, CROWDED = (120, 365), (240, 60)  # events, days
SIMULATIONS = 10
RESAMPLINGS = 200
TOLD = ("asserted", "negated")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of reports: told to be one and truly one, told to be one, truly one."""

    hits: int
    said: int
    true: int

    @property
    def precision(self) -> float:
        return self.hits / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.said + self.true) if self.said + self.true else 1.0

    def __add__(self, other: Pairs) -> Pairs:
        return Pairs(self.hits + other.hits, self.said + other.said, self.true + other.true)


def pairs_by_event(incidents: Iterable[Incident], truth: Mapping[str, str]) -> dict[str, Pairs]:
    """Count the pairs of each true event: a wrong pair counts half a time on either of its events' side, so it goes to the first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in truth.values()}
    home = {report: incident.id for incident in incidents for report in incident.reports}
    for one, other in combinations(sorted(truth, key=lambda r: (truth[r], r)), 2):
        if truth[one].startswith("ev-") and truth[other].startswith("ev-"):
            continue  # two without a name: the labels do not say
        same, together = truth[one] == truth[other], home[one] == home[other]
        counts[truth[one]].update(hits=same and together, said=together, true=same)
    return {name: Pairs(c["hits"], c["said"], c["true"]) for name, c in counts.items()}


def total(pairs: Iterable[Pairs]) -> Pairs:
    """Add up."""
    return sum(pairs, Pairs(0, 0, 0))


def interval(parts: Sequence[Pairs], seed: int = 1) -> tuple[float, float]:
    """Give the 90% interval of F1 by resampling."""
    chance = random.Random(seed)
    drawn = sorted(total(chance.choices(parts, k=len(parts))).f1 for _ in range(RESAMPLINGS)) if parts else [0.0]
    return round(drawn[int(0.05 * len(drawn))], 4), round(drawn[min(int(0.95 * len(drawn)), len(drawn) - 1)], 4)


def figures(parts: Sequence[Pairs]) -> dict[str, object]:
    """Give the figures."""
    sum_ = total(parts)
    return {
        "f1": round(sum_.f1, 4), "precision": round(sum_.precision, 4), "recall": round(sum_.recall, 4),
        "interval": interval(parts), "pairs": sum_.true,
    }  # fmt: skip


def labelled_reports(labelled: Labelled, reading: Reading) -> dict[str, tuple[Report, str]]:
    """Give the labelled events of an item that are told as done or not done, as reports, with the name of their incident."""
    found = {}
    text = reading.document.text
    for number, label in enumerate(labelled.labels["events"]):
        if label["status"] not in TOLD:
            continue
        start, _ = place(text, label["trigger"], label["nth"])
        sentence = next(((a, b) for a, b in reading.sentences if a <= start < b), (start, start + 1))
        first, last, granularity = _days(label["date"] or label.get("period"))
        report = Report(
            id=record_id("ev", labelled.name, number), type=label["type"], mode=label["mode"], status=Status(label["status"]),
            historical=label["historical"], start=first, end=last, granularity=granularity, voice=VoiceKind(label["voice"]),
            opinion=label["voice"] == "opinion", actors=_parties(label["actors"]), recipients=_parties(label["recipients"]), place=None,
            numbers=Numbers(), words=text[slice(*sentence)].strip(), document=reading.document.id,
            outlet=reading.document.outlet or reading.document.id, published=reading.document.published, data_set=None, event=None,
            codes=(), at=start, text=text,
        )  # fmt: skip
        found[report.id] = report, label["incident"] or report.id
    return found


def read_reports(reading: Reading, named: Mapping[str, tuple[Report, str]]) -> dict[str, tuple[Report, str]]:
    """Give the reader's events of an item, each with the incident of the label it matches: the nearest of its type in its sentence."""
    free = dict(named)
    found = {}
    for report in reports_of(reading):
        if report.status not in TOLD or report.event is None:
            continue
        span = report.event.evidence[0]
        assert isinstance(span, TextSpan)
        near = [n for n, (r, _) in free.items() if r.words == report.words.strip() and r.type == report.type]
        near += [n for n, (r, _) in free.items() if r.type != report.type and r.at == span.start]
        if near:
            best = min(near, key=lambda n: (abs((free[n][0].at or 0) - span.start), n))
            found[report.id] = report, free.pop(best)[1]
    return found


def _parties(field: list[str]) -> tuple[str, ...]:
    return tuple(sorted({party(code) for code in codes(field)}))


def _days(told: str | None) -> tuple[str | None, str | None, str]:
    if told is None:
        return None, None, "unknown"
    if len(told) == 4:
        return f"{told}-01-01", f"{told}-12-31", "year"
    if len(told) == 7:
        last = {"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}.get(told[5:], "31")
        return f"{told}-01", f"{told}-{last}", "month"
    return told, told, "day"


def measure_examples(corpus: str, readings: Sequence[Reading]) -> dict[str, dict[str, Pairs]]:
    """Merge a corpus by its labels, and by what the reader finds of them: pairs by event."""
    by_document = {reading.document.id: reading for reading in readings}
    known: dict[str, tuple[Report, str]] = {}
    read: dict[str, tuple[Report, str]] = {}
    everything: list[Report] = []
    for labelled in load(corpus):
        reading = by_document[labelled.document.id]
        own = labelled_reports(labelled, reading)
        known |= own
        read |= read_reports(reading, own)
        everything += reports_of(reading)
    return {
        "labels": pairs_by_event(merge_reports(r for r, _ in known.values()), {name: event for name, (_, event) in known.items()}),
        "reader": pairs_by_event(merge_reports(everything), {name: event for name, (_, event) in read.items()}),
    }


def measure_simulated(corpus: Simulated) -> Pairs:
    """Merge a simulated corpus."""
    truth = {report: f"{event:05}" for report, event in corpus.event.items()}
    return total(pairs_by_event(merge_reports(corpus.reports), truth).values())


def measure(readings: Mapping[str, Sequence[Reading]], simulations: int = SIMULATIONS) -> dict[str, dict[str, object]]:
    """Give all figures."""
    found: dict[str, dict[str, object]] = {}
    for name, size in (("simulated, sparse", SPARSE), ("simulated, crowded", CROWDED)):
        found[name] = figures([measure_simulated(simulate(seed, *size)) for seed in range(simulations)])
    for corpus, read in readings.items():
        for source, by_event in measure_examples(corpus, read).items():
            for half in ("", "tuned", "held"):
                parts = [p for name, p in sorted(by_event.items()) if not half or half_of(name) == half]
                found[f"{corpus}, {source}{f', {half}' if half else ''}"] = figures(parts)
    return found


def _readings(corpus: str) -> list[Reading]:
    reader = corpus_reader(corpus)
    return [reader.read(labelled.document) for labelled in load(corpus)]


@click.command(help=__doc__)
@click.option("--json", "as_json", is_flag=True)
@click.option("--simulations", default=SIMULATIONS, show_default=True)
def main(as_json: bool, simulations: int) -> None:
    found = measure({corpus: _readings(corpus) for corpus in EXAMPLES}, simulations)
    if as_json:
        click.echo(json.dumps(found))
        return
    for name, row in found.items():
        click.echo(f"{name:36}" + "  ".join(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
