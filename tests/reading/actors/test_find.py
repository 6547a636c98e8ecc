"""Actors of whole texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from detente.reading.actors import ActorIndex, find_actors
from detente.records import DateOrigin, Document, Genre

Read = Callable[[str], Doc]


def _document(text: str, published: str | None) -> Document:
    return Document("doc-1", text, None, published, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "text", "")


@pytest.fixture
def actors(read_doc: Read) -> Callable[..., tuple[Doc, ActorIndex]]:
    def find(text: str, published: str | None = "2021-06-01") -> tuple[Doc, ActorIndex]:
        doc = read_doc(text)
        index = find_actors(doc, _document(text, published))
        for mention in index.mentions:
            mention.span.check(text)
        return doc, index

    return find


Find = Callable[[str], tuple[Doc, ActorIndex]]


def _coded(index: ActorIndex) -> dict[str, str]:
    return {mention.span.quote: mention.actor for mention in index.mentions}


def _head(doc: Doc, word: str) -> int:
    return next(token.i for token in doc if token.text == word)


def test_two_countries_share_a_noun(actors: Find) -> None:
    doc, index = actors("Polish and Lithuanian troops trained together.")
    assert [m.actor for m in index.of_phrase(doc[_head(doc, "troops")])] == ["POL-MIL", "LTU-MIL"]


def test_owners_share_a_noun(actors: Find) -> None:
    doc, index = actors("The foreign ministers of Egypt, Jordan and Iraq met in Amman.")
    assert [m.actor for m in index.of_phrase(doc[_head(doc, "ministers")])] == ["EGY-GOV", "JOR-GOV", "IRQ-GOV"]
    assert "Amman" not in _coded(index)


def test_apposition_names_an_unknown_person(actors: Find) -> None:
    _, index = actors("Petra Novotna, Slovenia's ambassador in Cairo, objected. Novotna left.")
    coded = _coded(index)
    assert coded["Petra Novotna"] == coded["Novotna"] == "SVN-GOV:Petra Novotna"
    assert index.table["SVN-GOV:Petra Novotna"].party == "SVN"


def test_former_officials_are_elite(actors: Find) -> None:
    _, index = actors("Former French president Nicolas Sarkozy met Angela Merkel.")
    coded = _coded(index)
    assert coded["Former French president Nicolas Sarkozy"] == "FRA-ELI:Nicolas Sarkozy"
    assert coded["Angela Merkel"] == "DEU-GOV:Angela Merkel"


def test_text_defines_an_acronym(actors: Find) -> None:
    _, index = actors("The Delta Fishers Council (DFC) blocked the port. The DFC demanded pay.")
    assert [m.actor for m in index.mentions if m.span.quote in ("Delta Fishers Council", "DFC")] == ["DFC", "DFC", "DFC"]


def test_short_forms_need_their_pair(actors: Find) -> None:
    _, with_korea = actors("North Korea fired a missile. The South protested.")
    _, without = actors("Snow fell in Italy. The South protested.")
    assert _coded(with_korea)["South"] == "KOR"
    assert "South" not in _coded(without)


def test_geography_and_culture_are_no_actors(actors: Find) -> None:
    _, index = actors("Chinese food sells well. Ships crossed the South China Sea. The Ukraine conflict hurt the Korean Peninsula.")
    assert not {"CHN", "UKR", "KOR", "PRK"} & set(index.table)


def test_people_without_a_country_are_kept(actors: Find) -> None:
    doc, index = actors("Hundreds of protesters threw stones at a bridge.")
    (mention,) = index.of_phrase(doc[_head(doc, "Hundreds")])
    assert mention.actor.startswith("~")
    assert index.table[mention.actor].sector == "CVL"
    assert index.of_phrase(doc[_head(doc, "bridge")]) == ()


def test_later_mentions(actors: Find) -> None:
    text = "The Philippines lodged a protest. Its coast guard said the country would stay. Turkish President Erdogan spoke. He left."
    _, index = actors(text)
    coded = _coded(index)
    assert coded["Its"] == "PHL"
    assert coded["the country"] == "PHL"
    assert coded["coast guard"] == "PHL-MIL"
    assert coded["He"] == "TUR-GOV:Recep Tayyip Erdogan"


def test_what_is_owned_is_the_owners(actors: Find) -> None:
    _, index = actors("Wang Yi met Sergei Lavrov. Wang agreed. Eritrea denied that its troops moved. Hamas said its fighters withdrew.")
    coded = _coded(index)
    assert coded["Wang"] == "CHN-GOV:Wang Yi"
    assert coded["troops"] == "ERI-MIL"
    assert coded["fighters"] == "HAMAS"


def test_pronouns_follow_known_given_names(actors: Find) -> None:
    _, index = actors("Angela Merkel received Recep Tayyip Erdogan. She thanked the guest.")
    assert _coded(index)["She"] == "DEU-GOV:Angela Merkel"


def test_armed_groups_stand_on_their_own_side(actors: Find) -> None:
    _, index = actors("Hezbollah fighters shelled Israeli soldiers. Syrian rebels withdrew.")
    sides = {m.span.quote: index.table[m.actor].party for m in index.mentions}
    assert sides == {"Hezbollah fighters": "HEZBOLLAH", "Israeli soldiers": "ISR", "Syrian rebels": "SYR-REB"}


def test_dateline_is_no_actor_but_tells_whose_police(actors: Find) -> None:
    _, index = actors("NAIROBI (Reuters) - Police fired tear gas at students.")
    coded = _coded(index)
    assert coded["Police"] == "KEN-COP"
    assert "NAIROBI" not in coded
    assert "Reuters" not in coded


def test_georgia_is_a_state_where_the_text_says_so(actors: Find) -> None:
    _, state = actors("Georgia held a vote and Atlanta cheered.")
    _, country = actors("Georgia held a vote and Tbilisi cheered.")
    assert _coded(state)["Georgia"] == "USA"
    assert _coded(country)["Georgia"] == "GEO"


def test_personal_names_hide_countries(actors: Find) -> None:
    _, index = actors("Michael Jordan and Paris Hilton sang.")
    assert not {"JOR", "FRA-GOV"} & set(index.table)


def test_same_text_same_index(actors: Find) -> None:
    text = "US and South Korean troops drilled. Pyongyang protested and its leader Kim Jong-un warned Washington."
    assert actors(text)[1].mentions == actors(text)[1].mentions


def test_empty_text(actors: Find) -> None:
    _, index = actors(" ")
    assert index.mentions == ()
