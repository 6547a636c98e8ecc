"""What a brief holds, gathered once: both the page and its JSON twin are written from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.archive import Report, Selection, merge_reports, reports_of
from detente.brief.camps import Camps, find_camps
from detente.brief.standoff import Standoff, study
from detente.drafting.parties import groups_meant
from detente.drafting.persons import settle_sides
from detente.errors import BriefError, DetenteError
from detente.reading.actors.naming import PEOPLE_SECTOR
from detente.reading.actors.tables import country_name, is_state
from detente.records import Event, Genre, Incident, Quotation, Reading, Skipped, Stance, Statement, Status
from detente.tension import Series, Turn, turns_of, weekly_series

AHEAD = frozenset({Status.FUTURE, Status.POSSIBLE, Status.HYPOTHETICAL})
#: What somebody is told to think or mean to do, without a word of his own.
ATTITUDES = frozenset({Stance.BELIEVES, Stance.INTENDS, Stance.HOPES, Stance.FEARS})
POINTING = frozenset({"this", "that", "it", "so", "them", "these", "those"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A source and how often it speaks.

    Parameters
    ----------
    code
        The source's actor code.
    statements
        Its statements, with the reading each stands in, in order of publication.
    """

    code: str
    statements: tuple[tuple[Statement, Reading], ...]

    @property
    def unnamed(self) -> bool:
        """Whether no knowledge says who it is ("officials", "it")."""
        return self.code.startswith("~")


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a brief shows.

    Parameters
    ----------
    title
        What the brief is called.
    about
        Codes it was narrowed to; empty: everybody.
    readings, skipped
        What was read, by publication; and what could not be, with the reason.
    opinion
        Whether events told only in opinion pieces count.
    as_told
        Whether all that was read is opinion: then everything is "as told by this piece".
    reports
        Events by identifier, with their parties and documents.
    incidents
        What is told as done or as not done, by day.
    ahead
        What is planned, feared, possible or conditional.
    voices
        Who speaks, the most quoted first; whom no knowledge names come last.
    series, turns
        The dyads, most hostile first, and the weeks in which each one's level changed.
    camps
        Who stands with whom and against whom; None where too few sides have a clear tie.
    standoff
        The drafted conflict model and its analysis; None where nothing could be drafted.
    no_standoff
        Why nothing could be drafted, or None.
    names
        How to show an actor's code.
    """

    title: str
    about: tuple[str, ...]
    readings: tuple[Reading, ...]
    skipped: tuple[Skipped, ...]
    opinion: bool
    as_told: bool
    reports: dict[str, Report]
    incidents: tuple[Incident, ...]
    ahead: tuple[Event, ...]
    voices: tuple[Voice, ...]
    series: tuple[Series, ...]
    turns: dict[tuple[str, str], tuple[Turn, ...]]
    camps: Camps | None
    standoff: Standoff | None
    no_standoff: str | None
    names: dict[str, str]

    @property
    def days(self) -> tuple[str, str] | None:
        """First and last day of publication, or None where no document has a date."""
        known = [d for r in self.readings if (d := r.document.published)]
        return (min(known), max(known)) if known else None

    @property
    def by_document(self) -> dict[str, Reading]:
        """The readings by document."""
        return {r.document.id: r for r in self.readings}

    def name(self, code: str) -> str:
        """Show a code as a name."""
        return self.names.get(code, code.removeprefix("~"))


def gather(
    readings: Iterable[Reading],
    skipped: Sequence[Skipped] = (),
    *,
    title: str | None = None,
    about: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    include_opinion: bool = False,
    split: bool = False,
) -> Contents:
    """Gather what a brief shows.

    Parameters
    ----------
    readings
        In any order: the brief does not depend on it.
    skipped
        Inputs that could not be read.
    title
        A title; by default the drafted model's, else the most hostile dyad.
    about
        Codes of parties: only what they take part in is counted.
    since, until
        Only events on or after, on or before these ISO dates.
    include_opinion
        Count also what only opinion pieces tell.
    split
        Draft allies as separate decision makers.

    Raises
    ------
    BriefError
        If there is nothing to make a brief of.
    """
    everything = tuple(sorted(settle_sides(readings), key=lambda r: (r.document.published or "9999", r.document.id)))
    if not everything:
        raise BriefError("there is no reading to make a brief of; name news texts, or add some to the archive")
    as_told = all(r.genre is Genre.OPINION for r in everything)
    opinion = include_opinion or as_told
    told = [report for r in everything for report in reports_of(r)]
    named = (*about, *(group for code in about for group in groups_meant(everything, code)))
    between = Selection(since=since, until=until).choose(told)
    chosen, incidents = _chosen(between, Selection(actors=named), opinion)
    counted = [r for r in chosen if opinion or not r.opinion]
    published = [(r.document.published, r.document.outlet) for r in everything]
    sides = {a.party for r in everything for a in r.actors if a.party}
    series = weekly_series(counted, published, include_opinion=opinion, sides=sides, incidents=incidents)
    names = _names(everything)
    standoff, no_standoff = _standoff(everything, about, since, until, opinion, split)
    return Contents(
        title=title or _title(standoff, series, everything, names),
        about=about,
        readings=everything,
        skipped=tuple(sorted(skipped, key=lambda s: (s.source, s.reason))),
        opinion=opinion,
        as_told=as_told,
        reports={r.id: r for r in chosen},
        incidents=incidents,
        ahead=tuple(r.event for r in counted if r.event and r.status in AHEAD),
        voices=_voices(everything),
        series=series,
        turns={s.dyad: turns_of(s) for s in series},
        camps=find_camps(everything, told, named, since, until, opinion),
        standoff=standoff,
        no_standoff=no_standoff,
        names=names,
    )


def _chosen(reports: Sequence[Report], choice: Selection, opinion: bool) -> tuple[list[Report], tuple[Incident, ...]]:
    """Choose what is told of some parties: whole incidents, for a report that denies it or knows less of who took part is of it too."""
    merged = merge_reports([report for report in reports if opinion or not report.opinion])
    taken = {report.id for report in choice.choose(reports)}
    incidents = tuple(incident for incident in merged if not taken.isdisjoint(incident.reports))
    taken.update(report for incident in incidents for report in incident.reports)
    return [report for report in reports if report.id in taken], incidents


def _standoff(
    readings: Sequence[Reading], about: tuple[str, ...], since: str | None, until: str | None, opinion: bool, split: bool
) -> tuple[Standoff | None, str | None]:
    """A brief without a model is still a brief: it says why there is none."""
    try:
        return study(readings, about=about, since=since, until=until, include_opinion=opinion, split=split), None
    except DetenteError as error:
        return None, str(error)


def _names(readings: Sequence[Reading]) -> dict[str, str]:
    """Show each code by the name most readings give it (the first by spelling among equals), a party that none names by its members."""
    seen: dict[str, Counter[str]] = {}
    members: dict[str, set[str]] = {}
    for reading in readings:
        for actor in reading.actors:
            seen.setdefault(actor.code, Counter())[actor.name] += 1
            if actor.party and actor.party != actor.code:
                members.setdefault(actor.party, set()).add(actor.code)
    names = {code: min(found, key=lambda n: (-found[n], n)) for code, found in sorted(seen.items())}
    for code in names:
        country, dash, sector = code.rpartition("-")
        if dash and sector == PEOPLE_SECTOR and is_state(country):
            names[code] = f"people of {names.get(country) or country_name(country)}"  # not the "engineer" one text tells of
    for party, codes in sorted(members.items()):
        listed = sorted({names[code] for code in codes})
        names.setdefault(party, ", ".join(listed[:2]) + (" and others" if len(listed) > 2 else ""))
    return names


def _voices(readings: Sequence[Reading]) -> tuple[Voice, ...]:
    spoken: dict[str, list[tuple[Statement, Reading]]] = {}
    for reading in readings:
        for statement in filter(_is_said, reading.statements):
            for source in statement.sources:
                spoken.setdefault(source.actor, []).append((statement, reading))
    voices = [Voice(code, tuple(found)) for code, found in spoken.items()]
    return tuple(sorted(voices, key=lambda v: (v.unnamed, -len(v.statements), v.code)))


def _is_said(statement: Statement) -> bool:
    """Whether a source says something: not what others tell that it believes or intends, and more than "this"."""
    ascribed = statement.stance in ATTITUDES and statement.kind is Quotation.INDIRECT
    return not ascribed and not all(part.quote.strip().lower() in POINTING for part in statement.content)


def _title(standoff: Standoff | None, series: Sequence[Series], readings: Sequence[Reading], names: dict[str, str]) -> str:
    if standoff is not None:
        return standoff.draft.model.name
    if series:
        return " and ".join(names.get(code, code) for code in series[0].dyad)
    return readings[0].document.title or readings[0].document.source
