"""Inputs to documents: formats, order, names, encodings, and everything that can be wrong with them."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.documents import MAX_BYTES, MAX_CHARACTERS, read_documents, read_text
from detente.errors import DateError, EmptyDocument, LanguageError, TooLarge
from detente.records import DateOrigin, Document, Genre, Skipped

PROSE = "The talks that were held in the capital have failed, and nobody who was there said when they would be held again."
GERMAN = (
    "Die Gespräche sind am Montag gescheitert, sagte der Minister in der Hauptstadt, und niemand weiß, wann sie wieder beginnen sollen, "
    "denn die beiden Seiten haben einander nichts mehr zu sagen."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="{{charset}}"><title>Talks fail</title>
<meta property="og:site_name" content="The Courier"><meta property="article:published_time" content="2023-04-16T08:00:00Z">
<meta property="article:section" content="{{section}}"><meta name="author" content="Jane Doe"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Talks fail</h1>
<figure><img src="a.jpg"><figcaption>A guard looks on in Zürich on Monday.</figcaption></figure>
<p>{PROSE}</p>
<p>The ministers of the two countries had met in Zürich for three days, and their aides said that little was left to talk about.</p>
<p>{PROSE}</p></article><footer>All rights reserved</footer></body></html>"""


def one(data: bytes) -> Document | Skipped:
    (found,) = read_documents(["-"], stdin=io.BytesIO(data))
    return found


def read(data: bytes) -> Document:
    found = one(data)
    assert isinstance(found, Document), found
    return found


def skipped(data: bytes) -> Skipped:
    found = one(data)
    assert isinstance(found, Skipped), found
    return found


def test_plain_text() -> None:
    document = read(f"Talks fail\r\n\r\nApril 16, 2023\r\n\r\n{PROSE}".encode())
    assert (document.title, document.text) == ("Talks fail", f"Talks fail\n\n{PROSE}")
    assert (document.published, document.published_origin) == ("2023-04-16", DateOrigin.TEXT)
    assert (document.outlet, document.genre, document.source) == (None, Genre.UNKNOWN, "-")


def test_the_option_comes_before_metadata_and_text() -> None:
    line = json.dumps({"text": f"April 14, 2023\n{PROSE}", "published": "2023-04-15"}).encode()
    (document,) = read_documents(["-"], stdin=io.BytesIO(line), published="2023-04-16")
    assert isinstance(document, Document)
    assert (document.published, document.published_origin) == ("2023-04-16", DateOrigin.OPTION)
    assert (read(line).published, read(line).published_origin) == ("2023-04-15", DateOrigin.METADATA)
    assert (read(PROSE.encode()).published, read(PROSE.encode()).published_origin) == (None, DateOrigin.UNKNOWN)


@pytest.mark.parametrize("wrong", ["tomorrow", "2999-01-01"])
def test_wrong_metadata_dates_are_unknown_and_noted(wrong: str) -> None:
    document = read(json.dumps({"text": PROSE, "published": wrong}).encode())
    assert document.published is None
    assert any(wrong in note for note in document.left_out)


def test_a_wrong_option_is_refused_at_once() -> None:
    with pytest.raises(DateError):
        read_documents([], published="2023-02-30")


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("iso-8859-1", "latin-1"), ("windows-1252", "cp1252")])
def test_html(charset: str, codec: str) -> None:
    document = read(PAGE.format(charset=charset, section="World").encode(codec))
    assert (document.title, document.outlet, document.author) == ("Talks fail", "The Courier", "Jane Doe")
    assert (document.published, document.published_origin) == ("2023-04-16", DateOrigin.METADATA)
    assert "met in Zürich" in document.text
    assert "guard" not in document.text
    assert "rights" not in document.text
    assert any(note.startswith("caption: A guard looks on in Zürich") for note in document.left_out)
    assert any(note.startswith("menu: Home World") for note in document.left_out)


def test_only_metadata_make_an_opinion() -> None:
    assert read(PAGE.format(charset="utf-8", section="Opinion").encode()).genre is Genre.OPINION
    assert read(PAGE.format(charset="utf-8", section="World").encode()).genre is Genre.UNKNOWN
    assert read(json.dumps({"text": PROSE, "url": "https://example.org/opinion/1.html"}).encode()).genre is Genre.OPINION
    assert read(json.dumps({"text": f"Opinion is what this is. {PROSE}"}).encode()).genre is Genre.UNKNOWN
    assert read(json.dumps({"text": PROSE, "genre": "news"}).encode()).genre is Genre.NEWS


def test_jsonl_goes_on_after_a_bad_line() -> None:
    lines = [
        json.dumps({"text": PROSE, "title": "One", "outlet": "The Courier", "region": "Asia", "author": 7}),
        '{"text": "cut sho',
        "",
        json.dumps(["no object"]),
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": PROSE, "title": "Two"}),
    ]
    found = list(read_documents(["-"], stdin=io.BytesIO("\n".join(lines).encode())))
    assert [item.title for item in found if isinstance(item, Document)] == ["One", "Two"]
    assert [(item.source, item.error) for item in found if isinstance(item, Skipped)] == [
        (f"-, line {line}", "FormatError") for line in (2, 4, 5, 6)
    ]
    first = found[0]
    assert isinstance(first, Document)
    assert first.source == "-#1"
    assert first.left_out == ("field: author is no string and was ignored", "field: region is unknown and was ignored")


def test_feeds() -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>
    <item><title>Talks &amp; drills</title><link>https://example.org/a</link><category>Editorial</category>
    <pubDate>Sun, 16 Apr 2023 08:00:00 GMT</pubDate>
    <description>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;It &lt;b&gt;was&lt;/b&gt; over.&lt;/p&gt;</description></item>
    <item><title>Nothing</title></item></channel></rss>"""
    first, second = read_documents(["-"], stdin=io.BytesIO(feed.encode()))
    assert isinstance(first, Document)
    assert (first.title, first.outlet, first.published, first.genre) == ("Talks & drills", "The Courier", "2023-04-16", Genre.OPINION)
    assert first.text == f"{PROSE}\n\nIt was over."
    assert isinstance(second, Skipped)
    assert second.error == "EmptyDocument"
    assert skipped(b"<rss><channel><item>").error in ("FormatError", "EmptyDocument")


def test_folders_are_read_in_order_and_named_without_their_place(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".hidden.txt", ".git/c.txt", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{PROSE} {name.strip('.')}")
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    found = list(read_documents([tmp_path]))
    assert [item.source for item in found] == ["a/b.txt", "a/z.txt", "a.txt", "b.txt", "empty.txt", "lost.txt"]
    assert [item.error for item in found if isinstance(item, Skipped)] == ["EmptyDocument", "MissingInput"]
    assert str(tmp_path) not in repr(found)
    assert found == list(read_documents([tmp_path]))


def test_missing_and_unreadable_inputs_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PROSE)
    (tmp_path / "locked").mkdir()
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    scan = os.scandir

    def scandir(path: object) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr("detente.documents.inputs.os.scandir", scandir)
    found = list(read_documents([tmp_path / "nothing", "a\0b", "", tmp_path / "locked", fifo, good]))
    errors = [item.error for item in found if isinstance(item, Skipped)]
    assert errors == ["MissingInput", "MissingInput", "MissingInput", "MissingInput", "FormatError"]
    assert isinstance(found[-1], Document)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "EmptyDocument"),
        (b" \n\t ", "EmptyDocument"),
        (b"123 456", "EmptyDocument"),
        (bytes(range(256)) * 4, "EncodingError"),
        (b"\x00\x01\x02\x03" * 50, "EncodingError"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "EncodingError"),
        (b"\xff\xfe\x00", "EncodingError"),
        (b"%PDF-1.4 broken", "FormatError"),
        (b"PK\x03\x04 broken", "FormatError"),
        (b"<html><body>" + b"<div>" * 30_000 + PROSE.encode(), "FormatError"),
        (b"<html></html>", "EmptyDocument"),
        (GERMAN.encode(), "LanguageError"),
        ("회담은 실패했다고 장관이 월요일에 말했다.".encode(), "LanguageError"),
        (b"the war was over " * 700_000, "TooLarge"),
        (b"a" * (MAX_BYTES + 1), "TooLarge"),
        (b'{"text": "' + b"a" * (MAX_BYTES + 1), "TooLarge"),
        (b"[" * 100_000, "EmptyDocument"),
        (b'{"text":' + b"[" * 100_000, "FormatError"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_bad_input_is_named(data: bytes, error: str) -> None:
    found = skipped(data)
    assert found.error == error
    assert found.reason.startswith("-")
    assert ";" in found.reason or ":" in found.reason


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark(codec: str) -> None:
    assert read(f"{PROSE} Zürich".encode(codec)).text == f"{PROSE} Zürich"


def test_windows_text_is_read_with_a_note() -> None:
    document = read(f"“{PROSE}”".encode("cp1252"))
    assert document.text == f"“{PROSE}”"
    assert document.left_out[0].startswith("encoding: not UTF-8 from byte 0")


def test_identity_does_not_depend_on_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (document,) = read_documents([tmp_path / "a.txt"])
    assert isinstance(document, Document)
    assert document.id == read(PROSE.encode()).id == read_text(PROSE).id


def test_read_text_raises() -> None:
    with pytest.raises(EmptyDocument):
        read_text(" ")
    with pytest.raises(TooLarge):
        read_text("a " * MAX_CHARACTERS)
    with pytest.raises(LanguageError):
        read_text(GERMAN)
    with pytest.raises(DateError):
        read_text(PROSE, published="2023-2-3")
    assert read_text(PROSE, genre=Genre.OPINION, title="Why they failed").title == "Why they failed"


def test_documents_come_one_at_a_time(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{PROSE} {number}")
    stream = read_documents([tmp_path])
    first = next(stream)
    (tmp_path / "2.txt").unlink()
    rest = list(stream)
    assert isinstance(first, Document)
    assert [type(item).__name__ for item in rest] == ["Document", "Skipped"]


_HEADS = [
    b"", b"<html><body><p>", b"<rss><channel><item><title>", b'{"text": "', b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf",
    b"<?xml version='1.0'?>",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(_HEADS), st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
@pytest.mark.filterwarnings("ignore")
def test_no_bytes_raise_anything(head: bytes, data: bytes) -> None:
    for found in read_documents(["-"], stdin=io.BytesIO(head + data)):
        assert isinstance(found, Document | Skipped)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.sampled_from([".txt", ".html", ".jsonl", ".xml", ".pdf", ".docx", ".bin"]), st.binary(max_size=300))
@pytest.mark.filterwarnings("ignore")
def test_no_file_raises_anything(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    (found,) = list(read_documents([path]))[:1]
    assert isinstance(found, Document | Skipped)
    assert found.source.startswith(f"file{suffix}")
