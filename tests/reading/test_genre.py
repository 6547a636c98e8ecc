"""Whether a sentence, and a document, reports or argues."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from detente.errors import KnowledgeError
from detente.reading import lexicon
from detente.reading.genre import find_genre, judge_sentence
from detente.reading.genre.features import read_features
from detente.reading.genre.grams import read_grams
from detente.reading.genre.judge import load_weights
from detente.reading.genre.knowledge import phrase_classes, word_classes
from detente.reading.statements import find_statements
from detente.records import DateOrigin, Document, Genre, Statement, When

ReadDoc = Callable[[str], Doc]

WIRE = """The foreign ministers of the two countries met in Vienna on Monday.
The meeting lasted three hours, a spokesman for the Austrian ministry said.
Both delegations left the hotel at 6 p.m. without speaking to reporters.
On Sunday, two soldiers were wounded when a patrol came under fire near the village of Orava.
The army deployed 200 troops to the border in March.
A second round of talks is scheduled for 12 May in Geneva."""

COMMENT = """It is absurd to pretend that this blockade protects anybody.
The government must admit that its policy has been a disastrous failure.
Nothing justifies such needless cruelty, and we should all be ashamed of it.
Why should anyone trust a leader who has never kept a single promise?
What the region really needs is the courage to make peace, not another reckless show of strength.
Sadly, our politicians are far too selfish and cowardly to see the obvious truth."""


class Nobody:
    """An index that knows no actor."""

    def of_phrase(self, head: object) -> tuple[()]:
        return ()


def document_of(text: str, genre: Genre = Genre.UNKNOWN) -> Document:
    return Document("doc-1", text, None, None, DateOrigin.UNKNOWN, None, None, None, genre, "a.txt", "0")


def told_in(doc: Doc) -> tuple[Statement, ...]:
    return find_statements(doc, document_of(doc.text), Nobody(), When.unknown())


def test_metadata_are_believed(read_doc: ReadDoc) -> None:
    for genre in (Genre.NEWS, Genre.OPINION):
        found, reasons = find_genre(read_doc(COMMENT), document_of(COMMENT, genre), ())
        assert found is genre
        assert reasons == (f"its source marks it as {genre.value}",)


def test_wire_news_is_news(read_doc: ReadDoc) -> None:
    doc = read_doc(WIRE)
    genre, reasons = find_genre(doc, document_of(WIRE), told_in(doc))
    assert genre is Genre.NEWS
    assert "argue" in reasons[0]


def test_a_comment_is_opinion_and_quotes_its_clearest_sentence(read_doc: ReadDoc) -> None:
    doc = read_doc(COMMENT)
    genre, reasons = find_genre(doc, document_of(COMMENT), told_in(doc))
    assert genre is Genre.OPINION
    assert reasons[-1].split(": ", 1)[1] in COMMENT


def test_what_others_say_makes_no_opinion_piece(read_doc: ReadDoc) -> None:
    quoted = "\n".join(f"“{line[:-1]},” the protester said on Tuesday." for line in COMMENT.splitlines())
    doc = read_doc(quoted)
    assert find_genre(doc, document_of(quoted), told_in(doc))[0] is Genre.NEWS


def test_too_few_sentences_stay_unknown(read_doc: ReadDoc) -> None:
    text = "Troops crossed the river."
    genre, reasons = find_genre(read_doc(text), document_of(text), ())
    assert genre is Genre.UNKNOWN
    assert "too few" in reasons[0]


@pytest.mark.parametrize(
    ("arguing", "reporting"),
    [
        ("It is a shameful and needless betrayal of everything we should stand for.", "The minister arrived in Paris on Monday."),
        ("We must never trust such a reckless and dishonest regime.", "Two officers were injured in the clash on Friday, police said."),
    ],
)
def test_arguing_sentences_are_judged_so(read_doc: ReadDoc, arguing: str, reporting: str) -> None:
    assert judge_sentence(read_doc(arguing)[:]) > 0.5 > judge_sentence(read_doc(reporting)[:])


@given(st.lists(st.sampled_from(["must", "very", "unfair", "Monday", "said", "army", "we", "?", '"', "12"]), min_size=1, max_size=12))
def test_judgement_is_a_probability_of_the_words_alone(language: Language, words: list[str]) -> None:
    first, second = Doc(language.vocab, words=words), Doc(language.vocab, words=words)
    assert 0 <= judge_sentence(first[:]) <= 1
    assert judge_sentence(first[:]) == judge_sentence(second[:])


@pytest.mark.parametrize(
    ("arguing", "reporting"),
    [
        ("The ruling is a disgrace.", "The lawyer said the ruling was a disgrace."),
        ("The senators should reject this shameful treaty.", "“The senators should reject this shameful treaty,” the mayor said."),
    ],
)
def test_attribution_turns_opinion_into_report(read_doc: ReadDoc, arguing: str, reporting: str) -> None:
    assert judge_sentence(read_doc(arguing)[:]) > 0.5 > judge_sentence(read_doc(reporting)[:])


def test_lexical_features_name_class_and_strength(read_doc: ReadDoc) -> None:
    features = read_features(read_doc("We must condemn this unfair and shameful verdict!")[:])
    assert features["own evaluative 3"] > 0
    assert features["own obligation 2"] > 0
    assert features["mark !"] > 0


def test_words_of_others_count_only_as_share(read_doc: ReadDoc) -> None:
    features = read_features(read_doc("The minister said that the verdict was shameful.")[:])
    assert "own evaluative 3" not in features
    assert features["share told"] > 0.3


def test_names_are_no_judgement(read_doc: ReadDoc) -> None:
    assert "own evaluative 3" not in read_features(read_doc("Great Britain signed it.")[:])


def test_phrases_count_as_runs_of_words(read_doc: ReadDoc) -> None:
    assert read_features(read_doc("Of course it fell.")[:])["phrase stance"] > 0
    assert "phrase stance" not in read_features(read_doc("The course of it fell.")[:])


def test_grams_hide_names_and_numbers(read_doc: ReadDoc) -> None:
    grams = read_grams(read_doc("Keiko Tanabe foolishly sold 300 tanks.")[:])
    assert {"word name", "word number", "word foolishly", "pair ^ name", "lemma sell", "end shly", "start fool"} <= set(grams)
    assert not any("keiko" in name or "300" in name for name in grams)
    assert [read_grams(read_doc("Nobody believes Rossi in Rome.")[:])] == [read_grams(read_doc("Nobody believes Haddad in Cairo.")[:])]


def test_grams_of_each_kind_have_length_one(read_doc: ReadDoc) -> None:
    grams = read_grams(read_doc("The cabinet postponed its needlessly cautious decision.")[:])
    for kinds in (("word", "pair"), ("lemma",), ("tags",), ("end", "start")):
        assert sum(value**2 for name, value in grams.items() if name.split()[0] in kinds) == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguing", "reporting"),
    [
        (
            "Cutting the line will only hurt villages that have been neglected for far too long.",
            "The line, which opened in 1911, will close in December because of a shortage of drivers.",
        ),
        (
            "The truth is that no minister has had the courage to say so.",
            "The minister said that no one in the cabinet had shown any courage.",
        ),
        ("Who, after all, could seriously believe such an excuse?", "What will become of the talks is not known."),
    ],
)
def test_plain_argument_is_told_from_plain_report(read_doc: ReadDoc, arguing: str, reporting: str) -> None:
    assert judge_sentence(read_doc(arguing)[:]) > 0.5 > judge_sentence(read_doc(reporting)[:])


def test_weights_point_the_way_their_class_does() -> None:
    weights = load_weights()
    assert weights["own strength"] > 0 > weights["share told"]
    assert weights["own obligation 2"] > 0 > weights["own report 2"]


def test_a_weight_that_is_no_number_is_named_by_file_and_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text("feature\tweight\nbias\t0.1\nword sadly\thigh\n", encoding="utf-8")
    rows = list(lexicon.load_table("genre/weights.tsv", ("feature", "weight"), path=path))
    monkeypatch.setattr("detente.reading.genre.judge.load_table", lambda name, columns: rows)
    load_weights.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=r"weights\.tsv.*3.*number"):
            load_weights()
    finally:
        load_weights.cache_clear()


def test_tables_are_in_lower_case_and_sorted() -> None:
    words, phrases = list(word_classes()), [" ".join(p) for group in phrase_classes().values() for p in group]
    assert words == sorted(words)
    assert all(entry == entry.lower() for entry in (*words, *phrases))
    assert len(words) > 3000


def test_a_phrase_of_one_word_is_named_by_file_and_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "phrases.tsv"
    path.write_text("phrase\tclass\nindeed\tstance\n", encoding="utf-8")
    rows = list(lexicon.load_table("genre/phrases.tsv", ("phrase", "class"), path=path))
    monkeypatch.setattr("detente.reading.genre.knowledge.load_table", lambda name, columns: rows)
    phrase_classes.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=r"phrases\.tsv.*2.*two words"):
            phrase_classes()
    finally:
        phrase_classes.cache_clear()
