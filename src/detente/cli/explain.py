"""``detente explain``: how a record came about."""

from __future__ import annotations

import re
from pathlib import Path

import click

from detente.archive import Archive, Found, FoundIncident, marks_of
from detente.cli.common import archive_option, json_option
from detente.cli.incidents import accounts_in_words, told_in_words
from detente.cli.output import days, one_line, print_json, say
from detente.counting import counted
from detente.errors import UsageError
from detente.ontology import CAMEO, EVENT_TYPES, QUADS
from detente.records import Actor, Event, ImportedEvent, Mention, Place, Reading, Statement, TextSpan, Verdict, to_dict

IDENTIFIER = re.compile(r"[a-z]{2,3}-[0-9a-f]*$")
MOST = 3  # records explained for words that many rest on
STATUSES = {
    "asserted": "told as a fact",
    "negated": "told as not so",
    "possible": "told as possible, alleged or feared",
    "hypothetical": "only supposed, wished for, or hanging on a condition",
    "future": "told as still to come",
}
ORIGINS = {
    "document": "the day of publication: the sentence tells of the present or recent past and names no date",
    "unknown": "the text does not tell",
}
VOICES = {"outlet": "the outlet's own words", "opinion": "the author's own words, in an opinion piece", "source": "as told by"}


@click.command()
@click.argument("record")
@archive_option
@json_option
def explain(record: str, archive_path: Path, as_json: bool) -> None:
    """Tell how RECORD came about: its words, what found it, who its actors are, its status and its voice.

    RECORD is an identifier, a beginning of one that only one record has, or words of the text: then the first records that
    rest on these words are explained. Of an incident (in-...) it is told what it is, then how its first reports came about.

    \b
    Example:
      detente explain launched --archive out/korea.duckdb
    """
    if not record.strip():
        raise UsageError("there is nothing to explain: name a record's identifier, or words of a text")
    with Archive(archive_path, read_only=True) as archive:
        if record.startswith("im-"):
            row = archive.find_imported(record)
            if as_json:
                print_json([to_dict(row)])
            else:
                say("\n".join(_imported(row)))
            return
        is_identifier = IDENTIFIER.match(record) is not None
        incident = archive.find_incident(record) if is_identifier and record.startswith("in-") else None
        if incident is not None:
            reports = incident.incident.reports
            found = [archive.find(name) for name in (reports if as_json else reports[:MOST])]
        else:
            found = [archive.find(record)] if is_identifier else archive.find_words(record, MOST)
    if as_json:
        print_json([_plain(one) for one in found])
        return
    told = [_incident(incident)] if incident is not None else []
    told += [explanation(one) for one in found]
    told += [[_further(incident, len(found))]] if incident is not None and len(incident.incident.reports) > len(found) else []
    say("\n\n".join("\n".join(lines) for lines in told))


def _plain(found: Found) -> dict[str, object]:
    document = found.reading.document
    return {**to_dict(found.record), "document": {"id": document.id, "source": document.source, "sha256": document.sha256}}


def _incident(found: FoundIncident) -> list[str]:
    """Tell what an incident is: its reports are explained below it."""
    incident = found.incident
    kind = EVENT_TYPES[incident.type]
    lines = [f"{incident.id}, an incident of {counted(len(incident.reports), 'report')}"]
    lines.append(f"type:       {incident.type}{f', mode {incident.mode}' if incident.mode else ''} ({QUADS[kind.quad]}): {kind.meaning}")
    lines.append(f"sides:      {', '.join(incident.actors) or 'nobody named'} to {', '.join(incident.recipients) or 'nobody named'}")
    lines.append(f"date:       {days(incident.start, incident.end) or 'unknown'}")
    outlets = ", ".join(incident.outlets) or "opinion pieces only"
    carried = f"; carried by {', '.join(incident.carried)}" if incident.carried else ""
    lines.append(f"outlets:    {one_line(outlets + carried)}")
    lines.append(f"told:       {told_in_words(incident)}")
    if incident.accounts:
        lines.append(f"accounts:   {one_line(accounts_in_words(incident))}")
    if not found.listed:
        lines.append(f"made of:    {found.made_of} only; `detente incidents` lists incidents of all that is told")
    return lines


def _further(found: FoundIncident, shown: int) -> str:
    more = counted(len(found.incident.reports) - shown, "more report")
    verb = "incidents" if found.listed else "explain"
    return f"and {more}: `detente {verb} {found.incident.id} --json` lists them"


def explanation(found: Found) -> list[str]:
    """Give the explanation of a record, a line a fact."""
    record, reading = found.record, found.reading
    document = reading.document
    where = f"{document.outlet or 'outlet unknown'}, {document.published or 'date unknown'}"
    lines = [f"{record.id}, from {document.title or document.source} ({where})"]
    if isinstance(record, Event):
        return lines + _event(record, reading) + _rejected(record, reading)
    if isinstance(record, Statement):
        return lines + _statement(record, reading)
    words = record.evidence[0]
    lines += [f"kind:       {record.kind}", f"words:      «{words.quote}», characters {words.start} to {words.end}"]
    lines.append(f"voice:      {_voice(record.voice.statements, record.voice.kind, reading)}")
    return [*lines, f"sentence:   {one_line(record.evidence[-1].quote)}"]


def _rejected(event: Event, reading: Reading) -> list[str]:
    """Say who rejected an event; what else was corrected of it stands among its reasons."""
    if any(e.id == event.id for e in reading.events):
        return []
    return [f"rejected by {c.who}: {c.why}" for c in marks_of(reading).get(event.id, ()) if c.verdict is Verdict.REJECT]


def _event(event: Event, reading: Reading) -> list[str]:
    from detente.reading.events.lexicon import frames_in_words  # here, for it loads the parser's library

    kind = EVENT_TYPES[event.type]
    lines = [f"type:       {event.type}{f', mode {event.mode}' if event.mode else ''} ({QUADS[kind.quad]}): {kind.meaning}"]
    code = CAMEO.get(event.cameo or "")
    if code is not None:
        lines.append(f"CAMEO:      {code.code} ({code.name}), the nearest code")
    for number, span in enumerate(event.evidence):
        if isinstance(span, TextSpan):
            label = "sentence:  " if number else "words:     "
            lines.append(f"{label} «{one_line(span.quote)}», characters {span.start} to {span.end}")
        else:
            lines.append(f"row:        {span.row} of {span.data_set} ({span.sha256[:12]})")
    lines.append(f"trigger:    {event.trigger}, of the lexicon of event words")
    lines += [f"frame:      {frame}" for frame in frames_in_words(event.trigger, event.type)]
    lines += [f"actor:      {_who(m, reading)}" for m in event.actors] or ["actor:      nobody named"]
    lines += [f"recipient:  {_who(m, reading)}" for m in event.recipients] or ["recipient:  nobody named"]
    when = event.when
    words = f"from «{one_line(when.expression.quote)}»" if when.expression else ORIGINS.get(when.origin, when.origin)
    days = f"{when.start} to {when.end}" if when.start != when.end else when.start or "unknown"
    lines.append(f"date:       {days} ({words})")
    if event.place is not None:
        lines.append(f"place:      {_where(event.place)}")
    lines.append(f"status:     {event.status}: {STATUSES[event.status]}{'; historical, told as of the past' if event.historical else ''}")
    lines.append(f"voice:      {_voice(event.voice.statements, event.voice.kind, reading)}")
    lines += [f"about:      {words}" for words in _about(event, reading)]
    return [*lines, *(f"because:    {reason}" for reason in event.reasons)]


def _imported(row: ImportedEvent) -> list[str]:
    """Explain a row of a data set: what it says, and what our codes were made of."""
    lines = [f"{row.id}, row {row.evidence.row} of {row.evidence.data_set} (file {row.evidence.sha256[:12]})"]
    kind = EVENT_TYPES[row.type] if row.type else None
    meaning = f"{row.type}{f', mode {row.mode}' if row.mode else ''} ({QUADS[kind.quad]}): {kind.meaning}" if kind else "no event of PLOVER"
    lines += [f"type:       {meaning}", f"code:       {row.code or 'none'}, as the row has it"]
    for label, side in (("actor:     ", row.actor), ("recipient: ", row.recipient)):
        party = f", side {side.party or 'unknown'}" if side else ""
        lines.append(f"{label} {f'{side.code}{party}, «{one_line(side.name)}»' if side else 'nobody named'}")
    lines.append(f"date:       {days(row.start, row.end) or 'unknown'}")
    if row.place is not None:
        lines.append(f"place:      {_where(row.place)}")
    counts = {"dead": row.numbers.dead, "injured": row.numbers.injured, "score": row.score, "reports": row.reports}
    lines += [f"{f'{name}:':11} {value}" for name, value in counts.items() if value is not None]
    lines += [f"outlet:     {row.outlet}"] if row.outlet else []
    lines += [f"link:       {row.evidence.link}"] if row.evidence.link else []
    return [*lines, "the row also holds:", *(f"  {name}: {one_line(value)}" for name, value in row.further)]


def _where(place: Place) -> str:
    """Say where: the words, the country, and what the coordinates are those of."""
    told = f"{place.name} ({place.country or 'country unknown'})"
    if place.latitude is None:
        return f"{told}, coordinates unknown"
    of = f", of the {place.precision}" if place.precision else ""
    return f"{told}, latitude {place.latitude}, longitude {place.longitude}{of}"


def _about(event: Event, reading: Reading) -> list[str]:
    """Say what a request, threat or refusal is about: the courses of action it puts forward, and earlier events."""
    told = [f"the course {p.kind}, «{one_line(p.action.quote)}»" for p in reading.proposals if p.id in event.about]
    return told + [f"the event «{one_line(_quote(e))}» ({e.type}, {e.id})" for e in reading.events if e.id in event.about]


def _quote(event: Event) -> str:
    first = event.evidence[0]
    return first.quote if isinstance(first, TextSpan) else event.trigger


def _statement(statement: Statement, reading: Reading) -> list[str]:
    lines = [f"source:     {_who(source, reading)}" for source in statement.sources] or ["source:     nobody named"]
    if statement.cue:
        lines.append(f"cue:        «{statement.cue.quote}» ({statement.stance})")
    lines += [f"content:    «{one_line(c.quote)}» ({statement.kind})" for c in statement.content]
    if statement.inside:
        lines.append(f"inside:     {statement.inside}")
    return [*lines, f"confidence: {statement.confidence}"]


def _who(mention: Mention, reading: Reading) -> str:
    actor = next((a for a in reading.actors if a.code == mention.actor), Actor(mention.actor, mention.actor, None, None, None))
    known = (("country", actor.country), ("sector", actor.sector), ("office", actor.office))
    facts = ", ".join(f"{label} {value}" for label, value in known if value)
    return f"{actor.name} [{actor.code}]{f' ({facts})' if facts else ''}, from «{one_line(mention.span.quote)}»"


def _voice(statements: tuple[str, ...], kind: str, reading: Reading) -> str:
    by_id = {s.id: s for s in reading.statements}
    chain = [by_id[s].source for s in statements if s in by_id]
    names = " < ".join(one_line(m.span.quote) if m else "nobody named" for m in chain)
    said = f"{VOICES.get(kind, kind)}{f' {names}' if names else ''}"
    return f"{said}, in an opinion piece" if reading.genre == "opinion" and kind == "source" else said
