"""Whom a pronoun means where the index of actors does not know: the speaker of the sentence, or of the one before."""

from __future__ import annotations

from detente.reading.statements.clauses import antecedent_of, can_speak
from detente.reading.statements.draft import Text
from detente.reading.statements.words import SUBJECTS

_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_THINGS = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_RELATIVES = frozenset({"WP", "WDT", "WP$"})
_BACK = 2  # sentences before the pronoun's own


def meant_by(text: Text, head: int) -> int:
    """Give the token that a relative or personal pronoun stands for, or the token itself.

    A personal pronoun takes the first subject before it that can speak and agrees with it in number, in its own sentence or one
    of the two before, within the same quotation or outside of all. Where none agrees it is left as it is.
    """
    words = text.words
    if words.tag[head] in _RELATIVES or (words.lower[head] == "that" and words.dep[head] in SUBJECTS):
        found = antecedent_of(words, head)
        return head if found is None else found
    if words.tag[head] not in ("PRP", "PRP$"):
        return head
    begin, stop = words.sentence[head][0], head
    for _ in range(_BACK + 1):
        for token in range(begin, stop):
            if words.dep[token] in SUBJECTS and text.quoted[token] == text.quoted[head] and _agrees(text, token, words.lower[head]):
                return token
        if begin == 0:
            break
        begin, stop = words.sentence[begin - 1]
        stop += 1
    return head


def _agrees(text: Text, token: int, pronoun: str) -> bool:
    words = text.words
    tag, entity = words.tag[token], words.doc[token].ent_type_
    if not can_speak(text, token, strict=True) or not tag.startswith("NN") or any(words.lower[c] == "no" for c in words.children[token]):
        return False
    many = tag in ("NNS", "NNPS") or any(words.dep[c] == "conj" for c in words.children[token])
    if pronoun in _MANY:
        return many
    if many:
        return False
    if pronoun in _PERSONS:
        return entity == "PERSON" or (not entity and tag == "NN") or _is_full_name(text, token)
    return pronoun in _THINGS and entity != "PERSON"


def _is_full_name(text: Text, token: int) -> bool:
    """Whether a name of two words or more without an article may be a person's, whatever the parser took it for."""
    words = text.words
    parts = [c for c in words.children[token] if words.dep[c] == "compound" and words.tag[c] == "NNP"]
    bare = not any(words.dep[c] == "det" for c in words.children[token])
    return bare and bool(parts) and words.tag[token] == "NNP" and words.doc[token].ent_type_ in ("ORG", "")
