"""What the records tell of courses of action: who did, threatened, offered, asked for, refused or condemned which.

Events, proposals and some statements of all readings are brought into one form, from which options, status quo and preferences are drafted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from detente.drafting.conditionals import UNLESS, any_of, conditionals
from detente.drafting.courses import Finding, data_table, entry_pattern, load_courses
from detente.drafting.naming import course_of_event, course_of_words
from detente.drafting.parties import Parties
from detente.drafting.recipients import by_recipient, owners_in
from detente.drafting.spoken import Spoken
from detente.drafting.telling import Telling, told_in
from detente.drafting.wording import shortened
from detente.records import (
    Event,
    Evidence,
    Genre,
    Mention,
    Proposal,
    ProposalKind,
    Reading,
    Stance,
    Statement,
    Status,
    TextSpan,
    Voice,
    VoiceKind,
    WhenOrigin,
)

#: Characters of the sentence before and after a trigger in which words of a course are looked for.
_BEFORE, _AFTER = 70, 130
#: What one asks for so, one gives something for: "an end to sanctions *in return for* closing the plant".
_IN_RETURN = re.compile(r"in (?:return|exchange) for\b", re.IGNORECASE)
_OPENING = 4  # words at the beginning of what is believed or intended in which a course is its subject ("that sanctions ...")


class Sort(StrEnum):
    """What is told of a course of action."""

    DONE = "done"
    THREATENED = "threatened"
    OFFERED = "offered"
    ASKED = "asked for"
    REFUSED = "refused"
    CONDEMNED = "condemned"
    SPOKEN = "spoken of"
    MENTIONED = "mentioned"
    READ = "by the encoder's reading spoken of"
    HEARD = "by the encoder's reading spoken of, whoever's it is"
    NEEDED = "told as what it needs"
    BARGAIN = "told as its side of a bargain"


#: What tells only that a course is thought of.
TALK = frozenset({Sort.SPOKEN, Sort.MENTIONED, Sort.READ})
BY_ENCODER = frozenset({Sort.READ, Sort.HEARD})  # what only the encoder tells
DEMANDS = frozenset({Sort.ASKED, Sort.NEEDED})  # what a side wants of another
OFFERS = frozenset({Sort.OFFERED, Sort.BARGAIN})  # what it would do itself


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told of a course of action.

    Parameters
    ----------
    record, document
        The event or proposal it was read from, and its document.
    sort
        What is told.
    by
        The parties who do, threaten, offer, ask, refuse or condemn.
    of
        The parties whose course of action it is.
    towards
        At whom it is directed, as far as told.
    course, takes
        The course, and whether it is (to be) done or undone.
    wanted
        Whether `by` wants it.
    status, historical
        As the event's; asserted for proposals.
    day, exact
        The last day it may have happened on, or the day it was published; whether the text itself tells a day.
    telling
        Who tells it, and where.
    condition, condition_words, unless
        The course of somebody's condition, or None; its words; and whether the course of action follows where it is not met.
    incident
        The incident it is a report of, or the record itself.
    shared
        Whether it is told of something that takes both sides, so that whoever is not named is meant too.
    spoken
        What the encoder read, of a fact that only it tells.
    """

    record: str
    document: str
    sort: Sort
    by: tuple[str, ...]
    of: tuple[str, ...]
    towards: tuple[str, ...]
    course: str
    takes: bool
    wanted: bool
    status: Status
    historical: bool
    day: str | None
    exact: bool
    telling: Telling
    condition: Finding | None = None
    condition_words: str = ""
    unless: bool = False
    incident: str = ""
    shared: bool = False
    spoken: Spoken | None = None

    @property
    def real(self) -> bool:
        """Whether it is told as a fact."""
        return self.status is Status.ASSERTED


def facts_of(reading: Reading, parties: Parties, incidents: Mapping[str, str]) -> Iterator[Fact]:
    """Give what the records of one document tell; `incidents` says of each report which incident it is of."""
    proposed = {proposal.id for proposal in reading.proposals}
    for event in reading.events:
        # A demand whose object was read as a proposal would count twice.
        if event.type in _SPOKEN and (proposed & set(event.about) or _is_proposed(event, reading.proposals)):
            continue
        yield from _of_event(event, reading, parties, incidents)
    for proposal in reading.proposals:
        if proposal.kind is ProposalKind.CONDITION and proposal.by and proposal.of and proposal.by.actor == proposal.of.actor:
            yield from _of_bargain(proposal, reading, parties)
        elif proposal.kind is not ProposalKind.CONDITION or not _is_told_with(proposal, reading):
            yield from _of_proposal(proposal, reading, parties)
    for statement in reading.statements:
        yield from _of_statement(statement, reading, parties)


_SPOKEN = {"REQUEST": Sort.ASKED, "REJECT": Sort.REFUSED, "THREATEN": Sort.THREATENED, "AGREE": Sort.OFFERED, "ACCUSE": Sort.CONDEMNED}
_PROPOSED = {
    ProposalKind.ASKED: Sort.ASKED,
    ProposalKind.OFFERED: Sort.OFFERED,
    ProposalKind.THREATENED: Sort.THREATENED,
    ProposalKind.REFUSED: Sort.REFUSED,
    ProposalKind.CONDITION: Sort.ASKED,  # who sets a condition wants it met
}


def _is_proposed(event: Event, proposals: Sequence[Proposal]) -> bool:
    """Whether a proposal of the same kind was read from the sentence of a spoken act."""
    trigger = event.evidence[0]
    return isinstance(trigger, TextSpan) and any(
        _PROPOSED[p.kind] is _SPOKEN[event.type] and p.evidence[-1].contains(trigger.start, trigger.end) for p in proposals
    )


def _is_told_with(condition: Proposal, reading: Reading) -> bool:
    """Whether a condition is that of another proposal, which carries its words."""
    return any(p.condition and p.condition.overlaps(condition.action.start, condition.action.end) for p in reading.proposals)


def _of_event(event: Event, reading: Reading, parties: Parties, incidents: Mapping[str, str]) -> Iterator[Fact]:
    document = reading.document.id
    finding = course_of_event(event.type, event.mode, *_around(event.evidence), at_somebody=bool(event.recipients))
    if finding is None or (event.type == "SUPPORT" and _praise().match(_around(event.evidence)[1])):
        return
    if finding.course == "sanctions" and event.actors and all(mention.actor.endswith("-MIL") for mention in event.actors):
        return  # an army that "punished" the other side imposed no sanctions
    by, others = _codes(event.actors, document, parties), _codes(event.recipients, document, parties)
    sort = _SPOKEN.get(event.type, Sort.DONE)
    conflict = load_courses()[finding.course].conflict
    if sort is Sort.REFUSED and conflict and finding.takes and event.mode != "yield":
        if event.mode == "change":
            return  # a denial ("denied that the drills are a rehearsal for war") wants nothing
        sort = Sort.CONDEMNED  # "rejected the sanctions" speaks of what the other side does
    if sort is Sort.REFUSED and conflict and event.mode == "yield":
        finding = Finding(finding.course, False)  # what it refuses is to give the course up
    if sort is Sort.THREATENED and conflict != finding.takes:
        sort = Sort.OFFERED  # who "warns" that it will not test, or that it will talk, does not threaten
    if sort is Sort.CONDEMNED and not conflict and finding.takes:
        return  # blame that merely mentions talks or aid says nothing of who wants them
    owners, towards = (others, by) if sort in (Sort.ASKED, Sort.CONDEMNED) else (by, others)
    if sort is Sort.DONE and (event.type == "CONSULT" or not others):
        towards = tuple(sorted({*by, *others}))  # what several do together they do with one another
    owners = towards if event.type == "CONSULT" else owners
    finding = by_recipient(finding, towards, parties)
    status = event.status
    if not owners and sort is not Sort.ASKED and conflict and finding.takes and (believer := _believer(event, reading, parties)):
        # Means of pressure that somebody believes in are its own: "Washington believes that sanctions would force it to yield".
        sort, by, owners, status = Sort.SPOKEN, believer, believer, Status.POSSIBLE
    yield Fact(
        record=event.id,
        document=document,
        sort=sort,
        by=by,
        of=owners,
        towards=towards,
        course=finding.course,
        takes=finding.takes,
        wanted=sort in (Sort.ASKED, Sort.OFFERED),
        status=status,
        historical=event.historical,
        day=_day(event, reading.document.published),
        exact=event.when.origin is WhenOrigin.EXPRESSION,
        incident=incidents.get(event.id, event.id),
        telling=told_in(event.voice, reading, event.evidence, parties),
    )


def _day(event: Event, published: str | None) -> str | None:
    """Give the last day on which an event may have happened; what is told as a fact lies not ahead ("extended *until December*")."""
    end = event.when.end
    if end is None:
        return None if event.historical else published
    return published if published and end > published and event.status is Status.ASSERTED else end


def _believer(event: Event, reading: Reading, parties: Parties) -> tuple[str, ...]:
    """Give whose belief or intention an event is told in, if it is told in one."""
    told = {statement.id: statement for statement in reading.statements}
    inner = told.get(event.voice.statements[-1]) if event.voice.statements else None
    if inner is None or inner.source is None or inner.stance not in (Stance.BELIEVES, Stance.INTENDS):
        return ()
    return _codes((inner.source,), reading.document.id, parties)


def _of_proposal(proposal: Proposal, reading: Reading, parties: Parties) -> Iterator[Fact]:
    document = reading.document.id
    finding = course_of_words(proposal.action.quote, proposal.type, proposal.mode)
    if finding is None:
        return
    sort = _PROPOSED[proposal.kind]
    wanted = proposal.wanted if proposal.wanted is not None else sort in (Sort.ASKED, Sort.OFFERED)
    if not wanted and sort in (Sort.ASKED, Sort.OFFERED):
        finding, wanted = Finding(finding.course, not finding.takes), True  # asked or promised not to do it
    by = _codes((proposal.by,) if proposal.by else (), document, parties)
    of = _codes((proposal.of,) if proposal.of else (), document, parties)
    if not of and sort in (Sort.OFFERED, Sort.THREATENED, Sort.REFUSED):
        of = by
    if sort is Sort.REFUSED and of == by and (offered := _offered_by(proposal, reading)):
        of = _codes(offered, document, parties)
    of = owners_in(proposal.action, finding.course, reading, parties) or of
    words, unless = _condition(proposal, reading)
    condition = course_of_words(words) if words else None
    told = Fact(
        record=proposal.id,
        document=document,
        sort=sort,
        by=by,
        of=of,
        towards=(),
        course=finding.course,
        takes=finding.takes,
        wanted=wanted,
        status=Status.ASSERTED,
        historical=False,
        day=reading.document.published,
        exact=False,
        condition=condition,
        condition_words=words,
        unless=unless,
        incident=proposal.id,
        telling=told_in(proposal.voice, reading, proposal.evidence, parties),
    )
    yield told
    if sort is Sort.ASKED and condition and condition.course != finding.course and by != of and _IN_RETURN.match(words):
        yield replace(told, sort=Sort.BARGAIN, of=by, course=condition.course, takes=condition.takes, condition=finding)


def _offered_by(proposal: Proposal, reading: Reading) -> tuple[Mention, ...]:
    """Give whose offer it is that is refused, where the words say that it is one: "rejected the other's *offer to* pay half"."""
    sentence = proposal.evidence[-1]
    if not re.search(r"\b(?:offer|proposal)\s+(?:to|of|for)\s*$", sentence.quote[: max(proposal.action.start - sentence.start, 0)]):
        return ()
    refusals = (event for event in reading.events if event.type == "REJECT" and event.recipients and event.evidence[-1] == sentence)
    return next((event.recipients for event in refusals), ())


def _of_bargain(proposal: Proposal, reading: Reading, parties: Parties) -> Iterator[Fact]:
    """Read one's own action told as a condition as one's side of a bargain: "the guarantee it needs to give up its weapons".

    What it hangs on is a course of the other side that the rest of the sentence names: a concession, or the end of a course of conflict.
    """
    document, sentence = reading.document, proposal.evidence[-1]
    finding = course_of_words(proposal.action.quote, proposal.type, proposal.mode)
    cut = (max(proposal.action.start - sentence.start, 0), max(proposal.action.end - sentence.start, 0))
    found = [
        course_of_words(part) for part in (sentence.quote[max(cut[0] - _BEFORE, 0) : cut[0]], sentence.quote[cut[1] : cut[1] + _AFTER])
    ]
    other = next((f for f in found if f and load_courses()[f.course].conflict != f.takes), None)
    if finding is None or other is None or finding.course == other.course:
        yield from _of_proposal(proposal, reading, parties)
        return
    by = _codes((proposal.by,) if proposal.by else (), document.id, parties)
    telling = told_in(proposal.voice, reading, proposal.evidence, parties)
    words = shortened(" ".join(sentence.quote.split()))
    offer = Fact(
        proposal.id, document.id, Sort.BARGAIN, by, by, (), finding.course, finding.takes, True, Status.ASSERTED, False,
        document.published, False, telling, other, words, False, proposal.id,
    )  # fmt: skip
    yield offer
    yield replace(offer, sort=Sort.NEEDED, of=(), course=other.course, takes=other.takes, condition=None, condition_words="")


def _of_statement(statement: Statement, reading: Reading, parties: Parties) -> Iterator[Fact]:
    """Read what somebody believes in or intends, where it begins with a course of conflict: "believes that sanctions will work".

    Whose course it is goes without saying: the speaker's own. Only what no event or proposal covers is read so.
    """
    if statement.source is None or statement.stance not in (Stance.BELIEVES, Stance.INTENDS):
        return
    content = statement.content[0]
    opening = " ".join(content.quote.split()[:_OPENING])
    finding = course_of_words(opening)
    triggers = [e.evidence[0] for e in reading.events] + [p.action for p in reading.proposals]
    if finding is None or not load_courses()[finding.course].conflict or not finding.takes:
        return
    if any(isinstance(span, TextSpan) and content.contains(span.start, span.end) for span in triggers):
        return
    by = _codes((statement.source,), reading.document.id, parties)
    inside = (statement.inside,) if statement.inside else ()
    opinion = reading.genre is Genre.OPINION
    sentence = next((s for s in reading.sentences if s[0] <= content.start < s[1]), (content.start, content.end))
    quote = TextSpan.of(reading.document.id, reading.document.text, sentence[0], max(sentence[1], content.end))
    telling = told_in(Voice(VoiceKind.OPINION if opinion else VoiceKind.OUTLET, inside, opinion), reading, (quote,), parties)
    yield Fact(
        statement.id, reading.document.id, Sort.SPOKEN, by, by, (), finding.course, True, True, Status.POSSIBLE, False,
        statement.when.end or reading.document.published, statement.when.end is not None, telling, incident=statement.id,
    )  # fmt: skip


def _condition(proposal: Proposal, reading: Reading) -> tuple[str, bool]:
    """Give the words of a proposal's condition, and whether it turns on their not being met.

    The condition is the proposal's own, or what the same actor sets as a condition in the same sentence. An offer follows where the
    condition is met. A threat follows where one set as wanted is not met, a refusal ends where it is.
    """
    if proposal.condition:
        words = " ".join(proposal.condition.quote.split())
        return words, _unless().match(words) is not None
    if proposal.kind not in (ProposalKind.OFFERED, ProposalKind.THREATENED, ProposalKind.REFUSED):
        return "", False
    sentence = proposal.evidence[-1]
    for other in reading.proposals:
        same = (other.by.actor if other.by else None) == (proposal.by.actor if proposal.by else None)
        if other.kind is ProposalKind.CONDITION and same and sentence.contains(other.action.start, other.action.end):
            wanted = other.wanted is not False
            return " ".join(other.action.quote.split()), wanted and proposal.kind is not ProposalKind.OFFERED
    return "", False


@lru_cache(maxsize=1)
def _unless() -> re.Pattern[str]:
    words = [word for row in conditionals() if row["turns"] == UNLESS for word in row.several("words")]
    return re.compile(rf"(?:{any_of({UNLESS: words})})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _praise() -> re.Pattern[str]:
    words = (word for row in data_table("praise.tsv", ("words",)) for word in row.several("words"))
    return re.compile(rf"(?:{'|'.join(map(entry_pattern, words))})(?!\w)", re.IGNORECASE)


def _codes(mentions: Iterable[Mention], document: str, parties: Parties) -> tuple[str, ...]:
    return tuple(sorted({parties.of(document, mention) for mention in mentions}))


def _around(evidence: Sequence[Evidence]) -> tuple[str, str, str]:
    """Cut what stands around the trigger out of its sentence."""
    trigger, sentence = evidence[0], evidence[-1]
    if not isinstance(trigger, TextSpan) or not isinstance(sentence, TextSpan):
        return "", "", ""
    at = trigger.start - sentence.start
    if not 0 <= at <= len(sentence.quote):
        return "", trigger.quote, ""
    if trigger == sentence:
        return "", trigger.quote, ""
    before, after = sentence.quote[:at], sentence.quote[at + len(trigger.quote) :]
    return " ".join(before[-_BEFORE:].split()), " ".join(trigger.quote.split()), " ".join(after[:_AFTER].split())
