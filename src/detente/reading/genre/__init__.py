"""Whether a sentence, and a document, reports or argues."""

from detente.reading.genre.find import find_genre
from detente.reading.genre.judge import judge_sentence

__all__ = ["find_genre", "judge_sentence"]
