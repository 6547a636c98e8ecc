"""Model files, in TOML or JSON, read with errors that name the file and the line or field."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from detente.conflict.model import Model
from detente.errors import ModelError

_FIELD = re.compile(r"([a-z_]+)(?:\[(\d+)\])?(?: \([^)]*\))?")
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")

Place = tuple[tuple[str, int], ...]


def read_model(path: Path | str) -> Model:
    """Read a model file.

    Parameters
    ----------
    path
        A file that ends in ``.toml`` or ``.json``; other names are judged by what is in them.

    Raises
    ------
    ModelError
        If it cannot be read or is no model; the message names the file, the line or field, and the next step.
    """
    shown = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ModelError(f"{shown}: there is no such file; check the name") from None
    except UnicodeDecodeError:
        raise ModelError(f"{shown}: it is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ModelError(f"{shown}: it cannot be read ({error.strerror}); check its permissions") from None
    return parse_model(text, shown)


def parse_model(text: str, shown: str = "model") -> Model:
    """Read a model from text.

    Parameters
    ----------
    text
        TOML or JSON.
    shown
        What messages call it; a name that ends in ``.json`` or ``.toml`` says which it is.

    Raises
    ------
    ModelError
        As `read_model`.

    Examples
    --------
    >>> model = parse_model('''
    ... name = "chicken"
    ... [[decision_makers]]
    ... name = "Row"
    ... options = ["swerve"]
    ... preferences = ["not swerve"]
    ... ''')
    >>> model.label(1)
    'swerve'
    """
    if shown.endswith(".json") or (not shown.endswith(".toml") and text.lstrip()[:1] in ("{", "[")):
        plain = _from_json(text, shown)
        lines: dict[Place, int] = {}
    else:
        plain = _from_toml(text, shown)
        lines = toml_lines(text)
    try:
        return Model.from_dict(plain)
    except ModelError as error:
        line = _line_of(str(error), lines, text)
        raise type(error)(f"{shown}{f', line {line}' if line else ''}: {error}") from None


def _from_toml(text: str, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{shown}: it is no TOML: {error}; correct that line") from None
    except RecursionError:
        raise ModelError(f"{shown}: it is nested too deeply to be a model") from None


def _from_json(text: str, shown: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) != len(pairs):
            twice = next(key for place, (key, _) in enumerate(pairs) if key in [other for other, _ in pairs[:place]])
            raise ModelError(f"{shown}: the field {twice!r} is there twice in one table; keep one")
        return table

    def refuse(constant: str) -> Any:
        raise ModelError(f"{shown}: {constant} is no number a model can hold; give a finite number")

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise ModelError(f"{shown}, line {error.lineno}, column {error.colno}: it is no JSON: {error.msg}; correct that place") from None
    except RecursionError:
        raise ModelError(f"{shown}: it is nested too deeply to be a model") from None
    except ValueError as error:
        raise ModelError(f"{shown}: {error}") from None


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


def _line_of(message: str, lines: dict[Place, int], text: str) -> int | None:
    """Find the line a message's field stands on: the line of the innermost table or key that is found."""
    place: Place = ()
    best: int | None = None
    for field in message.split(": ", 1)[0].split("."):
        found = _FIELD.match(field)
        if found is None:
            break
        index = int(found[2]) if found[2] else -1
        if (*place, (found[1], index)) in lines:
            place = (*place, (found[1], index))
            best = lines[place]
        elif (*place, (found[1], -1)) in lines:
            return _entry_line(lines[(*place, (found[1], -1))], index, text)
        else:
            break
    return best


def _entry_line(start: int, index: int, text: str) -> int:
    """Find the line of an entry of a list that begins on a line and has one entry on each following line."""
    lines = text.splitlines()
    if index < 0 or not lines[start - 1].split("#")[0].rstrip().endswith("["):
        return start
    entries = [n for n, line in enumerate(lines[start:], start + 1) if line.strip() and not line.lstrip().startswith("#")]
    return entries[index] if index < len(entries) else start
