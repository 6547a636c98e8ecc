"""The tables: every row is coded from its own example, and wrong rows are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from detente.errors import KnowledgeError
from detente.ontology import EVENT_TYPES
from detente.reading.events import lexicon as tables
from detente.reading.events.compose import SentenceReader
from detente.reading.lexicon import Row, load_table


def rows() -> list[tuple[str, Row]]:
    found = [
        (row["type"], row) for _, table, _ in tables.TRIGGER_TABLES for row in load_table(f"events/{table}", tables.TRIGGER_COLUMNS)
    ]
    return found + [("", row) for row in load_table("events/operators.tsv", tables.OPERATOR_COLUMNS)]


def test_every_row_is_coded_from_its_own_example(read_doc: Callable[[str], Doc]) -> None:
    lexicon = tables.load_lexicon()
    missed = []
    for kind, row in rows():
        found = SentenceReader(lexicon, read_doc(row["example"])).candidates()
        if not any(kind in ("", c.type) for c in found):
            missed.append(f"{row.file}, line {row.line}: {row['example']}")
    assert missed == []


def test_size() -> None:
    assert sum(len(senses) for senses in tables.load_lexicon().senses.values()) >= 1500


def test_composition_covers_every_operator_and_type() -> None:
    lexicon = tables.load_lexicon()
    operators = {sense.operator for senses in lexicon.senses.values() for sense in senses if sense.operator}
    named = {operator for operator, _ in lexicon.composition}
    assert operators <= named
    for operator in operators:
        for kind in EVENT_TYPES:
            result, _ = lexicon.compose(operator, kind, None)
            assert result in (*EVENT_TYPES, "same", "-")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("hit\tHARM\t\t\t\t\tx", "no PLOVER event type"),
        ("hit\tASSAULT\tlaser\t\t\t\tx", "no mode"),
        ("hit\tASSAULT\t\t\tobj\t\tx", "names no words"),
        ("hit\tASSAULT\t\t\tobj:@nothing\t\tx", "no class of words"),
        ("hit\tASSAULT\t\t\t\tweather\tx", "no PLOVER context"),
    ],
)
def test_wrong_entries_are_named_by_file_and_line(
    line: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "wrong.tsv"
    table.write_text("\t".join(tables.TRIGGER_COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    monkeypatch.setattr(tables, "load_table", lambda name, columns: load_table(name, columns, path=table))
    with pytest.raises(KnowledgeError, match=complaint) as error:
        list(tables._triggers({}))
    assert "line 2" in str(error.value)
