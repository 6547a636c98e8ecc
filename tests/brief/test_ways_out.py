"""The sections on ways out and questions: all that the account and the ranking say is on the page, and nothing else."""

from __future__ import annotations

import html
import json
import re

import pytest

from detente.brief import Contents, bundle_of, gather, page_of
from detente.brief.wording import quoted
from tests.drafting.builders import standoff


@pytest.fixture(scope="module")
def contents() -> Contents:
    return gather(standoff(), [], about=("ARD", "BOR"))


def section(contents: Contents, name: str) -> str:
    page = page_of(contents)
    start = page.index(f'<section id="{name}">')
    return page[start : page.index("</section>", start)]


def lines(part: str) -> list[str]:
    """Give the texts of list entries and paragraphs, without tags."""
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", found)).split()) for found in re.findall(r"<(?:li|p)[^>]*>(.*?)</", part, re.S)]


def test_every_sentence_of_the_account_is_on_the_page(contents: Contents) -> None:
    assert contents.standoff is not None
    shown = " ".join(lines(section(contents, "ways-out")))
    account = contents.standoff.account
    assert account.settlements
    for settlement in account.settlements:
        for sentence in settlement.sentences:
            assert " ".join(quoted(contents.standoff.named(sentence)).split()) in shown
    assert account.danger_summary in shown


def test_no_sentence_of_the_page_is_from_elsewhere(contents: Contents) -> None:
    assert contents.standoff is not None
    account, named = contents.standoff.account, contents.standoff.named
    told = {account.summary, account.danger_summary, *(hold.sentence for hold in account.here)}
    for settlement in account.settlements:
        told |= set(settlement.sentences)
    for danger in account.dangers:
        told |= {danger.sentence, *(hold.sentence for hold in danger.holds)}
    known = {quoted(named(sentence)) for sentence in told}
    claims = [line for line in lines(section(contents, "ways-out")) if " would " in line and not line.startswith("Everything here follows")]
    assert claims
    assert [claim for claim in claims if claim not in known and not claim.startswith(("would hold", "would not hold"))] == []


def test_premises_carry_their_evidence(contents: Contents) -> None:
    shown = section(contents, "ways-out")
    assert "What this rests on" in shown
    assert "assumed" in shown or "of evidence" in shown


def test_questions_stand_in_the_order_of_their_consequence(contents: Contents) -> None:
    assert contents.standoff is not None
    shown = html.unescape(section(contents, "questions"))
    asked = contents.standoff.asked
    assert asked.ranked
    places = [shown.index(quoted(question.text)) for question in asked.ranked]
    assert places == sorted(places)
    assert asked.summary in shown
    for question in asked.ranked[:12]:
        assert quoted(question.answers[0].sentence) in shown


def test_the_twin_has_the_account_and_the_ranking(contents: Contents) -> None:
    twin = json.loads(json.dumps(bundle_of(contents)))["standoff"]
    assert twin["account"]["settlements"][0]["standpoints"][0]["sentence"]
    assert twin["ranked_questions"]["questions"][0]["answers"]


def test_identifiers_of_options_are_not_shown_in_sentences(contents: Contents) -> None:
    assert contents.standoff is not None
    ids = [option.id for option in contents.standoff.draft.model.options]
    claims = " ".join(lines(section(contents, "ways-out")))
    assert not [name for name in ids if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", claims)]
