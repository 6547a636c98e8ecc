"""Quotation marks paired over the raw text, whatever their style: parsers are too easily led astray by them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile("[“”«»]|\"|''|``|[‘’'](?!')")
_CURLY = {"“": "”", "«": "»", "``": "''"}
_LINE = re.compile(r"[^\n]+")
_SHORTEST_SINGLE = 3  # characters: a shorter stretch between single marks is an elision, not a quotation


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as its marks show it.

    Parameters
    ----------
    start, end
        Character offsets of the whole, marks included.
    inner_start, inner_end
        Offsets of what stands between the marks.
    open
        Whether the closing mark is missing: the quotation may go on in the next paragraph.
    paragraph
        Number of the line it stands in.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    open: bool
    paragraph: int


def find_quotes(text: str) -> tuple[tuple[Quote, ...], tuple[tuple[int, int], ...]]:
    """Pair the quotation marks of a text, line by line.

    Parameters
    ----------
    text
        The raw text.

    Returns
    -------
    quotes, paragraphs
        Top-level quotations in text order, and the spans of the lines that are not blank.

    Examples
    --------
    >>> quotes, _ = find_quotes('He said, "Stop it," and left.')
    >>> [(q.inner_start, q.inner_end) for q in quotes]
    [(10, 18)]
    """
    quotes: list[Quote] = []
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    for number, (start, end) in enumerate(lines):
        quotes.extend(_in_line(text, start, end, number))
    return tuple(quotes), tuple(lines)


def _in_line(text: str, start: int, end: int, number: int) -> list[Quote]:
    found: list[Quote] = []
    opened: tuple[int, int, str] | None = None
    depth = 0
    nests = text.count("“", start, end) == text.count("”", start, end)
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        before_ch = text[at - 1] if at > start else " "
        after_ch = text[after] if after < end else " "
        if opened is None:
            if _opens(mark, before_ch, after_ch):
                opened, depth = (at, after, mark), 0
        elif nests and opened[2] == "“" and mark in "“”" and (mark == "“" or depth):
            depth += 1 if mark == "“" else -1
        elif _closes(mark, opened[2], before_ch, after_ch):
            if len(opened[2]) > 1 or opened[2] not in "‘'" or at - opened[1] >= _SHORTEST_SINGLE:
                found.append(Quote(opened[0], after, opened[1], at, False, number))
            opened = None
    if opened is not None and opened[2] not in "‘'":
        stop = start + len(text[start:end].rstrip())
        if stop > opened[1]:
            found.append(Quote(opened[0], stop, opened[1], stop, True, number))
    return found


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in _CURLY:
        return not after.isspace()
    if mark in ("”", "»"):
        return mark == "”" and before.isspace() and not after.isspace()  # a wrong closing mark that opens, as in ”Fear.
    if mark == "’":
        return False
    return not after.isspace() and not before.isalnum() and before not in ".,!?%"


def _closes(mark: str, opening: str, before: str, after: str) -> bool:
    if opening in _CURLY:
        return mark == _CURLY[opening] or (mark == '"' and opening == "“" and not before.isspace())
    if opening == "‘":
        return mark == "’" and not after.isalnum() and not before.isspace()
    if opening == "'":
        return mark == "'" and not after.isalnum() and not before.isspace()
    if opening == "”":
        return mark in "”"
    return mark == opening and not (before.isspace() and not after.isspace())


class QuoteIndex:
    """Which quotation covers a character."""

    def __init__(self, quotes: tuple[Quote, ...]) -> None:
        self._quotes = quotes
        self._starts = [quote.start for quote in quotes]

    def at(self, offset: int) -> Quote | None:
        """Give the quotation that covers this character, marks included."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and offset < self._quotes[place].end:
            return self._quotes[place]
        return None

    def within(self, start: int, end: int) -> tuple[Quote, ...]:
        """Give the quotations that share a character with a span."""
        place = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for quote in self._quotes[place:]:
            if quote.start >= end:
                break
            if quote.end > start:
                found.append(quote)
        return tuple(found)
