"""An archive whose writer is killed: whole, and completed by running again."""

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
