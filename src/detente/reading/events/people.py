"""Looks up who stands in the slots of a candidate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from spacy.tokens import Token

from detente.reading.events import frames
from detente.reading.events.compose import Candidate
from detente.reading.events.details import load_detail_words
from detente.reading.events.frames import is_nominal
from detente.records import Actor, Document, Mention, TextSpan

# Where the side that a deed or thing belongs to stands in its noun phrase: nearest to "who is meant" first.
OWNERS = ("by", "of", "from", "in", "on", "against", "with", "to", "at", "between")
PERSONAL = frozenset({"arrest", "deport", "abduct", "torture", "beat", "sexual", "targeted", "release"})  # done to people only
ATTACKED = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE"})


class ActorLookup(Protocol):
    """What this stage asks of the actors found in a document (`detente.reading.actors.ActorIndex`)."""

    @property
    def table(self) -> dict[str, Actor]:
        """The actors by code."""
        ...

    def at(self, token: Token, /) -> Mention | None:
        """Give the mention that covers a token, or None."""
        ...

    def of_phrase(self, head: Token, /) -> tuple[Mention, ...]:
        """Give who the noun phrase headed by a token stands for."""
        ...


def people_of(head: Token, actors: ActorLookup) -> tuple[Mention, ...]:
    """Say whom a phrase names itself."""
    found = actors.of_phrase(head)
    if found:
        return found
    mention = actors.at(head)
    return (mention,) if mention is not None else ()


def owners_of(head: Token, actors: ActorLookup, depth: int = 0) -> tuple[Mention, ...]:
    """Say to whom a thing or deed belongs that a phrase names: "Seoul's proposal", "Israeli positions", "the border with Iraq"."""
    for before in frames.premodifiers(head):
        found = people_of(before, actors)
        if found:
            return found
    for name in OWNERS:
        for below in frames.prepositional(head, name):
            found = people_of(below, actors) or (owners_of(below, actors, depth + 1) if depth < 2 else ())
            if found:
                return found
    for clause in head.children:
        if clause.dep_ == "acl":
            for agent in frames.subject(clause):
                if agent.i != head.i and (found := people_of(agent, actors)):
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


def unnamed(head: Token, document: Document, people: frozenset[str], surely: bool) -> tuple[Mention, ...]:
    """Give people whom no name and no role tells ("22 persons") as a mention of their own.

    `surely` says that only people can stand there (who is arrested), so that a name or a number is enough.
    """
    counted = head.pos_ == "PROPN" or any(c.dep_ == "nummod" for c in head.children)
    if head.pos_ not in ("NOUN", "NUM", "PROPN") or not (head.lemma_.lower() in people or (surely and counted)):
        return ()
    start = min((t.i for t in head.lefts), default=head.i)
    words = head.doc[start : head.i + 1]
    while len(words) > 1 and (words[0].is_punct or words[0].pos_ == "DET"):
        words = words[1:]
    return (Mention("~" + words.text.lower(), TextSpan.of(document.id, document.text, words.start_char, words.end_char)),)


def sides(
    candidate: Candidate, actors: ActorLookup, document: Document, people: frozenset[str]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Give the actors and recipients of a candidate.

    In a meeting all sides are actors, in a fight all are both. Elsewhere nobody is both: where the same actor would be, he is the actor.
    """
    doers = _first(candidate.actors, actors)
    if candidate.mutual:
        doers = distinct((*doers, *_all(_joined_heads(candidate.actors[:1])[1:], actors)))
        others = _all(_joined_heads(candidate.recipients), actors)
        if candidate.type == "CONSULT":
            return distinct((*doers, *others)), ()
        if candidate.type == "ASSAULT":
            fighters = distinct((*doers, *others))
            return (fighters, fighters) if len(fighters) > 1 else (fighters, ())
        return doers, _without(others, doers)
    targets: tuple[Mention, ...] = ()
    for head in candidate.recipients:
        found = _without(people_of(head, actors) or owners_of(head, actors), doers)
        if found:
            targets = found
            break
    if doers and not targets and candidate.mode in PERSONAL and is_nominal(candidate.token) and candidate.actors[0].dep_ == "poss":
        return (), doers  # "her arrest" is done to her, "their arrest of the editor" by them
    if candidate.type in ATTACKED:
        for head in candidate.recipients if not targets else ():
            surely = candidate.mode in PERSONAL or candidate.token.lemma_.lower() in load_detail_words().counted
            targets = targets or unnamed(head, document, people, surely)
        for head in candidate.actors if not doers else ():
            doers = doers or unnamed(head, document, people, surely=False)
    return doers, targets


def _first(heads: Sequence[Token], actors: ActorLookup) -> tuple[Mention, ...]:
    for head in heads:
        found = people_of(head, actors)
        if not found and head.pos_ in ("NOUN", "PROPN"):
            found = owners_of(head, actors)
        if found:
            return distinct(found)
    return ()


def _all(heads: Sequence[Token], actors: ActorLookup) -> tuple[Mention, ...]:
    return distinct(m for head in heads for m in people_of(head, actors) or owners_of(head, actors))


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the first mention of each actor."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.actor, mention)
    return tuple(first.values())


def _without(mentions: Iterable[Mention], others: Iterable[Mention]) -> tuple[Mention, ...]:
    known = {m.actor for m in others}
    return distinct(tuple(m for m in mentions if m.actor not in known))
