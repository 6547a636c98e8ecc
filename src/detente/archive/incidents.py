"""Reports of one event, merged into one incident and counted once.

The rule, which can be told in a sentence: two reports tell of one incident if they give the same type of event by the same parties,
towards recipients that do not contradict each other, on days at most one apart. Only what is told as done or as not done is merged:
plans, fears and conditions are nobody's incident. A report without a day stays an incident of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from detente.archive.reports import Report
from detente.records import Incident, Status, VoiceKind, record_id

DAYS_APART = 1  # the night between two time zones, and the day between an event and its first report

TOLD = frozenset({Status.ASSERTED, Status.NEGATED})


def merge_reports(reports: Iterable[Report]) -> tuple[Incident, ...]:
    """Merge reports into incidents.

    Parameters
    ----------
    reports
        In any order: the result does not depend on it.

    Returns
    -------
    tuple of Incident
        By day, then identifier; those without a day last.
    """
    told = sorted((r for r in reports if r.status in TOLD), key=_order)
    clusters: list[list[Report]] = []
    open_clusters: dict[tuple[str, tuple[str, ...]], list[list[Report]]] = {}
    for report in told:
        key = (report.type, report.actors)
        same = [c for c in open_clusters.get(key, []) if _within_reach(c[0], report)]
        home = next((c for c in same if all(_tell_of_one(other, report) for other in c)), None)
        if home is None:
            home = []
            clusters.append(home)
            same.append(home)
        home.append(report)
        # Reports come in order of their days: what is out of reach of this one is out of reach of all that follow.
        open_clusters[key] = same
    return tuple(sorted((_incident(c) for c in clusters), key=lambda i: (i.start or "9999", i.id)))


def why_one(first: Report, second: Report) -> str | None:
    """Say in words why two reports tell of one incident, or give None if they do not."""
    if first.type != second.type or first.actors != second.actors or not _tell_of_one(first, second):
        return None
    return f"{first.type} by {' and '.join(first.actors) or 'nobody named'}, days at most {DAYS_APART} apart"


def _order(report: Report) -> tuple[str, str, str]:
    return report.start or "9999", report.end or "9999", report.id


def _day(report: Report) -> tuple[date, date] | None:
    if report.granularity != "day" or report.start is None or report.end is None:
        return None
    return date.fromisoformat(report.start), date.fromisoformat(report.end)


def _within_reach(first: Report, second: Report) -> bool:
    one, two = _day(first), _day(second)
    return bool(one and two and two[0] <= one[1] + timedelta(days=DAYS_APART) and one[0] <= two[1] + timedelta(days=DAYS_APART))


def _tell_of_one(first: Report, second: Report) -> bool:
    modes = {first.mode, second.mode} - {None}
    if len(modes) > 1 or not _within_reach(first, second):
        return False
    return not first.recipients or not second.recipients or bool(set(first.recipients) & set(second.recipients))


def _incident(cluster: list[Report]) -> Incident:
    days = [d for r in cluster if (d := _day(r))]
    asserted = [r for r in cluster if r.status is Status.ASSERTED and not r.opinion]
    own_words = [r for r in asserted if r.voice is VoiceKind.OUTLET]
    first = cluster[0]
    reports = tuple(sorted(r.id for r in cluster))
    return Incident(
        id=record_id("in", *reports),
        type=first.type,
        actors=first.actors,
        recipients=tuple(sorted({p for r in cluster for p in r.recipients})),
        start=min(d[0] for d in days).isoformat() if days else first.start,
        end=max(d[1] for d in days).isoformat() if days else first.end,
        reports=reports,
        outlets=tuple(sorted({r.outlet for r in cluster if not r.opinion})),
        # What one source alone tells belongs to that source; a second outlet that tells it too makes it more.
        confirmed=bool(own_words) or len({r.outlet for r in asserted}) > 1,
        disputed=len({r.status for r in cluster}) > 1,
        reasons=tuple(dict.fromkeys(why for r in cluster[1:] if (why := why_one(first, r)))),
    )
