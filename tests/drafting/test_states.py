"""How things stand, from sentences of conflicts the drafter was not made on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from detente.conflict.writing import to_toml
from detente.drafting import draft_model
from detente.drafting.parties import Parties
from detente.drafting.states import find_states
from detente.drafting.surfaces import Surfaces
from detente.reading.reader import Reader
from detente.records import DateOrigin, Document, Genre, Reading
from tests.drafting.conflicts import CONFLICTS
from tests.drafting.support import unsupported

ACTORS = """code\tname\taliases\tcountry\tsector\tparty\tadjectives\tcapital
VSK\tVaskia\tRepublic of Vaskia\t\t\t\tVaskian\tOstra
MRL\tMerilia\tKingdom of Merilia\t\t\t\tMerilian\tLund
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path: Path = tmp_path_factory.mktemp("actors") / "actors.tsv"
    path.write_text(ACTORS, encoding="utf-8")
    return Reader(actors=path)


def document(text: str, day: str = "2023-04-16") -> Document:
    name = f"doc-{day}-{len(text)}"
    return Document(name, text, None, day, DateOrigin.OPTION, "Wire", None, None, Genre.NEWS, name, "0" * 64)


@lru_cache(maxsize=16)
def read(name: str, reader: Reader) -> tuple[Reading, ...]:
    return tuple(reader.read(document(text, day)) for day, text in CONFLICTS[name].items)


@pytest.mark.parametrize("name", sorted(CONFLICTS))
def test_how_things_stand_at_the_end(name: str, reader: Reader) -> None:
    conflict = CONFLICTS[name]
    model = draft_model(read(name, reader), about=conflict.about).model
    assert model.status_quo is not None
    options = {option.id for option in model.options}
    taken = {option.id for option in model.taken(model.status_quo)}
    assert (conflict.taken | conflict.left) <= options, "an option is missing"
    assert conflict.taken <= taken
    assert not conflict.left & taken


@pytest.mark.parametrize("name", sorted(CONFLICTS))
def test_every_part_rests_on_a_record_or_sentence_and_drafting_twice_gives_the_same(name: str, reader: Reader) -> None:
    readings = read(name, reader)
    model = draft_model(readings, about=CONFLICTS[name].about).model
    assert unsupported(model, readings) == []
    assert to_toml(draft_model(tuple(reversed(readings)), about=CONFLICTS[name].about).model) == to_toml(model)


def told(text: str, reader: Reader) -> list[tuple[str, bool, tuple[str, ...]]]:
    reading = reader.read(document(text))
    found = find_states(reading, Surfaces([reading], Parties([reading])))
    return [(each.course, each.takes, each.of) for each in found if each.real]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The truce between Chad and Libya lapsed at midnight.", [("ceasefire", False, ("LBY", "TCD"))]),
        ("Peru's duties on Chilean fruit remain in force.", [("tariffs", True, ("PER",))]),
        ("Kenya has closed its border with Somalia.", [("blockade", True, ("KEN",))]),
        ("Niger and Benin reopened their border on Monday.", [("blockade", False, ("BEN", "NER"))]),
        ("Egypt expelled the Qatari envoy and closed its airspace.", [("blockade", True, ("EGY",)), ("break-relations", True, ("EGY",))]),
        ("Fighting between Thailand and Cambodia has died down.", [("attack", False, ("KHM", "THA"))]),
        ("The negotiations have been on hold since May.", [("talks", False, ())]),
        ("The negotiations are on hold.", [("talks", False, ())]),
        ("Iran accused Norway of lying. Iran resumed enrichment at two plants.", [("enrichment", True, ("IRN",))]),
        ("Syria accused Norway of lying. Syria took down the cameras.", [("inspection", False, ("SYR",))]),
        ("Canada accused Norway of lying. Canada withdrew from the accord.", [("accord", False, ("CAN",))]),
        ("Ethiopia opened the gates of the dam.", [("water", True, ("ETH",))]),
        ("Turkey closed the gates of the dam.", [("water", False, ("TUR",))]),
        ("Spain seized a British tanker.", [("ships", True, ("ESP",))]),
        ("Serbia accused Norway of lying. Serbia barred the barges.", [("blockade", True, ("SRB",))]),
        ("Chad left the pact that bound Libya, and closed a road.", [("blockade", True, ("TCD",)), ("break-relations", True, ("TCD",))]),
        ("Kenya voted. Trucks are moving again.", [("blockade", False, ())]),
    ],
)
def test_sentences_tell_how_a_course_stands(text: str, found: list[tuple[str, bool, tuple[str, ...]]], reader: Reader) -> None:
    assert sorted(told(text, reader)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said it would close its border if Somalia sent troops.",
        "Peru has not closed its border with Chile.",
        "Chile fears that Peru closed its border for good.",
        "Diplomats hope that the truce between Chad and Libya holds.",
        "The border was closed by order of nobody.",
        "Chad demanded that the blockade be ended.",
        "Trade would resume unless the sanctions were lifted.",
    ],
)
def test_what_is_no_fact_tells_nothing(text: str, reader: Reader) -> None:
    assert told(text, reader) == []
