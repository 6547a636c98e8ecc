"""The schema in the docs is the records' own."""

from __future__ import annotations

from benchmarks.schema import SCHEMA, schema_text


def test_the_schema_in_the_docs_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run `python -m benchmarks.schema`"
