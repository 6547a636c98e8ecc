"""A workspace like a reader's own checkout: the examples, and an archive of the Korean corpus."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "out").mkdir()
    return folder


@pytest.fixture(scope="session")
def detente(workspace: Path) -> Callable[..., Result]:
    """Run the command line inside the workspace."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        before = Path.cwd()
        os.chdir(workspace)
        try:
            return CliRunner().invoke(main, list(arguments), input=stdin, terminal_width=100)
        finally:
            os.chdir(before)

    return run


@pytest.fixture(scope="session")
def archive(detente: Callable[..., Result]) -> str:
    """The archive that the examples of the help texts name."""
    result = detente("add", "examples/korea/news", "--archive", "out/korea.duckdb")
    assert result.exit_code == 0, result.output
    return "out/korea.duckdb"
