"""Write the JSON schema of the records to ``docs/records.schema.json``: ``python -m benchmarks.schema``."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter

from detente.records import Correction, Incident, Reading, Skipped

SCHEMA = Path("docs/records.schema.json")


def schema_text() -> str:
    """Give the schema of every record that is written to files; a `Reading` holds all the others."""
    schema = TypeAdapter(Reading | Incident | Correction | Skipped).json_schema()
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
