"""Cuts a sentence into the word pieces that the encoder knows.

WordPiece over lower-case words without accents, the longest known piece first: Schuster & Nakajima, "Japanese and Korean Voice Search"
(ICASSP 2012); Devlin et al., "BERT" (NAACL 2019). The pieces are those of BERT's uncased English vocabulary in Latin script.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
MOST = 96  # pieces of a sentence that are read; sentences of news rarely have more
LONGEST = 100  # letters of a word that is looked up
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@lru_cache(maxsize=1)
def load_pieces() -> dict[str, int]:
    """Load the vocabulary: a piece a line, numbered from 0; pieces within a word begin with ``##``."""
    text = files("detente.reading.lexicon").joinpath("genre", "pieces.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")[:-1])}


def cut(text: str) -> list[int]:
    """Give the numbers of a text's pieces, with a mark at the beginning and at the end.

    Parameters
    ----------
    text
        A sentence.

    Examples
    --------
    >>> names = list(load_pieces())
    >>> [names[number] for number in cut("Seoul's détente-minded")]
    ['[CLS]', 'seoul', "'", 's', 'det', '##ente', '-', 'minded', '[SEP]']
    """
    known = load_pieces()
    numbers = [known[BEGIN]]
    for word in WORD.findall(_plain(text)):
        numbers += _cut_word(word, known)
        if len(numbers) >= MOST:
            break
    return [*numbers[: MOST - 1], known[END]]


def cut_placed(text: str, most: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Give the numbers of a text's pieces with a mark at either end, and where the word of each stands; of a mark, nowhere.

    Parameters
    ----------
    text
        A sentence.
    most
        Pieces at most, with the marks.

    Examples
    --------
    >>> numbers, places = cut_placed("Détente holds.", 9)
    >>> places
    [(0, 0), (0, 7), (0, 7), (8, 13), (13, 14), (0, 0)]
    """
    known = load_pieces()
    cut_words = [(number, word.span()) for word in WORD.finditer(text) for number in _cut_word(_plain(word[0]), known)]
    kept = [(known[BEGIN], (0, 0)), *cut_words[: most - 2], (known[END], (0, 0))]
    return [number for number, _ in kept], [place for _, place in kept]


def cut_bare(text: str) -> list[int]:
    """Give the numbers of the pieces of some words, without marks and however many they are.

    Examples
    --------
    >>> names = list(load_pieces())
    >>> [names[number] for number in cut_bare("détente")]
    ['det', '##ente']
    """
    known = load_pieces()
    return [number for word in WORD.findall(_plain(text)) for number in _cut_word(word, known)]


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")


def _cut_word(word: str, known: dict[str, int]) -> list[int]:
    numbers, start = [], 0
    while start < len(word) <= LONGEST:
        for end in range(len(word), start, -1):
            piece = known.get(word[start:end] if start == 0 else "##" + word[start:end])
            if piece is not None:
                numbers.append(piece)
                start = end
                break
        else:
            return [known[UNKNOWN]]
    return numbers or [known[UNKNOWN]]
