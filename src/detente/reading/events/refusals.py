"""Refusals told with "will not": who says that it will never talk to the rebels rejects talks, and does not merely not talk.

PLOVER's REJECT is an act of words. It is done where a side says of itself what it will not do; what others say of it, or what a
reporter foresees, is an event that does not happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.reading.by_place import ByPlace
from detente.reading.events.compose import Candidate
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.people import ActorLookup, party_of
from detente.records import Mention, Stance, Statement

REFUSABLE = frozenset({"CONSULT", "RETREAT", "CONCEDE", "AID", "COOPERATE"})  # what somebody may be asked for
DECLARED = frozenset({Stance.SAYS, Stance.THREATENS, Stance.PROMISES, Stance.INTENDS, Stance.DEMANDS})
REFUSE = "refuse"  # the operator that says what a refusal makes of each of them


def as_refusal(
    candidate: Candidate, subject: Sequence[Mention], actors: ActorLookup, lexicon: EventLexicon, told: ByPlace[Statement]
) -> Candidate | None:
    """Give the refusal that a side tells of itself with "will not", or None.

    Parameters
    ----------
    candidate
        An event as its sentence tells it.
    subject
        Who would do it.
    actors
        The actors of the document.
    lexicon
        The event lexicon.
    told
        The statements of the document by their contents.
    """
    if not (candidate.negated and candidate.future) or candidate.type not in REFUSABLE or candidate.operator or not subject:
        return None
    word = candidate.token
    own = {party_of(m.actor, actors) for m in subject}
    for statement in told.around(word.idx, word.idx + len(word)):
        source = statement.source
        if source is not None and statement.stance in DECLARED and party_of(source.actor, actors) in own:
            kind, mode = lexicon.compose(REFUSE, candidate.type, candidate.mode)
            reason = f"told by itself as what it will not do: {candidate.type} becomes {kind}"
            said = statement.cue.start if statement.cue is not None else word.sent.start_char
            return replace(
                candidate, type=kind, mode=mode, mutual=False, negated=False, said_at=said, reasons=(*candidate.reasons, reason)
            )
    return None
