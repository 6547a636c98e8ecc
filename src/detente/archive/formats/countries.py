"""Countries in the codes of others: CAMEO, FIPS 10-4, ISO 3166, Gleditsch-Ward, Correlates of War, and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente.reading.lexicon import COUNTRY_COLUMNS, load_table
from detente.tables import Row, read_table

SYSTEMS = ("iso", "numeric", "fips", "cameo", "gw", "cow")
_COLUMNS = ("code", "numeric", "fips", "cameo", "gw", "cow", "names")


@cache
def codes(system: str) -> Mapping[str, str]:
    """Give our code of each code of a system (`SYSTEMS`); numbers are without leading zeros.

    Examples
    --------
    >>> codes("fips")["KN"], codes("gw")["731"], codes("cameo")["ROM"]
    ('PRK', 'PRK', 'ROU')
    """
    found: dict[str, str] = {}
    for row in _table():
        own = {"iso": (row["code"],), "cameo": (row["code"], *row.several("cameo"))}.get(system) or row.several(system)
        if system == "cow" and not own:
            own = row.several("gw")
        for code in own:
            if found.setdefault(code.lstrip("0") or "0", row["code"]) != row["code"]:
                raise row.wrong(f"{system} code {code} stands for {found[code.lstrip('0') or '0']} already")
    return MappingProxyType(found)


@cache
def codes_in(system: str) -> Mapping[str, str]:
    """Give the code that each of our countries has in a system, for writing; numbers as the system writes them.

    Examples
    --------
    >>> codes_in("fips")["PRK"], codes_in("numeric")["AFG"], codes_in("cameo")["ROU"]
    ('KN', '004', 'ROM')
    """
    found: dict[str, str] = {}
    for row in _table():
        own = {"iso": (row["code"],), "cameo": (*row.several("cameo"), row["code"])}.get(system) or row.several(system)
        if system == "cow" and not own:
            own = row.several("gw")
        if own:
            found[row["code"]] = own[0]
    return MappingProxyType(found)


def country_of(code: str, system: str) -> str | None:
    """Give our code of a country's code in a system, or None.

    Examples
    --------
    >>> country_of("036", "numeric"), country_of("XQ", "fips")
    ('AUS', None)
    """
    return codes(system).get(code.strip().upper().lstrip("0")) if code.strip() else None


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS):
        for name in (row["name"], *row.several("aliases")):
            names.setdefault(_folded(name), row["code"])
    for row in _table():
        for name in row.several("names"):
            names[_folded(name)] = row["code"]
    return MappingProxyType(names)


def by_name(name: str) -> str | None:
    """Give our code of a country by its name as data sets spell it, or None.

    Examples
    --------
    >>> by_name("Russia (Soviet Union)"), by_name("Cote d'Ivoire"), by_name("Atlantis")
    ('RUS', 'CIV', None)
    """
    for form in (name, re.sub(r"\s*\([^)]*\)", "", name)):
        if form.strip() and (found := _names().get(_folded(form))):
            return found
    return None


@cache
def _sovereigns() -> Mapping[str, str]:
    return {row["code"]: row["of"] for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS) if row["of"]}


def sovereign(country: str) -> str:
    """Give the state on whose side a country's or territory's acts count."""
    return _sovereigns().get(country, country)


def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"\bst\b", "saint", re.sub(r"[\W_]+", " ", plain).strip())


@cache
def _table() -> tuple[Row, ...]:
    table = files("detente.archive.formats").joinpath("data", "countries.tsv")
    return tuple(read_table(table, "archive/formats/data/countries.tsv", _COLUMNS))
