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
