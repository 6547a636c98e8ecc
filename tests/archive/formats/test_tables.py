"""Each format of tables: told from its columns, taken in whole, its codes made ours."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from detente.archive import Archive, Imported
from detente.archive.formats import rows, source
from detente.archive.formats.table import layout_of
from detente.errors import FormatError, UsageError
from detente.records import ImportedEvent
from tests.archive.formats.rows import ROWS, TABLES, cells, file_of, text_of


def taken(path: Path, text: str | bytes, **options: object) -> tuple[Imported, list[ImportedEvent]]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with Archive() as archive:
        done = archive.import_file(path, **options)  # type: ignore[arg-type]
        events = list(archive.imported())
        assert len(events) == done.data_set.rows
        assert len(list(archive.set_aside())) == done.data_set.aside == sum(n for _, n in done.aside)
    return done, events


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("packed", ["plain", "gzip", "zip"])
def test_told_from_its_columns_and_taken_in_whole(name: str, header: bool, packed: str, tmp_path: Path) -> None:
    text = file_of(name, header=header)
    path = tmp_path / "it's a file; drop table imported.txt"
    data = text.encode()
    if packed == "gzip":
        data = gzip.compress(data)
    elif packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("../../one.txt", text)
            archive.writestr("folder/two.txt", text)
        data = path.read_bytes()
    done, events = taken(path, data)
    assert (done.data_set.format, done.data_set.aside, done.notes) == (name, 0, ())
    assert [e.evidence.row for e in events] == list(range(1, len(ROWS[name]) * (2 if packed == "zip" else 1) + 1))


@pytest.mark.parametrize("name", ROWS)
def test_nothing_of_a_row_is_lost(name: str, tmp_path: Path) -> None:
    _, events = taken(tmp_path / "a", file_of(name))
    for row, event in zip(ROWS[name], events, strict=True):
        kept = dict(event.further)
        own = {event.code, event.outlet, event.evidence.link, event.place and event.place.name}
        own |= {side.name for side in (event.actor, event.recipient) if side}
        for column, value in row.items():
            assert kept.get(column) == value or value in own or not value, column


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_another_separator_is_told_from_the_header(name: str, separator: str, tmp_path: Path) -> None:
    rows = [{c: v.replace("\n", " ").replace("\t", " ") for c, v in row.items()} for row in ROWS[name]]
    done, _ = taken(tmp_path / "a", file_of(name, header=True, separator=separator, rows=rows))
    assert (done.data_set.format, done.data_set.aside) == (name, 0)


def test_texts_in_quotation_marks_between_tabs_as_dataverse_writes_them(tmp_path: Path) -> None:
    table = TABLES["icews"]
    lines = ["\t".join(table.columns)]
    for row in ROWS["icews"]:
        told = cells("icews", row)
        lines.append("\t".join(f'"{c}"' if c and not c.replace(".", "").lstrip("-").isdigit() else c for c in told))
    _, straight = taken(tmp_path / "a", file_of("icews"))
    done, quoted = taken(tmp_path / "b", "\n".join(lines))
    assert done.data_set.aside == 0
    assert [(e.start, e.actor, e.recipient, e.further) for e in quoted] == [(e.start, e.actor, e.recipient, e.further) for e in straight]


def test_a_nickname_in_a_name_is_no_quotation(tmp_path: Path) -> None:
    rows = [{**ROWS["icews"][0], "Source Name": '"Chapo" Example'}, {**ROWS["icews"][0], "Source Name": '"El Ejemplo"'}]
    done, events = taken(tmp_path / "a", file_of("icews", header=True, rows=rows))
    assert done.data_set.aside == 0
    assert [e.actor.name for e in events if e.actor] == ['"Chapo" Example', '"El Ejemplo"']


@pytest.mark.parametrize("name", ROWS)
def test_columns_in_another_order_with_one_of_its_own(name: str, tmp_path: Path) -> None:
    table = TABLES[name]
    order = [*reversed(table.columns), "it's \"mine\"}"]
    lines = [order, *([*reversed(cells(name, row)), "a'b\"c\\d"] for row in ROWS[name])]
    _, straight = taken(tmp_path / "a", file_of(name))
    done, turned = taken(tmp_path / "b", text_of(lines, ","))
    assert done.data_set.aside == 0
    for one, other in zip(straight, turned, strict=True):
        assert dict(other.further) == {**dict(one.further), order[-1]: "a'b\"c\\d"}
        assert (one.type, one.actor, one.start) == (other.type, other.actor, other.start)
        assert (one.place, one.numbers) == (other.place, other.numbers)


@pytest.mark.parametrize("name", ROWS)
def test_windows_line_ends_byte_order_mark_and_no_last_line_end(name: str, tmp_path: Path) -> None:
    text = file_of(name, header=True)
    _, straight = taken(tmp_path / "a", text)
    done, other = taken(tmp_path / "b", ("\ufeff" + text.replace("\n", "\r\n").removesuffix("\r\n")).encode())
    assert done.data_set.aside == 0
    assert [(e.type, e.actor, e.recipient, e.start) for e in straight] == [(e.type, e.actor, e.recipient, e.start) for e in other]


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_the_wrong_width_is_kept_aside_as_it_was(name: str, tmp_path: Path) -> None:
    table = TABLES[name]
    done, _ = taken(tmp_path / "a", file_of(name) + f"x{table.separator}y\n")
    assert done.aside == ((f"2 columns instead of {len(table.columns)}", 1),)
    assert done.data_set.rows == len(ROWS[name])


@pytest.mark.parametrize("name", ROWS)
def test_a_date_that_is_none_or_lies_in_the_future_is_kept_aside(name: str, tmp_path: Path) -> None:
    column = {"gdelt": "Day", "phoenix": "Date", "petrarch2": "date", "acled": "event_date", "ucdp": "date_start"}.get(name, "Event Date")
    good = ROWS[name][0]
    compact = name in ("gdelt", "phoenix", "petrarch2")
    days = ("20199999", "29991231", "00010101", "") if compact else ("2019-99-99", "2999-12-31", "0001-01-01", "")
    rows = [good, *({**good, column: day} for day in days)]
    if name == "ucdp":
        rows[2] = {**rows[2], "date_end": "2999-12-31"}
    done, events = taken(tmp_path / "a", file_of(name, rows=rows), format=name)
    assert len(events) == 1
    assert done.data_set.aside == 4
    assert sum(n for reason, n in done.aside if "no date" in reason) == 2
    assert sum(n for reason, n in done.aside if "future" in reason) == 1


def test_the_future_begins_after_the_row_was_written_or_where_the_user_says(tmp_path: Path) -> None:
    good = ROWS["gdelt"][0]
    rows = [good, {**good, "Day": "20180425"}, {**good, "Day": "20180426"}]
    done, events = taken(tmp_path / "a", file_of("gdelt", rows=rows))
    assert [e.start for e in events] == ["2018-04-24", "2018-04-25"]  # a day later it may be, in another time zone
    done, events = taken(tmp_path / "b", file_of("gdelt", rows=rows), until=date(2018, 4, 24))
    assert (done.data_set.rows, done.data_set.aside) == (1, 2)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("gdelt", "GoldsteinScale", "much"),
        ("gdelt", "NumArticles", "1e99"),
        ("gdelt", "ActionGeo_Lat", "inf"),
        ("gdelt", "ActionGeo_Lat", "123.0"),
        ("icews", "Intensity", "-"),
        ("acled", "fatalities", "some"),
        ("acled", "longitude", "-999"),
        ("ucdp", "best", "twelve"),
    ],
)
def test_a_number_that_is_none_is_kept_aside(name: str, column: str, value: str, tmp_path: Path) -> None:
    rows = [ROWS[name][0], {**ROWS[name][0], column: value}]
    done, _ = taken(tmp_path / "a", file_of(name, rows=rows))
    assert (done.data_set.rows, done.data_set.aside) == (1, 1)


def test_none_is_kept_apart_from_unknown(tmp_path: Path) -> None:
    good = ROWS["acled"][0]
    _, events = taken(tmp_path / "a", file_of("acled", rows=[good, *({**good, "fatalities": x} for x in ("", "NA", "NULL", "3"))]))
    assert [e.numbers.dead for e in events] == [0, None, None, None, 3]
    _, events = taken(tmp_path / "b", file_of("ucdp"))
    assert [e.reports for e in events] == [None, None]


def test_sides_are_ours(tmp_path: Path) -> None:
    told = {}
    for name in ROWS:
        _, events = taken(tmp_path / name, file_of(name))
        told[name] = [tuple((s.code, s.party) if s else None for s in (e.actor, e.recipient)) for e in events]
    assert told["gdelt"] == [(("PRK-MIL", "PRK"), ("USA-GOV", "USA")), (("UNO", "UNO"), None)]
    assert told["icews"] == [(("KOR-MIL", "KOR"), ("PRK", "PRK")), (("TALIBAN", "TALIBAN"), ("RUS-GOV", "RUS"))]
    assert told["polecat"] == [(("RUS-MIL", "RUS"), ("UKR-CVL", None)), (("~Nobody", None), None)]
    assert told["petrarch2"] == [(("SYR-REB", "SYR-REB"), ("SYR-MIL", "SYR"))]
    assert told["acled"] == [(("NGA-MIL", "NGA"), ("BOKOHARAM", "BOKOHARAM")), (("FRA-CVL", None), None)]
    assert told["ucdp"][1] == (("RUS-GOV", "RUS"), ("RUS-CVL", None))


def test_codes_that_nobody_knows_are_kept_and_named(tmp_path: Path) -> None:
    good = ROWS["gdelt"][0]
    odd = {**good, "EventCode": "777", "Actor1Code": "QQQXYZ", "ActionGeo_CountryCode": "0!"}
    done, events = taken(tmp_path / "a", file_of("gdelt", rows=[good, odd, odd]))
    assert done.unknown == (("actor", "QQQXYZ", 2), ("country", "0!", 2), ("event", "777", 2))
    assert events[1].type is None
    assert events[1].code == "777"
    assert events[1].actor is not None
    assert events[1].actor.code == "~QQQXYZ"
    assert dict(events[1].further)["ActionGeo_CountryCode"] == "0!"


def test_bytes_that_are_no_text_are_kept_aside(tmp_path: Path) -> None:
    text = file_of("gdelt").encode() + file_of("gdelt").replace("PYONGYANG", "Türkei").encode("latin-1")
    done, events = taken(tmp_path / "a", text)
    assert done.aside == (("text that is not UTF-8", 1),)
    assert len(events) == 3


def test_a_quotation_mark_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    rows = text_of([cells("acled", row) for row in ROWS["acled"]], ",")
    done, events = taken(tmp_path / "a", rows + '"never closed,1,2\n' + rows)
    assert [n for _, n in done.aside] == [1]
    assert [e.evidence.row for e in events] == [1, 2, 4, 5]


def test_a_gzip_file_cut_short_gives_what_can_be_read(tmp_path: Path) -> None:
    text = "".join(file_of("gdelt", rows=[{**ROWS["gdelt"][0], "GlobalEventID": str(n)}]) for n in range(5000))
    packed = gzip.compress(text.encode())
    done, events = taken(tmp_path / "a.gz", packed[: len(packed) // 2])
    assert 0 < len(events) < 5000
    assert done.data_set.aside <= 1  # the row that was cut through
    assert "cut short" in done.notes[0]


def test_a_broken_zip_member_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read me.txt", "This is how to cite these data.")
        archive.writestr("one.txt", file_of("gdelt") * 50)
        archive.writestr("two.txt", file_of("gdelt"))
    data = bytearray(path.read_bytes())
    at = data.index(b"one.txt") + len("one.txt") + 40
    data[at : at + 8] = b"\xff" * 8
    done, events = taken(path, bytes(data))
    assert len(events) >= 2
    assert any(n.startswith("read me.txt") for n in done.notes)
    assert any(n.startswith("one.txt") for n in done.notes)


def test_no_format_fits(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("to be,or not\nto be,that is\n")
    with Archive() as archive:
        with pytest.raises(FormatError, match="no known format"):
            archive.import_file(tmp_path / "a")
        with pytest.raises(UsageError, match="the formats are gdelt"):
            archive.import_file(tmp_path / "a", format="gdlet")
        with pytest.raises(FormatError, match="GDELT"):
            archive.import_file(tmp_path / "a", format="gdelt")
        assert archive.data_sets() == ()


@pytest.mark.parametrize("name", ROWS)
def test_no_format_takes_another_for_its_own(name: str) -> None:
    for header in (False, True):
        lines = file_of(name, header=header).split("\n")
        assert [t.name for t in TABLES.values() if layout_of(t, lines)] == [name] or (name, header) == ("petrarch2", True)


def test_the_list_of_what_is_kept_besides_is_json(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(file_of("acled"))
    with Archive() as archive:
        archive.import_file(tmp_path / "a")
        for (text,) in archive._rows("select further from imported"):
            assert len(json.loads(text)) == len(TABLES["acled"].columns)


def test_a_code_with_a_line_break_in_it_is_kept_as_it_is(tmp_path: Path) -> None:
    text = file_of("acled", rows=[{**ROWS["acled"][0], "actor2": "Army of\r\nNowhere"}])
    _, (event,) = taken(tmp_path / "rows.csv", text)
    assert event.recipient is not None
    assert (event.recipient.code, event.recipient.name) == ("~Army of\r\nNowhere", "Army of\r\nNowhere")


def test_batches_stay_below_what_the_database_would_write_twice() -> None:
    shortest = 20  # bytes of a row of any format
    assert rows.ROWS + source.BLOCK // shortest < 122_880  # rows of a row group
