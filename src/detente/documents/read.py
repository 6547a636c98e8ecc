"""Inputs to documents, one after the other: what cannot be read is skipped with its reason, and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from detente.documents.build import MAX_BYTES, Raw, build, check_bytes, digest
from detente.documents.decode import decode
from detente.documents.inputs import STDIN, Format, Place, find_files, format_of, open_error
from detente.documents.jsonl import read_jsonl
from detente.documents.published import check_published
from detente.errors import DocumentError, EmptyDocument
from detente.records import Document, Genre, Skipped

_HEAD = 512  # bytes that show what a file is


def read_documents(
    inputs: Iterable[str | Path], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Skipped]:
    """Read files, folders and standard input as documents, one at a time.

    Parameters
    ----------
    inputs
        Files, folders (read with all they hold, in order of names, hidden files left out), and ``"-"`` for standard input.
        Plain text, HTML, JSON lines, feeds saved as files, PDF and DOCX are told apart by suffix or content.
    published
        Publication date for all of them (``2023-04-16``); it overrules what the documents say.
    stdin
        What ``"-"`` stands for; default: standard input.

    Yields
    ------
    Document or Skipped
        In the order of the inputs. What cannot be read is a `Skipped` that names the error and its reason.

    Raises
    ------
    DateError
        If `published` is no date, at once.

    Examples
    --------
    >>> import io
    >>> page = io.BytesIO(b"Talks fail\\n\\nThe talks that were held in Hanoi have failed.")
    >>> [(d.title, d.text[-7:]) for d in read_documents(["-"], stdin=page)]
    [('Talks fail', 'failed.')]
    """
    return _read_all(inputs, check_published(published), stdin)


def read_text(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    url: str | None = None,
    genre: Genre = Genre.UNKNOWN,
    source: str = "text",
) -> Document:
    """Make a document of a text at hand.

    Parameters
    ----------
    text
        The text; captions, credits and the like are left out, as from a file.
    published
        Its publication date (``2023-04-16``). Without one the text itself is asked.
    title, outlet, author, url
        As known.
    genre
        What is known of its genre.
    source
        A name to show for it.

    Raises
    ------
    DocumentError
        If it is empty, too long, not English, or `published` is no date.

    Examples
    --------
    >>> read_text("The talks that were held in Hanoi have failed.", published="2019-03-01").published
    '2019-03-01'
    """
    words = () if genre is Genre.UNKNOWN else (genre.value,)
    sha256 = digest(text.encode("utf-8", "replace"))
    raw = Raw(text, source, sha256, title=title, outlet=outlet, author=author, url=url, genres=words, is_plain=True)
    return build(raw, check_published(published))


def _read_all(inputs: Iterable[str | Path], published: str | None, stdin: BinaryIO | None) -> Iterator[Document | Skipped]:
    for given in inputs:
        if str(given) == STDIN:
            yield from _built(_read_stream(stdin if stdin is not None else sys.stdin.buffer, STDIN), STDIN, published)
            continue
        for found in find_files(given):
            if isinstance(found, Place):
                yield from _built(_read_file(found), found.source, published)
            else:
                yield _skipped(found.source, found.error)


def _built(raws: Iterator[Raw | DocumentError], source: str, published: str | None) -> Iterator[Document | Skipped]:
    """Build each raw text; an error skips it alone."""
    try:
        for raw in raws:
            if isinstance(raw, DocumentError):
                yield _skipped(source, raw)
                continue
            try:
                yield build(raw, published)
            except DocumentError as error:
                yield _skipped(raw.source, error)
    except DocumentError as error:
        yield _skipped(source, error)


def _skipped(source: str, error: DocumentError) -> Skipped:
    # The message begins with the exact place (a line, an item), which the source then shows too.
    place, _, _ = str(error).partition(": ")
    return Skipped(place if place.startswith(source) else source, type(error).__name__, str(error))


def _read_file(place: Place) -> Iterator[Raw | DocumentError]:
    try:
        with place.path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            yield from _read_stream(stream, place.source, size)
    except (OSError, ValueError) as error:
        raise open_error(place.source, error) from error


def _read_stream(stream: BinaryIO, source: str, size: int | None = None) -> Iterator[Raw | DocumentError]:
    head = stream.read(_HEAD)
    kind = format_of(source, head)
    if not head.strip():
        rest = stream.read(MAX_BYTES)
        if not rest.strip():
            raise EmptyDocument(f"{source}: there is nothing in it; check the file, or leave it out")
        head += rest
    joined = _Joined(head, stream)
    if kind is Format.JSONL:
        yield from read_jsonl(joined, source)
        return
    if size is not None:
        check_bytes(size, source)
    data = joined.read(MAX_BYTES + 1)
    check_bytes(len(data), source)
    if kind is Format.FEED:
        from detente.documents.feeds import read_feed  # late: its parser takes long to load

        yield from read_feed(data, source)
    else:
        yield _read_one(data, source, kind)


def _read_one(data: bytes, source: str, kind: Format) -> Raw:
    if kind is Format.HTML:
        from detente.documents.html import read_html  # late, as above

        return read_html(data, source)
    if kind in (Format.PDF, Format.DOCX):
        from detente.documents.office import read_docx, read_pdf

        return read_pdf(data, source) if kind is Format.PDF else read_docx(data, source)
    text, notes = decode(data, source)
    return Raw(text, source, digest(data), left_out=notes, is_plain=True)


class _Joined:
    """A stream with its first bytes put back, for streams that cannot go back themselves."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            head, self._head = self._head, b""
            return head + self._rest.read()
        head, self._head = self._head[:size], self._head[size:]
        return head + (self._rest.read(size - len(head)) if len(head) < size else b"")

    def readline(self, limit: int, /) -> bytes:
        end = self._head.find(b"\n") + 1
        if end:
            return self.read(min(end, limit))
        if not self._head:
            return self._rest.readline(limit)
        head, self._head = self._head, b""
        return head + self._rest.readline(max(limit - len(head), 0))
