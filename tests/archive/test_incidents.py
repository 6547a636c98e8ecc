"""Reports of one event become one incident."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulated_incidents import simulate
from detente.archive import compare_reports, find_incident, merge_reports, reports_of, single_incidents, why_merged
from detente.documents import read_text
from detente.errors import UnknownRecord
from detente.reading.reader import Reader
from detente.records import Genre, Numbers, Place, Precision, Reading, Status, VoiceKind
from tests.archive.builders import event, reading, reports, sizes, told


def launch(document: str, on: str | None, **more: object) -> Reading:
    keep = {k: more.pop(k) for k in ("outlet", "genre", "published") if k in more}
    return reading(event("MOBILIZE", ("PRK",), ("KOR",), on=on, document=document, **more), document=document, **keep)  # type: ignore[arg-type]


def test_two_outlets_on_one_launch_make_one_confirmed_incident() -> None:
    found = merge_reports(reports(launch("doc-1", "2022-03-24", outlet="Wire"), launch("doc-2", "2022-03-24", outlet="Daily")))
    assert [(i.type, i.start, i.end, i.outlets, i.confirmed) for i in found] == [
        ("MOBILIZE", "2022-03-24", "2022-03-24", ("Daily", "Wire"), True)
    ]
    assert "the same type, MOBILIZE" in found[0].reasons


def test_an_incident_is_found_by_its_identifier_also_by_the_one_it_has_without_opinion() -> None:
    news = launch("doc-1", "2022-03-24", outlet="Wire"), launch("doc-2", "2022-03-24", outlet="Daily")
    opinion = launch("doc-3", "2022-03-24", outlet="Post", genre=Genre.OPINION)
    told = reports(*news, opinion)
    (everything,), (counted,) = merge_reports(told), merge_reports(reports(*news))
    assert everything.id != counted.id
    found = find_incident(everything.id[:9], told)
    assert (found.incident, found.listed) == (everything, True)
    found = find_incident(counted.id, told)
    assert (found.incident, found.made_of, found.listed) == (counted, "what is told outside opinion pieces", False)
    with pytest.raises(UnknownRecord, match="no incident has this identifier"):
        find_incident("in-none", told)
    with pytest.raises(UnknownRecord, match="several incidents begin so"):
        find_incident("in-", [*told, *reports(launch("doc-4", "2022-05-24"))])


def test_days_further_apart_stay_two() -> None:
    assert len(merge_reports(reports(launch("doc-1", "2022-03-24"), launch("doc-2", "2022-03-26")))) == 2


def test_a_day_off_is_forgiven_where_the_words_agree() -> None:
    words = "Drones struck the grain terminal of Izmail on the Danube."
    assert sizes(merge_reports([told("a", words), told("b", words, start="2023-05-02", end="2023-05-02")])) == [2]
    other = "Shells hit a school bus outside Kherson."
    assert sizes(merge_reports([told("a", words), told("b", other, start="2023-05-02", end="2023-05-02")])) == [1, 1]


def test_daily_reports_do_not_chain_into_one() -> None:
    days = [launch(f"doc-{n}", f"2022-03-{n:02}") for n in range(1, 10)]
    assert max(sizes(merge_reports(reports(*days)))) <= 2


def test_without_a_day_and_a_word_in_common_a_report_stays_alone() -> None:
    one, other = reports(launch("doc-1", None, published="2022-03-24"), launch("doc-2", None, published="2022-05-24"))
    found = merge_reports([replace(one, words="A rocket rose near Sohae."), replace(other, words="Shells fell off Yeonpyeong.")])
    assert sizes(found) == [1, 1]


def test_this_week_and_a_day_of_it_may_be_one() -> None:
    words = "Drones struck the grain terminal of Izmail on the Danube."
    week = told("b", words, start="2023-05-01", end="2023-05-07", granularity="week")
    assert sizes(merge_reports([told("a", words), week])) == [2]
    assert sizes(merge_reports([told("a", words), replace(week, start="2023-05-08", end="2023-05-14")])) == [1, 1]


def test_other_modes_and_other_recipients_are_other_incidents() -> None:
    one = reading(event("ACCUSE", ("PRK",), ("USA",), on="2022-03-24"), event("ACCUSE", ("PRK",), ("JPN",), on="2022-03-24"))
    assert len(merge_reports(reports(one))) == 2
    modes = [launch("doc-1", "2022-03-24", mode="weapons"), launch("doc-2", "2022-03-24", mode="troops")]
    assert len(merge_reports(reports(*modes))) == 2


def test_places_far_from_each_other_are_other_incidents_and_one_place_told_twice_is_one() -> None:
    odesa = Place("Odesa", "UKR", 46.48, 30.73, Precision.TOWN)
    kharkiv = Place("Kharkiv", "UKR", 49.99, 36.23, Precision.TOWN)
    words = "Missiles struck an apartment house and killed people."
    assert sizes(merge_reports([told("a", words, place=odesa), told("b", words, place=replace(odesa, name="Odessa"))])) == [2]
    assert sizes(merge_reports([told("a", "Missiles struck.", place=odesa), told("b", "Missiles struck.", place=kharkiv)])) == [1, 1]


def test_one_deed_told_under_near_types_is_one() -> None:
    words = "Raiders carried the ballot boxes off from the school of Bentiu."
    found = merge_reports([told("a", words), told("b", words, type="COERCE", mode="seize")])
    assert sizes(found) == [2]
    assert sizes(merge_reports([told("a", words), told("b", words, type="AID")])) == [1, 1]


def test_a_denial_disputes_and_the_accounts_stand_side_by_side() -> None:
    denied = launch("doc-2", "2022-03-24", status=Status.NEGATED, outlet="Daily")
    (found,) = merge_reports(reports(launch("doc-1", "2022-03-24"), denied))
    assert (found.disputed, found.confirmed) == (True, True)
    assert [(a.about, a.value, a.outlets) for a in found.accounts] == [
        ("status", "asserted", ("Wire",)),
        ("status", "denied", ("Daily",)),
    ]


def test_a_denial_of_a_demand_need_not_say_of_whom_but_one_of_a_deed_must() -> None:
    demand: dict[str, Any] = {"words": "The envoy asked for a waiver on fuel oil.", "mode": None}
    one = told("a", type="REQUEST", **demand)
    denied = told("b", type="REQUEST", status=Status.NEGATED, recipients=(), **demand)
    (found,) = merge_reports([one, denied])
    assert found.disputed
    fired = told("a", "The rocket rose from the Sohae range.", type="MOBILIZE", recipients=())
    not_over = told("b", "The rocket did not cross the coast.", type="MOBILIZE", status=Status.NEGATED)
    assert sizes(merge_reports([fired, not_over])) == [1, 1]


def test_numbers_that_differ_are_kept_side_by_side() -> None:
    words = "Missiles struck the market of Kostiantynivka."
    dead = [told(name, words, numbers=Numbers(dead=number)) for name, number in (("a", 16), ("b", 17), ("c", 16))]
    (found,) = merge_reports(dead)
    assert [(a.about, a.value, len(a.reports)) for a in found.accounts] == [("dead", "16", 2), ("dead", "17", 1)]
    assert not found.disputed


@pytest.mark.parametrize("status", [Status.POSSIBLE, Status.HYPOTHETICAL, Status.FUTURE])
def test_what_did_not_happen_is_no_incident(status: Status) -> None:
    assert merge_reports(reports(launch("doc-1", "2022-03-24", status=status))) == ()


def test_a_source_alone_and_an_opinion_piece_confirm_nothing() -> None:
    alone = merge_reports(reports(launch("doc-1", "2022-03-24", voice=VoiceKind.SOURCE)))
    piece = merge_reports(reports(launch("doc-2", "2022-03-24", voice=VoiceKind.OPINION, genre=Genre.OPINION)))
    assert [i.confirmed for i in (*alone, *piece)] == [False, False]
    assert piece[0].outlets == ()


def test_copies_of_one_text_are_one_outlet() -> None:
    text = (
        "Gunmen attacked a convoy of the electoral commission near Bunia on Monday and burned three of its cars, the governor said. "
        "Nobody claimed the attack. Ballots for eleven villages were lost, and voting there was put off by a week, the commission said."
    )
    one = told("a", text.split(". ")[0], voice=VoiceKind.SOURCE)
    copies = [replace(one, text=text), replace(one, id="ev-2", document="b", outlet="Outlet b", text=text.replace("on Monday ", ""))]
    (found,) = merge_reports(copies)
    assert (found.outlets, found.carried, found.confirmed) == (("Outlet a",), ("Outlet b",), False)


def test_what_two_outlets_take_from_one_agency_is_one_account() -> None:
    one = told("a", "Drones struck the port of Izmail.", voice=VoiceKind.SOURCE, agency="Reuters")
    other = told("b", "The port of Izmail was struck by drones.", voice=VoiceKind.SOURCE, agency="Reuters")
    (found,) = merge_reports([one, other])
    assert (found.outlets, found.carried, found.confirmed) == (("Outlet a",), ("Outlet b",), False)
    (found,) = merge_reports([one, replace(other, agency=None)])
    assert (found.outlets, found.confirmed) == (("Outlet a", "Outlet b"), True)


def test_a_later_mention_is_of_what_was_told_before() -> None:
    text = "The army shelled the town of Dilling on Monday. Doctors treated dozens. The attack lasted an hour."
    first = told("a", text[:47], text=text)
    later = replace(first, id="ev-2", words=text[-28:], at=text.index("attack"), recipients=())
    assert sizes(merge_reports([first, later])) == [2]
    another = text.replace("The attack", "Another attack")
    apart = [replace(first, text=another), replace(later, text=another, words=another[-32:], at=another.index("attack"))]
    assert sizes(merge_reports(apart)) == [1, 1]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 1000))
def test_the_order_of_reports_changes_nothing(chance: random.Random, seed: int) -> None:
    everything = list(simulate(seed, events=12, days=20).reports)
    shuffled = everything[:]
    chance.shuffle(shuffled)
    assert merge_reports(shuffled) == merge_reports(everything)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000))
def test_every_told_report_is_in_one_incident(seed: int) -> None:
    everything = simulate(seed, events=15, days=10).reports
    merged = [name for incident in merge_reports(everything) for name in incident.reports]
    assert sorted(merged) == sorted(r.id for r in everything)


def test_why_tells_the_evidence_of_two_that_are_one_and_of_two_that_are_not() -> None:
    one, two = reports(launch("doc-1", "2022-03-24", outlet="Wire"), launch("doc-2", "2022-04-24", outlet="Daily"))
    comparison = compare_reports([one, two])
    told = why_merged(one.id, two.id, comparison, merge_reports([one, two]))
    assert not told.merged
    assert told.total < 0
    assert "other days, 2022-03-24 and 2022-04-24" in [piece.words for piece in told.evidence]


def test_codes_that_the_ontology_does_not_know_are_incidents_of_their_own() -> None:
    words = "Drones struck the grain terminal of Izmail on the Danube."
    strange = [told(name, words, type="~999") for name in "ab"]
    assert sizes(merge_reports([*strange, told("c", words)])) == [1, 2]
    assert [i.type for i in single_incidents(strange)] == ["~999", "~999"]


def told_in_one_text(text: str) -> list[list[int]]:
    """Read a text, and give the dead of the reports of each of its incidents."""
    found = list(reports_of(Reader().read(read_text(text, published="2006-08-15"))))
    by_id = {report.id: report for report in found}
    return sorted([by_id[name].numbers.dead or 0 for name in incident.reports] for incident in merge_reports(found))


def test_what_came_hours_later_or_killed_others_is_another_attack() -> None:
    bombed = "Saudi jets bombed a compound in Yemen on Monday, killing 61 pupils."
    assert told_in_one_text(f"{bombed} A few hours later a mine exploded in the capital, killing seven people.") == [[7], [61]]
    assert told_in_one_text(f"{bombed} A mine exploded in the capital, killing seven people.") == [[7], [61]]
