"""Who says what: statements with source, cue and content as exact spans."""

from detente.reading.statements.find import find_statements
from detente.reading.statements.voice import voice_of

__all__ = ["find_statements", "voice_of"]
