"""The encoder of the judgement whether a sentence argues: pieces, weights, and the arithmetic against a slow one."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import KnowledgeError
from detente.reading.genre import encoder as module
from detente.reading.genre.encoder import HEADS, Encoder, load_encoder
from detente.reading.genre.pieces import BEGIN, END, MOST, UNKNOWN, cut, load_pieces
from detente.reading.language import load_language

NAMES = list(load_pieces())


@given(st.text(max_size=400))
def test_any_text_is_cut_into_known_pieces(text: str) -> None:
    numbers = cut(text)
    assert NAMES[numbers[0]] == BEGIN
    assert NAMES[numbers[-1]] == END
    assert 2 <= len(numbers) <= MOST
    assert all(0 <= number < len(NAMES) for number in numbers)


@given(st.from_regex(r"[a-z]{1,30}", fullmatch=True))
def test_pieces_put_together_are_the_word(word: str) -> None:
    pieces = [NAMES[number] for number in cut(word)[1:-1]]
    assert pieces == [UNKNOWN] or "".join(piece.removeprefix("##") for piece in pieces) == word


def test_accents_and_case_do_not_matter() -> None:
    assert cut("ÉMIGRÉS") == cut("emigres")


@settings(max_examples=5)
@given(st.sampled_from(["Seoul waits.", "A disgrace!", "Who pays for it?", "Two ships left.", "x"]))
def test_scores_are_those_of_the_slow_arithmetic(text: str) -> None:
    assert load_encoder().scores([text])[0] == pytest.approx(slow_score(load_encoder(), cut(text)), abs=2e-3)


def test_scores_do_not_hang_on_the_company() -> None:
    texts = ["Two ships left the port on Monday.", "What a shameful surrender!", "It must end."]
    assert load_encoder().scores(texts) == pytest.approx([load_encoder().scores([text])[0] for text in texts], abs=1e-4)
    assert load_encoder().scores([]) == []


def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "genre").mkdir()
    (tmp_path / "genre" / "encoder.npz").write_bytes(b"no archive")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"encoder\.npz"):
        load_encoder.__wrapped__()


def test_the_sentence_is_judged_by_both() -> None:
    from detente.reading.genre.judge import judge_sentence, quick_judgement

    [sentence] = load_language()("Nobody should have to live like this.").sents
    quick = quick_judgement(sentence)
    encoded = load_encoder().scores([sentence.text])[0]
    assert judge_sentence(sentence) == pytest.approx(1 / (1 + math.exp(-(math.log(quick / (1 - quick)) + encoded) / 2)))


def slow_score(encoder: Encoder, numbers: list[int]) -> float:
    """Compute one score word by word and head by head, in double precision."""
    w = {name: array.astype(np.float64) for name, array in encoder.arrays.items()}

    def linear(name: str, row: np.ndarray) -> np.ndarray:
        return np.array([sum(row * w[f"{name}.weight"][:, column]) for column in range(w[f"{name}.weight"].shape[1])]) + w[f"{name}.bias"]

    def normal(name: str, row: np.ndarray) -> np.ndarray:
        return (row - row.mean()) / math.sqrt(row.var() + 1e-12) * w[f"{name}.weight"] + w[f"{name}.bias"]

    rows = []
    for place, number in enumerate(numbers):
        embedded = sum(
            float(encoder.pieces[number, k]) * float(encoder.scales[number]) * w["widen"][k] for k in range(encoder.pieces.shape[1])
        )
        rows.append(normal("first", embedded + w["places"][place]))
    width = len(rows[0]) // HEADS
    query, key, value = ([linear(name, row) for row in rows] for name in ("query", "key", "value"))
    out = []
    for place, row in enumerate(rows):
        seen = np.zeros(len(row))
        for head in range(HEADS):
            part = slice(head * width, (head + 1) * width)
            fits = [math.exp(float(query[place][part] @ other[part]) / math.sqrt(width)) for other in key]
            seen[part] = sum(fit / sum(fits) * other[part] for fit, other in zip(fits, value, strict=True))
        row = normal("middle", row + linear("seen", seen))
        inner = np.array([0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))) for x in linear("inner", row)])
        out.append(normal("last", row + linear("outer", inner)))
    return float(sum(out) / len(out) @ w["judge.weight"] + w["judge.bias"])
