"""What all tests share: the language pipeline, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from detente.reading.language import load_language, parse


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="session")
def read_doc(language: Language) -> Callable[[str], Doc]:
    return lambda text: parse(text, language)
