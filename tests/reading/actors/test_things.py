"""Whose ships, craft, plants and firms are: told once, known by name from then on."""

from __future__ import annotations

import pytest

from detente.reading.actors import find_actors
from detente.reading.language import load_language, parse
from detente.records import DateOrigin, Document, Genre


def sides(text: str) -> dict[str, str]:
    """Give the sides of the mentions of a text by their words, without articles."""
    document = Document("d", text, None, "2021-03-05", DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "d.txt", "")
    index = find_actors(parse(text, load_language()), document)
    found = {}
    for mention in index.mentions:
        actor = index.table[mention.actor]
        found[mention.span.quote.removeprefix("The ").removeprefix("the ")] = actor.party or actor.code
    return found


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The Turkish drill ship Fatih began work. On Monday the Fatih left.", "Fatih", "TUR"),
        ("The frigate Psara of the Hellenic navy left port. The Psara rammed a boat.", "Psara", "GRC"),
        ("Ankara protested when the Psara, a Greek frigate, turned. The Psara sailed on.", "Psara", "GRC"),
        ("A Pakistani frigate, the Zulfiquar, fired at the boat. The Zulfiquar then left.", "Zulfiquar", "PAK"),
        ("Turkey sent the research vessel Barbaros to the area. The Barbaros left on Friday.", "Barbaros", "TUR"),
        ("The survey ship Ramform Tethys, chartered by Guyana, was boarded by Venezuelan marines.", "Ramform Tethys", "GUY"),
        ("Iran seized the tanker Stena Bulk, which flies the Danish flag.", "Stena Bulk", "DNK-BUS"),
        ("The Ukrainian gunboats Berdyansk and Nikopol were seized by Russia.", "Nikopol", "UKR"),
        ("HMS Montrose drove off Iranian gunboats. The Montrose sailed on.", "Montrose", "GBR"),
        ("The INS Vikrant left Mumbai to warn Pakistan.", "INS Vikrant", "IND"),
        ("The destroyer Defender fired at Russian jets. The Defender is a British ship.", "Defender", "GBR"),
        ("The frigate Limnos struck a Turkish ship.", "Limnos", "~Limnos"),
    ],
)
def test_a_name_belongs_to_whose_thing_bears_it(text: str, name: str, side: str) -> None:
    found = sides(text)
    assert found.get(name) == side or any(quote.endswith(name) and found[quote] == side for quote in found)
    assert {s for quote, s in found.items() if quote.endswith(name)} == {side}


def test_neither_days_nor_senders_are_names_of_things() -> None:
    assert "Monday" not in " ".join(sides("Iran attacked a British ship Monday."))
    assert sides("The warships Moscow sent turned back.")["Moscow"] == "RUS"


def test_a_fighter_is_a_plane_where_the_air_is_told_of() -> None:
    assert "TUR" in sides("A Turkish fighter violated Greek airspace.").values()
    assert "ARM" not in sides("An Armenian fighter was buried in the village.").values()


@pytest.mark.parametrize(
    ("text", "whose", "side"),
    [
        ("Ankara, whose president threatened Greece, sent a ship.", "president", "TUR"),
        ("Guyana, whose foreign minister accused Caracas of aggression, asked for help.", "foreign minister", "GUY"),
        ("Turkey moved its drill ship Yavuz. The Yavuz was escorted by boats.", "Yavuz", "TUR"),
        ("China moved a rig into the area and guarded its rig with boats.", "rig", "CHN"),
    ],
)
def test_relative_and_possessive_owners(text: str, whose: str, side: str) -> None:
    assert sides(text)[whose] == side


def test_things_in_two_places_are_of_both() -> None:
    text = "Israeli pilots destroyed reactors in Iraq and Syria."
    document = Document("d", text, None, "2021-03-05", DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "d.txt", "")
    doc = parse(text, load_language())
    index = find_actors(doc, document)
    assert {mention.actor for mention in index.of_phrase(doc[3])} == {"IRQ", "SYR"}


def test_a_state_firm_acts_for_its_state() -> None:
    assert sides("Gazprom halted deliveries to Poland.")["Gazprom"] == "RUS"
    assert sides("Lukoil halted deliveries to Poland.")["Lukoil"] == "LUKOIL"


def test_a_warship_called_by_name_alone_is_not_of_those_it_strikes() -> None:
    text = "The elderly frigate Limnos found the Turkish Kemal Reis across her path and struck her. Athens denies having meant it."
    assert {s for quote, s in sides(text).items() if quote.endswith("Limnos")} == {"GRC"}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The Kosyam palace condemned the coup.", "Kosyam palace", "BFA"),
        ("Pantovčak rejected the plan.", "Pantovčak", "HRV"),
        ("Raisina Hill warned Pakistan.", "Raisina Hill", "IND"),
        ("The Makhzen recalled its envoy.", "Makhzen", "MAR"),
        ("The Berlaymont condemned the vote.", "Berlaymont", "EUR"),
        ("Luthuli House rejected the plan.", "Luthuli House", "ANC"),
        ("The Kurdistan Regional Government rejected Baghdad's budget. Erbil halted exports.", "Erbil", "KRG"),
        ("The government of Republika Srpska rejected the ruling. Banja Luka threatened to secede.", "Banja Luka", "REPUBLIKASRPSKA"),
        ("Masrour Barzani rejected the budget.", "Masrour Barzani", "KRG"),
    ],
)
def test_seats_and_rebel_capitals_stand_for_those_who_sit_there(text: str, name: str, side: str) -> None:
    found = sides(text)
    assert {s for quote, s in found.items() if quote.endswith(name)} == {side}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Haftar's jets bombed the airport.", "jets", "LNA"),
        ("Putin's troops invaded Ukraine.", "troops", "RUS"),
        ("Puntland's forces attacked Las Anod.", "forces", "PUNTLANDST"),
        ("NATO met in Brussels. Alliance forces will go back to their bases.", "Alliance forces", "NATO"),
        ("No Turkish fighter has flown over the island since February.", "Turkish fighter", "TUR"),
    ],
)
def test_whose_forces_are(text: str, name: str, side: str) -> None:
    found = sides(text)
    assert {s for quote, s in found.items() if quote.endswith(name)} == {side}


def test_a_town_where_a_body_sits_is_a_place_after_in() -> None:
    assert "Brussels" not in sides("The ministers met in Brussels.")
    assert sides("Brussels rejected the plan.")["Brussels"] == "EUR"
