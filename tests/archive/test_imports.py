"""Importing as a whole: once, all or nothing, listed, looked into, removed."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from detente.archive import Archive, Selection, imported
from detente.archive.formats import source
from detente.archive.formats.base import Intake
from detente.errors import ArchiveError, ArchiveLocked, EmptyDocument, FormatError, MissingInput, TooLarge, UnknownRecord
from detente.records import Status, VoiceKind
from tests.archive.formats.rows import ROWS, file_of


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.tsv"
    path.write_text(file_of("gdelt") + "cut short\n")
    return path


def test_the_same_file_twice_changes_nothing_under_whatever_name(rows: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_bytes(rows.read_bytes())
    with Archive(tmp_path / "a.duckdb") as archive:
        first = archive.import_file(rows)
        again = archive.import_file(other, name="mine")
        assert (first.new, again.new) == (True, False)
        assert (again.data_set, again.aside, again.unknown) == (first.data_set, first.aside, first.unknown)
        assert len(archive.data_sets()) == 1


def test_files_of_one_name_are_one_data_set_and_go_together(rows: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.tsv"
    second.write_text(file_of("icews"))
    with Archive() as archive:
        archive.import_file(rows, name="both")
        archive.import_file(second, name="both")
        archive.import_file(_written(tmp_path / "third", file_of("ucdp")))
        assert [(d.name, d.format) for d in archive.data_sets()] == [("both", "gdelt"), ("both", "icews"), ("ucdp", "ucdp")]
        assert len(list(archive.imported(data_set="both"))) == 4
        assert [a.text for a in archive.set_aside("both")] == ["cut short"]
        assert archive.remove_data_set("both") == 4
        assert [d.name for d in archive.data_sets()] == ["ucdp"]
        assert not list(archive.set_aside())
        with pytest.raises(UnknownRecord, match="there are: ucdp"):
            archive.remove_data_set("both")
        assert archive.import_file(rows).new


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_events_are_chosen_and_found(rows: Path) -> None:
    with Archive() as archive:
        archive.import_file(rows)

        def count(**choice: object) -> int:
            return len(list(archive.imported(Selection(**choice))))  # type: ignore[arg-type]

        assert count() == 2
        assert count(dyad=("PRK", "USA")) == count(dyad=("USA-GOV", "PRK-MIL")) == count(actors=("PRK",)) == 1
        assert count(types=("SUPPORT",)) == count(since="2018-04-25") == count(until="2018-04-24") == 1
        assert count(status=Status.NEGATED) == count(voice=VoiceKind.OUTLET) == 0
        for event in archive.imported():
            assert archive.find_imported(event.id) == event
        with pytest.raises(UnknownRecord):
            archive.find_imported("im-000000000000")


@pytest.mark.parametrize("stretch", [1, 2, 3, 1000])
def test_events_come_in_order_however_they_are_cut(stretch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imported, "STRETCH", stretch)
    days = ["20180424", "20180420", "20180424", "20180101", "20180424", "20180420"]
    rows = [{**ROWS["gdelt"][0], "Day": day, "GlobalEventID": str(n)} for n, day in enumerate(days)]
    with Archive() as archive:
        archive.import_file(_written(tmp_path / "a", file_of("gdelt", rows=rows)))
        archive.import_file(_written(tmp_path / "b", file_of("ucdp")))
        assert [e.evidence.row for e in archive.imported()] == [1, 2, 3, 4, 5, 6, 1, 2]
        told = [e.start for e in archive.imported(by_day=True)]
        assert told == sorted(told, key=str)
        assert len(told) == 8
        assert [e.evidence.row for e in archive.imported(data_set="gdelt", by_day=True)] == [4, 2, 6, 1, 3, 5]


def test_an_archive_can_be_asked_while_events_stream(rows: Path) -> None:
    with Archive() as archive:
        archive.import_file(rows)
        for event in archive.imported():
            assert archive.find_imported(event.id) == event


@pytest.mark.parametrize("error", [duckdb.IOException("No space left on device"), OSError(28, "No space left on device"), MemoryError()])
def test_what_fails_in_the_middle_leaves_the_archive_as_it_was(
    error: Exception, rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _written(tmp_path / "other", file_of("icews"))

    def fail(self: Intake, rows: object) -> None:
        raise error

    with Archive(tmp_path / "a.duckdb") as archive:
        archive.import_file(other)
        before = list(archive.imported())
        with monkeypatch.context() as patch:
            patch.setattr(Intake, "keep_aside", fail)
            with pytest.raises(MemoryError if isinstance(error, MemoryError) else ArchiveError):
                archive.import_file(rows)
        assert list(archive.imported()) == before
        assert not list(tmp_path.glob(".*.import"))
        assert archive.import_file(rows).data_set.rows == 2


def test_a_full_disk_gives_one_clear_error(tmp_path: Path) -> None:
    path = _written(tmp_path / "rows.tsv", "".join(file_of("gdelt") for _ in range(4000)))
    script = (
        "import resource, signal, sys\n"
        "from detente.archive import Archive\n"
        "from detente.errors import ArchiveError\n"
        "Archive(sys.argv[1]).close()\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))\n"
        "try:\n"
        "    with Archive(sys.argv[1]) as archive: archive.import_file(sys.argv[2])\n"
        "except ArchiveError as error: print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "a.duckdb", path], capture_output=True, text=True, check=False, timeout=120
    )
    assert "the archive is as it was before" in told.stdout, told
    with Archive(tmp_path / "a.duckdb") as archive:
        assert archive.data_sets() == ()
        assert archive.import_file(path).data_set.rows == 8000


def test_a_second_writer_is_told_so(rows: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb"):
        script = "import sys; from detente.archive import Archive; Archive(sys.argv[1])"
        told = subprocess.run(
            [sys.executable, "-c", script, tmp_path / "a.duckdb"], capture_output=True, text=True, check=False, timeout=120
        )
    assert ArchiveLocked.__name__ in told.stderr


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, MissingInput),
        (b"", EmptyDocument),
        (b"PK\x03\x04 broken", FormatError),
        (b"\x1f\x8b broken", FormatError),
        (b"\0" * 5000, FormatError),
    ],
)
def test_files_that_are_none(content: bytes | None, error: type[Exception], tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "a").write_bytes(content)
    with Archive() as archive, pytest.raises(error, match="a: "):
        archive.import_file(tmp_path / "a")


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "HARMLESS", 1 << 16)
    (tmp_path / "a").write_bytes(gzip.compress((file_of("gdelt") + "\0" * (20 << 20)).encode()))
    with Archive() as archive, pytest.raises(TooLarge, match="500 times its size"):
        archive.import_file(tmp_path / "a")


def test_the_progress_ends_where_the_file_does(rows: Path) -> None:
    told: list[int] = []
    with Archive() as archive:
        archive.import_file(rows, advance=told.append)
    assert told[-1] == rows.stat().st_size


def test_until_is_the_day_of_the_import_unless_given(rows: Path) -> None:
    with Archive() as archive:
        assert archive.import_file(rows, until=date(2018, 4, 24)).data_set.rows == 1


def test_rows_that_an_earlier_file_of_the_data_set_holds_are_told(tmp_path: Path) -> None:
    first = _written(tmp_path / "half.tsv", file_of("gdelt", rows=ROWS["gdelt"][:1]))
    whole = _written(tmp_path / "whole.tsv", file_of("gdelt"))
    with Archive() as archive:
        assert archive.import_file(first).notes == ()
        done = archive.import_file(whole)
        (text,) = done.notes
        assert text.startswith("1 row is in gdelt already, cell for cell, from half.tsv, and counted twice; ")
        assert f"`detente datasets {done.data_set.sha256[:12]} --remove`" in text
        assert archive.import_file(_written(tmp_path / "again.tsv", file_of("gdelt", header=True)), name="other").notes == ()


def test_one_file_of_a_data_set_can_be_removed(tmp_path: Path) -> None:
    one = _written(tmp_path / "one.tsv", file_of("gdelt", rows=ROWS["gdelt"][:1]))
    two = _written(tmp_path / "two.tsv", file_of("gdelt", rows=ROWS["gdelt"][1:]))
    with Archive() as archive:
        first, second = archive.import_file(one), archive.import_file(two)
        with pytest.raises(UnknownRecord, match="no data set or file is called so; there are: gdelt"):
            archive.remove_data_set("three.tsv")
        assert archive.remove_data_set("one.tsv") == 1
        assert [d.source for d in archive.data_sets()] == ["two.tsv"]
        assert archive.import_file(one).new
        assert archive.remove_data_set(second.data_set.sha256[:8]) == 1
        assert [d.sha256 for d in archive.data_sets()] == [first.data_set.sha256]


@pytest.mark.parametrize(
    ("content", "step"),
    [(file_of("gdelt").encode("utf-16"), "UTF-16 text: save it as UTF-8"), (b"BZh91AY&SY", "packed with bzip2.*unpack it")],
)
def test_a_table_in_another_coding_or_packing_is_told_what_to_do(content: bytes, step: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    with Archive() as archive, pytest.raises(FormatError, match=step):
        archive.import_file(tmp_path / "a")
