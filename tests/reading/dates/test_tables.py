"""The tables of the grammar of time load whole, and every form in them is found in a text."""

from __future__ import annotations

import pytest

from detente.reading.dates import find_times
from detente.reading.dates.tokens import HOLIDAY, LETTERS, VAGUE, tokenize
from detente.reading.lexicon import load_table


def test_every_form_gets_the_class_of_its_first_table_row() -> None:
    seen: set[str] = set()
    for row in load_table("dates/words.tsv", ("class", "value", "forms", "capital")):
        for form in row.several("forms"):
            if form.lower() in seen:
                continue
            seen.add(form.lower())
            assert LETTERS[row["class"]] in tokenize(form).letters, (row.line, form)


@pytest.mark.parametrize(("table", "columns", "letter"), [("vague", ("value", "phrases"), VAGUE), ("holidays", ("date", "names"), HOLIDAY)])
def test_every_phrase_is_one_token(table: str, columns: tuple[str, str], letter: str) -> None:
    for row in load_table(f"dates/{table}.tsv", columns):
        for phrase in row.several(columns[1]):
            assert tokenize(phrase).letters == letter, (row.line, phrase)


def test_phrases_that_are_no_times_hide_their_words() -> None:
    for row in load_table("dates/not_times.tsv", ("phrases",)):
        for phrase in row.several("phrases"):
            assert find_times(f"They spoke of {phrase} then.", "doc-1", "2023-04-16") == (), (row.line, phrase)
