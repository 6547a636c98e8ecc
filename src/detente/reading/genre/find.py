"""Whether a document reports or argues: what its source says of it, else what its sentences show."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from detente.reading.genre.judge import judge_sentence
from detente.records import Document, Genre, Stance, Statement

ARGUES = 0.5  # probability from which a sentence is taken to argue
LEAST_SHARE = 0.30  # share of arguing sentences; of 38 articles looked at, reports had up to .31, opinion pieces .33 to .55
LEAST_MEAN = 0.40  # mean probability of its sentences; there, reports had up to .39, opinion pieces .39 to .49
LEAST_OWN = 0.5  # share of its sentences in the outlet's own words: where others speak most, it reports
FEWEST = 4  # sentences in the outlet's own words below which nothing is said
_SHORTEST = 4  # words of a sentence worth judging
_CLEAR = 0.8  # confidence from which a statement of any kind takes its content out of the outlet's own words


def find_genre(doc: Doc, document: Document, statements: Sequence[Statement]) -> tuple[Genre, tuple[str, ...]]:
    """Tell whether a document is news or an opinion piece, and why.

    Parameters
    ----------
    doc
        The parsed document.
    document
        The document; what its metadata say of its genre is believed.
    statements
        Its statements: what others say is no sign of the author's opinion.

    Returns
    -------
    genre, reasons
        Reasons in words, one a line.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> from detente.records import DateOrigin
    >>> text = "Opinion pieces are marked."
    >>> document = Document("d", text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.OPINION, "a", "0")
    >>> find_genre(load_language()(text), document, ())
    (<Genre.OPINION: 'opinion'>, ('its source marks it as opinion',))
    """
    if document.genre is not Genre.UNKNOWN:
        return document.genre, (f"its source marks it as {document.genre.value}",)
    told = _told(len(document.text), statements)
    judged = [s for s in doc.sents if sum(not (t.is_space or t.is_punct) for t in s) >= _SHORTEST]
    own = [(judge_sentence(s), s) for s in judged if 2 * sum(told[s.start_char : s.end_char]) < s.end_char - s.start_char]
    if len(own) < FEWEST:
        return _for_few(judged, own)
    arguing = [pair for pair in own if pair[0] > ARGUES]
    share, mean, own_share = len(arguing) / len(own), sum(p for p, _ in own) / len(own), len(own) / len(judged)
    reasons = [
        f"{len(arguing)} of {len(own)} sentences in its own words argue ({share:.0%}; an opinion piece has {LEAST_SHARE:.0%} or more)",
        f"they argue with a mean probability of {mean:.2f} (an opinion piece has {LEAST_MEAN:.2f} or more)",
        f"{own_share:.0%} of its sentences are in its own words, the others are what somebody says",
    ]
    if share < LEAST_SHARE or mean < LEAST_MEAN or own_share < LEAST_OWN:
        return Genre.NEWS, tuple(reasons)
    probability, strongest = max(arguing, key=lambda pair: (pair[0], -pair[1].start))
    reasons.append(f"most clearly ({probability:.2f}): {' '.join(strongest.text.split())}")
    return Genre.OPINION, tuple(reasons)


def _for_few(judged: list[Span], own: list[tuple[float, Span]]) -> tuple[Genre, tuple[str, ...]]:
    """Judge where the outlet hardly speaks: if others do, it reports; else there is too little to tell."""
    if len(judged) >= FEWEST:
        return Genre.NEWS, (f"{len(judged) - len(own)} of its {len(judged)} sentences are what somebody says",)
    return Genre.UNKNOWN, (f"it has {len(judged)} sentences, too few to tell",)


def _told(length: int, statements: Sequence[Statement]) -> bytearray:
    """Mark the characters that stand in what somebody says."""
    marked = bytearray(length)
    for statement in statements:
        if statement.stance in (Stance.SAYS, Stance.ASKS) or statement.confidence >= _CLEAR:
            for piece in statement.content:
                marked[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    return marked
