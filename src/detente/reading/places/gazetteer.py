"""Names of towns, regions and countries to coordinates.

The towns are from GeoNames (see the head of ``places/towns.tsv``). Several may bear a name: the country told wins, else the countries the
text speaks of, else the largest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from detente.errors import KnowledgeError
from detente.reading.lexicon import load_table
from detente.records import Precision

TOWN_COLUMNS = ("name", "keys", "country", "latitude", "longitude", "people", "capital")
ARTICLES = frozenset({"al", "el", "ez", "ad", "ar", "ash", "az"})  # Arabic ones, before or within a name
_FAR_LARGER = 15  # times: "London" is not the one in Ontario because a Canadian speaks there
_CLEAR = 4  # times as many people as any namesake abroad
_CAPITAL_COUNTS_AS = 5_000_000  # people, at least: a capital is seldom mistaken for its namesake


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the gazetteer, its coordinates in degrees."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: Precision
    weight: int = 0  # people


def folded(name: str) -> str:
    """Give what spellings of a name have in common: no case, accents, apostrophes, hyphens.

    Examples
    --------
    >>> folded("Sana'a"), folded("Tel Aviv-Yafo"), folded("Bogotá")
    ('sanaa', 'tel aviv yafo', 'bogota')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("’", "'")
    return name.lower().replace("'", "").replace("`", "").replace("-", " ").replace(".", "")


@lru_cache(maxsize=1)
def _town_lines() -> dict[str, list[str]]:
    """Give the lines of the table of towns by each of their names; a line is read only when its name is looked up."""
    text = files("detente.reading.lexicon").joinpath("places", "towns.tsv").read_text(encoding="utf-8")
    header, *lines = (line for line in text.split("\n") if line and line[0] != "#")
    if tuple(header.split("\t")) != TOWN_COLUMNS:
        raise KnowledgeError(f"lexicon/places/towns.tsv: the columns are {header!r}; they must be {', '.join(TOWN_COLUMNS)}")
    known: dict[str, list[str]] = {}
    for line in lines:
        for key in line.split("\t", 2)[1].split(";"):
            known.setdefault(key, []).append(line)
    return known


@lru_cache(maxsize=1)
def _sites() -> dict[str, Site]:
    """Give regions, waters and small towns by each of their names."""
    known: dict[str, Site] = {}
    precisions = frozenset({Precision.TOWN.value, Precision.REGION.value})
    for row in load_table("places/sites.tsv", ("names", "country", "latitude", "longitude", "precision")):
        country = row["country"] or None
        if country is not None and country not in _countries():
            raise row.wrong(f"country is {country!r}; it must be an ISO 3166 alpha-3 code such as UKR, or empty")
        names = row.several("names")
        site = Site(names[0], country, float(row["latitude"]), float(row["longitude"]), Precision(row.one_of("precision", precisions)))
        known.update({folded(name): site for name in names})
    return known


@lru_cache(maxsize=1)
def _countries() -> dict[str, Site]:
    """Give the middle of each country, by its code."""
    return {
        row["country"]: Site(row["country"], row["country"], float(row["latitude"]), float(row["longitude"]), Precision.COUNTRY)
        for row in load_table("places/countries.tsv", ("country", "latitude", "longitude"))
    }


def _read(line: str) -> Site:
    name, _, country, latitude, longitude, people, *capital = line.split("\t")
    weight = max(int(people), _CAPITAL_COUNTS_AS) if capital else int(people)
    return Site(name, country, float(latitude), float(longitude), Precision.TOWN, weight)


@lru_cache(maxsize=4096)
def _bearers(name: str) -> tuple[Site, ...]:
    """Give all that bear a name, the largest first; "the Hasakah" as "Hasakah"."""
    key = folded(name)
    lines = _town_lines().get(key, [])
    first, _, rest = key.partition(" ")
    if not lines and first in ARTICLES:
        lines = _town_lines().get(rest, [])
    if not lines:
        lines = next((found for article in ("al ", "el ") if (found := _town_lines().get(article + key))), [])
    sites = map(_read, dict.fromkeys(lines))
    return tuple(sorted(sites, key=lambda site: (-site.weight, site.country or "", site.name)))


def locate(name: str, *, told: str | None = None, countries: Sequence[str] = ()) -> Site | None:
    """Find a town or region by its name.

    Parameters
    ----------
    name
        The name as the text has it.
    told
        The country the text itself gives ("Tripoli, Lebanon"): no other will do.
    countries
        Countries the text speaks of, the nearest first: one of theirs is taken unless a namesake is far larger.

    Returns
    -------
    Site or None
        None where no table knows the name, or none of the country told.

    Examples
    --------
    >>> locate("Tripoli").country, locate("Tripoli", told="LBN").country, locate("Hyderabad", countries=["PAK"]).country
    ('LBY', 'LBN', 'PAK')
    >>> locate("London", countries=["CAN"]).country
    'GBR'
    >>> locate("Xanadu") is None
    True
    """
    site = _sites().get(folded(name))
    if site is not None and told in (None, site.country):
        return site
    bearers = _bearers(name)
    if told is not None:
        return next((site for site in bearers if site.country == told), None)
    for country in countries:
        for site in bearers:
            if site.country == country and site.weight * _FAR_LARGER >= bearers[0].weight:
                return site
    return bearers[0] if bearers else None


@lru_cache(maxsize=4096)
def clearly(name: str) -> str | None:
    """Give the country of a town or region that has no namesake of its size elsewhere, or None.

    Examples
    --------
    >>> clearly("Leipzig"), clearly("Valencia")
    ('DEU', None)
    """
    site = _sites().get(folded(name))
    if site is not None:
        return site.country
    bearers = _bearers(name)
    rivals = [other for other in bearers[1:] if other.country != bearers[0].country]
    alone = not rivals or bearers[0].weight >= _CLEAR * rivals[0].weight
    return bearers[0].country if bearers and alone else None


def middle_of(country: str) -> Site | None:
    """Give the middle of a country, or None for one no table has.

    Examples
    --------
    >>> middle_of("SDN").latitude
    16.0
    """
    return _countries().get(country)
