"""Our codes in the codes of others, and what a code of ours tells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from types import MappingProxyType

from detente.archive.formats.countries import codes_in
from detente.archive.formats.sides import side_of
from detente.ontology import SECTORS
from detente.reading.lexicon import COUNTRY_COLUMNS, load_table
from detente.tables import read_table


@cache
def our_version() -> str:
    """Name the program and its version, for forms that ask who coded."""
    return f"detente {version('detente')}"


@cache
def country_names() -> Mapping[str, str]:
    """Give the name of each country by its code."""
    return MappingProxyType({row["code"]: row["name"] for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS)})


def is_country(code: str) -> bool:
    """Whether a code is a country's."""
    return code in codes_in("iso") or code in country_names()


def country_in(system: str, code: str | None) -> str | None:
    """Give a country's code in a system of others (`detente.archive.formats.countries.SYSTEMS`), or None.

    Examples
    --------
    >>> country_in("fips", "KOR"), country_in("cow", "PRK"), country_in("cameo", None)
    ('KS', '731', None)
    """
    return codes_in(system).get(code) if code else None


@lru_cache(maxsize=10_000)
def split_code(code: str) -> tuple[str | None, str | None]:
    """Give the country and the sector a code tells of.

    Examples
    --------
    >>> split_code("PRK-MIL"), split_code("PRK"), split_code("TPLF"), split_code("~rebels")
    (('PRK', 'MIL'), ('PRK', None), (None, None), (None, None))
    """
    head, _, rest = code.partition("-")
    if not is_country(head):
        return None, None
    sector = rest.partition(":")[0]
    return head, sector if sector in SECTORS else None


def party_of_code(code: str) -> str | None:
    """Give the party that a code alone tells of: a country's for its state organs, its own for a named organisation.

    Examples
    --------
    >>> party_of_code("PRK-MIL"), party_of_code("TPLF"), party_of_code("PRK-CVL"), party_of_code("~rebels")
    ('PRK', 'TPLF', None, None)
    """
    if code.startswith("~"):
        return None
    country, sector = split_code(code)
    return code if country is None else side_of(country, sector).party


@cache
def _roles() -> Mapping[str, str]:
    table = files("detente.archive.formats").joinpath("data", "cameo_actors.tsv")
    rows = read_table(table, "archive/formats/data/cameo_actors.tsv", ("kind", "codes", "ours"))
    return MappingProxyType({row["ours"]: row.several("codes")[0] for row in rows if row["kind"] == "sector"})


@cache
def _groups() -> Mapping[str, str]:
    table = files("detente.archive.formats").joinpath("data", "cameo_actors.tsv")
    rows = read_table(table, "archive/formats/data/cameo_actors.tsv", ("kind", "codes", "ours"))
    return MappingProxyType({row["ours"]: row.several("codes")[0] for row in rows if row["kind"] == "group"})


def cameo_role(sector: str | None) -> str | None:
    """Give the CAMEO role of a PLOVER sector, or None.

    Examples
    --------
    >>> cameo_role("MIL"), cameo_role("JRN"), cameo_role("MED"), cameo_role(None)
    ('MIL', 'MED', 'HLH', None)
    """
    return _roles().get(sector) if sector else None


def cameo_group(code: str) -> str | None:
    """Give the CAMEO code of a named organisation, or None.

    Examples
    --------
    >>> cameo_group("UNO"), cameo_group("~rebels")
    ('UNO', None)
    """
    return _groups().get(code)
