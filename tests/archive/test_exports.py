"""What an archive gives out: facts only to forms of facts, every loss counted, the same bytes for any order of adding."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from detente.archive import Archive, Selection
from detente.archive.exports import FORMS, Extract, export_file, export_lines, loss
from detente.archive.formats.outward.given import Left
from detente.errors import UsageError
from detente.records import Genre, Numbers, Place, Precision, Reading, Status, Verdict, VoiceKind, to_json
from tests.archive.builders import event, reading

TEXT_FORMS = [form.name for form in FORMS.values() if not form.name.startswith("parquet")]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def archive_of(*readings: Reading) -> Archive:
    archive = Archive()
    for each in readings:
        archive.add(each)
    return archive


def exported(archive: Archive, form: str, left: Left | None = None, **choice: object) -> str:
    return "".join(export_lines(archive, form, Extract(**choice), left))  # type: ignore[arg-type]


def told_in_all_ways() -> Reading:
    each = [event("ASSAULT", ("PRK",), ("KOR",), on="2020-06-16", status=status, place=n) for n, status in enumerate(Status)]
    return reading(*each, published="2020-06-17")


@pytest.mark.parametrize("form", ["gdelt", "polecat", "plover"])
def test_what_is_not_told_as_a_fact_never_becomes_one(form: str) -> None:
    left = Left()
    with archive_of(told_in_all_ways()) as archive:
        lines = exported(archive, form, left).splitlines()
    assert len(lines) == (2 if form == "polecat" else 1)
    assert left.out == {f"told as {status}": 1 for status in Status if status is not Status.ASSERTED}
    assert "1 event told as negated" in loss(form, left)


def test_the_network_counts_facts_only() -> None:
    with archive_of(told_in_all_ways()) as archive:
        root = etree.fromstring(exported(archive, "graphml").encode())
    (edge,) = root.iter(f"{GRAPHML}edge")
    assert {d.get("key"): d.text for d in edge}["edge_material_conflict"] == "1"


@pytest.mark.parametrize("form", ["gdelt", "polecat", "graphml"])
def test_a_form_without_a_status_refuses_to_give_denied_events(form: str) -> None:
    with archive_of(told_in_all_ways()) as archive, pytest.raises(UsageError, match="would show it as a fact; take csv, plover"):
        exported(archive, form, selection=Selection(status=Status.NEGATED))


def test_plovers_comment_says_what_its_fields_cannot() -> None:
    with archive_of(told_in_all_ways()) as archive:
        plain = json.loads(exported(archive, "plover", selection=Selection(status=Status.NEGATED)))
    assert json.loads(plain["comment"])["status"] == "negated"


def test_tables_of_our_own_hold_every_status() -> None:
    with archive_of(told_in_all_ways()) as archive:
        rows = list(csv.DictReader(io.StringIO(exported(archive, "csv"))))
    assert [row["status"] for row in rows] == list(Status)


def test_what_opinion_pieces_tell_is_left_out_unless_asked_for() -> None:
    piece = reading(event("ASSAULT", ("PRK",), ("KOR",), on="2020-06-16", voice=VoiceKind.OPINION), genre=Genre.OPINION)
    left = Left()
    with archive_of(piece) as archive:
        assert not exported(archive, "gdelt", left)
        assert left.out == {"told in opinion pieces": 1}
        assert exported(archive, "gdelt", opinion=True)


def test_an_event_without_a_day_has_no_row_in_forms_that_ask_for_one() -> None:
    left = Left()
    with archive_of(reading(event("ASSAULT", ("PRK",), ("KOR",)))) as archive:
        assert not exported(archive, "gdelt", left)
        assert not exported(archive, "plover", left)
        assert exported(archive, "csv").count("\n") == 2
    assert left.out == {"not dated to a day": 1, "without a date": 1}


def test_a_meeting_is_given_from_each_side_and_joint_acts_one_by_one() -> None:
    meeting = event("CONSULT", ("PRK", "USA"), on="2018-06-12")
    drill = event("MOBILIZE", ("KOR", "USA"), on="2018-06-13")
    with archive_of(reading(meeting, drill)) as archive:
        pairs = [(c[5], c[15]) for line in exported(archive, "gdelt").splitlines() if (c := line.split("\t"))]
    assert pairs == [("PRK", "USA"), ("USA", "PRK"), ("KOR", ""), ("USA", "")]


@pytest.mark.parametrize(("form", "columns"), [("gdelt", 61), ("polecat", 40)])
def test_every_row_has_all_columns_whatever_the_text_holds(form: str, columns: int) -> None:
    one = event("ASSAULT", ("PRK",), ("KOR",), on="2020-06-16")
    place = Place("Kae\tsong\n=1+1", "PRK", 37.97, -126.55, Precision.TOWN)
    hostile = reading(replace(one, place=place, numbers=Numbers(dead=3)), outlet="=cmd|' /C calc'!A0\tWire")
    with archive_of(hostile) as archive:
        *_, line = exported(archive, form).splitlines()
    cells = line.split("\t")
    assert len(cells) == columns
    assert "37.97" in cells
    assert "-126.55" in cells
    assert not [c for c in cells if c.startswith("=")]


def test_a_spreadsheet_runs_no_cell_and_numbers_stay_numbers() -> None:
    one = replace(
        event("ASSAULT", ("PRK",), ("KOR",), on="2020-06-16"), place=Place("+1", None, -12.5, -6.5, Precision.TOWN), contexts=("military",)
    )
    with archive_of(reading(one, outlet="@SUM(1)")) as archive:
        (row,) = csv.DictReader(io.StringIO(exported(archive, "csv")))
    assert (row["outlet"], row["place"]) == ("'@SUM(1)", "'+1")
    assert (row["latitude"], row["longitude"]) == ("-12.5", "-6.5")
    assert float(row["intensity"]) < 0
    assert row["dead"] == ""


def test_a_hostile_name_stays_inert_in_the_network() -> None:
    name = '"><script>&lol;\x00\x1b[31m</graphml>'
    with archive_of(reading(event("ACCUSE", (f"~{name}",), ("KOR",), on="2020-06-16"))) as archive:
        root = etree.fromstring(exported(archive, "graphml").encode())
    assert [n.get("id") for n in root.iter(f"{GRAPHML}node")] == ["KOR", '~"><script>&lol;\ufffd\ufffd[31m</graphml>']


def test_the_same_archive_gives_the_same_bytes_in_any_order_of_adding(tmp_path: Path) -> None:
    readings = [
        reading(
            event("ACCUSE", ("PRK",), ("KOR",), on=f"2020-06-1{n}", document=f"doc-{n}"),
            event("CONSULT", ("USA", "KOR"), on="2020-06-20", document=f"doc-{n}"),
            document=f"doc-{n}",
            published="2020-06-20",
        )
        for n in range(3)
    ]
    seen: dict[str, set[bytes]] = {}
    for order in permutations(readings):
        with archive_of(*order) as archive:
            for form in FORMS:
                export_file(archive, form, tmp_path / "file")
                seen.setdefault(form, set()).add((tmp_path / "file").read_bytes())
            seen.setdefault("incidents", set()).add(exported(archive, "plover", incidents=True).encode())
    assert {form: len(texts) for form, texts in seen.items()} == dict.fromkeys([*FORMS, "incidents"], 1)


def test_incidents_are_given_once_with_their_reports_counted() -> None:
    one, two = (event("ACCUSE", ("PRK",), ("KOR",), on="2020-06-16", document=f"doc-{n}") for n in (1, 2))
    with archive_of(reading(one, outlet="A"), reading(two, document="doc-2", outlet="B")) as archive:
        (row,) = csv.DictReader(io.StringIO(exported(archive, "csv", incidents=True)))
        (line,) = exported(archive, "gdelt", incidents=True).splitlines()
    assert (row["told"], row["reports"], row["outlets"]) == ("confirmed", "2", "2")
    assert line.split("\t")[31:34] == ["2", "2", "2"]


def test_a_denied_incident_is_no_fact() -> None:
    denied = event("ACCUSE", ("PRK",), ("KOR",), on="2020-06-16", status=Status.NEGATED)
    with archive_of(reading(denied)) as archive:
        assert not exported(archive, "gdelt", incidents=True)


def test_the_own_form_gives_readings_as_they_are_kept() -> None:
    one = told_in_all_ways()
    with archive_of(one) as archive:
        assert exported(archive, "jsonl") == to_json(one) + "\n"
        assert exported(archive, "jsonl", selection=Selection(actors=("USA",))) == ""


def test_a_parquet_file_has_typed_columns(tmp_path: Path) -> None:
    one = replace(event("ASSAULT", ("PRK",), ("KOR",), on="2020-06-16"), place=Place("Kaesong", "PRK", 37.97, 126.55, Precision.TOWN))
    with archive_of(reading(one)) as archive:
        export_file(archive, "parquet", tmp_path / "a*[b]?" / "it's.parquet")
    with duckdb.connect() as db:
        query = "select quad, latitude, historical, dead, actors from read_parquet(?)"
        row = db.execute(query, [str(tmp_path / "**" / "it's.parquet")]).fetchone()
    assert row == (4, 37.97, False, None, "PRK")


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_archive_gives_an_empty_file(form: str, tmp_path: Path) -> None:
    with Archive() as archive:
        export_file(archive, form, tmp_path / "file")
    assert (tmp_path / "file").exists()


def test_a_failing_export_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("old")
    with archive_of(told_in_all_ways()) as archive:
        monkeypatch.setattr(Archive, "readings", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export_file(archive, "csv", tmp_path / "file")
    assert [(f.name, f.read_text()) for f in tmp_path.iterdir()] == [("file", "old")]


def test_an_unknown_form_is_named() -> None:
    with Archive() as archive, pytest.raises(UsageError, match="'xls' is no form to export in; the forms are csv"):
        exported(archive, "xls")


def test_what_is_given_is_counted() -> None:
    left = Left()
    undated = event("ACCUSE", ("PRK",), ("KOR",))
    with archive_of(told_in_all_ways(), reading(undated, document="doc-2")) as archive:
        exported(archive, "gdelt", left)
        assert left.given == 1
        left = Left()
        exported(archive, "csv", left)
        assert left.given == len(Status) + 1


def test_what_was_read_and_data_sets_are_given_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(
        '{"data_set": {"name": "GDELT", "format": "gdelt", "source": "day.csv", "sha256": "00"}}\n'
        '{"row": {"row": 1, "start": "2018-06-12", "end": "2018-06-12", "type": "CONSULT", "code": "042", "actor": "USA"}}\n'
    )
    with archive_of(told_in_all_ways()) as archive:
        archive.import_file(tmp_path / "a")

        def rows(**choice: object) -> list[str]:
            return [row["data_set"] for row in csv.DictReader(io.StringIO(exported(archive, "csv", **choice)))]

        assert rows() == [""] * len(Status) + ["GDELT"]
        assert rows(data_sets=()) == [""] * len(Status)
        assert rows(read=False) == rows(read=False, data_sets=("GDELT",)) == ["GDELT"]
        assert rows(incidents=True)[-1] == "GDELT"
        assert exported(archive, "jsonl", data_sets=()).count("\n") == 1
        assert exported(archive, "jsonl", read=False) == (tmp_path / "a").read_text()
        assert exported(archive, "plover", read=False, selection=Selection(voice=VoiceKind.OUTLET)) == ""


def test_corrections_are_laid_over_what_others_read_and_go_out_themselves_in_our_own_form(tmp_path: Path) -> None:
    wrong, right = (event("ASSAULT", ("PRK",), ("KOR",), on=f"2020-06-1{n}", place=n) for n in range(2))
    with archive_of(reading(wrong, right)) as archive, Archive() as other:
        archive.correct(wrong.id, Verdict.REJECT, who="Ann", why="a film")
        archive.correct(right.id, Verdict.TYPE, "THREATEN", who="Ann", why="words only")
        (line,) = exported(archive, "gdelt").splitlines()
        assert line.split("\t")[26].startswith("13")
        (row,) = csv.DictReader(io.StringIO(exported(archive, "csv")))
        assert (row["type"], row["corrected"]) == ("THREATEN", "Ann")
        export_file(archive, "jsonl", tmp_path / "a")
        assert to_json(reading(wrong, right)) in (tmp_path / "a").read_text()
        other.import_file(tmp_path / "a")
        assert other.corrections() == archive.corrections()
        assert exported(other, "csv") == exported(archive, "csv")
        assert exported(other, "jsonl") == exported(archive, "jsonl")


def test_an_incident_names_the_party_where_its_reports_name_different_organs() -> None:
    one = reading(event("ACCUSE", ("PRK-GOV",), ("KOR-MIL",), on="2020-06-16"), outlet="A")
    two = reading(event("ACCUSE", ("PRK-MIL",), ("KOR-MIL",), on="2020-06-16", document="doc-2"), document="doc-2", outlet="B")
    with archive_of(one, two) as archive:
        (line,) = exported(archive, "gdelt", incidents=True).splitlines()
    assert line.split("\t")[5:7] == ["PRK", "NORTH KOREA"]
    assert line.split("\t")[15] == "KOR"  # its country only: the actors built here have no sector
