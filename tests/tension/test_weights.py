"""Weights are read from tables, and what is wrong with one is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import KnowledgeError
from detente.ontology import EVENT_TYPES, MODES, cameo_of, goldstein_of, score_of
from detente.tension.weights import BY_NAME, EQUAL, GOLDSTEIN, PLOVER, read_weights


@pytest.mark.parametrize("name", BY_NAME)
def test_a_printed_table_reads_back_as_it_was(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(BY_NAME[name].table())
    again = read_weights(str(path))
    assert again.of == BY_NAME[name].of
    assert again.name == "mine.tsv"


@pytest.mark.parametrize("kind", [*((t, None) for t in EVENT_TYPES), *MODES], ids=str)
def test_known_weights_are_the_ontologys(kind: tuple[str, str | None]) -> None:
    assert PLOVER.weigh(*kind) == score_of(*kind)
    assert GOLDSTEIN.weigh(*kind) == goldstein_of(cameo_of(*kind))
    assert EQUAL.weigh(*kind) == (score_of(*kind) > 0) - (score_of(*kind) < 0)


def test_an_edited_weight_holds_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(PLOVER.table() + "0841\t\t3\n".replace("0841", "190"))
    weights = read_weights(str(path))
    assert weights.weigh("ASSAULT", None, "1901") == 3
    assert weights.weigh("ASSAULT", None, None) == score_of("ASSAULT")


def test_a_code_below_a_known_one_weighs_like_it() -> None:
    assert GOLDSTEIN.weigh(None, None, "19099") == GOLDSTEIN.weigh(None, None, "190")
    assert GOLDSTEIN.weigh(None, None, "Battles") is None
    assert GOLDSTEIN.weigh(None, None, "2") is None
    assert PLOVER.weigh(None, None, "010") is None


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("ASSAULT\t\tstrong", "weight is 'strong'; it must be a number"),
        ("ASSAULT\t\tnan", "it must be a number"),
        ("ASSAULT\t\t1e9", "it must be a number"),
        ("ASSAULT\t\t", "weight is ''"),
        ("ATTACK\t\t-9", "'ATTACK' is no PLOVER event type"),
        ("ASSAULT\tvisit\t-9", "ASSAULT has no mode 'visit'; its modes are "),
        ("190\tdrone\t-9", "190 is a CAMEO code, which has no mode"),
        ("ASSAULT\t\t-9\tsurplus", "4 cells where the table has 3"),
        ("AGREE\t\t1\nAGREE\t\t2", "AGREE has a weight already"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(line: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(f"# mine\ntype\tmode\tweight\n{line}\n")
    with pytest.raises(KnowledgeError, match=f"mine.tsv, line {4 if 'already' in problem else 3}: .*") as caught:
        read_weights(str(path))
    assert problem in str(caught.value)


def test_a_table_without_a_type_and_a_missing_table_are_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("type\tmode\tweight\nASSAULT\t\t-9\n")
    with pytest.raises(KnowledgeError, match="AGREE has no weight; add a row for AGREE"):
        read_weights(str(path))
    with pytest.raises(KnowledgeError, match="no such table of weights; name a file, or one of plover, goldstein, equal"):
        read_weights("plower")
