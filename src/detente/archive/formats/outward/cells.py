"""Cells of tables that others open: no spreadsheet runs them, no terminal obeys them, no cell breaks its row."""

from __future__ import annotations

import re

#: Control characters, marks that turn the direction of writing, halves of characters.
_TRICKS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_XML = re.compile("[\ufffe\uffff]")
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: object) -> object:
    """Give a cell that a spreadsheet shows and does not run; numbers stay numbers.

    Examples
    --------
    >>> harmless("=HYPERLINK(1)"), harmless(-12.5), harmless("calm")
    ("'=HYPERLINK(1)", -12.5, 'calm')
    """
    if not isinstance(cell, str) or (cell.isprintable() and not cell.startswith(_SIGNS)):
        return cell  # what is printable holds no tricks
    shown = _TRICKS.sub("\ufffd", cell)
    return f"'{shown}" if cell.startswith(_SIGNS) else shown


def tsv_cell(cell: object) -> str:
    """Give a cell of a tab-separated file without a header's quoting: one line, no tab; empty for None.

    Examples
    --------
    >>> tsv_cell("Kim\\tJong-un\\n"), tsv_cell(None), tsv_cell(-6.5), tsv_cell(True)
    ('Kim Jong-un', '', '-6.5', '1')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, str):
        return str(harmless(" ".join(cell.split())))
    return number(cell) if isinstance(cell, float) else str(cell)


def verbatim(cell: str | None) -> str:
    """Give a cell that came out of a file of the same form as it was there.

    Examples
    --------
    >>> verbatim("=1"), verbatim("a\\tb")
    ('=1', 'a b')
    """
    return re.sub(r"[\t\n\r]", " ", cell or "")


def number(value: float) -> str:
    """Write a number without a needless fraction, as it will be read again.

    Examples
    --------
    >>> number(-10.0), number(3.4)
    ('-10', '3.4')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def xml_text(text: object) -> str:
    """Give a text that XML can hold."""
    return _NO_XML.sub("\ufffd", _TRICKS.sub("\ufffd", str(text)))
