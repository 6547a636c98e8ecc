"""Web pages: the article's text without its page, and what its metadata tell (trafilatura)."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree

from detente.documents.build import Raw, digest
from detente.documents.decode import decode
from detente.documents.fragment import parse_html
from detente.errors import EmptyDocument, FormatError

# What a page marks itself as no content; the reason is shown with what is left out.
_PRUNED = {
    "caption": (
        "//figcaption",
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' caption ')]",
        "//*[contains(@class, 'wp-caption-text')]",
    ),
    "credit": ("//*[contains(@class, 'photo-credit') or contains(@class, 'image-credit') or contains(@class, 'media-credit')]",),
    "menu": ("//nav", "//footer", "//aside"),
}
_SHOWN = 160  # characters of a left-out piece that are kept to show it
_DEEPEST = 200  # elements within elements: real pages have under 60, and the parser drops without a word what lies below 255
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it warns of is told as a skip
_OPINION_META = ("article:section", "section", "article.section", "og:article:section", "genre", "category", "news_keywords_section")


def read_html(data: bytes, source: str) -> Raw:
    """Read a web page.

    Parameters
    ----------
    data
        Its bytes; the encoding is the one they declare, else UTF-8.
    source
        Its name, for messages.

    Raises
    ------
    EmptyDocument
        If there is no article on it.
    FormatError
        If it cannot be taken apart.
    EncodingError
        If it is no text.
    """
    page, notes = decode(data, source, declared=True)
    try:
        tree = parse_html(page)
        if tree is None:
            raise EmptyDocument(f"{source}: there is no page in it; check that it was saved whole")
        _check_depth(tree, source)
        if any((element.get("content") or "").startswith("detente ") for element in tree.iterfind(".//meta[@name='generator']")):
            raise FormatError(f"{source}: this is a brief that Détente made, no news text; leave it out")
        left_out = [*notes, *_left_out(tree)]
        genres = tuple(_sections(tree))
        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            prune_xpath=[path for paths in _PRUNED.values() for path in paths],
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (EmptyDocument, FormatError):
        raise
    except RecursionError as error:
        raise FormatError(f"{source}: its elements are nested too deeply to be a web page; save the page again") from error
    except Exception as error:  # the parsers raise errors of many kinds for broken pages; none may end the batch
        raise FormatError(f"{source}: the page cannot be taken apart ({type(error).__name__}: {error}); save it again") from error
    text = _field(found, "text")
    if not text:
        raise EmptyDocument(f"{source}: there is no article on this page; give the page of one article, or its text")
    categories = getattr(found, "categories", None) or []
    return Raw(
        text=re.sub(r"\n+", "\n\n", text),
        source=source,
        sha256=digest(data),
        title=_field(found, "title"),
        published=_field(found, "date"),
        outlet=_field(found, "sitename"),
        author=_field(found, "author"),
        url=_field(found, "url"),
        genres=(*genres, *(str(category) for category in categories)),
        left_out=left_out,
    )


def _check_depth(tree: Any, source: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise FormatError(f"{source}: its elements are nested more than {_DEEPEST} deep, no web page is; save the page again")


def _left_out(tree: Any) -> Iterator[str]:
    for reason, paths in _PRUNED.items():
        for path in paths:
            for element in tree.xpath(path):
                text = " ".join("".join(element.itertext()).split())
                if text:
                    yield f"{reason}: {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}"


def _sections(tree: Any) -> Iterator[str]:
    """Section names: meta elements, and the type and section of the page's schema.org data."""
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name") or "").lower() in _OPINION_META:
            yield element.get("content") or ""
    for element in tree.iter("script"):
        if element.get("type") == "application/ld+json":
            yield from _schema_words(element.text or "")


def _schema_words(text: str) -> Iterator[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            for key in ("@type", "articleSection"):
                value = item.get(key)
                yield from (str(word) for word in (value if isinstance(value, list) else [value]) if word)


def _field(found: Any, name: str) -> str | None:
    value = getattr(found, name, None)
    return value if isinstance(value, str) and value.strip() else None
