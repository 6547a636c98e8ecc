"""What the archive makes of many reports: incidents, and people's corrections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Account:
    """One side of a contradiction between the reports of an incident.

    Parameters
    ----------
    about
        What they differ in: ``"status"`` (asserted or denied), ``"sides"`` (who did it to whom), ``"dead"``, ``"injured"``,
        ``"arrested"``, ``"day"`` or ``"place"``.
    value
        What this account gives.
    reports
        Identifiers of the events that give it, sorted.
    outlets
        Where, sorted.
    """

    about: str
    value: str
    reports: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """The reports of one event, merged and counted once.

    Parameters
    ----------
    id
        Identifier.
    type
        PLOVER event type: the one most reports give.
    actors, recipients
        Codes of the parties, sorted: the actors that at least half of the reports name that name any, and everybody told as a recipient.
    start, end
        First and last day it may have happened on (ISO dates), or None where unknown.
    reports
        Identifiers of the events merged into it, sorted.
    outlets
        The independent outlets that report it, sorted; opinion pieces do not count.
    confirmed
        Whether an outlet asserts it in its own words, or two independent outlets assert it in any voice; opinion pieces do not count.
    disputed
        Whether some reports assert and others deny it.
    reasons
        Why these reports were taken for one event: what speaks for it, the most common first.
    mode
        The mode most reports of its type give, or None.
    carried
        Outlets that only carry the text of one of `outlets`, or of an agency they credit, sorted.
    accounts
        Where the reports contradict each other: the accounts side by side.
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
    mode: str | None = None
    carried: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()


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
