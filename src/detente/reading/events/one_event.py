"""Several words of a sentence that tell one event: "killed five in an attack", "fired tear gas to disperse the students"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from detente.reading.events.complete import WORDS, Found
from detente.reading.events.details import load_detail_words
from detente.reading.events.frames import is_nominal
from detente.reading.events.people import distinct


def merged(found: Sequence[Found]) -> Iterator[Found]:
    """Give one event for the several words that tell it: same type, same actors or none, same recipients or more of them."""
    kept: list[Found] = []
    for each in found:
        for place, other in enumerate(kept):
            if _same(each, other):
                kept[place] = _joined(other, each)
                break
        else:
            kept.append(each)
    yield from kept


def aimed(found: list[Found]) -> Iterator[Found]:
    """Give force that names nobody the recipients of what it is for: "fired tear gas to disperse the students"."""
    for each in found:
        if each.candidate.type == "ASSAULT" and each.actors and not each.recipients:
            for other in found:
                purpose = other.candidate.token.head.i == each.candidate.token.i and other.candidate.token.dep_ in ("advcl", "xcomp")
                if purpose and other.candidate.type in ("ASSAULT", "COERCE") and other.actors == each.actors:
                    each = replace(each, recipients=other.recipients)
        yield each


def _same(one: Found, other: Found) -> bool:
    """Whether a found event is the same as one found before."""
    if _is_demand(other, one):
        return True
    if one.candidate.type != other.candidate.type or one.candidate.negated != other.candidate.negated:
        return False
    left, right = {m.actor for m in one.actors}, {m.actor for m in other.actors}
    aims, others = {m.actor for m in one.recipients}, {m.actor for m in other.recipients}
    if left and right and left != right:
        return one.candidate.type == "CONSULT" and bool(left & right) and _near(one, other)  # "visited Rome to meet the pope"
    if left == right:
        if _is_deed_of_its_own(one, other):
            return False
        apart = one.candidate.type in WORDS and one.candidate.token.dep_ == "conj"  # "welcomed the vote and thanked Qatar"
        return not aims or not others or bool(aims & others) or (not apart and _near(one, other))
    return _near(one, other) or _acts(one, other) or _acts(other, one)


def _is_deed_of_its_own(one: Found, other: Found) -> bool:
    """Whether a verb joined to another tells a deed of its own: "seized two and killed three", not "killed two and wounded six"."""
    first, second = other.candidate.token, one.candidate.token
    if one.candidate.type == "SUPPORT" and not (one.recipients and other.recipients):
        return False  # "welcomed the release and thanked Qatar"
    if second.dep_ != "conj" or first.pos_ != "VERB" or second.pos_ != "VERB" or first.lemma_ == second.lemma_:
        return False
    counted = load_detail_words().counted
    if second.lemma_.lower() in counted and second.head.lemma_.lower() in counted:
        return False  # the harm that one deed does
    return second.i > first.i and all(any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children) for verb in (first, second))


def _acts(noun: Found, verb: Found) -> bool:
    """Whether a noun's deed is the subject of a verb: "the strike that killed the general"."""
    covered = {t.i for t in noun.candidate.covered}
    return bool(verb.candidate.actors) and not is_nominal(verb.candidate.token) and verb.candidate.actors[0].i in covered


def _near(one: Found, other: Found) -> bool:
    return hangs_on(one.candidate.token, other.candidate.token) or hangs_on(other.candidate.token, one.candidate.token)


def _is_demand(protest: Found, demand: Found) -> bool:
    """Whether a request only says what a protest is for: "blocked roads to demand higher prices"."""
    return (
        (protest.candidate.type, demand.candidate.type) == ("PROTEST", "REQUEST")
        and {m.actor for m in protest.actors} == {m.actor for m in demand.actors}
        and demand.candidate.token.dep_ in ("advcl", "xcomp", "acl")
        and hangs_on(demand.candidate.token, protest.candidate.token)
    )


def hangs_on(token: Token, other: Token) -> bool:
    """Whether a word hangs on another ("killed ... in an attack", "attacked ..., killing")."""
    for _ in range(4):
        if token.i == other.i:
            return True
        if token.head.i == token.i or token.dep_ in ("relcl", "ccomp"):
            return False
        token = token.head
    return False


def _joined(first: Found, second: Found) -> Found:
    lead, other = first.candidate, second.candidate
    if lead.token.dep_ == "acl" and hangs_on(lead.token, other.token):
        lead, other = other, lead  # "a bomb planted by rebels struck a bus": the clause's verb leads, so that what hangs on it is joined
    return Found(
        replace(lead, mode=lead.mode or other.mode, contexts=(*lead.contexts, *other.contexts), reasons=(*lead.reasons, *other.reasons)),
        distinct((*first.actors, *second.actors)),
        distinct((*first.recipients, *(m for m in second.recipients if m.actor not in {a.actor for a in first.actors}))),
        first.about if first.about is not None else second.about,
    )
