"""Which records a listing is about: filters by actor, dyad, type, status, voice and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.archive.reports import Report
from detente.errors import UsageError
from detente.ontology import EVENT_TYPES
from detente.records import Status, VoiceKind
from detente.records.time import check_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A choice among events; an empty field chooses all.

    Parameters
    ----------
    actors
        Codes of parties or actors: an event is chosen if one of them takes part.
    dyad
        Two codes, both of which must take part.
    types
        PLOVER event types.
    status, voice
        Status and kind of voice.
    since, until
        ISO dates, both inclusive; an event without a date is left out where one is given.

    Raises
    ------
    UsageError
        If a type is unknown, or the dates are in the wrong order.
    DateError
        If a date is none.
    """

    actors: tuple[str, ...] = ()
    dyad: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    status: Status | None = None
    voice: VoiceKind | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for name in self.types:
            if name not in EVENT_TYPES:
                raise UsageError(f"{name!r} is no event type; the types are {', '.join(EVENT_TYPES)}")
        check_days(self.since, self.until)

    def takes(self, report: Report) -> bool:
        """Whether a report is chosen."""
        codes = {*report.parties, *report.codes}
        if (self.actors and not codes & set(self.actors)) or (self.dyad and not set(self.dyad) <= codes):
            return False
        if (self.types and report.type not in self.types) or (self.status and report.status is not self.status):
            return False
        if self.voice and report.voice is not self.voice:
            return False
        if self.since and (report.end is None or report.end < self.since):
            return False
        return not (self.until and (report.start is None or report.start > self.until))

    def choose(self, reports: Iterable[Report]) -> list[Report]:
        """Give the chosen reports, by day and place in the text, those without a date last."""
        return sorted((r for r in reports if self.takes(r)), key=lambda r: (r.start or "9999", r.document, r.id))
