"""Whether a sentence argues or reports: two judgements, by its words and by a small encoder, weighing alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Span

from detente.reading.genre.encoder import load_encoder
from detente.reading.genre.features import read_features
from detente.reading.genre.grams import gram_kinds, value_of
from detente.reading.lexicon import load_table

BIAS = "bias"


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """Load the weights that ``benchmarks/train_opinion.py`` wrote; the file's head says from what.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; the message names file and line.
    """
    weights: dict[str, float] = {}
    for row in load_table("genre/weights.tsv", ("feature", "weight")):
        try:
            weights[row["feature"]] = float(row["weight"])
        except ValueError:
            raise row.wrong(f"the weight is {row['weight']!r}; it must be a number") from None
    return weights


def judge_sentence(sentence: Span) -> float:
    """Tell how likely a sentence is the author's own opinion rather than a report; see `judge_sentences`."""
    return judge_sentences([sentence])[0]


def judge_sentences(sentences: Sequence[Span]) -> list[float]:
    """Tell how likely each sentence is the author's own opinion rather than a report.

    The mean of two logits: that of `quick_judgement`, and that of the encoder (`detente.reading.genre.encoder`), which takes some
    milliseconds a sentence.

    Parameters
    ----------
    sentences
        Parsed sentences.

    Returns
    -------
    list of float
        The probabilities that they argue, 0 to 1; from .5 on a sentence is taken to argue.

    Notes
    -----
    Trained on sentences and passages written for the project and on the English training sentences of Antici et al., "A Corpus for
    Sentence-Level Subjectivity Detection on English News Articles" (LREC-COLING 2024; CC BY 4.0), whose guidelines it follows: irony,
    exhortation and the author's own conclusions argue; what others say, however strongly, is reported.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> [one] = load_language()("It is a shameful and needless betrayal of everything we should stand for!").sents
    >>> [two] = load_language()("The ministry said on Tuesday that two soldiers were injured.").sents
    >>> judge_sentence(one) > .5 > judge_sentence(two)
    True
    """
    encoded = load_encoder().scores([sentence.text for sentence in sentences])
    return [_probability((_logit(sentence) + score) / 2) for sentence, score in zip(sentences, encoded, strict=True)]


def quick_judgement(sentence: Span) -> float:
    """Tell the same by words alone: logistic regression on words, their classes, marks and form; a hundred times as fast.

    Parameters
    ----------
    sentence
        A parsed sentence.
    """
    return _probability(_logit(sentence))


def _logit(sentence: Span) -> float:
    weights = load_weights()
    total = weights[BIAS] + sum(weights[name] * value for name, value in read_features(sentence).items() if name in weights)
    for kind in gram_kinds(sentence):
        # An exact sum, since the order of a set is not always the same.
        total += value_of(kind) * math.fsum([weights[name] for name in kind if name in weights])
    return total


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(min(logit, 30.0), -30.0)))
