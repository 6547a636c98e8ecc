"""What stands with an event itself: negation, modals, tense, adverbs, determiners, adjectives, conditions, questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from detente.reading.status.conditions import condition_of, is_supposed, set_condition
from detente.reading.status.knowledge import STATUSES, StatusKnowledge
from detente.records import Status

PARTICIPANTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "npadvmod", "dative", "expl"})
OBJECTS = frozenset({"dobj", "attr", "dative"})
DETERMINERS = frozenset({"det", "neg", "preconj"})
ADJUNCTS = frozenset({"amod", "compound", "nmod", "advmod", "npadvmod"})
STRENGTH = {Status.ASSERTED: 0, Status.FUTURE: 1, Status.POSSIBLE: 2, Status.NEGATED: 3, Status.HYPOTHETICAL: 4}


@dataclass(frozen=True, slots=True)
class Judged:
    """A status on the way to a verdict.

    Parameters
    ----------
    status, reasons
        As in the verdict.
    certain
        False for a negation that is itself only possible or to come ("might not prevent"), whose contrary is no fact.
    """

    status: Status
    reasons: tuple[str, ...] = ()
    certain: bool = True


PLAIN = Judged(Status.ASSERTED)


def weigh(outer: Judged, inner: Judged) -> Judged:
    """Put what stands with an event (inner) into its surroundings (outer); two negations do not make a fact."""
    reasons = inner.reasons + outer.reasons
    if inner.status is Status.NEGATED and outer.status is Status.NEGATED:
        return Judged(Status.POSSIBLE, reasons)
    strongest = max(outer.status, inner.status, key=STRENGTH.__getitem__)
    certain = all(judged.certain and judged.status in (Status.ASSERTED, Status.NEGATED) for judged in (outer, inner))
    return Judged(strongest, reasons, certain)


def clause_marks(verb: Token, knowledge: StatusKnowledge) -> Judged:
    """Judge a verb by its own auxiliaries, adverbs, participants and conditions."""
    judged = PLAIN
    for child in verb.children:
        found = _clause_mark(verb, child, knowledge)
        if found is not None:
            judged = judged if found.status is judged.status else weigh(judged, found)
    if judged is PLAIN and (word := _time_ahead(verb, knowledge)) is not None:
        judged = Judged(Status.FUTURE, (f"the present with {word!r}",))
    if is_supposed(verb):
        judged = Judged(Status.HYPOTHETICAL, (*judged.reasons, "an inverted condition"))
    if _is_conditional(verb, knowledge):
        judged = Judged(Status.HYPOTHETICAL, (*judged.reasons, "hangs on a condition"))
    return judged


def _time_ahead(verb: Token, knowledge: StatusKnowledge) -> str | None:
    """Give the word of a time to come beside a verb in the present: "the summit opens next month"."""
    if verb.tag_ not in ("VBZ", "VBP") and not (verb.tag_ == "VBG" and any(child.tag_ in ("VBZ", "VBP") for child in verb.children)):
        return None
    for child in verb.children:
        if child.dep_ not in ("npadvmod", "advmod", "prep"):
            continue
        times = [child, *child.children] if child.dep_ != "prep" else [below for time in child.children for below in (time, *time.children)]
        for word in times:
            if knowledge.markers["time"].get(word.lower_) == Status.FUTURE:
                return word.text
    return None


def _clause_mark(verb: Token, child: Token, knowledge: StatusKnowledge) -> Judged | None:
    dep, lower = child.dep_, child.lower_
    if dep == "aux":
        status = knowledge.markers["auxiliary"].get(lower)
        if status == "possible" and lower in ("would", "'d") and is_reported(verb):
            return Judged(Status.FUTURE, (f"{child.text!r} in reported speech tells of the future",))
        if status == "future" and any(other.dep_ == "aux" and other.lower_ == "have" for other in verb.children):
            # "must have left" is a guess, "should have left" is a reproach: neither is to come.
            status = "possible"
        return Judged(Status(status), (f"auxiliary {child.text!r}",)) if status else None
    if dep == "neg" or dep in ("advmod", "preconj", "cc"):
        status = knowledge.markers["adverb"].get(lower)
        if status is None and dep == "advmod" and (word := _empty(child, knowledge)) is not None:
            return Judged(Status.NEGATED, (f"adverb '{word} {child.text}'",))
        if status is None or status == "own" or (status == "negated" and (dep == "cc" or _is_focus(child, knowledge))):
            return None
        return Judged(Status(status), (f"adverb {child.text!r}",))
    if dep == "amod" and (status := knowledge.markers["modifier"].get(lower)) in STATUSES and status != Status.ASSERTED:
        return Judged(Status(status), (f"{child.text!r} {verb.text}",))
    if dep == "det" and knowledge.markers["determiner"].get(lower) == "negated":
        return Judged(Status.NEGATED, (f"{child.text!r} {verb.text}",))
    if dep in PARTICIPANTS and (word := _empty(child, knowledge)) is not None:
        return Judged(Status.NEGATED, (f"{word!r} takes part",))
    if dep == "agent" and any(_empty(grandchild, knowledge) is not None for grandchild in child.children):
        return Judged(Status.NEGATED, ("nobody does it",))
    return None


def _is_focus(negation: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a negation only denies that this is all: "not only", "not just"."""
    following = negation.nbor(1) if negation.i + 1 < len(negation.doc) else None
    if following is not None and following.dep_ == "mark" and following.head.i == negation.head.i:
        return True  # "not until they left": the clause's own verb stands
    return following is not None and knowledge.markers["adverb"].get(following.lower_) == "own"


def _empty(participant: Token, knowledge: StatusKnowledge) -> str | None:
    """Give the word that says that no such participant exists."""
    if knowledge.markers["participant"].get(participant.lower_) == "negated":
        is_short = any(child.dep_ == "prep" and child.lower_ in ("but", "except", "save") for child in participant.children)
        return participant.text if not is_short else None  # "nobody but the rebels"
    for child in participant.children:
        if child.dep_ in ("det", "preconj", "neg", "cc") and knowledge.markers["determiner"].get(child.lower_) == "negated":
            return child.text
    first = participant.left_edge
    if first.i < participant.i and first.dep_ == "neg" and participant.dep_ in ("nsubj", "nsubjpass"):  # "not a shot was fired"
        words = first.doc[first.i : first.i + 2].text
        return words if knowledge.markers["participant"].get(words.lower()) == "negated" else None
    return None


def has_nothing(verb: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a verb is denied by what it takes alone ("had no intent and sought talks"), which one joined to it does not share."""
    empty = {child.dep_ for child in verb.children if child.dep_ in PARTICIPANTS and _empty(child, knowledge) is not None}
    marks = (_clause_mark(verb, child, knowledge) for child in verb.children if child.dep_ not in PARTICIPANTS)
    return bool(empty) and empty <= OBJECTS and not any(mark and mark.status is Status.NEGATED for mark in marks)


def noun_marks(noun: Token, knowledge: StatusKnowledge) -> Judged:
    """Judge a noun by its own determiner and adjectives ("no", "alleged", "planned")."""
    judged = PLAIN
    for word in _modifiers(noun):
        if word.dep_ in DETERMINERS or word.dep_ == "intj":
            status = knowledge.markers["determiner"].get(word.lower_)
        elif word.dep_ == "advmod" and knowledge.markers["adverb"].get(word.lower_) == Status.POSSIBLE:
            status = "possible"  # "allegedly an attack"
        else:
            status = knowledge.markers["modifier"].get(word.lower_)
        if status is not None and status in STATUSES and status != Status.ASSERTED:
            judged = weigh(judged, Judged(Status(status), (f"{word.text!r} {noun.text}",)))
    return judged


def _modifiers(noun: Token) -> Iterator[Token]:
    """Words that modify a noun, those of its compounds too ("alleged ceasefire violation")."""
    for child in noun.children:
        if child.dep_ in DETERMINERS or child.dep_ in ADJUNCTS:
            yield child
        if child.dep_ in ("compound", "nmod") and child.i < noun.i:
            yield from (below for below in child.children if below.dep_ in ("amod", "det"))
    first = noun.left_edge.i
    while first > 0 and not noun.doc[first - 1].whitespace_:
        first -= 1  # "de-escalation" in pieces
    if first > 0:
        before = noun.doc[first - 1]
        # "No ill-treatment took place": where the parser takes the verb for a noun, its determiner goes there too.
        if before.head.i > noun.i and before.dep_ in ("det", "amod", "intj"):
            yield before


def is_given(noun: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a noun phrase takes its event for granted: "the attack", "this week's launch", "a recent strike"."""
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return True
        if child.dep_ == "poss" or knowledge.markers["modifier"].get(child.lower_) == "asserted":
            return True
    return False


def is_past(verb: Token) -> bool:
    """Whether a verb tells of the past by its form."""
    if verb.tag_ == "VBD":
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("was", "were", "had", "did", "has", "have") for child in verb.children)


def is_reported(verb: Token) -> bool:
    """Whether a verb stands in speech reported in the past, where "would" tells of the future."""
    if condition_of(verb) is not None:
        return False
    return any(above.dep_ == "ccomp" and is_past(above.head) for above in (verb, *verb.ancestors))


def _is_conditional(verb: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a verb is the consequent of a condition and not merely the verb that reports it."""
    if any(child.dep_ == "aux" and child.lower_ in knowledge.markers["auxiliary"] for child in verb.children):
        return set_condition(verb, knowledge)
    if condition_of(verb) is None:
        return False
    signature = knowledge.signature(verb, "clause")
    if signature is not None and signature.name == "speech":
        return False
    return not is_past(verb) and not any(child.dep_ in ("ccomp", "xcomp") for child in verb.children)
