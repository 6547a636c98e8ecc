"""A statement while it is being put together: offsets and token numbers, no records yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.reading.statements.cues import Cues
from detente.reading.statements.quotes import Quote, QuoteIndex
from detente.reading.statements.words import Words
from detente.records import Quotation, Stance

Span = tuple[int, int]
_STOP = re.compile(r"[.?!;]\s")  # where a second sentence of a quotation may begin
_MOST = 40  # statements a sentence


@dataclass(slots=True)
class Draft:
    """A statement found, before it is tied to actors and to the others.

    Parameters
    ----------
    cue
        Character span of the cue, or None.
    trigger
        The token that found it, or None.
    source
        Head token of the source's noun phrase, or None.
    content
        Character spans of the content.
    stance, weight
        From the cue's entry; the weight also tells how clear the frame is.
    direct
        Whether the content is a quotation in the source's own words.
    addressee
        Head token of the addressee's noun phrase, or None.
    source_span
        Character span of the source where it is known without the parse.
    """

    cue: Span | None
    trigger: int | None
    source: int | None
    content: list[Span]
    stance: Stance
    weight: float
    direct: bool = False
    addressee: int | None = None
    kind: Quotation = Quotation.INDIRECT
    source_span: Span | None = None


@dataclass(slots=True)
class Text:
    """What every frame looks at: the text, its words, its quotations and the cues.

    Parameters
    ----------
    text, words, cues, quotes, paragraphs, index
        What is read.
    quoted
        For each token the quotation it stands in (-1: none).
    used, reporting
        Tokens that tell a statement found before; those that report a direct quotation.
    told
        Statements found so far, by the first token of their sentence.
    names
        Words that are tagged as a proper name somewhere in the text.
    """

    text: str
    words: Words
    cues: Cues
    quotes: tuple[Quote, ...]
    paragraphs: tuple[Span, ...]
    index: QuoteIndex
    quoted: list[int] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    reporting: set[int] = field(default_factory=set)
    told: dict[int, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Note for each token which quotation it stands in (-1: none)."""
        words = self.words
        self.names = frozenset(word for word, tag in zip(words.lower, words.tag, strict=True) if tag == "NNP")
        self.quoted = [-1] * len(self.words)
        for number, quote in enumerate(self.quotes):
            for token in range(self.words.first_from(quote.start), self.words.last_before(quote.end) + 1):
                self.quoted[token] = number

    def has_room(self, token: int) -> bool:
        """Whether a token's sentence holds fewer statements than no real one does.

        Each costs time in proportion to its sentence: without a bound, a text of one endless sentence would take minutes.
        """
        return self.told.get(self.words.sentence[token][0], 0) < _MOST

    def take(self, token: int) -> None:
        """Note that a token tells a statement."""
        sentence = self.words.sentence[token][0]
        self.told[sentence] = self.told.get(sentence, 0) + 1
        self.used.add(token)

    def trim(self, start: int, end: int) -> Span | None:
        """Cut blanks and loose punctuation from both ends of a span; quotation marks stay with their quotation."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;:.-–—―)"):
            start += 1
        while end > start and (text[end - 1].isspace() or (text[end - 1] in ",;:.-–—―(" and self.index.at(end - 1) is None)):
            end -= 1
        return (start, end) if start < end else None

    def snap(self, start: int, end: int) -> Span:
        """Widen a span that ends or begins within a quotation to the whole of it."""
        first, last = self.index.at(start), self.index.at(end - 1)
        if first is not None and first is last and start <= first.inner_start and not _STOP.search(self.text[end : first.inner_end]):
            return first.start, first.end
        if first is not None and first is not last:
            start = first.start
        if last is not None and last is not first and last.end > end:
            end = last.end
        return start, end
