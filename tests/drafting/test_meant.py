"""Whom words mean that name nobody."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from detente.documents import read_text
from detente.drafting.parties import Parties
from detente.drafting.surfaces import Surfaces
from detente.reading.reader import Reader


def meant(text: str, *asked: str, elsewhere: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Give the words of the last sentence of a text that mean a party, and which."""
    readings = [Reader().read(read_text(each, published="2023-04-16")) for each in (text, *elsewhere)]
    line = Surfaces(readings, Parties(readings, asked)).lines(readings[0])[-1]
    return [(line.words[start:end], party) for start, end, party in line.meant]


KOREAS = "South Korea accused North Korea of firing a missile. "


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Both sides withdrew their guns.", "Both sides"),
        ("The two governments restored the hotline.", "The two governments"),
        ("Neither has lifted its sanctions.", "Neither"),
        ("A truce that the two agreed on holds.", "the two"),
    ],
)
def test_words_for_both_sides_mean_each_of_the_two_asked_for(sentence: str, words: str) -> None:
    found = meant(KOREAS + sentence, "KOR", "PRK")
    assert {(words, "KOR"), (words, "PRK")} <= {*found}


def test_both_sides_are_not_known_where_three_are_asked_for() -> None:
    assert ("Both sides", "KOR") not in meant(KOREAS + "Both sides withdrew their guns.", "KOR", "PRK", "USA")


def test_the_other_side_is_the_one_that_is_not_named() -> None:
    assert ("the other side", "KOR") in meant(KOREAS + "North Korea will stop when the other side does.", "KOR", "PRK")


def test_we_are_the_party_that_speaks() -> None:
    assert ("We", "PRK") in meant(KOREAS + '"We will never give up our weapons," the North Korean foreign ministry said.', "KOR", "PRK")


def test_a_surname_means_whose_another_text_says_the_person_is() -> None:
    told = "Bolivian Foreign Minister Ana Quiroga met Chilean officials in Lima on Monday."
    found = meant("Chile closed the crossing. Quiroga called it a provocation.", "BOL", "CHL", elsewhere=[told])
    assert ("Quiroga", "BOL") in found
    other = "Chilean Defence Minister Luis Quiroga accused Bolivia of lying on Sunday."
    found = meant("Chile closed the crossing. Quiroga called it a provocation.", "BOL", "CHL", elsewhere=[told, other])
    assert ("Quiroga", "BOL") not in found


def test_the_army_is_that_of_the_state_whose_own_groups_are_asked_for() -> None:
    text = "Colombia offered the FARC talks. The army bombed a camp on Friday."
    assert ("The army", "COL") in meant(text, "COL", "FARC")
    assert ("The army", "COL") not in meant(text, "COL", "VEN")


def test_an_organisation_that_another_text_names_is_meant_by_what_it_is_for_short() -> None:
    text = "Gunmen attacked a bank in the Philippines. A truce that the Front signed has lapsed."
    moro = "The Moro National Liberation Front shelled a town in the Philippines."
    assert ("the Front", "MNLF") in meant(text, "PHL", "MNLF", elsewhere=[moro])
    assert ("the Front", "MNLF") not in meant(text, "PHL", "MNLF", elsewhere=[moro, "The Polisario Front attacked Morocco."])
