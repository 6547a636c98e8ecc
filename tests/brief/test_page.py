"""The page is whole, inert and tied to its evidence."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from detente.brief import Contents, bundle_of, gather, page_of, summary_of
from detente.brief.page import Shown, ShownStandoff
from detente.documents import read_text
from detente.errors import BriefError
from detente.reading.reader import Reader
from detente.records import Document, Genre, Reading, Skipped, Status, TextSpan, VoiceKind, from_dict
from tests.archive.builders import event, reading
from tests.drafting.builders import Paper, standoff

SHELLING = reading(
    event("ASSAULT", ("PRK-MIL",), ("KOR",), on="2010-11-23", mode="heavy-weapons"),
    event("ACCUSE", ("KOR",), ("PRK",), on="2010-11-24", place=1),
    published="2010-11-24",
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


class Page(HTMLParser):
    """Collects what the page links to, and what could load or run something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.active: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and value and value.startswith("#"):
                self.links.add(value[1:])
            if name.startswith("on") or (name in ("src", "href", "action") and value and not value.startswith("#")):
                self.active.append(f"{tag} {name}={value}")
        if tag in ("script", "iframe", "object", "embed", "form", "link"):
            self.active.append(tag)


def contents(*readings: Reading, **more: object) -> Contents:
    return gather(readings, **more)  # type: ignore[arg-type]


def hostile() -> Reading:
    document = SHELLING.document
    bad: Document = replace(
        document, text=f"News. {HOSTILE}", title=HOSTILE, outlet=HOSTILE, author=HOSTILE, left_out=(HOSTILE,), source=HOSTILE
    )
    return replace(SHELLING, document=bad, genre_reasons=(HOSTILE,))


def test_every_link_arrives_and_no_identifier_stands_twice() -> None:
    page = Page(page_of(contents(SHELLING)))
    assert page.links <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_hostile_text_stays_text() -> None:
    html = page_of(contents(hostile(), skipped=(Skipped(HOSTILE, "FormatError", HOSTILE),), title=HOSTILE))
    assert "<script" not in html
    assert Page(html).active == []
    assert "&lt;script&gt;" in html


def test_the_page_loads_nothing() -> None:
    html = page_of(contents(SHELLING))
    assert Page(html).active == []
    assert not re.findall(r"url\(|@import", html)
    assert "default-src 'none'" in html


def test_the_twin_gives_every_reading_back() -> None:
    twin = json.loads(json.dumps(bundle_of(contents(SHELLING))))
    back = [from_dict(Reading, plain) for plain in twin["readings"]]
    assert back == [SHELLING]
    for one in back:
        one.check()
    assert [i["type"] for i in twin["incidents"]] == ["ASSAULT", "ACCUSE"]


def test_the_order_of_readings_changes_nothing() -> None:
    other = reading(event("THREATEN", ("PRK",), ("KOR",), on="2010-12-01", document="doc-2"), document="doc-2", published="2010-12-02")
    assert page_of(contents(SHELLING, other)) == page_of(contents(other, SHELLING))


def test_opinion_alone_is_shown_as_told_by_it() -> None:
    piece = replace(SHELLING, genre=Genre.OPINION)
    found = contents(piece)
    assert found.as_told
    assert "as told by this piece" in page_of(found)
    assert any("opinion" in line for line in summary_of(found))


def test_opinion_beside_news_is_left_out_unless_asked() -> None:
    piece = reading(
        event("THREATEN", ("USA",), ("CHN",), on="2010-11-24", document="doc-2"),
        document="doc-2",
        published="2010-11-24",
        genre=Genre.OPINION,
    )
    assert {i.type for i in contents(SHELLING, piece).incidents} == {"ASSAULT", "ACCUSE"}
    assert {i.type for i in contents(SHELLING, piece, include_opinion=True).incidents} == {"ASSAULT", "ACCUSE", "THREATEN"}


def test_skipped_inputs_are_listed_with_their_reason() -> None:
    html = page_of(contents(SHELLING, skipped=(Skipped("a.txt", "EmptyDocument", "there is nothing in it"),)))
    assert "a.txt: there is nothing in it (EmptyDocument)" in html


def test_nothing_to_show_is_said() -> None:
    with pytest.raises(BriefError, match="there is no reading"):
        gather([])
    quiet = page_of(contents(reading(published="2010-11-24")))
    assert "No event is told as done." in quiet
    assert "No model was drafted" in quiet


def test_every_span_of_the_twin_quotes_its_document() -> None:
    for plain in bundle_of(contents(SHELLING))["readings"]:
        text = plain["document"]["text"]
        for told in plain["events"]:
            for evidence in told["evidence"]:
                span = from_dict(TextSpan, evidence)
                assert text[span.start : span.end] == span.quote


def test_sums_stand_with_their_intervals_on_the_page_and_in_the_twin() -> None:
    quiet = reading(document="doc-2", published="2010-12-08")
    found = contents(SHELLING, quiet)
    (series,) = bundle_of(found)["tension"]
    busy, gap, calm = series["periods"]
    low, high = busy["intervals"]["conflict"]
    assert f"conflict 12.5 ({low:.1f} to {high:.1f})" in page_of(found)
    assert "3 weeks: 2 looked at, 1 in which nobody wrote" in page_of(found)
    assert (gap["conflict"], gap["intervals"], calm["conflict"], calm["intervals"]["conflict"][0]) == (None, None, 0.0, 0.0)
    assert calm["intervals"]["conflict"][1] > 0


def test_an_incident_that_is_denied_opens_from_its_week() -> None:
    denial = reading(
        event("ASSAULT", ("PRK-MIL",), ("KOR",), on="2010-11-23", mode="heavy-weapons", document="doc-2", status=Status.NEGATED),
        document="doc-2",
        outlet="Daily",
        published="2010-11-24",
    )
    found = contents(SHELLING, denial)
    page = Page(page_of(found))
    (week,) = found.series[0].periods
    assert set(week.told) <= page.links <= set(page.ids)


def test_whoever_is_asked_about_whole_incidents_are_shown() -> None:
    denial = reading(
        event("ASSAULT", ("PRK",), ("KOR",), on="2010-11-23", mode="heavy-weapons", document="doc-2", status=Status.NEGATED),
        document="doc-2",
        outlet="Daily",
        published="2010-11-24",
    )
    (incident,) = contents(SHELLING, denial, about=("PRK-MIL", "RUS")).incidents
    assert len(incident.reports) == 2
    assert incident.disputed
    assert contents(denial, about=("PRK-MIL", "RUS")).incidents == ()


def test_whom_no_sentence_names_is_said_to_be_from_context() -> None:
    shelling = SHELLING.events[0]
    inferred = replace(shelling, reasons=("against whom: the other side of the latest hostile deed told",))
    assert [each.inferred for each in (inferred, shelling, replace(inferred, recipients=()))] == [True, False, False]
    assert "to whom: from context" in page_of(contents(replace(SHELLING, events=(inferred, *SHELLING.events[1:]))))
    assert "to whom: from context" not in page_of(contents(SHELLING))


def test_what_is_asked_not_to_be_done_says_not() -> None:
    asked = Paper("doc-1", "2023-01-10").propose("Oria asked Boria not to test.", "test", "asked", "ORI", "BOR", wanted=False)
    refused = asked.propose("Boria refused to talk.", "talk", "refused", "BOR", "BOR", wanted=False)
    shown = Shown(contents(refused.reading()))
    assert [shown.course(proposal) for proposal, _ in shown.proposals()] == ["not: «test»", "«talk»"]


def test_of_many_states_those_told_of_and_the_firmest_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.conflict.analysis.LISTED_STATES", 4)
    found = contents(*standoff())
    assert found.standoff is not None
    rows = ShownStandoff(found, found.standoff).states()
    assert (rows[0]["tag"], rows[0]["state"]) == ("today", found.standoff.draft.model.status_quo)
    count = len(found.standoff.draft.model.feasible_states())
    assert len(rows) == 10 < count
    assert f"These are 10 of {count:,} states" in page_of(found)


def test_the_model_is_told_in_words_and_doubts_are_told_at_once() -> None:
    found = contents(*standoff())
    html = page_of(found)
    assert "Ardenia with Calmar not to take" in html
    assert found.standoff is not None
    for maker in found.standoff.draft.model.decision_makers:
        for option in maker.options:
            first, rest = ShownStandoff(found, found.standoff).note(option.provenance)
            assert "no record tells" not in rest
            assert sorted("; ".join(part for part in (first, rest) if part).split("; ")) == sorted(
                found.standoff.named(option.provenance.note).split("; ")
            )


def test_a_report_in_an_outlets_own_words_comes_first() -> None:
    said = event("ASSAULT", ("PRK-MIL",), ("KOR",), on="2010-11-23", mode="heavy-weapons", document="doc-0", voice=VoiceKind.SOURCE)
    early = reading(said, document="doc-0", outlet="Early", published="2010-11-23")
    found = contents(early, SHELLING)
    (incident,) = (i for i in found.incidents if i.type == "ASSAULT")
    assert [one.id for one in Shown(found).events(incident)] == [SHELLING.events[0].id, said.id]


def test_what_an_opinion_piece_or_a_source_tells_is_said_to_be_theirs() -> None:
    piece = replace(SHELLING, genre=Genre.OPINION)
    assert "told as a fact by its author" in page_of(contents(piece))
    assert "told as a fact by its author" not in page_of(contents(SHELLING))


def test_accounts_of_who_did_it_have_names_and_those_on_both_sides_stand_once() -> None:
    one = event("ASSAULT", ("ETH",), ("ERI",), on="2022-05-03")
    both = reading(one, event("ASSAULT", ("ERI", "ETH"), ("ERI", "ETH"), on="2022-07-03", place=1), published="2022-07-04")
    shown = page_of(contents(both))
    assert "↔ each other" in shown
    assert not re.search(r"<strong>[A-Z]{3} to [A-Z]{3}</strong>", shown)


def test_nobody_is_called_hostile_of_whom_nothing_hostile_is_told() -> None:
    peace = reading(event("CONSULT", ("DEU",), ("FRA",), on="2022-05-03"), published="2022-05-04")
    assert any(line.strip().startswith("Nothing hostile between two sides is told as done") for line in summary_of(contents(peace)))
    assert not any("Most hostile" in line for line in summary_of(contents(peace)))


def test_pictures_have_a_name_and_wide_things_can_be_scrolled_by_keyboard() -> None:
    shown = page_of(contents(SHELLING))
    assert all('role="img"' in tag and ("aria-label" in tag or "viewBox" in tag) for tag in re.findall(r"<svg[^>]*>", shown))
    assert '<div class="scroll">' not in shown


def test_the_summary_needs_no_game_theory() -> None:
    told = " ".join(summary_of(contents(*standoff())))
    assert "Today, by the latest that is told:" in told
    assert not re.search(r"\bSEQ\b|equilibri|\bNash\b", told)


def test_what_somebody_is_told_to_think_or_mean_is_not_quoted_as_his_voice() -> None:
    text = "Iran said talks had begun. Iraq fired on a post because of signs that Iran was planning to strike Basra. Iran denied this."
    found = contents(Reader().read(read_text(text, published="2023-04-16")))
    voices = {voice.code: [statement.content[0].quote for statement, _ in voice.statements] for voice in found.voices}
    assert voices["IRN"] == ["talks had begun"]


def test_people_of_a_state_are_called_so() -> None:
    found = contents(Reader().read(read_text("An Iranian engineer attacked a Turkish soldier.", published="2023-04-16")))
    assert found.names["IRN-CVL"] == "people of Iran"
