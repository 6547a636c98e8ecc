"""GDELT 2.0 events: tab-separated, without a header; CAMEO codes of events and actors, FIPS 10-4 codes of places."""

from __future__ import annotations

from detente.archive.formats.countries import country_of
from detente.archive.formats.kinds import cameo_kind
from detente.archive.formats.sides import cameo_side
from detente.archive.formats.table import Table
from detente.archive.formats.taking import table_format


def _actor(number: int) -> list[str]:
    parts = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return [f"Actor{number}{part}" for part in (*parts, "Type1Code", "Type2Code", "Type3Code")]


def _place(of: str) -> list[str]:
    return [f"{of}Geo_{part}" for part in ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")]


COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *_actor(1), *_actor(2),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone", *_place("Actor1"), *_place("Actor2"), *_place("Action"),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

TABLE = Table(
    name="gdelt",
    title="GDELT 2.0 events",
    columns=COLUMNS,
    needed=("Day", "Actor1Code", "Actor2Code", "EventCode"),
    separator="\t",
    also={"SQLDATE": "Day"},
    sample={"GlobalEventID": r"\d+", "Day": r"\d{8}", "EventCode": r"\d{2,4}", "EventRootCode": r"\d\d"},
    start="case when length({Day}) = 8 then try_strptime({Day}, '%Y%m%d') end",
    recorded="try_strptime(left({DATEADDED}, 8), '%Y%m%d')",
    code="{EventCode}",
    kind_key=("EventCode",),
    kind_of=cameo_kind,
    actor_key=("Actor1Code",),
    recipient_key=("Actor2Code",),
    side_of=cameo_side,
    country_key=("ActionGeo_CountryCode",),
    country_of=lambda parts: country_of(parts[0], "fips"),
    actor_name="{Actor1Name}",
    recipient_name="{Actor2Name}",
    score="{GoldsteinScale}",
    reports="{NumArticles}",
    place="{ActionGeo_Fullname}",
    latitude="{ActionGeo_Lat}",
    longitude="{ActionGeo_Long}",
    outlet="regexp_extract({SOURCEURL}, '^[A-Za-z]+://(?:www[.])?([^/:?#]+)', 1)",
    link="{SOURCEURL}",
    kept=("EventCode", "Actor1Name", "Actor2Name", "ActionGeo_Fullname", "SOURCEURL"),
)
"""The format as a table."""

FORMAT = table_format(TABLE)
