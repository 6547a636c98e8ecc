"""Acts of words read from how a deed is told: what a side says that it will not, must or would do is refused, demanded or threatened."""

from __future__ import annotations

from dataclasses import replace

from detente.reading.events.compose import Candidate
from detente.reading.events.lexicon import EventLexicon
from detente.records import Stance, Statement

#: Stances in which a side commits itself to what it says of itself.
DECLARED = frozenset({Stance.SAYS, Stance.THREATENS, Stance.PROMISES, Stance.INTENDS, Stance.DEMANDS})


def told_as(candidate: Candidate, operator: str, statement: Statement, lexicon: EventLexicon, how: str) -> Candidate | None:
    """Give the act of words that an operator makes of a deed somebody tells of, or None where it makes none of it.

    Parameters
    ----------
    candidate
        The deed as its sentence tells it.
    operator
        The operator of ``composition.tsv``.
    statement
        Where it is said.
    lexicon
        The event lexicon.
    how
        How it is told, for the reasons.
    """
    kind, mode = lexicon.compose(operator, candidate.type, candidate.mode)
    if kind in ("-", "same"):
        return None
    said = statement.cue.start if statement.cue is not None else candidate.token.sent.start_char
    reasons = (*candidate.reasons, f"{how}: {candidate.type} becomes {kind}")
    return replace(candidate, type=kind, mode=mode, mutual=False, operator=operator, said_at=said, reasons=reasons)


__all__ = ["DECLARED", "told_as"]
