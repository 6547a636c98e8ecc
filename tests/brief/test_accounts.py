"""Contradictions stand side by side in a brief, and corrections are marked."""

from __future__ import annotations

from dataclasses import replace

from detente.archive import Archive
from detente.brief import gather, page_of
from detente.records import Numbers, Reading, Status, Verdict
from tests.archive.builders import event, reading


def strike(document: str, outlet: str, dead: int, status: Status = Status.ASSERTED) -> Reading:
    deed = event("ASSAULT", ("ARD",), ("BOR",), on="2023-05-01", document=document, mode="aerial", status=status)
    return reading(replace(deed, numbers=Numbers(dead=dead)), document=document, outlet=outlet, published="2023-05-02")


def test_accounts_of_the_dead_stand_side_by_side() -> None:
    page = page_of(gather([strike("doc-1", "Wire", 12), strike("doc-2", "Daily", 16)]))
    assert "The reports differ in the number of dead: <strong>12</strong> (Wire) · <strong>16</strong> (Daily)" in page


def test_a_denial_stands_beside_what_it_denies_and_one_alone_is_told_as_not_done() -> None:
    page = page_of(gather([strike("doc-1", "Wire", 12), strike("doc-2", "Daily", 12, Status.NEGATED)]))
    assert "The reports differ in whether it was done: <strong>asserted</strong> (Wire) · <strong>denied</strong> (Daily)" in page
    assert "<em>not:</em>" not in page
    assert "<em>not:</em>" in page_of(gather([strike("doc-2", "Daily", 12, Status.NEGATED)]))


def test_who_corrected_an_incident_is_marked() -> None:
    with Archive() as archive:
        archive.add(strike("doc-1", "Wire", 12))
        (one,) = archive.reports()
        archive.correct(one.id, Verdict.TYPE, "COERCE:seize", who="Ada <b>", why="towns were taken")
        page = page_of(gather(archive.readings()))
    assert "corrected by Ada &lt;b&gt;" in page
    assert "COERCE/seize" in page
