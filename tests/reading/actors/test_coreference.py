"""Later mentions: groups, pronouns, descriptions, owners, and the actors of an invented conflict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from detente.errors import KnowledgeError
from detente.reading.actors import ActorIndex, ActorKnowledge, find_actors
from detente.records import DateOrigin, Document, Genre

Read = Callable[[str], Doc]
STORY = """LORGRAD, May 3 - Varanian troops shelled a bridge on Monday, Solmark's defence ministry said.
The Varanian foreign minister, Ansel Dorn, denied it. He accused Solmark of arming the Fen Brigades.
The Brigades said its fighters had left the valley. The army withdrew. Solmarkians fled."""
LIST = (
    "code\tname\taliases\tcountry\tsector\tparty\tadjectives\tcapital\n"
    "VAR\tVarania\tKingdom of Varania\t\t\t\tVaranian\tLorgrad\n"
    "SOL\tSolmark\t\t\t\t\tSolmarkian\tEstermouth\n"
    "FEN\tFen Brigades\t\t\tREB\n"
)


def _find(doc: Doc, knowledge: ActorKnowledge | None = None) -> ActorIndex:
    document = Document("doc-1", doc.text, None, "2021-06-01", DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "text", "")
    return find_actors(doc, document, knowledge)


def _all(index: ActorIndex, quote: str) -> list[str]:
    return [mention.actor for mention in index.mentions if mention.span.quote == quote]


def _of(doc: Doc, index: ActorIndex, word: str) -> list[str]:
    head = next(token for token in doc if token.text == word)
    return [mention.actor for mention in index.of_phrase(head)]


@pytest.mark.parametrize(
    ("text", "quote", "sides"),
    [
        ("Peru and Chile held talks. Both sides signed a deal.", "Both sides", ["PER", "CHL"]),
        ("Peru accused Chile of theft. Brazil urged both countries to talk.", "both countries", ["CHL", "PER"]),
        ("Joe Biden met Angela Merkel. The two leaders agreed.", "The two leaders", ["DEU-GOV:Angela Merkel", "USA-GOV:Joe Biden"]),
        ("Trade between the two Koreas stopped.", "the two Koreas", ["KOR", "PRK"]),
        ("Norway and Sweden drilled together. Finland joined. The allies fired rockets.", "The allies", ["NOR", "SWE"]),
    ],
)
def test_groups_stand_for_their_members(read_doc: Read, text: str, quote: str, sides: list[str]) -> None:
    doc = read_doc(text)
    index = _find(doc)
    assert sorted(_all(index, quote)) == sorted(sides)
    assert sorted(_of(doc, index, quote.split()[-1])) == sorted(sides)


@pytest.mark.parametrize(
    ("text", "quote", "code"),
    [
        ("Ghana recalled its envoy. In Lima, the foreign ministry protested. Ghana left.", "foreign ministry", "PER-GOV"),
        ("Kenya closed its consulate. In Lima the government protested.", "government", "PER-GOV"),
        ("Peru closed a port. Soldiers blocked the road. Chile and Kenya wrote to Peru.", "Soldiers", "PER-MIL"),
        ("Norway, Ghana and Kenya held Peru responsible for the fire. Peru said Ghana and Kenya held it responsible.", "it", "PER"),
    ],
)
def test_whose_a_bare_body_is(read_doc: Read, text: str, quote: str, code: str) -> None:
    assert _all(_find(read_doc(text)), quote) == [code]


@pytest.mark.parametrize(
    ("text", "quote", "code"),
    [
        ("Hezbollah left the town. Israel bombed the group's camps.", "camps", "HEZBOLLAH"),
        ("Hezbollah left the town. Israel bombed camps of the movement.", "camps", "HEZBOLLAH"),
        ("Hezbollah left the town. The group's leader denied it.", "leader", "HEZBOLLAH"),
        ("Hezbollah left the town. Israel bombed its camps.", "its", "HEZBOLLAH"),
        ("Armenia fired at Azerbaijan. Baku shelled its positions.", "its", "ARM"),
        ("Armenia fired at Azerbaijan. Baku moved its guns.", "its", "AZE-GOV"),
        ("Iran closed the road. Iran's answer came on Friday. Its army opened manoeuvres.", "Its", "IRN"),
        ("Turkey left Greece. It was a mistake, says Athens, whose president spoke.", "president", "GRC-GOV"),
    ],
)
def test_whose_things_a_group_or_pronoun_owns(read_doc: Read, text: str, quote: str, code: str) -> None:
    assert _all(_find(read_doc(text)), quote) == [code]


def test_who_its_fighters_are_is_not_settled_by_the_rebels(read_doc: Read) -> None:
    index = _find(read_doc("The front attacked a base. Its fighters killed ten. The rebels fled."))
    assert _all(index, "rebels") == ["~rebels"] or _all(index, "The rebels") == ["~rebels"]


def test_they_are_not_who_is_told_to_have_said_it(read_doc: Read) -> None:
    index = _find(read_doc("Kenya and Chad agreed, officials said. They will meet next week."))
    assert sorted(_all(index, "They")) == ["KEN", "TCD"]


def test_three_equal_sides_are_no_pair(read_doc: Read) -> None:
    index = _find(read_doc("Peru, Chile and Brazil argued. Both sides left."))
    assert _all(index, "Both sides") == []


def test_sides_of_a_border_are_no_group(read_doc: Read) -> None:
    index = _find(read_doc("Peru and Chile quarrelled. People on both sides of the river slept."))
    assert _all(index, "both sides") == []


def test_they_are_all_who_are_joined(read_doc: Read) -> None:
    doc = read_doc("Kenya and Uganda opened a road. They promised another.")
    assert _of(doc, _find(doc), "They") == ["KEN", "UGA"]


@pytest.mark.parametrize(
    "text",
    [
        "Iran fired a rocket. The rocket flew far before it fell.",
        "Iran signed a treaty. Ghana called it a mistake.",
        "Iran voted. No council met.",
    ],
)
def test_things_and_nobody_are_no_actors(read_doc: Read, text: str) -> None:
    index = _find(read_doc(text))
    assert not {mention.span.quote for mention in index.mentions} & {"it", "No council", "council"}


def test_whom_somebody_warns_is_somebody_else(read_doc: Read) -> None:
    index = _find(read_doc("Emmanuel Macron spoke. Vladimir Putin warned him."))
    assert _all(index, "him") == ["FRA-GOV:Emmanuel Macron"]


def test_what_is_imposed_is_for_what_the_target_does(read_doc: Read) -> None:
    index = _find(read_doc("Canada imposed sanctions on Iran over its tests."))
    assert _all(index, "its") == ["IRN"]


def test_the_ministry_is_that_of_the_dateline(read_doc: Read) -> None:
    index = _find(read_doc("LIMA, July 2 - Peru closed a port. Chile protested. The defence ministry said troops were ready."))
    assert _all(index, "defence ministry") == ["PER-GOV"]


def test_the_front_is_the_liberation_front(read_doc: Read) -> None:
    index = _find(read_doc("Fighters of the Moro Islamic Liberation Front met. The front rejected the plan. Soldiers went to the front."))
    assert _all(index, "The front") == ["MILF"]
    assert _all(index, "the front") == []


def test_a_region_speaks_for_the_authorities_a_text_names(read_doc: Read) -> None:
    named = _find(read_doc("The TPLF rejected the offer. Tigray demanded food."))
    unnamed = _find(read_doc("Rain fell in Ethiopia. Tigray demanded food."))
    assert _all(named, "Tigray") == ["TPLF"]
    assert _all(unnamed, "Tigray") == ["ETH"]


def test_territories_count_for_their_state(read_doc: Read) -> None:
    index = _find(read_doc("Guam's governor spoke."))
    assert index.table["GUM-GOV"].party == "USA"


def test_allies_of_somebody_are_others(read_doc: Read) -> None:
    index = _find(read_doc("Iran praised its allies."))
    assert _all(index, "allies") == []


def test_an_invented_conflict_is_read(read_doc: Read, tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text(LIST, encoding="utf-8")
    index = _find(read_doc(STORY), ActorKnowledge.load(table))
    wanted = {
        "Varanian troops": "VAR-MIL",
        "Solmark's defence ministry": "SOL-GOV",
        "Ansel Dorn": "VAR-GOV:Ansel Dorn",
        "He": "VAR-GOV:Ansel Dorn",
        "Fen Brigades": "FEN",
        "Brigades": "FEN",
        "fighters": "FEN",
        "army": "VAR-MIL",
        "Solmarkians": "SOL-CVL",
    }
    assert {quote: _all(index, quote) for quote in wanted} == {quote: [code] for quote, code in wanted.items()}
    assert index.table["VAR-MIL"].party == "VAR"
    assert index.table["FEN"].party == "FEN"


def test_a_state_of_a_list_may_name_itself_as_its_country(language: Read, tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text(LIST.replace("Kingdom of Varania\t", "Kingdom of Varania\tVAR"), encoding="utf-8")
    index = _find(language(STORY), ActorKnowledge.load(table))
    assert _all(index, "Varanian troops") == ["VAR-MIL"]
    assert index.table["VAR-MIL"].country == "VAR"


def test_a_group_of_a_list_may_have_a_state_of_it_as_its_country_and_adjectives(language: Read, tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text(LIST.replace("Fen Brigades\t\t\tREB", "Fen Brigades\t\tSOL\tREB\t\tFennish"), encoding="utf-8")
    index = _find(language("Fennish gunmen shelled Lorgrad on Monday, Varania said."), ActorKnowledge.load(table))
    assert [mention.actor for mention in index.mentions if mention.span.quote.startswith("Fennish")] == ["FEN"]
    assert (index.table["FEN"].country, index.table["FEN"].sector) == ("SOL", "REB")


def test_a_country_nobody_knows_is_named(tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text(LIST.replace("Fen Brigades\t\t\tREB", "Fen Brigades\t\tXYZ\tREB"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 4: country is 'XYZ'; it must be an ISO 3166 alpha-3 code such as UKR, the code"):
        ActorKnowledge.load(table)


@pytest.mark.parametrize(
    ("text", "quote", "codes"),
    [
        ("Ethiopia's government spoke. A spokesman of the Tigrayan authorities said they would fight.", "they", ["TPLF"]),
        ("Ethiopia's government spoke. A spokesman for Israeli troops said they would fight.", "they", ["ISR-MIL"]),
        ("The United States sent troops. The text speaks of the withdrawal of foreign forces.", "foreign forces", []),
        ("The United States sent troops. The forces withdrew.", "forces", ["USA-MIL"]),
        ("France sent troops. The foreign ministry confirmed it.", "foreign ministry", ["FRA-GOV"]),
    ],
)
def test_who_speaks_for_many_is_they_and_foreign_troops_are_nobodys(read_doc: Read, text: str, quote: str, codes: list[str]) -> None:
    known = [code for code in _all(_find(read_doc(text)), quote) if not code.startswith("~")]
    assert known == codes
