"""Reports of one event, merged into one incident and counted once.

Two reports tell of one incident if the evidence for it outweighs the evidence against: like types, parties, days, places, numbers
and wording (`evidence`). Reports are compared where it is worth while, and put together as long as those of an incident are alike on
average and none of them contradict each other in what one event cannot have twice (`clusters`). Accounts that differ in what one
event can be told with twice, whether it was done, by whom, with how many dead, stay in it side by side. Only what is told as done or as
not done is merged: plans, fears and conditions are nobody's incident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.archive.accounts import accounts_of
from detente.archive.clusters import Comparison, cluster
from detente.archive.copies import groups_of_copies
from detente.archive.evidence import Evidence, evidence
from detente.archive.profiles import Profile, profiles_of
from detente.archive.reports import Report
from detente.errors import UnknownRecord
from detente.ontology import MODES, score_of
from detente.records import Incident, Status, VoiceKind, record_id

TOLD = frozenset({Status.ASSERTED, Status.NEGATED})
#: Of which reports incidents are made: in listings of all, in series of those outside opinion pieces, in networks of what is done.
CHOICES: tuple[tuple[str, Callable[[Report], bool]], ...] = (
    ("all that is told", lambda report: True),
    ("what is told outside opinion pieces", lambda report: not report.opinion),
    ("what is told as done", lambda report: report.is_done),
    ("what is told as done outside opinion pieces", lambda report: report.is_done and not report.opinion),
)


@dataclass(frozen=True, slots=True)
class Why:
    """Why two reports were or were not taken for one event.

    Parameters
    ----------
    one, other
        The reports.
    merged
        Whether they are in one incident.
    total
        The sum of the evidence; at least 0 speaks for one event.
    evidence
        Piece by piece.
    said
        What a person said of it, which goes before all evidence; "" if nobody did.
    """

    one: Report
    other: Report
    merged: bool
    total: float
    evidence: tuple[Evidence, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class FoundIncident:
    """An incident that was asked for.

    Parameters
    ----------
    incident
        The incident.
    made_of
        Of which reports it was made, in words.
    listed
        Whether it is among the incidents of all that is told.
    """

    incident: Incident
    made_of: str
    listed: bool


def merge_reports(reports: Iterable[Report]) -> tuple[Incident, ...]:
    """Merge reports into incidents.

    Parameters
    ----------
    reports
        In any order: the result does not depend on it. How telling a word is, and how usual a kind of deed, depends on all of them.

    Returns
    -------
    tuple of Incident
        By day, then identifier; those without a day last.
    """
    return incidents_of(compare_reports(reports))


def incidents_of(comparison: Comparison) -> tuple[Incident, ...]:
    """Merge reports that are prepared for comparison."""
    found = [incident_of([comparison.profiles[place] for place in places], comparison) for places in cluster(comparison)]
    return tuple(sorted(found, key=_by_day))


def find_incident(record: str, reports: Iterable[Report]) -> FoundIncident:
    """Find an incident by its identifier, or by a beginning of it that only one incident has.

    An incident is called by its reports: where a number leaves some of them out, such as what opinion pieces tell, it may have another
    identifier than in a listing of all, and is found by that too.

    Raises
    ------
    UnknownRecord
        If none or several have it.
    """
    told = list(reports)
    for number, (chosen, takes) in enumerate(CHOICES):
        found = [i for i in merge_reports(filter(takes, told)) if i.id.startswith(record)]
        if len(found) > 1:
            raise UnknownRecord(f"{record}: several incidents begin so ({found[0].id}, {found[1].id}, ...); give more of it")
        if found:
            return FoundIncident(found[0], chosen, number == 0)
    raise UnknownRecord(
        f"{record}: no incident has this identifier; `detente incidents` lists them (an incident that gains or loses a report gets "
        "another; rows of data sets, im-..., are explained one by one)"
    )


def single_incidents(reports: Iterable[Report]) -> tuple[Incident, ...]:
    """Give each report as an incident of its own: so rows of data sets are kept apart unless somebody asks to merge them."""
    told = sorted((r for r in reports if r.status in TOLD), key=_order)
    profiles = profiles_of(told, {})
    comparison = Comparison(profiles)
    return tuple(sorted((incident_of([profile], comparison) for profile in profiles), key=_by_day))


def _by_day(incident: Incident) -> tuple[str, str]:
    return incident.start or "9999", incident.id


def compare_reports(reports: Iterable[Report]) -> Comparison:
    """Prepare what is told as done or as not done for comparison, in an order of its own."""
    told = sorted({r.id: r for r in reports if r.status in TOLD}.values(), key=_order)
    texts = groups_of_copies({r.document: r.text for r in told if r.text})
    return Comparison(profiles_of(told, texts), frozenset(_pairs(told)), frozenset(n for n, r in enumerate(told) if r.alone))


def _pairs(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Give the pairs that a person has put together."""
    places = {report.id: place for place, report in enumerate(reports)}
    for place, report in enumerate(reports):
        for other in report.merged:
            if other in places and places[other] != place:
                yield (place, places[other]) if place < places[other] else (places[other], place)


def why_merged(one: str, other: str, comparison: Comparison, incidents: Iterable[Incident]) -> Why:
    """Say why two reports, named by identifier, were or were not merged."""
    by_id = {profile.report.id: profile for profile in comparison.profiles}
    pieces = evidence(by_id[one], by_id[other], comparison.habits)
    merged = any(one in i.reports and other in i.reports for i in incidents)
    first, second = by_id[one].report, by_id[other].report
    said = ""
    if other in first.merged or one in second.merged:
        said = f"put together by {', '.join(dict.fromkeys((*first.corrected, *second.corrected)))}"
    elif first.alone or second.alone:
        said = f"taken apart by {', '.join(dict.fromkeys((*first.corrected, *second.corrected)))}"
    return Why(first, second, merged, round(sum(p.weight for p in pieces), 2), pieces, said)


def incident_of(profiles: Sequence[Profile], comparison: Comparison) -> Incident:
    """Make the incident of reports that tell of one event."""
    reports = [profile.report for profile in profiles]
    asserted = [p for p in profiles if p.report.status is Status.ASSERTED and not p.report.opinion]
    kind = _most(r.type for r in reports)
    names = tuple(sorted(r.id for r in reports))
    actors = _parties([r for r in reports if r.type == kind])
    first, last = _days(profiles)
    outlets, carried = _outlets(profiles)
    return Incident(
        id=record_id("in", *names),
        type=kind,
        actors=actors,
        recipients=_recipients(reports, kind, actors),
        start=first,
        end=last,
        reports=names,
        outlets=outlets,
        # What one source alone tells belongs to that source; a second outlet that tells it too makes it more.
        confirmed=any(p.report.voice is VoiceKind.OUTLET for p in asserted) or len(_outlets(asserted)[0]) > 1,
        disputed=len({r.status for r in reports}) > 1,
        reasons=_reasons(profiles, comparison),
        mode=_mode(reports, kind),
        carried=carried,
        accounts=accounts_of(profiles),
    )


def _order(report: Report) -> tuple[str, str, str]:
    return report.start or "9999", report.end or "9999", report.id


def _most(values: Iterable[str]) -> str:
    """Give the value told most often; at a tie the weightiest by PLOVER score, then the first by name."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], -abs(score_of(v)) if not v.startswith("~") else 0.0, v))


def _mode(reports: Sequence[Report], kind: str) -> str | None:
    counts = Counter(r.mode for r in reports if r.type == kind and r.mode and (kind, r.mode) in MODES)
    return min(counts, key=lambda m: (-counts[m], m)) if counts else None


def _parties(reports: Sequence[Report]) -> tuple[str, ...]:
    """Give the parties that at least half of those name as actors who name any; and those told as doing it to each other."""
    named = [r.actors for r in reports if r.actors]
    told = {(actor, party) for r in reports for actor in r.actors for party in r.recipients if actor != party}
    each_other = {actor for actor, party in told if (party, actor) in told}
    counts = Counter(party for parties in named for party in parties)
    known = {party for party, count in counts.items() if 2 * count >= len(named)} | each_other
    if not known and counts:
        most = max(counts.values())
        known = {party for party, count in counts.items() if count == most}
    return tuple(sorted(known))


def _recipients(reports: Sequence[Report], kind: str, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Give everybody told as a recipient; not who is an actor, unless some tell a party as the one and some, or the same, as the other."""
    both = {party for r in reports for party in r.recipients if any(party in other.actors for other in reports)}
    found = {party for r in reports if r.type == kind for party in r.recipients}
    return tuple(sorted(party for party in found if party not in actors or party in both))


def _days(profiles: Sequence[Profile]) -> tuple[str | None, str | None]:
    """Give first and last day: of the days told; else of those of publication, of the shortest stretch."""
    for wanted in ("told", "published", "stretch"):
        found = [p.report for p in profiles if p.dated == wanted]
        if wanted == "stretch" and found:
            found = [min(found, key=lambda r: ((r.end or "") > (r.start or ""), r.end or "", r.id))]
        if found:
            return min(r.start or "" for r in found), max(r.end or "" for r in found)
    return None, None


def _outlets(profiles: Sequence[Profile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the independent outlets, and those that only carry another's account: copies of one text, or of one agency, are one account."""
    told: dict[str, list[tuple[str, str]]] = {}
    for profile in profiles:
        if not profile.report.opinion:
            told.setdefault(profile.report.outlet, []).append((profile.text, profile.report.agency or profile.report.outlet))
    own: dict[str, str] = {}
    carried = []
    taken: set[str] = set()
    for outlet in sorted(told, key=lambda o: (all(agency != o for _, agency in told[o]), o)):
        new = [part for pair in told[outlet] if not taken & set(pair) for part in pair]
        if new:
            own[outlet] = outlet
        else:
            carried.append(outlet)
        taken.update(part for pair in told[outlet] for part in pair)
    return tuple(sorted(own)), tuple(sorted(carried))


def _reasons(profiles: Sequence[Profile], comparison: Comparison) -> tuple[str, ...]:
    """Say what speaks most for the reports' being one: of each report, with the one before it that it is most like."""
    found: Counter[str] = Counter()
    for number, profile in enumerate(profiles[1:], start=1):
        pieces = [evidence(earlier, profile, comparison.habits) for earlier in profiles[:number]]
        best = max(pieces, key=lambda several: (sum(p.weight for p in several), [p.name for p in several]))
        found.update(p.words for p in best if p.weight > 0)
    return tuple(sorted(found, key=lambda words: (-found[words], words)))
