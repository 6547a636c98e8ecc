"""Tells which event words speak of no deed: a wish, a duty, a power, a rule, a state that lasts, a judgement on deeds in general."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from detente.ontology import quad_of
from detente.reading.events.compose import Candidate
from detente.reading.events.frames import clauses, is_jussive, is_nominal, is_passive, surface_subject
from detente.records import Mention

ACCUSING = "accuse"  # the operator that says what somebody is blamed for
ALLOWING = frozenset({"allow", "permit", "enable", "entitle", "empower"})
DUTY = frozenset({"must", "should", "ought"})
POWER = frozenset({"can", "ca"})  # "can strike any city": what somebody is able to do; "could" is told as possible
MODALS = frozenset({"can", "ca", "could", "may", "might"})
RETORTING = "retorting"  # the class of verbs of force by which one also speaks: "charge", "shoot back"
INSERTED = frozenset({",", ":", '"', "”", "“"})  # what stands after a speaker put between others' words
PRESENT = frozenset({"VBZ", "VBP"})
MATERIAL = 4  # the quad class of material conflict
WISHING, POSTED, HOLDING, RULES, SILENCE, OVER, NULL = "wishing", "posted", "holding", "rule_text", "silence", "over", "null"

Classes = Mapping[str, frozenset[str]]


def is_idle(candidate: Candidate, classes: Classes) -> bool:
    """Whether a candidate's words tell no deed, whoever stands in its slots.

    Parameters
    ----------
    candidate
        The candidate.
    classes
        The lexicon's classes of words.
    """
    word = candidate.token
    if _is_wish(candidate) or _is_denial(candidate) or _is_duty(word):
        return True
    if is_nominal(word):
        return _is_topic(candidate, classes)
    return (
        _is_wished_for(word, classes)
        or _is_retort(candidate, classes)
        or (word.dep_ == "ccomp" and word.i > word.head.i and is_jussive(word.head))
        or _is_power(candidate)
        or _is_state(candidate, classes)
        or _is_silence(word, classes)
        or _is_empty(candidate)
        or _is_rule(candidate, classes)
    )


def is_imagined(candidate: Candidate, doers: tuple[Mention, ...]) -> bool:
    """Whether it is a deed of nobody that only could be ("a war could kill millions")."""
    return not doers and not is_passive(candidate.token) and any(c.dep_ == "aux" and c.lower_ in MODALS for c in candidate.token.children)


def _is_denial(candidate: Candidate) -> bool:
    """Whether somebody plainly says that it was not so: a statement, and what is denied a negated event."""
    return candidate.operator == "denial" and (candidate.inner is None or candidate.inner.type != "ACCUSE")


def _is_wish(candidate: Candidate) -> bool:
    """Whether it is only meant or wished for, also through a carrying word ("gave hope of"); who is accused of a plan is accused."""
    layer: Candidate | None = candidate
    while layer is not None and layer.operator != ACCUSING:
        if layer.operator == "intend":
            return True
        layer = layer.inner
    return False


def _is_retort(candidate: Candidate, classes: Classes) -> bool:
    """Whether a verb of force only says that somebody speaks: "Greece, the president charged, is arming"."""
    verb = candidate.token
    if candidate.type != "ASSAULT" or verb.lemma_.lower() not in classes[RETORTING] or is_passive(verb):
        return False
    rest = [c for c in verb.children if c.i > verb.i and c.dep_ not in ("prt", "advmod", "punct")]
    end = candidate.covered[-1].i + 1
    return not rest and end < len(verb.doc) and verb.doc[end].text in INSERTED


def _is_wished_for(verb: Token, classes: Classes) -> bool:
    """Whether somebody only wants to do it; a plan or an attempt is more."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in classes[WISHING]


def _is_duty(verb: Token) -> bool:
    """Whether it is only said that somebody must, should or may do it."""
    allowed = verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ALLOWING
    return allowed or any(c.dep_ == "aux" and c.lower_ in DUTY for c in verb.children)


def _is_power(candidate: Candidate) -> bool:
    """Whether it tells what somebody is able to do to others; to threaten is a deed where somebody speaks, else a power too."""
    modals = {c.lower_ for c in candidate.token.children if c.dep_ == "aux"}
    if candidate.type == "THREATEN" and not candidate.operator and "could" in modals:
        return True
    return not POWER.isdisjoint(modals) and quad_of(candidate.type) == MATERIAL


def _is_state(candidate: Candidate, classes: Classes) -> bool:
    """Whether it tells how things stand: "troops are stationed in", "the militia controls"."""
    word = candidate.token
    lemma = word.lemma_.lower()
    if candidate.type == "MOBILIZE" and lemma in classes[POSTED] and is_passive(word):
        return any(c.dep_ == "auxpass" and c.tag_ in PRESENT for c in word.children) and not any(c.dep_ == "aux" for c in word.children)
    return candidate.mode == "seize" and word.tag_ in PRESENT and lemma in classes[HOLDING]


def _is_silence(verb: Token, classes: Classes) -> bool:
    """Whether somebody only declines to speak ("declined to comment", "refused to be named")."""
    return any(c.lemma_.lower() in classes[SILENCE] for c in clauses(verb)) and verb.lemma_ in ("decline", "refuse")


def _is_empty(candidate: Candidate) -> bool:
    """Whether what is carried is only had or not had: "has no bomb", "has 60 days to appeal"."""
    inner = candidate.inner
    if inner is None or candidate.token.lemma_ != "have":
        return False
    no_weapon = quad_of(inner.type) == MATERIAL and any(c.lower_ == "no" for c in inner.token.children)
    return no_weapon or inner.token.dep_ in ("acl", "relcl")


def _is_rule(candidate: Candidate, classes: Classes) -> bool:
    """Whether a text allows or forbids it: "which the resolutions do not allow"."""
    if candidate.operator not in ("allow", "prevent") or is_passive(candidate.token):
        return False
    subject = surface_subject(candidate.token)
    return subject is not None and subject.lemma_.lower() in classes[RULES]


def _is_topic(candidate: Candidate, classes: Classes) -> bool:
    """Whether a noun is only judged or counted: "the truce is over", "the threats are nothing new", "the second day of war"."""
    noun, verb = candidate.token, candidate.token.head
    if verb.lemma_ != "be" or verb.pos_ != "AUX":
        return False
    if noun.dep_ == "attr":
        return noun.ent_type_ == "DATE" or (candidate.inner is not None and candidate.inner.token.head.head.ent_type_ == "DATE")
    if noun.dep_ != "nsubj" or candidate.operator:
        return False
    said = [c for c in verb.children if c.i > verb.i]
    if any(c.lemma_.lower() in classes[OVER] for c in said):
        return True
    judged = any(c.lemma_.lower() in classes[NULL] for c in (*said, *(k for c in said for k in c.children)))
    return judged or (verb.tag_ in PRESENT and quad_of(candidate.type) != MATERIAL and any(c.dep_ in ("attr", "acomp") for c in said))


__all__ = ["is_idle", "is_imagined"]
