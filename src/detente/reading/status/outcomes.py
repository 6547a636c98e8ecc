"""What becomes of an attempt or plan, and an event's chances: "efforts failed", "a deal is likely"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.status.knowledge import Signature, StatusKnowledge

COPULAS = frozenset({"be", "become", "remain", "appear", "seem", "look", "prove"})
ENTERPRISES = frozenset({"attempt", "intention", "commitment", "consideration", "hope", "request"})
DEFEATS = frozenset({"negative-implicative", "one-way-negative", "ending", "absence"})


def is_attempted_in_vain(verb: Token, knowledge: StatusKnowledge) -> Token | None:
    """Give the adverb that says that what a verb leads to has not come about: "has yet to answer", "tried in vain to flee"."""
    for child in verb.children:
        for word in [child, *child.children] if child.dep_ == "prep" else [child]:
            if word.dep_ in ("advmod", "pobj", "amod", "acomp") and (word.lower_, "adv", "infinitive") in knowledge.predicates:
                return word
    return None


def is_defeated(noun: Token, knowledge: StatusKnowledge) -> Token | None:
    """Give the verb that says that an attempt or plan has come to nothing, or None: "efforts to free them failed"."""
    kind = knowledge.signature(noun, "infinitive")
    if kind is None or kind.name not in ENTERPRISES:
        return None
    verb = noun.head
    if noun.dep_ == "nsubj" and knowledge.signature(verb, "enterprise") is not None:
        return verb
    if noun.dep_ in ("nsubjpass", "dobj"):
        signature = knowledge.signature(verb, "object")
        return verb if signature is not None and signature.name in DEFEATS else None
    return None


def quality_of(verb: Token, knowledge: StatusKnowledge) -> tuple[Token, Signature] | None:
    """Give the adjective that says of a subject whether it comes about, with its signature: "an attack is imminent"."""
    if verb.lemma_.lower() not in COPULAS:
        return None
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr") and (signature := knowledge.signature(child, "subject")) is not None:
            return child, signature
    return None
