"""Whether a document reports or argues: what its source says of it, else what its sentences show."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from detente.reading.genre.judge import judge_sentences, quick_judgement
from detente.records import Document, Genre, Stance, Statement

# Share of its sentences expected to argue. Of the own passages, left out of training in turn, .26 parts news and opinion best; a little
# more is asked, since most of what is read is news and what only opinion tells confirms nothing.
LEAST_ARGUING = 0.28
FEWEST = 4  # sentences below which nothing is said
_SHORTEST = 4  # words of a sentence worth judging
_OPEN = 0.12  # a share this near to LEAST_ARGUING is looked at again
_AGAIN = 8  # sentences at most: each takes about a third of the time that parsing it took
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
    if len(judged) < FEWEST:
        return Genre.UNKNOWN, (f"it has {len(judged)} sentences, too few to tell",)
    own = [s for s in judged if 2 * sum(told[s.start_char : s.end_char]) < s.end_char - s.start_char]
    arguing = [quick_judgement(s) for s in own]
    if abs(sum(arguing) / len(judged) - LEAST_ARGUING) < _OPEN:
        arguing = _looked_at_again(own, arguing)
    share = sum(arguing) / len(judged)
    reasons = (
        f"about {share:.0%} of its {len(judged)} sentences argue in its own words (an opinion piece: {LEAST_ARGUING:.0%} or more)",
        f"{len(judged) - len(own)} of them are what somebody says, which argues for nobody but its source",
    )
    if share < LEAST_ARGUING:
        return Genre.NEWS, reasons
    probability, strongest = max(zip(arguing, own, strict=True), key=lambda pair: (pair[0], -pair[1].start))
    return Genre.OPINION, (*reasons, f"most clearly ({probability:.2f}): {' '.join(strongest.text.split())}")


def _looked_at_again(sentences: Sequence[Span], quick: Sequence[float]) -> list[float]:
    """Judge again, with the encoder, the sentences that the quick judgement leaves most open."""
    openest = sorted(range(len(sentences)), key=lambda place: (abs(quick[place] - 0.5), place))[:_AGAIN]
    again = dict(zip(openest, judge_sentences([sentences[place] for place in openest]), strict=True))
    return [again.get(place, probability) for place, probability in enumerate(quick)]


def _told(length: int, statements: Sequence[Statement]) -> bytearray:
    """Mark the characters that stand in what somebody says."""
    marked = bytearray(length)
    for statement in statements:
        if statement.stance in (Stance.SAYS, Stance.ASKS) or statement.confidence >= _CLEAR:
            for piece in statement.content:
                marked[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    return marked
