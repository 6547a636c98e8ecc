"""GDELT's form: 61 tab-separated columns without a header, coded in CAMEO (GDELT event codebook 2.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.archive.formats.gdelt import COLUMNS, FORMAT
from detente.archive.formats.outward.cells import tsv_cell
from detente.archive.formats.outward.codes import cameo_group, cameo_role, country_in
from detente.archive.formats.outward.given import Given, Left, Side, number_of
from detente.archive.formats.outward.same import as_it_was
from detente.ontology import CAMEO, goldstein_of
from detente.records import Precision, VoiceKind

_KEPT = {
    "EventCode": "code",
    "Actor1Name": "actor",
    "Actor2Name": "recipient",
    "ActionGeo_Fullname": "place",
    "SOURCEURL": "link",
}

Cells = dict[str, object]


def gdelt_lines(stream: Iterable[Given], left: Left) -> Iterator[str]:
    """Give events as GDELT has them, one line a pair of actors; what the form cannot hold is counted in `left`."""
    for given in stream:
        code = given.cameo
        if given.row is not None and given.form == FORMAT.name:
            yield as_it_was(given.row, COLUMNS, _KEPT)
        elif given.day is None:
            left.leave("not dated to a day")
        elif code is None:
            left.leave("of a type without a CAMEO code")
        else:
            if given.report.voice is VoiceKind.SOURCE and given.row is None:
                left.lost["told by a source alone"] += 1
            for place, pair in enumerate(given.pairs()):
                yield "\t".join(map(tsv_cell, _cells(given, given.day, code, place, *pair))) + "\n"


def _cells(given: Given, day: str, code: str, place: int, actor: Side | None, recipient: Side | None) -> list[object]:
    year, month, date = day.split("-")
    # GDELT writes "Goldstein" of the code, and its own quad class, which differs from PLOVER's for requests and concessions.
    cells: Cells = {
        "GlobalEventID": number_of(given.id, place),
        "Day": year + month + date,
        "MonthYear": year + month,
        "Year": year,
        "FractionDate": f"{int(year) + ((int(month) - 1) * 30 + int(date)) / 365:.4f}",
        "IsRootEvent": given.leading,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": CAMEO[code].quad,
        "GoldsteinScale": goldstein_of(code),
        "NumMentions": given.reports,
        "NumSources": given.outlets,
        "NumArticles": given.reports,
        "DATEADDED": f"{given.report.published.replace('-', '')}000000" if given.report.published else None,
        "SOURCEURL": given.link or given.source,
        **_side("Actor1", actor),
        **_side("Actor2", recipient),
        **_where(given),
    }
    return [cells.get(column) for column in COLUMNS]


def _side(who: str, side: Side | None) -> Cells:
    if side is None:
        return {}
    country = country_in("cameo", side.country)
    group = cameo_group(side.code)
    role = cameo_role(side.sector)
    return {
        f"{who}Code": (group or f"{country or ''}{role or ''}") or None,
        f"{who}Name": side.name.removeprefix("~").upper(),
        f"{who}CountryCode": country,
        f"{who}KnownGroupCode": group,
        f"{who}Type1Code": role,
    }


def _where(given: Given) -> Cells:
    place = given.place
    if place is None:
        return {}
    american = place.country == "USA"
    # 1 country, 2 state of the USA, 3 city of the USA, 4 city elsewhere, 5 region elsewhere
    kinds = {Precision.COUNTRY: 1, Precision.REGION: 2 if american else 5, Precision.TOWN: 3 if american else 4}
    return {
        "ActionGeo_Type": kinds[place.precision] if place.precision else None,
        "ActionGeo_Fullname": place.name,
        "ActionGeo_CountryCode": country_in("fips", place.country),
        "ActionGeo_Lat": place.latitude,
        "ActionGeo_Long": place.longitude,
    }
