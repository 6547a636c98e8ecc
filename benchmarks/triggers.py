"""Which events are found in marked passages of news on many conflicts, by type.

    python -m benchmarks.triggers [--half tuned|held] [--every N] [--errors] [--json]

``benchmarks/data/triggers.tsv`` holds passages written for the project by several hands who had not seen the lexicon: wire reports, radio
scripts, analyses, opinions, on real and invented conflicts, in plain and in idiomatic English; every word that tells an event bears its
PLOVER type. Each passage is read as a document. An event is found where one of its type is recorded in its sentence, one to one, whoever
is named; it is false where no mark of its type is left there. Few words are marked more than six times in the whole file: figures are
lower than on news, and tell what a text in other words than the lexicon's costs.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import click

from benchmarks.labels import half_of
from detente.documents import read_text
from detente.ontology import EVENT_TYPES
from detente.reading.reader import Reader
from detente.records import TextSpan
from detente.tables import Row, read_table

PASSAGES = Path("benchmarks/data/triggers.tsv")
MARK = re.compile(r"\[([A-Z]+):([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its text, and of each of its sentences where it begins and the types told in it, with the word of each."""

    name: str
    text: str
    sentences: tuple[tuple[int, tuple[tuple[str, str], ...]], ...]


@dataclass(slots=True)
class Tally:
    """Counts by type, and what was missed or false."""

    told: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Give precision, recall and F1 of all types, and the recall of each."""
        told, said, found = self.told.total(), self.said.total(), self.found.total()
        overall = {"events": told, "precision": found / max(said, 1), "recall": found / max(told, 1), "f1": 2 * found / max(told + said, 1)}
        return {name: round(value, 4) for name, value in (overall | self._recalls()).items()}

    def _recalls(self) -> dict[str, float]:
        return {f"recall {kind}": self.found[kind] / count for kind, count in sorted(self.told.items())}


def read_passages(path: Path = PASSAGES) -> Iterator[Passage]:
    """Read the marked passages.

    Raises
    ------
    KnowledgeError
        If a mark names no PLOVER type; file and line are named.
    """
    for name, rows in groupby(read_table(path, str(path), ("passage", "text")), key=lambda row: row["passage"]):
        text, sentences = "", []
        for row in rows:
            sentences.append((len(text), tuple(_marks(row))))
            text += MARK.sub(lambda mark: mark[2], row["text"]) + " "
        yield Passage(name, text.rstrip(), tuple(sentences))


def _marks(row: Row) -> Iterator[tuple[str, str]]:
    for kind, word in MARK.findall(row["text"]):
        if kind not in EVENT_TYPES:
            raise row.wrong(f"{kind!r} is no PLOVER event type")
        yield kind, word


def measure(reader: Reader, half: str | None = None, every: int = 1) -> Tally:
    """Read the passages, or one half or every so many of them, and compare what is recorded with the marks."""
    tally = Tally()
    chosen = [passage for passage in read_passages() if half in (None, half_of(passage.name))]
    for passage in chosen[::every]:
        compare(passage, reader, tally)
    return tally


def compare(passage: Passage, reader: Reader, tally: Tally) -> None:
    """Add one passage to the tally."""
    spans = [(event.evidence[0], event.type) for event in reader.read(read_text(passage.text)).events]
    recorded = [(span.start, kind) for span, kind in spans if isinstance(span, TextSpan)]
    ends = [start for start, _ in passage.sentences[1:]] + [len(passage.text) + 1]
    for (start, marks), end in zip(passage.sentences, ends, strict=True):
        left = Counter(kind for place, kind in recorded if start <= place < end)
        tally.said.update(left)
        for kind, word in marks:
            tally.told[kind] += 1
            if left[kind]:
                left[kind] -= 1
                tally.found[kind] += 1
            else:
                tally.errors.append(f"{passage.name}: missed {kind} «{word}» in: {passage.text[start:end].strip()}")
        tally.errors += [f"{passage.name}: false {kind} in: {passage.text[start:end].strip()}" for kind in left.elements()]


@click.command(help=__doc__)
@click.option("--half", type=click.Choice(["tuned", "held"]), help="Measure one half of the passages only.")
@click.option("--every", default=1, show_default=True, help="Measure every so many passages only.")
@click.option("--errors", is_flag=True, help="List what was missed or false.")
@click.option("--json", "as_json", is_flag=True)
def main(half: str | None, every: int, errors: bool, as_json: bool) -> None:
    tally = measure(Reader(), half, every)
    if as_json:
        click.echo(json.dumps(tally.figures()))
        return
    for error in tally.errors if errors else ():
        click.echo(error)
    for name, value in tally.figures().items():
        click.echo(f"{name:18}{value:g}")


if __name__ == "__main__":
    main()
