"""A plain text's content, apart from captions, credits, bylines, menus and the like; and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from detente.documents.published import is_date_line
from detente.tables import Row, read_table

_SHOWN = 160  # characters of a left-out line that are kept to show it
_TOP, _BOTTOM = 8, 6  # lines at which bylines, menus and dates stand
_LONGEST_TITLE = 160
_FINAL = ".!?…;,"
_QUOTES = "\"'”’»)]"
# No word is so long, nor any link worth reading: it is data that was pasted in. Taking it apart takes time in the square of its length.
_LONGEST_WORD = 250
_PASTED = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_WRAP_LEAST, _WRAP_MOST = 45, 100  # characters a line of a hard-wrapped text has
# Kinds that stand anywhere; the others count at the top and the bottom of a text only, where a line of prose would not be so short.
_ANYWHERE = frozenset({"caption", "credit", "more", "share", "legal"})


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a text and what was left out of it."""

    text: str
    title: str | None
    author: str | None
    left_out: list[str]


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    longest: int
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _lines() -> tuple[_Line, ...]:
    rows = read_table(files("detente.documents").joinpath("data/lines.tsv"), "documents/data/lines.tsv", ("kind", "longest", "pattern"))
    return tuple(_Line(row["kind"], int(row["longest"]), _compile(row)) for row in rows)


def _compile(row: Row) -> re.Pattern[str]:
    try:
        return re.compile(row["pattern"])
    except re.error as error:
        raise row.wrong(f"pattern is no regular expression ({error})") from error


def separate(text: str, *, find_title: bool) -> Content:
    """Take out of a text what is no content, keep its order, join hard-wrapped lines, and find its title.

    Parameters
    ----------
    text
        The text, with ``\\n`` for line breaks.
    find_title
        Whether the first line may be the title: short, without final punctuation, followed by a blank line.
    """
    pasted = [f"no word: {len(match[0]):,} characters without a blank, {_short(match[0][:_SHOWN])}" for match in _PASTED.finditer(text)]
    lines = _PASTED.sub("", text).strip("\n").split("\n")
    filled = [place for place, line in enumerate(lines) if line.strip()]
    edge = set(filled[:_TOP]) | set(filled[-_BOTTOM:])
    title = _title(lines, filled) if find_title else None
    kept: list[str] = []
    left_out = pasted
    author: str | None = None
    for place, line in enumerate(lines):
        kind = None if title is not None and place == filled[0] else kind_of(line, at_edge=place in edge)
        if kind is None:
            kept.append(line.strip())
            continue
        left_out.append(f"{kind}: {_short(line)}")
        if kind == "byline" and author is None:
            author = _author(line)
    return Content(_join(kept), title, author, left_out)


def kind_of(line: str, *, at_edge: bool = True) -> str | None:
    """Name what a line is, if it is no content.

    Examples
    --------
    >>> kind_of("FILE PHOTO: Soldiers march in Pyongyang"), kind_of("Soldiers march in Pyongyang.")
    ('caption', None)
    """
    line = line.strip()
    if not line:
        return None
    for known in _lines():
        if (at_edge or known.kind in _ANYWHERE) and len(line) <= known.longest and known.pattern.fullmatch(line):
            return known.kind
    return "date line" if at_edge and is_date_line(line) else None


def _title(lines: list[str], filled: list[int]) -> str | None:
    if len(filled) < 2 or filled[1] - filled[0] < 2:
        return None
    first = lines[filled[0]].strip()
    body = first.rstrip(_QUOTES)
    if len(first) > _LONGEST_TITLE or not body or (body[-1] in _FINAL and body[-1] != "?") or kind_of(first) is not None:
        return None
    return first if any(character.isalpha() for character in first) else None


def _author(line: str) -> str | None:
    match = re.fullmatch(r"(?i:by)\s+([^,|]{3,60}?)\s*(?:[,|].*)?", line.strip())
    return match[1] if match is not None else None


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _join(lines: list[str]) -> str:
    """Join lines to paragraphs where a text was wrapped at a fixed width; never more than one blank line in a row."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    wrapped = _is_wrapped(blocks)
    return "\n\n".join((" " if wrapped else "\n").join(block) for block in blocks if block)


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Whether lines break in the middle of sentences, at one width."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 3:
        return False
    of_width = sum(_WRAP_LEAST <= len(line) <= _WRAP_MOST for line in inner)
    broken = sum(line.rstrip(_QUOTES)[-1:] not in tuple(".!?:…") for line in inner)
    return of_width >= 0.9 * len(inner) and broken >= 0.6 * len(inner)
