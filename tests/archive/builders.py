"""Small readings built by hand."""

from __future__ import annotations

from dataclasses import replace

from detente.archive import Report, reports_of
from detente.records import (
    Actor,
    DateOrigin,
    Document,
    Event,
    Genre,
    Incident,
    Mention,
    Numbers,
    Reading,
    Status,
    TextSpan,
    Voice,
    VoiceKind,
    When,
    WhenOrigin,
    record_id,
)


def day(iso: str | None) -> When:
    return When(iso, iso, "day", WhenOrigin.EXPRESSION) if iso else When.unknown()


def event(
    type_name: str,
    actors: tuple[str, ...],
    recipients: tuple[str, ...] = (),
    *,
    on: str | None = None,
    document: str = "doc-1",
    mode: str | None = None,
    status: Status = Status.ASSERTED,
    voice: VoiceKind = VoiceKind.OUTLET,
    place: int = 0,
) -> Event:
    """An event whose every mention is the document's first word."""
    span = TextSpan(document, 0, 4, "News")
    mentions = [tuple(Mention(code, span) for code in side) for side in (actors, recipients)]
    return Event(
        id=record_id("ev", document, type_name, mode, actors, recipients, on, status, place),
        type=type_name,
        mode=mode,
        contexts=(),
        cameo=None,
        actors=mentions[0],
        recipients=mentions[1],
        when=day(on),
        place=None,
        numbers=Numbers(),
        status=status,
        historical=False,
        voice=Voice(voice),
        about=(),
        evidence=(span,),
        trigger="hand",
    )


def reading(
    *events: Event, document: str = "doc-1", outlet: str | None = "Wire", published: str | None = None, genre: Genre = Genre.NEWS
) -> Reading:
    """A reading of a document that says "News."."""
    codes = sorted({m.actor for e in events for m in (*e.actors, *e.recipients)})
    actors = tuple(
        Actor(code, code, None if code.startswith("~") else code.split("-")[0], code[:3], None, names=("News",)) for code in codes
    )
    origin = DateOrigin.OPTION if published else DateOrigin.UNKNOWN
    paper = Document(document, "News.", None, published, origin, outlet, None, None, genre, f"{document}.txt", "0" * 64)
    return Reading(paper, genre, (), actors, (), (), tuple(events), (), (), ((0, 5),))


def reports(*readings: Reading) -> list[Report]:
    """The reports of readings."""
    return [report for one in readings for report in reports_of(one)]


def told(name: str, words: str, **more: object) -> Report:
    """A report by its sentence: an assault of the one side on the other."""
    plain = reports(reading(event("ASSAULT", ("RUS",), ("UKR",), on="2023-05-01", document=name), document=name, outlet=f"Outlet {name}"))
    return replace(plain[0], **{"words": words, "text": words, "at": 0, **more})  # type: ignore[arg-type]


def sizes(found: tuple[Incident, ...]) -> list[int]:
    """How many reports each incident has, the smallest first."""
    return sorted(len(i.reports) for i in found)
