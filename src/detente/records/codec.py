"""Records to JSON and back, without loss; and the schema of that JSON."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from detente.errors import RecordError

R = TypeVar("R")


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Build a record's converter once: building takes far longer than using it."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_dict(record: Any) -> dict[str, Any]:
    """Give a record as plain JSON values, in field order."""
    plain: dict[str, Any] = _adapter(type(record)).dump_python(record, mode="json")
    return plain


def to_json(record: Any, *, indent: int | None = None) -> str:
    """Write a record as JSON: the same record gives the same bytes.

    Examples
    --------
    >>> from detente.records import TextSpan
    >>> to_json(TextSpan("doc-1", 0, 5, "Seoul"))
    '{"document": "doc-1", "start": 0, "end": 5, "quote": "Seoul", "kind": "text"}'
    """
    return json.dumps(to_dict(record), ensure_ascii=False, indent=indent)


def from_dict(kind: type[R], plain: Any) -> R:
    """Make a record from plain JSON values.

    Raises
    ------
    RecordError
        If a field is missing or wrong; the message names it.
    """
    try:
        record: R = _adapter(kind).validate_python(plain)
    except ValidationError as error:
        raise RecordError(_say(kind, error)) from error
    return record


def from_json(kind: type[R], text: str) -> R:
    """Read a record from JSON, the inverse of `to_json`."""
    try:
        record: R = _adapter(kind).validate_json(text)
    except ValidationError as error:
        raise RecordError(_say(kind, error)) from error
    return record


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Give the JSON schema of a record."""
    return _adapter(kind).json_schema()


def _say(kind: type[Any], error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"])) or "the whole"
    return f"{kind.__name__}: {place}: {first['msg']}; the schema in docs/records.schema.json says what is expected"
