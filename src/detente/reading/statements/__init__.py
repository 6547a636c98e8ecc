"""Who says what: statements with source, cue and content as exact spans."""

from detente.reading.statements.find import find_statements
from detente.reading.statements.voice import by_content, voice_of

__all__ = ["by_content", "find_statements", "voice_of"]
