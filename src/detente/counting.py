"""Numbers of things in words."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Count a noun, or a noun and what agrees with it.

    Examples
    --------
    >>> counted(1, "document"), counted(2, "document"), counted(2, "row is", "rows are")
    ('1 document', '2 documents', '2 rows are')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
