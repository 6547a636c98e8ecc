"""A small encoder that reads a marked pair: how much the words in their context speak for conflict between the two sides.

Like the encoder that judges whether a sentence argues (`detente.reading.genre.encoder`) it is the first layer of MiniLM (Wang et al.,
NeurIPS 2020), trained further by ``benchmarks/train_pair_encoder.py`` on the project's own pairs; it shares that encoder's
embeddings. Which words are the source, the recipient, the deed of both and the way between them it is told by a vector added to
each piece. Names, numbers and dates are masked by their class before it reads, so that it knows nothing of single countries or
persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from spacy.tokens import Doc, Span, Token

from detente.errors import KnowledgeError
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.pair_features import AMOUNTS, CLASSES, TIMES, deeds_of, way
from detente.reading.genre.encoder import Encoder, Numbers, attend, load_encoder, normal, read_trained_on, widened
from detente.reading.genre.pieces import BEGIN, END, cut_bare, load_pieces

FILE = "pair_encoder.npz"
OTHER, SOURCE, RECIPIENT, DEED, WAY = range(5)  # the part of a word
POOLED = (SOURCE, RECIPIENT, DEED)  # whose means are read beside that of the whole
MOST = 128  # pieces that are read
AHEAD = 30  # pieces kept before the earlier side where a sentence is longer
BARE = frozenset({"NOUN", "ADP", "DET", "PART", "PUNCT"})  # words within a name that are none: "the bank of Oslo"

Word = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PairEncoder:
    """The weights, ready to use.

    Parameters
    ----------
    base
        The encoder whose embeddings it shares.
    arrays
        All other weights by name.
    """

    base: Encoder
    arrays: Mapping[str, Numbers]

    def conflict_of(self, words: Sequence[Word]) -> float:
        """Give how much speaks for conflict, as the logarithm of odds.

        Parameters
        ----------
        words
            The words of the sentence with their parts, as `marked_words` gives them.
        """
        numbers, parts = (np.asarray(each) for each in cut_words(words))
        w = self.arrays
        x = self.base.embed(numbers) + w["places"][: len(numbers)] + w["parts"][parts]
        x = attend(normal(x, w["first.weight"], w["first.bias"]), [(0, len(x))], w)
        means = [x[parts == part].mean(axis=0) if (parts == part).any() else np.zeros_like(x[0]) for part in POOLED]
        return float(np.concatenate([*means, x.mean(axis=0)]) @ w["pole.weight"] + w["pole.bias"])


def marked_words(doc: Doc, left: Span, right: Span, lexicon: EventLexicon) -> list[Word]:
    """Give the words of a sentence as the encoder reads them: names, numbers and dates by their class, each word with its part.

    Parameters
    ----------
    doc
        The parsed sentence.
    left, right
        The source and the recipient.
    lexicon
        The event lexicon: which nouns tell deeds.

    Examples
    --------
    >>> from detente.reading.events.lexicon import load_lexicon
    >>> from detente.reading.language import load_language, parse
    >>> doc = parse("Seoul thanked the pilots.", load_language())
    >>> marked_words(doc, doc[0:1], doc[2:4], load_lexicon())
    [('country', 1), ('thanked', 3), ('the', 2), ('pilots', 2), ('.', 0)]
    """
    both, _, _ = deeds_of(doc, left, right, lexicon)
    up, shared, down = way(left.root, right.root)
    deeds = {deed.i for deed, _, _ in both} or ({shared.i} if shared is not None else set())
    steps = {token.i for token in (*up, *down)}
    words: list[Word] = []
    last: tuple[str, int] | None = None
    for token in doc:
        side = SOURCE if left.start <= token.i < left.end else RECIPIENT if right.start <= token.i < right.end else OTHER
        name = _class_of(token)
        if name and last == (name, side):
            continue  # a name of several words is one
        last = (name, side) if name else None
        part = side or (DEED if token.i in deeds else WAY if token.i in steps else OTHER)
        words.append((name or token.lower_, part))
    return words


def _class_of(token: Token) -> str:
    kind = token.ent_type_
    if kind in TIMES:
        return "day"
    if kind in AMOUNTS or token.pos_ == "NUM":
        return "number"
    if token.pos_ == "PROPN" or (kind in CLASSES and token.pos_ not in BARE):
        return CLASSES.get(kind, "name")
    return ""


def cut_words(words: Iterable[Word]) -> tuple[list[int], list[int]]:
    """Give the pieces of words and the part of each; of a long sentence those around the sides."""
    known = load_pieces()
    numbers, parts = [known[BEGIN]], [OTHER]
    for word, part in words:
        found = cut_bare(word)
        numbers += found
        parts += [part] * len(found)
    if len(numbers) > MOST - 1:
        sides = [i for i, part in enumerate(parts) if part in (SOURCE, RECIPIENT)]
        start = max(1, min(sides[0] - AHEAD, len(numbers) - (MOST - 2)), sides[-1] - MOST + 3)
        numbers = [numbers[0], *numbers[start : start + MOST - 2]]
        parts = [OTHER, *parts[start : start + MOST - 2]]
    return [*numbers, known[END]], [*parts, OTHER]


@lru_cache(maxsize=1)
def load_pair_encoder() -> PairEncoder:
    """Load the weights that ``benchmarks/train_pair_encoder.py`` wrote, and check by hash that nothing of them is changed.

    Raises
    ------
    KnowledgeError
        If the file is missing, is not what that script writes, or does not fit the embeddings.
    """
    path = files("detente.reading.lexicon").joinpath("events", FILE)
    base = load_encoder()
    try:
        return PairEncoder(base, widened(read_trained_on(path, base)))
    except (OSError, KeyError, ValueError) as error:
        wrong = f"lexicon/events/{FILE} is not what benchmarks/train_pair_encoder.py writes ({error}); install Détente again"
        raise KnowledgeError(wrong) from error
