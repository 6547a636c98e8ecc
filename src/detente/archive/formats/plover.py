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

from detente.archive.formats.appending import AT_ONCE, append
from detente.archive.formats.base import Format, Intake, Start
from detente.archive.formats.lines import numbered_lines
from detente.archive.formats.outward.codes import is_country, party_of_code
from detente.archive.formats.outward.plover import KEPT, kept
from detente.archive.formats.rows import LONGEST, NOT_UTF8, shown
from detente.ontology import CONTEXTS, EVENT_TYPES, MODES, SECTORS, quad_of

Json = dict[str, Any]

#: What a line must say of itself to be told as PLOVER's: the required fields of the manual.
_REQUIRED = frozenset({"date", "actor", "event"})


class _NoRow(Exception):
    """A line that gives no row, and why."""


def _recognises(start: Start) -> bool:
    # Only the beginning of a long line may be there, so that it need not be whole.
    return any(line.lstrip().startswith("{") and all(f'"{name}"' in line for name in _REQUIRED) for line in start.lines[:1])


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
                row["further"][f"{KEPT}line"] = str(number)
            rows.append(row)
        if len(rows) + len(aside) >= AT_ONCE:
            _append(intake, rows)
            intake.keep_aside(aside)
            rows, aside = [], []
            intake.advance(intake.source.done)
    _append(intake, rows)
    intake.keep_aside(aside)
    intake.notes += intake.source.notes


FORMAT = Format("plover", "PLOVER JSON lines", _recognises, _take)


def _append(intake: Intake, rows: list[Json]) -> None:
    for row in rows:
        row["further"] = json.dumps(row["further"], ensure_ascii=False) if row["further"] else None
    append(intake.db, intake.data_set, rows)
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
    if b"\\ud" in line.lower():  # escaped halves of a character, of which no text can be made
        try:
            json.dumps(plain, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise _NoRow("halves of characters in it") from error
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
    types = _words(event, "event")
    if not types:
        raise _NoRow("no event type")
    actors, recipients = _sides(event, "actor", 0, told), _sides(event, "recipient", 1, told)
    shared = {"start": start, "end": end, **_place(event), **_source(event), **_counts(event, told)}
    modes, contexts = _known_modes(event, types), _known_contexts(event)
    further = _further(event, told, modes, contexts)
    cases = list(product(types, _or_nobody(actors), _or_nobody(recipients)))
    for place, (name, actor, recipient) in enumerate(cases, 1):
        kind = name.upper() if name.upper() in EVENT_TYPES else None
        if kind is None:
            intake.unknown["event", name] += 1
        for side in filter(None, (actor, recipient)):
            if side.unknown:
                intake.unknown["actor", side.unknown] += 1
        own = {**further, **_extras("actor", actor), **_extras("recipient", recipient)}
        if len(cases) > 1 and isinstance(event.get("id"), str):
            own[f"{KEPT}id"] = kept(f"{event['id']}-{place}")
        yield {
            **shared,
            "type": kind,
            "mode": next((m for m in modes if (kind, m) in MODES), None),
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
    except (TypeError, ValueError, KeyError) as error:
        raise _NoRow(f"{name} is {text!r}, no date"[:200]) from error


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
                party = parties[place][number]
            except (IndexError, KeyError, TypeError) as error:
                raise _NoRow("its comment tells of other parties") from error
            side = replace(side, party=party if isinstance(party, str) else None)
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
    return {f"{KEPT}{who}.{key}": kept(value) for key, value in side.extras.items()} if side else {}


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


def _known_modes(event: Json, types: list[str]) -> list[str]:
    told = (word.lower().replace("_", "-") for word in _words(event, "mode"))
    return [mode for mode in told if any((name.upper(), mode) in MODES for name in types)]


def _known_contexts(event: Json) -> list[str]:
    told = (word.lower().replace(" ", "_").replace("-", "_") for word in _words(event, "context"))
    return [context for context in told if context in CONTEXTS]


def _further(event: Json, told: _Told, modes: list[str], contexts: list[str]) -> dict[str, str]:
    """Give what no column keeps, under its path."""
    left = {key: value for key, value in event.items() if key not in _IN_COLUMNS}
    for name, taken in (("mode", modes[:1]), ("context", contexts)):
        if _words(event, name) != taken:
            left[name] = event[name]
    if event.get("event_scale") is not None and _number(event, "event_scale") is None:
        left["event_scale"] = event["event_scale"]
    if "quad_code" in left and event.get("event") and left["quad_code"] == _quad(event):
        del left["quad_code"]
    size = _object(event, "size")
    counted = tuple(name for name in ("dead", "injured") if _whole(size.get(name)) is not None)
    nested = {"event_loc": _place_kept(event), "cite_info": ("publication", "url"), "size": counted}
    for name, columns in nested.items():
        inner = left.pop(name, None)
        if isinstance(inner, dict):
            left |= {f"{name}.{key}": value for key, value in inner.items() if key not in columns}
        elif inner is not None:
            left[name] = inner
    if told.ours:
        left.pop("comment", None)
        left |= {f"comment.{key}": value for key, value in told.plain.items() if key not in _COMMENT_IN_COLUMNS}
    further = told.plain.get("further")
    own = {str(key): str(value) for key, value in further.items()} if isinstance(further, dict) else {}
    return own | {f"{KEPT}{key}": kept(value) for key, value in left.items() if value is not None}


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


def _object(plain: Json, name: str) -> Json:
    value = plain.get(name)
    return value if isinstance(value, dict) else {}


def _text(plain: Json, name: str) -> str | None:
    value = plain.get(name)
    return value if isinstance(value, str) and value else None


def _number(plain: Json, name: str) -> float | None:
    try:
        number = float(plain.get(name))  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _whole(value: Any) -> int | None:
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    return number if number is not None and 0 <= number < 2**31 else None
