"""A series as an Arrow stream is read back by another reader, unknown as null."""

from __future__ import annotations

import nanoarrow

from detente.archive import reports_of
from detente.tension import Sides, series_of_reports
from detente.tension.arrow import COLUMNS, arrow_of, rows_of
from tests.archive.builders import event, reading


def test_an_arrow_stream_holds_what_the_series_holds() -> None:
    one = reading(event("ASSAULT", ("PRK",), ("KOR",), on="2010-11-23"), published="2010-11-24")
    series = series_of_reports(reports_of(one), [("2010-11-24", "Wire"), ("2010-12-08", None)], Sides(("KOR",), ("PRK",)))
    table = nanoarrow.ArrayStream.from_readable(arrow_of([series, series])).read_all()
    assert tuple(field.name for field in table.schema.fields) == COLUMNS
    rows = [tuple(row[name] for name in COLUMNS) for row in table.to_pylist()]
    assert rows == [*rows_of(series), *rows_of(series)]
    gap = dict(zip(COLUMNS, rows[1], strict=True))
    assert (gap["documents"], gap["conflict"], gap["net_low"], gap["net_per_100"]) == (0, None, None, None)


def test_no_series_is_an_empty_table() -> None:
    assert len(nanoarrow.ArrayStream.from_readable(arrow_of([])).read_all()) == 0
