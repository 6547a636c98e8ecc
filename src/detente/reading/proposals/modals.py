"""Modal verbs that put an action forward: "it will never give up", "Washington must end its drills"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.by_place import ByPlace
from detente.reading.proposals.actions import Action
from detente.reading.proposals.knowledge import ProposalCue
from detente.reading.sentences import is_question
from detente.reading.sides import ActorLookup, actors_of, owner_of
from detente.records import Mention, ProposalKind, Statement


def party_of(mention: Mention) -> str:
    """Give the side an actor's code belongs to: "PRK-GOV:Kim" and "PRK" are one."""
    return mention.actor.split(":")[0].split("-")[0] if not mention.actor.startswith("~") else mention.actor


def innermost(start: int, end: int, told: ByPlace[Statement]) -> Statement | None:
    """Give the narrowest statement whose content holds a stretch of text."""
    return min(told.around(start, end), key=lambda s: sum(len(piece.quote) for piece in s.content), default=None)


#: An action, and by whom it is put forward and whose it is: of those who speak together, each.
Put = tuple[Action, list[tuple[Mention, Mention | None]]]


def modal_action(modal: Token, cue: ProposalCue, actors: ActorLookup, statements: ByPlace[Statement]) -> Put | None:
    """Give the action a modal puts forward, by whom and whose, or None where it puts none forward.

    What somebody says it will do, it offers or threatens; what it says it will not do, it refuses; what it says another must do, it
    asks for. A prediction about others is none of these.
    """
    verb = modal.head
    if modal.dep_ != "aux" or verb.pos_ != "VERB" or is_question(verb):
        return None
    negated = any(child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ == "never") for child in verb.children)
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    told = innermost(modal.idx, modal.idx + len(modal), statements)
    source = told.source if told is not None else None
    is_passive = subject.dep_ == "nsubjpass"
    doer = actors_of(subject, actors) if not is_passive else ()
    if not doer and source is not None and subject.tag_ == "PRP" and not is_passive:
        doer = (source,)
    if cue.kind is ProposalKind.REFUSED:
        return _refusal(verb, modal, doer, told, negated)
    if source is None or not (doer or is_passive):
        return None
    if cue.kind is ProposalKind.OFFERED:
        if not doer or party_of(doer[0]) != party_of(source) or negated:
            return None
        together = {party_of(each): each for each in (told.sources if told is not None else ())}
        return Action(verb, "bare", False), [(together[party_of(own)], own) for own in doer if party_of(own) in together]
    owner = doer or owner_of(subject, actors)
    if owner and party_of(owner[0]) == party_of(source):
        return None
    speakers = told.sources if told is not None else (source,)
    return Action(verb, "bare", negated), [(speaker, owner[0] if owner else None) for speaker in speakers]


def _refusal(verb: Token, modal: Token, doer: tuple[Mention, ...], told: Statement | None, negated: bool) -> Put | None:
    if not doer or not negated:
        return None
    if told is not None and (told.source is None or party_of(told.source) != party_of(doer[0])):
        return None
    # Outside a statement "would not" is a guess or the past of a habit.
    if told is None and modal.lower_ == "would" and verb.dep_ != "ccomp":
        return None
    return Action(verb, "bare", False), [(own, own) for own in doer]
