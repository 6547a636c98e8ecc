"""Applies the parser's own rules for word attributes, each combination once.

spaCy's attribute ruler runs its whole list of patterns over every token of every text, which takes a tenth of the time of parsing. Almost
all of its patterns look at one token, and at nothing but its tag, its lower-case form and its relation. So what they give is worked out
once for each such combination, by the ruler itself on a text of one word, and remembered. Where a pattern of several tokens may begin,
the ruler runs as it always does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

RULER = "attribute_ruler"
REMEMBERED = "remembered_attribute_ruler"
LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
SET = ("TAG", "POS", "MORPH", "LEMMA")

TokenPattern = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ruler gives one combination, and whether it may open or carry on a pattern of several tokens."""

    values: tuple[int, ...]
    relation: int
    opens: bool
    follows: bool


class RememberedRuler:
    """Gives every token the attributes that an attribute ruler gives it, sooner.

    Parameters
    ----------
    ruler
        The ruler of a loaded pipeline.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> [token.pos_ for token in load_language()("Seoul will respond.")]
    ['PROPN', 'AUX', 'VERB', 'PUNCT']
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        self._known: dict[tuple[int, int, int], _Known] = {}
        patterns = [pattern for entry in ruler.patterns for pattern in cast(list[list[TokenPattern]], entry["patterns"])]
        long = [pattern for pattern in patterns if len(pattern) > 1]
        self._exact = all(LOOKED_AT.issuperset(token) for pattern in patterns for token in pattern)
        self._first = _matcher(ruler, [pattern[0] for pattern in long])
        self._second = _matcher(ruler, [pattern[1] for pattern in long])

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, coarse tags, morphology and lemmas of a parsed text, in place."""
        if not self._exact or not len(doc):
            return self._ruled(doc)
        known = [self._known.get((t.tag, t.lower, t.dep)) or self._learn(t) for t in doc]
        if any(one.opens and other.follows for one, other in pairwise(known)):
            return self._ruled(doc)
        values: Ints2d = np.array([each.values for each in known], dtype=np.uint64)  # type: ignore[assignment]  # 64 bits, as spaCy's hashes
        doc.from_array(list(SET), values)
        for token, each in zip(doc, known, strict=True):
            if token.dep != each.relation:
                token.dep = each.relation
        return doc

    def _ruled(self, doc: Doc) -> Doc:
        ruled: Doc = self.ruler(doc)
        return ruled

    def _learn(self, token: Token) -> _Known:
        word = Doc(token.vocab, words=[token.text], spaces=[False])
        word[0].tag, word[0].dep = token.tag, token.dep
        opens, follows = bool(self._first(word, allow_missing=True)), bool(self._second(word, allow_missing=True))
        self.ruler(word)
        row = _Known(tuple(int(value) for value in word.to_array(list(SET))[0]), word[0].dep, opens, follows)
        self._known[(token.tag, token.lower, token.dep)] = row
        return row


def _matcher(ruler: AttributeRuler, tokens: list[TokenPattern]) -> Matcher:
    matcher = Matcher(ruler.vocab)
    if tokens:
        matcher.add("token", [[token] for token in tokens])
    return matcher


@Language.factory(REMEMBERED)
def _make(nlp: Language, name: str) -> RememberedRuler:  # noqa: ARG001 - spaCy gives every factory both, by name
    ruler = nlp.get_pipe(RULER)
    assert isinstance(ruler, AttributeRuler), f"the component {RULER} of this pipeline is none"
    return RememberedRuler(ruler)


def remember_attributes(language: Language) -> Language:
    """Put a `RememberedRuler` in the place of a pipeline's attribute ruler, if it has one.

    Parameters
    ----------
    language
        The pipeline; it is changed in place.
    """
    if RULER in language.pipe_names:
        language.add_pipe(REMEMBERED, after=RULER)
        language.disable_pipe(RULER)
    return language
