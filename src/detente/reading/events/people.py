"""Looks up who stands in the slots of a candidate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from spacy.tokens import Token

from detente.ontology import quad_of
from detente.reading.events import frames
from detente.reading.events.compose import Candidate
from detente.reading.events.details import load_detail_words
from detente.reading.events.frames import is_nominal, is_passive, objects
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.unnamed import bodies, is_thing, unnamed
from detente.reading.sides import ActorLookup as SidesLookup
from detente.reading.sides import actors_of
from detente.records import Actor, Document, Mention

# Where the side that a deed or thing belongs to stands in its noun phrase: nearest to "who is meant" first.
OWNERS = ("by", "of", "from", "in", "on", "against", "with", "to", "at", "between")
DOERS = ("by", "of", "from")  # and where the doer stands in the phrase of a thing that acts ("missiles from Iran", "troops of the regime")
DEALT = ("by", "of", "from", "against", "with", "to", "between")  # and whose a deal or meeting is: not "in" the town where it was
PERSONAL = frozenset({"arrest", "deport", "abduct", "torture", "beat", "sexual", "targeted", "release"})  # done to people only
ATTACKED = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE"})
LET = PERSONAL | {"access", "disarm"}  # and these, of which the passive tells who gets in or out
MOVED = frozenset({"MOBILIZE", "RETREAT"})  # in the passive of these, the troops that are moved tell who moves them
LAID_DOWN = frozenset({"withdraw", "disarm", "ceasefire"})  # modes of a retreat in which one moves or gives up what is one's own
ABOUT_DEEDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN"})  # words, which may be about somebody's deed
DEEDS = (2, 3, 4)  # quad classes of what a noun tells as somebody's act; talks and agreements belong to all their sides
ENTERED = "entered"  # the class of words for what is somebody's to enter: airspace, waters
PLACING = frozenset({"in", "at", "near"})
OTHER = frozenset({"other", "another"})
SHOWING = frozenset({"show", "broadcast", "air", "publish", "carry", "report", "announce"})  # what the press does with others' deeds
RECIPROCAL = frozenset({("other", "each"), ("another", "one")})

Told = Callable[[Token], Candidate | None]


class ActorLookup(SidesLookup, Protocol):
    """What this stage asks of the actors found in a document (`detente.reading.actors.ActorIndex`)."""

    @property
    def table(self) -> dict[str, Actor]:
        """The actors by code."""
        ...

    @property
    def home(self) -> str | None:
        """The country whose outlet the text is of."""
        ...


def party_of(code: str, actors: ActorLookup) -> str:
    """Give the side on which an actor stands."""
    actor = actors.table.get(code)
    return (actor.party if actor is not None else None) or code


def owners_of(head: Token, actors: ActorLookup, depth: int = 0, names: Sequence[str] = OWNERS) -> tuple[Mention, ...]:
    """Say to whom a thing or deed belongs that a phrase names: "Seoul's proposal", "Israeli positions", "the border with Iraq".

    `names` are the prepositions behind which the owner may stand.
    """
    for before in frames.premodifiers(head):
        found = actors_of(before, actors)
        if found:
            return found
    for name in names:
        for below in frames.prepositional(head, name):
            found = actors_of(below, actors) or (owners_of(below, actors, depth + 1, names) if depth < 2 else ())
            if found:
                return found
    for clause in head.children:
        if clause.dep_ == "acl":
            for agent in frames.subject(clause):
                if agent.i != head.i and (found := actors_of(agent, actors)):
                    return found
    return ()


def _joined_heads(heads: Sequence[Token]) -> list[Token]:
    """Add to each head what is joined by "and" to its apposition, where parsers hang the second side ("President Ford and ...")."""
    result: list[Token] = []
    for head in heads:
        result.append(head)
        for child in head.children:
            if child.dep_ in ("appos", "compound", "nmod"):
                result += child.conjuncts
    return result


def sides(
    candidate: Candidate, actors: ActorLookup, document: Document, lexicon: EventLexicon, told: Told
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Give the actors and recipients of a candidate.

    In a meeting all sides are actors, in a fight all are both. Elsewhere nobody is both: where the same actor would be, he is the actor.

    Parameters
    ----------
    candidate
        An event as its sentence tells it.
    actors
        The actors of the document.
    document
        The document.
    lexicon
        The event lexicon, for its classes of words.
    told
        Gives the event that a noun of the sentence tells, or None.
    """
    doers = _doers(candidate.actors, actors, told)
    if candidate.type not in ABOUT_DEEDS and any(t.lemma_.lower() in SHOWING for t in candidate.covered):
        doers = distinct(filter(None, (_shown_by(m, actors) for m in doers)))
    if not doers and candidate.type in MOVED and candidate.mode not in LET and is_passive(candidate.token):
        doers = _doers(objects(candidate.token), actors, told)  # "troops were deployed": whose they are
    if candidate.mutual:
        doers = distinct((*doers, *_all(_joined_heads(candidate.actors[:1])[1:], actors)))
        others = _all(_joined_heads(_without_places(candidate)), actors, DEALT)
        if candidate.type == "CONSULT":
            partners = [m for m in others if not _is_press(m, actors)]
            return (distinct((*doers, *partners)), ()) if partners or not others else ((), ())
        if candidate.type == "ASSAULT":
            fighters = distinct((*doers, *others))
            return (fighters, fighters) if len(fighters) > 1 else (fighters, ())
        return doers, _without(others, doers)
    if len(doers) > 1 and any(_is_each_other(head) for head in candidate.recipients[:1]):
        return doers, doers
    targets: tuple[Mention, ...] = ()
    for head in _without_patients(candidate, told):
        if _is_own_move(head, candidate, actors, lexicon):
            continue
        someone = unnamed(head, document, lexicon) if head.dep_ == "dobj" and not actors_of(head, actors) else ()
        found = _without(someone or _towards(head, candidate, actors, told), doers)
        if _is_own_force(head, candidate, lexicon):
            found = tuple(m for m in found if not m.actor.startswith("~"))
        if found:
            targets = found
            break
    doers = _not_their_own_target(candidate, doers, targets, actors)
    if candidate.mode == "withdraw":  # "pulled France out of the agreement"
        own = {party_of(m.actor, actors) for m in doers}
        targets = tuple(m for m in targets if party_of(m.actor, actors) not in own)
    if doers and not targets and candidate.mode in PERSONAL and is_nominal(candidate.token) and candidate.actors[0].dep_ == "poss":
        return (), doers  # "her arrest" is done to her, "their arrest of the editor" by them
    if candidate.type in ATTACKED:
        surely = candidate.mode in PERSONAL or candidate.token.lemma_.lower() in load_detail_words().counted
        if not targets:
            things = candidate.type == "ASSAULT" or candidate.mode == "seize"
            aims = (
                h for h in candidate.recipients
                if not _is_own_move(h, candidate, actors, lexicon) and not _is_own_force(h, candidate, lexicon)
            )  # fmt: skip
            targets = next(filter(None, (unnamed(h, document, lexicon, surely, things) for h in aims)), ())
            if things and any(is_thing(m, lexicon) for m in targets):
                targets = (*targets, *_whose_place(candidate, doers, actors))
    if not doers:
        public = candidate.type in ATTACKED or any(m.actor[0] != "~" for m in targets)  # nobody's words to nobody are no politics
        verb = not is_nominal(candidate.token)
        for head in candidate.actors:
            doers = bodies(head, document, lexicon) if verb else ()
            doers = doers or (unnamed(head, document, lexicon, surely=candidate.type == "PROTEST" and verb) if public else ())
            if doers:
                break
    return doers, targets


def _is_own_move(head: Token, candidate: Candidate, actors: ActorLookup, lexicon: EventLexicon) -> bool:
    """Whether what is moved or pulled back is one's own: "withdrew their troops", "has not withdrawn a single soldier"."""
    if candidate.type not in MOVED or candidate.mode in PERSONAL or head.dep_ != "dobj" or head.head.i != candidate.token.i:
        return False
    if candidate.type == "RETREAT" and candidate.mode not in LAID_DOWN:
        return False  # "lifted the tariffs on goods from Kyiv": whom a measure hit is told in its own phrase
    if candidate.type == "MOBILIZE" and head.lemma_.lower() in lexicon.classes[ENTERED]:
        return False  # "violated the airspace of Greece": whose it is
    owners = [child for child in head.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    return any(child.tag_ == "PRP$" for child in owners) or (
        head.pos_ == "NOUN" and not any(m.actor[0] != "~" for m in (*actors_of(head, actors), *owners_of(head, actors, names=("of",))))
    )


def _is_own_force(head: Token, candidate: Candidate, lexicon: EventLexicon) -> bool:
    """Whether troops whom nobody is told to have are what somebody moves or drills with: "an exercise with 12,000 soldiers"."""
    beside = head.dep_ == "pobj" and head.head.lower_ == "with"
    return candidate.type == "MOBILIZE" and beside and head.lemma_.lower() in lexicon.classes["forces"]


def _whose_place(candidate: Candidate, doers: tuple[Mention, ...], actors: ActorLookup) -> tuple[Mention, ...]:
    """Say in whose country a thing is struck: "shelled a village in Armenia"; in the doer's own it is nobody else's."""
    own = {party_of(m.actor, actors) for m in doers}
    for name in sorted(PLACING):
        for below in frames.prepositional(candidate.token, name):
            found = tuple(m for m in actors_of(below, actors) if _is_state(m, actors))
            if found:
                return tuple(m for m in found if m.actor not in own)
    return ()


def _is_state(mention: Mention, actors: ActorLookup) -> bool:
    actor = actors.table.get(mention.actor)
    return actor is not None and actor.code == actor.country


def _not_their_own_target(
    candidate: Candidate, doers: tuple[Mention, ...], targets: tuple[Mention, ...], actors: ActorLookup
) -> tuple[Mention, ...]:
    """Leave out whom a pronoun cannot mean: in "it began to punish Pyongyang" the pronoun is not Pyongyang, nor any organ of its state."""
    if not candidate.actors or candidate.actors[0].tag_ != "PRP":
        return doers
    aims = {party_of(m.actor, actors) for m in targets}
    return tuple(m for m in doers if party_of(m.actor, actors) not in aims)


def _without_places(candidate: Candidate) -> tuple[Token, ...]:
    """Give the recipients of a mutual event without where it was, if others are told ("clashes between X and Y in the town")."""
    sides = tuple(head for head in candidate.recipients if not (head.dep_ == "pobj" and head.head.lower_ in PLACING))
    return sides or candidate.recipients


def _without_patients(candidate: Candidate, told: Told) -> Iterator[Token]:
    """Give a candidate's recipients without whom a deed was done to that words are about ("welcomed the release of the hostages")."""
    deeds = [head for head in candidate.recipients if _is_deed(head, candidate, told)]
    for head in candidate.recipients:
        above = head.head.head if head.dep_ == "pobj" else head
        if not any(above.i == deed.i for deed in deeds if deed.i != head.i):
            yield head


def _is_deed(head: Token, candidate: Candidate, told: Told) -> bool:
    deed = told(head) if candidate.type in ABOUT_DEEDS and head.pos_ == "NOUN" else None
    return deed is not None and deed.token.i == head.i and not deed.operator and quad_of(deed.type) in DEEDS


def _towards(head: Token, candidate: Candidate, actors: ActorLookup, told: Told) -> tuple[Mention, ...]:
    """Say whom a recipient's phrase means; words about a deed ("condemned the attack on the port") are towards whoever did it."""
    found = actors_of(head, actors)
    if found:
        return found
    if (deed := told(head)) is not None and _is_deed(head, candidate, told):
        return _doers(deed.actors, actors, told)
    return owners_of(head, actors)


def _doers(heads: Sequence[Token], actors: ActorLookup, told: Told, depth: int = 0) -> tuple[Mention, ...]:
    for head in heads:
        found = actors_of(head, actors)
        if not found and head.pos_ in ("NOUN", "PROPN"):
            deed = told(head) if depth < 2 else None
            if deed is not None and deed.token.i == head.i:  # "the attack on the port killed five": whoever attacked
                own = _doers([t for t in deed.actors if t.i != head.i], actors, told, depth + 1)
                found = own or owners_of(head, actors, names=("by",))
            else:
                found = owners_of(head, actors, names=DOERS)
        if found:
            return distinct(found)
    return ()


def _is_press(mention: Mention, actors: ActorLookup) -> bool:
    """Whether somebody is of the press: to speak to reporters is no meeting of sides."""
    actor = actors.table.get(mention.actor)
    return actor is not None and actor.sector == "JRN"


def _shown_by(mention: Mention, actors: ActorLookup) -> Mention | None:
    """Give whose deed the press shows: "North Korean television showed the launch" tells of North Korea's; of papers, nobody's."""
    if not _is_press(mention, actors):
        return mention
    state = actors.table[mention.actor].country
    return Mention(state, mention.span) if state is not None else None


def _is_each_other(head: Token) -> bool:
    if (head.lower_, head.nbor(-1).lower_ if head.i else "") in RECIPROCAL:
        return True
    # "each side blamed the other"
    doer = next((c for c in head.head.children if c.dep_ == "nsubj"), None)
    return head.lower_ in OTHER and doer is not None and "each" in {doer.lower_, *(c.lower_ for c in doer.children)}


def _all(heads: Sequence[Token], actors: ActorLookup, names: Sequence[str] = OWNERS) -> tuple[Mention, ...]:
    return distinct(m for head in heads for m in actors_of(head, actors) or owners_of(head, actors, names=names))


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the first mention of each actor."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.actor, mention)
    return tuple(first.values())


def _without(mentions: Iterable[Mention], others: Iterable[Mention]) -> tuple[Mention, ...]:
    known = {m.actor for m in others}
    return distinct(tuple(m for m in mentions if m.actor not in known))
