"""Which files an input stands for, and what each is: files, folders, ``-`` for standard input."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from detente.documents.decode import shown_name
from detente.errors import DocumentError, FormatError, MissingInput

STDIN = "-"


class Format(StrEnum):
    """The formats there is a reader for."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    FEED = "feed"
    PDF = "pdf"
    DOCX = "docx"


_SUFFIXES = {
    ".txt": Format.TEXT, ".text": Format.TEXT, ".md": Format.TEXT,
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
    ".jsonl": Format.JSONL, ".ndjson": Format.JSONL,
    ".rss": Format.FEED, ".atom": Format.FEED, ".xml": Format.FEED,
    ".pdf": Format.PDF, ".docx": Format.DOCX,
}  # fmt: skip
_JSON = re.compile(rb"\{|\[\s*(?:\{|$)")  # an object, or a list of them: the reader of JSON lines says what is wrong with a list
_HEAD = 512  # bytes that show what a file is


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read, and the name to show for it: relative to the folder that was given, never a machine's path."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A file or folder that cannot be read, its name as in `Place`, and why."""

    source: str
    error: DocumentError


def find_files(given: str | Path) -> Iterator[Place | Lost]:
    """Give the files an input stands for: itself, or what a folder holds, in order of their names, hidden ones left out.

    Parameters
    ----------
    given
        A file or a folder.
    """
    path = Path(given)
    shown = shown_name(path.name or str(given))
    if given == "":
        yield Lost(shown, MissingInput("'': an empty name is no file; give a file, a folder or - for standard input"))
        return
    try:
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield Place(path, shown)
        elif path.exists():
            yield Lost(shown, FormatError(f"{shown}: this is neither a file nor a folder; give one of these"))
        else:
            yield Lost(shown, MissingInput(f"{shown_name(str(given))}: there is no such file or folder; check the path"))
    except (OSError, ValueError) as error:
        yield Lost(shown, open_error(shown, error))


def _walk(top: Path) -> Iterator[Place | Lost]:
    """Go through a folder and those in it, in order of names; by a list of what is open, as folders may lie deeper than calls can."""
    waiting: list[Iterator[tuple[os.DirEntry[str], str]]] = []

    def enter(folder: Path, above: str) -> Lost | None:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            name = shown_name(above or folder.name)
            return Lost(name, open_error(name, error))
        waiting.append((entry, f"{above}{entry.name}") for entry in found if not entry.name.startswith("."))
        return None

    if (lost := enter(top, "")) is not None:
        yield lost
    while waiting:
        entry, named = next(waiting[-1], (None, ""))
        if entry is None:
            waiting.pop()
            continue
        source = shown_name(named)
        try:
            # Links to folders are not followed: they may lead in a circle.
            if entry.is_dir(follow_symlinks=False):
                if (lost := enter(Path(entry.path), f"{named}/")) is not None:
                    yield lost
            elif entry.is_file():
                yield Place(Path(entry.path), source)
            elif not entry.is_dir():
                yield Lost(source, MissingInput(f"{source}: it is no file, or a link that leads nowhere; remove it or mend it"))
        except OSError as error:
            yield Lost(source, open_error(source, error))


def open_error(source: str, error: Exception) -> MissingInput:
    """Make the error for a file or folder that cannot be opened."""
    why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return MissingInput(f"{source}: it cannot be opened ({why}); check the path and its permissions")


def format_of(name: str, head: bytes) -> Format:
    """Tell a file's format from its name, or else from its first bytes.

    Examples
    --------
    >>> format_of("a.HTML", b"").value, format_of("-", b"<!DOCTYPE html><html>").value, format_of("-", b"Talks fail").value
    ('html', 'html', 'text')
    """
    known = _SUFFIXES.get(Path(name).suffix.lower())
    start = head[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if known is Format.FEED and b"<html" in start:
        return Format.HTML
    return known or _sniff(start)


def _sniff(start: bytes) -> Format:
    if start.startswith(b"%pdf-"):
        return Format.PDF
    if start.startswith(b"pk\x03\x04"):
        return Format.DOCX
    if any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return Format.FEED
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in start:
        return Format.HTML
    return Format.JSONL if _JSON.match(start) else Format.TEXT
