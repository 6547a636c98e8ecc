"""Conditions: clauses with "if" and "unless", inverted clauses, and sentences that open with a condition."""

from __future__ import annotations

from spacy.tokens import Span, Token

from detente.reading.sentences import is_question
from detente.reading.status.knowledge import StatusKnowledge

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
INVERTED = ("should", "had", "were")
OPENER_WORDS = 3  # the longest opener of the table
REACH = 30  # tokens in which the comma after an opening condition is looked for


def condition_of(verb: Token) -> Token | None:
    """Give the verb of a condition ("if they attack") under which this verb stands, or None."""
    for child in verb.children:
        if child.dep_ == "advcl" and is_condition(child):
            return child
    return None


def is_condition(verb: Token) -> bool:
    """Whether a clause sets a condition: opened by "if" or "unless", or inverted ("should they attack", "had they attacked")."""
    subject: Token | None = None
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in ("if", "unless"):
            is_concession = child.i > 0 and child.nbor(-1).lower_ in ("as", "even")
            return not is_concession and any(other.dep_ in SUBJECTS for other in verb.children)
        if child.dep_ in SUBJECTS and subject is None:
            subject = child
    return subject is not None and verb.dep_ == "advcl" and is_inverted(verb, subject)


def set_condition(verb: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a verb's clause goes on to set its condition: "if they leave", "so long as it lasts", "on condition that"."""
    for child in verb.children:
        if child.dep_ == "advcl" and is_condition(child):
            return True
        if child.dep_ == "xcomp" and condition_of(child) is not None:
            return True
        if child.i < verb.i:
            continue
        if is_supposed(child) or (child.dep_ == "advmod" and _supposes(child, knowledge)):
            return True
        if child.dep_ == "prep" and any(noun.dep_ == "pobj" and _supposes(noun, knowledge) for noun in child.children):
            return True
        if child.dep_ in ("ccomp", "advcl", "prep") and child.tag_ in ("VBN", "VBG") and _supposes(child, knowledge):
            return True
    return False


def is_supposed(verb: Token) -> bool:
    """Whether a clause supposes by its order of words, whatever the parser makes of it: "were he to repeat it"."""
    if verb.lower_ != "were" or verb.dep_ not in ("ccomp", "advcl"):
        return False
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    return subject is not None and verb.i < subject.left_edge.i and any(child.dep_ == "xcomp" for child in verb.children)


def _supposes(word: Token, knowledge: StatusKnowledge) -> bool:
    signature = knowledge.signature(word, "clause")
    is_clause = any(child.dep_ in ("acl", "ccomp", "advcl", "relcl", "pcomp") for child in word.children)
    return signature is not None and signature.name == "condition" and is_clause


def is_inverted(verb: Token, subject: Token) -> bool:
    """Whether a conditional auxiliary stands before the subject: "should", "had", "were"."""
    words = [verb, *verb.children] if verb.lower_ == "were" else list(verb.children)
    start = subject.left_edge.i
    return any(word.lower_ in INVERTED and word.i < start for word in words) and not is_question(verb)


def opening_condition(sentence: Span, knowledge: StatusKnowledge) -> int | None:
    """Give the position of the comma that ends the condition a sentence opens with, or None if it opens with none.

    The parser often takes "were Moscow to withdraw, ..." or "providing the roads are clear, ..." for something else; the first
    words of the sentence do not lie.
    """
    first = 1 if sentence[0].is_quote and len(sentence) > 1 else 0
    words = [token.lower_ for token in sentence[first : first + OPENER_WORDS]]
    openers = knowledge.markers["opener"]
    if not any(" ".join(words[:count]) in openers for count in range(len(words), 0, -1)):
        return None
    if words[0] in INVERTED and not _is_followed_by_noun(sentence[first]):
        return None
    if words[0] in INVERTED and is_question(sentence.root):
        return None
    return next((token.i for token in sentence[first : first + REACH] if token.text == ","), None)


def _is_followed_by_noun(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return following.pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")
