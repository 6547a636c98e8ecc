"""Who vouches for a stretch of text."""

from __future__ import annotations

from collections.abc import Sequence

from detente.records import Genre, Statement, Voice, VoiceKind


def voice_of(start: int, end: int, statements: Sequence[Statement], genre: Genre) -> Voice:
    """Tell whose words a stretch of text is: the outlet's, an opinion piece's author's, or those of a chain of sources.

    Parameters
    ----------
    start, end
        Character offsets into the document.
    statements
        The document's statements.
    genre
        Whether the document reports or argues.

    Returns
    -------
    Voice
        With the statements whose content holds the stretch, outermost first.

    Examples
    --------
    >>> voice_of(0, 5, (), Genre.OPINION).kind.value
    'opinion'
    """
    opinion = genre is Genre.OPINION
    chain = [s for s in statements if any(piece.start <= start and end <= piece.end for piece in s.content)]
    if not chain:
        return Voice(VoiceKind.OPINION if opinion else VoiceKind.OUTLET, (), opinion)
    chain.sort(key=lambda s: (-sum(len(piece.quote) for piece in s.content), s.content[0].start, s.id))
    return Voice(VoiceKind.SOURCE, tuple(s.id for s in chain), opinion)
