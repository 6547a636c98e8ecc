"""Labelled sentences put together to the news they are."""

from __future__ import annotations

from pathlib import Path

from benchmarks.written import read_news

ITEMS = """\
course\thow\tnow\towner\twords\tsentence
# item\t2024-01-01\tWire\tnews\tShut
blockade\tdone\ton\tKenya\tclosed its border\tKenya closed its border with Somalia on Monday.
sanctions\tdone\ton\tKenya\tclosed\tKenya closed its border with Somalia on Monday.
none\t\t\t\t\tRain fell on the lorries that waited there.
# par
talks\tasked\toff\tKenya+Somalia\ttalk\tThe union asked Kenya and Somalia to talk.
# item\t2024-02-01\tPost\topinion\tOpen it
access\tasked\toff\tKenya\tlet aid in\tKenya should let aid in, and it should do so now.
"""


def test_sentences_are_put_together_to_items_and_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "items.tsv").write_text(ITEMS, encoding="utf-8")
    first, second = read_news(tmp_path)
    paragraphs = ["Kenya closed its border with Somalia on Monday. Rain fell on the lorries that waited there.",
                  "The union asked Kenya and Somalia to talk."]  # fmt: skip
    assert (first.text, first.title, first.published, first.outlet) == ("\n\n".join(paragraphs), "Shut", "2024-01-01", "Wire")
    assert (second.genre.value, second.published) == ("opinion", "2024-02-01")


def test_a_folder_of_files_comes_first(tmp_path: Path) -> None:
    (tmp_path / "items.tsv").write_text(ITEMS, encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The talks that were held in Hanoi have failed.", encoding="utf-8")
    assert [each.text for each in read_news(tmp_path)] == ["The talks that were held in Hanoi have failed."]
