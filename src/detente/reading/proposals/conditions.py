"""Conditions on a course of action: clauses with "if", "unless", "until", and phrases such as "in return for"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from detente.reading.proposals.knowledge import ConditionCue, load_condition_cues
from detente.records import ProposalKind


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the parse.

    Parameters
    ----------
    top
        The word whose subtree is the whole condition.
    action
        The verb or noun of what is to happen.
    wanted
        Whether who sets it wants it to come about, or None.
    """

    top: Token
    action: Token
    wanted: bool | None


def condition_on(action: Token, cue_word: Token, kind: ProposalKind) -> Condition | None:
    """Find the condition an action hangs on; the parser may have hung it on the word that puts the action forward."""
    cues = load_condition_cues()
    above = cue_word.head if cue_word.pos_ in ("ADJ", "NOUN") or cue_word.dep_ == "acomp" else cue_word
    for head in dict.fromkeys((action, action.head if action.dep_ == "conj" else action, cue_word, above)):
        if head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
            continue
        for child in head.children:
            found = _clause(child, cues, kind) or _phrase(child, cues, kind)
            if found is not None and not _holds(found.top, cue_word, action):
                return found
    return _deeper(action, cues, kind)


def _deeper(action: Token, cues: dict[str, ConditionCue], kind: ProposalKind) -> Condition | None:
    """Find a phrase that the parser hung within the action: "resume talks with the rebels on condition that they disarm"."""
    for token in action.subtree:
        if token.dep_ == "prep" and token.i > action.i and any(below.lower_ in cues for below in _objects(token)):
            found = _phrase(token, cues, kind)
            if found is not None:
                return found
    return None


def _holds(top: Token, *words: Token) -> bool:
    """Whether a would-be condition holds the very words it should be a condition of."""
    inside = {token.i for token in top.subtree}
    return any(word.i in inside for word in words)


def _clause(child: Token, cues: dict[str, ConditionCue], kind: ProposalKind) -> Condition | None:
    if child.dep_ == "advmod":
        return _of_several_words(child, cues, kind)
    if child.dep_ not in ("advcl", "prep"):
        return None
    opener = cues.get(child.lower_)
    supposed = next((below for below in child.children if below.dep_ == "ccomp"), None)
    if opener is not None and supposed is not None and opener.form == "conjunction" and kind in opener.wanted:
        return Condition(child, supposed, opener.wanted[kind])
    for mark in child.children:
        if mark.dep_ not in ("mark", "advmod") or mark.i > child.i:
            continue
        cue = cues.get(mark.lower_)
        if cue is not None and cue.form == "conjunction" and kind in cue.wanted:
            return Condition(child, child, cue.wanted[kind])
    return None


def _of_several_words(adverb: Token, cues: dict[str, ConditionCue], kind: ProposalKind) -> Condition | None:
    """Find "as long as": the clause hangs on the adverb."""
    for below in adverb.children:
        if below.dep_ == "advcl":
            words = adverb.doc[adverb.left_edge.i : below.left_edge.i + 1].text.lower()
            cue = cues.get(words)
            if cue is not None and kind in cue.wanted:
                return Condition(adverb, below, cue.wanted[kind])
    return None


def _phrase(child: Token, cues: dict[str, ConditionCue], kind: ProposalKind) -> Condition | None:
    """Find "in return for X", "on condition that X", "without X"."""
    if child.dep_ != "prep":
        return None
    for noun in _objects(child):
        cue = cues.get(noun.lower_) or cues.get(child.lower_)
        if cue is None or cue.form != "phrase" or kind not in cue.wanted:
            continue
        if noun.lower_ not in cues:
            return Condition(child, noun, cue.wanted[kind])
        for below in noun.children:
            if below.dep_ in ("acl", "relcl", "ccomp"):
                return Condition(child, below, cue.wanted[kind])
            if below.dep_ == "prep":
                target = next(_objects(below), None)
                if target is not None:
                    return Condition(child, target, cue.wanted[kind])
    return None


def _objects(preposition: Token) -> Iterator[Token]:
    return (child for child in preposition.children if child.dep_ in ("pobj", "pcomp"))
