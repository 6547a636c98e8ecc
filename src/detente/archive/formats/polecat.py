"""POLECAT events (ngecEvents files): tab-separated with a header; PLOVER types, modes, contexts and sectors."""

from __future__ import annotations

from detente.archive.formats.countries import by_name, country_of
from detente.archive.formats.kinds import plover_kind
from detente.archive.formats.sides import plover_side
from detente.archive.formats.table import Table
from detente.archive.formats.taking import table_format


def _side(who: str) -> list[str]:
    return [
        f"{who} Name", f"{who} Country", f"{who} COW", f"Primary {who} Sector", f"{who} Sectors", f"{who} Title", f"{who} Name Raw",
        f"Wikipedia {who} ID",
    ]  # fmt: skip


COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", *_side("Actor"), *_side("Recipient"),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

TABLE = Table(
    name="polecat",
    title="POLECAT events",
    columns=COLUMNS,
    needed=("Event Date", "Event Type", "Event Mode", "Actor Name", "Recipient Name"),
    separator="\t",
    sample={"Event Date": r"\d{4}-\d\d-\d\d.*", "Event Type": r"[A-Za-z]+"},
    start="try_strptime(left({Event Date}, 10), '%Y-%m-%d')",
    recorded="try_strptime(left({Publication Date}, 10), '%Y-%m-%d')",
    code="{Event Type}",
    kind_key=("Event Type", "Event Mode", "Contexts"),
    kind_of=plover_kind,
    actor_key=("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector"),
    recipient_key=("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    side_of=plover_side,
    country_key=("Country",),
    country_of=lambda parts: country_of(parts[0], "iso") or by_name(parts[0]),
    actor_name="{Actor Name}",
    recipient_name="{Recipient Name}",
    score="{Intensity}",
    place="{Placename}",
    latitude="{Latitude}",
    longitude="{Longitude}",
    outlet="{Source}",
    kept=("Event Type", "Actor Name", "Recipient Name", "Placename", "Source"),
)
"""The format as a table."""

FORMAT = table_format(TABLE)
