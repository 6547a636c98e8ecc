"""The last draft beside a model file."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.conflict import read_model
from detente.conflict.files import parse_model
from detente.conflict.model import Model
from detente.conflict.writing import to_toml
from detente.drafting import Merge, draft_into, draft_model
from detente.drafting.kept import kept_beside
from detente.errors import ModelError, UsageError
from tests.drafting.builders import standoff

OLD = draft_model(standoff()[:3]).model
NEW = draft_model(standoff()).model


def put(path: Path, model: Model, *, replace: bool = False) -> Merge | None:
    done = draft_into(path, model, replace=replace)
    for name, text in done.texts.items():
        name.write_bytes(text.encode())
    return done.merge


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "standoff.toml"
    assert put(path, OLD) is None
    return path


def both(path: Path) -> tuple[bytes, bytes]:
    return path.read_bytes(), kept_beside(path).read_bytes()


def test_the_same_draft_twice_gives_the_same_bytes_and_writes_nothing(file: Path) -> None:
    assert file.read_text() == to_toml(OLD)
    before = both(file)
    assert draft_into(file, OLD).texts == {}
    put(file, OLD)
    assert both(file) == before


def test_a_file_nobody_edited_becomes_the_new_draft_to_the_byte(file: Path) -> None:
    put(file, NEW)
    assert file.read_text() == to_toml(NEW)
    put(file, OLD)
    assert file.read_text() == to_toml(OLD)


def test_an_edited_file_survives_to_the_byte_where_nothing_is_new(file: Path) -> None:
    text = "# my file\n" + file.read_text().replace('"military exercises"', "'big drills'   # as they call them")
    file.write_text(text)
    merge = put(file, OLD)
    assert file.read_text() == text
    assert merge is not None
    assert merge.came_in == merge.differences == ()


def test_an_edited_file_takes_in_what_is_new_and_keeps_comments_and_spacing(file: Path) -> None:
    file.write_text("# my file\n" + file.read_text().replace('name = "sanctions"', "name =   'an embargo'   # as they call it"))
    merge = put(file, NEW)
    text = file.read_text()
    assert text.startswith("# my file\n")
    assert "# as they call it" in text
    assert merge is not None
    assert parse_model(text, "x.toml") == merge.model
    assert {option.name for option in merge.model.options} >= {"an embargo"}
    assert kept_beside(file).read_text().endswith(to_toml(NEW))
    again = both(file)
    put(file, NEW)
    assert both(file) == again


def test_line_ends_of_another_system_stay(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"military exercises", b"drills").replace(b"\n", b"\r\n"))
    put(file, NEW)
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")
    assert "drills" in {option.name for option in read_model(file).options}


def test_both_files_moved_together_still_merge(file: Path) -> None:
    file.write_text(file.read_text().replace("military exercises", "drills"))
    moved = file.with_name("elsewhere.toml")
    kept_beside(file).rename(kept_beside(moved))
    file.rename(moved)
    put(moved, NEW)
    assert "drills" in {option.name for option in read_model(moved).options}


def test_without_the_last_draft_an_edited_file_is_not_touched(file: Path) -> None:
    kept_beside(file).unlink()
    file.write_text(file.read_text() + "# mine\n")
    before = file.read_bytes()
    with pytest.raises(UsageError, match=r"standoff\.draft\.toml\) is not beside it.*--output.*--replace"):
        draft_into(file, NEW)
    assert file.read_bytes() == before
    put(file, NEW, replace=True)
    assert read_model(file) == NEW


def test_without_the_last_draft_an_untouched_file_is_known_by_its_bytes(file: Path) -> None:
    kept_beside(file).unlink()
    put(file, OLD)
    assert kept_beside(file).exists()


def test_a_last_draft_that_was_edited_is_not_believed(file: Path) -> None:
    beside = kept_beside(file)
    beside.write_text(beside.read_text().replace("military exercises", "drills"))
    with pytest.raises(UsageError, match="changed since"):
        draft_into(file, NEW)


def test_another_file_of_the_name_of_the_last_draft_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.draft.toml").write_text('name = "my own"\n')
    for replace in (True, False):
        with pytest.raises(UsageError, match="it is another file"):
            draft_into(tmp_path / "x.toml", NEW, replace=replace)


def test_a_file_edited_into_no_model_is_named_with_its_line(file: Path) -> None:
    text = file.read_text().replace('statement = "not ard-exercises"', 'statement = "not ard-exercise"')
    file.write_text(text)
    with pytest.raises(ModelError, match=r"standoff\.toml, line \d+: .*ard-exercises' meant"):
        draft_into(file, NEW)
    assert file.read_text() == text


def test_a_file_edited_into_contradiction_is_named(file: Path) -> None:
    taken = read_model(file).taken(read_model(file).status_quo or 0)[0].id
    file.write_text(file.read_text() + f'\n[[conditions]]\ninfeasible = "{taken}"\n')
    with pytest.raises(ModelError, match=r"standoff\.toml.*status_quo"):
        draft_into(file, NEW)


def test_what_is_no_text_or_of_another_kind_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="no model file"):
        draft_into(tmp_path / "x.toml", NEW)
    with pytest.raises(UsageError, match=r"name it x\.toml"):
        draft_into(tmp_path / "x.json", NEW)
