"""What every format ends in: checks that are the same for all, and the document."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from detente.documents.content import separate
from detente.documents.decode import tidy
from detente.documents.english import check_english
from detente.documents.published import credible, find_published, parse_date
from detente.errors import EmptyDocument, TooLarge
from detente.records import DateOrigin, Document, Genre
from detente.tables import read_table

# A long read has 60,000 characters, a book 500,000: more is no news text, and parsing needs about 1 GB of memory for each million.
MAX_CHARACTERS = 1_000_000
# Pages and PDF files carry ten to twenty times their text in scripts and pictures.
MAX_BYTES = 20_000_000


@dataclass(slots=True)
class Raw:
    """A text as a format gives it, before checks.

    Parameters
    ----------
    text
        The text, with captions and bylines still in it.
    source
        Name of the input and the place in it.
    sha256
        Hash of the bytes read.
    title, published, outlet, author, url
        As the metadata give them.
    genres
        Sections, categories, genre words of the metadata.
    left_out
        What the format's reader already left out.
    stated
        The raw text in which the publication date may be stated, if it is not `text`.
    is_plain
        Whether the text may begin with its title, as plain text does.
    """

    text: str
    source: str
    sha256: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    genres: tuple[str, ...] = ()
    left_out: list[str] = field(default_factory=list)
    is_plain: bool = False


def digest(data: bytes) -> str:
    """Hash the bytes that were read."""
    return hashlib.sha256(data).hexdigest()


def build(raw: Raw, published: str | None) -> Document:
    """Check a raw text and make its document.

    Parameters
    ----------
    raw
        What the format's reader found.
    published
        Publication date given by the user, checked; it overrules the metadata.

    Raises
    ------
    EmptyDocument, TooLarge, LanguageError
        If it is no text the reader can read.
    """
    check_length(raw.text, raw.source)
    content = separate(tidy(raw.text), find_title=raw.is_plain and raw.title is None)
    if not any(character.isalpha() for character in content.text):
        raise EmptyDocument(f"{raw.source}: there is no text in it{_lost(raw, content.left_out)}; check the file, or leave it out")
    check_english(content.text, raw.source)
    left_out = [*raw.left_out, *content.left_out]
    title = _clean(raw.title) or content.title
    day, origin = _date(raw, published, left_out)
    outlet = _clean(raw.outlet)
    return Document(
        id=Document.identify(content.text, title, outlet, day),
        text=content.text,
        title=title,
        published=day,
        published_origin=origin,
        outlet=outlet,
        author=_clean(raw.author) or content.author,
        url=_clean(raw.url),
        genre=find_genre(raw.genres, raw.url, raw.title),
        source=raw.source,
        sha256=raw.sha256,
        left_out=tuple(left_out),
    )


def check_length(text: str, source: str) -> None:
    """Raise `TooLarge` for a text over the limit."""
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(
            f"{source}: {len(text):,} characters; at most {MAX_CHARACTERS:,} are read as one document (no news text is longer): split it"
        )


def check_bytes(size: int, source: str) -> None:
    """Raise `TooLarge` for a file over the limit."""
    if size > MAX_BYTES:
        raise TooLarge(f"{source}: {size:,} bytes; at most {MAX_BYTES:,} are read as one file: split it, or give JSON lines")


def _lost(raw: Raw, left_out: list[str]) -> str:
    return " but captions, credits and menus" if raw.left_out or left_out else ""


def _clean(text: str | None) -> str | None:
    return " ".join(tidy(text).split()) or None if text else None


def _date(raw: Raw, published: str | None, left_out: list[str]) -> tuple[str | None, DateOrigin]:
    if published is not None:
        return published, DateOrigin.OPTION
    if raw.published:
        day = parse_date(raw.published)
        if day is not None and credible(day):
            return day.isoformat(), DateOrigin.METADATA
        problem = "is no date" if day is None else "lies in the future or before there was news"
        left_out.append(f"date: the metadata's {raw.published[:60]!r} {problem}")
    stated = find_published(raw.text)
    return (stated, DateOrigin.TEXT) if stated is not None else (None, DateOrigin.UNKNOWN)


@lru_cache(maxsize=1)
def _genres() -> dict[str, Genre]:
    rows = read_table(files("detente.documents").joinpath("data/opinion.tsv"), "documents/data/opinion.tsv", ("genre", "names"))
    allowed = frozenset({Genre.NEWS.value, Genre.OPINION.value})
    return {name: Genre(row.one_of("genre", allowed)) for row in rows for name in row.several("names")}


def find_genre(words: tuple[str, ...], url: str | None, title: str | None = None) -> Genre:
    """Tell the genre from what the metadata say: sections, parts of the link, a label before the title ("Opinion: ...").

    Examples
    --------
    >>> find_genre(("World", "Op-Ed"), None).value, find_genre((), "https://example.org/opinion/a.html").value
    ('opinion', 'opinion')
    """
    known = _genres()
    places = [word.strip().lower() for word in words]
    with suppress(ValueError):  # a broken link says nothing
        places += [part.lower() for part in urlsplit(url or "").path.split("/")[:-1]]
    for mark in (":", "|"):
        if title and mark in title:
            places.append(title.split(mark)[0].strip().lower())
    found = {known[place] for place in places if place in known}
    if Genre.OPINION in found:
        return Genre.OPINION
    said = {known[word.strip().lower()] for word in words if word.strip().lower() in known}
    return Genre.NEWS if Genre.NEWS in said else Genre.UNKNOWN
