"""All that is told of courses of action: what the records tell, and what sentences tell of how things stand where no record does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.archive import merge_reports, reports_of
from detente.drafting.courses import load_courses, opposites
from detente.drafting.facts import Fact, Sort, facts_of, told_in
from detente.drafting.parties import Parties
from detente.drafting.states import Told, find_states
from detente.drafting.surfaces import Surfaces
from detente.records import Genre, Reading, Stance, Statement, Status, TextSpan, Voice, VoiceKind


def gather_facts(readings: Sequence[Reading], parties: Parties) -> tuple[Fact, ...]:
    """Bring what readings tell of courses of action into one form, sorted by day and record."""
    incidents = {
        report: incident.id
        for incident in merge_reports(r for reading in readings for r in reports_of(reading))
        for report in incident.reports
    }
    surfaces = Surfaces(readings, parties)
    facts = [fact for reading in readings for fact in _told_in(reading, parties, incidents, surfaces) if not _is_misread(fact)]
    return tuple(sorted(facts, key=lambda fact: (fact.day or "", fact.record, fact.incident, fact.sort, fact.of, fact.course)))


def _told_in(reading: Reading, parties: Parties, incidents: Mapping[str, str], surfaces: Surfaces) -> Iterator[Fact]:
    """Give what the records of a document tell, and what its sentences tell of how things stand where no record does.

    An event read from the very words that tell how a course stands ("the *ceasefire* expired") gives way to what they tell.
    """
    told = [each for each in find_states(reading, surfaces) if _is_reported(each, reading)]
    triggers = {event.id: event.evidence[0] for event in reading.events}
    covered: set[Told] = set()
    for fact in facts_of(reading, parties, incidents):
        trigger = triggers.get(fact.record)
        if fact.sort is not Sort.DONE or not isinstance(trigger, TextSpan):
            yield fact
            continue
        same = [each for each in told if _is_of(each, fact) and each.sentence[0] <= trigger.start < each.sentence[1]]
        agreeing = [each for each in same if _agrees(each, fact) and fact.real]
        covered.update(agreeing)
        if agreeing or not any(trigger.start < each.end and each.start < trigger.end for each in same):
            yield fact
    yield from (_fact_of(each, reading, parties) for each in told if each not in covered)


def _is_of(told: Told, fact: Fact) -> bool:
    """Whether a fact is of the same choice as what a sentence tells."""
    return told.course == fact.course or any({told.course, fact.course} == set(pair) for pair in opposites())


def _agrees(told: Told, fact: Fact) -> bool:
    return (told.takes is fact.takes) is (told.course == fact.course)


def _is_reported(told: Told, reading: Reading) -> bool:
    """Whether it is told as a fact, and not as something believed, wished or feared."""
    return all(statement.stance is Stance.SAYS for statement in _around(told, reading))


def _around(told: Told, reading: Reading) -> list[Statement]:
    """Give the statements in whose content it is told, the outermost first."""
    return [statement for statement in reading.statements if any(span.contains(told.start, told.end) for span in statement.content)]


def _fact_of(told: Told, reading: Reading, parties: Parties) -> Fact:
    document = reading.document
    quote = TextSpan.of(document.id, document.text, *told.sentence)
    inside = tuple(statement.id for statement in _around(told, reading))
    opinion = reading.genre is Genre.OPINION
    voice = Voice(VoiceKind.OPINION if opinion else VoiceKind.SOURCE if inside else VoiceKind.OUTLET, inside, opinion)
    day = None if told.lasting else _day(told, reading)
    return Fact(
        record="",
        document=document.id,
        sort=Sort.DONE,
        by=told.of,
        of=told.of,
        towards=told.of if told.shared else (),
        course=told.course,
        takes=told.takes,
        wanted=False,
        status=Status.ASSERTED,
        historical=False,
        day=day or document.published,
        exact=day is not None,
        telling=told_in(voice, reading, (quote,), parties),
        incident=f"{document.id}:{told.start}",
        shared=told.shared,
    )


def _day(told: Told, reading: Reading) -> str | None:
    """Give the day the sentence names first, unless it lies ahead."""
    published = reading.document.published
    days = (time.end for time in reading.times if told.sentence[0] <= time.span.start < told.sentence[1])
    return next((day for day in days if day and (published is None or day <= published)), None)


def _is_misread(fact: Fact) -> bool:
    """Whether the words cannot mean the course found in them: nobody offers conflict, or asks it of others against oneself."""
    if not (load_courses()[fact.course].conflict and fact.takes and fact.wanted):
        return False
    return fact.sort is Sort.OFFERED or (fact.sort is Sort.ASKED and bool(fact.by) and not set(fact.by) & set(fact.of))
