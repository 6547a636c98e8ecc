"""Reports: what one text, or one row of somebody's data set, tells of one event, with its parties put in place of its actors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from detente.archive.agencies import agency_cited, agency_of
from detente.archive.links import links_of
from detente.records import Event, Genre, ImportedEvent, Numbers, Place, Reading, Status, TextSpan, VoiceKind

#: Longest stretches, in days, that are called a day, a week, ...: for rows, whose data sets give a first and a last day only.
_STRETCHES = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (366, "year"))


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one text or one row tells it, flat: all that merging, selecting and measuring ask of it.

    Parameters
    ----------
    id
        The event's identifier.
    type, mode
        PLOVER event type and mode. A row's code that the ontology does not know stands as ``"~code"`` in place of a type.
    status, historical
        As told.
    start, end, granularity
        First and last day it may have happened on (ISO dates), or None; and how exactly that was told.
    voice
        Who vouches.
    opinion
        Whether it was told in an opinion piece.
    actors, recipients
        Parties: the actors' `party`, or their code where the party is unknown; sorted.
    place, numbers
        As far as told.
    words
        The sentence that tells it; ``""`` for a row.
    document, outlet, published
        Where it was told: for a row the hash of its file; the outlet's name, or the document's identifier where the outlet is
        unknown, or the data set's name; and the day of publication.
    data_set
        The name of the data set a row comes from; None: read by Détente.
    event
        The whole event; None for a row.
    codes
        The codes of everybody who takes part, as read (``"PRK-MIL"``) and not by party.
    at
        The character of the document at which its trigger begins; None for a row.
    text
        The document's whole text: two of them may be copies of each other.
    agency
        The news agency whose account it is, where the text or the sentence credits one; else None.
    merged, alone
        What a person said: the reports it tells of one event with, and whether it tells of one that no other report tells of.
    corrected
        Who has corrected it, in the order in which they did.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    historical: bool
    start: str | None
    end: str | None
    granularity: str
    voice: VoiceKind
    opinion: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: Place | None
    numbers: Numbers
    words: str
    document: str
    outlet: str
    published: str | None
    data_set: str | None
    event: Event | None
    codes: tuple[str, ...] = ()
    at: int | None = None
    text: str = field(default="", repr=False)
    agency: str | None = None
    merged: tuple[str, ...] = ()
    alone: bool = False
    corrected: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is told as done, and not as of a distant past: only that counts as a deed."""
        return self.status is Status.ASSERTED and not self.historical

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who takes part, sorted."""
        return tuple(sorted({*self.actors, *self.recipients}))


def reports_of(reading: Reading) -> Iterator[Report]:
    """Give a reading's events as reports, in text order."""
    party = {actor.code: actor.party or actor.code for actor in reading.actors}
    document = reading.document
    agency = agency_of(document)
    merged, alone = links_of(reading.corrections)
    for event in reading.events:
        spans = [e for e in event.evidence if isinstance(e, TextSpan)]
        yield Report(
            id=event.id,
            type=event.type,
            mode=event.mode,
            status=event.status,
            historical=event.historical,
            start=event.when.start,
            end=event.when.end,
            granularity=event.when.granularity,
            voice=event.voice.kind,
            opinion=reading.genre is Genre.OPINION,
            actors=tuple(sorted({party[m.actor] for m in event.actors})),
            recipients=tuple(sorted({party[m.actor] for m in event.recipients})),
            place=event.place,
            numbers=event.numbers,
            words=spans[-1].quote if spans else "",
            document=document.id,
            outlet=document.outlet or document.id,
            published=document.published,
            data_set=None,
            event=event,
            codes=tuple(sorted({m.actor for m in (*event.actors, *event.recipients)})),
            at=spans[0].start if spans else None,
            text=document.text,
            agency=agency or agency_cited(event, reading),
            merged=merged.get(event.id, ()),
            alone=event.id in alone,
            corrected=tuple(dict.fromkeys(c.who for c in reading.corrections if event.id in (c.record, c.value))),
        )


def report_of_row(row: ImportedEvent) -> Report:
    """Give a row of an imported data set as a report.

    A row is somebody else's coding of what was told as done: its status is asserted, its voice that of a source, the data set.
    """
    sides = [side for side in (row.actor, row.recipient) if side]
    return Report(
        id=row.id,
        type=row.type or f"~{row.code}",
        mode=row.mode,
        status=Status.ASSERTED,
        historical=False,
        start=row.start,
        end=row.end,
        granularity=_granularity(row.start, row.end),
        voice=VoiceKind.SOURCE,
        opinion=False,
        actors=(row.actor.party or row.actor.code,) if row.actor else (),
        recipients=(row.recipient.party or row.recipient.code,) if row.recipient else (),
        place=row.place,
        numbers=row.numbers,
        words="",
        document=row.evidence.sha256,
        outlet=row.outlet or row.evidence.data_set,
        published=None,
        data_set=row.evidence.data_set,
        event=None,
        codes=tuple(sorted({side.code for side in sides})),
    )


def _granularity(start: str | None, end: str | None) -> str:
    if start is None or end is None:
        return "unknown"
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    return next((name for longest, name in _STRETCHES if days <= longest), "decade")
