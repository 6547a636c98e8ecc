"""An archive whose writer is killed: whole, and completed by running again; so with an import."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from detente.archive import Added, Archive
from detente.records import Reading
from tests.archive.builders import event, reading
from tests.archive.formats.rows import ROWS as ROWS_OF
from tests.archive.formats.rows import file_of

ROOT = Path(__file__).parents[2]


def told(number: int) -> Reading:
    name = f"doc-{number}"
    return reading(*(event("ACCUSE", ("KOR",), ("PRK",), document=name, place=n) for n in range(5)), document=name)


WRITER = """
import sys
from detente.archive import Archive
from tests.archive.test_kills import told
with Archive(sys.argv[1]) as archive:
    for number in range(int(sys.argv[2])):
        archive.add(told(number))
        print(number, flush=True)
"""


def kill_and_complete(folder: Path, after: int, wait: float, number: signal.Signals, *, count: int = 30) -> None:
    path = folder / "a.duckdb"
    command = [sys.executable, "-c", WRITER, str(path), str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        assert process.stdout is not None
        added = list(islice(process.stdout, after))
        time.sleep(wait)
        process.send_signal(number)
        added += process.stdout.readlines()
    kept: list[Reading] = []
    if path.exists():  # killed while it was made, there is none
        with Archive(path, read_only=True) as archive:
            kept = list(archive.readings())
            # What was told to be added is there; of the next one all or nothing.
            assert len(added) <= len(kept) <= len(added) + 1
            assert all(len(r.events) == 5 for r in kept)
            assert all(archive.find(e.id).reading == r for r in kept for e in r.events)
    with Archive(path) as archive:
        done = [archive.add(told(number)) for number in range(count)]
        assert done == [Added.UNCHANGED] * len(kept) + [Added.NEW] * (count - len(kept))


KILLS = [(after, wait, number) for after in range(25) for wait in (0.0, 0.003) for number in (signal.SIGKILL, signal.SIGTERM)]


@pytest.mark.parametrize(("after", "wait", "number"), KILLS[::11])
def test_killed_it_is_whole_and_running_again_completes_it(after: int, wait: float, number: signal.Signals, tmp_path: Path) -> None:
    kill_and_complete(tmp_path, after, wait, number)


@pytest.mark.slow
@pytest.mark.parametrize(("after", "wait", "number"), [kill for place, kill in enumerate(KILLS) if place % 11])
def test_killed_anywhere(after: int, wait: float, number: signal.Signals, tmp_path: Path) -> None:
    kill_and_complete(tmp_path, after, wait, number)


@pytest.mark.slow
@pytest.mark.parametrize("wait", [n * 0.02 for n in range(60)])
def test_killed_while_the_archive_is_made(wait: float, tmp_path: Path) -> None:
    kill_and_complete(tmp_path, 0, wait, signal.SIGKILL, count=3)


ROWS = 3000  # in batches of a few hundred, each of which may be the one that is killed

IMPORTER = """
import sys
from detente.archive import Archive
from detente.archive.formats import rows
rows.BATCH = 100_000
import detente.archive.formats.source as source
source.BLOCK = 50_000
with Archive(sys.argv[1]) as archive:
    print("open", flush=True)
    archive.import_file(sys.argv[2], advance=lambda done: print(done, flush=True))
"""


def gdelt_file(folder: Path) -> Path:
    path = folder / "rows.tsv"
    good, other = ROWS_OF["gdelt"]
    rows = [{**(other if n % 7 else good), "GlobalEventID": str(n)} for n in range(ROWS)]
    path.write_text(file_of("gdelt", rows=rows) + "cut short\n")
    return path


def all_that_is_kept(path: Path) -> tuple[object, ...]:
    with Archive(path, read_only=True) as archive:
        return archive.data_sets(), list(archive.imported()), list(archive.set_aside()), archive.unknown_codes(1)


def kill_an_import(folder: Path, after: int, wait: float, number: signal.Signals) -> None:
    rows, path, undisturbed = gdelt_file(folder), folder / "a.duckdb", folder / "b.duckdb"
    command = [sys.executable, "-c", IMPORTER, str(path), str(rows)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        assert process.stdout is not None
        list(islice(process.stdout, after))
        time.sleep(wait)
        process.send_signal(number)
        process.stdout.read()
    if path.exists():  # all of the file or nothing of it
        with Archive(path, read_only=True) as archive:
            assert [d.rows for d in archive.data_sets()] == [len(list(archive.imported()))] * len(archive.data_sets())
    with Archive(path) as archive:
        archive.import_file(rows)
    with Archive(undisturbed) as archive:
        archive.import_file(rows)
    assert all_that_is_kept(path) == all_that_is_kept(undisturbed)
    assert not list(folder.glob(".*.import")), "what the killed import left behind is cleared"


IMPORT_KILLS = [(after, wait / 1000, (signal.SIGKILL, signal.SIGTERM)[place % 2]) for after in range(1, 11) for place, wait in
                enumerate((0, 1, 2, 4, 7, 11, 16, 22, 30, 45))]  # fmt: skip


@pytest.mark.parametrize(("after", "wait", "number"), IMPORT_KILLS[::34])
def test_an_import_killed_and_run_again_gives_the_same(after: int, wait: float, number: signal.Signals, tmp_path: Path) -> None:
    kill_an_import(tmp_path, after, wait, number)


@pytest.mark.slow
@pytest.mark.parametrize(("after", "wait", "number"), IMPORT_KILLS)
def test_an_import_killed_anywhere(after: int, wait: float, number: signal.Signals, tmp_path: Path) -> None:
    kill_an_import(tmp_path, after, wait, number)
