"""All that was read from one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.records.actor import Actor
from detente.records.document import Document, Genre
from detente.records.event import Event
from detente.records.evidence import TextSpan
from detente.records.incident import Correction
from detente.records.proposal import Proposal, Relation
from detente.records.statement import Statement
from detente.records.time import TimeExpression


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document: records in text order.

    Parameters
    ----------
    document
        What was read.
    genre
        Whether it reports or argues, as its metadata says or as its sentences show.
    genre_reasons
        Why, in words.
    actors
        Every actor the records mention, sorted by code.
    times, statements, events, relations, proposals
        The records.
    sentences
        Spans of the sentences, so that every record can be shown in its sentence.
    corrections
        What people say of its events, in the order in which they said it; the events are shown as corrected. Empty in what a reader
        gives and in what is stored.
    named
        Where the text names a party, or means one by a role or a pronoun, also one of whom no record tells: start, end, and the code of
        the party, or of the actor where only the table of actors knows whose side it is on.
    """

    document: Document
    genre: Genre
    genre_reasons: tuple[str, ...]
    actors: tuple[Actor, ...]
    times: tuple[TimeExpression, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    proposals: tuple[Proposal, ...]
    sentences: tuple[tuple[int, int], ...]
    corrections: tuple[Correction, ...] = ()
    named: tuple[tuple[int, int, str], ...] = ()

    def spans(self) -> Iterator[TextSpan]:
        """Yield every span of every record."""
        for time in self.times:
            yield time.span
        for statement in self.statements:
            mentions = [m.span for m in (*statement.sources, statement.addressee) if m]
            yield from (*mentions, *([statement.cue] if statement.cue else []), *statement.content)
        for event in self.events:
            yield from (m.span for m in (*event.actors, *event.recipients))
            yield from (e for e in event.evidence if isinstance(e, TextSpan))
            if event.when.expression:
                yield event.when.expression
            if event.place and event.place.evidence:
                yield event.place.evidence
        for relation in self.relations:
            yield from (m.span for m in (*relation.left, *relation.right))
            yield from relation.evidence
        for proposal in self.proposals:
            yield from (m.span for m in (proposal.by, proposal.of) if m)
            yield from (proposal.action, *([proposal.condition] if proposal.condition else []), *proposal.evidence)

    def check(self) -> None:
        """Raise `EvidenceError` unless every span of every record quotes the text exactly."""
        for span in self.spans():
            span.check(self.document.text)
