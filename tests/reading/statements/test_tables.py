"""The tables of cues: wrong entries are named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import KnowledgeError
from detente.reading.statements.cues import load_cues

HEAD = "cue\tpos\tstance\tframes\tweight\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("say\tverb\tshouts\tthat\t.9", "stance"),
        ("say\tverb\tsays\tsideways\t.9", "no frame of a verb"),
        ("say\tverb\tsays\tthat\tvery", "weight"),
        ("say\tverb\tsays\tthat\t7", "weight"),
        ("\tverb\tsays\tthat\t.7", "cue is empty"),
        ("say\tpreposition\tsays\tthat\t.7", "pos"),
    ],
)
def test_wrong_cues(tmp_path: Path, row: str, problem: str) -> None:
    table = tmp_path / "cues.tsv"
    table.write_text(HEAD + "add\tverb\tsays\tthat\t.9\n" + row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 3") as caught:
        load_cues(table)
    assert problem in str(caught.value)


def test_users_own_cues(tmp_path: Path) -> None:
    table = tmp_path / "cues.tsv"
    table.write_text(HEAD + "tootle\tverb\tsays\tthat;quote\t.9\n", encoding="utf-8")
    assert list(load_cues(table).verbs) == ["tootle"]
