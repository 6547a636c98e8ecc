"""The archive keeps readings whole."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import duckdb
import pytest

from detente.archive import Added, Archive, Selection
from detente.archive.schema import MIGRATIONS, VERSION
from detente.errors import ArchiveError, ArchiveLocked, ArchiveVersionError, DateError, UnknownRecord, UsageError
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
        assert (len(archive), [r.type for r in archive.reports()]) == (1, ["ASSAULT"])


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
            return [r.type for r in archive.reports(Selection(**choice))]  # type: ignore[arg-type]

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


def older(path: Path) -> None:
    """Make an archive of version 1 with one reading, as its program did."""
    with Archive(path.with_name("new.duckdb")) as archive:
        archive.add(ONE)
    db = duckdb.connect(str(path))
    db.execute(MIGRATIONS[0])
    db.execute("insert into meta values (1)")
    db.execute(f"attach '{path.with_name('new.duckdb')}' as new (read_only)")
    db.execute("insert into readings select * from new.readings")
    db.execute("insert into records select * from new.records")
    db.close()


@pytest.mark.parametrize("read_only", [True, False])
def test_an_archive_of_an_older_version_is_taken_to_this_one(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "a.duckdb"
    older(path)
    with Archive(path, read_only=read_only) as archive:
        assert list(archive.readings()) == [ONE]
    db = duckdb.connect(str(path))
    tables = "select table_name, column_name, data_type, is_nullable from information_schema.columns order by all"
    migrated = db.execute(tables).fetchall()
    assert db.execute("select version from meta").fetchall() == [(VERSION,)]
    db.close()
    db = duckdb.connect(str(path.with_name("new.duckdb")))
    assert migrated == db.execute(tables).fetchall()


def test_an_archive_of_no_known_version_or_layout_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    Archive(path).close()
    for change in ("update meta set version = 0", "delete from meta"):
        db = duckdb.connect(str(path))
        db.execute(change)
        db.close()
        with pytest.raises(ArchiveError, match="does not say of which version"):
            Archive(path)
    db = duckdb.connect(str(path))
    db.execute(f"insert into meta values ({VERSION}); drop table readings; create table readings (x integer)")
    db.close()
    with Archive(path) as archive, pytest.raises(ArchiveError, match="it cannot be read"):
        archive.add(ONE)


def test_a_broken_reading_is_named_and_adding_its_text_again_mends_it(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Archive(path) as archive:
        archive.add(ONE)
    db = duckdb.connect(str(path))
    db.execute("update readings set reading = '{}'")
    db.close()
    with Archive(path) as archive:
        with pytest.raises(ArchiveError, match=r"the reading of doc-1 is broken .* add its text again"):
            list(archive.readings())
        assert archive.add(ONE) is Added.UPDATED
        assert list(archive.readings()) == [ONE]


def test_folders_pipes_empty_and_broken_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(ArchiveError, match="no archive; name a file"):
            Archive(path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="it cannot be made"):
        Archive(tmp_path / "file" / "a.duckdb")
    (tmp_path / "empty").touch()
    with Archive(tmp_path / "empty") as archive:
        assert archive.add(ONE) is Added.NEW
    whole = (tmp_path / "empty").read_bytes()
    for name, broken in (("cut", whole[:6000]), ("flipped", whole[:12288] + bytes(255 - byte for byte in whole[12288:]))):
        (tmp_path / name).write_bytes(broken)
        with pytest.raises(ArchiveError), Archive(tmp_path / name, read_only=True) as archive:
            list(archive.readings())


def test_an_archive_that_another_process_writes_to_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    code = f"import sys; from detente.archive import Archive; a = Archive({str(path)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        for read_only in (True, False):
            with pytest.raises(ArchiveLocked, match="wait until it is done"):
                Archive(path, read_only=read_only)


def test_a_document_in_several_files_is_kept_alike_in_whatever_order_they_come() -> None:
    copies = [replace(ONE, document=replace(ONE.document, source=name, left_out=(name,))) for name in ("b.txt", "a.txt", "c.txt")]
    kept = []
    for order in permutations(copies):
        with Archive() as archive:
            for copy in order:
                archive.add(copy)
            kept.append(list(archive.readings()))
            assert [archive.add(copy) for copy in order] == [Added.UNCHANGED] * 3
    assert kept == [[copies[1]]] * 6
