"""Whom the actors of others' data sets mean, in our codes: ``"PRKMIL"`` is ``"PRK-MIL"``, on the side of ``"PRK"``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.archive.formats.countries import by_name, country_of, sovereign
from detente.ontology import ARMED_SECTORS, SECTORS, STATE_SECTORS
from detente.reading.lexicon import ORGANISATION_COLUMNS, load_table
from detente.tables import Row, read_table

#: Most rows of others' data sets are older: an armed group that came to govern after this year is taken for the party that it was.
LATELY = "2020"


@dataclass(frozen=True, slots=True)
class Side:
    """Whom an actor of a data set means: our code and on whose side it acts, and whether all of its code is known."""

    code: str | None
    party: str | None
    known: bool = True


NOBODY = Side(None, None)


def side_of(country: str | None, sector: str | None) -> Side:
    """Give a state, or a sector of it; the rule is that of readings (`detente.reading.actors.naming.side`).

    Examples
    --------
    >>> side_of("KOR", "MIL").party, side_of("SYR", "REB").party, side_of("CHN", "BUS").party
    ('KOR', 'SYR-REB', None)
    """
    if country is None:
        return Side(f"~{sector}", None) if sector else NOBODY
    code = f"{country}-{sector}" if sector else country
    if sector in ARMED_SECTORS:
        return Side(code, code)
    return Side(code, sovereign(country) if sector is None or sector in STATE_SECTORS else None)


def _rows(name: str, *columns: str) -> list[Row]:
    return list(read_table(files("detente.archive.formats").joinpath("data", name), f"archive/formats/data/{name}", columns))


@cache
def _organisations() -> Mapping[str, Side]:
    """Give named organisations by code, as readings know them."""
    sides = {}
    for row in load_table("actors/organisations.tsv", ORGANISATION_COLUMNS):
        state = side_of(row["country"] or None, row["sector"] or None).party
        stands_alone = row["sector"] in ARMED_SECTORS or not row["country"] or _was_armed(row)
        sides[row["code"]] = Side(row["code"], row["party"] or (row["code"] if stands_alone else state))
    return sides


def _was_armed(row: Row) -> bool:
    """Whether an organisation was an armed group until lately ("REB until 2021-08-14")."""
    was, _, until = row.several("formerly")[-1].partition(" until ") if row["formerly"] else ("", "", "")
    return was in ARMED_SECTORS and until > LATELY


@cache
def _by_name() -> Mapping[str, Side]:
    names: dict[str, Side] = {}
    for row in load_table("actors/organisations.tsv", ORGANISATION_COLUMNS):
        for name in (row["name"], *row.several("aliases")):
            if len(name) > 2:
                names.setdefault(_folded(name), _organisations()[row["code"]])
    return names


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def organisation(name: str) -> Side | None:
    """Find a named organisation, also behind brackets and with its initials after a colon or hyphen.

    Examples
    --------
    >>> organisation("Taleban").code, organisation("PKK: Kurdistan Workers' Party").code
    ('TALIBAN', 'PKK')
    """
    bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
    for form in (name, bare, *(part for part in bare.split(": ", 1) if len(part) > 2)):
        if (found := _by_name().get(_folded(form))) is not None:
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What three letters of a CAMEO actor code say: a sector, an organisation, or nothing that we keep."""

    sector: str | None = None
    side: Side | None = None


@cache
def _pieces() -> Mapping[str, _Piece]:
    pieces: dict[str, _Piece] = {}
    for row in _rows("cameo_actors.tsv", "kind", "codes", "ours"):
        kind = row.one_of("kind", frozenset({"sector", "group", "other"}))
        if kind == "sector" and row["ours"] not in SECTORS:
            raise row.wrong(f"{row['ours']!r} is no PLOVER sector; they are {', '.join(SECTORS)}")
        if kind == "group" and row["ours"] not in _organisations():
            raise row.wrong(f"no organisation has the code {row['ours']!r}; see reading/lexicon/actors/organisations.tsv")
        for code in row.several("codes"):
            if code in pieces:
                raise row.wrong(f"{code} stands in the table twice")
            sector = row["ours"] if kind == "sector" else None
            pieces[code] = _Piece(sector, _organisations()[row["ours"]] if kind == "group" else None)
    return pieces


def cameo_side(parts: Sequence[str]) -> Side:
    """Give whom a CAMEO or PLOVER actor code means, such as GDELT, Phoenix and PETRARCH-2 have them: pieces of three letters.

    Examples
    --------
    >>> cameo_side(["PRKMIL"]), cameo_side(["IGOUNO"]), cameo_side(["QQQ"])
    (Side(code='PRK-MIL', party='PRK', known=True), Side(code='UNO', party='UNO', known=True), Side(code='~QQQ', party=None, known=False))
    """
    code = parts[0].strip().upper()
    if not code.strip("-"):
        return NOBODY
    country: str | None = None
    sector: str | None = None
    group: Side | None = None
    known = True
    table = _pieces()
    for piece in (code[at : at + 3] for at in range(0, len(code), 3)):
        here = country_of(piece, "cameo") if country is None else None
        if here is not None:
            country = here
        elif piece in table:
            sector = sector or table[piece].sector
            group = group or table[piece].side
        elif piece.strip("-"):
            known = False
    if group is not None:
        return Side(group.code, group.party, known)
    side = side_of(country, sector)
    return Side(side.code or f"~{code}", side.party, known)


@cache
def _sector_names() -> Mapping[str, tuple[int, str]]:
    """Give the sector of each ICEWS sector's name, and its place in the table: the first of an actor's sectors there holds."""
    return {row["name"].casefold(): (place, _sector(row)) for place, row in enumerate(_rows("sector_names.tsv", "name", "sector"))}


def _sector(row: Row) -> str:
    return row.one_of("sector", frozenset(SECTORS), empty=True)


def named_side(parts: Sequence[str]) -> Side:
    """Give whom ICEWS names: name, sectors in words (commas between them) and country.

    Examples
    --------
    >>> named_side(["Military (South Korea)", "Government,Military", "South Korea"]).code
    'KOR-MIL'
    """
    name, sectors, land = (part.strip() for part in parts)
    if not name and not sectors and not land:
        return NOBODY
    country = by_name(land)
    found = [_sector_names().get(s.strip().casefold()) for s in sectors.split(",") if s.strip()]
    known = all(f is not None for f in found) and (country is not None or not land)
    best = min((f for f in found if f is not None and f[1]), default=None)
    sector = best[1] if best else None
    if sector is None and country is not None and by_name(name) == country:
        return side_of(country, None)
    return _named(name, country, sector, known)


def _named(name: str, country: str | None, sector: str | None, known: bool) -> Side:
    """Give a named organisation under its own code, a named armed group under its name, everybody else under state and sector."""
    if sector not in STATE_SECTORS or country is None:
        found = organisation(name)
        if found is not None:
            return Side(found.code, found.party, known)
    side = side_of(country, sector)
    if country is None:
        return Side(f"~{name}" if name else side.code, None, known)
    return Side(side.code, side.party, known)


def plover_side(parts: Sequence[str]) -> Side:
    """Give whom POLECAT names: name, country (ISO alpha-3 or a name), COW number and PLOVER sector.

    Examples
    --------
    >>> plover_side(["Korean People's Army", "PRK", "731", "MIL"]).code
    'PRK-MIL'
    """
    name, land, cow, sector = (part.strip() for part in parts)
    if not name and not land and not sector:
        return NOBODY
    country = country_of(land, "cameo") or by_name(land) or country_of(cow, "cow")
    code = sector.upper()
    return _named(name, country, code if code in SECTORS else None, (code in SECTORS or not code) and (country is not None or not land))


@cache
def _inter() -> Mapping[str, str]:
    return {word.casefold(): _sector(row) for row in _rows("acled_inter.tsv", "words", "sector") for word in row.several("words")}


@cache
def _beginnings() -> Mapping[str, str]:
    return {row["beginning"].casefold(): _sector(row) for row in _rows("name_beginnings.tsv", "beginning", "sector")}


_OF = re.compile(r"^(?P<what>[A-Z][\w ]*?) of (?:the )?(?P<land>[^(]+?)\s*(?:\(|$|:)")
_BRACKETS = re.compile(r"\(([^)]*)\)")


def _begins(name: str) -> tuple[str | None, str | None]:
    """Tell sector and state of a name such as "Military Forces of Mali (2020-2021)"."""
    match = _OF.match(name)
    if match is None:
        return None, None
    land = by_name(match["land"]) or by_name(match["land"].split(",")[0])  # of several allies the first
    return _beginnings().get(match["what"].casefold()), land


def acled_side(parts: Sequence[str]) -> Side:
    """Give whom ACLED names: name, inter code (number or words), and the country of the event.

    Examples
    --------
    >>> acled_side(["Military Forces of Mali (2021-)", "1", "Mali"]).code, acled_side(["Protesters (France)", "Protesters", "France"]).code
    ('MLI-MIL', 'FRA-CVL')
    """
    name, inter, land = (part.strip() for part in parts)
    if not name:
        return NOBODY
    sector = _inter().get(inter.casefold())
    known = sector is not None or not inter
    told, country = _begins(name)
    if told and country:
        return _as(side_of(country, told), known)
    if (found := organisation(name)) is not None:
        return Side(found.code, found.party, known)
    where = next((c for text in _BRACKETS.findall(name) if (c := by_name(text))), None) or by_name(land)
    generic = name.split("(")[0].strip().casefold()
    if generic in _beginnings():
        return _as(side_of(where, _beginnings()[generic] or sector), known)
    if sector in ARMED_SECTORS or not sector:
        return Side(f"~{name}", f"~{name}" if sector else None, known)
    return _as(side_of(where, sector), known)


def ucdp_side(parts: Sequence[str]) -> Side:
    """Give whom UCDP names: name, Gleditsch-Ward number of the side, that of the country of the event.

    Examples
    --------
    >>> ucdp_side(["Government of Ethiopia", "530", "530"]), ucdp_side(["Civilians", "", "530"]).code
    (Side(code='ETH-GOV', party='ETH', known=True), 'ETH-CVL')
    """
    name, number, land = (part.strip().removesuffix(".0") for part in parts)
    if not name:
        return NOBODY
    told, named = _begins(name)
    country = country_of(number, "gw") or named
    known = bool(country) or not number
    if told and country:
        return _as(side_of(country, told), known)
    if name.casefold() in _beginnings():
        return _as(side_of(country_of(land, "gw"), _beginnings()[name.casefold()]), known)
    found = organisation(name)
    return Side(found.code, found.party, known) if found else Side(f"~{name}", f"~{name}", known)


def _as(side: Side, known: bool) -> Side:
    return Side(side.code, side.party, known)
