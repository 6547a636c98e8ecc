"""The archive keeps readings whole."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from detente.archive import Added, Archive, Selection
from detente.errors import ArchiveError, ArchiveVersionError, DateError, UnknownRecord, UsageError
from detente.records import Status
from tests.archive.builders import event, reading

ONE = reading(event("MOBILIZE", ("PRK",), on="2022-03-24"), published="2022-03-24")
TWO = reading(event("ACCUSE", ("KOR-GOV",), ("PRK",), on="2022-03-25", document="doc-2"), document="doc-2", published="2022-03-25")


def test_what_goes_in_comes_out_by_date_of_publication(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        assert [archive.add(TWO), archive.add(ONE)] == [Added.NEW, Added.NEW]
    with Archive(tmp_path / "a.duckdb", read_only=True) as archive:
        assert list(archive.readings()) == [ONE, TWO]


def test_adding_twice_changes_nothing_and_a_new_reading_replaces_the_old() -> None:
    with Archive() as archive:
        archive.add(ONE)
        assert archive.add(ONE) is Added.UNCHANGED
        again = reading(event("ASSAULT", ("PRK",), on="2022-03-24"), published="2022-03-24")
        assert archive.add(again) is Added.UPDATED
        assert (len(archive), [r.event.type for r in archive.reports()]) == (1, ["ASSAULT"])


def test_a_record_is_found_by_the_beginning_of_its_identifier() -> None:
    with Archive() as archive:
        archive.add(ONE)
        archive.add(TWO)
        wanted = ONE.events[0]
        assert archive.find(wanted.id[:8]).record == wanted
        with pytest.raises(UnknownRecord, match="several records begin so"):
            archive.find("ev-")
        with pytest.raises(UnknownRecord, match="no record has this identifier"):
            archive.find("ev-nothing")


def test_selections_choose_by_party_type_status_and_date() -> None:
    with Archive() as archive:
        archive.add(ONE)
        archive.add(TWO)

        def types(**choice: object) -> list[str]:
            return [r.event.type for r in archive.reports(Selection(**choice))]  # type: ignore[arg-type]

        assert types(actors=("KOR",)) == ["ACCUSE"]
        assert types(dyad=("KOR", "PRK")) == ["ACCUSE"]
        assert types(types=("MOBILIZE",)) == ["MOBILIZE"]
        assert types(status=Status.NEGATED) == []
        assert types(since="2022-03-25") == ["ACCUSE"]
        assert types(until="2022-03-24") == ["MOBILIZE"]


def test_a_selection_names_what_is_wrong_with_it() -> None:
    with pytest.raises(UsageError, match="'WAR' is no event type"):
        Selection(types=("WAR",))
    with pytest.raises(DateError, match="'yesterday' is no date"):
        Selection(since="yesterday")


def test_what_is_no_archive_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no archive at all, but long enough to be looked at as a file " * 100)
    with pytest.raises(ArchiveError, match="archive"):
        Archive(tmp_path / "text")
    with pytest.raises(ArchiveError, match="there is no archive; make one with `detente add`"):
        Archive(tmp_path / "missing", read_only=True)
    other = duckdb.connect(str(tmp_path / "other.duckdb"))
    other.execute("create table t (x integer)")
    other.close()
    with pytest.raises(ArchiveError, match="no archive of Détente"):
        Archive(tmp_path / "other.duckdb")


def test_an_archive_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Archive(tmp_path / "a.duckdb").close()
    db = duckdb.connect(str(tmp_path / "a.duckdb"))
    db.execute("update meta set version = 99")
    db.close()
    with pytest.raises(ArchiveVersionError, match="archive version 99"):
        Archive(tmp_path / "a.duckdb")
