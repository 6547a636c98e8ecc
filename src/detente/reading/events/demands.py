"""Demands told with "must": who says that the troops of another must leave asks for their withdrawal, which has not happened.

PLOVER's REQUEST is an act of words. It is done where somebody says of another what that one must, should or has to do; what
somebody must do himself is no request, and what one should have done is a reproach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from detente.reading.by_place import ByPlace
from detente.reading.events.compose import Candidate
from detente.reading.events.frames import is_nominal, is_passive
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.people import ActorLookup, distinct, party_of
from detente.reading.events.told_as import told_as
from detente.reading.events.unnamed import is_name_only
from detente.records import Mention, Stance, Statement

SAID = frozenset({Stance.SAYS, Stance.DEMANDS, Stance.THREATENS})
NEVER = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT", "COERCE"})  # words that "must" be said, and orders kept within a state
DUTY, BURDEN = "duty", "burden"  # classes of words: "must", and the verbs with an infinitive: "has to"
CONDITION, ONE_PERSON = "condition_mark", "one_person"  # "if", and "he" or "you"
REQUEST = "request"  # the operator that says what is asked for


def as_demand(
    candidate: Candidate, doers: Sequence[Mention], targets: Sequence[Mention], actors: ActorLookup, lexicon: EventLexicon,
    told: ByPlace[Statement],
) -> tuple[Candidate, tuple[Mention, ...], tuple[Mention, ...]] | None:
    """Give the demand that somebody tells with "must", who demands and of whom; or None.

    Parameters
    ----------
    candidate
        An event as its sentence tells it.
    doers, targets
        Who would do it, to whom.
    actors
        The actors of the document.
    lexicon
        The event lexicon.
    told
        The statements of the document by their contents.
    """
    word = candidate.token
    if candidate.type in NEVER or candidate.negated or candidate.weak or is_nominal(word) or not is_duty(candidate, lexicon):
        return None
    around = [s for s in told.around(word.idx, word.idx + len(word)) if s.source is not None and s.stance in SAID]
    if not around:
        return None
    inner = min(around, key=lambda s: sum(span.end - span.start for span in s.content))
    source = inner.source
    assert source is not None
    speaking = actors.table.get(source.actor)
    if speaking is None or speaking.party is None:
        return None
    own = party_of(source.actor, actors)
    whom = tuple(doers) or (tuple(targets) if is_passive(word) else ())
    asked = distinct(m for m in whom if party_of(m.actor, actors) != own and not is_name_only(m))
    if any(party_of(m.actor, actors) == own for m in doers) or not asked:
        return None
    demand = told_as(candidate, REQUEST, inner, lexicon, "told by another as what must be done")
    return None if demand is None else (replace(demand, future=False), (source,), asked)


def is_duty(candidate: Candidate, lexicon: EventLexicon) -> bool:
    """Whether a verb stands under "must" or "has to" in a clause that is no condition and no past chance."""
    verb = candidate.token
    if any(c.dep_ == "nsubj" and c.lower_ in lexicon.classes[ONE_PERSON] for c in verb.children):
        return False  # "and he should go indoors" is advice
    if any(c.dep_ == "mark" and c.lower_ in lexicon.classes[CONDITION] for c in verb.children) or _is_past_chance(verb):
        return False
    if any(c.dep_ == "aux" and c.lower_ in lexicon.classes[DUTY] for c in verb.children):
        return True
    burdened = [verb.head] if verb.dep_ == "xcomp" else [t for t in candidate.covered if t.i != verb.i]
    return any(t.lemma_.lower() in lexicon.classes[BURDEN] and t.pos_ in ("VERB", "AUX") for t in (verb, *burdened)) and _has_infinitive(
        verb, burdened, lexicon
    )


def _has_infinitive(verb: Token, burdened: Sequence[Token], lexicon: EventLexicon) -> bool:
    for high in (verb, *burdened):
        if high.lemma_.lower() in lexicon.classes[BURDEN]:
            return any(c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.children) for c in high.children)
    return False


def _is_past_chance(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
