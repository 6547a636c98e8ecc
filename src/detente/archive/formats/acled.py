"""ACLED events: comma-separated with a header, 2023 onward and older; kinds of events and actors of its own."""

from __future__ import annotations

from collections.abc import Sequence

from detente.archive.formats.countries import by_name, country_of
from detente.archive.formats.kinds import own_kind
from detente.archive.formats.sides import acled_side
from detente.archive.formats.table import Kind, Table
from detente.archive.formats.taking import table_format

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_DAY = "try_strptime({event_date}, ['%d %B %Y', '%Y-%m-%d', '%d-%B-%Y', '%d-%b-%Y', '%d/%m/%Y'])::date"


def _kind(parts: Sequence[str]) -> Kind:
    return own_kind("acled", parts[0], parts[1])


TABLE = Table(
    name="acled",
    title="ACLED events",
    columns=COLUMNS,
    needed=("event_date", "event_type", "actor1", "actor2", "fatalities"),
    separator=",",
    sample={"event_date": r"\d{4}-\d\d-\d\d|\d\d?[ -][A-Z][a-z]+[ -]\d{4}", "year": r"\d{4}", "fatalities": r"\d+"},
    # The codebook: precision 2 is a part of the month, dated at its middle; 3 the month.
    start=f"case {{time_precision}} when '2' then {_DAY} - 3 when '3' then date_trunc('month', {_DAY}) else {_DAY} end",
    end=f"case {{time_precision}} when '2' then {_DAY} + 3 when '3' then last_day({_DAY}) else {_DAY} end",
    # Seconds since 1970; beyond the year 2100 they are no time.
    recorded="case when try_cast({timestamp} as bigint) between 0 and 4102444800 then epoch_ms(try_cast({timestamp} as bigint) * 1000) end",
    code="coalesce(nullif({sub_event_type}, ''), {event_type})",
    kind_key=("event_type", "sub_event_type"),
    kind_of=_kind,
    actor_key=("actor1", "inter1", "country"),
    recipient_key=("actor2", "inter2", "country"),
    side_of=acled_side,
    country_key=("iso", "country"),
    country_of=lambda parts: country_of(parts[0], "numeric") or by_name(parts[1]),
    actor_name="{actor1}",
    recipient_name="{actor2}",
    dead="{fatalities}",
    place="{location}",
    latitude="{latitude}",
    longitude="{longitude}",
    outlet="{source}",
    kept=("actor1", "actor2", "location", "source"),
)
"""The format as a table."""

FORMAT = table_format(TABLE)
