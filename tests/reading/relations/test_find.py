"""Relations in all their forms, on both sides, with their voice and evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from detente.reading.relations import find_relations
from detente.records import Genre, Relation, VoiceKind
from tests.reading.fake_actors import FakeActors, document_of

ReadDoc = Callable[[str], Doc]


def read(read_doc: ReadDoc, text: str) -> tuple[Relation, ...]:
    document, doc = document_of(text), read_doc(text)
    return find_relations(doc, document, FakeActors(doc, document), (), Genre.NEWS)


def told(relation: Relation) -> tuple[str, str, str]:
    left, right = (",".join(mention.actor for mention in side) for side in (relation.left, relation.right))
    return relation.kind.value, left, right


CASES = [
    ("Washington wants to strengthen its alliances with the ROK and Japan.", ("alliance", "USA-GOV", "KOR,JPN")),
    ("US ally Japan protested.", ("alliance", "USA", "JPN")),
    ("Washington and its allies such as Japan and the ROK protested.", ("alliance", "USA-GOV", "JPN,KOR")),
    ("Japan, a treaty ally of the US, protested.", ("alliance", "USA", "JPN")),
    ("Japan is a close ally of the US.", ("alliance", "USA", "JPN")),
    ("Armenia is allied with Russia.", ("alliance", "ARM", "RUS")),
    (
        "The antagonism between the US and the ROK on the one side and the DPRK on the other will not ease.",
        ("hostility", "USA,KOR", "PRK"),
    ),
    ("Tensions between Greece and Turkey are rising.", ("hostility", "GRC", "TUR")),
    ("The stalemate between Ethiopia and the TPLF goes on.", ("hostility", "ETH", "TPLF")),
    ("Pyongyang's hostility towards Washington is old.", ("hostility", "PRK-GOV", "USA-GOV")),
    ("Tehran sees Israel as an enemy.", ("hostility", "IRN-GOV", "ISR")),
    ("Iran is the arch-foe of Israel.", ("hostility", "ISR", "IRN")),
    ("Baku is hostile to Armenia.", ("hostility", "AZE-GOV", "ARM")),
    ("Washington is trying to contain the rise of China.", ("rivalry", "USA-GOV", "CHN")),
    ("Now Washington's focus is on trying to contain the rise of China.", ("rivalry", "USA-GOV", "CHN")),
    ("Seoul joined a strategy of containment targeting China.", ("rivalry", "KOR-GOV", "CHN")),
    ("India is a rival of Pakistan.", ("rivalry", "PAK", "IND")),
    ("The US is in strategic competition with China.", ("rivalry", "USA", "CHN")),
    ("The US-China rivalry worries Tokyo.", ("rivalry", "USA", "CHN")),
    ("Armenia relies on Russia for its security.", ("dependence", "ARM", "RUS")),
    ("Syria is dependent on Iran.", ("dependence", "SYR", "IRN")),
    ("Hezbollah, backed by Iran, protested.", ("dependence", "HEZ", "IRN")),
    ("Syria is a client of Moscow.", ("dependence", "SYR", "RUS-GOV")),
    ("Russia is the main backer of Syria.", ("dependence", "SYR", "RUS")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_form(read_doc: ReadDoc, text: str, expected: tuple[str, str, str]) -> None:
    assert [told(relation) for relation in read(read_doc, text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Japan is no ally of Russia.",
        "Japan is not an ally of Russia.",
        "Turkey is a former ally of Russia.",
        "The report contains a chapter on China.",
        "Kyiv seeks an alliance with Turkey.",
        "Tensions on the border are rising.",
        "The two leaders met in China.",
        "Competition with China lowered the price of steel in Japan.",
        "If Turkey were an ally of Russia, Greece would protest.",
    ],
)
def test_no_relation(read_doc: ReadDoc, text: str) -> None:
    assert read(read_doc, text) == ()


def test_evidence_quotes_the_words_and_their_sentence(read_doc: ReadDoc) -> None:
    text = "It rained. Tensions between Greece and Turkey are rising."
    (relation,) = read(read_doc, text)
    words, sentence = (span.quote for span in relation.evidence)
    assert (words, sentence) == ("Tensions between Greece and Turkey", "Tensions between Greece and Turkey are rising.")
    for span in (*relation.evidence, *(mention.span for mention in (*relation.left, *relation.right))):
        span.check(text)
    assert relation.voice.kind is VoiceKind.OUTLET


def test_one_relation_told_twice_in_a_sentence_is_one(read_doc: ReadDoc) -> None:
    relations = read(read_doc, "Tensions between Greece and Turkey, and the stalemate between Greece and Turkey, worry NATO.")
    assert [told(relation) for relation in relations] == [("hostility", "GRC", "TUR")]
