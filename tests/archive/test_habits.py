"""Which day a mention without a day may mean."""

from __future__ import annotations

from dataclasses import replace

from detente.archive import Report, compare_reports, merge_reports
from detente.records import Status, WhenOrigin
from tests.archive.builders import sizes, told

DEED = "Saboteurs blew up the pumping station of Tarvo on the Velma canal."
RECALLED = "The pumping station on the Velma canal has been idle since saboteurs blew it up."
OTHER = "Gunmen fired on a customs house near the Odrin pass."


def recalled(name: str = "b", **more: object) -> Report:
    """The deed recalled half a year later, without its day."""
    return told(name, RECALLED, start=None, end=None, granularity="unknown", published="2023-11-20", **more)


def is_the_occasion(*reports: Report) -> bool:
    """Whether the first, without a day, is taken for the occasion of the second."""
    comparison = compare_reports(reports)
    by_id = {profile.report.id: profile for profile in comparison.profiles}
    return comparison.habits.once(by_id[reports[0].id], by_id[reports[1].id])


def test_a_deed_recalled_without_its_day_is_the_only_one_told() -> None:
    assert sizes(merge_reports([told("a", DEED), recalled()])) == [2]
    assert is_the_occasion(recalled(), told("a", DEED))


def test_of_two_occasions_neither_is_known_to_be_meant() -> None:
    second = told("c", OTHER, start="2023-07-09", end="2023-07-09")
    assert not is_the_occasion(recalled(), told("a", DEED), second)
    assert sizes(merge_reports([told("a", DEED), second, replace(recalled(), words="They struck.", text="They struck.")])) == [1, 1, 1]


def test_what_its_own_text_dates_goes_before_what_others_date() -> None:
    first, second = told("a", DEED), told("c", OTHER, start="2023-07-09", end="2023-07-09")
    same_text = replace(recalled(), document=second.document)
    here = replace(first, id="ev-other-text", document="another")
    assert not is_the_occasion(same_text, here, second)
    elsewhere = replace(second, id="ev-same-day", document="a third")
    assert is_the_occasion(same_text, elsewhere, here, second)


def test_a_month_or_a_year_is_of_an_occasion_within_it() -> None:
    spring = replace(recalled(), start="2023-05-01", end="2023-05-31", granularity="month")
    assert is_the_occasion(spring, told("a", DEED))
    june = replace(spring, start="2023-06-01", end="2023-06-30")
    assert not is_the_occasion(june, told("a", DEED))


def test_nobody_recalls_what_is_yet_to_be_done() -> None:
    before = replace(recalled(), published="2023-02-01")
    assert not is_the_occasion(before, told("a", DEED))


def test_an_occasion_is_of_the_same_parties_and_told_with_its_day() -> None:
    deed = told("a", DEED)
    assert not is_the_occasion(recalled(), replace(deed, recipients=("MDA",)))
    assert not is_the_occasion(recalled(), replace(deed, recipients=()))
    assert not is_the_occasion(replace(recalled(), status=Status.NEGATED), deed)


def test_a_day_of_publication_makes_no_occasion() -> None:
    deed = told("a", DEED)
    assert deed.event is not None
    unsaid = replace(deed.event.when, origin=WhenOrigin.DOCUMENT)
    assert not is_the_occasion(recalled(), replace(deed, event=replace(deed.event, when=unsaid)))


def test_other_modes_are_other_occasions_but_not_those_one_deed_is_told_under() -> None:
    blown, bombed, beaten = (told("a", DEED, mode=mode) for mode in ("explosives", "destroy", "beat"))
    assert is_the_occasion(recalled(mode="explosives"), bombed)
    assert is_the_occasion(recalled(mode="explosives"), blown)
    assert not is_the_occasion(recalled(mode="explosives"), beaten)
