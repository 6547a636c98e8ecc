"""PLOVER's JSON, one event a line (fields of the PLOVER manual, Open Event Data Alliance).

What PLOVER has no field for stands in ``comment`` as JSON, so that an event comes back as it went: the status where it is not plainly
asserted, voice, day of publication, parties, further columns of an imported row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from detente.archive.formats.outward.codes import our_version, party_of_code
from detente.archive.formats.outward.given import Given, Left, Side
from detente.ontology import quad_of, score_of
from detente.records import Place, Precision, Status, TextSpan, VoiceKind

_RESOLUTIONS = {Precision.TOWN: 4, Precision.REGION: 2, Precision.COUNTRY: 1}

#: Where an imported row keeps the fields of a line of PLOVER's JSON that no column holds.
KEPT = "plover."
_JSON = "json:"

Json = dict[str, Any]


def plover_lines(stream: Iterable[Given], left: Left) -> Iterator[str]:
    """Give events as PLOVER's JSON, one a line; what the form cannot hold is counted in `left`."""
    for given in stream:
        if given.start is None:
            left.leave("without a date")
        else:
            yield json.dumps(plover_event(given), ensure_ascii=False) + "\n"


def plover_event(given: Given) -> Json:
    """Give one event as PLOVER's JSON; a field that would hold nothing is left out."""
    kind = given.known
    row = given.row
    event = _filled(
        {
            "id": given.id,
            "has_event": True,
            "date": given.start,
            "enddate": given.end if given.end != given.start else None,
            "actor": [_entity(side) for side in given.actors],
            "recipient": [_entity(side) for side in given.recipients],
            "event": [kind or given.code],
            "event_loc": _location(given.place),
            "event_text": [given.trigger] if given.trigger else None,
            "quad_code": quad_of(kind) if kind else None,
            "event_scale": given.score if row else score_of(kind, given.mode) if kind else None,
            "mode": [given.mode] if given.mode else None,
            "context": list(given.contexts) or None,
            "text": given.report.words or None,
            "text_info": _offsets(given),
            "size": _filled({"dead": given.numbers.dead, "injured": given.numbers.injured, "arrested": given.numbers.arrested}) or None,
            "cite_info": _source(given) or None,
            "comment": _comment(given),
        },
        keep=("actor",),
    )
    _restore(event, given)
    return event


def _entity(side: Side) -> Json:
    return _filled(
        {
            "code": side.country or side.side,
            "sector": side.sector,
            "entity_text": side.words,
            "identifier_id": side.code,
            "identifier_text": side.name,
            "office": side.office,
        }
    )


def _location(place: Place | None) -> Json | None:
    if place is None:
        return None
    return _filled(
        {
            "extracted_place": place.evidence.quote if place.evidence else None,
            "resolved_place": place.name,
            "lat": place.latitude,
            "lon": place.longitude,
            "country_code": place.country,
            "resolution": _RESOLUTIONS[place.precision] if place.precision else None,
        },
        keep=("resolved_place",),
    )


def _offsets(given: Given) -> Json | None:
    event = given.report.event
    spans = [e for e in event.evidence if isinstance(e, TextSpan)] if event else []
    return {"start": spans[-1].start, "end": spans[-1].end} if spans else None


def _source(given: Given) -> Json:
    own = given.row is None
    return _filled(
        {
            "corpus": given.report.data_set,
            "citation": given.report.document if own else None,
            "url": given.link,
            "title": given.title,
            "language": "en" if own else None,
            "publication": given.outlet,
            "coder": our_version() if own else None,
        }
    )


def _comment(given: Given) -> str | None:
    report, row = given.report, given.row
    told: Json = {
        "detente": 1,  # the comment is one of ours, and is read back
        "status": report.status.value if report.status is not Status.ASSERTED else None,
        "historical": report.historical or None,
        "voice": report.voice.value if row is None and report.voice is not VoiceKind.OUTLET else None,
        "opinion": report.opinion or None,
        "granularity": report.granularity if row is None and report.granularity != "day" else None,
        "published": report.published,
        "corrected": list(report.corrected) or None,
        "told": given.told,
        "reports": given.reports if row or given.told else None,
        "outlets": given.outlets if given.told else None,
        "code": given.code if row and given.code != given.type else None,
        "parties": _parties(given),
        "further": {key: value for key, value in row.further if not key.startswith(KEPT)} or None if row else None,
    }
    kept = {key.removeprefix(KEPT + "comment."): value_of(value) for key, value in _kept(given) if key.startswith(KEPT + "comment.")}
    return json.dumps({**_filled(told), **kept}, ensure_ascii=False)


def _kept(given: Given) -> list[tuple[str, str]]:
    return [pair for pair in given.row.further if pair[0].startswith(KEPT)] if given.row else []


def kept(value: Any) -> str:
    """Write a field of a line that no column keeps, so that `value_of` reads the same.

    Examples
    --------
    >>> kept("Hanoi"), kept([1, 2]), kept("json:")
    ('Hanoi', 'json:[1, 2]', 'json:"json:"')
    """
    return value if isinstance(value, str) and not value.startswith(_JSON) else _JSON + json.dumps(value, ensure_ascii=False)


def value_of(text: str) -> Any:
    """Read a field of a line that no column kept: text as it is, all else as JSON.

    Examples
    --------
    >>> value_of("Hanoi"), value_of("json:[1, 2]")
    ('Hanoi', [1, 2])
    """
    if not text.startswith(_JSON):
        return text
    try:
        return json.loads(text.removeprefix(_JSON))
    except (ValueError, RecursionError):
        return text  # not written by us


def _restore(event: Json, given: Given) -> None:
    """Put back the fields of the line that no column kept."""
    for key, text in _kept(given):
        path = key.removeprefix(KEPT).split(".", 1)
        if key == f"{KEPT}line" or (path[0] == "comment" and len(path) > 1):
            continue  # where it stood, and what is part of the comment
        if len(path) == 1:
            event[path[0]] = value_of(text)
            continue
        found = event.setdefault(path[0], {})
        for place in found if path[0] in ("actor", "recipient") else [found]:
            if isinstance(place, dict):
                place[path[1]] = value_of(text)


def _parties(given: Given) -> list[list[str | None]] | None:
    """The sides on which the acts count, actors first, where the codes alone do not tell them."""
    sides = [given.actors, given.recipients]
    if all(side.party == party_of_code(side.code) for group in sides for side in group):
        return None
    return [[side.party for side in group] for group in sides]


def _filled(plain: Json, keep: tuple[str, ...] = ()) -> Json:
    return {key: value for key, value in plain.items() if key in keep or (value is not None and value != [])}
