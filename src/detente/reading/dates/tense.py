"""Which way a date without a year looks: back, as news does, or ahead, where its verb tells of a plan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache

from spacy.tokens import Doc, Token

from detente.reading.lexicon import load_table

_ROLES = frozenset({"auxiliary", "participle", "adjective", "implicative"})
_STEPS = 12  # heads to climb: deeper nesting is a parse that went wrong
_VERBAL = ("VERB", "AUX")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    for row in load_table("dates/tense.tsv", ("direction", "role", "lemmas")):
        row.one_of("direction", frozenset({"future", "past"}))
        words[row.one_of("role", _ROLES)] = frozenset(row.several("lemmas"))
    return words


def tense_finder(doc: Doc | None) -> Callable[[int], str | None]:
    """Give the function that tells the tense at a character: ``"past"``, ``"future"`` or None where nothing shows it."""
    if doc is None:
        return lambda place: None
    starts: list[int] = []

    def find(place: int) -> str | None:
        if not starts:
            starts.extend(token.idx for token in doc)
        index = bisect_right(starts, place) - 1
        return tense_at(doc[index]) if index >= 0 else None

    return find


def tense_at(token: Token) -> str | None:
    """Tell the tense of what governs a token.

    A date inside a noun phrase looks ahead only if the noun says so ("upcoming") or its verb is marked for the future.
    """
    words = _words()
    through_noun = False
    here = token
    for _ in range(_STEPS):
        if here.pos_ in _VERBAL and here != token:
            return verb_tense(here, through_noun=through_noun)
        if here.pos_ in ("NOUN", "PROPN", "ADJ") and here != token and here.dep_ != "pobj":
            through_noun = True
            if here.lemma_.lower() in words["participle"] or any(c.lower_ in words["adjective"] for c in here.children if c != token):
                return "future"
        if here.head == here:
            return None
        if (here.dep_ in ("nsubj", "nsubjpass") and through_noun) or (here.lower_ == "of" and here != token):
            return None  # "the launch of March 16" is dated by its noun, whatever is done about it
        here = here.head
    return None


def verb_tense(verb: Token, *, through_noun: bool = False) -> str | None:
    """Tell whether a verb reports (past) or looks ahead (future); None for a present that shows neither."""
    words = _words()
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    perfect = any(child.lemma_.lower() == "have" for child in auxiliaries)
    if any(child.lower_ in words["auxiliary"] for child in auxiliaries):
        return "past" if perfect else "future"
    if verb.tag_ == "VBN" and not perfect and verb.lemma_.lower() in words["participle"]:
        return "future"
    if any(child.lemma_.lower() == "do" and child.tag_ == "VBD" for child in auxiliaries):
        return "past"  # "did not speak"
    if verb.tag_ == "VB" or any(child.tag_ == "TO" for child in auxiliaries):
        return None if through_noun else _infinitive_tense(verb)
    if perfect or verb.tag_ in ("VBD", "VBN") or any(child.tag_ == "VBD" for child in auxiliaries):
        return "past"
    if verb.tag_ == "VBG":
        if any(child.tag_ in ("VBZ", "VBP") for child in auxiliaries):
            return None if through_noun else "future"
        return verb_tense(verb.head) if verb.head != verb and verb.head.pos_ in _VERBAL else None
    return "future" if verb.tag_ in ("VBZ", "VBP") and not through_noun else None


def is_implicative(verb: Token) -> bool:
    """Whether the infinitive of a verb has happened or failed when the verb has: "began to", "failed to"."""
    return verb.lemma_.lower() in _words()["implicative"]


def _infinitive_tense(verb: Token) -> str | None:
    """An infinitive tells of what is to come, unless its verb says that it happened or failed."""
    if any(child.lemma_.lower() == "have" and child.dep_ == "aux" for child in verb.children):
        return "past"
    head = verb.head
    if head != verb and head.lemma_.lower() in _words()["implicative"]:
        return verb_tense(head) if head.tag_ != "VB" else None
    return "future"
