"""Cells of tables that others open."""

from __future__ import annotations

import pytest

from detente.tables import harmless


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_what_a_spreadsheet_would_run_is_made_harmless(sign: str) -> None:
    assert harmless(f"{sign}1") == "'" + ("\ufffd1" if sign == "\r" else f"{sign}1")


@pytest.mark.parametrize("cell", [-12.5, 0, True, None, "calm", "a = b"])
def test_numbers_and_plain_words_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) is cell
