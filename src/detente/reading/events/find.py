"""Finds the events a document tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from detente.reading.by_place import ByPlace
from detente.reading.dates import when_of
from detente.reading.events.about import PUT_FORWARD
from detente.reading.events.complete import WORDS, Found, complete
from detente.reading.events.compose import Candidate, SentenceReader
from detente.reading.events.demands import as_demand, is_duty
from detente.reading.events.details import contexts_of, mode_of, number_of, numbers_near
from detente.reading.events.frames import SUBJECTS, clauses, is_nominal, joined_to, objects
from detente.reading.events.idle import is_idle
from detente.reading.events.lexicon import EventLexicon, load_lexicon
from detente.reading.events.license import is_licensed
from detente.reading.events.one_event import aimed, hangs_on, merged
from detente.reading.events.people import ActorLookup, distinct, sides
from detente.reading.events.refusals import as_refusal
from detente.reading.events.scene import Scene, is_definite
from detente.reading.events.threats import as_threat
from detente.reading.events.warnings import as_blame, whom_warned
from detente.reading.places import place_of
from detente.reading.sentences import sentence_of
from detente.reading.statements import by_content, voice_of
from detente.reading.status import Verdict
from detente.records import (
    PRESUMED,
    Document,
    Event,
    Genre,
    Mention,
    Numbers,
    Statement,
    Status,
    TextSpan,
    TimeExpression,
    When,
    WhenOrigin,
    record_id,
)

TRANSPARENT = frozenset({"accuse", "deny", "denial", "approve"})  # what these govern is told as well, in the voice of whoever says it
RELIEF = frozenset({"RETREAT", "CONCEDE"})  # what ends the deed that is its object
CARRIERS = frozenset({"light", "order", "suffer", "provoke"})  # their event is the governed one
LONGEST_TRIGGER = 6  # words: a longer span shows more of the sentence than of the trigger


def find_events(
    doc: Doc,
    document: Document,
    actors: ActorLookup,
    statements: Sequence[Statement],
    genre: Genre,
    times: tuple[TimeExpression, ...],
) -> tuple[Event, ...]:
    """Find who did what to whom, in text order.

    An event needs a word of the lexicon in a frame that fits, and at least one actor or recipient. Wishes, judgements, plain
    statements and states give none; plans, denials and fears are events whose status says so.

    Parameters
    ----------
    doc
        The parsed text; ``doc.text`` is the document's text.
    document
        The document.
    actors
        Its actors (`detente.reading.actors.find_actors`).
    statements
        Its statements; they tell who vouches.
    genre
        Whether it reports or argues.
    times
        Its time expressions.

    Examples
    --------
    >>> from detente.reading.actors import find_actors
    >>> from detente.reading.language import load_language, parse
    >>> from detente.records import DateOrigin, Document, Genre
    >>> text = "Seoul suspended the talks with Pyongyang."
    >>> document = Document("d", text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "d.txt", "")
    >>> doc = parse(text, load_language())
    >>> event = find_events(doc, document, find_actors(doc, document), (), Genre.NEWS, ())[0]
    >>> event.type, event.actors[0].actor, event.recipients[0].actor
    ('SANCTION', 'KOR-GOV', 'PRK-GOV')
    """
    lexicon = load_lexicon()
    told = by_content(statements)
    scene = Scene(actors, document, lexicon, told)
    sentences = [_in_sentence(lexicon, sentence, scene, document, told) for sentence in doc.sents]
    events: dict[str, Event] = {}
    of_word: dict[int, str] = {}
    for reader, read in sentences:
        for found in aimed(list(merged(_licensed_only(read, reader, scene, lexicon)))):
            event = _record(found, lexicon, document, doc, scene, told, genre, times)
            if found.about is not None and event.type in PUT_FORWARD and (earlier := of_word.get(found.about)) not in (None, event.id):
                event = replace(event, about=(earlier,))
            of_word[found.candidate.token.i] = event.id
            events.setdefault(event.id, event)  # "try to intercept" is found from either word
    return tuple(events.values())


def _in_sentence(
    lexicon: EventLexicon, sentence: Span, scene: Scene, document: Document, told: ByPlace[Statement]
) -> tuple[SentenceReader, list[Found]]:
    """Read one sentence; what it leaves open is filled when the whole text is known."""
    reader = SentenceReader(lexicon, sentence)
    candidates = reader.candidates()
    governed = _governed(candidates) | _spoken_of(candidates) | _units(candidates)
    blamed = _blamed(candidates)
    found = []
    for candidate in candidates:
        idle = is_idle(candidate, lexicon.classes)
        if candidate.token.i in governed or (idle and not is_duty(candidate, lexicon)):
            continue
        if candidate.token.i in blamed and is_nominal(candidate.token):
            candidate = replace(candidate, actors=blamed[candidate.token.i])
        doers, targets = sides(candidate, scene, document, lexicon, reader.told_by)
        subject = sides(replace(candidate, mutual=False), scene, document, lexicon, reader.told_by)[0] if candidate.mutual else doers
        if (refusal := as_refusal(candidate, subject, scene, lexicon, told)) is not None:
            candidate, refusing = refusal
            doers, targets = sides(candidate, scene, document, lexicon, reader.told_by)
            targets = distinct((*targets, *(m for m in doers if refusing and scene.party(m.actor) != scene.party(refusing[0].actor))))
            doers = refusing or doers
        if (threat := as_threat(candidate, doers, scene, lexicon, told)) is not None:
            candidate = threat
        if (demand := as_demand(candidate, doers, targets, scene, lexicon, told)) is not None:
            candidate, doers, targets = demand
        elif idle:
            continue
        if (blame := as_blame(candidate, doers, scene, lexicon)) is not None:
            candidate, targets = blame
        targets = _without_speakers(targets or whom_warned(candidate, doers, scene, lexicon), candidate.token, told)
        each = complete(Found(candidate, doers, targets), reader, scene, lexicon, whole=False)
        found.append(each)
        if each.pressed or is_licensed(each.candidate, each.actors, each.recipients, lexicon, scene):
            word = each.candidate.token
            status = scene.verdict(word).status
            if status is not Status.NEGATED:  # nobody speaks of what was not done as of a deed
                scene.remember(each.candidate, each.actors, () if each.guessed else each.recipients, status is Status.ASSERTED)
    return reader, found


def _without_speakers(targets: tuple[Mention, ...], word: Token, told: ByPlace[Statement]) -> tuple[Mention, ...]:
    """Leave out who tells of the event, where the parser takes them for one more object ("bombed a market, residents said")."""
    if not targets:
        return ()
    start, end = _tail(word)
    targets = tuple(m for m in targets if not start <= m.span.start < end)
    telling = [s.source.span for s in told.around(word.idx, word.idx + 1) if s.source is not None]
    return tuple(m for m in targets if not any(span.overlaps(m.span.start, m.span.end) for span in telling))


def _tail(word: Token) -> tuple[int, int]:
    """Give where a sentence ends in speakers whom the parser left without their verb: ", residents and a charity said"."""
    root = word.sent.root
    first = root.i - 1
    if root.i < word.i or root.pos_ != "VERB" or any(c.dep_ in SUBJECTS for c in root.children):
        return 0, 0
    while first > word.i and root.doc[first].pos_ not in ("PUNCT", "VERB", "AUX"):
        first -= 1
    return (root.doc[first].idx, root.idx) if root.doc[first].text == "," else (0, 0)


def _licensed_only(read: Sequence[Found], reader: SentenceReader, scene: Scene, lexicon: EventLexicon) -> list[Found]:
    """Give what is enough of an event, and the nouns that say more of one ("killed five in an attack on a convoy")."""
    known = [complete(each, reader, scene, lexicon) for each in read]
    # Recipients who are only presumed are no ground to record an event.
    sure = [() if PRESUMED in each.candidate.reasons else each.recipients for each in known]
    kept = [
        each.pressed or is_licensed(each.candidate, each.actors, whom, lexicon, scene) for each, whom in zip(known, sure, strict=True)
    ]
    lead = [each for each, keep in zip(known, kept, strict=True) if keep]
    return [
        each
        for each, keep in zip(known, kept, strict=True)
        if keep or (each.recipients and not each.candidate.weak and any(_says_more(each.candidate, other.candidate) for other in lead))
    ]


def _says_more(noun: Candidate, event: Candidate) -> bool:
    return noun.type == event.type and is_nominal(noun.token) and noun.token.i > event.token.i and hangs_on(noun.token, event.token)


def _governed(candidates: Sequence[Candidate]) -> frozenset[int]:
    """The words whose event is part of another one: what is refused, asked for, stopped, carried."""
    hidden: set[int] = set()
    for candidate in candidates:
        inner = candidate.inner
        if candidate.type in ("REQUEST", "THREATEN") and inner is None and not candidate.weak:
            hidden.update(t.i for t in clauses(candidate.token) if any(c.tag_ == "TO" for c in t.children))  # "told the troops to leave"
        if candidate.type in RELIEF and not candidate.weak and not is_nominal(candidate.token):
            hidden.update(t.i for t in objects(candidate.token) if t.pos_ == "NOUN")  # "lifted its ban": no ban is told
        if candidate.operator in TRANSPARENT or candidate.operator == "intend":
            continue
        while inner is not None:
            hidden.add(inner.token.i)
            joined = (t for t in inner.token.conjuncts if t.i > inner.token.i and t.dep_ == "conj" and joined_to(t).i == t.head.i)
            hidden.update(t.i for t in joined if t.head.pos_ == inner.token.pos_)
            inner = inner.inner
        hidden.update(t.i for t in candidate.covered if t.i != candidate.token.i)
    return frozenset(hidden)


def _spoken_of(candidates: Sequence[Candidate]) -> frozenset[int]:
    """The bare nouns for a deed that somebody only speaks of: "condemned the launch" tells one event."""
    told = [c for c in candidates if c.type in WORDS and c.actors]  # "the massacre was condemned" tells nobody's words, but the deed
    return frozenset(t.i for c in told for t in c.recipients if is_definite(t) and t.tag_ == "NN")


def _units(candidates: Sequence[Candidate]) -> frozenset[int]:
    """The nouns for troops that stand as somebody in another event: "ambushed a patrol" tells of no patrolling."""
    deeds = [c for c in candidates if not is_nominal(c.token) and c.type not in WORDS]
    taking_part = {t.i for c in deeds for t in (*c.actors, *c.recipients)}
    return frozenset(c.token.i for c in candidates if c.type == "MOBILIZE" and is_nominal(c.token) and c.token.i in taking_part)


def _blamed(candidates: Sequence[Candidate]) -> dict[int, tuple[Token, ...]]:
    """Who did the deeds that somebody is accused of: "indicted six men for the bombing"."""
    accusing = [c for c in candidates if c.operator == "accuse" and c.inner is not None]
    return {c.inner.token.i: c.recipients[:1] for c in accusing if c.inner is not None and not c.inner.actors and c.recipients}


def _record(
    found: Found,
    lexicon: EventLexicon,
    document: Document,
    doc: Doc,
    actors: Scene,
    told: ByPlace[Statement],
    genre: Genre,
    times: tuple[TimeExpression, ...],
) -> Event:
    candidate = found.candidate
    trigger = _trigger_span(candidate, document)
    token = candidate.token
    saying = token if candidate.said_at is None else _token_at(candidate.said_at, sentence_of(token))
    verdict = _verdict_of(candidate, saying, actors)
    when = when_of(saying, times, document.published, doc)
    if verdict.historical and when.origin is WhenOrigin.DOCUMENT:
        when = When.unknown()  # told as of the past, it did not happen around the day of publication
    mode = candidate.mode or mode_of(token, candidate.type)
    contexts = contexts_of(token, candidate.contexts)
    counts = _counts(candidate)
    return Event(
        id=record_id("ev", document.id, trigger.start, trigger.end, candidate.type, *(m.span.start for m in found.actors)),
        type=candidate.type,
        mode=mode,
        contexts=contexts,
        cameo=lexicon.cameo(candidate.type, mode, candidate.contexts),
        actors=found.actors,
        recipients=found.recipients,
        when=when,
        place=place_of(token, candidate.type, actors, (*found.actors, *found.recipients), document.id),
        numbers=counts,
        status=verdict.status,
        historical=verdict.historical,
        voice=voice_of(trigger.start, trigger.end, told, genre),
        about=(),
        evidence=(trigger, _sentence_span(sentence_of(token), document)),
        trigger=" + ".join(candidate.entries),
        reasons=(*candidate.reasons, *verdict.reasons),
    )


def _verdict_of(candidate: Candidate, saying: Token, scene: Scene) -> Verdict:
    """Give an event's status; where a verb only carries it, that of the less real: "the attack they had announced never came"."""
    verdict = scene.verdict(saying)
    if not candidate.carried or candidate.inner is None or candidate.inner.type != candidate.type or candidate.said_at is not None:
        return verdict
    own = scene.verdict(candidate.inner.token)
    return own if verdict.status is Status.ASSERTED else verdict


def _token_at(place: int, sentence: Span) -> Token:
    """Give the word of a sentence that stands at a place of the text, its main verb where none does."""
    return next((t for t in sentence if t.idx <= place < t.idx + len(t)), sentence.root)


def _counts(candidate: Candidate) -> Numbers:
    """Give the numbers of an event's sentence that are its own: an assault kills and injures, a coercion arrests."""
    if candidate.type not in ("ASSAULT", "COERCE"):
        return Numbers()
    found = numbers_near(candidate.token)
    if candidate.type == "ASSAULT":
        return Numbers(found.dead, found.injured, None)
    told = next(filter(None, map(number_of, candidate.recipients)), None) if candidate.mode == "arrest" else None
    return Numbers(None, None, found.arrested or told)


def _trigger_span(candidate: Candidate, document: Document) -> TextSpan:
    first, last = candidate.covered[0], candidate.covered[-1]
    if last.i - first.i >= LONGEST_TRIGGER:
        core = candidate.inner if candidate.operator in CARRIERS and candidate.inner is not None else candidate
        first = last = core.token
    return TextSpan.of(document.id, document.text, first.idx, last.idx + len(last))


def _sentence_span(sentence: Span, document: Document) -> TextSpan:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return TextSpan.of(document.id, document.text, start, sentence.end_char - (len(text) - len(text.rstrip())))
