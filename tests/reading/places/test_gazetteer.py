"""Names of places to coordinates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.actors import country_names
from detente.reading.lexicon import COUNTRY_COLUMNS, load_table
from detente.reading.places.gazetteer import TOWN_COLUMNS, folded, locate, middle_of
from detente.records import Precision


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Kharkov", "UKR", 50.0, 36.2),
        ("Sana'a", "YEM", 15.4, 44.2),
        ("Hodeidah", "YEM", 14.8, 43.0),
        ("al-Raqqa", "SYR", 35.9, 39.0),
        ("Hasakah", "SYR", 36.5, 40.7),
        ("Khan Younis", "PSE", 31.3, 34.3),
        ("Bogotá", "COL", 4.6, -74.1),
        ("BOGOTA", "COL", 4.6, -74.1),
        ("Naypyidaw", "MMR", 19.7, 96.1),
        ("Donbas", "UKR", 48.3, 38.3),
    ],
)
def test_spellings(name: str, country: str, latitude: float, longitude: float) -> None:
    site = locate(name)
    assert site is not None
    assert site.country == country
    assert (site.latitude, site.longitude) == pytest.approx((latitude, longitude), abs=0.25)


def test_the_country_told_wins_and_no_other_will_do() -> None:
    assert locate("Valencia", told="VEN").country == "VEN"  # type: ignore[union-attr]
    assert locate("Lahore", told="IND") is None


def test_countries_spoken_of_choose_among_namesakes() -> None:
    assert locate("Valencia").country == "VEN"  # type: ignore[union-attr]
    assert locate("Valencia", countries=["FRA", "ESP"]).country == "ESP"  # type: ignore[union-attr]
    assert locate("London", countries=["CAN"]).country == "GBR"  # type: ignore[union-attr]


def test_waters_belong_to_nobody() -> None:
    site = locate("South China Sea")
    assert site is not None
    assert (site.country, site.precision) == (None, Precision.REGION)


def test_every_country_has_its_middle() -> None:
    assert [code for code in country_names() if middle_of(code) is None] == []


def test_capitals_are_found_where_they_are() -> None:
    capitals = [(row["code"], name) for row in load_table("actors/countries.tsv", COUNTRY_COLUMNS) for name in row.several("capital")]
    found = {(code, name): locate(name) for code, name in capitals}
    assert [key for key, site in found.items() if site is None or site.country != key[0]] == []
    assert locate("Washington").latitude == pytest.approx(38.9)  # type: ignore[union-attr]


def test_the_table_of_towns_is_whole() -> None:
    rows = list(load_table("places/towns.tsv", TOWN_COLUMNS))
    assert len(rows) > 10_000
    for row in rows:
        assert row["country"] in country_names(), row
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180
        assert int(row["people"]) >= 0
        assert row["capital"] in ("", "yes")
        assert folded(row["name"]) == row.several("keys")[0]


@given(st.text(max_size=30))
def test_no_name_breaks_it(name: str) -> None:
    assert locate(name) is None or locate(name) == locate(name)
