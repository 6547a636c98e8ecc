"""Where events happen."""

from __future__ import annotations

import pytest

from detente.reading.reader import Reader
from detente.records import DateOrigin, Document, Event, Genre, Place, Precision, TextSpan, from_json, to_json


def events_of(text: str) -> tuple[Event, ...]:
    document = Document("d", text, None, "2023-04-16", DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "d.txt", "")
    reading = Reader().read(document)
    reading.check()
    return reading.events


def place_in(text: str) -> tuple[str, str | None, bool, str | None] | None:
    """The place of a text's first event that has one."""
    place = next((event.place for event in events_of(text) if event.place), None)
    return (place.name, place.country, place.latitude is not None, place.precision) if place else None


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("Rebels attacked a police station in Gao on Monday.", "Gao", "MLI", "town"),
        ("In Kandahar, insurgents killed four soldiers.", "Kandahar", "AFG", "town"),
        ("Russian jets bombed Kupiansk.", "Kupiansk", "UKR", "town"),
        ("The army shelled the village of Yabrud near Damascus.", "Yabrud", "SYR", "town"),
        ("Police in Hyderabad, Pakistan, arrested 20 protesters.", "Hyderabad", "PAK", "town"),
        ("Clashes between the army and rebels erupted in the Ethiopian city of Gondar.", "Gondar", "ETH", "town"),
        ("The navy seized a tanker in the Strait of Hormuz.", "Strait of Hormuz", None, "region"),
        ("Gunmen kidnapped a French aid worker in Niger.", "Niger", "NER", "country"),
        ("Ukrainian drones attacked an oil depot in Russia's Kursk region.", "Kursk region", "RUS", "region"),
        ("Canadian officials met Ukrainian diplomats in London.", "London", "GBR", "town"),
    ],
)
def test_places_are_found(text: str, name: str, country: str | None, precision: str) -> None:
    assert place_in(text) == (name, country, True, precision)


def test_a_town_of_another_country_is_not_taken() -> None:
    found = place_in("Police shot dead a man in Paris, Texas.")
    assert found is not None
    assert found[1:] == ("USA", False, None)


@pytest.mark.parametrize(
    "text",
    [
        "The United States imposed sanctions on Iran.",
        "Japan condemned the attack in Mogadishu.",
        "The United States imposed sanctions on North Korea over its tests of missiles.",
        "North Korea launched a missile from a site in its northwest.",
    ],
)
def test_no_place_is_told(text: str) -> None:
    assert place_in(text) is None


def test_a_place_survives_json() -> None:
    place = Place("Gao", "MLI", 16.27, -0.04, Precision.TOWN, TextSpan("d", 4, 7, "Gao"))
    assert from_json(Place, to_json(place)) == place
