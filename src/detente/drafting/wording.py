"""Sentences cut to what a model file can hold."""

#: Longer sentences are cut: the record has the whole.
_LENGTH = 180


def shortened(text: str) -> str:
    """Cut a long sentence at a word."""
    return text if len(text) <= _LENGTH else text[:_LENGTH].rsplit(" ", 1)[0] + " ..."
