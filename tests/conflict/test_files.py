"""Model files: errors name the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.conflict import parse_model, read_model
from detente.conflict.files import toml_lines
from detente.errors import ModelError, StatementSyntaxError

MODEL = """name = "x"

[[decision_makers]]
name = "A"
preferences = [
    # most important first
    "go",

    "not goo",
]

[[decision_makers.options]]
name = "go"

[[decision_makers]]
name = "B"
options = ["answer"]

[[decision_makers.preferences]]
statement = "answer"

[[decision_makers.preferences]]
statement = "not anwser"

[[conditions]]
infeasible = "go"
"""


def test_lines_of_statements_are_named() -> None:
    with pytest.raises(StatementSyntaxError, match=r"^m\.toml, line 9: decision_makers\[0\] \(A\)\.preferences\[1\]"):
        parse_model(MODEL, "m.toml")
    with pytest.raises(StatementSyntaxError, match=r"^m\.toml, line 23: decision_makers\[1\] \(B\)\.preferences\[1\]"):
        parse_model(MODEL.replace("goo", "go"), "m.toml")


def test_lines_of_tables_are_named() -> None:
    mended = MODEL.replace("goo", "go").replace("anwser", "answer")
    with pytest.raises(ModelError, match=r"^m\.toml, line 12: decision_makers\[0\] \(A\)\.options\[0\]: the field 'nam'"):
        parse_model(mended.replace('name = "go"', 'nam = "go"'), "m.toml")
    with pytest.raises(ModelError, match=r"^m\.toml, line 25: conditions\[0\]: the field 'infeasable'"):
        parse_model(mended.replace("infeasible", "infeasable"), "m.toml")


def test_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "model.toml"
    path.write_text(MODEL.replace("goo", "go").replace("anwser", "answer"), encoding="utf-8")
    assert read_model(path).name == "x"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("m.toml", b"name = ", "it is no TOML: "),
        ("m.toml", b'a = 1\nname "x"', "line 2"),
        ("m.json", b'{"name": "x",\n "states": [}', "m.json, line 2, column 13: it is no JSON"),
        ("m.json", b'{"name": "x", "name": "y"}', "the field 'name' is there twice"),
        ("m.json", b'{"name": NaN}', "NaN is no number"),
        ("m.json", b"[" * 100_000, "nested too deeply"),
        ("m.toml", b"\xff\xfe\x00", "it is not UTF-8 text"),
        ("m.json", b"", "it is no JSON"),
        ("m.toml", b"", "decision_makers: it is missing"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ModelError) as raised:
        read_model(path)
    assert message in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no such file"):
        read_model(tmp_path / "none.toml")
    with pytest.raises(ModelError, match="it cannot be read"):
        read_model(tmp_path)


def test_tables_are_counted() -> None:
    lines = toml_lines(MODEL)
    assert lines[(("decision_makers", 1), ("preferences", 1))] == 22
    assert lines[(("decision_makers", 0), ("options", 0), ("name", -1))] == 13
