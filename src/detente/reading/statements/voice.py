"""Who vouches for a stretch of text."""

from __future__ import annotations

from collections.abc import Iterable

from detente.reading.by_place import ByPlace
from detente.records import Genre, Statement, Voice, VoiceKind


def by_content(statements: Iterable[Statement]) -> ByPlace[Statement]:
    """Give statements by the places of their content."""
    return ByPlace((s, [(piece.start, piece.end) for piece in s.content]) for s in statements)


def voice_of(start: int, end: int, told: ByPlace[Statement], genre: Genre) -> Voice:
    """Tell whose words a stretch of text is: the outlet's, an opinion piece's author's, or those of a chain of sources.

    Parameters
    ----------
    start, end
        Character offsets into the document.
    told
        The document's statements, by the places of their content.
    genre
        Whether the document reports or argues.

    Returns
    -------
    Voice
        With the statements whose content holds the stretch, outermost first.

    Examples
    --------
    >>> voice_of(0, 5, by_content(()), Genre.OPINION).kind.value
    'opinion'
    """
    opinion = genre is Genre.OPINION
    chain = told.around(start, end)
    if not chain:
        return Voice(VoiceKind.OPINION if opinion else VoiceKind.OUTLET, (), opinion)
    chain.sort(key=lambda s: (-sum(len(piece.quote) for piece in s.content), s.content[0].start, s.id))
    return Voice(VoiceKind.SOURCE, tuple(s.id for s in chain), opinion)
