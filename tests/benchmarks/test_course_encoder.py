"""Sentences labelled for the course encoder, as they are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.course_encoder import OPENED, PLAIN, SECOND, TRAINED_ON, TRAINING, UNREAD, agreement, read_sentences
from benchmarks.train_standing import unread
from benchmarks.written import read_news, written_items

RESERVE = tuple(sorted((TRAINING / "reserve").glob("*.tsv")))
LABELLED_SINCE = (*(path for group in ("deadlocks", "next", "newswire", "plain") for path in TRAINED_ON[group]), *RESERVE)
WRITTEN = tuple(sorted(Path("benchmarks/training").glob("*/*/items.tsv")))
EVERY = (OPENED, *(path for files in TRAINED_ON.values() for path in files))
LONG = 60  # letters; shorter sentences may stand in any news
ITEMS = """\
course\thow\tnow\towner\twords\tsentence
# item\t2024-01-01\tWire\tnews\tShut
blockade\tdone\ton\tKenya\tclosed its border\tKenya closed its border.
talks\tasked\toff\tKenya+Somalia\ttalk\tThe union asked Kenya and Somalia to talk.
# item\t2024-02-01\tWire\tnews\tOpen
access\tpromised\toff\tIt\tlet aid in\tIt would let aid in.
none\t\t\t\t\tRain fell.
"""


@pytest.fixture
def items(tmp_path: Path) -> Path:
    (tmp_path / "items.tsv").write_text(ITEMS, encoding="utf-8")
    return tmp_path / "items.tsv"


def test_how_a_course_stands_is_read_where_it_was_labelled(items: Path) -> None:
    assert [each.stands for sentence in read_sentences(items) for each in sentence.told] == ["on", "off", "off"]
    items.write_text("course\thow\towner\twords\tsentence\ntalks\tdone\tThey\tmet\tThey met.\n", encoding="utf-8")
    assert [each.stands for sentence in read_sentences(items) for each in sentence.told] == [None]


def test_a_course_is_wanted_where_an_option_of_the_reference_in_either_form_is_told_in_the_item(items: Path) -> None:
    assert {each.wanted for sentence in read_sentences(items) for each in sentence.told} == {None}
    assert wanted_of(items, {"id": "blockade", "items": [1, 2]}) == {"blockade": True, "talks": False, "access": True}
    assert wanted_of(items, {"id": "access", "items": [1]}) == {"blockade": True, "talks": False, "access": None}


def wanted_of(items: Path, option: dict[str, object]) -> dict[str, bool | None]:
    """Say of each course told whether a reference with one option wants it."""
    items.with_name("reference.json").write_text(json.dumps({"options": [option]}), encoding="utf-8")
    return {each.course: each.wanted for sentence in read_sentences(items) for each in sentence.told}


def test_the_title_stands_before_the_first_sentence_of_an_item(items: Path) -> None:
    assert [sentence.before for sentence in read_sentences(items)] == ["Shut", "Kenya closed its border.", "Open", "It would let aid in."]


def reference_of(path: Path) -> dict[str, Any]:
    """Read the reference beside the labelled sentences of a conflict."""
    found: dict[str, Any] = json.loads(path.with_name("reference.json").read_text(encoding="utf-8"))
    return found


def told_in(files: Iterable[Path]) -> set[str]:
    """Give the sentences of some files that tell a course, but for short ones."""
    return {sentence.words for sentence in read_sentences(*files) if sentence.told and len(sentence.words) > LONG}


def test_a_second_labeller_is_compared_as_the_encoder_is(items: Path, tmp_path: Path) -> None:
    first = read_sentences(items)
    same = {"precision": 1.0, "recall": 1.0, "how": 1.0, "owner": 1.0, "stands": 1.0}
    assert agreement(first, first) == same | {"sentences": 4}
    other = tmp_path / "other.tsv"
    text = ITEMS.replace("blockade\tdone\ton\tKenya\t", "blockade\tdone\toff\t\t").replace("access\tpromised\t", "aid\tpromised\t")
    other.write_text(text, encoding="utf-8")
    thirds = {"precision": 0.6667, "recall": 0.6667}
    assert agreement(first, read_sentences(other)) == same | thirds | {"sentences": 4, "owner": 0.5, "stands": 0.5}


def test_second_labels_are_of_the_sentences_of_the_first() -> None:
    assert SECOND
    for path in SECOND:
        assert [s.words for s in read_sentences(path)] == [s.words for s in read_sentences(PLAIN / path.name)], path


def test_nothing_is_both_trained_on_and_measured_as_another_conflict() -> None:
    assert RESERVE, "kept for a later training"
    assert not told_in((*EVERY, *RESERVE)) & told_in(path for files in UNREAD.values() for path in files)


def test_how_the_status_quo_is_weighed_is_fitted_on_news_that_the_encoder_has_not_read() -> None:
    folders = unread()
    assert {path.parent for path in UNREAD["conflicts"]} <= set(folders)
    texts = [" ".join(document.text.split()) for folder in folders for document in read_news(folder)]
    begin_there = {text[word.start() : word.start() + LONG] for text in texts for word in re.finditer(r"\S+", text)}
    alike = [words for words in told_in(EVERY) if words[:LONG] in begin_there]  # most begin with the same long name only
    assert not [words for words in alike if any(words in text for text in texts)]


def test_how_courses_stand_is_labelled_in_what_was_written_for_later_parts_of_the_training() -> None:
    assert all(each.stands for sentence in read_sentences(*LABELLED_SINCE) for each in sentence.told)
    for path in LABELLED_SINCE:
        if path.name == "items.tsv":
            days = [each.published for each in read_news(path.parent)]
            assert reference_of(path)["as_of"] == max(day for day in days if day), path


def test_the_sentences_labelled_beside_plain_news_are_those_of_the_news() -> None:
    for path in TRAINED_ON["newswire"]:
        texts = [" ".join(document.text.split()) for document in read_news(path.parent)]
        assert all(any(sentence.words in text for text in texts) for sentence in read_sentences(path)), path


def test_of_every_written_conflict_the_owners_decide_and_the_reference_is_as_of_its_last_day_or_later() -> None:
    for path in WRITTEN:
        reference = reference_of(path)
        owners = {actor for maker in reference["decision_makers"] for actor in maker["actors"]}
        assert {option["owner"] for option in reference["options"]} <= owners, path
        assert reference["as_of"] >= max(item["published"] for item in written_items(path.parent)), path
