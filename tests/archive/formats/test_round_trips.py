"""What goes out comes back equal, where the form can hold it: random readings and random rows through every form of that kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.archive import Archive
from detente.archive.exports import export_file, export_lines
from detente.archive.formats.appending import append
from detente.archive.formats.gdelt import COLUMNS as GDELT
from detente.archive.formats.polecat import COLUMNS as POLECAT
from detente.ontology import CONTEXTS, EVENT_TYPES, MODES
from detente.records import ImportedEvent, Reading, Status, VoiceKind
from tests.archive.builders import event, reading

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

#: Any text that is one: with formulas, control characters, marks of direction, quotes, line ends of all kinds.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12) | st.sampled_from(
    ["=1+1", "-6.5", '"quoted"', "a\tb", "line\u2028end\r\n", "\u202eback", "json:[1]", "Ünï", "null", "~", "plover.id"]
)
codes = st.sampled_from(["PRK", "USA-GOV", "KOR-CVL", "SYR-REB", "UNO", "TPLF", "PRK-GOV:Kim Jong-un", "~rebels", "~=cmd", "XKX"])
numbers = st.none() | st.integers(0, 2**31 - 1)
floats = st.none() | st.floats(-180, 180, allow_nan=False)
days = st.dates(date(1950, 1, 1), date(2025, 1, 1))


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """A row of the archive's table, as any format might have made it."""
    kind = draw(st.none() | st.sampled_from(sorted(EVENT_TYPES)))
    first, last = sorted((draw(days), draw(days)))
    latitude = draw(st.none() | st.floats(-90, 90))
    row = {
        "start": first.isoformat(),
        "end": last.isoformat(),
        "type": kind,
        "mode": draw(st.none() | st.sampled_from([m for t, m in MODES if t == kind] or [None])) if kind else None,
        "contexts": ";".join(draw(st.lists(st.sampled_from(sorted(CONTEXTS)), unique=True, max_size=2))) or None,
        "code": draw(texts.filter(lambda t: t.upper() not in EVENT_TYPES)),
        "score": draw(floats),
        "reports": draw(numbers),
        "dead": draw(numbers),
        "injured": draw(numbers),
        "place": draw(st.none() | texts),
        "country": draw(st.none() | st.sampled_from(["PRK", "XKX", "USA"])),
        "latitude": latitude,
        "longitude": draw(st.floats(-180, 180)) if latitude is not None else None,
        "outlet": draw(st.none() | texts),
        "link": draw(st.none() | texts),
    }
    for who in ("actor", "recipient"):
        if draw(st.booleans()):
            row |= {who: draw(codes), f"{who}_party": draw(st.none() | codes), f"{who}_name": draw(texts)}
    further = draw(st.dictionaries(texts, texts, max_size=2))
    return row | {"further": json.dumps(further, ensure_ascii=False) if further else None}


@contextmanager
def archive_of(*data_sets: list[dict[str, Any]]) -> Iterator[Archive]:
    with Archive() as archive:
        for number, some in enumerate(data_sets, 1):
            append(archive._db, number, [{"row": n, **row} for n, row in enumerate(some, 1)])
            values = [number, f"set {number}", "made", "file", f"{number:064x}", len(some)]
            archive._db.execute("insert into data_sets values (?, ?, ?, ?, ?, ?, 0)", values)
        yield archive


def told(event: ImportedEvent) -> ImportedEvent:
    """A row without what tells which row of which file it is."""
    further = tuple(sorted(pair for pair in event.further if not pair[0].startswith("plover.") and pair[1]))
    return replace(event, id="", further=further, evidence=replace(event.evidence, data_set="", sha256="", row=0))


@FEW
@given(st.lists(rows(), min_size=1, max_size=4))
def test_rows_come_back_equal_from_plovers_json(tmp_path: Path, some: list[dict[str, Any]]) -> None:
    some = [row for row in some if not json.loads(row["further"] or "{}").keys() & {"plover.id"}]
    path = tmp_path / "events.jsonl"
    with archive_of(some) as archive, Archive() as other:
        export_file(archive, "plover", path)
        if not some:
            return
        taken = other.import_file(path)
        assert (taken.aside, taken.data_set.rows) == ((), len(some))
        before, after = list(archive.imported()), list(other.imported())
        again = "".join(export_lines(other, "plover"))
    # Without coordinates and name a place is none, and nobody gives an event an empty place.
    assert [told(e) for e in after] == [told(e) for e in before]
    assert again == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["jsonl", "parquet-rows"])
@FEW
@given(st.lists(rows(), max_size=3), st.lists(rows(), max_size=3))
def test_rows_come_back_identical_from_our_own_forms(
    tmp_path: Path, form: str, one: list[dict[str, Any]], two: list[dict[str, Any]]
) -> None:
    if not one or not two:
        return
    path = tmp_path / "archive"
    with archive_of(one, two) as archive, Archive() as other:
        export_file(archive, form, path)
        taken = other.import_file(path)
        assert not taken.aside
        assert sorted(other.imported(), key=lambda e: e.id) == sorted(archive.imported(), key=lambda e: e.id)
        export_file(other, form, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    made = []
    for number in range(draw(st.integers(1, 3))):
        name = f"doc-{number}"
        events = [
            event(
                draw(st.sampled_from(sorted(EVENT_TYPES))),
                tuple(draw(st.lists(codes, unique=True, max_size=2))),
                tuple(draw(st.lists(codes, unique=True, max_size=2))),
                on=draw(st.none() | days.map(date.isoformat)),
                document=name,
                status=draw(st.sampled_from(Status)),
                voice=draw(st.sampled_from([VoiceKind.OUTLET, VoiceKind.OPINION])),
                place=place,
            )
            for place in range(draw(st.integers(0, 3)))
        ]
        published = draw(st.none() | days.map(date.isoformat))
        made.append(reading(*events, document=name, outlet=draw(st.none() | texts), published=published))
    return made


@pytest.mark.parametrize("form", ["jsonl", "parquet-readings"])
@FEW
@given(readings())
def test_readings_come_back_identical_from_our_own_forms(tmp_path: Path, form: str, some: list[Reading]) -> None:
    path = tmp_path / "archive"
    with Archive() as archive, Archive() as other:
        for each in some:
            archive.add(each)
        export_file(archive, form, path)
        taken = other.import_file(path)
        assert dict(taken.others) == {"new readings": len(some)}
        assert not other.data_sets()
        assert list(other.readings()) == list(archive.readings())
        export_file(other, form, tmp_path / "again")
        assert dict(other.import_file(path).others) == {"unchanged readings": len(some)}
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6)


@FEW
@given(st.lists(st.dictionaries(st.sampled_from(GDELT), cells), min_size=1, max_size=3))
def test_rows_of_gdelt_go_out_as_they_came(tmp_path: Path, some: list[dict[str, str]]) -> None:
    fixed = {"GlobalEventID": "1", "Day": "20180612", "EventCode": "042", "EventRootCode": "04"}
    blank = dict.fromkeys(("GoldsteinScale", "NumArticles", "ActionGeo_Lat", "ActionGeo_Long", "DATEADDED"), "")
    lines = ["\t".join(({**row, **fixed, **blank}).get(column, "") for column in GDELT) for row in some]
    _goes_out_as_it_came(tmp_path, "gdelt", lines)


@FEW
@given(st.lists(st.dictionaries(st.sampled_from(POLECAT), cells), min_size=1, max_size=3))
def test_rows_of_polecat_go_out_as_they_came(tmp_path: Path, some: list[dict[str, str]]) -> None:
    fixed = {"Event Date": "2018-06-12", "Event Type": "CONSULT"}
    blank = dict.fromkeys(("Intensity", "Latitude", "Longitude", "Publication Date"), "")
    lines = ["\t".join(({**row, **fixed, **blank}).get(column, "") for column in POLECAT) for row in some]
    _goes_out_as_it_came(tmp_path, "polecat", ["\t".join(POLECAT), *lines])


def _goes_out_as_it_came(folder: Path, form: str, lines: list[str]) -> None:
    path = folder / "file.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    with Archive() as archive:
        taken = archive.import_file(path, format=form)
        assert taken.aside == ()
        assert "".join(export_lines(archive, form)) == path.read_text(encoding="utf-8")
