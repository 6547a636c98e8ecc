"""HTML parsed, and pieces of it as text."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "section", "article", "ul", "ol", "table"}
)
_HIDDEN = frozenset({"script", "style", "figcaption"})


def parse_html(page: str) -> Any:
    """Parse a page or piece of HTML, however broken; None where nothing is in it."""
    # lxml refuses str with an encoding declaration: the bytes are UTF-8 now, whatever the page says.
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, recover=True)
    return etree.fromstring(page.encode("utf-8", "replace"), parser=parser)


def text_of_fragment(fragment: str) -> str:
    """Give the text of a piece of HTML, a paragraph for each of its blocks.

    Examples
    --------
    >>> text_of_fragment("<p>Talks <b>failed</b>.</p><p>Drills began.</p>")
    'Talks failed.\\n\\nDrills began.'
    """
    if "<" not in fragment and "&" not in fragment:
        return fragment
    tree = parse_html(f"<div>{fragment}</div>")
    if tree is None:
        return ""
    parts: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            parts.append(element.tail or "" if event == "end" and not skipped else "")
            continue
        is_hidden = element.tag in _HIDDEN
        if event == "start":
            skipped += is_hidden
            if not skipped:
                parts.append("\n\n" if element.tag in _BLOCKS else "")
                parts.append(element.text or "")
        else:
            skipped -= is_hidden
            if not skipped:
                parts.append("\n\n" if element.tag in _BLOCKS else "")
                parts.append(element.tail or "")
    paragraphs = (" ".join(piece.split()) for piece in re.split(r"\n\s*\n", "".join(parts)))
    return "\n\n".join(piece for piece in paragraphs if piece)
