"""Whatever a text holds, it is read: no exception, and every record quotes it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.documents import read_text
from detente.errors import DocumentError
from detente.reading.reader import Reader

WORDS = [
    "North Korea",
    "South Korea's military",
    "Seoul",
    "the United States and Japan",
    "Kim Jong-un",
    "ROK",
    "U.N.",
    "he",
    "they",
    "its",
    "the talks",
    "missiles",
    "sanctions",
    "said",
    "said that",
    "told",
    "denied",
    "according to",
    "urged",
    "threatened to",
    "will",
    "would",
    "if",
    "not",
    "has been",
    "fired",
    "attacked",
    "met with",
    "agreed",
    "was killed by",
    "on Friday",
    "in April 2017",
    "31 February 2023",
    "2023-02-31",
    "the 31st",
    "yesterday",
    "two",
    "3,000",
    "$5bn",
    "-40 %",
    "and",
    "but",
    ",",
    ".",
    "?",
    "!",
    ";",
    ":",
    "—",
    "-",
    '"',
    "“",
    "”",
    "‘",
    "’",
    "'",
    "(",
    ")",
    "[",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "…",
    "...",
    "é",
    "中",
    "🚀",
    "́",
    "\u200b",
    "\u202e",
    "²",
    "➑",
    "½",
    "٣",
    "x",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join) | st.text(max_size=60)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@settings(suppress_health_check=list(HealthCheck), max_examples=150)
@given(texts, st.sampled_from([None, "2023-04-16", "1600-01-01", "2024-02-29"]))
@example("war", None)
@example('He said: "', "2023-04-16")
@example("said said said", None)
@example("It was over on ➑ May and ² June 20²³.", "2023-04-16")
@example("A\n\n\nB", None)
@example("North Korea urged North Korea", None)
def test_any_text_is_read_and_quoted(reader: Reader, text: str, published: str | None) -> None:
    try:
        document = read_text(text, published=published)
    except DocumentError:
        return
    reading = reader.read(document)
    reading.check()
    assert reading.document == document
    assert all(document.text[start:end].strip() for start, end in reading.sentences)
