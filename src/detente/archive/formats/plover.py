"""PLOVER's JSON in, one event a line (fields of the PLOVER manual, Open Event Data Alliance).

A line with several actors, recipients or types gives a row for each. What an event of ours holds beyond PLOVER's fields is read back from
``comment``; every field that no column keeps is kept as it is, under its path (``cite_info.title``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import isfinite
from typing import Any

from detente.archive.formats.base import Format, Intake, Start
from detente.archive.formats.lines import numbered_lines
from detente.archive.formats.outward.codes import is_country, party_of_code
from detente.archive.formats.rows import LONGEST, NOT_UTF8, shown
from detente.ontology import EVENT_TYPES, MODES, SECTORS, quad_of

Json = dict[str, Any]

#: What a line must say of itself to be told as PLOVER's: the required fields of the manual.
_REQUIRED = frozenset({"date", "actor", "event"})
_BATCH = 20_000
_COLUMNS = {
    "row": "bigint", "start": "varchar", "end": "varchar", "type": "varchar", "mode": "varchar", "contexts": "varchar", "code": "varchar",
    "actor": "varchar", "actor_party": "varchar", "actor_name": "varchar",
    "recipient": "varchar", "recipient_party": "varchar", "recipient_name": "varchar",
    "score": "double", "reports": "integer", "dead": "integer", "injured": "integer",
    "place": "varchar", "country": "varchar", "latitude": "double", "longitude": "double", "outlet": "varchar", "link": "varchar",
    "further": "varchar",
}  # fmt: skip


class _NoRow(Exception):
    """A line that gives no row, and why."""


def _recognises(start: Start) -> bool:
    for line in start.lines[:1]:
        try:
            plain = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return isinstance(plain, dict) and plain.keys() >= _REQUIRED
    return False


def _take(intake: Intake) -> None:
    rows: list[Json] = []
    aside: list[tuple[int, str, str]] = []
    last_row = 0
    for number, line, problem in numbered_lines(intake, LONGEST):
        if problem is None:
            try:
                found = list(_rows(_parsed(line), intake))
            except _NoRow as error:
                problem = str(error)
        if problem is not None:
            aside.append((number, problem, shown(line[:LONGEST])))
            continue
        for row in found:
            # The line's number is the row's, unless a line before gave several rows.
            last_row = max(number, last_row + 1)
            row["row"] = last_row
            if last_row != number:
                row["further"]["line"] = str(number)
            rows.append(row)
        if len(rows) >= _BATCH:
            append(intake, rows)
            rows = []
            intake.advance(intake.source.done)
    append(intake, rows)
    intake.keep_aside(aside)


FORMAT = Format("plover", "PLOVER JSON lines", _recognises, _take)


def append(intake: Intake, rows: list[Json]) -> None:
    """Write rows, with cells by name, to the table of imported rows."""
    if not rows:
        return
    for row in rows:
        row["further"] = json.dumps(row["further"], ensure_ascii=False, sort_keys=True) if row["further"] else None
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    cells = ", ".join(f"unnest(?::{kind}[]){'::date' if name in ('start', 'end') else ''}" for name, kind in _COLUMNS.items())
    lists = [[row.get(name) for row in rows] for name in _COLUMNS]
    intake.db.execute(f"insert into imported (data_set, {names}) select ?, {cells}", [intake.data_set, *lists])
    intake.rows += len(rows)


def _parsed(line: bytes) -> Json:
    try:
        plain = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise _NoRow(NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        raise _NoRow("no JSON") from error
    if not isinstance(plain, dict):
        raise _NoRow("no JSON object")
    return plain


@dataclass(frozen=True, slots=True)
class _Told:
    """What the comment of one of our own events holds."""

    ours: bool
    plain: Json

    @classmethod
    def of(cls, event: Json) -> _Told:
        try:
            plain = json.loads(event.get("comment") or "")
        except (ValueError, TypeError, RecursionError):
            return cls(False, {})
        return cls(True, plain) if isinstance(plain, dict) and plain.get("detente") == 1 else cls(False, {})

    def text(self, name: str) -> str | None:
        return _text(self.plain, name)


def _rows(event: Json, intake: Intake) -> Iterator[Json]:
    told = _Told.of(event)
    status = told.plain.get("status", "asserted")
    if status != "asserted":
        raise _NoRow(f"told as {status}: a row counts as a fact")
    if told.plain.get("opinion"):
        raise _NoRow("told in an opinion piece: a row counts as a fact")
    if event.get("has_event") is False:
        raise _NoRow("it says that it holds no event")
    start, end = _days(event, intake.last)
    types, modes = _words(event, "event"), _words(event, "mode")
    if not types:
        raise _NoRow("no event type")
    actors, recipients = _sides(event, "actor", 0, told), _sides(event, "recipient", 1, told)
    shared = {"start": start, "end": end, **_place(event), **_source(event), **_counts(event, told)}
    contexts = _words(event, "context")
    mode = next((m for m in modes for name in types if (name.upper(), m) in MODES), None)
    further = _further(event, told, [m for m in modes if m != mode])
    cases = list(product(types, _or_nobody(actors), _or_nobody(recipients)))
    for place, (name, actor, recipient) in enumerate(cases, 1):
        kind = name.upper() if name.upper() in EVENT_TYPES else None
        if kind is None:
            intake.unknown["event", name] += 1
        for side in filter(None, (actor, recipient)):
            if side.unknown:
                intake.unknown["actor", side.unknown] += 1
        own = {**further, **_extras("actor", actor), **_extras("recipient", recipient)}
        if len(cases) > 1 and "plover.id" in own:
            own["plover.id"] += f"-{place}"
        yield {
            **shared,
            "type": kind,
            "mode": mode if (kind, mode) in MODES else None,
            "contexts": ";".join(contexts) or None,
            "code": told.text("code") or name,
            **_columns("actor", actor),
            **_columns("recipient", recipient),
            "further": own,
        }


def _days(event: Json, last: date) -> tuple[str, str]:
    start = _day(event, "date")
    if start is None:
        raise _NoRow("no date")
    end = _day(event, "enddate") or start
    if end < start:
        raise _NoRow(f"it ends ({end}) before it begins ({start})")
    if start > last:
        raise _NoRow(f"the date {start} lies in the future")
    return start.isoformat(), end.isoformat()


def _day(event: Json, name: str) -> date | None:
    text = event.get(name)
    if text in (None, ""):
        return None
    try:
        return date.fromisoformat(text[:10])
    except (TypeError, ValueError) as error:
        raise _NoRow(f"{name} is {text!r}, no date") from error


def _words(event: Json, name: str) -> list[str]:
    """Give a list of words that may stand there as one word."""
    value = event.get(name)
    words = value if isinstance(value, list) else [value]
    if any(w is not None and not isinstance(w, str) for w in words):
        raise _NoRow(f"{name} is no list of words")
    return [w for w in words if w]


def _or_nobody(sides: list[_Side]) -> list[_Side | None]:
    return list(sides) or [None]


@dataclass(frozen=True, slots=True)
class _Side:
    code: str
    party: str | None
    name: str
    unknown: str | None
    extras: Json


def _sides(event: Json, name: str, place: int, told: _Told) -> list[_Side]:
    value = event.get(name)
    entities = value if isinstance(value, list) else [value]
    sides = []
    parties = told.plain.get("parties") or [[], []]
    for number, entity in enumerate(e for e in entities if e not in (None, "")):
        if isinstance(entity, str):
            entity = {"code": entity}
        if not isinstance(entity, dict):
            raise _NoRow(f"{name} is no list of entities")
        side = _own_side(entity) if told.ours else _others_side(entity)
        if told.ours and told.plain.get("parties"):
            try:
                side = replace(side, party=parties[place][number])
            except (IndexError, KeyError, TypeError) as error:
                raise _NoRow("its comment tells of other parties") from error
        sides.append(side)
    return sides


def _own_side(entity: Json) -> _Side:
    code = _text(entity, "identifier_id") or _text(entity, "code") or ""
    name = entity.get("identifier_text")
    extras = {key: value for key, value in entity.items() if key not in ("code", "sector", "identifier_id", "identifier_text")}
    return _Side(code, party_of_code(code), name if isinstance(name, str) else code, None, extras)


def _others_side(entity: Json) -> _Side:
    """Give a side by the country and sector a line of others has; what names no country stays as it is."""
    code = (_text(entity, "code") or "").upper()
    words = _words(entity, "sector")
    sector = next((w[:3].upper() for w in words if w[:3].upper() in SECTORS), None)
    name = _text(entity, "identifier_text") or _text(entity, "entity_text") or code
    extras = {key: value for key, value in entity.items() if key != "code" and value != name}
    if is_country(code):
        ours = f"{code}-{sector}" if sector else code
        return _Side(ours, party_of_code(ours), name, None, extras)
    unknown = (code or name).removeprefix("~")
    return _Side(f"~{unknown}", None, name, unknown, extras | ({"code": code} if code else {}))


def _columns(who: str, side: _Side | None) -> Json:
    return {who: side.code, f"{who}_party": side.party, f"{who}_name": side.name} if side else {}


def _extras(who: str, side: _Side | None) -> dict[str, str]:
    return {f"plover.{who}.{key}": kept(value) for key, value in side.extras.items()} if side else {}


def _place(event: Json) -> Json:
    place = _object(event, "event_loc")
    latitude, longitude = _number(place, "lat"), _number(place, "lon")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        latitude = longitude = None
    country = (_text(place, "country_code") or "").upper()
    name = next((t for key in _PLACE_NAMES if (t := _text(place, key))), None)
    return {"place": name, "country": country if is_country(country) else None, "latitude": latitude, "longitude": longitude}


_PLACE_NAMES = ("resolved_place", "extracted_place", "city", "district", "province", "country")


def _source(event: Json) -> Json:
    source = _object(event, "cite_info")
    return {"outlet": _text(source, "publication"), "link": _text(source, "url")}


def _counts(event: Json, told: _Told) -> Json:
    size = _object(event, "size")
    reports = told.plain.get("reports")
    return {
        "score": _number(event, "event_scale"),
        "dead": _whole(size.get("dead")),
        "injured": _whole(size.get("injured")),
        "reports": _whole(reports),
    }


def _further(event: Json, told: _Told, modes: list[str]) -> dict[str, str]:
    """Give what no column keeps, under its path."""
    left = {key: value for key, value in event.items() if key not in _IN_COLUMNS}
    if modes:
        left["mode"] = modes
    if "quad_code" in left and event.get("event") and left["quad_code"] == _quad(event):
        del left["quad_code"]
    nested = {"event_loc": _place_kept(event), "cite_info": ("publication", "url"), "size": ("dead", "injured")}
    for name, columns in nested.items():
        inner = left.pop(name, None)
        if isinstance(inner, dict):
            left |= {f"{name}.{key}": value for key, value in inner.items() if key not in columns}
    if told.ours:
        left.pop("comment", None)
        left |= {f"comment.{key}": value for key, value in told.plain.items() if key not in _COMMENT_IN_COLUMNS}
    further = told.plain.get("further")
    own = {str(key): str(value) for key, value in further.items()} if isinstance(further, dict) else {}
    return own | {f"plover.{key}": kept(value) for key, value in left.items() if value is not None}


_IN_COLUMNS = frozenset({"has_event", "date", "enddate", "actor", "recipient", "event", "mode", "context", "event_scale"})
_COMMENT_IN_COLUMNS = frozenset({"detente", "code", "parties", "reports", "further"})


def _place_kept(event: Json) -> tuple[str, ...]:
    found = _place(event)
    name = next((key for key in _PLACE_NAMES if _object(event, "event_loc").get(key) == found["place"]), "")
    points = ("lat", "lon") if found["latitude"] is not None else ()
    return (name if name == "resolved_place" else "", "country_code" if found["country"] else "", *points)


def _quad(event: Json) -> int | None:
    first = next((name.upper() for name in _words(event, "event")), "")
    return quad_of(first) if first in EVENT_TYPES else None


def kept(value: Any) -> str:
    """Write a value so that `value_of` reads the same."""
    return value if isinstance(value, str) and not value.startswith("json:") else "json:" + json.dumps(value, ensure_ascii=False)


def _object(plain: Json, name: str) -> Json:
    value = plain.get(name)
    return value if isinstance(value, dict) else {}


def _text(plain: Json, name: str) -> str | None:
    value = plain.get(name)
    return value if isinstance(value, str) and value else None


def _number(plain: Json, name: str) -> float | None:
    try:
        number = float(plain.get(name))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) else None


def _whole(value: Any) -> int | None:
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    return number if number is not None and 0 <= number < 2**31 else None
