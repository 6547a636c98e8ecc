"""What words, word forms and runs of word classes a sentence is made of: the open-ended half of what shows whether it argues."""

from __future__ import annotations

import math
from itertools import pairwise

from spacy.tokens import Span

_ABSTRACT = {"NNP": "name", "NNPS": "name", "CD": "number"}
_SPACE = "_SP"
_LONG = 5  # letters of a word whose beginning and end say something ("-able", "over-")


def read_grams(sentence: Span) -> dict[str, float]:
    """Give what `gram_kinds` finds, with values: those of each kind have a sum of squares of one, so that length alone says nothing.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> [sentence] = load_language()("Peter disastrously failed.").sents
    >>> grams = read_grams(sentence)
    >>> "pair name disastrously" in grams, "end usly" in grams, "word peter" in grams
    (True, True, False)
    """
    return {name: value_of(kind) for kind in gram_kinds(sentence) for name in sorted(kind)}


def value_of(kind: set[str]) -> float:
    """Give the value of each member of a kind."""
    return 1 / math.sqrt(len(kind) or 1)


def gram_kinds(sentence: Span) -> tuple[set[str], set[str], set[str], set[str]]:
    """Give the words and pairs of words; the runs of up to three tags; the lemmas; the beginnings and ends of words.

    Names and numbers are only counted as such: who a sentence is about must not tell whether it argues.
    """
    words: list[str] = []
    tags: list[str] = []
    lemmas: set[str] = set()
    pieces: set[str] = set()
    for token in sentence:
        tag = token.tag_
        if tag == _SPACE:
            continue
        tags.append(tag)
        if tag in _ABSTRACT:
            words.append(_ABSTRACT[tag])
            continue
        word = token.lower_
        words.append(word)
        lemmas.add("lemma " + token.lemma_.lower())
        if len(word) >= _LONG and word.isalpha():
            pieces.update(("end " + word[-3:], "end " + word[-4:], "start " + word[:4], "start " + word[:5]))
    return _runs_of_words(words), _runs_of_tags(tags), lemmas, pieces


def _runs_of_words(words: list[str]) -> set[str]:
    """Give single words, and pairs with the beginning and the end of the sentence."""
    found = {"word " + word for word in words}
    found.update([f"pair {first} {second}" for first, second in zip(["^", *words], [*words, "$"], strict=True)])
    return found


def _runs_of_tags(tags: list[str]) -> set[str]:
    """Give runs of one to three tags, with the beginning and the end of the sentence."""
    ends = ["^", *tags, "$"]
    found = {"tags " + tag for tag in ends}
    found.update([f"tags {one} {two}" for one, two in pairwise(ends)])
    found.update([f"tags {one} {two} {three}" for one, two, three in zip(ends, ends[1:], ends[2:], strict=False)])
    return found
