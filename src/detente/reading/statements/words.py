"""The parse of a document as plain lists: read once, so that the search for statements stays cheap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

_STOPS = ".?!:;…\"”’'»)]-–—―"
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a document, by column; a token is its number.

    Parameters
    ----------
    doc
        What was parsed.
    lower, lemma, tag, dep
        Text in lower case, lemma in lower case, Penn tag and dependency label of each token.
    head
        The token each depends on (itself at a root).
    start, end
        Character offsets.
    children
        The tokens that depend on each, in text order.
    left, right
        First and last token of each token's subtree.
    sentence
        First and last token of the sentence each stands in.
    cuts
        By the last token of a sentence that the parser cut short by mistake, the last token of what it took for the next.
    """

    doc: Doc
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[tuple[int, int]]
    cuts: dict[int, int]

    def __len__(self) -> int:
        return len(self.lower)

    def first_from(self, offset: int) -> int:
        """Give the first token that starts at or after a character offset."""
        return bisect_left(self.start, offset)

    def last_before(self, offset: int) -> int:
        """Give the last token that starts before a character offset."""
        return bisect_right(self.start, offset - 1) - 1

    def child(self, token: int, *deps: str) -> int | None:
        """Give the first dependent with one of these labels."""
        for other in self.children[token]:
            if self.dep[other] in deps:
                return other
        return None

    def subject(self, token: int) -> int | None:
        """Give the grammatical subject that depends on this very token.

        Of two, the parser mistook a relative pronoun for one: "which the prime minister called a failure".
        """
        found = None
        for other in self.children[token]:
            if self.dep[other] in SUBJECTS and (self.dep[other] != "expl" or self.lower[other] == "it"):
                if found is None or (self.tag[found] in ("WDT", "WP") and other < token):
                    found = other
                else:
                    break
        return found


def read_words(doc: Doc) -> Words:
    """Read a parsed document into lists.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> words = read_words(load_language()("Seoul protested."))
    >>> words.lemma
    ['seoul', 'protest', '.']
    """
    table = np.asarray(doc.to_array(["LOWER", "LEMMA", "TAG", "DEP", "HEAD", "IDX", "LENGTH", "SENT_START"]), dtype=np.uint64)
    lower, lemma, tag, dep = (_spelled(doc, table[:, column]) for column in range(4))
    head = (table[:, 4].astype(np.int64) + np.arange(len(doc))).tolist()
    starts, ends = table[:, 5].tolist(), (table[:, 5] + table[:, 6]).tolist()
    children: list[list[int]] = [[] for _ in head]
    for token, above in enumerate(head):
        if above != token:
            children[above].append(token)
    left, right = _edges(head, children)
    sentences, cuts = _sentences(doc, np.flatnonzero(table[:, 7] == 1).tolist())
    return Words(doc, lower, [word.lower() for word in lemma], tag, dep, head, starts, ends, children, left, right, sentences, cuts)


def _spelled(doc: Doc, column: npt.NDArray[np.uint64]) -> list[str]:
    """Look up a column of hashes, each once: far cheaper than to ask every token."""
    numbers: list[int] = column.tolist()
    names = {number: doc.vocab.strings[number] for number in set(numbers)}
    return [names[number] for number in numbers]


def _edges(head: list[int], children: list[list[int]]) -> tuple[list[int], list[int]]:
    """Bound each token's subtree, from the leaves up: every token is visited once."""
    left = list(range(len(head)))
    right = list(range(len(head)))
    order = [token for token, above in enumerate(head) if token == above]
    for token in order:
        order.extend(children[token])
    for token in reversed(order):
        above = head[token]
        left[above] = min(left[above], left[token])
        right[above] = max(right[above], right[token])
    return left, right


def _sentences(doc: Doc, starts: list[int]) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """Bound the sentences; a cut without a stop or a line break before it is the parser's mistake and is mended."""
    cuts: dict[int, int] = {}
    spans: list[tuple[int, int]] = []
    if not len(doc):
        return [], {}
    begins = [0, *(start for start in starts if start)]
    for first, following in zip(begins, [*begins[1:], len(doc)], strict=True):
        last = following - 1
        before = doc[first - 1] if first else None
        if before is not None and not before.is_space and before.text[-1] not in _STOPS:
            cuts[spans[-1][1]] = last
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    bounds: list[tuple[int, int]] = []
    for first, last in spans:
        bounds.extend([(first, last)] * (last - first + 1))
    return bounds, cuts
