"""What all tests share: the language pipeline, loaded once, and a workspace like a reader's own checkout."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from detente.cli import main
from detente.reading.language import load_language, parse

ROOT = Path(__file__).parents[1]

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure: the suite times nothing
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="session")
def read_doc(language: Language) -> Callable[[str], Doc]:
    return lambda text: parse(text, language)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "out").mkdir()
    return folder


@pytest.fixture(scope="session")
def detente(workspace: Path) -> Callable[..., Result]:
    """Run the command line inside the workspace, as wide as where nobody says how wide (who runs the tests may say so)."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        before = Path.cwd()
        os.chdir(workspace)
        try:
            return CliRunner(env={"COLUMNS": None}).invoke(main, list(arguments), input=stdin, terminal_width=100)
        finally:
            os.chdir(before)

    return run


@pytest.fixture(scope="session")
def archive(detente: Callable[..., Result]) -> str:
    """The archive that the examples of the help texts name."""
    result = detente("add", "examples/korea/news", "--archive", "out/korea.duckdb")
    assert result.exit_code == 0, result.output
    return "out/korea.duckdb"


@pytest.fixture
def restored_archive(workspace: Path, archive: str) -> Iterator[str]:
    """The same archive, put back as it was after a test that may write to it."""
    path = workspace / archive
    before = path.read_bytes()
    yield archive
    path.write_bytes(before)


@pytest.fixture(scope="session")
def horn_archive(detente: Callable[..., Result]) -> str:
    """The archive of the second example corpus, for the pages that use it."""
    result = detente("add", "examples/horn/news", "--archive", "out/horn.duckdb")
    assert result.exit_code == 0, result.output
    return "out/horn.duckdb"
