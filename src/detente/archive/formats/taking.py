"""The way of a table's rows into the archive.

The rows are cut and numbered by `rows`; the rest is done in the database, many rows at a time. Nothing of a file becomes part of a
query: its cells stand in columns named by position, and the queries are made of this package's own words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any

from detente.archive.formats.base import Format, Intake, first_lines
from detente.archive.formats.rows import FIELD, Batch, batches
from detente.archive.formats.table import Layout, Table, layout_of
from detente.errors import FormatError

EARLIEST = date(1800, 1, 1)
"""No data set of events goes further back; an earlier date is a slip."""

SPREAD = 31
"""Days by which the last day an event may have happened on can lie beyond: data sets spread what they know to the month only."""

UNTOLD = "('', 'NULL', 'NA', 'N/A', 'NAN', 'NONE', '\\N', '.')"
"""Ways in which a number is left out; 0 is none of them."""


def table_format(table: Table) -> Format:
    """Give the format of a table, for the registry."""
    return Format(
        table.name,
        table.title,
        lambda start: layout_of(table, start.lines) is not None,
        lambda intake: take_table(table, intake),
        tuple("" if name in table.kept else name for name in table.columns),
    )


def take_table(table: Table, intake: Intake) -> None:
    """Take all rows of a file in.

    Raises
    ------
    FormatError
        If no member of the file is of the format.
    """
    number = 0
    seen = 0
    meanings = Meanings(table, intake)
    for member, blocks in intake.source.members():
        first = next(blocks, b"")
        layout = layout_of(table, first_lines(first))
        if layout is None:
            if not member:
                raise FormatError(
                    f"{intake.source.path}: its first line has not the columns of {table.title}; "
                    f"name another format, or check that it has {', '.join(table.needed)}"
                )
            intake.notes.append(f"{member}: its first line has not the columns of {table.title}; this member is left out")
            continue
        seen += 1
        number = _take_member(layout, meanings, _after_header(layout, first, blocks), number)
    if not seen:
        raise FormatError(f"{intake.source.path}: none of its members has the columns of {table.title}; name another format")
    intake.notes += intake.source.notes


def _after_header(layout: Layout, first: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    if layout.header:
        first = first.partition(b"\n")[2]
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from blocks


def _take_member(layout: Layout, meanings: Meanings, blocks: Iterator[bytes], number: int) -> int:
    """Take the rows of a member in, cutting the next batch while the database works on this one; gives the last row's number."""
    intake = meanings.intake
    table = meanings.table
    queries = Queries(table, layout, intake)
    names = None if table.is_usual(layout) else tuple("" if name in table.kept else name for name in layout.columns)
    cut = batches(blocks, layout.separator, layout.quoted, len(layout.columns), number, names)
    with ThreadPoolExecutor(1) as beside:
        coming: Future[Batch | None] = beside.submit(next, cut, None)
        while (batch := coming.result()) is not None:
            coming = beside.submit(next, cut, None)
            done = intake.source.done
            intake.keep_aside(batch.aside)
            number = batch.last
            if batch.lines:
                _take_batch(queries, meanings, batch)
            intake.advance(done)
    return number


def _take_batch(queries: Queries, meanings: Meanings, batch: Batch) -> None:
    intake = meanings.intake
    path = intake.folder / "batch"
    path.write_bytes(b"\n".join(batch.lines) + b"\n")
    try:
        meanings.learn(intake.db.execute(queries.keys, queries.path).fetchall())
        (taken,) = intake.db.execute(queries.taking, queries.path).fetchone() or (0,)
        intake.rows += taken
        if taken < len(batch.lines):
            wrong = intake.db.execute(queries.leaving, queries.path).fetchall()
            originals = batch.originals()
            intake.keep_aside([(row, reason, originals[row].decode()) for row, reason in wrong])
    finally:
        path.unlink()


class Meanings:
    """What the keys of a file's rows mean, learnt as they come and kept in tables beside its rows."""

    def __init__(self, table: Table, intake: Intake) -> None:
        self.table = table
        self.intake = intake
        self._known: dict[str, set[str]] = {"event": set(), "actor": set(), "country": set()}
        intake.db.execute("create or replace temp table kinds (key varchar, type varchar, mode varchar, contexts varchar)")
        intake.db.execute("create or replace temp table sides (key varchar, code varchar, party varchar)")
        intake.db.execute("create or replace temp table lands (key varchar, code varchar)")

    def learn(self, keys: list[tuple[str | None, str | None, str | None, str | None, int]]) -> None:
        """Learn the keys of some rows; each row has one key and the number of rows that hold it."""
        kinds: list[tuple[Any, ...]] = []
        sides: list[tuple[Any, ...]] = []
        lands: list[tuple[Any, ...]] = []
        for event, actor, recipient, country, count in keys:
            if event is not None:
                kind = self.table.kind_of(event.split(FIELD))
                self._note("event", event, kind[3], count, kinds, kind[:3])
            elif (key := actor if actor is not None else recipient) is not None:
                side = self.table.side_of(key.split(FIELD))
                self._note("actor", key, side.known, count, sides, (side.code, side.party))
            elif country is not None:
                land = self.table.country_of(country.split(FIELD))
                self._note("country", country, land is not None or not country.strip(FIELD), count, lands, (land,))
        for name, rows in (("kinds", kinds), ("sides", sides), ("lands", lands)):
            if rows:
                columns = [list(column) for column in zip(*rows, strict=True)]
                self.intake.db.execute(f"insert into {name} select {', '.join('unnest(?::varchar[])' for _ in columns)}", columns)

    def _note(self, kind: str, key: str, known: bool, count: int, rows: list[tuple[Any, ...]], meaning: tuple[Any, ...]) -> None:
        if not known:
            self.intake.unknown[kind, " / ".join(part for part in key.split(FIELD) if part)] += count
        if key not in self._known[kind]:
            self._known[kind].add(key)
            rows.append((key, *meaning))


_READ = (
    "read_csv($path, columns = {{'n': 'BIGINT', {columns}}}, delim = '\x1f', quote = '', escape = '', header = false, "
    "auto_detect = false, new_line = '\\n', nullstr = '\x1c', max_line_size = 4194304)"
)
_LINES = (
    "(select n, string_split(line, chr(9)) as cells, "
    "'[\"' || replace(replace(replace(line, '\\', '\\\\'), '\"', '\\\"'), chr(9), '\",\"') || '\"]' as further from {read})"
)


class Queries:
    """The queries that take a batch in; written once a file."""

    def __init__(self, table: Table, layout: Layout, intake: Intake) -> None:
        lines = not layout.quoted and table.is_usual(layout)  # as `rows` has them ready
        if lines:
            read = _LINES.format(read=_READ.format(columns="'line': 'VARCHAR'"))
            cells = {name: f"cells[{place}]" for place, name in enumerate(layout.columns, start=1)}
        else:
            columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(layout.columns)))
            read = _READ.format(columns=f"{columns}, 'further': 'VARCHAR'")
            cells = {name: f"c{place}" for place, name in enumerate(layout.columns)}
        cell = _Cells(cells, layout.quoted)

        def sql(expression: str) -> str:
            return expression.format_map(cell)

        def key(columns: Sequence[str]) -> str:
            parts = [cells.get(c, "''") for c in columns] or ["''"]
            return f"concat_ws(chr(31), {', '.join(parts)})" if len(parts) > 1 else parts[0]

        def number(expression: str, kind: str) -> str:
            return f"try_cast({sql(expression)} as {kind})"

        def told(expression: str) -> str:
            return f"upper(trim({sql(expression)})) not in {UNTOLD}"

        self.path = {"path": str(intake.folder / "batch")}
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
        last = f"date '{intake.last.isoformat()}'"
        written = f"({sql(table.recorded)})::date + 1"  # a day later it may be, in another time zone
        checks = ["when first_day is null or last_day is null then 'no date that can be read'"]
        checks += [f"when first_day < date '{EARLIEST.isoformat()}' then 'a date before {EARLIEST.year}'"]
        checks += ["when last_day < first_day then 'it ends before it begins'"]
        checks += [f"when first_day > {written} then 'a future date: later than the day on which the row was written'"]
        checks += [f"when first_day > {last} then 'a future date: later than {intake.last.isoformat()}'"]
        checks += [f"when last_day > least({last}, coalesce({written}, {last})) + {SPREAD} then 'it ends on a future date'"]
        for name, (expression, kind) in numbers.items():
            if expression != "''":
                test = f"{name} is null" if kind == "integer" else f"({name} is null or not isfinite({name}))"
                checks.append(f"when {test} and {told(expression)} then '{name}: no number'")
        checks.append("when abs(latitude) > 90 or abs(longitude) > 180 then 'coordinates outside the earth'")
        base = (
            f"(select *, case {' '.join(checks)} end as reason from (select *, {worked}, {key(table.kind_key)} as kind_key, "
            f"{key(table.actor_key)} as actor_key, {key(table.recipient_key)} as recipient_key, {key(table.country_key)} as land_key "
            f"from {read}))"
        )
        keys = "kind_key, actor_key, recipient_key, land_key"
        sets = "(kind_key), (actor_key), (recipient_key), (land_key)"
        self.keys = (
            f"select {keys}, count(*) from (select {key(table.kind_key)} as kind_key, {key(table.actor_key)} as actor_key, "
            f"{key(table.recipient_key)} as recipient_key, {key(table.country_key)} as land_key from {read}) "
            f"group by grouping sets ({sets})"
        )
        finite = {name: f"case when isfinite({name}) then {name} end" for name in ("score", "latitude", "longitude")}
        self.taking = (
            f"insert into imported select {intake.data_set}, n, first_day, last_day, k.type, k.mode, k.contexts, b.code, "
            f"a.code, a.party, actor_name, r.code, r.party, recipient_name, {finite['score']}, reports, dead, injured, "
            f"place, l.code, {finite['latitude']}, {finite['longitude']}, outlet, link, further "
            f"from {base} b left join kinds k on k.key = kind_key left join sides a on a.key = actor_key "
            "left join sides r on r.key = recipient_key left join lands l on l.key = land_key where reason is null"
        )
        self.leaving = f"select n, reason from {base} where reason is not null order by n"


class _Cells(dict[str, str]):
    """The cells of a file by column; those it lacks are empty."""

    def __init__(self, cells: Mapping[str, str], quoted: bool) -> None:
        restored = "replace(replace({}, chr(30), chr(10)), chr(29), chr(13))" if quoted else "{}"
        super().__init__({name: restored.format(cell) for name, cell in cells.items()})

    def __missing__(self, name: str) -> str:
        return "''"
