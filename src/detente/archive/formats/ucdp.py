"""UCDP Georeferenced Event Dataset: comma-separated, mostly with a header; kinds of violence and Gleditsch-Ward numbers."""

from __future__ import annotations

from collections.abc import Sequence

from detente.archive.formats.countries import by_name, country_of
from detente.archive.formats.kinds import own_kind
from detente.archive.formats.sides import ucdp_side
from detente.archive.formats.table import Kind, Table
from detente.archive.formats.taking import table_format

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
    "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

_DAY = "try_strptime(left({{{0}}}, 10), ['%Y-%m-%d', '%m/%d/%Y', '%d/%m/%Y'])"


def _kind(parts: Sequence[str]) -> Kind:
    return own_kind("ucdp", parts[0])


TABLE = Table(
    name="ucdp",
    title="UCDP GED events",
    columns=COLUMNS,
    needed=("type_of_violence", "side_a", "side_b", "date_start", "date_end", "best"),
    separator=",",
    also={"best_est": "best", "high_est": "high", "low_est": "low"},
    sample={"id": r"\d+", "year": r"\d{4}", "type_of_violence": "[123]", "date_start": r"\d{4}-\d\d-\d\d.*"},
    start=_DAY.format("date_start"),
    end=_DAY.format("date_end"),
    code="{type_of_violence}",
    kind_key=("type_of_violence",),
    kind_of=_kind,
    actor_key=("side_a", "gwnoa", "country_id"),
    recipient_key=("side_b", "gwnob", "country_id"),
    side_of=ucdp_side,
    country_key=("country_id", "country"),
    country_of=lambda parts: country_of(parts[0].removesuffix(".0"), "gw") or by_name(parts[1]),
    actor_name="{side_a}",
    recipient_name="{side_b}",
    # -1 stands for a number that nobody knows.
    reports="case when trim({number_of_sources}) = '-1' then '' else {number_of_sources} end",
    dead="{best}",
    place="{where_coordinates}",
    latitude="{latitude}",
    longitude="{longitude}",
    outlet="{source_office}",
    kept=("type_of_violence", "side_a", "side_b", "where_coordinates", "source_office"),
)
"""The format as a table."""

FORMAT = table_format(TABLE)
