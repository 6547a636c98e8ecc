"""What is named as one of several demands, aims or options: "three demands: a withdrawal", "options, including a strike"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.sentences import sentence_of
from detente.reading.status.frames import Link, Tie, is_nominal
from detente.reading.status.knowledge import Signature, StatusKnowledge
from detente.reading.status.times import is_present

MEMBER = "member"
REACH = 12  # words back in which the colon is looked for
NEAR = 4  # words between a noun and the colon or "among them" that open its list

Listed = tuple[Token, Signature]


def listed_under(noun: Token, tie: Tie, knowledge: StatusKnowledge) -> Listed | None:
    """Give the noun under which a noun is listed, with its signature, or None."""
    if tie.preposition is not None and knowledge.markers["preposition"].get(tie.preposition.lower_) == MEMBER:
        return _being(tie.governor, knowledge) if is_nominal(tie.governor) else None
    start = noun.left_edge.i
    if start >= 2 and noun.doc[start - 1].lower_ == "them" and noun.doc[start - 2].lower_ == "among":
        return _before(noun.doc[start - 2], knowledge)
    if start >= 1 and noun.doc[start - 1].text == ":":
        return _before(noun.doc[start - 1], knowledge)
    if noun.dep_ in ("nsubj", "attr") and noun.head.lemma_ == "be" and noun.i > noun.head.i:
        for child in noun.head.children:
            if child.dep_ == "prep" and child.lower_ == "among" and child.i < noun.head.i:
                return next((found for below in child.children if (found := _being(below, knowledge)) is not None), None)
    return None


def spelt_out(verb: Token, tie: Tie, knowledge: StatusKnowledge) -> Token | None:
    """Give the plan or demand that a clause in the present after a colon spells out, or None: "its terms are these: the army leaves"."""
    if tie.link in (Link.PURPOSE, Link.ADVERBIAL, Link.MODIFIER) and verb.dep_ != "acl":
        return None
    sentence = sentence_of(verb)
    if not is_present(verb):
        return None
    for token in reversed(verb.doc[max(sentence.start, verb.i - REACH) : verb.i]):
        if token.text in (";", '"', "“", "”"):
            return None
        if token.text == ":":
            found = _before(token, knowledge)
            return found[0] if found is not None else None
    return None


def _before(mark: Token, knowledge: StatusKnowledge) -> Listed | None:
    """Give the noun of a demand, aim or plan that ends or is the subject of what stands before a mark."""
    sentence = sentence_of(mark)
    for token in reversed(mark.doc[max(sentence.start, mark.i - NEAR) : mark.i]):
        if token.pos_ == "NOUN":
            return _being(token, knowledge)
    return None


def _being(noun: Token, knowledge: StatusKnowledge) -> Listed | None:
    signature = knowledge.signature(noun, "being")
    return (noun, signature) if signature is not None else None
