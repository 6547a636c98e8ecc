"""The encoder that reads marked pairs for their pole: what it is given, its weights, and what it adds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import train_pairs
from benchmarks.marks import unmark
from benchmarks.train_pairs import COOPERATIVE, weighed_f1
from detente.errors import KnowledgeError
from detente.reading.events import classify_pair, load_lexicon
from detente.reading.events import pair_encoder as module
from detente.reading.events.pair_encoder import MOST, OTHER, RECIPIENT, SOURCE, Word, cut_words, load_pair_encoder, marked_words
from detente.reading.events.pair_weights import load_pair_weights
from detente.reading.events.scoring import encoded_conflict, join_poles
from detente.reading.language import load_language, parse


def words_of(marked: str) -> list[Word]:
    """Give the words of a marked sentence as the encoder reads them."""
    text, source, recipient = unmark(marked)
    doc = parse(text, load_language())
    assert source is not None
    assert recipient is not None
    return marked_words(doc, doc.char_span(*source), doc.char_span(*recipient), load_lexicon())


def conflict_of(marked: str) -> float:
    """Give what the encoder says of a marked sentence."""
    text, source, recipient = unmark(marked)
    found = encoded_conflict(parse(text, load_language()), source, recipient, load_lexicon())
    assert found is not None
    return found


def test_countries_persons_numbers_and_dates_are_masked() -> None:
    one = words_of("<s>France</s> expelled <t>three diplomats</t> of Iran on Tuesday.")
    other = words_of("<s>Japan</s> expelled <t>nine diplomats</t> of Chad on Friday.")
    assert one == other
    assert not {"france", "three", "iran", "tuesday"} & {word for word, _ in one}


def test_the_order_of_the_sides_is_told() -> None:
    assert conflict_of("<s>A guard</s> beat <t>a prisoner</t>.") != conflict_of("<t>A guard</t> beat <s>a prisoner</s>.")


def test_one_sentence_tells_each_pair_its_own() -> None:
    assert conflict_of("<s>The gunman</s> who shot <t>a cyclist</t> in Graz was treated by a nurse.") > 0
    assert conflict_of("<t>The gunman</t> who shot a cyclist in Graz was treated by <s>a nurse</s>.") < 0


FILLERS = st.tuples(st.sampled_from(["shell", "talks", "internationalisation", "the"]), st.just(OTHER))


@given(st.lists(FILLERS, max_size=300), st.integers(0, 20))
def test_of_a_long_sentence_both_sides_are_kept(others: list[Word], apart: int) -> None:
    words = [*others, ("army", SOURCE), *[("and", OTHER)] * apart, ("rebels", RECIPIENT), *others]
    numbers, parts = cut_words(words)
    assert len(numbers) == len(parts) <= MOST
    assert {SOURCE, RECIPIENT} <= set(parts)


@pytest.mark.parametrize(
    ("marked", "conflict"),
    [
        ("<s>Investigators</s> have identified <t>the arsonist</t> as a retired fireman.", True),
        ("<s>Relatives</s> identified <t>the drowned sailor</t> by his ring.", False),
        ("<s>Two clans</s> banded together with <t>the army</t> to drive the bandits from the valley.", False),
        ("<s>Detectives</s> are looking into <t>a driving school</t> whose owner vanished on Monday.", True),
        ("<s>A medic</s> bandaged <t>the sniper</t> who had shot at her ambulance.", False),
        ("Famine looms in <t>the valley</t> because of a road closure by <s>the rebels</s>.", True),
        ("<s>The general</s> dined with <t>the envoy</t> on the night his guns opened fire on the port.", False),
    ],
)
def test_poles_of_inquiries_helpers_and_mild_words(marked: str, conflict: bool) -> None:
    assert classify_pair(*unmark(marked)).conflict is conflict


def test_a_side_that_is_not_named_leaves_the_linear_weights_alone() -> None:
    doc = parse("Teachers went on strike.", load_language())
    assert encoded_conflict(doc, (0, 8), None, load_lexicon()) is None
    assert join_poles(1.5, None) == 1.5
    assert not classify_pair("Doctors came to help.", (0, 7), None).conflict


def test_reasons_say_what_it_adds() -> None:
    found = classify_pair("A surgeon in Split operated on the stabbed sailor.", (0, 9), (31, 49))
    assert any(reason.startswith("the words in context speak for cooperation (+") for reason in found.reasons)


def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "pair_encoder.npz").write_bytes(b"no archive")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"events/pair_encoder\.npz"):
        load_pair_encoder.__wrapped__()


@pytest.mark.parametrize(("changed", "message"), [("pole.bias", "not those of its hash"), ("sha256.pieces", "other embeddings")])
def test_changed_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, message: str) -> None:
    with np.load(Path(train_pairs.tables.__file__).parent / "events" / "pair_encoder.npz", allow_pickle=False) as held:
        arrays = {name: held[name] for name in held.files}
    arrays[changed] = arrays[changed] + np.ones((), dtype=arrays[changed].dtype)
    (tmp_path / "events").mkdir()
    np.savez(tmp_path / "events" / "pair_encoder.npz", **arrays)
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=message):
        load_pair_encoder.__wrapped__()


def test_sentences_never_trained_on_are_told_better_with_it() -> None:
    samples = train_pairs.read_samples(train_pairs.POLED, train_pairs.is_kept_out)
    weights = load_pair_weights()
    linear = [weights.conflict_of(sample.features) for sample in samples]
    both = [join_poles(one, conflict_of(sample.marked)) for one, sample in zip(linear, samples, strict=True)]
    alone, joined = (
        weighed_f1([(sample.conflict, value > 0) for sample, value in zip(samples, values, strict=True)], COOPERATIVE)
        for values in (linear, both)
    )
    assert len(samples) > 300
    assert joined >= alone - 0.01
    assert joined >= 0.88
