"""Warnings of what another does: who warns that a neighbour is arming blames it, and threatens nothing.

PLOVER's THREATEN says what somebody will do, or what will befall another. "Oslo warned that Moscow was breaking the treaty" tells of
something done already, by whom the words are about: it is an ACCUSE.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from detente.reading.actors.tables import is_state
from detente.reading.events.compose import Candidate
from detente.reading.events.frames import by_phrases, is_nominal, premodifiers, surface_subject
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.scene import UNKNOWN, Scene
from detente.records import Mention

WARNING, CONSEQUENCE, CONDITION = "warning", "consequence", "condition_mark"  # classes of words: "warn", "face", "if"
DONE = frozenset({"VBD", "VBN", "VBG"})
BLAME, MODE = "ACCUSE", "disapprove"


def as_blame(
    candidate: Candidate, doers: Sequence[Mention], scene: Scene, lexicon: EventLexicon
) -> tuple[Candidate, tuple[Mention, ...]] | None:
    """Give the blame that a warning of what another does is, and whom it blames; or None.

    Parameters
    ----------
    candidate
        An event as its sentence tells it.
    doers
        Who warns.
    scene
        The actors of the document.
    lexicon
        The event lexicon.
    """
    clause = _told_in_warning(candidate, lexicon)
    if clause is None or not doers or not _is_done(clause, lexicon):
        return None
    subject = surface_subject(clause)
    own = {scene.party(m.actor) for m in doers}
    blamed = tuple(m for m in scene.of_phrase(subject) if not m.actor.startswith(UNKNOWN)) if subject is not None else ()
    if not blamed or any(scene.party(m.actor) in own for m in blamed):
        return None
    reason = "a warning of what another does: THREATEN becomes ACCUSE"
    return replace(candidate, type=BLAME, mode=MODE, covered=(candidate.token,), inner=None, reasons=(*candidate.reasons, reason)), blamed


def whom_warned(candidate: Candidate, doers: Sequence[Mention], scene: Scene, lexicon: EventLexicon) -> tuple[Mention, ...]:
    """Give whom a state's warning is for that names nobody: whose deed will have a consequence ("warned that an attack by Iran would")."""
    clause = _told_in_warning(candidate, lexicon)
    own = {scene.party(m.actor) for m in doers}
    if clause is None or not any(c.tag_ == "MD" for c in clause.children) or not any(map(is_state, own)):
        return ()  # who only fears what another does ("a charity warned that its siege could lead to hunger") threatens nobody
    deed = surface_subject(clause)
    if deed is None or not is_nominal(deed):
        return ()
    named = [m for token in (*premodifiers(deed), *by_phrases(deed)) for m in scene.of_phrase(token) if not m.actor.startswith(UNKNOWN)]
    others = {scene.party(m.actor): m for m in reversed(named) if scene.party(m.actor) not in own}
    return tuple(others.values()) if len(others) == 1 else ()


def _told_in_warning(candidate: Candidate, lexicon: EventLexicon) -> Token | None:
    """Give the clause that says of what a verb of warning warns; None for another event, and where there is no clause."""
    word = candidate.token
    if candidate.type != "THREATEN" or is_nominal(word) or word.lemma_.lower() not in lexicon.classes[WARNING]:
        return None
    return next((c for c in word.children if c.dep_ == "ccomp" and c.i > word.i), None)


def _is_done(verb: Token, lexicon: EventLexicon) -> bool:
    """Whether a clause tells what is done or was done, and neither what may come nor what befalls somebody."""
    words = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    if any(t.tag_ == "MD" for t in words) or any(c.dep_ == "neg" or c.lower_ in lexicon.classes[CONDITION] for c in verb.children):
        return False
    if verb.lemma_.lower() in lexicon.classes[CONSEQUENCE] or (verb.lemma_ == "go" and any(c.dep_ == "xcomp" for c in verb.children)):
        return False
    return verb.pos_ == "VERB" and verb.tag_ in DONE and not any(c.dep_ == "nsubjpass" for c in verb.children)


__all__ = ["as_blame", "whom_warned"]
