"""The queries by which a table's rows become rows of the archive.

Nothing of a file becomes part of a query: its cells stand in a list, named by position, and the queries are made of this package's own
words only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.archive.formats.rows import FIELD
from detente.archive.formats.table import Layout, Table

EARLIEST = date(1800, 1, 1)
"""No data set of events goes further back; an earlier date is a slip."""

SPREAD = 31
"""Days by which the last day an event may have happened on can lie beyond: data sets spread what they know to the month only."""

UNTOLD = "['', 'NULL', 'NA', 'N/A', 'NAN', 'NONE', '\\N', '.']"
"""Ways in which a number is left out; 0 is none of them."""


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
        names = ("kind_key", "actor_key", "recipient_key", "land_key")
        width = len(layout.columns)
        lines = not layout.quoted and table.is_usual(layout)  # as `rows` has them
        read = (
            f"select *, string_split(line, chr({ord(FIELD if layout.quoted else chr(9))})) as cells"
            f"{f', {_JSON} as further' if lines else ''}{'' if layout.quoted else ', line as raw'} from given"
        )
        cells = {name: f"cells[{place}]" for place, name in enumerate(layout.columns, start=1)}
        cell = _Cells(cells)

        def sql(expression: str) -> str:
            return expression.format_map(cell)

        def key(columns: Sequence[str]) -> str:
            parts = [cells.get(c, "''") for c in columns] or ["''"]
            return f"concat_ws(chr(31), {', '.join(parts)})" if len(parts) > 1 else parts[0]

        def number(expression: str, kind: str) -> str:
            return f"try_cast({sql(expression)} as {kind})"

        def told(expression: str) -> str:
            return f"not list_contains({UNTOLD}, upper(trim({sql(expression)})))"

        numbers = {
            "score": (table.score, "double"),
            "reports": (table.reports, "integer"),
            "dead": (table.dead, "integer"),
            "injured": (table.injured, "integer"),
            "latitude": (table.latitude, "double"),
            "longitude": (table.longitude, "double"),
        }
        texts = {
            "code": table.code,
            "actor_name": table.actor_name,
            "recipient_name": table.recipient_name,
            "place": table.place,
            "outlet": table.outlet,
            "link": table.link,
        }
        worked = ", ".join(
            [f"({sql(table.start)})::date as first_day", f"({sql(table.end)})::date as last_day" if table.end else "first_day as last_day"]
            + [f"{number(expression, kind)} as {name}" for name, (expression, kind) in numbers.items()]
            + [f"nullif({sql(expression)}, '') as {name}" for name, expression in texts.items()]
        )
        worked += "".join(
            f", {key(columns)} as {name}"
            for name, columns in zip(names, (table.kind_key, table.actor_key, table.recipient_key, table.country_key), strict=True)
        )
        last = f"date '{latest.isoformat()}'"
        written = f"({sql(table.recorded)})::date + 1"  # a day later it may be, in another time zone
        columns = "case when len(cells) = 1 then ' column' else ' columns' end"
        checks = [f"when not whole then len(cells) || {columns} || ' instead of {width}'"]
        checks += ["when first_day is null or last_day is null then 'no date that can be read'"]
        checks += [f"when first_day < date '{EARLIEST.isoformat()}' then 'a date before {EARLIEST.year}'"]
        checks += ["when last_day < first_day then 'it ends before it begins'"]
        checks += [f"when first_day > {written} then 'a future date: later than the day on which the row was written'"]
        checks += [f"when first_day > {last} then 'a future date: later than {latest.isoformat()}'"]
        checks += [f"when last_day > least({last}, coalesce({written}, {last})) + {SPREAD} then 'it ends on a future date'"]
        for name, (expression, kind) in numbers.items():
            if expression != "''":
                test = f"{name} is null" if kind == "integer" else f"({name} is null or not isfinite({name}))"
                checks.append(f"when {test} and {told(expression)} then '{name}: no number'")
        checks.append("when abs(latitude) > 90 or abs(longitude) > 180 then 'coordinates outside the earth'")
        self.working = (
            f"select * exclude (line, cells, raw), case when reason is not null then raw end as text from (select *, "
            f"case {' '.join(checks)} end as reason from (select *, len(cells) = {width} as whole, {worked} from ({read})))"
        )
        self.keys = (
            f"select {', '.join(names)}, count(*) from worked where whole "
            f"group by grouping sets ({', '.join(f'({name})' for name in names)})"
        )
        self.wrong = "select n, reason, text from worked where reason is not null order by n"
        finite = {name: f"case when isfinite({name}) then {name} end" for name in ("score", "latitude", "longitude")}
        self.taking = (
            f"insert into imported select {data_set}, n, first_day, last_day, k.type, k.mode, k.contexts, w.code, "
            f"a.code, a.party, actor_name, r.code, r.party, recipient_name, {finite['score']}, reports, dead, injured, "
            f"place, l.code, {finite['latitude']}, {finite['longitude']}, outlet, link, further "
            "from worked w left join kinds k on k.key = kind_key left join sides a on a.key = actor_key "
            "left join sides r on r.key = recipient_key left join lands l on l.key = land_key where reason is null"
        )


class _Cells(dict[str, str]):
    """The cells of a file by column; those it lacks are empty."""

    def __missing__(self, name: str) -> str:
        return "''"
