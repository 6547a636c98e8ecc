"""The Markdown brief has what the page has, and nothing in it that documents could have made markup of."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from detente.brief import gather, markdown_of
from detente.brief.markdown import inert
from detente.records import Reading, Skipped
from tests.brief.test_page import SHELLING, contents, hostile
from tests.drafting.builders import standoff

markdown_it = pytest.importorskip("markdown_it")

TRICKS = (
    "[click](http://evil.example/x)", "![see](http://evil.example/x.png)", "<script>alert(1)</script>", "<http://evil.example>",
    "`code`",
    "**bold** _soft_ ~~gone~~", "# heading", "- item", "1. item", "> quote", "a | b", "[ref]: http://evil.example", "&lt;b&gt; &copy;",
    "***", "===",
    "line\n\n# heading", "$x^2$", "\\[x\\](y)", ":smile: 10:30", "}}{{ 7 * 7 }}",
)  # fmt: skip


def html(text: str) -> str:
    return str(markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def shown(rendered: str) -> str:
    plain = re.sub(r"<[^>]*>", "", rendered)
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, letter)
    return " ".join(plain.split())


@pytest.mark.parametrize("text", TRICKS)
@pytest.mark.parametrize("frame", ["{}", "- {}", "> {}", "words «{}» words"])
def test_text_is_shown_as_it_is(text: str, frame: str) -> None:
    rendered = html(frame.format(inert(text)))
    assert set(re.findall(r"<(\w+)", rendered)) <= {"p", "ul", "li", "blockquote"}
    assert shown(rendered) == " ".join(frame.removeprefix("- ").removeprefix("> ").format(text).split())


@pytest.mark.parametrize(
    "text", ["see http://evil.example", "HTTPS://evil.example/a", "WWW.evil.example", "mailto:a@evil.example", "a@evil.example"]
)
def test_bare_addresses_are_broken_up(text: str) -> None:
    made = str(inert(text))
    assert not re.search(r"https?://|www\.|mailto:|@\w", made, re.IGNORECASE)


def test_hostile_text_stays_text() -> None:
    bad = "[x](http://evil.example) <img src=x> ![y](http://evil.example/y)\n# z"
    reading = hostile()
    document = replace(reading.document, text=f"News. {bad}", title=bad, outlet=bad, author=bad, left_out=(bad,), source=bad)
    found = contents(replace(reading, document=document, genre_reasons=(bad,)), skipped=(Skipped(bad, "FormatError", bad),), title=bad)
    rendered = html(markdown_of(found))
    assert not re.findall(r"<(?:a|img|script|code|pre)\b", rendered)
    assert "<h1>[x](http://evil.example)" in rendered


def test_it_has_every_section_incident_statement_and_document() -> None:
    found = gather(standoff())
    text = markdown_of(found)
    titles = "In short|Actors and voices|What happened, as told|What may come|Tension|The standoff as a model|Ways out"
    for title in [*titles.split("|"), "Questions", "Documents", "Method"]:
        assert f"\n## {title}" in text
    assert all(incident.id in text for incident in found.incidents)
    assert all(f"### Document {n}\n" in text for n in range(1, len(found.readings) + 1))
    assert found.standoff is not None
    rendered = html(text)
    assert "<code" not in rendered
    assert all(option.name in text for option in found.standoff.draft.model.options)
    assert rendered.count("<h2>") == text.count("\n## ")


def test_the_order_of_readings_changes_nothing() -> None:
    assert markdown_of(gather(standoff())) == markdown_of(gather(reversed(standoff())))


def test_little_is_said_plainly() -> None:
    quiet: Reading = replace(SHELLING, events=(), statements=())
    text = markdown_of(contents(quiet))
    assert "No event is told as done." in text
    assert "No model was drafted" in text
