"""ICEWS events as given out on Dataverse: tab-separated with a header; CAMEO codes, sectors and countries in words."""

from __future__ import annotations

from detente.archive.formats.countries import by_name
from detente.archive.formats.kinds import cameo_kind
from detente.archive.formats.sides import named_side
from detente.archive.formats.table import Table
from detente.archive.formats.taking import table_format

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

_PARTS = ", ".join(f"nullif(nullif({{{part}}}, ''), 'NULL')" for part in ("City", "District", "Province", "Country"))

TABLE = Table(
    name="icews",
    title="ICEWS events",
    columns=COLUMNS,
    needed=("Event Date", "Source Name", "CAMEO Code", "Target Name"),
    separator="\t",
    sample={"Event ID": r"\d+", "Event Date": r"\d{4}-\d\d-\d\d.*", "CAMEO Code": r"\d{2,4}"},
    start="try_strptime(left({Event Date}, 10), '%Y-%m-%d')",
    code="{CAMEO Code}",
    kind_key=("CAMEO Code",),
    kind_of=cameo_kind,
    actor_key=("Source Name", "Source Sectors", "Source Country"),
    recipient_key=("Target Name", "Target Sectors", "Target Country"),
    side_of=named_side,
    country_key=("Country",),
    country_of=lambda parts: by_name(parts[0]),
    actor_name="{Source Name}",
    recipient_name="{Target Name}",
    score="{Intensity}",
    place=f"coalesce({_PARTS})",
    latitude="{Latitude}",
    longitude="{Longitude}",
    outlet="{Publisher}",
    kept=("CAMEO Code", "Source Name", "Target Name", "Publisher"),
)
"""The format as a table."""

FORMAT = table_format(TABLE)
