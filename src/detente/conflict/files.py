"""Model files, in TOML or JSON, also of GMCR+, read with errors that name the file, the line and the field."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from detente.conflict.formats.gmcr import is_gmcr, model_from_gmcr
from detente.conflict.lines import json_lines, line_of, toml_lines
from detente.conflict.model import Model
from detente.errors import ModelError

#: Lists of so many characters are read apart from the rest of a TOML file, and so only files of more than that.
_LONG = 100_000
_LONG_LIST = re.compile(rf"^(payoffs|ranking)[ \t]*=[ \t]*(\[[0-9,\s]{{{_LONG},}}\])[ \t]*$", re.MULTILINE)


def read_model(path: Path | str) -> Model:
    """Read a model file.

    Parameters
    ----------
    path
        A file that ends in ``.toml``, ``.json`` or ``.gmcr``; other names are judged by what is in them.

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
        TOML or JSON, of the schema in `detente.conflict.schema` or, as JSON, of GMCR+ (see `detente.conflict.formats.gmcr`).
    shown
        What messages call it; a name that ends in ``.json``, ``.toml`` or ``.gmcr`` says which it is.

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
    is_json = shown.endswith((".json", ".gmcr")) or (not shown.endswith(".toml") and text.lstrip()[:1] in ("{", "["))
    plain = _from_json(text, shown) if is_json else _from_toml(text, shown)
    try:
        if shown.endswith(".gmcr") or (is_json and is_gmcr(plain)):
            return model_from_gmcr(plain, Path(shown).stem)
        return Model.from_dict(plain)
    except ModelError as error:
        line = line_of(str(error), json_lines(text) if is_json else toml_lines(text), text)
        raise type(error)(f"{shown}{f', line {line}' if line else ''}: {error}") from None


def _from_toml(text: str, shown: str) -> dict[str, Any]:
    try:
        return _with_long_lists(text) or tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{shown}: it is no TOML: {error}; correct that line") from None
    except RecursionError:
        raise ModelError(f"{shown}: it is nested too deeply to be a model") from None


def _with_long_lists(text: str) -> dict[str, Any] | None:
    """Read TOML whose payoffs or rankings are long lists of whole numbers, which are JSON as well and as such read ten times faster.

    Returns
    -------
    dict
        None where there are no such lists, or anything about them is unusual: then the text is to be read as it stands.
    """
    lists: list[Any] = []

    def set_aside(found: re.Match[str]) -> str:
        lists.append(json.loads(found[2]))
        return f"{found[1]} = {len(lists) - 1}"

    try:
        plain = tomllib.loads(_LONG_LIST.sub(set_aside, text)) if len(text) > _LONG else {}
    except ValueError:
        return None
    taken = 0
    for maker in plain.get("decision_makers", []):
        for key in ("payoffs", "ranking"):
            if isinstance(maker, dict) and type(maker.get(key)) is int and maker[key] == taken < len(lists):
                maker[key] = lists[taken]
                taken += 1
    return plain if lists and taken == len(lists) else None


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
