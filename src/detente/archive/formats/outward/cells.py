"""Cells of tables that others open: no spreadsheet runs them, no terminal obeys them, no cell breaks its row."""

from __future__ import annotations

import re

from detente.tables import TRICKS, harmless

_NO_XML = re.compile("[\ufffe\uffff]")


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
    return _NO_XML.sub("\ufffd", TRICKS.sub("\ufffd", str(text)))
