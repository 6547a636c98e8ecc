"""The reader: runs the stages of reading in order over one document after another."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain, islice, tee
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path

from spacy.tokens import Doc

from detente.reading.actors import ActorIndex, ActorKnowledge, find_actors
from detente.reading.actors.naming import state
from detente.reading.actors.tables import country_name, is_state, listed_states
from detente.reading.dates import find_times
from detente.reading.events import find_events, link_about
from detente.reading.genre import find_genre
from detente.reading.language import load_language, parse, parse_all
from detente.reading.proposals import find_proposals
from detente.reading.relations import find_relations
from detente.reading.statements import find_statements
from detente.records import Actor, Document, Mention, Reading, When, WhenOrigin

CHUNK = 16  # documents handed to a worker process at a time: enough to pay for the hand-over, few enough for flat memory


class Reader:
    """Reads documents into records.

    Parameters
    ----------
    model
        Folder of the language model; the installed one by default (see `load_language`).
    actors
        A file of the user's own actors, which take precedence over the project's (see ``docs/method-reading.md``).

    Raises
    ------
    LanguageModelError
        If the language model is missing or not a known one.
    KnowledgeError
        If the actors file is wrong; file and line are named.

    Examples
    --------
    >>> from detente.documents import read_text
    >>> reading = Reader().read(read_text("Pyongyang condemned Seoul on Friday.", published="2023-04-16"))
    >>> [(e.type, e.when.start) for e in reading.events]
    [('ACCUSE', '2023-04-14')]
    """

    def __init__(self, *, model: str | Path | None = None, actors: str | Path | None = None) -> None:
        self._model = model
        self._actors = actors
        self.language = load_language(model)
        self.knowledge = ActorKnowledge.load(Path(actors) if actors else None)

    def read(self, document: Document) -> Reading:
        """Read one document: a pure function of the document and the reader's knowledge."""
        return self.annotate(document, parse(document.text, self.language))

    def annotate(self, document: Document, doc: Doc) -> Reading:
        """Run the stages over a document that is parsed already."""
        with listed_states(self.knowledge.states):
            return self._annotate(document, doc)

    def _annotate(self, document: Document, doc: Doc) -> Reading:
        actors = find_actors(doc, document, self.knowledge)
        times = find_times(document.text, document.id, document.published, doc)
        statements = find_statements(doc, document, actors, published_when(document), times=times)
        genre, reasons = find_genre(doc, document, statements)
        events = find_events(doc, document, actors, statements, genre, times)
        relations = find_relations(doc, document, actors, statements, genre)
        proposals = find_proposals(doc, document, actors, statements, genre, events)
        events = link_about(events, proposals)
        reading = Reading(
            document=document,
            genre=genre,
            genre_reasons=reasons,
            actors=(),
            times=times,
            statements=statements,
            events=events,
            relations=relations,
            proposals=proposals,
            sentences=tuple((s.start_char, s.end_char) for s in doc.sents if s.text.strip()),
        )
        return _with_actors(reading, actors)

    def actors_of(self, document: Document) -> ActorIndex:
        """Find every mention of an actor in a document, also of those who take part in nothing."""
        return find_actors(parse(document.text, self.language), document, self.knowledge)

    def read_all(self, documents: Iterable[Document], *, workers: int = 1) -> Iterator[Reading]:
        """Read documents one after another, in the order given, whatever the number of worker processes.

        Memory stays flat: only a few documents are held at a time.
        """
        if workers <= 1:
            stream, texts = tee(documents)
            parsed = parse_all((document.text for document in texts), self.language)
            yield from map(self.annotate, stream, parsed)
            return
        stream = iter(documents)
        with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(self._model, self._actors)) as pool:
            while batch := list(islice(stream, CHUNK * workers)):
                yield from chain.from_iterable(pool.map(_read_in_worker, _shares(batch, workers)))


def published_when(document: Document) -> When:
    """Give the date of a document's own words: the day it was published, or unknown."""
    if document.published is None:
        return When.unknown()
    return When(document.published, document.published, "day", WhenOrigin.DOCUMENT)


def _with_actors(reading: Reading, index: ActorIndex) -> Reading:
    """Add the table of the actors that the records mention; a phrase no knowledge resolves becomes an actor of its own."""
    forms: dict[str, set[str]] = {}
    for mention in _mentions(reading):
        forms.setdefault(mention.actor, set()).add(" ".join(mention.span.quote.split()))
    found = {code: index.table.get(code) or (state(code) if is_state(code) else _unknown(code)) for code in forms}
    # A brief speaks of parties: each state on whose side somebody acts is named, also where only its organs are mentioned.
    for party in {actor.party for actor in found.values()} - {None, *found}:
        if party is not None and is_state(party):
            found[party] = Actor(party, country_name(party), party, party, None)
    table = tuple(replace(found[code], names=tuple(sorted(forms.get(code, ())))) for code in sorted(found))
    return replace(reading, actors=table, named=tuple(_named(index, frozenset(found))))


def _unknown(code: str) -> Actor:
    return Actor(code, code.removeprefix("~"), None, None, None)


def _named(index: ActorIndex, told: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Give where parties are named, or meant by a role or a pronoun: by the actor where a record tells of it, else by its party."""
    together = Counter((mention.span.start, mention.span.end) for mention in index.mentions)
    for mention in index.mentions:
        actor, place = index.table[mention.actor], (mention.span.start, mention.span.end)
        code = mention.actor if mention.actor in told else actor.party
        if code is not None and together[place] == 1 and (actor.party is not None or actor.person):
            yield *place, code


def _mentions(reading: Reading) -> Iterator[Mention]:
    for statement in reading.statements:
        yield from (m for m in (*statement.sources, statement.addressee) if m)
    for event in reading.events:
        yield from (*event.actors, *event.recipients)
    for relation in reading.relations:
        yield from (*relation.left, *relation.right)
    for proposal in reading.proposals:
        yield from (m for m in (proposal.by, proposal.of) if m)


_worker: Reader | None = None


def _start_worker(model: str | Path | None, actors: str | Path | None) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    global _worker
    _worker = Reader(model=model, actors=actors)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_in_worker(documents: list[Document]) -> list[Reading]:
    assert _worker is not None, "the pool starts every worker with _start_worker"
    return list(_worker.read_all(documents))


def _shares(batch: list[Document], workers: int) -> list[list[Document]]:
    size = max(1, len(batch) // (workers * 2))
    return [batch[start : start + size] for start in range(0, len(batch), size)]
