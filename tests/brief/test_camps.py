"""The section on camps: there where three sides have clear ties, tied to its evidence, inert."""

from __future__ import annotations

import json
from dataclasses import replace

from detente.brief import bundle_of, gather, page_of
from detente.records import Reading, Status
from tests.archive.builders import event, reading
from tests.brief.test_page import HOSTILE, SHELLING, Page


def three_sides() -> Reading:
    """Two friends of a third who are hostile to each other, and a fourth of whom too little is told."""
    told = [
        ("AID", "USA", "KOR"), ("AID", "USA", "JPN"), ("ACCUSE", "KOR", "JPN"),
    ]  # fmt: skip
    events = [
        event(kind, (one,), (other,), on=f"2019-0{month}-01", place=place * 10 + month)
        for place, (kind, one, other) in enumerate(told)
        for month in range(1, 5)
    ]
    return reading(*events, event("CONSULT", ("CHN", "KOR"), on="2019-05-01", place=99), published="2019-06-01")


def test_camps_and_strained_triads_open_their_evidence() -> None:
    found = gather([three_sides()])
    html = page_of(found)
    page = Page(html)
    assert "camps" in page.ids
    assert page.links <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.active == []
    assert "Triads under strain" in html
    assert "1 further pair has dealings whose sign is not clear: CHN and KOR (too little to tell)" in html
    twin = json.loads(json.dumps(bundle_of(found)))["camps"]
    assert twin["triads"]["strained"][0]["kind"] == "++-"
    assert twin["split"]["against"] == [["JPN", "KOR"]]


def test_two_sides_have_no_camps() -> None:
    found = gather([SHELLING])
    assert found.camps is None
    assert 'id="camps"' not in page_of(found)
    assert bundle_of(found)["camps"] is None


def test_what_is_denied_makes_no_tie_and_breaks_no_page() -> None:
    one = three_sides()
    denied = event("ACCUSE", ("KOR",), ("JPN",), on="2019-01-01", status=Status.NEGATED, place=77)
    html = page_of(gather([replace(one, events=(*one.events, denied))]))
    assert Page(html).links <= set(Page(html).ids)


def test_hostile_names_stay_text() -> None:
    one = three_sides()
    html = page_of(gather([replace(one, actors=tuple(replace(actor, name=HOSTILE) for actor in one.actors))]))
    assert "<script" not in html
    assert Page(html).active == []


def test_about_narrows_the_camps_to_those_who_deal_with_it() -> None:
    far = event("ASSAULT", ("RUS",), ("UKR",), on="2019-02-01", place=55)
    again = event("ASSAULT", ("RUS",), ("UKR",), on="2019-03-01", place=56)
    one = reading(*three_sides().events, far, again, published="2019-06-01")
    everybody, narrowed = gather([one]).camps, gather([one], about=("KOR",)).camps
    assert everybody is not None
    assert narrowed is not None
    assert "RUS" in everybody.found.network.actors
    assert "RUS" not in narrowed.found.network.actors
