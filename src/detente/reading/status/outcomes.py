"""What becomes of an attempt or plan, and an event's chances: "efforts failed", "a deal is likely", "the price is a withdrawal"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.status.knowledge import Signature, StatusKnowledge

COPULAS = frozenset({"be", "become", "remain", "appear", "seem", "look", "prove"})
ENTERPRISES = frozenset({"attempt", "intention", "commitment", "consideration", "hope", "request"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSES = frozenset({"csubj", "csubjpass"})
PHRASE = 5  # words of the longest phrase that says where a plan stands
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
    """Give the words that say of a subject whether it comes about, with their signature: "an attack is imminent", "is off the table"."""
    is_copula = verb.lemma_.lower() in COPULAS
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr") and is_copula and (signature := knowledge.signature(child, "subject")) is not None:
            return child, signature
    return place_of_plan(verb, knowledge) if is_copula else None


def place_of_plan(verb: Token, knowledge: StatusKnowledge) -> tuple[Token, Signature] | None:
    """Give the phrase that says where a plan stands, with its signature: "is off the table", "took it off the table", "on the agenda"."""
    for child in verb.children:
        if child.dep_ not in ("prep", "prt", "advmod") or child.pos_ not in ("ADP", "ADV", "SCONJ"):
            continue
        words = ""
        for word in child.doc[child.i : child.i + PHRASE]:
            words = f"{words} {word.lower_}" if words else word.lower_
            if (signature := knowledge.predicates.get((words, "adj", "subject"))) is not None and " " in words:
                return child, signature
    return None


def equated_with(word: Token, knowledge: StatusKnowledge) -> tuple[Token, Signature] | None:
    """Give what an event is said to be, with its signature: "the price is a withdrawal", "what they want is a withdrawal"."""
    verb = word.head
    if verb.lemma_ != "be" or word.i < verb.i:
        return None
    for child in verb.children:
        if child.dep_ not in SUBJECTS or child.i > verb.i:
            continue
        if word.dep_ == "ccomp":
            signature = knowledge.signature(child, "clause")
            return (child, signature) if signature is not None and child.pos_ == "NOUN" else None
        if child.dep_ in CLAUSES:
            signature = knowledge.signature(child, "object")
            is_what = any(below.lower_ in ("what", "all") for below in child.children)
            return (child, signature) if signature is not None and is_what else None
        signature = knowledge.signature(child, "being")
        return (child, signature) if signature is not None else None
    return None
