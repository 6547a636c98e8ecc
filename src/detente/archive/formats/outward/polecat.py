"""POLECAT's form: 40 tab-separated columns with a header, coded in PLOVER."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.archive.formats.outward.cells import tsv_cell
from detente.archive.formats.outward.codes import country_in, our_version
from detente.archive.formats.outward.given import Given, Left, Side
from detente.archive.formats.outward.same import as_it_was
from detente.archive.formats.polecat import COLUMNS, FORMAT
from detente.ontology import quad_of, score_of
from detente.records import Precision, VoiceKind

_KEPT = {
    "Event Type": "code",
    "Actor Name": "actor",
    "Recipient Name": "recipient",
    "Placename": "place",
    "Source": "outlet",
}

#: GeoNames' feature codes: a populated place, a first-order division, an independent country.
_FEATURES = {Precision.TOWN: "PPL", Precision.REGION: "ADM1", Precision.COUNTRY: "PCLI"}

Cells = dict[str, object]


def polecat_lines(stream: Iterable[Given], left: Left) -> Iterator[str]:
    """Give events as POLECAT has them, one line a pair of actors; what the form cannot hold is counted in `left`."""
    yield "\t".join(COLUMNS) + "\n"
    for given in stream:
        if given.row is not None and given.form == FORMAT.name:
            yield as_it_was(given.row, COLUMNS, _KEPT)
        elif given.day is None:
            left.leave("not dated to a day")
        elif given.known is None:
            left.leave("of a type unknown to PLOVER")
        else:
            if given.report.voice is VoiceKind.SOURCE and given.row is None:
                left.lost["told by a source alone"] += 1
            for place, pair in enumerate(given.pairs()):
                yield "\t".join(map(tsv_cell, _cells(given, given.known, place, *pair))) + "\n"


def _cells(given: Given, kind: str, place: int, actor: Side | None, recipient: Side | None) -> list[object]:
    cells: Cells = {
        "Event ID": f"{given.id}-{place + 1}",
        "Event Date": given.day,
        "Event Type": kind,
        "Event Mode": given.mode,
        "Intensity": score_of(kind, given.mode),
        "Quad Code": quad_of(kind),
        "Contexts": ";".join(given.contexts),
        "Source": given.outlet,
        "Publication Date": given.report.published,
        "Language": "en" if given.row is None else None,
        "Version": our_version(),
        **_side("Actor", actor),
        **_side("Recipient", recipient),
        **_where(given),
    }
    return [cells.get(column) for column in COLUMNS]


def _side(who: str, side: Side | None) -> Cells:
    if side is None:
        return {}
    return {
        f"{who} Name": side.name,
        f"{who} Country": side.country,
        f"{who} COW": country_in("cow", side.country),
        f"Primary {who} Sector": side.sector,
        f"{who} Sectors": side.sector,
        f"{who} Title": side.office,
        f"{who} Name Raw": side.words or side.name,
    }


def _where(given: Given) -> Cells:
    place = given.place
    if place is None:
        return {}
    named = {Precision.TOWN: "City", Precision.REGION: "Province"}.get(place.precision) if place.precision else None
    return {
        "Placename": place.name,
        **({named: place.name} if named else {}),
        "Country": place.country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "Raw Placename": place.evidence.quote if place.evidence else place.name,
        "Feature Type": _FEATURES[place.precision] if place.precision else None,
    }
