"""What the archive makes of many reports: incidents, and people's corrections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Incident:
    """The reports of one event, merged and counted once.

    Parameters
    ----------
    id
        Identifier.
    type
        PLOVER event type.
    actors, recipients
        Codes of the parties, sorted.
    start, end
        First and last day it may have happened on (ISO dates), or None where unknown.
    reports
        Identifiers of the events merged into it, sorted.
    outlets
        The independent outlets that report it, sorted.
    confirmed
        Whether a report asserts it in a voice other than opinion.
    disputed
        Whether some reports assert and others deny it.
    reasons
        Why these reports were taken for one event.
    """

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    confirmed: bool
    disputed: bool
    reasons: tuple[str, ...]


class Verdict(StrEnum):
    """What a person says of a record."""

    REJECT = "reject"
    TYPE = "type"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's verdict on a record; it overlays the record and survives reading again.

    Parameters
    ----------
    id
        Identifier.
    record
        Identifier of the record it corrects.
    verdict
        Reject it, give it another type, or another actor.
    value
        The new type or actor; None for a rejection.
    who, why
        Who says so, and why.
    """

    id: str
    record: str
    verdict: Verdict
    value: str | None
    who: str
    why: str
