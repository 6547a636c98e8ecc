"""The marked passages: read as marked, and compared one to one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.triggers import PASSAGES, Tally, compare, read_passages
from detente.errors import KnowledgeError
from detente.reading.reader import Reader

HEAD = "passage\ttext\n"


def test_marks_are_taken_out_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "triggers.tsv"
    path.write_text(HEAD + "a\tTokyo [COERCE:shut] the strait.\na\tNobody knew.\nb\tParis [ACCUSE:protested].\n", encoding="utf-8")
    first, second = read_passages(path)
    assert (first.text, first.sentences) == ("Tokyo shut the strait. Nobody knew.", ((0, (("COERCE", "shut"),)), (23, ())))
    assert (second.name, second.text) == ("b", "Paris protested.")


def test_an_unknown_type_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "triggers.tsv"
    path.write_text(HEAD + "a\tTokyo [SHUT:shut] the strait.\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="'SHUT' is no PLOVER event type"):
        list(read_passages(path))


def test_events_arecompared_one_to_one(tmp_path: Path) -> None:
    path = tmp_path / "triggers.tsv"
    path.write_text(HEAD + "a\tIran [ACCUSE:condemned] Israel and [ACCUSE:blamed] it.\na\tFrance invaded Spain.\n", encoding="utf-8")
    tally = Tally()
    for passage in read_passages(path):
        compare(passage, Reader(), tally)
    figures = tally.figures()
    assert (figures["events"], figures["recall"]) == (2, 1.0)
    assert figures["precision"] < 1
    assert any("false" in error and "invaded" in error for error in tally.errors)


def test_every_passage_can_be_read() -> None:
    passages = list(read_passages())
    assert len({p.name for p in passages}) == len(passages), f"a passage of {PASSAGES} stands in two places"
    assert all(passage.text and "[" not in passage.text for passage in passages)
