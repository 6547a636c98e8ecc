"""Refusals told with "will not": who says that it will never talk to the rebels rejects talks, and does not merely not talk.

PLOVER's REJECT is an act of words. It is done where a side says of itself what it will not do; what others say of it, or what a
reporter foresees, is an event that does not happen. "There will be no talks until ..." is a refusal by whoever says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from detente.reading.by_place import ByPlace
from detente.reading.events.compose import Candidate
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.people import ActorLookup, party_of
from detente.reading.events.told_as import DECLARED, told_as
from detente.records import Mention, Statement

REFUSABLE = frozenset({"CONSULT", "RETREAT", "CONCEDE", "AID", "COOPERATE"})  # what somebody may be asked for
REFUSE = "refuse"  # the operator that says what a refusal makes of each of them


def as_refusal(
    candidate: Candidate, subject: Sequence[Mention], actors: ActorLookup, lexicon: EventLexicon, told: ByPlace[Statement]
) -> tuple[Candidate, tuple[Mention, ...]] | None:
    """Give the refusal that a side tells with "will not" or "there will be no", and who refuses; or None.

    Parameters
    ----------
    candidate
        An event as its sentence tells it.
    subject
        Who would do it.
    actors
        The actors of the document.
    lexicon
        The event lexicon.
    told
        The statements of the document by their contents.
    """
    word = candidate.token
    absent = _is_ruled_out(word)
    if not candidate.negated or not (candidate.future or absent) or candidate.type not in REFUSABLE or candidate.operator:
        return None
    own = {party_of(m.actor, actors) for m in subject}
    for statement in told.around(word.idx, word.idx + len(word)):
        source = statement.source
        if source is None or statement.stance not in DECLARED:
            continue
        if party_of(source.actor, actors) in own or (absent and _is_party(source, actors)):
            refusal = told_as(candidate, REFUSE, statement, lexicon, "told by itself as what it will not do")
            return None if refusal is None else (replace(refusal, negated=False), (source,) if absent else ())
    return None


def _is_ruled_out(word: Token) -> bool:
    """Whether a noun stands in "there will be no ..."."""
    verb = word.head
    ruled = word.pos_ == "NOUN" and word.dep_ in ("attr", "nsubj") and verb.lemma_ == "be"
    return ruled and any(c.dep_ == "expl" for c in verb.children) and any(c.tag_ == "MD" for c in verb.children)


def _is_party(mention: Mention, actors: ActorLookup) -> bool:
    actor = actors.table.get(mention.actor)
    return actor is not None and actor.party is not None
