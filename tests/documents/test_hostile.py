"""Texts, names and folders made to do harm."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path

import pytest

from detente.documents import read_documents, read_text
from detente.documents.decode import shown_name, tidy
from detente.records import Document, Skipped

PROSE = "The talks that were held in Hanoi have failed, the ministers of the two countries said on Friday."


def read(data: bytes) -> list[Document | Skipped]:
    return list(read_documents(["-"], stdin=io.BytesIO(data)))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("North\u200b Ko\u00adrea \u202efired\u202c\ufeff", "North Korea fired"),
        ("\x1b[1;31mNorth\x1b[0m \x1b]0;title\x07Korea\x1b", "North Korea"),
        ("a\x9b31m\x90b", "a31mb"),
        ("one\r\ntwo\rthree\x0bfour\x85five\u2028six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("half \ud800 of it", "half \ufffd of it"),
        ("👩\u200d👧 Ä日本", "👩\u200d👧 Ä日本"),
    ],
)
def test_what_no_reader_sees_is_dropped(raw: str, kept: str) -> None:
    assert tidy(raw) == kept


def test_names_of_files_can_be_shown() -> None:
    assert shown_name("a\n\x1b[31mb\udcff.txt") == "a b\ufffd.txt"
    assert shown_name("\n") == "?"


def test_words_as_long_as_no_word_are_left_out_and_said() -> None:
    document = read_text(f"{'(' * 20_000} {PROSE} {'QUJD' * 5000}")
    assert document.text == PROSE
    assert [note.split(",")[0] for note in document.left_out] == ["no word: 20", "no word: 20"]
    assert read_text(f"{PROSE} https://example.org/{'a' * 200}").left_out == ()


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"text": PROSE}, indent=1),
        json.dumps([{"text": PROSE}], indent=1),
        json.dumps([{"text": PROSE}]),
        "[\n" + ",\n".join(json.dumps({"text": PROSE}) for _ in range(20)) + "]",
    ],
    ids=["object", "list", "list on one line", "list of lines"],
)
def test_json_that_is_not_json_lines_is_one_skip(data: str) -> None:
    (skipped,) = read(data.encode())
    assert isinstance(skipped, Skipped)
    assert skipped.error == "FormatError"
    assert "on each line" in skipped.reason


def test_a_line_cut_short_is_the_only_one_lost() -> None:
    line = json.dumps({"text": PROSE})
    found = read(f'{line}\n{line}\n{{"text": "The tal'.encode())
    assert [type(item) for item in found] == [Document, Document, Skipped]


def test_a_text_in_brackets_is_a_text() -> None:
    (document,) = read(f"[Seoul] {PROSE}".encode())
    assert isinstance(document, Document)


def test_folders_deeper_than_calls_can_go(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
        Path("deep.txt").write_text(PROSE)
        os.chdir(tmp_path)
        (found,) = list(read_documents([tmp_path]))
    finally:
        os.chdir(tmp_path)
        for _ in range(1200):  # from the top: no path is as long as this one
            os.rename("d/d", "e") if Path("d/d").exists() else None
            for left in Path("d").iterdir():
                left.unlink()
            os.rmdir("d")
            if Path("e").exists():
                os.rename("e", "d")
        os.chdir(before)
    assert isinstance(found, Document | Skipped)
    assert found.source.startswith("d/d/d/")


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "up").symlink_to(tmp_path)
    (tmp_path / "news.txt").write_text(PROSE)
    found = list(read_documents([tmp_path, tmp_path / "self"]))
    assert [(type(item), item.source) for item in found] == [(Document, "news.txt"), (Skipped, "self"), (Skipped, "self")]


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9))
        + b']><rss version="2.0"><channel><item><description>&a8;</description></item></channel></rss>',
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item>'
        b"<title>&x;</title><description>&x; " + PROSE.encode() + b"</description></item></channel></rss>",
        b"<html><body><article>" + b"<p " + b"a=b " * 50_000 + b">" + PROSE.encode() + b"</p></article>",
        b"[" * 1_000_000,
        b'{"text": ' + b"9" * 5000 + b"}",
        b"\xff\xfe" + b"\x00\xd8" * 1000,
        b"a\n" * 200_000,
    ],
    ids=["entities", "foreign entity", "attributes", "brackets", "huge number", "half characters", "short lines"],
)
@pytest.mark.filterwarnings("ignore")
def test_what_is_made_to_take_for_ever_does_not(data: bytes) -> None:
    start = time.process_time()
    found = read(data)
    assert time.process_time() - start < 20
    assert all(isinstance(item, Skipped) or "root:" not in f"{item.title} {item.text}" for item in found)
