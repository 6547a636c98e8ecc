"""Events and rows, flat."""

from __future__ import annotations

import pytest

from detente.archive import report_of_row, reports_of
from detente.records import ImportedEvent, ImportedRow, ImportedSide, Numbers, Status, VoiceKind
from tests.archive.builders import event, reading


def row(type_name: str | None = "ASSAULT", start: str | None = "2023-05-01", end: str | None = "2023-05-01") -> ImportedEvent:
    return ImportedEvent(
        id="im-1", type=type_name, mode=None, contexts=(), code="193", actor=ImportedSide("SDN-MIL", "SDN", "Army of Sudan"),
        recipient=ImportedSide("~XYZ", None, "XYZ"), start=start, end=end, place=None, numbers=Numbers(dead=3), score=-10.0, reports=2,
        outlet=None, further=(), evidence=ImportedRow("GDELT", "0" * 64, 7),
    )  # fmt: skip


def test_an_event_is_flattened_with_parties_in_place_of_actors() -> None:
    (report,) = reports_of(reading(event("ACCUSE", ("KOR-GOV",), ("PRK",), on="2022-03-24"), published="2022-03-25"))
    assert (report.type, report.actors, report.recipients, report.codes) == ("ACCUSE", ("KOR",), ("PRK",), ("KOR-GOV", "PRK"))
    assert (report.start, report.end, report.granularity, report.outlet) == ("2022-03-24", "2022-03-24", "day", "Wire")
    assert (report.data_set, report.text, report.at) == (None, "News.", 0)
    assert report.event is not None


def test_a_row_is_a_report_without_an_event() -> None:
    report = report_of_row(row())
    assert (report.type, report.actors, report.recipients, report.codes) == ("ASSAULT", ("SDN",), ("~XYZ",), ("SDN-MIL", "~XYZ"))
    assert (report.status, report.voice, report.event, report.data_set, report.outlet) == (
        Status.ASSERTED, VoiceKind.SOURCE, None, "GDELT", "GDELT",
    )  # fmt: skip
    assert report.numbers.dead == 3


def test_a_code_that_nobody_knows_stands_in_place_of_a_type() -> None:
    assert report_of_row(row(None)).type == "~193"


@pytest.mark.parametrize(
    ("start", "end", "granularity"),
    [
        ("2023-05-01", "2023-05-01", "day"),
        ("2023-05-01", "2023-05-07", "week"),
        ("2023-05-01", "2023-05-31", "month"),
        ("2023-01-01", "2023-12-31", "year"),
        (None, None, "unknown"),
    ],
)
def test_the_stretch_of_a_row_tells_how_exactly_it_is_dated(start: str | None, end: str | None, granularity: str) -> None:
    assert report_of_row(row(start=start, end=end)).granularity == granularity
