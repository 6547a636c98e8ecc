"""All that is told of courses of action: what the records tell, and what sentences tell of how things stand where no record does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from detente.archive import merge_reports, reports_of
from detente.drafting.bargains import Bargain, find_bargains, is_concession
from detente.drafting.courses import load_courses, same_choice
from detente.drafting.facts import DEMANDS, Fact, Sort, facts_of
from detente.drafting.naming import course_of_words
from detente.drafting.parties import Parties
from detente.drafting.spoken import Spoken, find_spoken
from detente.drafting.states import Told, find_states
from detente.drafting.surfaces import Surfaces
from detente.drafting.telling import Telling, statements_around, told_in
from detente.drafting.terms import find_terms
from detente.records import Evidence, Genre, Reading, Stance, Status, TextSpan, Voice, VoiceKind


class Gathering:
    """What readings tell of courses of action, in one form; what the encoder reads is read once, for facts and terms.

    Parameters
    ----------
    readings, parties
        The readings, and the parties to the conflict.
    """

    def __init__(self, readings: Sequence[Reading], parties: Parties) -> None:
        self._readings, self._parties = readings, parties
        self._surfaces = Surfaces(readings, parties)

    def facts(self, *, read: bool = True) -> tuple[Fact, ...]:
        """Give the facts, sorted by day and record; with `read` also what the encoder reads."""
        readings, parties, surfaces = self._readings, self._parties, self._surfaces
        incidents = {
            report: incident.id
            for incident in merge_reports(r for reading in readings for r in reports_of(reading))
            for report in incident.reports
        }
        told = [fact for reading in readings for fact in _with_bargains(reading, parties, incidents, surfaces)]
        facts = [meant for fact in told if (meant := _as_meant(fact)) is not None]
        facts = [owned for fact in facts if (owned := _owned(fact, facts))]
        others: dict[tuple[str, str], list[Fact]] = {}
        for fact in told:
            if fact.sort in _OF_OTHERS:
                others.setdefault((fact.document, fact.telling.quote), []).append(fact)
        facts = [fact for fact in facts if fact.sort is not Sort.MENTIONED or not _is_anothers(fact, others)]
        if read:
            facts += [_of_spoken(spoken, reading, parties) for reading in readings for spoken in self._spoken[reading.document.id]]
        facts = [_granted(fact, parties) for fact in facts]
        return tuple(sorted(facts, key=lambda fact: (fact.day or "", fact.record, fact.incident, fact.sort, fact.of, fact.course)))

    def terms(self) -> tuple[Fact, ...]:
        """Give the terms that the encoder reads as facts, sorted as these: what is given, withheld or threatened, and for what.

        They say what is wanted; they bear neither on which courses are options nor on how these stand.
        """
        facts = [
            fact
            for reading in self._readings
            for terms in find_terms(reading.document.text, self._spoken[reading.document.id])
            if terms.by is not None and self._parties.can_decide(terms.by)
            for fact in _of_bargain(terms, reading, self._parties)
        ]
        return tuple(sorted(facts, key=lambda fact: (fact.day or "", fact.incident, fact.sort, fact.of, fact.course)))

    @cached_property
    def _spoken(self) -> dict[str, tuple[Spoken, ...]]:
        """What the encoder reads in each document."""
        return {
            reading.document.id: tuple(find_spoken(self._surfaces.lines(reading), reading.document.title)) for reading in self._readings
        }


def _granted(fact: Fact, parties: Parties) -> Fact:
    """Give what is told of a course that states grant as the state's of whose country a group is: who asks for self-rule is given it."""
    states = tuple(dict.fromkeys(parties.state_of(party) or party for party in fact.of))
    if not load_courses()[fact.course].granted or states == fact.of or fact.sort is Sort.DONE:
        return fact
    if fact.spoken is not None:
        return replace(fact, of=states, by=states, spoken=replace(fact.spoken, of=states[0]))
    return replace(fact, of=states)


def gather_facts(readings: Sequence[Reading], parties: Parties, *, read: bool = True) -> tuple[Fact, ...]:
    """Bring what readings tell of courses of action into one form, sorted by day and record; with `read` also what the encoder reads."""
    return Gathering(readings, parties).facts(read=read)


def _is_anothers(fact: Fact, others: Mapping[tuple[str, str], Sequence[Fact]]) -> bool:
    """Whether a sentence speaks of a course as what its party blames or asks of others: "denounced the drills", "unless they stop"."""
    return not load_courses()[fact.course].joint and any(
        same_choice(each.course, fact.course) and set(each.by) & set(fact.of) and not set(each.of) & set(fact.of)
        for each in others.get((fact.document, fact.telling.quote), ())
    )


def _with_bargains(reading: Reading, parties: Parties, incidents: Mapping[str, str], surfaces: Surfaces) -> list[Fact]:
    """Join to what is told of a document's courses the conditions its sentences tell; a promise told with one is none without it."""
    told = list(_told_in(reading, parties, incidents, surfaces))
    # Who is told to refuse an act has not done it: "will not lift its sanctions".
    refused = {(fact.telling.quote, fact.by, fact.course, fact.takes) for fact in told if fact.sort is Sort.REFUSED}
    told = [f for f in told if f.sort is not Sort.DONE or (f.telling.quote, f.by, f.course, f.takes) not in refused]
    told = [_of_all_named(fact, reading, surfaces) for fact in told] + list(_wishes(reading, parties, surfaces))
    triggers = {event.id: event.evidence[0] for event in reading.events}
    for bargain in find_bargains(reading, surfaces, parties):
        new = list(_of_bargain(bargain, reading, parties))
        same = [fact for fact in told if fact.telling.quote == new[0].telling.quote]
        if any(fact.condition for fact in same):
            continue
        free = {fact.record for fact in same if fact.sort in _WORDS and fact.course == bargain.course}
        # What is told as a condition has not happened: "no talks until the troops *leave*".
        free |= {fact.record for fact in same if fact.sort is Sort.DONE and _is_condition(fact, bargain, triggers)}
        told = [fact for fact in told if not (fact.record and fact.record in free)] + new
    return told


def _of_all_named(fact: Fact, reading: Reading, surfaces: Surfaces) -> Fact:
    """Add to those asked to withdraw all whose troops are named: "the departure of Eritrean and Amhara troops"."""
    if fact.sort is not Sort.ASKED or fact.course != "withdrawal":
        return fact
    words = next((proposal.action.quote for proposal in reading.proposals if proposal.id == fact.record), "")
    named = {party for _, end, party in surfaces.find(words) if _TROOPS.match(words[end:])}
    return replace(fact, of=tuple(sorted({*fact.of, *(named - set(fact.by))})))


_TROOPS = re.compile(r"(?:,? (?:and|or) (?:other )?[\w-]+)? (?:troops|forces|soldiers|army|fighters|militias?)\b", re.IGNORECASE)


def _is_condition(fact: Fact, bargain: Bargain, triggers: Mapping[str, Evidence]) -> bool:
    trigger = triggers.get(fact.record)
    words = trigger.quote if isinstance(trigger, TextSpan) else ""
    return fact.course == bargain.condition.course and words != "" and words in bargain.words


def _owned(fact: Fact, facts: Sequence[Fact]) -> Fact | None:
    """Give a bargain whose side is not named to the party of whose course most is told; leave it out where that is no one party."""
    if fact.record or fact.condition is None or fact.by:
        return fact
    counts = Counter(fact_of for each in facts if each.course == fact.course for fact_of in each.of)
    first, *rest = counts.most_common(2) or [("", 0)]
    return replace(fact, by=(first[0],), of=(first[0],)) if first[1] and (not rest or rest[0][1] < first[1]) else None


def _wishes(reading: Reading, parties: Parties, surfaces: Surfaces) -> Iterator[Fact]:
    """Read what somebody is said to want of others as a demand: "Ardenia wants the heavy weapons first"."""
    document = reading.document
    spans = [e.evidence[0] for e in reading.events] + [p.action for p in reading.proposals]
    for statement in reading.statements:
        wants = statement.stance is Stance.HOPES and statement.cue and _WANTS.match(statement.cue.quote)
        content = statement.content[0]
        if not wants or statement.source is None or content.quote.lower().startswith("to "):
            continue
        by = parties.of(document.id, statement.source)
        finding = course_of_words(content.quote)
        covered = any(isinstance(span, TextSpan) and content.contains(span.start, span.end) for span in spans)
        if finding is None or covered or not parties.can_decide(by):
            continue
        start, end = next((line for line in reading.sentences if line[0] <= content.start < line[1]), (content.start, content.end))
        quote = TextSpan.of(document.id, document.text, start, max(end, content.end))
        yield Fact(
            record=statement.id,
            document=document.id,
            sort=Sort.ASKED,
            by=(by,),
            of=tuple(sorted({party for _, _, party in surfaces.find(content.quote)} - {by})),
            towards=(),
            course=finding.course,
            takes=finding.takes,
            wanted=True,
            status=Status.ASSERTED,
            historical=False,
            day=document.published,
            exact=False,
            telling=_telling(quote, (statement.inside,) if statement.inside else (), reading, parties),
            incident=statement.id,
        )


_WANTS = re.compile(r"(?:wants?|wanted|seeks?|sought|insists?|insisted)\b", re.IGNORECASE)
#: What is said of the courses of others.
_OF_OTHERS = DEMANDS | {Sort.CONDEMNED}
_WORDS = frozenset({Sort.OFFERED, Sort.REFUSED, Sort.THREATENED})


def _of_bargain(bargain: Bargain, reading: Reading, parties: Parties) -> Iterator[Fact]:
    """Tell a bargain as a promise, refusal or threat on a condition, and where it is no threat what it hangs on as needed."""
    document = reading.document
    quote = TextSpan.of(document.id, document.text, *bargain.sentence)
    inside = tuple(s.id for s in reading.statements if any(span.overlaps(*bargain.sentence) for span in s.content))
    gives = is_concession(bargain)
    own = (bargain.by,) if bargain.by else ()
    word = Fact(
        record="",
        document=document.id,
        sort=Sort.REFUSED if bargain.refused else Sort.OFFERED if gives else Sort.THREATENED,
        by=own,
        of=own,
        towards=bargain.others,
        course=bargain.course,
        takes=bargain.takes,
        wanted=not bargain.refused and gives,
        status=Status.ASSERTED,
        historical=False,
        day=document.published,
        exact=False,
        telling=_telling(quote, inside, reading, parties),
        condition=bargain.condition,
        condition_words=bargain.words,
        unless=bargain.unless,
        incident=f"{document.id}:{bargain.sentence[0]}:bargain",
    )
    yield word
    # "no talks unless C", "talks only if C": C is what it needs; "no talks if C" and a threat if C tell that it does not want C.
    if own and gives and bargain.refused is bargain.unless:
        hangs_on = bargain.condition
        needed = replace(word, sort=Sort.NEEDED, of=bargain.others, towards=(), course=hangs_on.course, takes=hangs_on.takes, wanted=True)
        yield replace(needed, condition=None, condition_words="", unless=False)


def _told_in(reading: Reading, parties: Parties, incidents: Mapping[str, str], surfaces: Surfaces) -> Iterator[Fact]:
    """Give what the records of a document tell, and what its sentences tell of how things stand where no record does.

    An event read from the very words that tell how a course stands ("the *ceasefire* expired") gives way to what they tell.
    """
    found = find_states(reading, surfaces)
    told = [each for each in found if each.real and _is_reported(each, reading)]
    triggers = {event.id: event.evidence[0] for event in reading.events}
    covered: set[Told] = set()
    facts = []
    for fact in facts_of(reading, parties, incidents):
        trigger = triggers.get(fact.record)
        if fact.sort is not Sort.DONE or not isinstance(trigger, TextSpan):
            facts.append(fact)
            continue
        same = [each for each in told if _is_of(each, fact) and each.sentence[0] <= trigger.start < each.sentence[1]]
        agreeing = [each for each in same if _agrees(each, fact) and fact.real]
        covered.update(agreeing)
        if agreeing or not any(trigger.start < each.end and each.start < trigger.end for each in same):
            facts.append(fact)
    facts += [_fact_of(each, reading, parties) for each in told if each not in covered]
    # A course that a sentence only speaks of counts where nothing else that it tells is of that choice.
    spoken = [(each, _fact_of(each, reading, parties)) for each in found if each not in told and each.of]
    mentioned = [
        replace(fact, sort=Sort.MENTIONED, status=Status.POSSIBLE)
        for each, fact in spoken
        if not any(other.telling.quote == fact.telling.quote and _is_of(each, other) and not _apart(other, fact) for other in facts)
    ]
    yield from (*facts, *mentioned)


def _of_spoken(spoken: Spoken, reading: Reading, parties: Parties) -> Fact:
    document = reading.document
    quote = TextSpan.of(document.id, document.text, *spoken.sentence)
    inside = tuple(statement.id for statement in statements_around(reading, spoken.start, spoken.end))
    own = (spoken.of,) if spoken.of else ()
    return Fact(
        record="",
        document=document.id,
        sort=Sort.READ if spoken.of else Sort.HEARD,
        by=own,
        of=own,
        towards=(),
        course=spoken.course,
        takes=spoken.undone <= spoken.done,
        wanted=False,
        status=Status.POSSIBLE,
        historical=False,
        day=document.published,
        exact=False,
        telling=_telling(quote, inside, reading, parties),
        incident=f"{document.id}:{spoken.start}:read",
        spoken=spoken,
    )


def _apart(fact: Fact, other: Fact) -> bool:
    """Whether two facts are told of different parties."""
    return bool(fact.of) and not set(fact.of) & set(other.of)


def _is_of(told: Told, fact: Fact) -> bool:
    """Whether a fact is of the same choice as what a sentence tells."""
    return same_choice(told.course, fact.course)


def _agrees(told: Told, fact: Fact) -> bool:
    return (told.takes is fact.takes) is (told.course == fact.course)


def _is_reported(told: Told, reading: Reading) -> bool:
    """Whether it is told as a fact, and not as something believed, wished or feared.

    What is decided is told as an intention, and is a fact where the words of the deed are ("voted to keep the embargo").
    """
    return all(statement.stance in (Stance.SAYS, Stance.INTENDS) for statement in statements_around(reading, told.start, told.end))


def _fact_of(told: Told, reading: Reading, parties: Parties) -> Fact:
    document = reading.document
    quote = TextSpan.of(document.id, document.text, *told.sentence)
    inside = tuple(statement.id for statement in statements_around(reading, told.start, told.end))
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
        telling=_telling(quote, inside, reading, parties),
        incident=f"{document.id}:{told.start}",
        shared=told.shared,
    )


def _telling(quote: TextSpan, inside: tuple[str, ...], reading: Reading, parties: Parties) -> Telling:
    """Say who tells what no record tells: the source of the innermost statement around it, else the outlet or the author."""
    opinion = reading.genre is Genre.OPINION
    kind = VoiceKind.OPINION if opinion else VoiceKind.SOURCE if inside else VoiceKind.OUTLET
    return told_in(Voice(kind, inside, opinion), reading, (quote,), parties)


def _day(told: Told, reading: Reading) -> str | None:
    """Give the day the sentence names first, unless it lies ahead."""
    published = reading.document.published
    days = (time.end for time in reading.times if told.sentence[0] <= time.span.start < told.sentence[1])
    return next((day for day in days if day and (published is None or day <= published)), None)


#: Courses of conflict that a side asks of third parties as its own means of pressure, and those that it asks of friends for itself.
_MEANS, _OF_FRIENDS = frozenset({"sanctions", "tariffs", "break-relations"}), frozenset({"military-aid", "alliance"})


def _as_meant(fact: Fact) -> Fact | None:
    """Give what words of conflict that somebody is told to want can mean, or None where they cannot mean the course found in them.

    Nobody offers conflict: "promised them more sanctions" is a threat, "a voice in plans for war" no offer of one. Nobody asks it of others
    against oneself: who asks the world for sanctions believes in them.
    """
    if not (load_courses()[fact.course].conflict and fact.takes and fact.wanted):
        return fact
    if fact.sort is Sort.OFFERED:
        return replace(fact, sort=Sort.THREATENED, wanted=False) if fact.course in _MEANS else None
    if fact.sort is not Sort.ASKED or not fact.by or set(fact.by) & set(fact.of):
        return fact
    if fact.course in _MEANS and not fact.of:
        return replace(fact, sort=Sort.SPOKEN, of=fact.by, status=Status.POSSIBLE)
    return fact if fact.course in _OF_FRIENDS and fact.of else None
