"""Any bytes become rows or rows kept aside, each once and whole; none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.archive import Archive
from detente.archive.formats import rows
from detente.archive.formats.rows import Batch, quoted_batches, tab_batches, whole_lines
from detente.errors import DocumentError
from tests.archive.formats.rows import ROWS, TABLES, cells, file_of

pieces = st.one_of(
    st.sampled_from([b"\t", b"\n", b"\r\n", b"\r", b",", b'"', b'""', b"\0", b"\xff", b"\xc3\xa9", b"a", b"20180424", b"\x1c\x1f", b" "]),
    st.binary(max_size=6),
)
streams = st.lists(pieces, max_size=40).map(b"".join)


def blocks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def originals(batch: Batch) -> dict[int, bytes]:
    """Give the rows that go to the database by number, as they stand in the file."""
    return {row["n"]: row.get("raw", row["line"]).encode() for row in batch.rows().to_pylist()} if batch.lines else {}


@settings(max_examples=150)
@given(streams, st.integers(1, 9))
@example(b"a\tb\n\r\n\t\n", 2)
def test_every_line_comes_out_once(data: bytes, size: int) -> None:
    found = list(tab_batches(whole_lines(blocks(data, size)), 2, 0))
    rows = {n: line for b in found for n, line in originals(b).items()}
    numbers = sorted([*rows, *(row for b in found for row, _, _ in b.aside)])
    # A line end is a line feed, with or without a carriage return before it, also at the end of the file.
    lines = [line for line in data.replace(b"\r\n", b"\n").removesuffix(b"\r").split(b"\n") if line]
    assert numbers == list(range(1, len(numbers) + 1))
    assert abs(len(numbers) - len(lines)) <= data.count(b"\r")  # a carriage return on its own may stand in a row or be one
    if b"\r" not in data:
        assert list(rows.values()) == [lines[number - 1] for number in rows]
        assert len(numbers) == len(lines)
    assert not any((byte < 32 and byte != 9) or byte == 127 for line in rows.values() for byte in line)
    for batch in found:
        assert len(batch.lines) == len(batch.numbers) == len(originals(batch))


@settings(max_examples=150)
@given(streams, st.integers(1, 9))
@example(b'"a\nb,c\nd,e\n', 3)
@example(b'a,"b\n"\n"c"d,e\n', 3)
def test_every_quoted_row_comes_out_once(data: bytes, size: int) -> None:
    found = list(quoted_batches(whole_lines(blocks(data, size)), ",", 2, 0))
    texts = {n: raw for b in found for n, raw in originals(b).items()}
    numbers = sorted([*texts, *(row for b in found for row, _, _ in b.aside)])
    assert numbers == list(range(1, len(numbers) + 1))
    aside = sum(len(text) for b in found for _, _, text in b.aside)
    # What is no line end is kept; bytes that are no text grow when they are shown.
    content = len(data.replace(b"\n", b"").replace(b"\r", b""))
    kept = sum(len(raw.replace(b"\n", b"").replace(b"\r", b"")) for raw in texts.values())
    assert kept <= content
    assert kept + aside >= content - data.count(b"\xc3\xa9") - sum(1 for byte in data if byte > 127)


@pytest.mark.parametrize("quoted", [False, True])
def test_a_line_too_long_to_hold_is_kept_aside_with_its_beginning(quoted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST", 20)
    separator = b"," if quoted else b"\t"
    data = b"a%bb\n" % separator + b"x" * 95 + b"\nc%bd\n" % separator
    lines = whole_lines(blocks(data, 7))
    found = list(quoted_batches(lines, ",", 2, 0) if quoted else tab_batches(lines, 2, 0))
    assert sorted(n for b in found for n in originals(b)) == [1, 3]
    assert [(n, text[:5]) for b in found for n, _, text in b.aside] == [(2, "xxxxx")]


good_rows = {name: file_of(name).encode() for name in ROWS}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(ROWS)), noise=streams, data=st.data())
def test_any_bytes_among_good_rows(name: str, noise: bytes, data: st.DataObject, tmp_path: Path) -> None:
    lines = good_rows[name]
    place = data.draw(st.sampled_from([0, len(lines)]))
    path = tmp_path / "noise"
    path.write_bytes(lines[:place] + b"\n" + noise + b"\n" + lines[place:] if place else lines + noise)
    with Archive() as archive:
        try:
            done = archive.import_file(path, format=name)
        except DocumentError:
            return
        events = list(archive.imported())
        numbers = sorted([e.evidence.row for e in events] + [a.row for a in archive.set_aside()])
        assert numbers == list(range(1, done.data_set.rows + done.data_set.aside + 1))
        assert len(events) >= len(ROWS[name])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(ROWS)), values=st.data())
def test_any_text_in_any_cell(name: str, values: st.DataObject, tmp_path: Path) -> None:
    table = TABLES[name]
    column = values.draw(st.sampled_from(table.columns))
    value = values.draw(st.text(st.characters(exclude_categories=("Cs",)), max_size=12))
    row = {**ROWS[name][0], column: value}
    assert len(cells(name, row)) == len(table.columns)
    path = tmp_path / "cell"
    path.write_text(file_of(name) + file_of(name, rows=[row]), newline="", encoding="utf-8")
    with Archive() as archive:
        done = archive.import_file(path, format=name)
        assert done.data_set.rows >= len(ROWS[name])
        events = list(archive.imported())
        assert len(events) == done.data_set.rows
        if len(events) == len(ROWS[name]) + 1 and column not in table.kept:
            assert dict(events[-1].further).get(column, "") == value
