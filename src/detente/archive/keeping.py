"""Putting a reading into an archive's tables, within a transaction of the caller's."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import duckdb

from detente.errors import RecordError
from detente.records import Event, Proposal, Reading, Relation, Statement, from_json, to_json


class Added(StrEnum):
    """What adding a reading did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"


def keep_reading(db: duckdb.DuckDBPyConnection, reading: Reading, known: str | None) -> Added:
    """Put a reading into the tables, where `known` is the document's reading so far, as JSON.

    A new reading of a known document replaces the old, the same reading changes nothing.
    """
    text = to_json(reading)
    document = reading.document
    if known is not None and (known == text or _is_copy(reading, known)):
        return Added.UNCHANGED
    records = [(r.id, document.id, kind) for kind, group in records_of(reading).items() for r in group]
    db.execute("delete from readings where document = ?", [document.id])
    db.execute("delete from records where document = ?", [document.id])
    row = [document.id, document.published, document.outlet, document.source, text]
    db.execute("insert into readings values (?, ?, ?, ?, ?)", row)
    if records:
        db.executemany("insert into records values (?, ?, ?)", records)
    return Added.UPDATED if known is not None else Added.NEW


def records_of(reading: Reading) -> dict[str, tuple[Event, ...] | tuple[Statement, ...] | tuple[Relation, ...] | tuple[Proposal, ...]]:
    """Give a reading's records by kind."""
    return {
        "event": reading.events,
        "statement": reading.statements,
        "relation": reading.relations,
        "proposal": reading.proposals,
    }


def _is_copy(reading: Reading, known: str) -> bool:
    """Whether a reading tells the same as a known one, from another file that comes after the known one's."""
    try:
        old = from_json(Reading, known).document
    except RecordError:
        return False  # of another version, or broken: the new reading is better
    new = reading.document
    if (new.source, new.sha256) <= (old.source, old.sha256):
        return False
    return to_json(replace(reading, document=replace(new, source=old.source, sha256=old.sha256, left_out=old.left_out))) == known
