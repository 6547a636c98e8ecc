"""Model files: errors name the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.conflict import Payoffs, parse_model, read_model
from detente.conflict.lines import json_lines, toml_lines
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


JSON = """{
 "name": "x",
 "decision_makers": [
  {"name": "A", "options": ["go", "stay"],
   "preferences": ["go",
                   "not goo"]},
  {"name": "B", "options": ["answer"],
   "ranking": [0, 1,
               [2, 3], 4, 5, 6, 7, 0]}],
 "conditions": [
  {"if": "go", "then": "answer"},
  "go and answer",
  "not (go or stay)", "stay and answer", "stay and not answer"]
}"""


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ((), "m.json, line 6: decision_makers[0] (A).preferences[1].statement: 'not goo', column 5: there is no option 'goo'; is 'go'"),
        (
            (("goo", "go"),),
            "m.json, line 11: conditions[0]: with conditions[1], conditions[2], conditions[3], conditions[4] it leaves no feasible state",
        ),
        (
            (("goo", "go"), (', "stay and not answer"', ""), ("[0, 1,", "[2,")),
            "m.json, line 9: decision_makers[1] (B).ranking[1]: the state YY N (go + stay) is not feasible: if go then answer;",
        ),
        ((("goo", "go"), ('"name": "B"', '"nam": "B"')), "m.json, line 7: decision_makers[1].name: it is missing; give it"),
        ((("goo", "go"), ('["answer"]', "[]")), "m.json, line 7: decision_makers[1] (B).options: a decision maker needs"),
    ],
)
def test_lines_of_json_are_named(edits: tuple[tuple[str, str], ...], message: str) -> None:
    text = JSON
    for old, new in edits:
        text = text.replace(old, new)
    with pytest.raises(ModelError) as raised:
        parse_model(text, "m.json")
    assert str(raised.value).startswith(message)


def test_entries_of_json_lists_are_counted() -> None:
    text = '{"moves": {"A": [["x", "y"],\n["y", "z"],\n["z", "q"]]}, "brackets": "}{]["}'
    lines = json_lines(text)
    assert [lines[(("moves", -1), ("A", place))] for place in range(3)] == [1, 2, 3]
    assert lines[(("brackets", -1),)] == 3


def test_dots_in_names_do_not_hide_the_line() -> None:
    text = 'name = "x"\n[[decision_makers]]\nname = "U.S."\noptions = ["go"]\npreferences = [\n    "go",\n    "gone",\n]'
    with pytest.raises(StatementSyntaxError, match=r"^m\.toml, line 7: decision_makers\[0\] \(U\.S\.\)\.preferences\[1\]"):
        parse_model(text, "m.toml")


def long_toml(remark: str = "") -> str:
    """A model of 16,384 states whose payoffs take more than 100,000 characters."""
    numbers = ", ".join(str(100_000 + number * 7919 % (1 << 14)) for number in range(1 << 14))
    makers = []
    for name, first in (("A", 0), ("B", 7)):
        options = ", ".join(f'"o{place}"' for place in range(first, first + 7))
        makers.append(f'[[decision_makers]]\nname = "{name}"\noptions = [{options}]\npayoffs = [{remark}\n{numbers}]\n')
    return 'name = "long"\n' + "".join(makers)


def test_long_lists_in_toml_are_read_as_short_ones_are() -> None:
    quick, plain = parse_model(long_toml()), parse_model(long_toml("# a remark"))
    assert quick == plain
    assert isinstance(quick.decision_makers[1].preferences, Payoffs)
    assert quick.decision_makers[1].preferences.values[:2] == (100_000, 107_919)


def test_long_lists_in_a_note_stay_text() -> None:
    listed = long_toml().split("payoffs = ")[1].split("\n[[")[0]
    told = f'note = """\npayoffs = {listed}\n"""\n' + long_toml()
    assert parse_model(told).note == f"payoffs = {listed}\n"


def test_errors_beside_long_lists_are_found() -> None:
    with pytest.raises(ModelError, match=r"model, line 10: decision_makers\[1\] \(B\).payoffs: there are 16383 for 16384 feasible states"):
        parse_model(long_toml().removesuffix(f", {100_000 + 16_383 * 7919 % (1 << 14)}]\n") + "]\n")
    with pytest.raises(ModelError, match="it is no TOML"):
        parse_model(long_toml() + "name name")
