"""The verdict on one event: what stands with it, weighed into what it hangs on, up to the top of its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from detente.errors import UsageError
from detente.reading.sentences import sentence_of, words_between
from detente.reading.status.conditions import opening_condition
from detente.reading.status.frames import is_nominal
from detente.reading.status.history import history_of, year_ahead
from detente.reading.status.judge import judge
from detente.reading.status.knowledge import StatusKnowledge, load_status_knowledge
from detente.reading.status.marks import Judged
from detente.records import Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an event is told.

    Parameters
    ----------
    status
        Asserted, negated, possible, hypothetical or future.
    historical
        Whether it is told as one of the more distant past.
    reasons
        Why, from the event outwards, in words.
    """

    status: Status
    historical: bool
    reasons: tuple[str, ...] = ()


def status_of(doc: Doc, start: int, end: int, *, published: str | None = None) -> Verdict:
    """Judge whether the text tells an event as a fact.

    The event's own marks (negation, modal, tense, adjectives) are weighed into the effect of every word it hangs on: implicative
    and factive verbs by their signatures, words of planning, asking, fearing and denying, conditions, purposes and questions.

    Parameters
    ----------
    doc
        The parsed document.
    start, end
        Characters of the verb or event noun.
    published
        ISO date of the document, against which named years count as past; None takes a named year for a past one.

    Raises
    ------
    UsageError
        If no word lies between `start` and `end`.

    Examples
    --------
    >>> from detente.reading.language import load_language, parse
    >>> text = "The army failed to take the town."
    >>> doc = parse(text, load_language())
    >>> verdict = status_of(doc, text.index("take"), text.index(" the town"))
    >>> verdict.status.value, verdict.reasons
    ('negated', ("'failed' + infinitive: negative-implicative",))

    References
    ----------
    Nairn, Condoravdi and Karttunen (2006), "Computing relative polarity for textual inference"; Sauri and Pustejovsky (2009),
    "FactBank: a corpus annotated with event factuality".
    """
    span = words_between(doc, start, end)
    if span is None:
        raise UsageError(f"no word lies between characters {start} and {end}; give the span of a verb or an event noun")
    token = head_of(span)
    knowledge = load_status_knowledge()
    judged = judge(token, knowledge)
    if judged.status is Status.ASSERTED and (prefix := _prefix_of(token)) is not None:
        judged = judge(prefix, knowledge)
    if judged.status is Status.ASSERTED and is_nominal(token) and (year := year_ahead(token, published)) is not None:
        judged = Judged(Status.FUTURE, (f"the year {year} is to come",))
    judged = _under_opener(token, judged, knowledge)
    return Verdict(judged.status, history_of(token, published, knowledge), judged.reasons)


def head_of(span: Span) -> Token:
    """Give the word of a span on which its others hang: a verb or noun before any other."""
    root = span.root
    if root.pos_ in ("AUX", "PART", "DET", "ADP", "PUNCT", "CCONJ"):
        for token in span:
            if token.pos_ in ("VERB", "NOUN", "PROPN"):
                return token
    return root


def _prefix_of(token: Token) -> Token | None:
    """Give what stands before the hyphen of a word that the parser has cut in pieces ("re-arrest"): the marks may hang on it."""
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-1).whitespace_ or token.nbor(-2).whitespace_:
        return None
    return token.nbor(-2)


def _under_opener(token: Token, judged: Judged, knowledge: StatusKnowledge) -> Judged:
    """Judge what stands in or hangs on a condition with which the sentence opens."""
    sentence = sentence_of(token)
    comma = opening_condition(sentence, knowledge)
    if comma is None or judged.status is Status.HYPOTHETICAL:
        return judged
    depends = token.i > comma and judged.status is not Status.ASSERTED and _has_modal(token, knowledge)
    is_verb = not is_nominal(token) or not any(other.pos_ == "VERB" for other in token.doc[sentence.start : comma])
    if depends or (token.i < comma and is_verb):
        return Judged(Status.HYPOTHETICAL, (*judged.reasons, "the sentence opens with a condition"))
    return judged


def _has_modal(verb: Token, knowledge: StatusKnowledge) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in knowledge.markers["auxiliary"] for child in verb.children)
