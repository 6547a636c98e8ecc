"""What people say of records: an overlay that changes how readings are shown, never the readings.

Corrections stand in a table of their own, in the order in which they were made, a later one over an earlier one. Where readings are
given they are laid over them (`correct_reading`), so that listings, incidents, series, drafts and briefs all show the same. An event is
found by its identifier; where the text was read anew and the event bears another, by the words that tell it, at their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from detente.errors import UsageError
from detente.ontology import EVENT_TYPES, MODES, cameo_of
from detente.records import Actor, Correction, Event, Mention, Reading, TextSpan, Verdict, record_id


def make_correction(event: Event, verdict: Verdict, value: str | None, who: str, why: str) -> Correction:
    """Make a correction of an event, with what the software said of it.

    Parameters
    ----------
    event
        As read, without corrections.
    value
        The new type, the new codes, or the record to merge with.

    Raises
    ------
    UsageError
        If who or why is missing, the type or mode is unknown, or no code is given.
    """
    if not who.strip() or not why.strip():
        raise UsageError("say who corrects (--who NAME) and why (--why TEXT): a correction without them cannot be checked by anybody")
    trigger = next((e for e in event.evidence if isinstance(e, TextSpan)), None)
    said = None
    if verdict is Verdict.TYPE:
        value = _type(value or "")
    elif verdict in (Verdict.ACTOR, Verdict.RECIPIENT):
        value = ",".join(_codes(value or ""))
    if verdict in (Verdict.TYPE, Verdict.REJECT):
        said = f"{event.type}:{event.mode}" if event.mode else event.type
    elif verdict is Verdict.ACTOR:
        said = ",".join(m.actor for m in event.actors)
    elif verdict is Verdict.RECIPIENT:
        said = ",".join(m.actor for m in event.recipients)
    made = Correction("", event.id, verdict, value, who, why, trigger, said)
    return replace(made, id=_name(made))


def _name(correction: Correction) -> str:
    """Give the identifier of a correction as it was made: of a record that was read anew it is another than what is kept."""
    return record_id("co", correction.record, correction.verdict, correction.value or "", correction.who, correction.why)


def _type(value: str) -> str:
    kind, _, mode = value.partition(":")
    kind, mode = kind.strip().upper(), mode.strip().lower()
    if kind not in EVENT_TYPES:
        raise UsageError(f"{kind or value!r} is no event type; the types are {', '.join(EVENT_TYPES)}")
    if mode and (kind, mode) not in MODES:
        known = ", ".join(m for k, m in MODES if k == kind) or "none"
        raise UsageError(f"{mode!r} is no mode of {kind}; its modes are {known}")
    return f"{kind}:{mode}" if mode else kind


def _codes(value: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code.strip() for code in value.split(",") if code.strip()))
    if not codes:
        raise UsageError(f"{value!r} names no actor; give a code such as PRK, KOR-MIL or KOR,USA")
    return codes


def correct_reading(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """Show a reading as people have corrected it.

    Parameters
    ----------
    corrections
        In the order in which they were made; those of other documents' events do nothing.

    Returns
    -------
    Reading
        Rejected events are gone, others have the type and actors they were given, and say so among their reasons. Its `corrections`
        name the events as this reading does. Laying the same corrections over it again changes nothing.
    """
    corrections = tuple(corrections)
    found = tuple(_found(reading, corrections)) if corrections else ()
    if not found:
        return reading
    given = {correction.id for correction in reading.corrections}
    events = {event.id: event for event in reading.events}
    rejected: set[str] = set()
    actors = {actor.code: actor for actor in reading.actors}
    for correction in found:
        event = events.get(correction.record)
        if event is None or correction.id in given:
            continue
        if correction.verdict is Verdict.REJECT:
            rejected.add(event.id)
            continue
        rejected.discard(event.id)  # who says more of it later says that it is one
        events[event.id] = _corrected(event, correction)
        if correction.verdict in (Verdict.ACTOR, Verdict.RECIPIENT):
            for code in _codes(correction.value or ""):
                actors.setdefault(code, actor_of(code))
    return replace(
        reading,
        events=tuple(event for event in events.values() if event.id not in rejected),
        actors=tuple(actors[code] for code in sorted(actors)),
        corrections=(*reading.corrections, *(c for c in found if c.id not in given)),
    )


def _found(reading: Reading, corrections: Sequence[Correction]) -> Iterator[Correction]:
    """Give the corrections of a reading's events, naming these as the reading does.

    A merge comes with the readings of both its records, and a split also with those of the records its own was merged with.
    """
    here = reading.document.id
    known = {event.id for event in reading.events}
    known |= {c.record for c in reading.corrections if c.trigger and c.trigger.document == here}  # rejected, when laid over once more
    spans: dict[tuple[int, int], str] = {}
    for event in reading.events:
        first = event.evidence[0]
        if isinstance(first, TextSpan):
            spans.setdefault((first.start, first.end), event.id)
    merges = [c for c in corrections if c.verdict is Verdict.MERGE and (c.record in known or c.value in known)]
    linked = {name for merge in merges for name in (merge.record, merge.value)}
    for correction in corrections:
        trigger = correction.trigger
        if correction.record in known or correction in merges or (correction.verdict is Verdict.SPLIT and correction.record in linked):
            yield correction
        elif trigger is not None and trigger.document == reading.document.id and (trigger.start, trigger.end) in spans:
            yield replace(correction, record=spans[trigger.start, trigger.end])


def _corrected(event: Event, correction: Correction) -> Event:
    note = f"corrected by {correction.who}: {correction.why}"
    if correction.id != _name(correction):
        note += ", of an earlier reading, found again by its words"
    if correction.verdict is Verdict.TYPE and correction.value:
        kind, _, mode = correction.value.partition(":")
        was = f"{event.type}, {event.mode}" if event.mode else event.type
        reasons = (*event.reasons, f"{note} (type was {was})")
        return replace(event, type=kind, mode=mode or None, cameo=cameo_of(kind, mode or None), reasons=reasons)
    if correction.verdict in (Verdict.ACTOR, Verdict.RECIPIENT):
        side = event.actors if correction.verdict is Verdict.ACTOR else event.recipients
        span = side[0].span if side else _words(event)
        mentions = tuple(Mention(code, span) for code in _codes(correction.value or "")) if span else ()
        was = ", ".join(m.actor for m in side) or "nobody"
        reasons = (*event.reasons, f"{note} ({correction.verdict} was {was})")
        if correction.verdict is Verdict.ACTOR:
            return replace(event, actors=mentions, reasons=reasons)
        return replace(event, recipients=mentions, reasons=reasons)
    what = f"one event with {correction.value}" if correction.verdict is Verdict.MERGE else "an event of its own"
    return replace(event, reasons=(*event.reasons, f"{note} ({what})"))


def _words(event: Event) -> TextSpan | None:
    return next((e for e in event.evidence if isinstance(e, TextSpan)), None)


def actor_of(code: str) -> Actor:
    """Make an actor of a code that a person gave: its party is the state before the sector, or itself."""
    state, _, sector = code.partition("-")
    country = state if len(state) == 3 and state.isalpha() and state.isupper() and sector else None
    party = None if code.startswith("~") else state.partition(":")[0]
    return Actor(code, code.removeprefix("~"), party, country, sector.partition(":")[0] or None)


def marks_of(reading: Reading) -> Mapping[str, tuple[Correction, ...]]:
    """Give the corrections that act on each event of a reading, by its identifier."""
    found: dict[str, list[Correction]] = {}
    for correction in reading.corrections:
        found.setdefault(correction.record, []).append(correction)
        if correction.verdict is Verdict.MERGE and correction.value:
            found.setdefault(correction.value, []).append(correction)
    return {record: tuple(several) for record, several in found.items()}
