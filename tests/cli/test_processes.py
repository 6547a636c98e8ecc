"""The command as a process: signals, pipes, full disks, and what is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from detente.cli.interrupts import interruptible

Run = Callable[..., Result]

ROOT = Path(__file__).parents[2]
NEWS = ROOT / "examples" / "korea" / "news"
COMMAND = [sys.executable, "-m", "detente"]
BY_SIGNAL = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}


def start(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    # A session of its own, as a shell's foreground job has its own group: workers are signalled too.
    return subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, start_new_session=True
    )


def interrupt(number: signal.Signals, wait: float, folder: Path, workers: int = 1) -> None:
    process = start("add", str(NEWS), "--archive", "a.duckdb", "--workers", str(workers), folder=folder)
    until = time.monotonic() + 60
    while not (folder / "a.duckdb").exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(wait)
    os.killpg(process.pid, number)
    summary, told = process.communicate(timeout=60)
    if process.returncode == 0 or (process.returncode == -number and summary and not told):
        return  # it was faster: done, or done and said so and about to end
    assert process.returncode == BY_SIGNAL[number], told
    if number != signal.SIGKILL:
        assert told.decode().splitlines() == ["Interrupted: what was finished is kept; run the same command again to complete it."]
        assert [p.name for p in folder.iterdir()] == ["a.duckdb"]


def completes(detente: Run, folder: Path, archive: str) -> None:
    again = detente("add", str(NEWS), "--archive", str(folder / "a.duckdb"), "--json")
    assert again.exit_code == 0, again.output
    whole = detente("events", "--archive", archive, "--json").stdout
    assert detente("events", "--archive", str(folder / "a.duckdb"), "--json").stdout == whole


def test_an_interrupted_add_leaves_the_archive_whole_and_running_it_again_completes_it(detente: Run, archive: str, tmp_path: Path) -> None:
    interrupt(signal.SIGINT, 2.2, tmp_path)
    completes(detente, tmp_path, archive)


class Last:
    """What does something when it is thrown away, where Python raises no exception."""

    def __init__(self, does: Callable[[], None]) -> None:
        self.does = does

    def __del__(self) -> None:
        self.does()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_where_python_cannot_raise_it_comes_later_and_without_noise() -> None:
    told: list[object] = []

    def interrupted() -> None:
        with interruptible():
            Last(lambda: os.kill(os.getpid(), signal.SIGINT))
            Last(lambda: print(int("no number")))

    before, sys.unraisablehook = sys.unraisablehook, lambda args: told.append(args.exc_type)
    deaf = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is deaf to it
    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    finally:
        sys.unraisablehook = before
        signal.signal(signal.SIGINT, deaf)
    assert told == [ValueError]


@pytest.mark.slow
@pytest.mark.parametrize("number", list(BY_SIGNAL), ids=lambda number: number.name)
@pytest.mark.parametrize("wait", [0.0, 0.7, 1.4, 1.8, 2.0, 2.2, 2.4, 2.7, 3.0, 3.5])
@pytest.mark.parametrize("workers", [1, 2])
def test_interrupts_at_any_time(number: signal.Signals, wait: float, workers: int, detente: Run, archive: str, tmp_path: Path) -> None:
    interrupt(number, wait, tmp_path, workers)
    completes(detente, tmp_path, archive)


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.3, 2.0, 4.0, 5.0, 6.0])
def test_an_interrupted_brief_leaves_nothing_half_done(wait: float, tmp_path: Path) -> None:
    process = start("brief", str(NEWS), "-o", "b.html", folder=tmp_path)
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert sorted(p.name for p in tmp_path.iterdir()) in ([], ["b.html", "b.json"])


def test_a_reader_that_leaves_is_no_error(workspace: Path, archive: str) -> None:
    process = start("events", "--archive", archive, "--json", folder=workspace)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"[\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is a device that is always full")
def test_a_full_disk_is_said(workspace: Path, archive: str) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([*COMMAND, "events", "--archive", archive], cwd=workspace, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (result.returncode, result.stderr) == (1, "Error: No space left on device; mend it and run the same command again\n")


def test_json_is_json_whatever_the_output_can_hold(workspace: Path, archive: str) -> None:
    result = subprocess.run(
        [*COMMAND, "events", "--archive", archive, "--json"],
        cwd=workspace, stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert len(json.loads(result.stdout.decode("ascii"))) > 10


def test_help_answers_at_once() -> None:
    heavy = {"spacy", "duckdb", "altair", "numpy", "pydantic", "trafilatura", "rich.table"}
    code = "import sys; from detente.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert "Commands:" in loaded
    assert not heavy & set(loaded)


@pytest.mark.parametrize("verb", ["events", "incidents", "tension", "explain", "ontology", "solve"])
def test_verbs_that_read_no_text_load_no_language_model(verb: str) -> None:
    code = f"import sys; from detente.cli import main; main(['{verb}', '--help'], standalone_mode=False); print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()[-1] == "False"
