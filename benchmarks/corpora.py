"""Accuracy on the project's own example corpora.

    python -m benchmarks.corpora [CORPUS...] [--json] [--errors] [--half tuned|held]

Events: a found event is right where its trigger's sentence and type are a label's (one to one); then its parties, status and date are
compared. False events: of the sentences in which no event is labelled, the share in which one is found (any status). Statements: a
found statement is right where half of the words of its content and the label's are common; its source where the parties are equal.

The texts were written for the project, cleaner than news: figures on them say whether the software still does what it did, not how it
does on news. A corpus of its own states has their list in `actors.tsv` (see `docs/method-reading.md`); `--actors` takes another one.
Where a corpus labels no statements their figures are left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import click

from benchmarks.figures import show
from benchmarks.labels import CORPORA, Labelled, codes, corpus_reader, half_of, load, party, place
from detente.reading.reader import Reader
from detente.records import Event, Reading, Statement, TextSpan


@dataclass(slots=True)
class Tally:
    """Counts over a corpus."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Give the figures."""
        c = self.counts

        def share(part: str, whole: str) -> float:
            return round(c[part] / c[whole], 4) if c[whole] else 0.0

        def f1(hits: str, golds: str, saids: str) -> float:
            return round(2 * c[hits] / (c[golds] + c[saids]), 4) if c[golds] + c[saids] else 0.0

        figures = {
            "documents": c["documents"],
            "events_f1": f1("events hit", "events gold", "events said"),
            "events_precision": share("events hit", "events said"),
            "events_recall": share("events hit", "events gold"),
            "parties_accuracy": share("parties right", "events hit"),
            "known_parties_accuracy": share("known parties right", "events hit"),
            "status_accuracy": share("status right", "events hit"),
            "date_accuracy": share("date right", "date asked"),
            "false_events": share("empty with event", "empty"),
            "statements_f1": f1("statements hit", "statements gold", "statements said"),
            "source_accuracy": share("source right", "statements hit"),
            "genre_accuracy": share("genre right", "documents"),
        }
        if not c["statements gold"]:
            del figures["statements_f1"], figures["source_accuracy"]
        return figures


def score(labelled: Labelled, reading: Reading, tally: Tally) -> None:
    """Add one item to the tally."""
    tally.counts["documents"] += 1
    wanted = "opinion" if any(e["voice"] == "opinion" for e in labelled.labels["events"]) else "news"
    tally.counts["genre right"] += reading.genre == wanted
    _score_events(labelled, reading, tally)
    _score_statements(labelled, reading, tally)


def _score_events(labelled: Labelled, reading: Reading, tally: Tally) -> None:
    text = reading.document.text
    side = {a.code: a.party or a.code for a in reading.actors}
    golds = [(label, place(text, label["trigger"], label["nth"])) for label in labelled.labels["events"]]
    saids = [(event, span) for event in reading.events if isinstance(span := event.evidence[0], TextSpan)]
    tally.counts["events gold"] += len(golds)
    tally.counts["events said"] += len(saids)
    free = list(saids)
    for label, (start, end) in golds:
        sentence = _sentence(reading, start)
        near = [s for s in free if _sentence(reading, s[1].start) == sentence and s[0].type == label["type"]]
        near.sort(key=lambda s: (not s[1].overlaps(start, end), abs(s[1].start - start)))
        if not near:
            tally.errors.append(f"{labelled.name}: missed {label['type']} «{label['trigger']}» in: {_flat(text[slice(*sentence)])}")
            continue
        free.remove(near[0])
        _compare(label, near[0][0], side, tally, labelled.name, _flat(text[slice(*sentence)]))
    for event, span in free:
        sentence = _sentence(reading, span.start)
        tally.errors.append(f"{labelled.name}: false {event.type} «{span.quote}» ({event.status}) in: {_flat(text[slice(*sentence)])}")
    full = {_sentence(reading, start) for _, (start, _) in golds}
    told = {_sentence(reading, span.start) for _, span in saids}
    empty = [s for s in reading.sentences if s not in full]
    tally.counts["empty"] += len(empty)
    tally.counts["empty with event"] += sum(s in told for s in empty)


def _compare(label: dict[str, object], event: Event, side: dict[str, str], tally: Tally, name: str, sentence: str) -> None:
    tally.counts["events hit"] += 1
    gold = tuple({party(c) for c in codes(label[role])} for role in ("actors", "recipients"))  # type: ignore[arg-type]
    said = tuple({party(side[m.actor]) for m in mentions} for mentions in (event.actors, event.recipients))
    # The labels give all sides of a meeting or a battle as actors; only the dyads are compared there.
    symmetric = event.type in ("CONSULT", "COOPERATE", "SUPPORT", "AGREE") or (len(gold[0]) > 1 and not gold[1] and said[0] == said[1])
    same = gold == said or (symmetric and gold[0] | gold[1] == said[0] | said[1])
    tally.counts["parties right"] += same
    coded, told = (tuple({code for code in role if not code.startswith("~")} for role in roles) for roles in (gold, said))
    tally.counts["known parties right"] += coded == told or (symmetric and coded[0] | coded[1] == told[0] | told[1])
    tally.counts["status right"] += event.status == label["status"]
    if label["date"]:
        tally.counts["date asked"] += 1
        tally.counts["date right"] += event.when.start == event.when.end == label["date"]
    if not same:
        tally.errors.append(f"{name}: parties of {event.type} are {said}, should be {gold} in: {sentence}")
    if event.status != label["status"]:
        tally.errors.append(f"{name}: status of {event.type} is {event.status}, should be {label['status']} in: {sentence}")


def _score_statements(labelled: Labelled, reading: Reading, tally: Tally) -> None:
    text = reading.document.text
    side = {a.code: a.party or a.code for a in reading.actors}
    golds = []
    for label in labelled.labels["statements"]:
        start, end = place(text, label["content"][0], label["nth"])
        spans = [(start, end)]
        for piece in label["content"][1:]:
            start = text.index(piece, spans[-1][1])
            spans.append((start, start + len(piece)))
        golds.append((label, _characters(spans)))
    free = [(s, _characters([(c.start, c.end) for c in s.content])) for s in reading.statements]
    tally.counts["statements gold"] += len(golds)
    tally.counts["statements said"] += len(free)
    for label, gold in golds:
        shares = [(len(gold & said) / len(gold | said), -number) for number, (_, said) in enumerate(free)]
        best = max(shares, default=(0.0, 0))
        if best[0] < 0.5:
            tally.errors.append(f"{labelled.name}: missed statement of {label['source']}: {_flat(' ... '.join(label['content']))}")
            continue
        statement: Statement = free.pop(-best[1])[0]
        tally.counts["statements hit"] += 1
        wanted = {party(c) for c in codes(label["actor"])}
        got = {side[statement.source.actor]} if statement.source else set()
        tally.counts["source right"] += bool(wanted & got) or (not wanted and (not got or all(c.startswith("~") for c in got)))


def _characters(spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(c for start, end in spans for c in range(start, end))


def _sentence(reading: Reading, offset: int) -> tuple[int, int]:
    return next(((a, b) for a, b in reading.sentences if a <= offset < b), (0, 0))


def _flat(text: str) -> str:
    return " ".join(text.split())


def measure(corpus: str, reader: Reader, half: str | None = None) -> Tally:
    """Read a corpus, or one half of it, and compare it with its labels."""
    tally = Tally()
    for labelled in load(corpus):
        if half is not None and half_of(labelled.name) != half:
            continue
        score(labelled, reader.read(labelled.document), tally)
    return tally


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.option("--errors", is_flag=True, help="List what was missed or wrong.")
@click.option("--actors", type=click.Path(exists=True, dir_okay=False), help="An actor list, instead of the corpora's own actors.tsv.")
@click.option("--half", type=click.Choice(["tuned", "held"]), help="Measure the items of one half only.")
def main(corpora: tuple[str, ...], as_json: bool, errors: bool, actors: str | None, half: str | None) -> None:
    tallies = {corpus: measure(corpus, corpus_reader(corpus, actors), half) for corpus in corpora or CORPORA}
    wrong = {corpus: tally.errors for corpus, tally in tallies.items()} if errors else None
    show({corpus: tally.figures() for corpus, tally in tallies.items()}, as_json=as_json, errors=wrong)


if __name__ == "__main__":
    main()
