"""Threats told with "will ... if": who says that it will close the strait if its oil is blocked threatens, and has closed nothing.

PLOVER's THREATEN is an act of words. It is done where a side says of itself what harm it will do on a condition; what it will do in any
case is a planned event, and what others say of it one that may happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from detente.ontology import quad_of
from detente.reading.by_place import ByPlace
from detente.reading.events.compose import Candidate
from detente.reading.events.frames import is_nominal
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.people import ActorLookup, party_of
from detente.reading.events.told_as import DECLARED, told_as
from detente.records import Mention, Statement

MATERIAL = 4  # the quad class of material conflict
CONDITION = "threat_mark"  # the class of words for "if" and "unless"
INVERTED = frozenset({"should", "were"})  # "should it be attacked"
WILL = "will"  # the operator that says what an announcement makes of each of them


def as_threat(
    candidate: Candidate, doers: Sequence[Mention], actors: ActorLookup, lexicon: EventLexicon, told: ByPlace[Statement]
) -> Candidate | None:
    """Give the threat that a side tells with "will ... if", or None.

    Parameters
    ----------
    candidate
        An event as its sentence tells it.
    doers
        Who would do it.
    actors
        The actors of the document.
    lexicon
        The event lexicon.
    told
        The statements of the document by their contents.
    """
    word = candidate.token
    if candidate.negated or not candidate.future or candidate.operator or is_nominal(word) or quad_of(candidate.type) != MATERIAL:
        return None
    if not _is_conditional(word, lexicon.classes[CONDITION]):
        return None
    own = {party_of(m.actor, actors) for m in doers}
    for statement in told.around(word.idx, word.idx + len(word)):
        source = statement.source
        if source is None or statement.stance not in DECLARED or party_of(source.actor, actors) not in own:
            continue
        threat = told_as(candidate, WILL, statement, lexicon, "told by itself as what it will do on a condition")
        return None if threat is None else replace(threat, future=False)
    return None


def _is_conditional(verb: Token, marks: frozenset[str]) -> bool:
    """Whether a clause with "if", "unless" or a leading "should" hangs on a verb or on the one it is joined to."""
    heads = (verb, verb.head) if verb.dep_ == "conj" else (verb,)
    clauses = [c for head in heads for c in head.children if c.dep_ == "advcl"]
    return any(
        (k.lower_ in marks and (k.dep_ == "mark" or (k.dep_ == "advmod" and k.i == clause.left_edge.i)))
        or (k.dep_ == "aux" and k.lower_ in INVERTED and k.i == clause.left_edge.i)
        for clause in clauses
        if not _is_of_anybody(clause)
        for k in clause.children
    )


def _is_of_anybody(clause: Token) -> bool:
    """Whether a condition is about anyone: "if a country has to choose between surrender and war, we will fight"."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and any(d.lower_ in ("a", "an") for d in c.children) for c in clause.children)


__all__ = ["as_threat"]
