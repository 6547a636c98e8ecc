"""Who says what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.records.actor import Mention
from detente.records.evidence import TextSpan
from detente.records.time import When


class Quotation(StrEnum):
    """How a content is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What the cue tells of the source's attitude to the content."""

    SAYS = "says"
    BELIEVES = "believes"
    DENIES = "denies"
    DOUBTS = "doubts"
    FEARS = "fears"
    HOPES = "hopes"
    INTENDS = "intends"
    DEMANDS = "demands"
    ASKS = "asks"
    THREATENS = "threatens"
    PROMISES = "promises"
    ENDORSES = "endorses"


@dataclass(frozen=True, slots=True)
class Statement:
    """A content attributed to a source.

    Parameters
    ----------
    id
        Identifier.
    source
        Who is said to say it; None where the text names nobody ("it was reported that").
    cue
        The words that attribute it: a verb, a noun, "according to"; None for a quotation without any.
    content
        What is said: one span, or several where it is split around the cue.
    kind
        Direct, indirect or mixed quotation.
    stance
        What the cue tells of the source's attitude.
    inside
        The statement in whose content this one stands, or None.
    addressee
        To whom it is said, or None.
    when
        When it was said.
    confidence
        0 to 1: how clear the frame is.
    others
        Who else says it together with the source: the other members of "both sides", or of "Athens and Rome".
    """

    id: str
    source: Mention | None
    cue: TextSpan | None
    content: tuple[TextSpan, ...]
    kind: Quotation
    stance: Stance
    inside: str | None
    addressee: Mention | None
    when: When
    confidence: float
    others: tuple[Mention, ...] = ()

    @property
    def sources(self) -> tuple[Mention, ...]:
        """All who say it."""
        return (self.source, *self.others) if self.source is not None else ()

    @property
    def ascribed_by(self) -> str | None:
        """The words that attribute it; None where there is no cue, or only a colon."""
        return self.cue.quote if self.cue is not None and any(map(str.isalpha, self.cue.quote)) else None
