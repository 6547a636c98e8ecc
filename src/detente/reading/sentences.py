"""The words of a stretch of text and the sentence of a word, found without walking the document.

spaCy's ``Token.sent`` and ``Doc.char_span`` walk all sentences of the document each time they are asked; in a long text that makes
every question about one word as dear as reading the text again.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Span, Token


def words_between(doc: Doc, start: int, end: int) -> Span | None:
    """Give the tokens that share a character with ``start`` to ``end``, or None if there are none.

    Parameters
    ----------
    doc
        The parsed document.
    start, end
        Character offsets, end exclusive.
    """
    if not len(doc) or not 0 <= start < end <= doc[-1].idx + len(doc[-1].text_with_ws):
        return None
    places = range(len(doc))
    first = max(bisect_right(places, start, key=lambda i: doc[i].idx) - 1, 0)
    last = bisect_right(places, end - 1, key=lambda i: doc[i].idx)
    if first < last and doc[first].idx + len(doc[first]) <= start:
        first += 1
    return doc[first:last] if first < last else None


def sentence_of(token: Token) -> Span:
    """Give the sentence of a token: all that hangs on the top of its parse."""
    top = token
    while top.head.i != top.i:
        top = top.head
    return token.doc[top.left_edge.i : top.right_edge.i + 1]


def is_question(token: Token) -> bool:
    """Whether the sentence of a token ends in a question mark, quotation marks and blanks aside."""
    sentence = sentence_of(token)
    for position in range(sentence.end - 1, sentence.start - 1, -1):
        last = token.doc[position]
        if not (last.is_space or last.is_quote):
            return last.text == "?"
    return False
