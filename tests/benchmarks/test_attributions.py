"""Who says what in the project's own labelled articles: the marks are read right, and the figures stay above their floors."""

from __future__ import annotations

import pytest

from benchmarks.attributions import FILE, measure, read_articles

FLOORS = {"who_said_what_f1": 0.83, "who_said_what_precision": 0.82, "content_j50_f1": 0.86, "sentence_f1": 0.90}


def test_marks_join_what_belongs_together() -> None:
    [article] = read_articles("# head\n[s12 Seoul] [q said] [c it was late] and [q2 added] [c2 that it was [s3 Novak]'s [q3 view]].")
    text = article["text"]
    spans = [[text[a:b] for a, b in relation[role]] for relation in article["relations"] for role in ("source", "cue", "content")]
    assert spans == [["Seoul"], ["said"], ["it was late"], ["Seoul"], ["added"], ["that it was Novak's view"]]


def test_what_is_nested_is_left_out() -> None:
    [article] = read_articles("[s Seoul] [q said] [c that [s2 Tokyo] [q2 feared] [c2 a war]].")
    assert len(article["relations"]) == 1


@pytest.mark.parametrize("paragraph", ["[s Seoul said.", "Seoul] said."])
def test_marks_that_do_not_close_are_refused(paragraph: str) -> None:
    with pytest.raises(ValueError, match="Seoul"):
        read_articles(paragraph)


def test_the_articles_are_many_and_hold_sentences_of_the_author() -> None:
    articles = read_articles(FILE.read_text(encoding="utf-8"))
    paragraphs = [p for article in articles for p in article["text"].split("\n\n")]
    assert len(articles) > 40
    assert len(paragraphs) > 500
    assert sum(len(article["relations"]) for article in articles) > 500


def test_who_says_what_stays_above_its_floors() -> None:
    figures = measure()
    low = {name: figures[name] for name, floor in FLOORS.items() if (figures[name] or 0.0) < floor}
    assert not low, f"fell below {FLOORS}: {low}"
