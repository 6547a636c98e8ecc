"""The command line as a newcomer and as a hostile user would try it: one line that says what is wrong, and the rest done."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from detente.cli.main import VERBS
from detente.cli.output import plain, print_json_text, write_files
from detente.errors import UsageError
from detente.reading.reader import Reader
from detente.records import Document, Reading

Run = Callable[..., Result]

SENTENCE = "SEOUL - North Korea fired two ballistic missiles into the sea on Friday, South Korea's military said."
NAMES = (b"esc\x1b[31mred.txt", b"new\nline.txt", b"bad\xff\xfe.txt", "rtl\u202egpj.txt".encode(), b"--json", b"-")


def fails(result: Result, *words: str) -> None:
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    last = result.stderr.splitlines()[-1]
    assert last.startswith("Error: ")
    for word in words:
        assert word in last
    assert "Traceback" not in result.output


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES):
        (tmp_path / os.fsdecode(name)).write_text(f"{SENTENCE} It was number {number}.")
    return tmp_path


def test_files_of_any_name_are_read_added_and_shown_without_tricks(detente: Run, odd: Path) -> None:
    added = detente("add", str(odd), "--archive", str(odd / "out" / "a.duckdb"), "--json")
    assert json.loads(added.stdout)["new"] == len(NAMES)
    assert json.loads(detente("add", str(odd), "--archive", str(odd / "out" / "a.duckdb"), "--json").stdout)["unchanged"] == len(NAMES)
    for shown in (detente("read", "--", *map(str, sorted(odd.glob("*.txt")))), detente("read", str(odd), "--json")):
        assert shown.exit_code == 0
        assert not set(shown.stdout) & set("\x1b\u202e\ufffe")
        shown.stdout.encode("utf-8")


def test_what_documents_and_models_hold_gives_a_terminal_no_orders(detente: Run, workspace: Path) -> None:
    line = {"text": SENTENCE, "title": "\x1b]0;owned\x07Calm \x9b31m", "outlet": "\u202eeriW", "author": "\ud800"}
    (workspace / "tricks.jsonl").write_text(json.dumps(line))
    shown = detente("read", "tricks.jsonl").stdout
    assert "Calm 31m (eriW, " in shown
    model = (workspace / "examples/models/chicken.toml").read_text().replace('name = "', 'name = "\\u001b[2J', 1)
    assert "\x1b[2J" not in detente("solve", "-", stdin=model).stdout
    assert plain("a\x1b[1mb\x9bc\u2066d\ud800\ne\tf") == "a�[1mb�c�d�\ne\tf"


def test_json_is_escaped_and_keeps_its_value(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a": "\x7f\x9b\u202e\ud800 é 🚀\n"}
    print_json_text(json.dumps(value, ensure_ascii=False))
    shown = capsys.readouterr().out
    assert "é 🚀" in shown
    assert not set(shown) & set("\x7f\x9b\u202e\ud800")
    assert json.loads(shown) == value


@pytest.mark.parametrize("verb", ["events", "incidents"])
def test_what_is_empty_is_still_json_and_an_unknown_actor_is_named(verb: str, detente: Run, archive: str) -> None:
    result = detente(verb, "--archive", archive, "--actor", "PRX", "--json")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert result.stderr.startswith("note: nothing is told of 'PRX'; is PRK meant? told of are: ")


def test_actors_and_days_that_make_no_sense(detente: Run, archive: str) -> None:
    brief = ("brief", "--archive", archive, "-o", "out/no.html")
    fails(detente(*brief, "--about", "KOR,North Korea"), "nothing is told of 'North Korea'; is PRK meant?")
    fails(detente(*brief, "--about", ","), "names no actor")
    fails(detente(*brief, "--between", "2018-01-01", "2017-01-01"), "give the earlier date first")
    fails(detente(*brief, "--between", "May", "2017-01-01"), "'May' is no date")
    fails(detente(*brief, "--published", "2017-01-01"), "--published is for texts that are read now")
    fails(detente("events", "--archive", archive, "--since", "2018-01-01", "--until", "2017-01-01"), "give the earlier date first")
    fails(detente("tension", "KOR", "KOR", "--archive", archive), "given twice")
    fails(detente("tension", "KOR", "XYZ", "--archive", archive), "nothing is told of 'XYZ'")
    fails(detente("explain", " ", "--archive", archive), "nothing to explain")
    fails(detente("read", "-", "-", stdin=SENTENCE), "- is given twice")


@pytest.mark.parametrize(
    "day", ["yesterday", "16.04.2023", "2023-2-3", "2023-02-30", "2999-01-01", "", "2023-04-16T10:00", "９９９９-01-01"]
)
def test_publication_dates_of_other_forms_are_named(day: str, detente: Run) -> None:
    fails(detente("read", "-", "--published", day, stdin=SENTENCE), "the publication date", repr(day))


def test_a_brief_replaces_nothing_it_should_not(detente: Run, workspace: Path, tmp_path: Path) -> None:
    text = tmp_path / "news.txt"
    text.write_text(SENTENCE)
    fails(detente("brief", str(text), "-o", str(text)), "this is what is read")
    fails(detente("brief", str(text), "-o", str(tmp_path / "b.json")), "JSON twin", "b.html")
    fails(detente("brief", str(text), "-o", str(text / "b.html")), "is a file, no folder")
    os.mkfifo(tmp_path / "pipe")
    fails(detente("brief", str(text), "-o", str(tmp_path / "pipe")), "name an ordinary file")
    assert text.read_text() == SENTENCE
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news.txt", "pipe"]


def test_a_brief_is_no_news(detente: Run, tmp_path: Path) -> None:
    text = tmp_path / "news.txt"
    text.write_text(SENTENCE)
    assert detente("brief", str(text), "-o", str(tmp_path / "out" / "b.html"), "--title", "\udcff\x1b[31mx").exit_code == 0
    result = detente("read", str(tmp_path / "out"))
    assert "skipped b.html: this is a brief that Détente made" in result.stderr
    assert "skipped b.json: this is JSON over several lines" in result.stderr
    assert result.exit_code == 1


def test_files_are_written_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if "two" in path.name:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError, match=r"two: it cannot be written \(No space left on device\)"):
        write_files({tmp_path / "one": "1", tmp_path / "two": "2"})
    assert list(tmp_path.iterdir()) == []


def test_archives_that_cannot_be(detente: Run, tmp_path: Path) -> None:
    text = tmp_path / "news.txt"
    text.write_text(SENTENCE)
    fails(detente("add", str(text), "--archive", str(text)), "it cannot be opened as an archive")
    fails(detente("add", str(text), "--archive", str(text / "a.duckdb")), "is a file, no folder")
    fails(detente("add", str(text), "--archive", ""), "name an ordinary file")
    assert detente("add", str(text), "--archive", str(tmp_path)).exit_code == 2


def test_a_document_the_reader_fails_on_is_skipped_and_the_rest_is_read(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Reader.annotate

    def broken(reader: Reader, document: Document, doc: object) -> Reading:
        if "cursed" in document.text:
            raise KeyError("no such thing")
        return whole(reader, document, doc)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "annotate", broken)
    news = tmp_path / "news"
    news.mkdir()
    for number in range(40):
        (news / f"{number:02}.txt").write_text(f"{SENTENCE} Number {number}{' is cursed' if number in (0, 7, 39) else ''}.")
    result = detente("add", str(news), "--archive", str(tmp_path / "a.duckdb"), "--json")
    told = json.loads(result.stdout)
    assert (told["new"], [s["source"] for s in told["skipped"]]) == (37, ["00.txt", "07.txt", "39.txt"])
    assert "fault of Détente, not of your input (KeyError" in told["skipped"][0]["reason"]


def test_a_fault_of_the_program_is_one_line(detente: Run, monkeypatch: pytest.MonkeyPatch, archive: str) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("detente.cli.events.selection_from", broken)
    result = detente("events", "--archive", archive)
    assert result.exit_code == 70
    assert result.stderr.startswith("Error: this is a fault of Détente, not of your input (RuntimeError in cli/events.py, line ")
    assert len(result.stderr.splitlines()) == 1


def test_help_lists_every_verb_in_full(detente: Run) -> None:
    shown = detente("--help").stdout
    for verb, summary in VERBS.items():
        assert f"  {verb:<9}  {summary}" in shown


@pytest.mark.parametrize(
    "given",
    ["", "[]", "null", "1e999", '{"name": NaN}', "[" * 100_000, '{"a":' * 5000, "a=" + "[" * 5000, '{"name":' + "9" * 5000 + "}", "\0\1"],
    ids=["empty", "list", "null", "infinity", "nan", "deep list", "deep", "deep toml", "huge", "binary"],
)
def test_malformed_models_are_one_line(given: str, detente: Run) -> None:
    fails(detente("solve", "-", stdin=given), "standard input")
