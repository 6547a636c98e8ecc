"""Reports of one event become one incident."""

from __future__ import annotations

import random

import pytest

from detente.archive import Report, merge_reports, reports_of
from detente.archive.incidents import why_one
from detente.records import Genre, Reading, Status, VoiceKind
from tests.archive.builders import event, reading


def reports(*readings: Reading) -> list[Report]:
    return [report for one in readings for report in reports_of(one)]


def launch(document: str, on: str | None, **more: object) -> Reading:
    keep = {k: more.pop(k) for k in ("outlet", "genre") if k in more}
    return reading(event("MOBILIZE", ("PRK",), on=on, document=document, **more), document=document, **keep)  # type: ignore[arg-type]


def test_two_outlets_on_one_launch_make_one_confirmed_incident() -> None:
    found = merge_reports(reports(launch("doc-1", "2022-03-24", outlet="Wire"), launch("doc-2", "2022-03-25", outlet="Daily")))
    assert [(i.type, i.start, i.end, i.outlets, i.confirmed) for i in found] == [
        ("MOBILIZE", "2022-03-24", "2022-03-25", ("Daily", "Wire"), True)
    ]
    assert found[0].reasons == ("MOBILIZE by PRK, days at most 1 apart",)


def test_days_further_apart_stay_two() -> None:
    assert len(merge_reports(reports(launch("doc-1", "2022-03-24"), launch("doc-2", "2022-03-26")))) == 2


def test_daily_reports_do_not_chain_into_one() -> None:
    days = [launch(f"doc-{n}", f"2022-03-{n:02}") for n in range(1, 10)]
    assert max(len(i.reports) for i in merge_reports(reports(*days))) == 2


def test_without_a_day_a_report_stays_alone() -> None:
    assert len(merge_reports(reports(launch("doc-1", None), launch("doc-2", None)))) == 2


def test_other_modes_and_other_recipients_are_other_incidents() -> None:
    one = reading(event("ACCUSE", ("PRK",), ("USA",), on="2022-03-24"), event("ACCUSE", ("PRK",), ("JPN",), on="2022-03-24"))
    assert len(merge_reports(reports(one))) == 2
    modes = reading(*(event("MOBILIZE", ("PRK",), on="2022-03-24", mode=m) for m in ("weapons", "troops")))
    assert len(merge_reports(reports(modes))) == 2


def test_a_denial_disputes() -> None:
    found = merge_reports(reports(launch("doc-1", "2022-03-24"), launch("doc-2", "2022-03-24", status=Status.NEGATED, outlet="Daily")))
    assert [(i.disputed, i.confirmed) for i in found] == [(True, True)]


@pytest.mark.parametrize("status", [Status.POSSIBLE, Status.HYPOTHETICAL, Status.FUTURE])
def test_what_did_not_happen_is_no_incident(status: Status) -> None:
    assert merge_reports(reports(launch("doc-1", "2022-03-24", status=status))) == ()


def test_a_source_alone_and_an_opinion_piece_confirm_nothing() -> None:
    alone = merge_reports(reports(launch("doc-1", "2022-03-24", voice=VoiceKind.SOURCE)))
    piece = merge_reports(reports(launch("doc-2", "2022-03-24", voice=VoiceKind.OPINION, genre=Genre.OPINION)))
    assert [i.confirmed for i in (*alone, *piece)] == [False, False]
    assert piece[0].outlets == ()


def test_the_order_of_reports_changes_nothing() -> None:
    everything = reports(*(launch(f"doc-{n}", f"2022-03-{1 + n % 7:02}", outlet=f"Outlet {n % 3}") for n in range(20)))
    shuffled = everything[:]
    random.Random(1).shuffle(shuffled)
    assert merge_reports(shuffled) == merge_reports(everything)


def test_why_says_nothing_of_two_that_are_not_one() -> None:
    one, two = reports(launch("doc-1", "2022-03-24"), launch("doc-2", "2022-04-24"))
    assert why_one(one, two) is None
