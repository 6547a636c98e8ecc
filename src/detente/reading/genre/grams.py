"""What words, word forms and runs of word classes a sentence is made of: the open-ended half of what shows whether it argues."""

from __future__ import annotations

from spacy.tokens import Span

_NAMES = frozenset({"NNP", "NNPS"})
_NUMBER = "CD"
_SPACE = "_SP"
_LONG = 5  # letters of a word whose beginning and end say something ("-able", "over-")


def read_grams(sentence: Span) -> dict[str, float]:
    """Give the words, pairs of words, lemmas, runs of up to three tags, and beginnings and ends of words.

    Names and numbers are only counted as such: who a sentence is about must not tell whether it argues. The values of each kind have
    a sum of squares of one, so that long sentences weigh no more than short ones.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> [sentence] = load_language()("Peter disastrously failed.").sents
    >>> grams = read_grams(sentence)
    >>> "pair name disastrously" in grams, "end usly" in grams, "word peter" in grams
    (True, True, False)
    """
    words, tags, lemmas, pieces = [], [], set(), set()
    for token in sentence:
        tag = token.tag_
        if tag == _SPACE:
            continue
        tags.append(tag)
        if tag in _NAMES:
            words.append("name")
            continue
        if tag == _NUMBER:
            words.append("number")
            continue
        word = token.lower_
        words.append(word)
        lemmas.add("lemma " + token.lemma_.lower())
        if len(word) >= _LONG and word.isalpha():
            pieces.update(("end " + word[-3:], "end " + word[-4:], "start " + word[:4], "start " + word[:5]))
    found: dict[str, float] = {}
    for kind in (_runs_of_words(words), _runs_of_tags(tags), lemmas, pieces):
        value = len(kind) ** -0.5 if kind else 0.0
        found.update(dict.fromkeys(sorted(kind), value))
    return found


def _runs_of_words(words: list[str]) -> set[str]:
    """Give single words, and pairs with the beginning and the end of the sentence."""
    pairs = zip(["^", *words], [*words, "$"], strict=True)
    return {"word " + word for word in words} | {f"pair {first} {second}" for first, second in pairs}


def _runs_of_tags(tags: list[str]) -> set[str]:
    """Give runs of one to three tags, with the beginning and the end of the sentence."""
    ends = ["^", *tags, "$"]
    return {"tags " + " ".join(ends[start : start + length]) for length in (1, 2, 3) for start in range(len(ends) - length + 1)}
