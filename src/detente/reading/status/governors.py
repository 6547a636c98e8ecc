"""What the words above an event are: carriers of words, raised subjects, bargains, adjectives of a verb."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.sentences import sentence_of
from detente.reading.status.frames import is_infinitive, is_nominal
from detente.reading.status.knowledge import Signature, StatusKnowledge
from detente.reading.status.marks import is_given

CARRIERS = frozenset({"intention", "commitment", "request", "allegation", "wish", "threat", "fear", "hope", "speech", "consideration"})


def raised(governor: Token) -> Token | None:
    """Give the infinitive whose subject has been raised: "the trial is set to begin", "talks are likely to resume"."""
    above = [governor, *(child for child in governor.children if child.dep_ in ("acomp", "oprd"))]
    return next((child for word in above for child in word.children if child.dep_ == "xcomp" and is_infinitive(child)), None)


def is_called(noun: Token, verb: Token) -> bool:
    """Whether a verb says what a noun is called: "dismissed the protests as noise"."""
    return any(child.dep_ == "prep" and child.lower_ == "as" and child.i > noun.i for word in (noun, verb) for child in word.children)


def is_carrier(noun: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a noun names words (an offer, a claim): rejecting or denying them leaves them said. Talks are no words, they take place."""
    about = knowledge.signature(noun, "about")
    if about is not None and about.name == "consideration":
        return False
    for frame in ("infinitive", "clause", "of", "for"):
        signature = knowledge.signature(noun, frame)
        if signature is not None:
            return signature.name in CARRIERS
    return False


def is_put_forward(noun: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a bargain is only offered or asked for ("offered aid in return for giving up"), not struck ("got cash in return for")."""
    above = noun.head.head
    signature = knowledge.signature(above, "infinitive") or knowledge.signature(above, "object")
    return above.pos_ in ("VERB", "NOUN") and signature is not None and signature.name in CARRIERS


def is_bargained(token: Token, knowledge: StatusKnowledge) -> bool:
    """Whether what is given for something would only be given: "in return for a withdrawal they would get a seat"."""
    given = is_nominal(token) and is_given(token, knowledge)
    return not given and any(word.lower_ in ("would", "'d") and word.dep_ == "aux" for word in sentence_of(token))


def of_quality(verb: Token, preposition: Token | None, frame: str, knowledge: StatusKnowledge) -> Signature | None:
    """Give the signature of an adjective whose phrase the parser hangs on the verb: "is conditional on", "made it dependent on"."""
    if preposition is None or verb.pos_ not in ("AUX", "VERB"):
        return None
    for child in verb.children:
        if child.pos_ == "ADJ" and child.dep_ in ("acomp", "ccomp", "oprd") and child.i == preposition.i - 1:
            return knowledge.signature(child, frame)
    return None


def asks_for_detail(verb: Token) -> bool:
    """Whether a clause asks where, when or how: that it happened is taken for granted."""
    return any(child.tag_ in ("WRB", "WP") and child.i < verb.i and child.lower_ not in ("if", "whether") for child in verb.children)
