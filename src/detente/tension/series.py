"""Weekly series of a dyad: conflict and cooperation apart, words and deeds apart, coverage beside them.

Every number is a sum over incidents, each counted once however often it is reported, weighted by its PLOVER intensity
(-10 to 10), so that a series opens the incidents and through them the sentences. Weeks are ISO weeks and named by their Monday.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from detente.archive import Report, merge_reports
from detente.ontology import is_conflict, is_deed, score_of
from detente.records import Incident, Status

Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a dyad.

    Parameters
    ----------
    start
        Its Monday, ISO date.
    documents
        Coverage: documents published in the week, on any subject; 0 makes the week a gap.
    conflict_words, conflict_deeds, cooperation_words, cooperation_deeds
        Sums of absolute PLOVER intensity; None in a gap in which nothing was dated either: nobody looked.
    incidents
        Identifiers of the incidents summed, by day.
    """

    start: str
    documents: int
    conflict_words: float | None
    conflict_deeds: float | None
    cooperation_words: float | None
    cooperation_deeds: float | None
    incidents: tuple[str, ...]

    @property
    def conflict(self) -> float | None:
        """Words and deeds of conflict together."""
        return _sum(self.conflict_words, self.conflict_deeds)

    @property
    def cooperation(self) -> float | None:
        """Words and deeds of cooperation together."""
        return _sum(self.cooperation_words, self.cooperation_deeds)

    @property
    def net(self) -> float | None:
        """Cooperation less conflict; None in a gap."""
        return None if self.cooperation is None or self.conflict is None else self.cooperation - self.conflict


@dataclass(frozen=True, slots=True)
class Series:
    """The weeks of a dyad, without holes, from the first week with a document or incident to the last.

    Parameters
    ----------
    dyad
        Two codes, sorted.
    weeks
        In order of time.
    undated
        Incidents that belong to the dyad but to no single week: they are in no week's sum.
    undated_conflict, undated_cooperation
        Sums over these.
    opinion
        Whether events told only in opinion pieces are counted.
    """

    dyad: Dyad
    weeks: tuple[Week, ...]
    undated: tuple[str, ...]
    undated_conflict: float
    undated_cooperation: float
    opinion: bool

    @property
    def conflict_total(self) -> float:
        """All conflict of the dyad, dated or not."""
        return self.undated_conflict + sum(w.conflict or 0.0 for w in self.weeks)

    @property
    def cooperation_total(self) -> float:
        """All cooperation of the dyad, dated or not."""
        return self.undated_cooperation + sum(w.cooperation or 0.0 for w in self.weeks)

    def peaks(self, count: int = 3) -> tuple[Week, ...]:
        """Give the weeks of the most conflict and cooperation together, most first; weeks of nothing are none."""
        busy = [w for w in self.weeks if w.incidents]
        return tuple(sorted(busy, key=lambda w: (-(w.conflict or 0) - (w.cooperation or 0), w.start))[:count])


def dyads_of(incident: Incident) -> tuple[Dyad, ...]:
    """Give the dyads an incident belongs to: every actor with every recipient; those who meet or agree, with each other.

    Who acts together in conflict (two allies' drill) is no dyad of conflict; who fights each other is both actor and recipient.
    """
    if incident.recipients:
        return tuple(sorted({(a, b) if a < b else (b, a) for a in incident.actors for b in incident.recipients if a != b}))
    return () if is_conflict(incident.type) else tuple(combinations(sorted(incident.actors), 2))


def weekly_series(
    reports: Iterable[Report],
    published: Iterable[str | None],
    *,
    include_opinion: bool = False,
    sides: Set[str] | None = None,
) -> tuple[Series, ...]:
    """Measure every dyad week by week.

    Parameters
    ----------
    reports
        Events of any status; only asserted ones count.
    published
        The publication date of every document of the archive, for coverage.
    include_opinion
        Count also what only opinion pieces tell.
    sides
        Codes that are sides: only dyads of these are measured. None: whoever is named.

    Returns
    -------
    tuple of Series
        The most hostile dyad first.
    """
    counted = [r for r in reports if r.status is Status.ASSERTED and not r.historical and (include_opinion or not r.opinion)]
    modes = {r.id: r.mode for r in counted}
    coverage = Counter(_monday(day) for day in published if day)
    by_dyad: dict[Dyad, list[Incident]] = {}
    for incident in merge_reports(counted):
        for dyad in dyads_of(incident):
            if sides is not None and not sides >= set(dyad):
                continue
            by_dyad.setdefault(dyad, []).append(incident)
    series = [_series(dyad, incidents, modes, coverage, include_opinion) for dyad, incidents in by_dyad.items()]
    return tuple(sorted(series, key=lambda s: (-s.conflict_total, -s.cooperation_total, s.dyad)))


def intensity(incident: Incident, modes: Mapping[str, str | None]) -> float:
    """Give an incident's PLOVER intensity, in the mode most of its reports give (the first by name among equals)."""
    told = Counter(mode for report in incident.reports if (mode := modes[report]))
    mode = min(told, key=lambda m: (-told[m], m)) if told else None
    return score_of(incident.type, mode)


def _series(
    dyad: Dyad, incidents: Sequence[Incident], modes: Mapping[str, str | None], coverage: Mapping[date, int], opinion: bool
) -> Series:
    weekly: dict[date, list[Incident]] = {}
    undated = []
    for incident in incidents:
        monday = _monday(incident.start) if incident.start else None
        if monday is None or incident.end is None or _monday(incident.end) != monday:
            undated.append(incident)
        else:
            weekly.setdefault(monday, []).append(incident)
    known = sorted({*weekly, *coverage})
    weeks = []
    monday = known[0] if known else None
    while monday is not None and monday <= known[-1]:
        weeks.append(_week(monday, weekly.get(monday, []), modes, coverage.get(monday, 0)))
        monday += timedelta(weeks=1)
    sums = _sums(undated, modes)
    return Series(
        dyad,
        tuple(weeks),
        tuple(sorted(i.id for i in undated)),
        sums[True, True] + sums[True, False],
        sums[False, True] + sums[False, False],
        opinion,
    )


def _sums(incidents: Sequence[Incident], modes: Mapping[str, str | None]) -> dict[tuple[bool, bool], float]:
    """Sum absolute intensity by (conflict, deed)."""
    sums = {(conflict, deed): 0.0 for conflict in (True, False) for deed in (True, False)}
    for incident in incidents:
        sums[is_conflict(incident.type), is_deed(incident.type)] += abs(intensity(incident, modes))
    return sums


def _week(monday: date, incidents: Sequence[Incident], modes: Mapping[str, str | None], documents: int) -> Week:
    if not documents and not incidents:
        return Week(monday.isoformat(), 0, None, None, None, None, ())
    sums = _sums(incidents, modes)
    return Week(
        monday.isoformat(), documents, sums[True, False], sums[True, True], sums[False, False], sums[False, True],
        tuple(i.id for i in sorted(incidents, key=lambda i: (i.start or "", i.id))),
    )  # fmt: skip


def _monday(day: str) -> date:
    found = date.fromisoformat(day)
    return found - timedelta(days=found.weekday())


def _sum(one: float | None, two: float | None) -> float | None:
    return None if one is None or two is None else one + two
