"""Series count incidents once and show gaps as gaps."""

from __future__ import annotations

from itertools import chain

import pytest

from detente.archive import merge_reports, reports_of
from detente.ontology import score_of
from detente.records import Genre, Reading, Status
from detente.tension import Series, weekly_series
from tests.archive.builders import event, reading


def measure(*readings: Reading, include_opinion: bool = False) -> tuple[Series, ...]:
    reports = chain.from_iterable(map(reports_of, readings))
    return weekly_series(reports, [(r.document.published, r.document.outlet) for r in readings], include_opinion=include_opinion)


SHELLING = reading(
    event("ASSAULT", ("PRK-MIL",), ("KOR",), on="2010-11-23", mode="heavy-weapons"),
    event("ACCUSE", ("KOR",), ("PRK",), on="2010-11-24"),
    published="2010-11-24",
)


def test_words_and_deeds_are_apart_and_weighted_by_plover() -> None:
    (series,) = measure(SHELLING)
    (week,) = series.periods
    assert series.dyad == ("KOR", "PRK")
    assert (week.start, week.documents) == ("2010-11-22", 1)
    assert week.conflict_deeds == -score_of("ASSAULT", "heavy-weapons")
    assert week.conflict_words == -score_of("ACCUSE")
    assert (week.cooperation, week.net) == (0.0, -12.5)


def test_an_event_reported_twice_counts_once() -> None:
    again = reading(
        event("ASSAULT", ("PRK",), ("KOR",), on="2010-11-23", mode="heavy-weapons", document="doc-2"),
        document="doc-2",
        outlet="Daily",
        published="2010-11-24",
    )
    assert measure(SHELLING, again)[0].conflict_total == measure(SHELLING)[0].conflict_total


def test_a_week_nobody_wrote_in_is_a_gap_and_a_quiet_week_is_zero() -> None:
    quiet = reading(document="doc-2", published="2010-12-08")
    weeks = measure(SHELLING, quiet)[0].periods
    assert [(w.documents, w.conflict) for w in weeks] == [(1, 12.5), (0, None), (1, 0.0)]


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.ASSERTED])
def test_only_what_is_told_as_done_counts(status: Status) -> None:
    assert measure(reading(event("ASSAULT", ("PRK",), ("KOR",), on="2010-11-23", status=status))) == ()


def test_opinion_counts_only_when_asked() -> None:
    piece = reading(event("THREATEN", ("USA",), ("PRK",), on="2023-04-13"), published="2023-04-16", genre=Genre.OPINION)
    assert measure(piece) == ()
    (series,) = measure(piece, include_opinion=True)
    assert (series.conflict_total, series.opinion) == (3.5, True)


def test_what_belongs_to_no_week_is_listed_and_summed_apart() -> None:
    (series,) = measure(reading(event("THREATEN", ("USA",), ("PRK",))))
    assert (series.periods, len(series.undated), series.undated_conflict) == ((), 1, 3.5)


def test_all_sides_of_a_meeting_are_dyads() -> None:
    meeting = reading(event("CONSULT", ("JPN", "KOR", "USA"), on="2023-01-10"))
    assert [s.dyad for s in measure(meeting)] == [("JPN", "KOR"), ("JPN", "USA"), ("KOR", "USA")]


def test_who_acts_together_in_conflict_is_no_dyad_and_who_fights_each_other_is() -> None:
    drill = reading(event("MOBILIZE", ("KOR", "USA"), on="2023-03-13"))
    assert measure(drill) == ()
    clash = reading(event("ASSAULT", ("ETH", "TPLF"), ("ETH", "TPLF"), on="2022-08-24"))
    assert [s.dyad for s in measure(clash)] == [("ETH", "TPLF")]


def test_the_most_hostile_dyad_comes_first_and_peaks_are_its_busiest_weeks() -> None:
    one = reading(event("THREATEN", ("USA",), ("CHN",), on="2010-11-23"))
    series = measure(SHELLING, one)
    assert [s.dyad for s in series] == [("KOR", "PRK"), ("CHN", "USA")]
    assert [w.start for w in series[0].peaks()] == ["2010-11-22"]


def test_reports_count_as_the_incidents_that_they_are_known_to_be_of() -> None:
    reports = list(reports_of(SHELLING))
    incidents = merge_reports(reports)
    others = merge_reports([*reports, *reports_of(reading(event("ASSAULT", ("PRK",), ("KOR",), on="2012-01-01", document="doc-2")))])
    published = [("2010-11-24", "Daily")]
    (alone,), (known,) = weekly_series(reports, published), weekly_series(reports, published, incidents=others)
    assert known.periods == alone.periods
    assert {name for week in known.periods for name in week.told} <= {incident.id for incident in incidents}
    assert weekly_series(reports, published, incidents=()) == ()
