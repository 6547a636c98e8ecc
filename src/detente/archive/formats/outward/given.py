"""What an export gives of one event: the parties with all that is known of them, flat, whether it was read or imported."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import permutations, product
from typing import TypeVar

from detente.archive.formats.outward.codes import country_names, split_code
from detente.archive.reports import Report, report_of_row
from detente.ontology import CAMEO, EVENT_TYPES, cameo_of
from detente.records import Actor, ImportedEvent, ImportedSide, Incident, Mention, Numbers, Place, Reading, Status, TextSpan

T = TypeVar("T")

#: Types whose several actors act together with one another where no recipient is told: they meet, agree, cooperate.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Side:
    """An actor or recipient.

    Parameters
    ----------
    code, party, name
        As records have them.
    country, sector
        ISO 3166 alpha-3 code and PLOVER sector, or None.
    person, office
        Or None.
    words
        The phrase that names it in the text, or None.
    """

    code: str
    party: str | None
    name: str
    country: str | None = None
    sector: str | None = None
    person: str | None = None
    office: str | None = None
    words: str | None = None

    @property
    def side(self) -> str:
        """On whose side it acts; its own code where that is unknown."""
        return self.party or self.code


@dataclass(frozen=True, slots=True)
class Given:
    """An event, or an incident, as it is given out.

    Parameters
    ----------
    report
        Its filters' view; of an incident the first report of it.
    id, type, mode, contexts, code
        Identifier; PLOVER type (None where a row's own code is unknown), mode and contexts; CAMEO code, or the row's own.
    actors, recipients
        Who does it, to whom.
    start, end
        First and last day, or None.
    score
        The row's own intensity, or None.
    reports, outlets
        How many reports and outlets tell it; None where that is unknown.
    told
        How an incident is told: ``"confirmed"``, ``"disputed"``, ``"one source only"``; None for an event.
    leading
        Whether it stands in the first paragraph of its document; None where there is none.
    trigger
        The words that tell it, or None.
    title, outlet, link, source
        Of the document, or None.
    row, form
        The imported row and the format of its data set, or None.
    """

    report: Report
    id: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    code: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    start: str | None
    end: str | None
    score: float | None = None
    reports: int | None = 1
    outlets: int | None = 1
    told: str | None = None
    leading: bool | None = None
    trigger: str | None = None
    title: str | None = None
    outlet: str | None = None
    link: str | None = None
    source: str | None = None
    row: ImportedEvent | None = None
    form: str | None = None

    @property
    def place(self) -> Place | None:
        """Where."""
        return self.report.place

    @property
    def numbers(self) -> Numbers:
        """How many were killed, injured, arrested."""
        return self.report.numbers

    @property
    def day(self) -> str | None:
        """The day, where it is known to the day."""
        return self.start if self.start == self.end else None

    @property
    def known(self) -> str | None:
        """The type, where PLOVER knows it."""
        return self.type if self.type in EVENT_TYPES else None

    @property
    def cameo(self) -> str | None:
        """The CAMEO code: the row's own where it is one, else the nearest to type and mode; None where neither is known."""
        if self.row is not None and self.code in CAMEO:
            return self.code
        return cameo_of(self.known, self.mode) if self.known else None

    def pairs(self) -> Iterator[tuple[Side | None, Side | None]]:
        """Give who acts towards whom, one by one; what many do with each other is given from each side, as CAMEO has it."""
        if self.actors and self.recipients:
            yield from product(self.actors, self.recipients)
        elif self.type in MUTUAL and len(self.actors) > 1:
            yield from permutations(self.actors, 2)
        elif self.actors:
            yield from ((side, None) for side in self.actors)
        else:
            yield from ((None, side) for side in self.recipients)


@dataclass(slots=True)
class Left:
    """How many events an export gave, what it left out, and what it gave less of than is known, each with how often."""

    out: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    given: int = 0

    def leave(self, why: str) -> None:
        """Count an event that was about to be given, and is left out."""
        self.out[why] += 1
        self.given -= 1

    def counted(self, stream: Iterable[T]) -> Iterator[T]:
        """Count what goes by as given."""
        for each in stream:
            self.given += 1
            yield each

    def note(self) -> str:
        """Say it in a line; empty where there is nothing to say.

        Examples
        --------
        >>> Left(Counter({"told as future": 2, "without a day": 1})).note()
        'left out: 2 events told as future, 1 event without a day'
        """
        told = ("left out", self.out), ("given without saying so", self.lost)
        return "; ".join(f"{what}: {', '.join(_counted(counts))}" for what, counts in told if counts)


def _counted(counts: Counter[str]) -> list[str]:
    most_first = sorted(counts.items(), key=lambda count: (-count[1], count[0]))
    return [f"{number:,} {'event' if number == 1 else 'events'} {why}" for why, number in most_first]


def given_event(reading: Reading, report: Report) -> Given:
    """Give an event of a reading as an export has it."""
    event, document = report.event, reading.document
    assert event is not None
    known = {actor.code: actor for actor in reading.actors}
    trigger = next((e for e in event.evidence if isinstance(e, TextSpan)), None)
    first = document.text.find("\n\n")
    return Given(
        report=report,
        id=report.id,
        type=report.type,
        mode=report.mode,
        contexts=event.contexts,
        code=event.cameo or cameo_of(report.type, report.mode),
        actors=_sides(event.actors, known),
        recipients=_sides(event.recipients, known),
        start=report.start,
        end=report.end,
        leading=None if trigger is None else first < 0 or trigger.start < first,
        trigger=trigger.quote if trigger else None,
        title=document.title,
        outlet=document.outlet,
        link=document.url,
        source=document.source,
    )


def given_row(row: ImportedEvent, form: str | None = None) -> Given:
    """Give an imported row as an export has it."""
    return Given(
        report=report_of_row(row),
        id=row.id,
        type=row.type,
        mode=row.mode,
        contexts=row.contexts,
        code=row.code,
        actors=_imported_sides(row.actor),
        recipients=_imported_sides(row.recipient),
        start=row.start,
        end=row.end,
        score=row.score,
        reports=row.reports,
        outlets=None,
        outlet=row.outlet,
        link=row.evidence.link,
        row=row,
        form=form,
    )


def given_incident(incident: Incident, reports: Iterable[Given]) -> Given:
    """Give an incident as an export has it: of these reports of it the best told speaks for it, an asserted one before others."""
    ordered = sorted(reports, key=lambda g: (g.report.status is not Status.ASSERTED, g.report.opinion, g.report.voice != "outlet", g.id))
    first = ordered[0]
    told = "disputed" if incident.disputed else "confirmed" if incident.confirmed else "one source only"
    known: dict[str, dict[str, Side]] = {}
    for side in (side for given in ordered for side in (*given.actors, *given.recipients)):
        known.setdefault(side.side, {}).setdefault(side.code, side)
    return Given(
        report=first.report,
        id=incident.id,
        type=incident.type,
        mode=incident.mode,
        contexts=tuple(sorted({c for given in ordered for c in given.contexts})),
        code=cameo_of(incident.type, incident.mode) if incident.type in EVENT_TYPES else first.code,
        actors=tuple(_party(party, known.get(party, {})) for party in incident.actors),
        recipients=tuple(_party(party, known.get(party, {})) for party in incident.recipients),
        start=incident.start,
        end=incident.end,
        reports=len(incident.reports),
        outlets=len(incident.outlets),
        told=told,
        leading=first.leading,
        trigger=first.trigger,
        title=first.title,
        outlet=first.outlet,
        link=first.link,
        source=first.source,
    )


def _party(party: str, told: dict[str, Side]) -> Side:
    """Give who exactly it was where the reports agree, else the party."""
    if len(told) == 1:
        return next(iter(told.values()))
    country, sector = split_code(party)
    return Side(party, party, country_names().get(party, party), country, sector)


def number_of(identifier: str, place: int) -> int:
    """Give a whole number for an event's identifier and the place of a pair in it: forms of others ask for numbers.

    Examples
    --------
    >>> number_of("ev-77285e5e8008", 0) == number_of("ev-77285e5e8008", 0) != number_of("ev-77285e5e8008", 1)
    True
    """
    return int(hashlib.sha256(f"{identifier}\x1f{place}".encode()).hexdigest()[:13], 16)  # 52 bits: exact in every spreadsheet


def _sides(mentions: tuple[Mention, ...], known: dict[str, Actor]) -> tuple[Side, ...]:
    sides: dict[str, Side] = {}
    for mention in mentions:
        actor = known[mention.actor]
        sides.setdefault(
            actor.code,
            Side(actor.code, actor.party, actor.name, actor.country, actor.sector, actor.person, actor.office, mention.span.quote),
        )
    return tuple(sides.values())


def _imported_sides(side: ImportedSide | None) -> tuple[Side, ...]:
    if side is None:
        return ()
    country, sector = split_code(side.code)
    return (Side(side.code, side.party, side.name, country, sector),)
