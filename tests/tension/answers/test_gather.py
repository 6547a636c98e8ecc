"""Daily counts from incidents, from rows of a data set and from a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from detente.archive import DailyRows, reports_of
from detente.archive.daily import daily_rows
from detente.archive.schema import lay_out
from detente.errors import DateError, FormatError, MissingInput
from detente.records import Status
from detente.tension.answers import ActKind, counts_from_file, counts_of_reports, counts_of_rows
from tests.archive.builders import event, reading

DYAD = ("KOR", "PRK")


def test_acts_are_counted_by_day_and_direction_each_once() -> None:
    shelling = reading(
        event("ASSAULT", ("PRK-MIL",), ("KOR",), on="2010-11-23"),
        event("ACCUSE", ("KOR",), ("PRK",), on="2010-11-24"),
        published="2010-11-24",
    )
    again = reading(
        event("ASSAULT", ("PRK",), ("KOR",), on="2010-11-23", document="doc-2"), document="doc-2", outlet="Daily", published="2010-11-26"
    )
    reports = [report for r in (shelling, again) for report in reports_of(r)]
    counts = counts_of_reports(reports, ["2010-11-24", "2010-11-26"], DYAD)
    assert (counts.start, counts.first, counts.second) == (date(2010, 11, 23), (0, 1, 0, 0), (1, 0, 0, 0))
    assert counts.coverage == (1.0, 1.0, 1.0, 1.0)
    deeds = counts_of_reports(reports, ["2010-11-24", "2010-11-26"], DYAD, ActKind.DEEDS)
    assert (sum(c or 0 for c in deeds.first), sum(c or 0 for c in deeds.second)) == (0, 1)


def test_a_day_nobody_wrote_on_or_after_is_unknown() -> None:
    told = reading(event("THREATEN", ("PRK",), ("KOR",), on="2010-11-20"), published="2010-11-20")
    counts = counts_of_reports(reports_of(told), ["2010-11-20", "2010-11-24"], DYAD)
    assert counts.second == (1, None, None, 0, 0)


def test_meetings_plans_and_undated_acts_are_in_no_count() -> None:
    told = reading(
        event("CONSULT", ("KOR", "PRK"), on="2018-04-27"),
        event("THREATEN", ("PRK",), ("KOR",), on="2018-04-27", status=Status.FUTURE),
        event("ACCUSE", ("KOR",), ("PRK",)),
        published="2018-04-27",
    )
    counts = counts_of_reports(reports_of(told), ["2018-04-27"], DYAD, ActKind.ALL)
    assert (counts.first, counts.second) == ((0,), (0,))


def archive_rows() -> duckdb.DuckDBPyConnection:
    db = duckdb.connect()
    lay_out(db)
    db.execute("insert into data_sets values (1, 'gdelt', 'gdelt', 'a.csv', 'x', 5, 0)")
    rows = [
        ("2020-01-01", "2020-01-01", "THREATEN", "PRK-MIL", "PRK", "KOR", "KOR"),
        ("2020-01-01", "2020-01-01", "AID", "KOR", "KOR", "PRK", None),
        ("2020-01-03", "2020-01-03", None, "KOR", "KOR", "PRK", "PRK"),
        ("2020-01-03", "2020-01-03", "AID", "USA", "USA", None, None),
        ("2020-01-01", "2020-01-31", "THREATEN", "PRK", "PRK", "KOR", "KOR"),
    ]
    for number, row in enumerate(rows, start=1):
        db.execute(
            'insert into imported (data_set, row, start, "end", type, actor, actor_party, recipient, recipient_party) '
            "values (1, ?, ?, ?, ?, ?, ?, ?, ?)",
            [number, *row],
        )
    return db


def test_rows_are_counted_where_they_lie() -> None:
    rows = daily_rows(archive_rows(), "gdelt", DYAD)
    assert rows.acts == (
        (date(2020, 1, 1), "AID", True, 1),
        (date(2020, 1, 1), "THREATEN", False, 1),
        (date(2020, 1, 3), None, True, 1),
    )
    assert rows.others == ((date(2020, 1, 1), 0), (date(2020, 1, 3), 1))


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("conflict", (0, 0, 0), (1, 0, 0)),
        ("cooperation", (1, 0, 0), (0, 0, 0)),
        ("deeds", (1, 0, 0), (0, 0, 0)),
        ("all", (1, 0, 1), (1, 0, 0)),
    ],
)
def test_kinds_of_acts(kind: str, first: tuple[int, ...], second: tuple[int, ...]) -> None:
    counts = counts_of_rows(daily_rows(archive_rows(), "gdelt", DYAD), DYAD, ActKind(kind))
    assert (counts.first, counts.second) == (first, second)


def test_a_missing_day_is_a_gap_only_where_the_data_set_has_many_other_rows() -> None:
    days = (date(2020, 1, 1), date(2020, 1, 3))
    acts = ((days[0], "THREATEN", True, 2),)
    small, large = (counts_of_rows(DailyRows(acts, tuple((d, n) for d in days)), DYAD) for n in (3, 300))
    assert (small.first, small.coverage) == ((2, 0, 0), None)
    assert (large.first, large.coverage) == ((2, None, 0), (300.0, 0.0, 300.0))


def test_a_file_of_counts(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text("date,B,A,world\n2020-01-01,1,0,10\n2020-01-03,2,,20\n2020-01-04,0,3,30\n", encoding="utf-8")
    counts = counts_from_file(path, ("A", "B"), "world")
    assert (counts.first, counts.second) == ((0, None, None, 3), (1, None, None, 0))
    assert counts.coverage == (10.0, 0.0, 20.0, 30.0)
    assert counts.known == (True, False, False, True)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("date,A\n2020-01-01,1\n", FormatError, "no column 'B'"),
        ("", FormatError, "its columns are none"),
        ("date,A,B\n1/2/2020,1,1\n", DateError, "line 2: '1/2/2020' is no date"),
        ("date,A,B\n2020-01-01,-1,1\n", FormatError, "line 2: A is '-1'"),
        ("date,A,B\n2020-01-01,1.5,1\n", FormatError, "A is '1.5'; give a whole number"),
        ("date,A,B\n2020-01-01,1,1\n2020-01-01,1,1\n", FormatError, "line 3: 2020-01-01 stands there twice"),
        ("date,A,B\n2020-01-01,nan,1\n", FormatError, "A is 'nan'"),
    ],
)
def test_a_file_that_is_none_is_told_what_is_wrong(tmp_path: Path, text: str, error: type[Exception], message: str) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        counts_from_file(path, ("A", "B"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="name a file"):
        counts_from_file(tmp_path / "none.csv", ("A", "B"))
