"""How a word stands: its own marks, weighed into the effect of every word it hangs on, up to the top of its sentence."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.sentences import is_question, sentence_of
from detente.reading.status.conditions import SUBJECTS, condition_of, is_condition, is_inverted
from detente.reading.status.frames import (
    Link,
    Tie,
    is_infinitive,
    is_nominal,
    is_order,
    is_perfect_infinitive,
    is_subjunctive,
    tie_of,
)
from detente.reading.status.governors import asks_for_detail, is_bargained, is_called, is_carrier, is_put_forward, of_quality, raised
from detente.reading.status.knowledge import STATUSES, Signature, StatusKnowledge
from detente.reading.status.listed import listed_under, spelt_out
from detente.reading.status.marks import PLAIN, Judged, clause_marks, has_nothing, is_given, is_past, noun_marks, weigh
from detente.reading.status.outcomes import equated_with, is_attempted_in_vain, is_defeated, place_of_plan, quality_of
from detente.reading.status.times import (
    AHEAD,
    is_beside,
    is_lasting,
    is_present,
    is_prospective,
    is_supposed_of,
    occasion_of,
    only_before,
    said_around,
    terms_of,
    true_partner,
)
from detente.records import Status

DEPTH = 24  # a chain of embedding longer than this is a broken parse
UNREAL = frozenset({Status.FUTURE, Status.POSSIBLE, Status.HYPOTHETICAL})
PRICE = "price"  # what is given for something: a condition where the other side of the bargain is only put forward
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
DENYING = frozenset({"negated", "opposite"})


def judge(token: Token, knowledge: StatusKnowledge, depth: int = 0) -> Judged:
    """Judge a word by what stands with it and what it hangs on."""
    if depth > DEPTH:
        return PLAIN
    tie = tie_of(token)
    if is_nominal(token):
        return _judge_noun(token, tie, knowledge, depth)
    own = clause_marks(token, knowledge)
    if (plan := terms_of(token, knowledge) or spelt_out(token, tie, knowledge)) is not None:
        own = weigh(_on_terms(plan, knowledge), own)
    return weigh(_surroundings(token, tie, knowledge, depth), own)


def _on_terms(plan: Token, knowledge: StatusKnowledge) -> Judged:
    signature = knowledge.signature(plan, "terms")
    return Judged(Status(signature.holds) if signature is not None else Status.FUTURE, (f"by the terms of {plan.text!r}",))


def _surroundings(verb: Token, tie: Tie, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge a clause by what it hangs on."""
    if tie.link is Link.ROOT:
        return _sentence_marks(verb)
    governor = tie.governor
    if tie.link is Link.JOINED:
        return _joined(verb, governor, knowledge, depth)
    if tie.link is Link.MODIFIER:
        signature = knowledge.signature(governor, tie.frame) if tie.frame == "clause" and governor.tag_ == "NN" else None
        is_supposed = signature is not None and signature.name == "condition"
        if is_supposed:
            return Judged(Status.HYPOTHETICAL, (f"under {governor.text!r}",))
        if is_supposed_of(verb, governor, knowledge):
            return Judged(Status.HYPOTHETICAL, (f"whoever {verb.text!r}",))
        on_which = occasion_of(verb, governor, knowledge)
        if on_which is not None:
            return _on_occasion(verb, governor, on_which, knowledge, depth)
        return _described(verb, governor, knowledge, depth)
    if tie.link is Link.ADVERBIAL:
        return _adverbial(verb, governor, knowledge, depth)
    if tie.link is Link.PURPOSE:
        signature = knowledge.signature(governor, "infinitive")
        above = judge(governor, knowledge, depth + 1)
        return _apply(signature, governor, "infinitive", above) if signature else weigh(above, Judged(Status.FUTURE, ("a purpose",)))
    if tie.link is Link.NOMINAL and tie.preposition is not None:
        return _under_preposition(verb, tie, knowledge, depth)
    if tie.frame == "clause" and _stands_apart(verb, governor, knowledge):
        return PLAIN
    above = judge(governor, knowledge, depth + 1)
    if tie.link is Link.SAME:
        return above
    return _complement(verb, tie, above, knowledge)


def _stands_apart(verb: Token, governor: Token, knowledge: StatusKnowledge) -> bool:
    """Whether a mark parts a clause from the verb that the parser takes for its governor: "it is to open; a ban will be discussed"."""
    marks = {c.text for c in governor.children if verb.i < c.i < governor.i}
    said = knowledge.signature(governor, "clause")
    if verb.i < governor.i and "," in marks and said is not None and said.name == "implicative":
        return True  # "a ship is damaged, nobody has seen by whom"
    return verb.i < governor.i and ";" in marks and (said is None or said.name != "speech")


def _on_occasion(verb: Token, noun: Token, governor: Token, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge a clause that says when something else happens: "ends on the day they leave", "would end on the day they left"."""
    above = _unreal_only(judge(governor, knowledge, depth + 1))
    if is_past(verb):
        return above if is_prospective(governor, knowledge) else PLAIN
    if is_present(verb) and noun.i > governor.i:
        return weigh(above, Judged(Status.FUTURE, (f"{noun.text!r} of what is to come",)))
    return above


def _described(verb: Token, noun: Token, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge a participle that describes a noun: what is not there does nothing ("no letter demanding that they leave")."""
    if verb.dep_ not in ("acl", "amod") or verb.tag_ not in ("VBG", "VBN") or not is_nominal(noun):
        return PLAIN
    marks = noun_marks(noun, knowledge)
    if marks.status is not Status.ASSERTED or verb.dep_ == "amod" or verb.tag_ == "VBN" or noun.tag_ != "NN" or is_given(noun, knowledge):
        return marks  # "institutions facing a crisis" are there, "a deal ending the war" may not be
    above = judge(noun, knowledge, depth + 1)
    return _unreal_only(above) if noun.dep_ in SUBJECTS else above


def _sentence_marks(verb: Token) -> Judged:
    """Judge the main verb of a sentence: questions, orders, headlines ("Army to withdraw")."""
    if is_condition(verb):
        return Judged(Status.HYPOTHETICAL, ("a condition",))
    if is_question(verb):
        if any(token.tag_ in ("WP", "WRB", "WDT", "WP$") for token in sentence_of(verb)):
            return PLAIN
        return Judged(Status.POSSIBLE, ("a question",))
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if is_infinitive(verb):
        return Judged(Status.FUTURE, ("an infinitive as the main verb",))
    if subject is None and is_order(verb):
        return Judged(Status.FUTURE, ("an order",))
    return PLAIN


def _joined(verb: Token, first: Token, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge a verb joined by "and" or "but": without a subject of its own it shares all that governs the first."""
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    # "is planning and hopes": a finite form of its own ends the reach of the first verb's auxiliary.
    is_finite = verb.tag_ in FINITE or any(child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE for child in verb.children)
    is_finite = is_finite and first.tag_ in ("VB", "VBN", "VBG")
    # "neither released them nor recognised it" denies both, whatever form the second has.
    denied = any(child.dep_ == "cc" and child.lower_ == "nor" and first.i < child.i < verb.i for child in first.children)
    if has_subject or (is_finite and not denied):
        first = true_partner(verb, first)
        tie = tie_of(first)
        if not has_subject and is_beside(verb, first, tie.governor) and _denies(tie, knowledge):
            return judge(tie.governor, knowledge, depth + 1)  # "denies that it is blocking aid and blames the rebels"
        if (plan := terms_of(first, knowledge)) is not None and is_present(verb):
            return _on_terms(plan, knowledge)
        return PLAIN if is_nominal(first) else _surroundings(first, tie, knowledge, depth + 1)
    above = judge(first, knowledge, depth + 1)
    if above.status is not Status.NEGATED:
        return above
    if any(c.dep_ == "cc" and c.lower_ == "but" for c in first.children):
        return PLAIN
    return _surroundings(first, tie_of(first), knowledge, depth + 1) if not denied and has_nothing(first, knowledge) else above


def _denies(tie: Tie, knowledge: StatusKnowledge) -> bool:
    signature = knowledge.signature(tie.governor, tie.frame) if tie.frame == "clause" else None
    return signature is not None and signature.name == "denial"


def _adverbial(verb: Token, governor: Token, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge an adverbial clause by its conjunction."""
    if governor.pos_ == "ADV" and (signature := knowledge.signature(governor, "clause")) is not None:
        return Judged(Status(signature.holds), (f"under {governor.text!r}",))
    subject: Token | None = None
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i and (passing := knowledge.marker("conjunction", child)):
            if passing == "own":
                return _purpose_of_so(verb, child)
            if passing in ("governor", AHEAD):
                return _in_time(verb, governor, child, knowledge, depth, is_ahead=passing == AHEAD)
            return Judged(Status(passing), (f"a clause with {child.text!r}",))
        if child.dep_ in SUBJECTS:
            subject = child
    if subject is not None and is_inverted(verb, subject):
        return Judged(Status.HYPOTHETICAL, ("an inverted condition",))
    if subject is not None and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return PLAIN
    if is_order(verb):  # "Stop the bombing, they chanted"
        return Judged(Status.FUTURE, ("an order",))
    above = judge(governor, knowledge, depth + 1)
    return above if above.status is not Status.NEGATED else PLAIN


def _in_time(verb: Token, governor: Token, word: Token, knowledge: StatusKnowledge, depth: int, *, is_ahead: bool) -> Judged:
    """Judge a clause of time: the present under "until" or "only when" is yet to come, and so is the past under "would ... until"."""
    is_only = only_before(word)
    governor = said_around(governor, word, knowledge)
    if (is_ahead or is_only) and is_present(verb, perfect=True):
        ahead = Judged(Status.HYPOTHETICAL if is_only else Status.FUTURE, (f"a clause with {word.text!r} in the present",))
        return weigh(_unreal_only(judge(governor, knowledge, depth + 1)), ahead)
    if word.lower_ in ("when", "after") and is_present(verb, perfect=True):
        return _unreal_only(judge(governor, knowledge, depth + 1))  # "will talk when the last soldier has left"
    if is_past(verb) and not is_prospective(governor, knowledge):
        return PLAIN
    above = _unreal_only(judge(governor, knowledge, depth + 1))
    if not is_past(verb):
        return above
    if is_ahead or word.tag_ == "WRB":
        return above if above is not PLAIN or not is_ahead else Judged(Status.FUTURE, (f"a clause with {word.text!r} of what was to come",))
    return PLAIN


def _purpose_of_so(verb: Token, conjunction: Token) -> Judged:
    """Tell the purpose of "so that" from a plain reason."""
    is_purpose = conjunction.lower_ == "so" and any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)
    return Judged(Status.FUTURE, ("a purpose",)) if is_purpose else PLAIN


def _unreal_only(above: Judged) -> Judged:
    return above if above.status in UNREAL else PLAIN


def _complement(verb: Token, tie: Tie, above: Judged, knowledge: StatusKnowledge) -> Judged:
    """Judge what a verb, noun or adjective takes along as an infinitive, a clause or a gerund."""
    governor, frame = tie.governor, tie.frame
    if frame == "clause" and (equated := equated_with(verb, knowledge)) is not None:
        return _apply(equated[1], equated[0], frame, _unreal_only(above))
    if frame == "subject" and (found := quality_of(governor, knowledge) or place_of_plan(governor, knowledge)) is not None:
        return _apply(found[1], found[0], frame, above)
    if frame == "infinitive" and (why := is_attempted_in_vain(governor, knowledge)) is not None and above.status is Status.ASSERTED:
        return Judged(Status.NEGATED, (f"{why.text!r} to do it",))
    if frame == "infinitive" and (defeat := is_defeated(governor, knowledge)) is not None:
        outcome = judge(defeat, knowledge)
        if outcome.status is Status.ASSERTED:
            return Judged(Status.NEGATED, (f"{governor.text!r} {defeat.text}",))
    if frame == "clause" and governor.dep_ == "dobj" and (denied := _denied_claim(governor, knowledge)) is not None:
        return _apply(denied, governor.head, frame, judge(governor.head, knowledge))
    marks = [child.lower_ for child in verb.children if child.dep_ == "mark"]
    signature = knowledge.signature(governor, "order") if frame in ("clause", "gerund") and is_order(governor) else None
    signature = signature or knowledge.signature(governor, frame)
    if signature is None and frame == "participle":
        signature = knowledge.signature(governor, "infinitive")
    if verb.dep_ == "ccomp" and is_order(verb) and (said := knowledge.signature(governor, "clause")) is not None and said.name == "speech":
        return weigh(_unreal_only(above), Judged(Status.FUTURE, ("an order",)))
    if frame == "clause" and (signature is None or signature.name == "speech") and asks_for_detail(verb):
        return PLAIN
    if signature is not None:
        judged = _apply(signature, governor, frame, above)
    else:
        judged = _by_default(tie, above, is_perfect=is_perfect_infinitive(verb))
    if frame == "clause" and judged.status is Status.ASSERTED and is_subjunctive(verb):
        judged = Judged(Status.FUTURE, (*judged.reasons, "a subjunctive"))
    if "whether" in marks or ("if" in marks and frame == "clause"):
        judged = weigh(judged, Judged(Status.POSSIBLE, ("an open question",)))
    if frame in ("clause", "infinitive") and condition_of(governor) is not None and above.status is not Status.HYPOTHETICAL:
        # The parser often hangs the condition of what is said or threatened on the verb of saying.
        judged = weigh(judged, Judged(Status.HYPOTHETICAL, ("hangs on a condition",)))
    return judged


def _denied_claim(noun: Token, knowledge: StatusKnowledge) -> Signature | None:
    """Give how a verb denies the claim that is its object: "rejected the charge that it had fired"."""
    claim, verb = knowledge.signature(noun, "clause"), knowledge.signature(noun.head, "clause")
    return verb if claim is not None and claim.name == "allegation" and verb is not None and verb.name == "denial" else None


def _by_default(tie: Tie, above: Judged, *, is_perfect: bool) -> Judged:
    if tie.frame == "infinitive" and not is_perfect:
        return weigh(above, Judged(Status.FUTURE, (f"{tie.governor.text!r} + infinitive",)))
    if tie.frame == "clause" and above.status is Status.NEGATED:
        return Judged(Status.POSSIBLE, above.reasons)
    return above


def _apply(signature: Signature, word: Token, frame: str, above: Judged) -> Judged:
    """Apply a signature to the status of its word."""
    name = (f"{word.text!r} + {frame}: {signature.name}",)
    effect = signature.denied if above.status is Status.NEGATED else signature.holds
    if effect == "fact":
        return Judged(Status.ASSERTED, name)
    if effect == "potential" and above.status is not Status.ASSERTED:
        effect = "same"
    if effect == "same":
        return Judged(above.status, above.reasons + (name if above.status is not Status.ASSERTED else ()))
    is_lasting = effect == "asserted" and word.pos_ == "VERB" and is_present(word)  # "nothing stops them from firing"
    if above.status is Status.NEGATED and (is_lasting or not above.certain) and effect in ("opposite", "asserted"):
        return Judged(Status.POSSIBLE, name + above.reasons)
    if effect == "opposite":
        if above.status in (Status.ASSERTED, Status.FUTURE):
            return Judged(Status.NEGATED, name + above.reasons)
        return Judged(above.status, name + above.reasons)
    if effect == "own":
        return Judged(Status.ASSERTED) if above.status is Status.NEGATED else above
    status = Status.POSSIBLE if effect == "potential" else Status(effect)
    if above.status is Status.NEGATED:
        return Judged(status, name + above.reasons)
    return weigh(above, Judged(status, name))


def _judge_noun(noun: Token, tie: Tie, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge an event noun."""
    own = noun_marks(noun, knowledge)
    governor = tie.governor
    if tie.link is Link.ROOT:
        # "Did the army fire?": the tagger often takes the verb of a question for a noun.
        is_asked = any(child.dep_ in ("aux", "nsubj") for child in noun.children)
        return weigh(_sentence_marks(noun), own) if is_asked else own
    if tie.link is Link.JOINED:
        return weigh(judge(governor, knowledge, depth + 1) if is_nominal(governor) else PLAIN, own)
    if (found := listed_under(noun, tie, knowledge)) is not None:
        return weigh(_apply(found[1], found[0], "being", PLAIN), own)
    if noun.dep_ == "attr" and (found := equated_with(noun, knowledge)) is not None:
        return weigh(_apply(found[1], found[0], "being", _unreal_only(judge(governor, knowledge, depth + 1))), own)
    if tie.link is Link.SAME:
        # "There was no attack": one negation, though the verb has it too.
        above = judge(governor, knowledge, depth + 1)
        return weigh(_unreal_only(above) if own.status is Status.NEGATED else above, own)
    if tie.preposition is not None:
        return weigh(_under_preposition(noun, tie, knowledge, depth), own)
    if governor.dep_ == "ROOT" and governor.lemma_ == "do" and noun.dep_ in SUBJECTS and is_question(governor):
        # "Did the army fire?" with the verb taken for a noun.
        return weigh(_sentence_marks(governor), own)
    lifted = raised(governor)
    if lifted is not None and noun.dep_ in SUBJECTS and (judged := _occurrence(lifted, knowledge, depth)) is not PLAIN:
        return weigh(judged, own)
    if tie.frame == "subject" and (found := quality_of(governor, knowledge)) is not None:
        if (lifted is not None or found[1].name == "consideration") and is_given(noun, knowledge):
            return own
        return weigh(_apply(found[1], found[0], "subject", judge(governor, knowledge, depth + 1)), own)
    if tie.frame == "object" and (found := place_of_plan(governor, knowledge)) is not None and found[1].holds in DENYING:
        return weigh(_apply(found[1], found[0], "subject", judge(governor, knowledge, depth + 1)), own)
    if noun.dep_ in SUBJECTS and governor.pos_ == "NOUN" and (made := knowledge.signature(governor, "being")) is not None:
        return weigh(_apply(made, governor, "being", PLAIN), own)  # "made the release a condition"
    signature = knowledge.signature(governor, tie.frame)
    if signature is not None and signature.name == "denial" and is_called(noun, governor):
        return own  # "dismissed the protests as noise"
    if signature is not None and not (signature.holds in DENYING and is_carrier(noun, knowledge)):
        above = _apply(signature, governor, tie.frame, judge(governor, knowledge, depth + 1))
        # "No attack took place": one negation, though the verb has it too.
        return weigh(_unreal_only(above) if own.status is Status.NEGATED else above, own)
    if tie.link is not Link.NOMINAL or is_given(noun, knowledge):
        return own
    above = judge(governor, knowledge, depth + 1)
    # "Markets did not fall": a verb's negation leaves its subject be, and adds nothing to "no attack".
    is_outside = tie.frame == "subject" or own.status is Status.NEGATED
    return weigh(_unreal_only(above) if is_outside else above, own)


def _occurrence(verb: Token, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge the subject of a verb of happening as the verb; other verbs leave their subject be."""
    is_passive = any(child.dep_ == "auxpass" for child in verb.children)
    if is_passive or knowledge.signature(verb, "subject") is not None:
        return judge(verb, knowledge, depth + 1)
    return PLAIN


def _under_preposition(token: Token, tie: Tie, knowledge: StatusKnowledge, depth: int) -> Judged:
    """Judge what stands after a preposition by the word the preposition hangs on, else by the preposition."""
    governor, preposition = tie.governor, tie.preposition
    is_clause = not is_nominal(token)
    if is_clause and any(child.dep_ == "mark" and child.lower_ == "whether" for child in token.children):
        return Judged(Status.POSSIBLE, ("an open question",))
    if preposition is not None and (phrase := knowledge.phrase("preposition", preposition)) is not None:
        if phrase[1] != PRICE:
            return Judged(Status(phrase[1]), (f"under {phrase[0]!r}",))
        if is_put_forward(governor, knowledge) or is_bargained(token, knowledge):
            return Judged(Status.HYPOTHETICAL, (f"under {phrase[0]!r} of what is put forward",))
    signature = knowledge.signature(governor, tie.frame) or of_quality(governor, preposition, tie.frame, knowledge)
    if signature is None and is_clause and tie.frame == "of":
        signature = knowledge.signature(governor, "gerund")
    if signature is not None:
        return _apply(signature, governor, tie.frame, judge(governor, knowledge, depth + 1))
    if tie.frame == "of" and is_lasting(governor, knowledge):
        return PLAIN
    marked = knowledge.marker("preposition", preposition) if preposition is not None else None
    if marked is not None and marked in STATUSES:
        given = marked != Status.NEGATED and not is_clause and is_given(token, knowledge)
        return PLAIN if given else Judged(Status(marked), (f"under {tie.frame!r}",))
    if not is_clause and is_given(token, knowledge):
        return PLAIN
    above = judge(governor, knowledge, depth + 1)
    # "no exchange of views", "the show of force did not take place"
    is_part = tie.frame == "of" and is_nominal(governor)
    return above if is_part else _unreal_only(above)
