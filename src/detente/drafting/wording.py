"""Words that more than one part of a draft needs, and sentences cut to what a model file can hold."""

#: How the note of a statement begins to say that the opposite is told too.
AGAINST = "against it: "
#: How it says that a side did something once and does it no longer, from which its preference is presumed.
LAPSED = ", but not now: "

#: Longer sentences are cut: the record has the whole.
_LENGTH = 180


def shortened(text: str) -> str:
    """Cut a long sentence at a word."""
    return text if len(text) <= _LENGTH else text[:_LENGTH].rsplit(" ", 1)[0] + " ..."
