"""Says which candidates are enough of an event to be recorded: with the sides their type needs, in more than a bare noun."""

from __future__ import annotations

from detente.ontology import EVENT_TYPES
from detente.reading.events.compose import Candidate
from detente.reading.events.frames import is_nominal, is_passive
from detente.reading.events.idle import is_imagined
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.people import ATTACKED, PERSONAL
from detente.reading.events.scene import UNKNOWN, Scene, is_definite
from detente.reading.events.unnamed import PEOPLE
from detente.records import Mention, Status

# Nouns of other types name a state, a wish or a topic unless a verb carries them ("the aid", "an agreement").
BARE_NOUNS = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "CONSULT", "THREATEN", "SANCTION", "RETREAT"})
DIRECTED = frozenset({"visit", "release"})  # going somewhere and letting go of something are events only towards somebody
SUFFERED = frozenset({"SANCTION", "ACCUSE"})  # told in the passive of whom they hit, by whom or not: "was sentenced to death"
SPOKEN = frozenset({"ACCUSE", "SUPPORT"})  # words towards nobody are opinions, not events
ASIDE = frozenset({"REQUEST", "SUPPORT", "REJECT"})  # words that between private people are no politics
CLAUSES, NAMED = frozenset({"ccomp", "xcomp"}), frozenset({"dobj", "prep"})  # how what is promised stands
PRESENT = frozenset({"VBZ", "VBP"})
MEETINGS = "talking"  # the class of words for what two sides may break off
ALLEGED = "allege"  # the mode of an accusation whose clause tells what others did
TAKEN_UP = frozenset({"it", "this", "that"})
THINGS = "policy_thing"  # the class of words for deeds and policies somebody may speak about
PLURAL = frozenset({"NNS", "NNPS"})  # "the factions signed an agreement": the sides are in one word


def is_licensed(
    candidate: Candidate, doers: tuple[Mention, ...], targets: tuple[Mention, ...], lexicon: EventLexicon, scene: Scene
) -> bool:
    """Whether a candidate is enough of an event to be recorded.

    Parameters
    ----------
    candidate
        An event as its sentence tells it.
    doers, targets
        Who does it, to whom.
    lexicon
        The event lexicon, for its classes of words.
    scene
        The actors of the document and what it has told.
    """
    kind, things, meetings = candidate.type, lexicon.classes[THINGS], lexicon.classes[MEETINGS]
    participle = candidate.token.dep_ == "amod" and not any(c.dep_ == "nsubj" for c in candidate.token.children)
    quality = participle or (candidate.token.tag_ == "VBN" and candidate.token.dep_ == "pobj")
    if candidate.weak or quality or not (doers or targets) or is_imagined(candidate, doers):
        return False
    bare = is_nominal(candidate.token) and not candidate.operator
    if candidate.negated and not targets and (kind == "REJECT" or (kind == "CONSULT" and len(doers) == 1)):
        return False  # not to rule out something, not to meet anybody: nothing passes between two
    if candidate.mutual:
        several = bool(targets) or len(doers) > 1 or (not bare and any(t.tag_ in PLURAL for t in candidate.actors[:1]))
        if bare:
            return kind in BARE_NOUNS and several
        certain = several or (kind == "CONSULT" and candidate.specific)
        return bool(doers) and (certain or (_is_commitment(candidate) and _is_public(candidate, doers, scene)))
    broken_off = kind == "SANCTION" and any(t.lemma_.lower() in meetings for t in candidate.covered)
    together = broken_off and len(doers) > 1  # "the government and the rebels suspended talks": with each other
    if not (targets or together) and (EVENT_TYPES[kind].needs_recipient or candidate.mode in DIRECTED):
        return False
    if not targets and kind in SPOKEN and not (candidate.operator or candidate.specific or _on_policy(candidate, things)):
        return _on_conduct(candidate, lexicon.classes[PEOPLE]) and _is_public(candidate, doers, scene)
    if kind in ASIDE and not any(scene.has_standing(m) for m in (*doers, *targets)):
        return False  # "told pupils to hide", "the family asked for privacy"
    if kind == "SUPPORT" and any(side and not any(map(scene.has_standing, side)) for side in (doers, targets)):
        return False  # "thanked the workers of the plant", "all members voted for it"
    if candidate.mode == "investigate" and doers and candidate.recipients:
        return True  # a deed, whoever may be behind "the fund"
    if kind == "THREATEN" and not targets and not candidate.operator and not any(scene.has_power(m.actor) for m in doers):
        return False  # doctors who warn of a disease threaten nobody
    told = any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in candidate.token.children)  # "is requested" is said by whose note it is
    ordered = kind == "REQUEST" and told and any(scene.has_power(m.actor) for m in targets)  # "the troops were told to leave"
    if not doers and kind not in ATTACKED and kind != "AID" and not ((kind in SUFFERED or ordered) and is_passive(candidate.token)):
        return False
    if bare:
        known = bool(doers) or candidate.mode in PERSONAL or _is_certain(candidate, targets)
        return kind in BARE_NOUNS and known and (bool(targets) or candidate.token.dep_ not in ("compound", "amod", "nmod"))
    return True


def _is_public(candidate: Candidate, doers: tuple[Mention, ...], scene: Scene) -> bool:
    """Whether somebody of public life, known by name or by power, does it, undenied: such acts count, whoever they are aimed at."""
    if candidate.negated or scene.verdict(candidate.token).status is Status.NEGATED:
        return False
    return any(scene.has_power(m.actor) or (m.actor[0] != UNKNOWN and scene.has_standing(m)) for m in doers)


def _is_commitment(candidate: Candidate) -> bool:
    """Whether a public body binds itself to something, though it is not said towards whom: "offered a pull-out", "consented to wait"."""
    word = candidate.token
    lasting = word.tag_ in PRESENT  # "the state guarantees a pension" tells how things are
    said = any(c.dep_ in CLAUSES or (c.dep_ in NAMED and not lasting) for c in word.children if c.i > word.i)
    return candidate.type == "AGREE" and said


def _is_certain(noun: Candidate, targets: tuple[Mention, ...]) -> bool:
    """Whether a noun tells of one attack in particular and names whom it hit: "the shelling of the town", whoever shelled it."""
    start, end = noun.token.left_edge.idx, noun.token.right_edge.idx
    return noun.type == "ASSAULT" and is_definite(noun.token) and any(start <= m.span.start <= end for m in targets)


def _on_policy(candidate: Candidate, things: frozenset[str]) -> bool:
    """Whether a word of speech is about a deed or policy, though nobody is named whose it is ("condemned the attack")."""
    return any(t.lemma_.lower() in things for t in (*candidate.recipients, *candidate.covered[1:]))


def _on_conduct(candidate: Candidate, people: frozenset[str]) -> bool:
    """Whether a verb of speech is about one certain thing that others do: "lauded the arrangement", "alleged that they lied"."""
    word = candidate.token
    if is_nominal(word):
        return False
    if candidate.mode == ALLEGED and any(c.dep_ == "ccomp" and c.i > word.i for c in word.children):
        return True
    if word.dep_ == "relcl" and word.head in candidate.recipients:
        return word.head.lemma_.lower() not in people  # "a stance that Oslo denounced"
    about = (t for t in candidate.recipients if t.i > word.i and t.lemma_.lower() not in people)
    return any((t.pos_ == "NOUN" and is_definite(t)) or t.lower_ in TAKEN_UP or t.dep_ == "pcomp" for t in about)


__all__ = ["is_licensed"]
