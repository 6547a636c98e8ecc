"""Events of others' data sets, as records: chosen, streamed, and found by identifier."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

import duckdb

from detente.archive.formats import FORMATS
from detente.archive.formats.table import further_pairs
from detente.archive.selection import Selection
from detente.errors import ArchiveError, UnknownRecord
from detente.records import ImportedEvent, ImportedRow, ImportedSide, Numbers, Place, Status, VoiceKind

AT_ONCE = 10_000  # rows fetched at once: a listing of millions never stands in memory as a whole

STRETCH = 100_000  # rows put in order at once

COLUMNS = (
    "i.row", "i.start", 'i."end"', "i.type", "i.mode", "i.contexts", "i.code", "i.actor", "i.actor_party", "i.actor_name",
    "i.recipient", "i.recipient_party", "i.recipient_name", "i.score", "i.reports", "i.dead", "i.injured",
    "i.place", "i.country", "i.latitude", "i.longitude", "i.outlet", "i.link", "i.further", "d.name", "d.format", "d.sha256",
)  # fmt: skip

_QUERY = f"select {', '.join(COLUMNS)} from imported i join data_sets d on d.id = i.data_set"
_IDENTIFIER = re.compile(r"im-([0-9a-f]{12})([0-9a-f]{8,})$")


def imported_id(sha256: str, row: int) -> str:
    """Give the identifier of a row: of the hash of its file and its number in it.

    Examples
    --------
    >>> imported_id("8cda6c161e67aa", 26)
    'im-8cda6c161e670000001a'
    """
    return f"im-{sha256[:12]}{row:08x}"


def condition(selection: Selection, data_set: str | None) -> tuple[str, list[Any]]:
    """Give the choice among imported rows (table ``i``, their data sets ``d``) as a condition of SQL with its values.

    An imported event counts as told as a fact, by the data set as its source, as in `report_of_row`.
    """
    tests: list[str] = ["true"]
    values: list[Any] = []
    if selection.status not in (None, Status.ASSERTED) or selection.voice not in (None, VoiceKind.SOURCE):
        tests.append("false")
    if data_set is not None:
        tests.append("d.name = ?")
        values.append(data_set)
    if selection.types:
        tests.append("i.type in (select unnest(?))")
        values.append(list(selection.types))
    who = "(i.actor {0} or i.actor_party {0} or i.recipient {0} or i.recipient_party {0})"
    if selection.actors:
        tests.append(who.format("in (select unnest(?))"))
        values += [list(selection.actors)] * 4
    for code in selection.dyad or ():
        tests.append(who.format("= ?"))
        values += [code] * 4
    if selection.since:
        tests.append('i."end" >= ?::date')
        values.append(selection.since)
    if selection.until:
        tests.append("i.start <= ?::date")
        values.append(selection.until)
    return " and ".join(tests), values


def imported_events(
    db: duckdb.DuckDBPyConnection, selection: Selection, data_set: str | None, *, by_day: bool
) -> Generator[ImportedEvent, None, None]:
    """Stream imported events, in the order of their files or by day (those without one last).

    They are fetched stretch by stretch: to put millions of whole rows in order at once takes gigabytes.
    """
    chosen, values = condition(selection, data_set)
    order = "i.start, i.data_set, i.row" if by_day else "i.data_set, i.row"
    rows = db.cursor()  # one of its own: the archive may be asked for other things meanwhile
    try:
        for stretch, bounds in _stretches(rows, chosen, values, by_day):
            rows.execute(f"{_QUERY} where {chosen} and {stretch} order by {order}", [*values, *bounds])
            while some := rows.fetchmany(AT_ONCE):
                yield from map(event_of, some)
    except duckdb.Error as error:
        raise ArchiveError(f"the imported events cannot be read ({str(error).splitlines()[0]}); check the disk") from error
    finally:
        rows.close()


def _stretches(rows: duckdb.DuckDBPyConnection, chosen: str, values: list[Any], by_day: bool) -> list[tuple[str, list[Any]]]:
    """Cut the chosen rows into stretches of days or of row numbers that follow each other: conditions with their values."""
    key = "i.start" if by_day else f"i.data_set, i.row // {STRETCH}"
    source = f"from imported i join data_sets d on d.id = i.data_set where {chosen}"
    counts = rows.execute(f"select {key}, count(*) {source} group by all order by all nulls last", values).fetchall()
    if not by_day:
        return [
            ("i.data_set = ? and i.row between ? and ?", [number, part * STRETCH, part * STRETCH + STRETCH - 1])
            for number, part, _ in counts
        ]
    stretches: list[tuple[str, list[Any]]] = []
    size = STRETCH
    for day, count in counts:
        if day is None:
            stretches.append(("i.start is null", []))
        elif size + count > STRETCH:
            stretches.append(("i.start between ? and ?", [day, day]))
            size = count
        else:
            stretches[-1][1][1] = day
            size += count
    return stretches


def find_imported(db: duckdb.DuckDBPyConnection, record: str) -> ImportedEvent:
    """Find an imported event by its identifier.

    Raises
    ------
    UnknownRecord
        If there is none.
    """
    match = _IDENTIFIER.match(record)
    found = match and db.execute(f"{_QUERY} where starts_with(d.sha256, ?) and i.row = ?", [match[1], int(match[2], 16)]).fetchone()
    if not found:
        raise UnknownRecord(f"{record}: no imported row has this identifier; `detente events` lists them")
    return event_of(found)


def event_of(values: tuple[Any, ...]) -> ImportedEvent:
    """Make a record of the values of `COLUMNS`."""
    row = dict(zip(COLUMNS, values, strict=True))
    evidence = ImportedRow(row["d.name"], row["d.sha256"], row["i.row"], row["i.link"])
    form = FORMATS.get(row["d.format"])
    return ImportedEvent(
        id=imported_id(evidence.sha256, evidence.row),
        type=row["i.type"],
        mode=row["i.mode"],
        contexts=tuple((row["i.contexts"] or "").split(";")) if row["i.contexts"] else (),
        code=row["i.code"] or "",
        actor=_side(row["i.actor"], row["i.actor_party"], row["i.actor_name"]),
        recipient=_side(row["i.recipient"], row["i.recipient_party"], row["i.recipient_name"]),
        start=row["i.start"].isoformat() if row["i.start"] else None,
        end=row['i."end"'].isoformat() if row['i."end"'] else None,
        place=_place(row["i.place"], row["i.country"], row["i.latitude"], row["i.longitude"]),
        numbers=Numbers(row["i.dead"], row["i.injured"]),
        score=row["i.score"],
        reports=row["i.reports"],
        outlet=row["i.outlet"],
        further=further_pairs(form.columns if form else (), row["i.further"]),
        evidence=evidence,
    )


def _side(code: str | None, party: str | None, name: str | None) -> ImportedSide | None:
    if code is None and not name:
        return None
    return ImportedSide(code or f"~{name}", party, name or "")


def _place(name: str | None, country: str | None, latitude: float | None, longitude: float | None) -> Place | None:
    if name is None and country is None and latitude is None:
        return None
    whole = latitude is not None and longitude is not None
    return Place(name or "", country, latitude if whole else None, longitude if whole else None)
