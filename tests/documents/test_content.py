"""What of a plain text is content: captions, credits, bylines, menus go; prose stays; lines are joined; the title is found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.documents.content import kind_of, separate


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("This photo taken on June 3, 2019 shows a guard post near the border. (PHOTO / AGENCY)", "caption"),
        ("In this undated file photo released by the state news agency, soldiers march.", "caption"),
        ("FILE PHOTO: A ship leaves the port of Odesa", "caption"),
        ("File photo: a ship leaves the port", "caption"),
        ("A convoy crosses the bridge on Monday. (AP Photo/Jane Doe)", "caption"),
        ("The minister arrives in Vienna. [Photo/Agencies]", "caption"),
        ("The minister arrives in Vienna (Xinhua/Wang Wu)", "caption"),
        ("People queue at a bank in Kabul. REUTERS/John Doe/File", "caption"),
        ("Photo by Jane Doe", "credit"),
        ("Image credit: Jane Doe", "credit"),
        ("By Jane Doe and John van Dyk", "byline"),
        ("BY JANE DOE", "byline"),
        ("(Reporting by Jane Doe; Editing by John Doe)", "byline"),
        ("Read more: Talks fail in Vienna", "more"),
        ("Also read", "more"),
        ("Related stories", "more"),
        ("Share", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("Subscribe to our newsletter", "share"),
        ("Home | World | Asia", "menu"),
        ("Home > World > Asia", "menu"),
        ("Advertisement", "menu"),
        ("© 2023 The Courier. All rights reserved.", "legal"),
        ("Published: April 16, 2023", "date line"),
        ("(END)", "end mark"),
    ],
)
def test_no_content(line: str, kind: str) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "A photo of the two leaders shaking hands hangs in the hall, and nobody looks at it.",
        "By Friday the army had taken the town.",
        "The two sides share a border of 200 km.",
        "World leaders met in Vienna.",
        "Read in court, the letter caused an outcry.",
        "Related issues were left aside, the minister said.",
        "News of the strike (and of the truce) reached Seoul late.",
        "The drone's images were shown to the council on Tuesday.",
        "He said: \"We will answer.\"",
        "Opinion is divided over the treaty.",
    ],
)
def test_content(line: str) -> None:
    assert kind_of(line) is None


def test_title_caption_and_byline_of_a_plain_text() -> None:
    text = (
        "Talks fail in Vienna\n\nBy Jane Doe\n\nThis photo taken on June 3, 2019 shows the hall. (PHOTO / AGENCY)\n\n"
        "The talks failed.\n\n\n\nNobody was surprised.\nRead more\n"
    )
    content = separate(text, find_title=True)
    assert content.title == "Talks fail in Vienna"
    assert content.author == "Jane Doe"
    assert content.text == "Talks fail in Vienna\n\nThe talks failed.\n\nNobody was surprised."
    assert [entry.partition(":")[0] for entry in content.left_out] == ["byline", "caption", "more"]


@pytest.mark.parametrize(
    "text", ["The talks failed.\n\nNobody wept.", "Talks fail\nThe talks failed.", "Talks fail", "1234\n\nThe talks failed."]
)
def test_no_title(text: str) -> None:
    assert separate(text, find_title=True).title is None


def test_hard_wrapped_lines_are_joined_and_lists_are_not() -> None:
    wrapped = (
        "The foreign ministers of the two countries met in the capital on Monday for\n"
        "talks on the border dispute, which has kept their armies facing each other\n"
        "for more than two years and has cost the lives of at least forty soldiers on\n"
        "both sides."
    )
    assert separate(wrapped, find_title=False).text == wrapped.replace("\n", " ")
    listed = "First.\nSecond.\nThird.\nFourth."
    assert separate(listed, find_title=False).text == listed


@given(st.text(alphabet="aA .,|/>()[]-\n'By Photo:", max_size=400))
def test_what_is_kept_was_there(text: str) -> None:
    content = separate(text, find_title=True)
    assert set(content.text.split()) <= set(text.split())
    assert separate(text, find_title=True) == content


def test_no_line_makes_the_patterns_slow() -> None:
    lines = ["By " + "A" * 130, "By " + "Aa " * 45, "x | " * 70 + ".!", "Home " + "> a " * 60 + "|"]
    lines += ["This photo " + "shows " * 110, "(AP / " + "A " * 300]
    started = time.process_time()
    for line in lines:
        kind_of(line)
    assert time.process_time() - started < 10
