"""The encoder that reads sentences for courses of action: its arithmetic against a slow one, what it finds, and its file."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting import encoder as module
from detente.drafting.courses import load_courses
from detente.drafting.encoder import BEFORE, HOW, MOST, NONE, STANDS, CourseEncoder, load_course_encoder, pieces_before
from detente.errors import KnowledgeError
from detente.reading.genre.encoder import HEADS
from detente.reading.genre.pieces import END, cut_placed, load_pieces

DATA = Path(module.__file__).parent / "data"


def test_its_tags_are_the_courses_of_the_table() -> None:
    assert load_course_encoder().courses == (NONE, *load_courses())


def test_a_passage_has_its_words_its_way_and_its_owner() -> None:
    sentence = "Kenya closed its border with Somalia on Monday."
    [passage] = load_course_encoder().passages(sentence, 0.5)
    owner, share = max(passage.owners, key=lambda entry: entry[1])
    assert passage.course == "blockade"
    assert "border" in sentence[passage.start : passage.end]
    assert HOW[int(np.argmax(passage.how))] == "done"
    assert STANDS[int(np.argmax(passage.stands))] == "on"
    assert sentence[slice(*owner)] == "Kenya"
    assert share > 0.5


@given(st.text(max_size=300), st.floats(0.05, 0.99))
def test_passages_lie_in_the_sentence_and_in_order(sentence: str, least: float) -> None:
    passages = load_course_encoder().passages(sentence, least)
    for passage in passages:
        assert 0 <= passage.start < passage.end <= len(sentence)
        assert least <= passage.sure <= 1.0001
        assert sum(passage.how) == pytest.approx(1, abs=1e-3)
        assert sum(passage.stands) == pytest.approx(1, abs=1e-3)
        assert sum(share for _, share in passage.owners) <= 1.001
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(passages))


def test_the_arithmetic_is_that_of_a_slow_one() -> None:
    known = load_course_encoder()
    numbers, _ = cut_placed("Oslo fired.", MOST)
    one_layer = CourseEncoder(known.base, known.arrays, known.layers[:1], known.courses)
    for before in ([], pieces_before("Quarn met Oslo.")):
        rows = next(one_layer.read([(numbers, before)]))
        assert len(rows) == len(numbers)
        assert rows[1] == pytest.approx(slow_rows(one_layer, numbers, before)[1], abs=2e-3)


def test_sentences_read_side_by_side_do_not_see_each_other() -> None:
    sentences = [("Kenya closed its border with Somalia on Monday.", ""), ("Mali freed forty prisoners.", "It shut the road."), ("", "")]
    together = [[(p.course, p.start, p.end) for p in found] for found in load_course_encoder().passages_in(sentences, 0.5)]
    alone = [next(load_course_encoder().passages_in([each], 0.5)) for each in sentences]
    assert together == [[(p.course, p.start, p.end) for p in found] for found in alone]
    assert list(load_course_encoder().passages_in([], 0.5)) == []


def test_the_last_pieces_of_the_sentence_before_are_read() -> None:
    assert pieces_before("") == []
    long, end = pieces_before("Oslo fired. " * 100), load_pieces()[END]
    assert len(long) == BEFORE
    assert long == [*pieces_before("fired. " + "Oslo fired. " * 15)[-BEFORE:-1], end]


def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "course_encoder.npz").write_bytes(b"no archive")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"data/course_encoder\.npz"):
        load_course_encoder.__wrapped__()


@pytest.mark.parametrize(("changed", "message"), [("tag.bias", "not those of its hash"), ("sha256.pieces", "other embeddings")])
def test_changed_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, message: str) -> None:
    with np.load(DATA / "course_encoder.npz", allow_pickle=False) as held:
        arrays = {name: held[name] for name in held.files}
    arrays[changed] = arrays[changed] + np.ones((), dtype=arrays[changed].dtype)
    (tmp_path / "data").mkdir()
    np.savez(tmp_path / "data" / "course_encoder.npz", **arrays)
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=message):
        load_course_encoder.__wrapped__()


def slow_rows(encoder: CourseEncoder, numbers: list[int], before: list[int]) -> list[np.ndarray]:
    """Read a sentence and the one before it word by word and head by head through one layer, in double precision."""
    w = {name: array.astype(np.float64) for name, array in encoder.layers[0].items()}
    own = {name: array.astype(np.float64) for name, array in encoder.arrays.items()}

    def linear(name: str, row: np.ndarray) -> np.ndarray:
        return row @ w[f"{name}.weight"] + w[f"{name}.bias"]

    def normal(weight: np.ndarray, bias: np.ndarray, row: np.ndarray) -> np.ndarray:
        return (row - row.mean()) / math.sqrt(row.var() + 1e-12) * weight + bias

    rows = []
    for place, number in enumerate([*numbers, *before]):
        embedded = (encoder.base.pieces[number].astype(np.float64) * float(encoder.base.scales[number])) @ encoder.base.arrays["widen"]
        kind = own["beside"] * (place >= len(numbers))
        rows.append(normal(own["first.weight"], own["first.bias"], embedded + own["places"][place] + kind))
    width = len(rows[0]) // HEADS
    query, key, value = ([linear(name, row) for row in rows] for name in ("query", "key", "value"))
    out = []
    for place, row in enumerate(rows):
        seen = np.zeros(len(row))
        for head in range(HEADS):
            part = slice(head * width, (head + 1) * width)
            fits = [math.exp(float(query[place][part] @ other[part]) / math.sqrt(width)) for other in key]
            seen[part] = sum(fit / sum(fits) * other[part] for fit, other in zip(fits, value, strict=True))
        row = normal(w["middle.weight"], w["middle.bias"], row + linear("seen", seen))
        inner = np.array([0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))) for x in linear("inner", row)])
        out.append(normal(w["last.weight"], w["last.bias"], row + linear("outer", inner)))
    return out
