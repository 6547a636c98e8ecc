"""Who stands where: the actor who is the subject of a verb, who owns a noun, whom a phrase is about.

Relations and proposals both ask these questions of the parse; the answers are mentions of the actors stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from detente.reading.sentences import sentence_of
from detente.records import Document, Mention, TextSpan

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CLIMB = 6  # steps up the parse in which a verb without a subject looks for one
QUOTES = "\"'“”‘’`"


class ActorLookup(Protocol):
    """What this stage asks of the actors found in a document."""

    @property
    def mentions(self) -> Sequence[Mention]:
        """All mentions, in text order."""
        ...

    def at(self, token: Token, /) -> Mention | None:
        """Give the mention that covers a token, or None."""
        ...

    def of_phrase(self, head: Token, /) -> tuple[Mention, ...]:
        """Give whom the noun phrase headed by a token stands for."""
        ...


def actors_of(token: Token, actors: ActorLookup) -> tuple[Mention, ...]:
    """Give whom a noun phrase stands for, by its head or by the mention that covers it."""
    found = actors.of_phrase(token)
    if found:
        return found
    mention = actors.at(token)
    return (mention,) if mention is not None else ()


def owner_of(noun: Token, actors: ActorLookup) -> tuple[Mention, ...]:
    """Give the actor a noun is said to belong to: "its", "Washington's", "US", "of Japan"."""
    for child in noun.children:
        if child.dep_ == "poss" and (found := actors_of(child, actors)):
            return found
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") and (mention := actors.at(child)) is not None:
            return (mention,)
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "by"):
            for below in child.children:
                if below.dep_ == "pobj" and (found := actors_of(below, actors)):
                    return found
    return ()


def subject_of(verb: Token, actors: ActorLookup) -> tuple[Mention, ...]:
    """Give the actor who does what a verb says, also where the subject stands with a verb or noun above.

    "Washington tried to contain ..." gives Washington for "contain"; "its focus on containing ..." gives whoever "its" is; the
    object of a verb of asking is the subject of what is asked ("urged Seoul to stop").
    """
    token = verb
    for _ in range(CLIMB):
        if (found := _own_subject(token, actors)) is not None:
            return found
        head = token.head
        if head.i == token.i:
            return ()
        if token.dep_ in ("relcl", "acl") and token.tag_ in ("VBG", "VBN", "VBD", "VBZ", "VBP") and (found := actors_of(head, actors)):
            return found
        if token.dep_ in ("xcomp", "ccomp", "dobj") and token.pos_ in ("VERB", "AUX") and token.i != verb.i - 1:
            controller = next((child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < token.i), None)
            if controller is not None and (found := actors_of(controller, actors)):
                return found
        if head.pos_ in ("NOUN", "PROPN") and (found := owner_of(head, actors)):
            return found
        token = head
    return ()


def _own_subject(verb: Token, actors: ActorLookup) -> tuple[Mention, ...] | None:
    """Give the actors of a verb's own subject (empty if it is no actor), or None where it has none."""
    is_passive = False
    for child in verb.children:
        if child.dep_ == "agent":
            return next((actors_of(below, actors) for below in child.children if below.dep_ == "pobj"), ())
        is_passive = is_passive or child.dep_ == "auxpass"
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                return actors_of(verb.head, actors)
            if is_passive and child.dep_ == "nsubjpass":
                return ()
            # "Washington's focus is on ...", "US sanctions force ...": what an actor has, does it for the actor.
            return actors_of(child, actors) or owner_of(child, actors)
    return None


def span_of(document: Document, tokens: Span) -> TextSpan:
    """Quote a stretch of tokens."""
    return TextSpan.of(document.id, document.text, tokens.start_char, tokens.end_char)


def trim(doc: Doc, start: int, end: int) -> Span:
    """Give the tokens from `start` to before `end` without marks, quotes and spaces at either end; at least one token."""
    while end - start > 1 and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].text in QUOTES):
        end -= 1
    while end - start > 1 and (doc[start].is_punct or doc[start].is_space or doc[start].text in QUOTES):
        start += 1
    return doc[start:end]


def sentence_span(document: Document, token: Token) -> TextSpan:
    """Quote the sentence of a token, without the blanks around it."""
    sentence = sentence_of(token)
    start, end = sentence.start, sentence.end
    while end - start > 1 and token.doc[end - 1].is_space:
        end -= 1
    while end - start > 1 and token.doc[start].is_space:
        start += 1
    return span_of(document, token.doc[start:end])
