"""The entries of the event lexicon: their own examples, and which of them no text of the example corpora uses.

    python -m benchmarks.entries [--unused] [--every N] [--json]

Each entry (a form in a part of speech with the type or operator it tells) stands in ``benchmarks/data/entries.tsv`` with a sentence
of the project's own. The first figure is the share of entries that their sentence is coded by. The others come from reading every Nth of
these sentences as a document: whether an event of the type is recorded, whether it has an actor whom the sentence marks, and a recipient.
Entries that only help to choose a type for a given pair are left out of those. `--unused` lists the entries that no example corpus used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from spacy.tokens import Doc

from benchmarks.labels import CORPORA, load
from detente.reading.events.compose import SentenceReader
from detente.reading.events.lexicon import EventLexicon, load_lexicon
from detente.reading.language import parse
from detente.reading.reader import Reader
from detente.records import DateOrigin, Document, Event, Genre, Mention
from detente.tables import read_table

EXAMPLES = Path("benchmarks/data/entries.tsv")
MARK = re.compile(r"[\[\]{}]")
OPERATOR = "operator "
CARRIED = re.compile(r"(.+ \((?:verb|noun|adjective)\)) carries it$")

Entry = tuple[str, str]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the entries that code it.

    Parameters
    ----------
    entries
        Their names, e.g. ``"launch (noun)"``.
    tells
        The PLOVER type, or ``operator`` and its name.
    text
        Without marks.
    actors, recipients
        Where those it names stand; empty where it names none.
    """

    entries: tuple[str, ...]
    tells: str
    text: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


def read_examples(path: Path = EXAMPLES) -> list[Example]:
    """Read the examples."""
    return [
        Example(row.several("entries"), row["tells"], *_unmarked(row["sentence"]))
        for row in read_table(path, str(path), ("entries", "tells", "sentence"))
    ]


def _unmarked(sentence: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    text = ""
    opened = 0
    found: dict[str, list[Span]] = {"]": [], "}": []}
    for piece in re.split(r"([\[\]{}])", sentence):
        if piece in ("[", "{"):
            opened = len(text)
        elif piece in found:
            found[piece].append((opened, len(text)))
        else:
            text += piece
    return text, tuple(found["]"]), tuple(found["}"])


def entries_of(lexicon: EventLexicon) -> frozenset[Entry]:
    """Give all entries: a form in a part of speech, with what it tells."""
    return frozenset(
        (sense.name, OPERATOR + sense.operator if sense.operator else sense.type)
        for senses in lexicon.senses.values()
        for sense in senses
    )


def used(doc: Doc, lexicon: EventLexicon) -> frozenset[Entry]:
    """Give the entries that a text is coded by, recorded as an event or not."""
    found: set[Entry] = set()
    for sentence in doc.sents:
        for candidate in SentenceReader(lexicon, sentence).candidates():
            found.add((candidate.entries[0], candidate.type))
            if candidate.operator:
                found.add((candidate.entries[0], OPERATOR + candidate.operator))
            for reason in candidate.reasons:
                if carried := CARRIED.match(reason):
                    found.add((carried.group(1), OPERATOR + "light"))
    return frozenset(found)


@dataclass(slots=True)
class Figures:
    """Counts over examples that were read as documents."""

    examples: int = 0
    recorded: int = 0
    actors: list[bool] | None = None
    recipients: list[bool] | None = None

    def add(self, example: Example, events: Iterable[Event]) -> None:
        """Compare one example with what was read."""
        self.examples += 1
        of_type = [e for e in events if e.type == example.tells]
        self.recorded += bool(of_type)
        if not of_type:
            return
        doers = [m for e in of_type for m in e.actors]
        targets = [m for e in of_type for m in e.recipients]
        if example.actors:
            self.actors = [*(self.actors or ()), _touches(doers, example.actors)]
        if example.recipients:
            self.recipients = [*(self.recipients or ()), _touches((*targets, *doers), example.recipients)]

    def shares(self) -> dict[str, float]:
        """Give the shares right."""
        return {
            "event_recorded": round(self.recorded / self.examples, 4) if self.examples else 0.0,
            "actor_right": _share(self.actors),
            "recipient_right": _share(self.recipients),
        }


def _touches(mentions: Iterable[Mention], spans: tuple[Span, ...]) -> bool:
    return any(m.span.start < end and start < m.span.end for m in mentions for start, end in spans)


def _share(right: list[bool] | None) -> float:
    return round(sum(right) / len(right), 4) if right else 0.0


def strong(lexicon: EventLexicon) -> frozenset[Entry]:
    """Give the entries that tell an event by themselves."""
    return frozenset((s.name, s.type) for senses in lexicon.senses.values() for s in senses if not s.operator and not s.weak)


def measure(examples: Iterable[Example], reader: Reader) -> Figures:
    """Read examples as documents and compare actors and recipients."""
    figures = Figures()
    for example in examples:
        document = Document("d", example.text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "example", "")
        figures.add(example, reader.read(document).events)
    return figures


def used_in_corpora(reader: Reader) -> frozenset[Entry]:
    """Give the entries that the texts of the example corpora are coded by."""
    found: set[Entry] = set()
    for corpus in CORPORA:
        for item in load(corpus):
            found |= used(parse(item.document.text, reader.language), load_lexicon())
    return frozenset(found)


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    by_kind: dict[str, list[str]] = {}
    for name, kind in sorted(entries):
        by_kind.setdefault(kind, []).append(name)
    for kind in sorted(by_kind):
        yield f"{kind} ({len(by_kind[kind])}): {'; '.join(by_kind[kind])}"


@click.command(help=__doc__)
@click.option("--unused", is_flag=True, help="List the entries that no text of the example corpora is coded by.")
@click.option("--every", type=click.IntRange(1), default=10, show_default=True, help="Read every Nth example as a document.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def main(unused: bool, every: int, as_json: bool) -> None:
    reader = Reader()
    lexicon = load_lexicon()
    known = entries_of(lexicon)
    examples = read_examples()
    coded: set[Entry] = set()
    for example, doc in zip(examples, reader.language.pipe(e.text for e in examples), strict=True):
        coded |= used(doc, lexicon) & {(name, example.tells) for name in example.entries}
    telling = strong(lexicon)
    sample = [e for e in examples if any((name, e.tells) in telling for name in e.entries)][::every]
    idle = known - used_in_corpora(reader)
    figures: dict[str, float] = {
        "entries": len(known),
        "coded_by_own_example": round(len(coded & known) / len(known), 4),
        **measure(sample, reader).shares(),
        "unused_in_corpora": len(idle),
    }
    if as_json:
        click.echo(json.dumps(figures))
    else:
        for name, value in figures.items():
            click.echo(f"{name:24}{value}")
    if unused:
        click.echo("\n".join(_lines(idle)))


if __name__ == "__main__":
    main()
