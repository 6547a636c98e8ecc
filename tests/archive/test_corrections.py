"""What people say of records: laid over readings, never into them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.archive import Archive, correct_reading, merge_reports, reports_of
from detente.archive.corrections import make_correction
from detente.errors import UnknownRecord, UsageError
from detente.records import Correction, Event, Incident, Reading, TextSpan, Verdict
from tests.archive.builders import event, reading

SAID = {"who": "Ada", "why": "the text says so"}


def told(document: str, place: int = 0, type_name: str = "ASSAULT", on: str = "2023-05-01") -> Reading:
    """A document with one assault and one accusation, their triggers at places of their own."""
    text = "Rebels shelled Halem. The envoy called it a crime."
    deed = event(type_name, ("ARD",), ("BOR",), on=on, document=document, place=place)
    word = event("ACCUSE", ("BOR",), ("ARD",), on=on, document=document, place=place)
    spans = (TextSpan.of(document, text, 7, 14), TextSpan.of(document, text, 32, 38))
    whole = TextSpan.of(document, text, 0, 21)
    made = reading(replace(deed, evidence=(spans[0], whole)), replace(word, evidence=(spans[1], whole)), document=document)
    return replace(made, document=replace(made.document, text=text, outlet=f"Outlet {document}"))


def archive_of(*readings: Reading) -> Archive:
    archive = Archive()
    for one in readings:
        archive.add(one)
    return archive


def deed(archive: Archive, document: str = "doc-1", *, corrected: bool = True) -> Event:
    return archive.reading(document, corrected=corrected).events[0]


def test_a_type_is_corrected_everywhere_but_in_the_reading() -> None:
    with archive_of(told("doc-1")) as archive:
        name = deed(archive).id
        archive.correct(name, Verdict.TYPE, "coerce:seize", **SAID)
        assert (deed(archive).type, deed(archive).mode) == ("COERCE", "seize")
        assert deed(archive, corrected=False).type == "ASSAULT"
        assert "corrected by Ada: the text says so (type was ASSAULT)" in deed(archive).reasons
        assert [r.type for r in archive.reports()] == ["ACCUSE", "COERCE"]
        assert {r.type: r.corrected for r in archive.reports()} == {"COERCE": ("Ada",), "ACCUSE": ()}
        assert {i.type for i in archive.incidents()} == {"COERCE", "ACCUSE"}


def test_actors_and_recipients_get_a_party() -> None:
    with archive_of(told("doc-1")) as archive:
        archive.correct(deed(archive).id, Verdict.ACTOR, "COR-MIL, ARD", **SAID)
        archive.correct(deed(archive).id, Verdict.RECIPIENT, "~villagers", **SAID)
        found = next(r for r in archive.reports() if r.type == "ASSAULT")
        assert (found.actors, found.recipients) == (("ARD", "COR"), ("~villagers",))


def test_a_rejected_event_is_gone_and_can_still_be_asked_for() -> None:
    with archive_of(told("doc-1")) as archive:
        name = deed(archive).id
        archive.correct(name, Verdict.REJECT, **SAID)
        assert [r.type for r in archive.reports()] == ["ACCUSE"]
        assert archive.find(name).record.id == name
        archive.correct(name, Verdict.TYPE, "COERCE", **SAID)
        assert [r.type for r in archive.reports()] == ["ACCUSE", "COERCE"]


def test_a_later_correction_goes_over_an_earlier_and_what_is_said_again_is_the_last() -> None:
    with archive_of(told("doc-1")) as archive:
        name = deed(archive).id
        for kind in ("COERCE", "PROTEST", "COERCE"):
            archive.correct(name, Verdict.TYPE, kind, **SAID)
        assert (deed(archive).type, len(archive.corrections())) == ("COERCE", 2)


def test_two_that_stood_apart_are_merged_and_split_again() -> None:
    with archive_of(told("doc-1"), told("doc-2", on="2023-09-01")) as archive:
        one, other = deed(archive, "doc-1").id, deed(archive, "doc-2").id
        assert home(archive, one) != home(archive, other)
        archive.correct(one, Verdict.MERGE, other, **SAID)
        assert home(archive, one) == home(archive, other)
        archive.correct(other, Verdict.SPLIT, **SAID)
        assert home(archive, one) != home(archive, other)
        archive.undo(other)
        assert home(archive, one) == home(archive, other)
        archive.undo(one)
        assert (home(archive, one) != home(archive, other), archive.corrections()) == (True, ())


def test_an_event_joins_a_whole_incident_and_an_incident_is_split_whole() -> None:
    with archive_of(told("doc-1"), told("doc-2"), told("doc-3", on="2023-09-01")) as archive:
        late = deed(archive, "doc-3").id
        together = next(i for i in archive.incidents() if len(i.reports) == 2 and i.type == "ASSAULT")
        archive.correct(late, Verdict.MERGE, together.id, **SAID)
        merged = home(archive, late)
        assert set(merged.reports) == {late, *together.reports}
        archive.correct(merged.id, Verdict.SPLIT, **SAID)
        assert len(home(archive, late).reports) == 1
        assert len(home(archive, together.reports[0]).reports) == 1


def test_an_incident_is_rejected_with_all_its_reports() -> None:
    with archive_of(told("doc-1"), told("doc-2")) as archive:
        together = next(i for i in archive.incidents() if i.type == "ASSAULT")
        assert len(archive.correct(together.id[:8], Verdict.REJECT, **SAID)) == 2
        assert {i.type for i in archive.incidents()} == {"ACCUSE"}


def test_a_correction_survives_reading_again_by_the_words_at_their_place() -> None:
    with archive_of(told("doc-1"), told("doc-2", on="2023-09-01")) as archive:
        old = deed(archive).id
        archive.correct(old, Verdict.TYPE, "COERCE", **SAID)
        archive.correct(old, Verdict.MERGE, deed(archive, "doc-2").id, **SAID)
        archive.add(told("doc-1", place=7, type_name="MOBILIZE"))
        again = deed(archive)
        assert again.id != old
        assert again.type == "COERCE"
        assert any("found again by its words" in reason for reason in again.reasons)
        assert home(archive, again.id) == home(archive, deed(archive, "doc-2").id)


def test_what_is_exported_tells_sentence_software_and_person() -> None:
    with archive_of(told("doc-1")) as archive:
        archive.correct(deed(archive).id, Verdict.TYPE, "COERCE", **SAID)
        (one,) = archive.labelled()
        assert (one["sentence"], one["trigger"], one["start"], one["end"]) == ("Rebels shelled Halem.", "shelled", 7, 14)
        assert (one["software"]["type"], one["person"], one["who"]) == ("ASSAULT", "COERCE", "Ada")


@pytest.mark.parametrize(
    ("verdict", "value", "words"),
    [
        (Verdict.TYPE, "WAR", "no event type"),
        (Verdict.TYPE, "ASSAULT:visit", "no mode of ASSAULT"),
        (Verdict.ACTOR, " , ", "names no actor"),
        (Verdict.SPLIT, None, "nothing to split"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(verdict: Verdict, value: str | None, words: str) -> None:
    with archive_of(told("doc-1")) as archive:
        with pytest.raises(UsageError, match=words):
            archive.correct(deed(archive).id, verdict, value, **SAID)
        assert archive.corrections() == ()


def test_who_and_why_are_needed_and_unknown_records_are_named() -> None:
    with archive_of(told("doc-1")) as archive:
        name = deed(archive).id
        with pytest.raises(UsageError, match="who corrects"):
            archive.correct(name, Verdict.REJECT, who="Ada", why=" ")
        for wrong in ("ev-000000000000", "in-000000000000"):
            with pytest.raises(UnknownRecord, match=wrong):
                archive.correct(wrong, Verdict.REJECT, **SAID)
        with pytest.raises(UnknownRecord, match="nothing was corrected"):
            archive.undo(name)
        with pytest.raises(UsageError, match="with itself"):
            archive.correct(name, Verdict.MERGE, name, **SAID)


def test_corrections_stay_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Archive(path) as archive:
        archive.add(told("doc-1"))
        made = archive.correct(deed(archive).id, Verdict.TYPE, "COERCE", **SAID)
    with Archive(path, read_only=True) as archive:
        assert archive.corrections() == made
        assert deed(archive).type == "COERCE"


def home(archive: Archive, name: str) -> Incident:
    return next(i for i in archive.incidents() if name in i.reports)


verdicts = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([
            (Verdict.TYPE, "COERCE"), (Verdict.TYPE, "ASSAULT:aerial"), (Verdict.ACTOR, "COR"), (Verdict.RECIPIENT, "ARD,COR"),
            (Verdict.REJECT, None), (Verdict.SPLIT, None), (Verdict.MERGE, "other"),
        ]),
        st.sampled_from(["Ada", "Ben"]),
    ),
    max_size=6,
)  # fmt: skip


def make(said: list[tuple[int, tuple[Verdict, str | None], str]], readings: list[Reading]) -> list[Correction]:
    events = [e for one in readings for e in one.events]
    made = []
    for number, (verdict, value), who in said:
        value = events[(number + 2) % 4].id if verdict is Verdict.MERGE else value
        made.append(make_correction(events[number], verdict, value, who, "because"))
    return list({one.id: one for one in made}.values())


@settings(max_examples=60, deadline=None)
@given(verdicts)
def test_applied_twice_is_applied_once_and_no_reading_is_changed(said: list[tuple[int, tuple[Verdict, str | None], str]]) -> None:
    readings = [told("doc-1"), told("doc-2", on="2023-09-01")]
    corrections = make(said, readings)
    for one in readings:
        once = correct_reading(one, corrections)
        assert correct_reading(once, corrections) == once
        assert correct_reading(one, corrections) == once
        assert correct_reading(one, ()) == one
    merge_reports(report for one in readings for report in reports_of(correct_reading(one, corrections)))


@settings(max_examples=15, deadline=None)
@given(verdicts)
def test_undoing_restores_exactly(said: list[tuple[int, tuple[Verdict, str | None], str]]) -> None:
    readings = [told("doc-1"), told("doc-2", on="2023-09-01")]
    with archive_of(*readings) as archive:
        before = list(archive.readings()), archive.incidents()
        events = [e for one in readings for e in one.events]
        for number, (verdict, value), who in said:
            value = events[(number + 2) % 4].id if verdict is Verdict.MERGE else value
            try:
                archive.correct(events[number].id, verdict, value, who=who, why="because")
            except UsageError:  # nothing to split
                continue
        while archive.corrections():
            archive.undo(archive.corrections()[-1].id)
        assert (list(archive.readings()), archive.incidents()) == before
