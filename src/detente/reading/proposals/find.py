"""Proposals: every course of action somebody asks for, offers, threatens, refuses or sets as a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.ontology import quad_of
from detente.reading.by_place import ByPlace
from detente.reading.proposals.actions import Action, actions_of, addressed_by, doer_of, words_of
from detente.reading.proposals.conditions import Condition, condition_on
from detente.reading.proposals.knowledge import ProposalCue, load_proposal_cues
from detente.reading.proposals.modals import innermost, modal_action, party_of
from detente.reading.sides import ActorLookup, actors_of, owner_of, sentence_span, span_of, subject_of, trim
from detente.reading.statements import by_content, voice_of
from detente.reading.status import status_of
from detente.reading.status.conditions import condition_of
from detente.reading.status.knowledge import load_status_knowledge
from detente.records import Document, Event, Genre, Mention, Proposal, ProposalKind, Statement, Status, TextSpan, record_id

MOST = 4  # actors who ask, and of whom it is asked: each pair is a proposal of its own
VERBAL_CONFLICT = 3  # PLOVER's quad of hostile words: "it would condemn" is no offer
MATERIAL_CONFLICT = 4  # PLOVER's quad of hostile deeds
NO_ACTION = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})  # "agreed on Tuesday"
FIRST_PERSON = ("i", "we")
QUESTIONS = frozenset({"whether", "if", "why", "how", "when", "where"})
WAYS = frozenset({"path", "way", "road", "passage", "route", "strait", "entrance", "street", "bridge", "channel", "exit", "border", "port"})
ABLE = frozenset({"can", "ca", "could"})
TELLING = frozenset({"suggest", "insist", "concede", "agree", "swear"})  # and these tell how things are, in the indicative
INDICATIVE = frozenset({"VBZ", "VBP", "VBD"})
CLAIMS = frozenset({"claim", "charge", "allegation", "accusation", "report", "suggestion", "assertion", "rumour", "rumor", "notion"})
PARTICLES = frozenset({"prt", "advmod"})
ANSWERED = frozenset({ProposalKind.REFUSED, ProposalKind.OFFERED})  # "rejected calls to stop", "bowed to pressure to stop"


@dataclass(frozen=True, slots=True)
class _Found:
    """A proposal in the parse, before it is written down."""

    kind: ProposalKind
    cue_word: Token
    action: Action
    by: Mention | None
    of: Mention | None
    wanted: bool | None
    condition: Condition | None = None
    needs_type: bool = False  # "it would ..." is an offer or a threat only where the action's type says which


def find_proposals(
    doc: Doc,
    document: Document,
    actors: ActorLookup,
    statements: Sequence[Statement],
    genre: Genre,
    events: Sequence[Event],
) -> tuple[Proposal, ...]:
    """Find the courses of action a document tells of.

    Parameters
    ----------
    doc
        The parsed document, ``doc.text == document.text``.
    document
        The document.
    actors
        Its actors.
    statements
        Its statements, for the voice and for who says what must be done.
    genre
        Whether it reports or argues.
    events
        Its events, for the type of an action: the first event told within the action's words.

    Returns
    -------
    tuple of Proposal
        In text order. A condition somebody sets is a proposal of its own, beside the one that hangs on it.

    Examples
    --------
    >>> from detente.documents import read_text
    >>> from detente.reading.actors import find_actors
    >>> from detente.reading.language import load_language, parse
    >>> document = read_text("Moscow refused to withdraw unless Kyiv drops its bid.", published="2023-04-16")
    >>> doc = parse(document.text, load_language())
    >>> refused, condition = find_proposals(doc, document, find_actors(doc, document), (), Genre.NEWS, ())
    >>> refused.kind.value, refused.action.quote, refused.condition.quote
    ('refused', 'withdraw', 'unless Kyiv drops its bid')
    >>> condition.kind.value, condition.of.actor, condition.action.quote, condition.wanted
    ('condition', 'UKR-GOV', 'drops its bid', True)
    """
    cues = load_proposal_cues()
    proposals: dict[tuple[int, int, str, str], Proposal] = {}
    told = by_content(statements)
    triggers = ByPlace((event, [(_trigger(event).start, _trigger(event).end)]) for event in events)
    for token in doc:
        for cue in cues.get((token.lemma_.lower(), token.pos_), ()) or cues.get((token.lower_, token.pos_), ()):
            for found in _found_at(token, cue, actors, told):
                if "ASSAULT" in _told_by(found.cue_word, triggers):
                    continue  # who shoots down a plane has refused nothing
                for proposal in _write(found, document, actors, told, genre, triggers):
                    codes = (proposal.by.actor if proposal.by else "", proposal.of.actor if proposal.of else "")
                    proposals.setdefault((proposal.action.start, proposal.action.end, *codes), proposal)
    return tuple(sorted(proposals.values(), key=lambda p: (p.evidence[1].start, p.action.start, p.action.end)))


def _found_at(token: Token, cue: ProposalCue, actors: ActorLookup, statements: ByPlace[Statement]) -> Iterator[_Found]:
    if cue.part == "modal":
        put = modal_action(token, cue, actors, statements)
        if put is not None:
            action, sides = put
            wanted = cue.wanted if not action.negated else False
            condition = condition_on(action.head, token.head, cue.kind)
            for speaker, doer in sides[:MOST]:
                yield _Found(cue.kind, token.head, action, speaker, doer, wanted, condition, cue.kind is ProposalKind.OFFERED)
        return
    if cue.needs and not any(child.dep_ in PARTICLES and child.lower_ == cue.needs for child in token.children):
        return
    actions = [action for action in actions_of(token, cue) if _is_action(action) and not _is_told(token, action, cue)]
    kind = _kind_as_told(token, cue, actors) if actions else None
    if kind is None:
        return
    by = _who_puts_forward(token, cue, actors, statements)
    for action in actions:
        for inner in _unpacked(action, cue):
            for one in by[:MOST] or (None,):
                yield from _as_found(token, cue, kind, inner, one, actors)


def _is_action(action: Action) -> bool:
    """Whether words may name an action: no pronoun, no time; money only as what is asked for or offered itself."""
    kind = action.head.ent_type_
    return action.head.pos_ != "PRON" and (kind not in NO_ACTION or (kind == "MONEY" and action.frame == "object"))


def _is_told(token: Token, action: Action, cue: ProposalCue) -> bool:
    """Whether words tell, ask or deny something rather than put it forward.

    "Asked whether he would accept", "suggests that the aim is to wreck the talks", "conceded that nobody pays", "rejected the claim
    that it fired".
    """
    verb = action.head
    if action.frame == "clause":
        if any(child.lower_ in QUESTIONS and child.dep_ in ("mark", "advmod") and child.i < verb.i for child in verb.children):
            return True
        forms = {verb.tag_, *(child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass"))}
        return token.lemma_.lower() in TELLING and "MD" not in forms and bool(forms & INDICATIVE)
    if token.lemma_ == "block" and verb.lemma_.lower() in WAYS:
        return True  # "blocked the path of a ferry" refuses nothing
    claimed = verb.lemma_.lower() in CLAIMS and any(child.dep_ in ("acl", "ccomp") for child in verb.children)
    return cue.kind is ProposalKind.REFUSED and claimed


def _kind_as_told(token: Token, cue: ProposalCue, actors: ActorLookup) -> ProposalKind | None:
    """Give the kind of a proposal that is told as made; a denied offer is a refusal, any other that was not made is none."""
    if any(child.dep_ == "neg" for child in token.children) and any(child.lower_ in ABLE for child in token.children):
        return None  # "cannot guarantee a truce" neither offers nor refuses one
    status = status_of(token.doc, token.idx, token.idx + len(token)).status
    if status is Status.ASSERTED or (status is Status.FUTURE and cue.part != "noun"):
        return cue.kind
    if status is Status.HYPOTHETICAL and any(condition_of(verb) not in (None, token) for verb in (token, token.head)):
        # "is ready to return if ...": the offer is made, what it offers hangs on the condition.
        return cue.kind
    if status is Status.NEGATED and cue.kind is ProposalKind.OFFERED:
        return cue.kind if cue.part == "noun" and _is_of_others(token, actors) else ProposalKind.REFUSED
    is_owned = cue.part == "noun" and status is not Status.NEGATED and any(child.dep_ == "poss" for child in token.children)
    return cue.kind if is_owned else None


def _is_of_others(offer: Token, actors: ActorLookup) -> bool:
    """Whether an offer is another's than whose who turns it down, so that it was made: "rejected a *Venezuelan* proposal for talks"."""
    owners, subjects = (tuple(map(party_of, some)) for some in (owner_of(offer, actors), subject_of(offer.head, actors)))
    return offer.head.pos_ == "VERB" and bool(owners) and bool(subjects) and not set(owners) & set(subjects)


def _who_puts_forward(token: Token, cue: ProposalCue, actors: ActorLookup, statements: ByPlace[Statement]) -> tuple[Mention, ...]:
    if cue.part == "noun":
        found = owner_of(token, actors) or _sender_of(token, actors) or _user_of(token, actors)
    else:
        found = subject_of(token, actors)
    if not found and any(child.lower_ in FIRST_PERSON for child in (*token.children, *token.head.children)):
        told = innermost(token.idx, token.idx + len(token), statements)
        return (told.source,) if told is not None and told.source is not None else ()
    return found


def _sender_of(noun: Token, actors: ActorLookup) -> tuple[Mention, ...]:
    """Give whom a request or threat comes from: "calls from Tokyo"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            return next((actors_of(below, actors) for below in child.children if below.dep_ == "pobj"), ())
    return ()


def _user_of(noun: Token, actors: ActorLookup) -> tuple[Mention, ...]:
    """Give who makes a request or threat told with a verb of making: "issued a call"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.pos_ != "VERB":
        return ()
    signature = load_status_knowledge().signature(verb, "object")
    return subject_of(verb, actors) if signature is not None and signature.name == "implicative" else ()


def _unpacked(action: Action, cue: ProposalCue) -> Iterator[Action]:
    """Yield what an offer, call or demand is about where that is what somebody refuses or accepts."""
    inner: list[Action] = []
    if cue.kind in ANSWERED and action.head.pos_ == "NOUN":
        for carried in load_proposal_cues().get((action.head.lemma_.lower(), "NOUN"), ()):
            inner.extend(actions_of(action.head, carried))
    yield from inner or [action]


def _as_found(
    token: Token, cue: ProposalCue, kind: ProposalKind, action: Action, by: Mention | None, actors: ActorLookup
) -> Iterator[_Found]:
    if cue.kind is ProposalKind.CONDITION:
        yield from _need(token, action, by)
        return
    addressee = addressed_by(token, action) if cue.whose == "other" else None
    doer = doer_of(action.head, actors)
    is_named = cue.whose != "other" or action.frame != "infinitive" or cue.part == "noun" or doer is not None or addressee is not None
    is_bare_actor = action.frame not in ("infinitive", "clause", "gerund") and action.head.pos_ != "VERB"
    if not is_named or (is_bare_actor and actors_of(action.head, actors)):
        return
    if addressee is not None and not actors_of(addressee, actors) and _is_need(token):
        return
    if kind is ProposalKind.THREATENED and action.negated:
        kind = ProposalKind.REFUSED
    wanted = cue.wanted if kind is cue.kind else False
    if action.negated and wanted is not None:
        wanted = False
    condition = condition_on(action.head, token, kind)
    for of in _whose(cue, action, by, doer, addressee, actors)[:MOST] or (None,):
        is_warning = cue.part == "verb" and cue.kind is ProposalKind.THREATENED and action.frame == "clause"
        if not is_warning or _is_own(by, of):
            yield _Found(kind, token, action, by, of, wanted, condition)


def _is_need(token: Token) -> bool:
    """Whether a word may also tell what an action hangs on: "needs a guarantee to disarm"."""
    return any(cue.kind is ProposalKind.CONDITION for cue in load_proposal_cues().get((token.lemma_.lower(), token.pos_), ()))


def _is_own(by: Mention | None, of: Mention | None) -> bool:
    return by is not None and of is not None and party_of(by) == party_of(of)


def _whose(
    cue: ProposalCue,
    action: Action,
    by: Mention | None,
    doer: tuple[Mention, ...] | None,
    addressee: Token | None,
    actors: ActorLookup,
) -> tuple[Mention, ...]:
    own = (by,) if by is not None else ()
    if cue.whose == "self" and (action.frame != "clause" or not doer):
        return own
    if doer:
        return doer
    if doer is None and cue.whose == "other" and addressee is not None:
        # "asked its allies for help": who owns the ones addressed is not asked itself.
        owners = () if action.head.pos_ == "NOUN" else owner_of(addressee, actors)
        return actors_of(addressee, actors) or tuple(owner for owner in owners if not _is_own(by, owner))
    return own if cue.whose == "both" and doer is None else ()


def _need(token: Token, action: Action, by: Mention | None) -> Iterator[_Found]:
    """Read "the guarantee it needs to disarm": the action hangs on what is needed."""
    needed = next((child for child in token.children if child.dep_ == "dobj" and child.i < action.head.i), None)
    if needed is None and token.dep_ == "relcl":
        needed = token.head
    if needed is None or needed.pos_ not in ("NOUN", "PROPN") or needed.ent_type_ in ("PERSON", "GPE", "NORP"):
        return
    yield _Found(ProposalKind.CONDITION, token, action, by, by, None, Condition(needed, needed, True))


def _write(
    found: _Found,
    document: Document,
    actors: ActorLookup,
    statements: ByPlace[Statement],
    genre: Genre,
    events: ByPlace[Event],
) -> Iterator[Proposal]:
    """Write a proposal down, and the condition it hangs on as one of its own."""
    if found.by is None and found.of is None:
        return
    condition = found.condition
    written = _record(found, document, actors, statements, genre, events)
    if found.needs_type and (written.type is None or quad_of(written.type) == VERBAL_CONFLICT):
        return
    yield written
    if condition is None or found.kind is ProposalKind.CONDITION:
        return
    doer = doer_of(condition.action, actors)
    negated = any(child.dep_ == "neg" for child in condition.action.children)
    wanted = condition.wanted if condition.wanted is None else condition.wanted is not negated
    own = Action(condition.action, "", negated)
    of = doer[0] if doer else None
    set_as_condition = _Found(ProposalKind.CONDITION, found.cue_word, own, found.by, of, _turned(wanted, written.kind, found.kind))
    yield _record(set_as_condition, document, actors, statements, genre, events)


def _turned(wanted: bool | None, written: ProposalKind, found: ProposalKind) -> bool | None:
    """Turn what is wanted round where an offer proved to be a threat: "would strike if ..." does not want the condition."""
    return wanted if written is found or wanted is None else not wanted


def _record(
    found: _Found,
    document: Document,
    actors: ActorLookup,
    statements: ByPlace[Statement],
    genre: Genre,
    events: ByPlace[Event],
) -> Proposal:
    condition = _condition_words(found, document)
    left_out = frozenset({found.condition.top.i}) if found.condition is not None else frozenset()
    action = span_of(document, words_of(found.action.head, left_out, actors))
    inside = events.within(action.start, action.end)
    event = min(inside, key=lambda event: _trigger(event).start) if inside else None
    kind = found.kind
    hostile = event is not None and quad_of(event.type) == MATERIAL_CONFLICT  # "promised to strike", "promised a harsh response"
    threatens = hostile and event is not None and event.status is not Status.NEGATED  # "promised to see that no rockets are fired"
    if kind is ProposalKind.OFFERED and (threatens or "THREATEN" in _told_by(found.cue_word, events)):
        kind = ProposalKind.THREATENED
    sentence = sentence_span(document, found.action.head)
    voice = voice_of(found.cue_word.idx, found.cue_word.idx + len(found.cue_word), statements, genre)
    by, of = (mention.actor if mention is not None else "" for mention in (found.by, found.of))
    return Proposal(
        id=record_id("pro", document.id, kind.value, action.start, action.end, by, of),
        kind=kind,
        by=found.by,
        of=found.of,
        action=action,
        type=event.type if event is not None else None,
        mode=event.mode if event is not None else None,
        wanted=found.wanted if kind is found.kind else None,
        condition=condition,
        voice=voice,
        evidence=(action, sentence),
    )


def _condition_words(found: _Found, document: Document) -> TextSpan | None:
    if found.condition is None:
        return None
    top = found.condition.top
    end = top.right_edge.i + 1
    if found.kind is ProposalKind.CONDITION:
        # What is needed ends where the clause that needs it begins.
        end = min(end, next((child.left_edge.i for child in top.children if child.dep_ in ("relcl", "acl")), end))
    return span_of(document, trim(top.doc, top.left_edge.i, max(end, top.i + 1)))


def _told_by(word: Token, events: ByPlace[Event]) -> frozenset[str]:
    """Give the types of the events that a word tells itself."""
    return frozenset(event.type for event in events.around(word.idx, word.idx + len(word)))


def _trigger(event: Event) -> TextSpan:
    return next(evidence for evidence in event.evidence if isinstance(evidence, TextSpan))
