"""Rows that go out in the form they came in: cell for cell as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.archive.formats.outward.cells import verbatim
from detente.records import ImportedEvent


def as_it_was(row: ImportedEvent, columns: Sequence[str], kept: Mapping[str, str]) -> str:
    """Give a row's line: its cells stand in ``further``, but for those that fields of the record keep letter for letter.

    Parameters
    ----------
    row
        The row.
    columns
        Of the form, in order.
    kept
        The columns that a field keeps, and which: code, actor, recipient, place, outlet or link.
    """
    fields = {
        "code": row.code,
        "actor": row.actor.name if row.actor else None,
        "recipient": row.recipient.name if row.recipient else None,
        "place": row.place.name if row.place else None,
        "outlet": row.outlet,
        "link": row.evidence.link,
    }
    cells = {**dict(row.further), **{column: fields[name] for column, name in kept.items()}}
    return "\t".join(verbatim(cells.get(column)) for column in columns) + "\n"
