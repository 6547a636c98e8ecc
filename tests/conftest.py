"""What all tests share: the language pipeline, loaded once, and a workspace like a reader's own checkout."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from detente.cli import main
from detente.reading.language import load_language, parse
from detente.reading.reader import Reader
from detente.records import Document, Reading

ROOT = Path(__file__).parents[1]

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure: the suite times nothing
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """A text that one test has had read is not read again for the next: what is read depends on nothing but the text and the reader."""
    known: dict[tuple[object, ...], Reading] = {}
    read_all = Reader.read_all

    def once(reader: Reader, documents: Iterable[Document], *, workers: int = 1) -> Iterator[Reading]:
        if workers > 1:
            yield from read_all(reader, documents, workers=workers)
            return
        for document in documents:
            own = Path(reader._actors).read_bytes() if reader._actors else b""
            key = (document, own, reader._model, Reader.annotate)  # a test may break the reader
            if key not in known:
                [known[key]] = read_all(reader, [document])
            yield known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "read_all", once)
        yield


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
