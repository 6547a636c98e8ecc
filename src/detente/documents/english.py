"""Is a text English? The share of its words that are English function words tells."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from detente.errors import LanguageError
from detente.tables import read_table

# English news has 0.30 to 0.45 of these words, other languages written in Latin letters below 0.08.
LEAST_SHARE = 0.14
LEAST_SHARE_SHORT = 0.05  # a sentence or two may hold few of them
_SAMPLE = 400  # words judged
_ENOUGH = 20  # words: fewer show only their script
_SURE = 60  # words from which the share is steady
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    rows = read_table(files("detente.documents").joinpath("data/stopwords.tsv"), "documents/data/stopwords.tsv", ("words",))
    return frozenset(word for row in rows for word in row.several("words"))


def english_share(text: str) -> float:
    """Give the share of English function words among the words of the text's first part.

    Examples
    --------
    >>> english_share("The talks between them were held and it was over.") > 0.5
    True
    """
    words = _words(text)
    return sum(word in _stopwords() for word in words) / len(words) if words else 0.0


def _words(text: str) -> list[str]:
    return [match[0].lower() for match in _WORD.finditer(text[: _SAMPLE * 12])][:_SAMPLE]


def check_english(text: str, source: str) -> None:
    """Raise `LanguageError` unless a text is English; of a very short one only the script is judged."""
    words = _words(text)
    latin = sum(_LATIN.fullmatch(word) is not None for word in words)
    share = english_share(text)
    least = LEAST_SHARE if len(words) >= _SURE else LEAST_SHARE_SHORT
    if latin * 2 < len(words) or (len(words) >= _ENOUGH and share < least):
        raise LanguageError(
            f"{source}: this is not English (English function words: {share:.0%} of its words, at least {least:.0%} are expected); "
            "the reader knows English only, give a translation"
        )
