"""Clauses whose event has yet to come: "until they leave", "on the day it was withdrawn" under "would", "under the plan they leave"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.status.conditions import SUBJECTS
from detente.reading.status.frames import Link, is_infinitive, is_nominal, tie_of
from detente.reading.status.knowledge import StatusKnowledge
from detente.reading.status.marks import is_past

PRESENT = frozenset({"VBZ", "VBP"})
POSSIBLE = "possible"
AHEAD = "ahead"
ANYBODY = frozenset({"any", "anyone", "anybody", "whoever"})


def is_present(verb: Token, *, perfect: bool = False) -> bool:
    """Whether a verb stands in the present; with `perfect` also in the present perfect, which stands for a future in clauses of time."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if not auxiliaries:
        # The tagger takes many a plural present for a base form: "before the police leave".
        return verb.tag_ in PRESENT or (verb.tag_ == "VB" and any(child.dep_ in SUBJECTS and child.i < verb.i for child in verb.children))
    first = auxiliaries[0]
    return first.tag_ in PRESENT and (perfect or first.lemma_ != "have")


def is_prospective(verb: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a clause in the past under this verb may tell of what was yet to come: "would stop", "refused to leave"."""
    if any(child.dep_ == "aux" and knowledge.markers["auxiliary"].get(child.lower_) == POSSIBLE for child in verb.children):
        return True
    return is_infinitive(verb) and tie_of(verb).link is Link.COMPLEMENT


def only_before(conjunction: Token) -> bool:
    """Whether "only" stands before a conjunction: "only when", "only once"."""
    return conjunction.i > 0 and conjunction.nbor(-1).lower_ == "only"


def said_around(verb: Token, conjunction: Token, knowledge: StatusKnowledge) -> Token:
    """Give what a clause of time belongs to where words of saying stand inside: "There would be no truce, he *said*, before they left".

    The parser hangs the clause on the verb of saying.
    """
    signature = knowledge.signature(verb, "clause")
    if signature is None or signature.name != "speech" or conjunction.i == 0 or conjunction.nbor(-1).lower_ != ",":
        return verb
    return next((child for child in verb.children if child.dep_ in ("ccomp", "parataxis") and child.i < verb.i), verb)


def occasion_of(verb: Token, noun: Token, knowledge: StatusKnowledge) -> Token | None:
    """Give the word on which a time hangs that a clause defines ("on the day they left", "the moment they left"), or None."""
    if knowledge.markers["occasion"].get(noun.lemma_.lower()) is None:
        return None
    if any(word.tag_ in ("WDT", "WP") for child in verb.children for word in (child, *child.children)):
        return None  # "the week that saw them leave", "a week in which they left" are no dates
    if noun.dep_ == "pobj":
        above = tie_of(noun).governor
    elif noun.dep_ in ("npadvmod", "advmod") or knowledge.phrase("conjunction", noun) is not None:
        above = noun.head
    else:
        return None
    # "It would stop, he said, on the day ...": the parser hangs the time on the words between.
    return above.head if above.dep_ == "parataxis" else above


def true_partner(verb: Token, first: Token) -> Token:
    """Give the verb to which another is really joined: in "would stop on the day A left and B came", B came as A left."""
    joint = next((child for child in first.children if child.dep_ == "cc" and child.i < verb.i), None)
    if joint is None or not any(child.tag_ == "MD" for child in first.children):
        return first
    above = joint.nbor(-1)
    while above.i != first.i and above.head.i != above.i:
        if above.dep_ in ("relcl", "advcl") and is_past(above) and is_past(verb):
            return above
        above = above.head
    return first


def is_beside(verb: Token, first: Token, governor: Token) -> bool:
    """Whether a finite verb goes on with what governs a clause rather than with its verb, which stands in another form."""
    is_compound = first.tag_ in ("VBG", "VBN") and any(child.dep_ in ("aux", "auxpass") for child in first.children)
    present = ("VBZ", "VBP")
    return is_compound and (verb.tag_ == governor.tag_ == "VBD" or (verb.tag_ in present and governor.tag_ in present))


def terms_of(verb: Token, knowledge: StatusKnowledge) -> Token | None:
    """Give the plan under whose terms a verb in the present stands, or None: "under the proposal the army leaves"."""
    if not is_present(verb):
        return None
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ not in ("under", "in"):
            continue
        for noun in child.children:
            signature = knowledge.signature(noun, "terms") if is_nominal(noun) else None
            if signature is not None and (child.lower_ == "in") == (signature.name == "condition"):
                return noun
    return None


def is_lasting(noun: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a noun is a time that an event took, after which something else is told: "after a week of clashes"."""
    return knowledge.markers["occasion"].get(noun.lemma_.lower()) is not None and noun.dep_ == "pobj" and noun.head.lower_ == "after"


def _of_any(verb: Token, noun: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a clause describes any such that may come: "any state from whose land it is bombed would be", "hit any ships that attack"."""
    if not any(child.dep_ == "det" and child.lower_ == "any" for child in noun.children):
        return False
    if not any(token.tag_ in ("WP", "WDT", "WP$") and token.i < verb.i for token in verb.subtree):
        return False
    above = noun.head
    would = any(child.dep_ == "aux" and child.lower_ in knowledge.markers["auxiliary"] for child in above.children)
    return would or (above.tag_ == "VB" and is_present(verb))


def is_supposed_of(verb: Token, noun: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a relative clause only supposes who does it: "anyone who crosses will be shot at", not "those who crossed will be".

    What "would" befall any who did it is told as somebody said it, or of nobody: "any soldier who had looted would be tried".
    """
    if _of_any(verb, noun, knowledge):
        return True
    table = knowledge.markers["antecedent"]
    anybody = {noun.lower_, *(child.lower_ for child in noun.children if child.dep_ == "det")} & ANYBODY
    reported = anybody and any(child.dep_ == "aux" and child.lower_ == "would" for child in noun.head.children)
    if not (is_present(verb) or reported) or not any(child.tag_ in ("WP", "WDT") and child.dep_ in SUBJECTS for child in verb.children):
        return False
    if noun.lower_ not in table and not any(child.dep_ in ("det", "amod") and child.lower_ in table for child in noun.children):
        return False
    return any(child.dep_ == "aux" and child.lower_ in knowledge.markers["auxiliary"] for child in noun.head.children)
