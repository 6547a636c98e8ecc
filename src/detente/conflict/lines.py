"""On which line of a model file each table, entry and key begins, so that an error can name the line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Place = tuple[tuple[str, int], ...]
"""A field, from the outside in: pairs of a key and the place in its list, -1 for the key itself."""

_FIELD = re.compile(r"([^\W\d][\w-]*)(?:\[(\d+)\])?(?: \([^)]*\))?")
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')
_VALUE = re.compile(r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},]|\n|[^\s\[\]{},#"\']+')


def toml_lines(text: str) -> dict[Place, int]:
    """Find on which line of a TOML text each table and key of a model begins.

    Examples
    --------
    >>> toml_lines('name = "x"\\n[[decision_makers]]\\nname = "A"')[(("decision_makers", 0), ("name", -1))]
    3
    """
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    here: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            here = ()
            parts = header[2].split(".")
            for part in parts[:-1]:
                here = (*here, (part, counts.get((*here, (part, 0)), 1) - 1 if (*here, (part, 0)) in counts else -1))
            counter = (*here, (parts[-1], 0))
            if header[1] == "[[":
                counts[counter] = counts.get(counter, 0) + 1
                here = (*here, (parts[-1], counts[counter] - 1))
            else:
                here = (*here, (parts[-1], -1))
            lines.setdefault(here, number)
        elif key := _KEY.match(line):
            lines.setdefault((*here, (key[1], -1)), number)
    return lines


@dataclass(slots=True)
class _Open:
    """A table or list of a JSON text that is not closed yet."""

    is_list: bool
    where: Place
    entries: int = 0
    key: str = field(default="")


def json_lines(text: str) -> dict[Place, int]:
    """Find on which line of a JSON text each key and each entry of a list begins; the text must be JSON.

    Examples
    --------
    >>> json_lines('{"decision_makers": [\\n {"name": "A"},\\n {"name": "B"}]}')[(("decision_makers", 1), ("name", -1))]
    3
    """
    lines: dict[Place, int] = {}
    stack: list[_Open] = []
    number, before = 1, ""
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token == "\n":
            number += 1
            continue
        inside = stack[-1] if stack else None
        where: Place = ()
        if inside is not None and inside.is_list and token not in "],":
            *outer, (key, place) = inside.where or (("", -1),)
            where = (*outer, (key, inside.entries)) if place < 0 else (*inside.where, ("", inside.entries))
            lines.setdefault(where, number)
            inside.entries += 1
        elif inside is not None and not inside.is_list:
            if before in "{,":
                inside.key = token[1:-1]
                lines.setdefault((*inside.where, (inside.key, -1)), number)
            where = (*inside.where, (inside.key, -1))
        if token in "{[":
            stack.append(_Open(token == "[", where))
        elif token in "}]" and stack:
            stack.pop()
        before = token
    return lines


def line_of(message: str, lines: dict[Place, int], text: str) -> int | None:
    """Find the line of the field a message begins with: that of the innermost table or key of it that is found."""
    place: Place = ()
    best: int | None = None
    at = 0
    while found := _FIELD.match(message, at):
        index = int(found[2]) if found[2] else -1
        if (*place, (found[1], index)) in lines:
            place = (*place, (found[1], index))
            best = lines[place]
        elif (*place, (found[1], -1)) in lines:
            return _entry_line(lines[(*place, (found[1], -1))], index, text)
        elif (*place, (found[1], 0)) in lines:
            # A list of tables has no line of its own in TOML: that of the first will do.
            return lines[(*place, (found[1], 0))]
        else:
            break
        if message[found.end() : found.end() + 1] != ".":
            break
        at = found.end() + 1
    return best


def _entry_line(start: int, index: int, text: str) -> int:
    """Find the line of an entry of the list that is given on a line of a TOML text."""
    lines = text.splitlines()
    number, depth, entry, fresh = start, 0, -1, False
    for found in _VALUE.finditer("\n".join(lines[start - 1 :])):
        token = found[0]
        if depth == 1 and fresh and token not in "],\n" and not token.startswith("#"):
            entry, fresh = entry + 1, False
            if entry == index:
                return number
        fresh |= (token == "," and depth == 1) or (token == "[" and depth == 0)
        depth += (token in "[{") - (token in "]}")
        if token in "]}" and depth <= 0:
            break
        number += token.count("\n")
    return start
