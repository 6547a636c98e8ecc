"""A merged model written into the file a person edited: what did not change keeps its text, with comments and spacing.

A model file is cut into blocks, one a table (decision maker, option, statement, condition, status quo). A block whose values are as they
were is taken over as it stands; in one that changed, so are the fields that did not, and the others are written by the project's writer,
with the comments they had above them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.conflict.files import parse_model
from detente.conflict.model import Model
from detente.conflict.writing import to_toml
from detente.errors import ModelError

#: A string, a comment, a bracket or a line's end of a TOML text.
_TOKEN = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:.|\n)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n')
_HEADER = re.compile(r"\s*\[\[?\s*([\w.\-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\-]+)\s*=")
_LEVELS = {"decision_makers": 1, "decision_makers.options": 2, "decision_makers.preferences": 2, "conditions": 1, "status_quo": 1}

Place = tuple[str | int, ...]


@dataclass(slots=True)
class _Block:
    """The text of one table, with the comments above it."""

    place: Place
    text: str


def written_into(text: str, model: Model) -> str:
    """Write a model into the text of a file made from an older version of it.

    Parameters
    ----------
    text
        The file as it is.
    model
        What it shall say.

    Returns
    -------
    str
        TOML that reads as `model`. Comments and spacing stay wherever the values beside them did; the comments of fields that changed
        stand above them, and those of tables that are gone above the next.

    Examples
    --------
    >>> text = 'name = "x"  # mine\\n\\n[[decision_makers]]\\nname = "A"\\noptions = ["go"]\\npreferences = ["go"]  # surely\\n'
    >>> written_into(text, parse_model(text, "x.toml")) == text
    True
    """
    old, canonical = parse_model(text, "file.toml"), to_toml(model)
    if old == model:
        return text
    before = _by_place(_blocks(text), tomllib.loads(text), old.to_dict())
    after = _by_place(_blocks(canonical), tomllib.loads(canonical), model.to_dict())
    as_written = to_toml(old)
    unedited = {str(part.key): part.text.strip() for part in _by_place(_blocks(as_written), tomllib.loads(as_written), old.to_dict())}
    composed = _composed(before, after, unedited)
    try:
        if parse_model(composed, "file.toml") == model:
            return composed
    except ModelError:
        pass
    # A layout nothing above knows: the comments are kept together at the top, the rest is as the writer has it.
    comments = _comments(text)
    return "".join(f"{comment}\n" for comment in comments) + ("\n" if comments else "") + canonical


@dataclass(slots=True)
class _Part:
    """A block with what it says: the key under which it is looked up in another version, and its values."""

    key: Any
    values: Any
    text: str


def _by_place(blocks: Sequence[_Block], raw: Mapping[str, Any], plain: Mapping[str, Any]) -> list[_Part]:
    parts: list[_Part] = []
    makers, used = plain["decision_makers"], set()
    tables = {block.place for block in blocks}
    for block in blocks:
        match block.place:
            case ():
                inline = [key for key in ("status_quo", "conditions") if key in raw and not any(place[:1] == (key,) for place in tables)]
                key: Any = "head"
                values: Any = {name: value for name, value in plain.items() if name in ("name", "source", "note", *inline)}
            case ("status_quo",):
                key, values = "status quo", plain.get("status_quo")
            case ("conditions", int(number)):
                values = plain["conditions"][number]
                key = ("condition", str({name: value for name, value in values.items() if name not in ("evidence", "assumed", "note")}))
            case ("decision_makers", int(number)):
                maker = makers[number]
                apart = [name for name in ("options", "preferences") if any(place[:3] == (*block.place, name) for place in tables)]
                values = {name: value for name, value in maker.items() if name not in apart}
                key = ("maker", _maker_key(maker))
            case ("decision_makers", int(number), "options", int(place)):
                values = makers[number]["options"][place]
                key = ("option", values["id"])
            case ("decision_makers", int(number), "preferences", int(place)):
                values = makers[number]["preferences"][place]
                key = ("statement", _maker_key(makers[number]), values if isinstance(values, str) else values["statement"])
            case _:
                key, values = ("unknown", block.place), None
        while str(key) in used:
            key = ("again", key)
        used.add(str(key))
        parts.append(_Part(key, values, block.text))
    return parts


def _maker_key(maker: Mapping[str, Any]) -> Any:
    return (maker.get("actors") or [maker["name"]])[0]


def _composed(before: Sequence[_Part], after: Sequence[_Part], unedited: Mapping[str, str]) -> str:
    """Take over the blocks that say the same, in the order of the new version; no comment is lost.

    `unedited` are the blocks of the old version as the writer has them: a block that is still so is the writer's to write again.
    """
    old = {str(part.key): part for part in before}
    there = {str(part.key) for part in after}
    waiting: dict[str, list[str]] = {}
    lost: list[str] = []
    for part in before:  # the comments of blocks that are gone go to the next that is there
        if str(part.key) in there:
            waiting[str(part.key)], lost = lost, []
        else:
            lost += _comments(part.text)
    pieces = []
    for part in after:
        mine = old.get(str(part.key))
        above = waiting.get(str(part.key), [])
        if mine is not None and mine.values == part.values:
            piece = mine.text
        else:
            edited = mine is not None and mine.text.strip() != unedited.get(str(part.key))
            piece = _with_fields(mine, part) if mine is not None and edited else part.text
        if above:
            lead = re.match(r"\s*", piece)
            gap = lead[0] if lead else ""
            piece = gap + "".join(f"{comment}\n" for comment in above) + piece[len(gap) :]
        pieces.append(piece if piece.endswith("\n") else f"{piece}\n")
    return "".join([*pieces, *(f"{comment}\n" for comment in lost)])


def _with_fields(old: _Part, new: _Part) -> str:
    """Write a block that changed: field by field, each as it stood where its value is the same."""
    if not isinstance(old.values, dict) or not isinstance(new.values, dict):
        return "".join(f"{comment}\n" for comment in _comments(old.text)) + new.text.lstrip("\n")
    written = dict(_fields(new.text))
    lines = []
    for key, text in _fields(old.text):
        if key == "" or (key in new.values and old.values.get(key) == new.values[key]):
            lines.append(text)
        else:
            lines += [f"{comment}\n" for comment in _comments(text)]
            lines.append(written.get(key, "") if key in new.values else "")
        written.pop(key, None)
    added = [text for key, text in written.items() if key in new.values and old.values.get(key) != new.values[key]]
    end = next(
        (place for place in range(len(lines), 0, -1) if lines[place - 1].strip() and not lines[place - 1].lstrip().startswith("#")), 0
    )
    return "".join([*lines[:end], *added, *lines[end:]])


def _fields(text: str) -> list[tuple[str, str]]:
    """Cut a block into its fields, with their keys; header, comments and blank lines have the key ""."""
    fields: list[tuple[str, str]] = []
    for line in _whole_lines(text):
        found = _KEY.match(line)
        fields.append((found[1] if found else "", line))
    return fields


def _comments(text: str) -> list[str]:
    return [found[0].rstrip() for found in _TOKEN.finditer(text) if found[0].startswith("#")]


def _blocks(text: str) -> list[_Block]:
    """Cut a TOML text at the headers of its tables; a header within a string or a list is none."""
    counts: dict[str, int] = {}
    blocks = [_Block((), "")]
    above = ""
    for line in _whole_lines(text):
        header = _HEADER.match(line.rstrip("\n")) if line.count("\n") <= 1 else None
        if header and header[1] in _LEVELS:
            keep, lead = _split_lead(above)
            blocks[-1].text += keep
            blocks.append(_Block(_place(header[1], counts), lead + line))
            above = ""
        elif not line.strip() or line.lstrip().startswith("#"):
            above += line
        else:
            blocks[-1].text += above + line
            above = ""
    blocks[-1].text += above
    return blocks


def _whole_lines(text: str) -> list[str]:
    """Cut a TOML text into lines; a list or string over several is one."""
    depth, start, starts = 0, 0, [0]
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token == "\n":
            start = found.end()
            starts += [start] if depth == 0 else []
        elif token in "[{":
            first = depth == 0 and token == "[" and not text[start : found.start()].strip()
            end = text.find("\n", start)
            depth += 0 if first and _HEADER.match(text[start : end if end >= 0 else len(text)]) else 1
        elif token in "]}":
            depth = max(depth - 1, 0)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _split_lead(above: str) -> tuple[str, str]:
    """Part blank lines and comments above a header: what a blank line sets apart from it belongs to the table before."""
    lines = above.splitlines(keepends=True)
    last = max((number for number, line in enumerate(lines) if not line.strip()), default=-1)
    first = next((number for number in range(last, -1, -1) if lines[number].strip()), -1) + 1
    return "".join(lines[:first]), "".join(lines[first:])


def _place(name: str, counts: dict[str, int]) -> Place:
    if name == "status_quo":
        return ("status_quo",)
    if name in ("decision_makers", "conditions"):
        counts[name] = counts.get(name, -1) + 1
        if name == "decision_makers":
            counts["options"] = counts["preferences"] = -1
        return (name, counts[name])
    kind = name.split(".")[1]
    counts[kind] = counts.get(kind, -1) + 1
    return ("decision_makers", counts.get("decision_makers", 0), kind, counts[kind])
