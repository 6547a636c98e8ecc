"""Feeds (RSS, Atom) saved as files: each item with a text is a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import feedparser

from detente.documents.build import Raw, digest
from detente.documents.fragment import text_of_fragment
from detente.errors import DocumentError, EmptyDocument, FormatError


def read_feed(data: bytes, source: str) -> Iterator[Raw | DocumentError]:
    """Read the items of a feed in the order of the file; an item without a text gives its error.

    Parameters
    ----------
    data
        The bytes of the file. Nothing is fetched: an item holds what the feed holds of it, in full or as a summary.
    source
        Its name, for messages.
    """
    try:
        feed = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # the parser raises errors of many kinds for broken feeds; none may end the batch
        yield FormatError(f"{source}: the feed cannot be taken apart ({type(error).__name__}: {error}); save it again")
        return
    if not feed.entries:
        broken = feed.get("bozo_exception") if feed.get("bozo") else None
        yield (
            FormatError(f"{source}: this is no feed, or it is broken ({broken}); save it again")
            if broken
            else EmptyDocument(f"{source}: there is no item in this feed; check that it was saved whole")
        )
        return
    outlet = _string(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{source}#{number}"
        try:
            text = _text(entry)
        except Exception as error:  # a broken item must not end the feed
            yield FormatError(f"{source}, item {number}: it cannot be taken apart ({type(error).__name__}: {error}); save the feed again")
            continue
        if not text:
            yield EmptyDocument(f"{source}, item {number}: it holds no text; save the page it links to instead")
            continue
        yield Raw(
            text=text,
            source=place,
            sha256=digest(data),
            title=_string(entry.get("title")) and text_of_fragment(entry["title"]),
            published=_string(entry.get("published")) or _string(entry.get("updated")),
            outlet=_string((entry.get("source") or {}).get("title")) or outlet,
            author=_string(entry.get("author")),
            url=_string(entry.get("link")),
            genres=tuple(term for tag in entry.get("tags") or () if (term := _string(tag.get("term")))),
        )


def _text(entry: Any) -> str:
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    longest = max([*contents, entry.get("summary") or ""], key=len)
    return text_of_fragment(longest)


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
