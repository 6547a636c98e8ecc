"""The queries by which a table's rows become rows of the archive.

Nothing of a file becomes part of a query: its cells stand in a list, named by position, and the queries are made of this package's own
words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from detente.archive.formats.rows import FIELD, TAB
from detente.archive.formats.table import Layout, Table

EARLIEST = date(1800, 1, 1)
"""No data set of events goes further back; an earlier date is a slip."""

SPREAD = 31
"""Days by which the last day an event may have happened on can lie beyond: data sets spread what they know to the month only."""

UNTOLD = "['', 'NULL', 'NA', 'N/A', 'NAN', 'NONE', '\\N', '.']"
"""Ways in which a number is left out; 0 is none of them."""

# Columns of the archive that a `Table` has an expression for, and its keys, by the names they have there.
_NUMBERS = {"score": "double", "reports": "integer", "dead": "integer", "injured": "integer", "latitude": "double", "longitude": "double"}
_TEXTS = ("code", "actor_name", "recipient_name", "place", "outlet", "link")
_KEYS = ("kind_key", "actor_key", "recipient_key", "country_key")

_PLAIN = "replace(line, chr(9), '\",\"')"
_ESCAPED = "replace(replace(replace(line, '\\', '\\\\'), '\"', '\\\"'), chr(9), '\",\"')"
_JSON = f"'[\"' || case when contains(line, '\"') or contains(line, '\\') then {_ESCAPED} else {_PLAIN} end || '\"]'"
"""A line of cells without quotation marks around them as a JSON list; most have none in them either."""


class Queries:
    """The queries that take a batch in; written once a file.

    Parameters
    ----------
    table, layout
        The format, and how the file has it.
    data_set
        The number under which the rows go in.
    latest
        No event can be later than this day.

    Attributes
    ----------
    working
        Works out what the columns of the archive will hold, and why a row is kept aside, of the rows ``given`` (`Batch.rows`).
    keys, wrong
        Find the keys in the rows ``worked`` out, and those that are kept aside.
    taking
        Puts the others into the archive, with what their keys mean.
    """

    def __init__(self, table: Table, layout: Layout, data_set: int, latest: date) -> None:
        self._table = table
        self._width = len(layout.columns)
        self._cells = _Cells({name: f"cells[{place}]" for place, name in enumerate(layout.columns, start=1)})
        self.working = (
            "select * exclude (line, cells, raw), case when reason is not null then raw end as text "
            f"from (select *, case {' '.join(self._checks(latest))} end as reason "
            f"from (select *, {', '.join(self._columns())} from ({_cut(table, layout)})))"
        )
        self.keys = (
            f"select {', '.join(_KEYS)}, count(*) from worked where whole group by grouping sets ({', '.join(f'({k})' for k in _KEYS)})"
        )
        self.wrong = "select n, reason, text from worked where reason is not null order by n"
        finite = {name: f"case when isfinite({name}) then {name} end" for name, kind in _NUMBERS.items() if kind == "double"}
        self.taking = (
            f"insert into imported select {data_set}, n, first_day, last_day, k.type, k.mode, k.contexts, w.code, "
            f"a.code, a.party, actor_name, r.code, r.party, recipient_name, {finite['score']}, reports, dead, injured, "
            f"place, l.code, {finite['latitude']}, {finite['longitude']}, outlet, link, further "
            "from worked w left join kinds k on k.key = kind_key left join sides a on a.key = actor_key "
            "left join sides r on r.key = recipient_key left join lands l on l.key = country_key where reason is null"
        )

    def _columns(self) -> Iterator[str]:
        """Give what is worked out of each row's cells."""
        table = self._table
        yield f"len(cells) = {self._width} as whole"
        yield f"({self._sql(table.start)})::date as first_day"
        yield f"({self._sql(table.end)})::date as last_day" if table.end else "first_day as last_day"
        yield from (f"try_cast({self._sql(getattr(table, name))} as {kind}) as {name}" for name, kind in _NUMBERS.items())
        yield from (f"nullif({self._sql(getattr(table, name))}, '') as {name}" for name in _TEXTS)
        yield from (f"{self._key(getattr(table, name))} as {name}" for name in _KEYS)

    def _checks(self, latest: date) -> Iterator[str]:
        """Give the reasons for which a row is kept aside, the first that holds."""
        last = f"date '{latest.isoformat()}'"
        written = f"({self._sql(self._table.recorded)})::date + 1"  # a day later it may be, in another time zone
        columns = "case when len(cells) = 1 then ' column' else ' columns' end"
        yield f"when not whole then len(cells) || {columns} || ' instead of {self._width}'"
        yield "when first_day is null or last_day is null then 'no date that can be read'"
        yield f"when first_day < date '{EARLIEST.isoformat()}' then 'a date before {EARLIEST.year}'"
        yield "when last_day < first_day then 'it ends before it begins'"
        yield f"when first_day > {written} then 'a future date: later than the day on which the row was written'"
        yield f"when first_day > {last} then 'a future date: later than {latest.isoformat()}'"
        yield f"when last_day > least({last}, coalesce({written}, {last})) + {SPREAD} then 'it ends on a future date'"
        for name, kind in _NUMBERS.items():
            if (expression := getattr(self._table, name)) != "''":
                test = f"{name} is null" if kind == "integer" else f"({name} is null or not isfinite({name}))"
                yield f"when {test} and not list_contains({UNTOLD}, upper(trim({self._sql(expression)}))) then '{name}: no number'"
        yield "when abs(latitude) > 90 or abs(longitude) > 180 then 'coordinates outside the earth'"

    def _sql(self, expression: str) -> str:
        return expression.format_map(self._cells)

    def _key(self, columns: Sequence[str]) -> str:
        parts = [self._cells[c] for c in columns] or ["''"]
        return f"concat_ws(chr({ord(FIELD)}), {', '.join(parts)})" if len(parts) > 1 else parts[0]


def _cut(table: Table, layout: Layout) -> str:
    """Give the query that cuts rows into cells, and gives what `Batch` leaves to it: their JSON and how they stand in the file."""
    columns = [f"string_split(line, chr({ord(FIELD if layout.quoted else TAB)})) as cells"]
    if not layout.quoted:
        columns.append("line as raw")
        if table.is_usual(layout):
            columns.append(f"{_JSON} as further")
    return f"select *, {', '.join(columns)} from given"


class _Cells(dict[str, str]):
    """The cells of a file by column; those it lacks are empty."""

    def __missing__(self, name: str) -> str:
        return "''"
