"""The trained part of choosing a type and a pole for a given pair."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import train_pairs
from benchmarks.marks import unmark
from detente.errors import KnowledgeError
from detente.ontology import EVENT_TYPES
from detente.reading.events import classify_pair, pair_features, pair_weights
from detente.reading.events.pair_weights import PairWeights, load_pair_weights, reasons_for
from detente.tables import read_table


def verdict(marked: str) -> tuple[str, bool]:
    """Classify a sentence whose sides stand in marks."""
    found = classify_pair(*unmark(marked))
    return found.type, found.conflict


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s>A surgeon in Split</s> operated on <t>the stabbed sailor</t> for five hours.", False),
        ("<s>The sailor</s> told <t>a magistrate</t> that two drunks had stabbed him.", False),
        ("<s>A car bomb</s> blew up outside <t>a bank</t> in Split and killed a clerk.", True),
        ("<s>Detectives in Split</s> searched <t>the flat of a retired sailor</t> on Friday.", True),
        ("<s>Firefighters</s> rescued <t>a clerk</t> from the bank that the bomb had set on fire.", False),
        ("<s>Officers</s> stopped a lorry, handcuffed its driver and brought <t>eleven children</t> to a shelter in Split.", False),
        ("Officers stopped a lorry, handcuffed <t>its driver</t> and brought eleven children to a shelter in <s>Split</s>.", True),
        ("<s>The bomber</s> had bought flowers from <t>a widow</t> before he walked into the station.", False),
        ("A judge in Split convicted <s>the sailor</s> of poisoning <t>his aunt</t>.", True),
        ("<s>Two men in masks</s> robbed <t>a jeweller</t> in Split and fled by boat.", True),
    ],
)
def test_pole_of_sides_that_are_no_political_actors(marked: str, expected: bool) -> None:
    assert verdict(marked)[1] is expected


def test_one_sentence_tells_each_pair_its_own() -> None:
    first = "<s>A witness</s> told <t>the jury</t> that the guard had beaten the prisoner."
    second = "A witness told the jury that <s>the guard</s> had beaten <t>the prisoner</t>."
    assert not verdict(first)[1]
    assert verdict(second)[1]


def test_names_of_countries_and_persons_are_masked() -> None:
    """The same sentence with other countries gives the same words to the weights."""
    learned = {name for name in load_pair_weights().types if not name.startswith("<")}
    for country in ("france", "china", "russia", "iran", "israel", "ukraine", "washington", "moscow", "putin", "trump"):
        assert not [name for name in learned if name.endswith(f" {country}")], country


def test_reasons_name_what_the_trained_part_adds() -> None:
    reasons = classify_pair("The clinic treated the injured.", (0, 10), (19, 30)).reasons
    assert any(reason.startswith("trained weights for cooperation: ") for reason in reasons)


def test_reasons_are_ordered_and_leave_out_the_weak() -> None:
    weights = PairWeights({"joins: sue": {"ACCUSE": 1.0}, "behind: for": {"ACCUSE": 0.01}}, {"joins: sue": 0.5})
    features = {"behind: for": 1.0, "joins: sue": 1.0}
    assert reasons_for(weights, features, "ACCUSE", True) == (
        "trained weights for ACCUSE: joins: sue (+1.00)",
        "trained weights for conflict: joins: sue (+0.50)",
    )


def test_pole_leaves_the_way_in_the_parse_out_where_both_take_part_in_a_deed() -> None:
    around = {"word: kill": 1.0, "joins: stop": 1.0, "source under: say": 1.0}
    assert pair_weights.of_pole(around) == {"joins: stop": 1.0, "source under: say": 1.0}
    deed = {"deed of doer and undergoer": 1.0, "deed: feed": 1.0}
    assert pair_weights.of_pole({**around, **deed}) == deed


def test_type_is_trained_without_deeds() -> None:
    assert train_pairs.of_type({"deed: feed": 1.0, "no deed of both": 1.0, "joins: feed": 1.0}) == {"joins: feed": 1.0}


def test_poles_are_weighed_to_the_share_of_cooperation() -> None:
    poles = [(True, True), (True, True), (False, True), (False, False)]
    assert train_pairs.weighed_f1(poles, 0.5) == pytest.approx((0.8 + 2 / 3) / 2)
    assert train_pairs.weighed_f1(poles, 0.1) == pytest.approx((1.8 / 1.85 + 2 / 3) / 2)


def test_probabilities_sum_to_one() -> None:
    found = load_pair_weights().types_of({"joins: sue": 1.0, "no such feature": 1.0})
    assert set(found) == set(EVENT_TYPES)
    assert sum(found.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("joins: sue\tSUE 0.10\n", r"line 2: 'SUE 0.10' begins with neither a PLOVER event type nor conflict"),
        ("joins: sue\tACCUSE 0.10\njoins: hit\tASSAULT much\n", r"line 3: 'ASSAULT much' ends with no number"),
    ],
)
def test_wrong_weights_are_named_by_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, message: str) -> None:
    file = tmp_path / "pair_weights.tsv"
    file.write_text("feature\tweights\n" + rows, encoding="utf-8")
    monkeypatch.setattr(pair_weights, "load_table", lambda name, columns: read_table(file, name, columns))
    with pytest.raises(KnowledgeError, match=r"events/pair_weights.tsv, " + message):
        load_pair_weights.__wrapped__()


def test_wrong_classes_are_named_by_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "pair_words.tsv"
    file.write_text("kind\tclass\twords\nact\tkill\tmurder\n", encoding="utf-8")
    monkeypatch.setattr(pair_features, "load_table", lambda name, columns: read_table(file, name, columns))
    with pytest.raises(KnowledgeError, match=r"events/pair_words.tsv, line 2: kind is 'act'"):
        pair_features.load_pair_words.__wrapped__()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("<s>A</s> sued B.\tACCUSE\t", r"line 2: the sentence must hold one <s>source</s> and one <t>recipient</t>"),
        ("<s>A</s> sued <t>B</t>.\tSUE\t", r"line 2: type is 'SUE'"),
        ("<s>A</s> sued <t>B</t>.\tACCUSE\tsue", r"line 2: ACCUSE has no mode 'sue'"),
    ],
)
def test_wrong_training_rows_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, message: str) -> None:
    (tmp_path / "pairs-2.tsv").write_text(f"sentence\ttype\tmode\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(train_pairs, "FOLDER", tmp_path)
    with pytest.raises(KnowledgeError, match=message):
        train_pairs.read_samples(("pairs-2.tsv",))


def test_training_gives_the_same_weights_twice() -> None:
    samples = train_pairs.read_samples(("pairs-2.tsv", "pairs-pole.tsv"), lambda marked: train_pairs.hash_of(marked) % 10 == 3)
    first, second = train_pairs.train(samples), train_pairs.train(samples)
    assert train_pairs.lines_of(first) == train_pairs.lines_of(second)
    assert len(train_pairs.lines_of(first)) > 100


def test_minimum_of_a_bowl_is_found() -> None:
    goal = np.array([[1.0, -2.0]])
    found = train_pairs.minimise(lambda x: (float(np.sum((x - goal) ** 2)), 2 * (x - goal)), np.zeros((1, 2)))
    assert np.allclose(found, goal, atol=1e-4)


def test_sentences_never_trained_on_are_told() -> None:
    samples = train_pairs.read_samples(only=train_pairs.is_kept_out)
    found = train_pairs.figures(samples, load_pair_weights())
    assert len(samples) > 300
    assert found["root"] >= 0.80
    assert found["pole"] >= 0.89
    assert found["pole as in news"] >= 0.88
