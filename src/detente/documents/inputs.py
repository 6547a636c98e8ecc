"""Which files an input stands for, and what each is: files, folders, ``-`` for standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

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
    shown = path.name or str(given)
    if given == "":
        yield Lost(shown, MissingInput("'': an empty name is no file; give a file, a folder or - for standard input"))
        return
    try:
        if path.is_dir():
            yield from _walk(path, "")
        elif path.is_file():
            yield Place(path, shown)
        elif path.exists():
            yield Lost(shown, FormatError(f"{shown}: this is neither a file nor a folder; give one of these"))
        else:
            yield Lost(shown, MissingInput(f"{given}: there is no such file or folder; check the path"))
    except (OSError, ValueError) as error:
        yield Lost(shown, open_error(shown, error))


def _walk(folder: Path, above: str) -> Iterator[Place | Lost]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Lost(above or folder.name, open_error(above or folder.name, error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        source = f"{above}{entry.name}"
        try:
            # Links to folders are not followed: they may lead in a circle.
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{source}/")
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
    return Format.JSONL if start.startswith(b"{") else Format.TEXT
