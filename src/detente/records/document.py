"""A document: its text and what is known about where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.records.evidence import record_id


class Genre(StrEnum):
    """Whether a document reports or argues."""

    NEWS = "news"
    OPINION = "opinion"
    UNKNOWN = "unknown"


class DateOrigin(StrEnum):
    """Where a publication date was taken from."""

    OPTION = "option"
    METADATA = "metadata"
    TEXT = "text"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """A news text as it is read: every span of every record counts characters of `text`.

    Parameters
    ----------
    id
        Same text, title, outlet and date give the same identifier, wherever the file lies.
    text
        The content, without captions, credits and menus. The title is part of it only where a plain text begins with it.
    title, outlet, author, url
        As the source gives them; None where it does not.
    published
        ISO date (``2023-04-16``), or None where it is unknown; never today's date.
    published_origin
        Where `published` was taken from.
    genre
        What the source's own metadata says (a section "Opinion"), else unknown; the reader judges from the text.
    source
        The name of the file or feed item the text came from, without machine-specific folders.
    sha256
        Hash of the bytes that were read.
    left_out
        What was in the source and is no content, each with its reason.
    """

    id: str
    text: str
    title: str | None
    published: str | None
    published_origin: DateOrigin
    outlet: str | None
    author: str | None
    url: str | None
    genre: Genre
    source: str
    sha256: str
    left_out: tuple[str, ...] = ()

    @staticmethod
    def identify(text: str, title: str | None, outlet: str | None, published: str | None) -> str:
        """Compute a document's identifier from what it says, not from where it lies."""
        return record_id("doc", text, title or "", outlet or "", published or "")


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, and why.

    Parameters
    ----------
    source
        The name of the input, with the place in it where that is known.
    error
        Name of the error class, e.g. ``"EmptyDocument"``.
    reason
        The error's message.
    """

    source: str
    error: str
    reason: str
