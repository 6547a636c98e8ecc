"""Who tells something: an outlet, the author of an opinion piece, or a party in its own voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.drafting.parties import Parties
from detente.records import Evidence, Genre, Quotation, Reading, Stance, Statement, TextSpan, Voice, VoiceKind


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells something, and where.

    Parameters
    ----------
    by
        The party in whose voice it is told; None for the outlet or author.
    opinion
        Whether an opinion piece tells it.
    quote, where
        Its sentence, and outlet and date of publication.
    """

    by: str | None
    opinion: bool
    quote: str
    where: str


def statements_around(reading: Reading, start: int, end: int) -> tuple[Statement, ...]:
    """Give the statements in whose content a place of a document lies, the outermost first."""
    return tuple(statement for statement in reading.statements if any(span.contains(start, end) for span in statement.content))


def told_in(voice: Voice, reading: Reading, evidence: Sequence[Evidence], parties: Parties) -> Telling:
    """Say who tells something, and where."""
    document = reading.document
    opinion = reading.genre is Genre.OPINION or voice.opinion or voice.kind is VoiceKind.OPINION
    told = {one.id: one for one in reading.statements if not (opinion and _is_guessed(one))}
    teller = next((m for s in reversed(voice.statements) if s in told and (m := told[s].source)), None)
    span = evidence[-1]
    where = ", ".join(part for part in (document.outlet or document.title or document.source, document.published) if part)
    return Telling(
        parties.of(document.id, teller) if teller else None,
        opinion,
        " ".join(span.quote.split()) if isinstance(span, TextSpan) else f"row {span.row} of {span.data_set}",
        where,
    )


def _is_guessed(statement: Statement) -> bool:
    """Whether it is told what somebody thinks, not what they said: in an opinion piece that is the author's view of them."""
    inner = (Stance.BELIEVES, Stance.DOUBTS, Stance.FEARS, Stance.HOPES, Stance.INTENDS)
    return statement.stance in inner and statement.kind is Quotation.INDIRECT
