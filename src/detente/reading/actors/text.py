"""A text as words with what stands between them: the same view of a parsed document and of a bare phrase."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_ABBREVIATION = 4  # letters: "Gen.", "Sen.", "Mr.", "W." end no sentence

SOFT, COMMA, OPEN, CLOSE, HARD = " ", ",", "(", ")", "|"


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Fold case, strip accents and the dots of abbreviations.

    Examples
    --------
    >>> plain("Khürelsükh"), plain("U.S.")
    ('khurelsukh', 'us')
    """
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        word = word.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("Đ", "D").replace("ß", "ss")
    return word.lower().replace(".", "")


@dataclass(slots=True)
class Parse:
    """What the parser says of each token, as plain lists: far faster than asking token by token."""

    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    sentence: list[int]
    start: list[int]
    lower: list[str]
    lemma: list[str]


@dataclass(slots=True)
class Words:
    """The words of a text.

    Parameters
    ----------
    text
        The whole text.
    form, plain
        Each word as written, and folded.
    start, end
        Character offsets.
    gap
        What stands before each word: `SOFT`, `COMMA`, `OPEN`, `CLOSE` or `HARD`.
    possessive
        Whether ``'s`` or an apostrophe follows the word.
    filler
        Whether the word may stand between a country and the noun it modifies ("Israeli *armed* settlers").
    token
        Index of the spaCy token each word begins in; empty for a bare phrase.
    """

    text: str
    form: list[str]
    plain: list[str]
    start: list[int]
    end: list[int]
    gap: list[str]
    possessive: list[bool]
    filler: list[bool]
    token: list[int]
    parse: Parse | None = None

    def __len__(self) -> int:
        return len(self.form)

    def capital(self, k: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.form[k][0].isupper()


def split_words(text: str, sentence_starts: frozenset[int] = frozenset()) -> Words:
    """Split a text into words with their gaps."""
    words = Words(text, [], [], [], [], [], [], [], [])
    forms, folded, starts, ends, gaps, possessive = words.form, words.plain, words.start, words.end, words.gap, words.possessive
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        form = text[start:end]
        between = text[last:start]
        first = between[:1]
        if first in ("'", "’"):
            if form == "s" and len(between) == 1 and forms:
                possessive[-1] = True
                last = end
                continue
            if between[1:2].isspace() and forms and forms[-1][-1] == "s":
                possessive[-1] = True
        forms.append(form)
        folded.append(plain(form))
        starts.append(start)
        ends.append(end)
        if between == " " and last and start not in sentence_starts:
            gaps.append(SOFT)  # nearly all of them
        else:
            gaps.append(_gap(between, words, start in sentence_starts) if last else HARD)
        possessive.append(False)
        last = end
    words.filler = [word not in STOP_WORDS and not word.isdigit() for word in folded]
    return words


def _gap(between: str, words: Words, sentence_start: bool) -> str:
    if between == " ":
        return SOFT if not sentence_start or words.form[-2].endswith(".") else HARD
    if "\n" in between and (sentence_start or between.count("\n") > 1):
        return HARD
    if "(" in between or "[" in between:
        return OPEN
    if ")" in between or "]" in between:
        return CLOSE if "," not in between and "." not in between else HARD
    if between in (",", ".") and words.form[-2][-1].isdigit() and words.form[-1][0].isdigit():
        return SOFT  # "25,000", "1.5"
    stripped = between.strip(" \t\n\r\u00a0")
    if stripped in ("", "-", "‑", "'", "’", "&", "/"):
        return SOFT
    if stripped == ".":
        short = len(words.form[-2]) <= _ABBREVIATION and words.form[-2][0].isupper()
        return SOFT if short and not sentence_start else HARD
    if stripped in (",", "'s,", "’s,"):
        return COMMA
    if stripped in ('"', "“", "”", "''", "``", "‘"):
        return SOFT
    return HARD


_FILLER_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def words_of(doc: Doc) -> Words:
    """View a parsed document as words."""
    text = doc.text  # built anew each time it is asked for
    parse = _parse(doc, text)
    sentence = parse.sentence
    starts = frozenset(parse.start[i] for i in range(len(sentence)) if i == 0 or sentence[i] != sentence[i - 1])
    words = split_words(text, starts)
    words.parse = parse
    words.token = _tokens_at(words.start, parse.start)
    for k, i in enumerate(words.token):
        if words.filler[k]:
            words.filler[k] = parse.pos[i] in _FILLER_POS or parse.dep[i] == "amod"
        elif parse.pos[i] == "NUM":
            words.filler[k] = True
    return words


def _tokens_at(offsets: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Find for each offset (ascending) the token it lies in."""
    found, i = [], 0
    for offset in offsets:
        while i + 1 < len(starts) and starts[i + 1] <= offset:
            i += 1
        found.append(i)
    return found


def _parse(doc: Doc, text: str) -> Parse:
    columns = doc.to_array(["POS", "TAG", "DEP", "HEAD", "ENT_TYPE", "SENT_START", "IDX", "LENGTH", "LEMMA"]).T.tolist()
    pos, tag, dep, offsets, entity, begins, start, length, lemma = columns
    names = doc.vocab.strings
    known = {number: names[number] if number else "" for number in {*pos, *tag, *dep, *entity, *lemma}}
    sentence, number = [], -1
    for i, begin in enumerate(begins):
        if i == 0 or begin == 1:
            number += 1
        sentence.append(number)
    # to_array gives heads as unsigned offsets: what is above half the range is negative.
    heads = [i + (offset if offset < 1 << 63 else offset - (1 << 64)) for i, offset in enumerate(offsets)]
    lowered = text.lower()
    same = len(lowered) == len(text)  # but for a few letters, lowering keeps every place
    lower = [lowered[i : i + n] if same else text[i : i + n].lower() for i, n in zip(start, length, strict=True)]
    of = known.__getitem__
    return Parse(
        list(map(of, pos)),
        list(map(of, tag)),
        list(map(of, dep)),
        heads,
        list(map(of, entity)),
        sentence,
        start,
        lower,
        list(map(of, lemma)),
    )
