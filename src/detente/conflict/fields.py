"""Fields of plain values, each read with an error that names it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from detente.conflict.options import Account, Provenance
from detente.errors import ModelError

#: What every table of a decision maker, option, statement or condition may carry.
PROVENANCE = ("evidence", "assumed", "note")


def provenance_field(entry: Mapping[str, Any], where: str) -> Provenance:
    """Read where a part of a model comes from."""
    assumed = entry.get("assumed", False)
    if not isinstance(assumed, bool):
        raise ModelError(f"{where}.assumed: {assumed!r} is neither true nor false")
    told = as_texts(entry.get("account", []), f"{where}.account")
    for place, account in enumerate(told):
        if account not in list(Account):
            raise ModelError(f"{where}.account[{place}]: {account!r} is none of {', '.join(Account)}")
    evidence = as_texts(entry.get("evidence", []), f"{where}.evidence")
    return Provenance(evidence, assumed, text_field(entry, "note", where), tuple(map(Account, told)))


def as_table(value: Any, where: str) -> dict[str, Any]:
    """Give a table as a dict of its own."""
    if not isinstance(value, dict):
        raise ModelError(f"{where}: {'it is missing' if value is None else 'it is no table'}; write a table of fields")
    return dict(value)


def as_list(value: Any, where: str, hint: str) -> list[Any]:
    """Give a list; the message for what is none ends in a hint."""
    if not isinstance(value, list | tuple):
        raise ModelError(f"{where}: {'it is missing' if value is None else 'it is no list'}; {hint or 'write a list'}")
    return list(value)


def text_field(entry: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
    """Give the text of a field, empty where it is left out and not needed."""
    value = entry.get(key, "")
    place = f"{where}.{key}" if where else key
    if not isinstance(value, str):
        raise ModelError(f"{place}: {value!r} is no text; put it in quotation marks")
    if needed and not value.strip():
        raise ModelError(f"{place}: it is missing; give it")
    return value


def as_texts(value: Any, where: str) -> tuple[str, ...]:
    """Give a list of texts, or one text as a list of one."""
    listed = [value] if isinstance(value, str) else as_list(value, where, "write a list of texts")
    for place, text in enumerate(listed):
        if not isinstance(text, str):
            raise ModelError(f"{where}[{place}]: {text!r} is no text; put it in quotation marks")
    return tuple(listed)


def only_fields(entry: Mapping[str, Any], where: str, allowed: Sequence[str]) -> None:
    """Refuse a field that is not known, so that a slip of the pen is not lost."""
    for key in entry:
        if key not in allowed:
            near = difflib.get_close_matches(str(key), list(allowed), n=1)
            hint = f"is {near[0]!r} meant?" if near else f"it may be: {', '.join(allowed)}"
            raise ModelError(f"{where}: the field {key!r} is unknown; {hint}")
