"""Phoenix events of the Open Event Data Alliance: tab-separated without a header, or the historical files with one; CAMEO codes."""

from __future__ import annotations

from detente.archive.formats.countries import by_name, country_of
from detente.archive.formats.kinds import cameo_kind
from detente.archive.formats.sides import cameo_side
from detente.archive.formats.table import Table
from detente.archive.formats.taking import table_format


def _actor(side: str) -> list[str]:
    return [f"{side}Actor{part}" for part in ("Full", "Entity", "Role", "Attribute")]


COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", *_actor("Source"), *_actor("Target"), "EventCode", "EventRootCode", "PentaClass",
    "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip

TABLE = Table(
    name="phoenix",
    title="Phoenix events",
    columns=COLUMNS,
    needed=("Date", "SourceActorFull", "TargetActorFull", "EventCode", "GoldsteinScore"),
    separator="\t",
    also={
        "eid": "EventID", "story_date": "Date", "source": "SourceActorFull", "source_root": "SourceActorEntity",
        "source_agent": "SourceActorRole", "source_others": "SourceActorAttribute", "target": "TargetActorFull",
        "target_root": "TargetActorEntity", "target_agent": "TargetActorRole", "target_others": "TargetActorAttribute",
        "code": "EventCode", "root_code": "EventRootCode", "goldstein": "GoldsteinScore", "joined_issues": "Issues",
        "placename": "LocationName", "countryname": "CountryCode",
    },
    sample={"Date": r"\d{8}", "Year": r"\d{4}", "EventCode": r"\d{2,4}"},
    start="try_strptime({Date}, ['%Y%m%d', '%Y-%m-%d', '%m/%d/%Y'])",
    code="{EventCode}",
    kind_key=("EventCode",),
    kind_of=cameo_kind,
    actor_key=("SourceActorFull",),
    recipient_key=("TargetActorFull",),
    side_of=cameo_side,
    country_key=("CountryCode",),
    country_of=lambda parts: country_of(parts[0], "iso") or by_name(parts[0]),
    score="{GoldsteinScore}",
    place="{LocationName}",
    latitude="{Lat}",
    longitude="{Lon}",
    outlet="{NewsSources}",
    link="split_part({URLs}, ';', 1)",
    kept=("EventCode", "LocationName", "NewsSources"),
)
"""The format as a table."""

FORMAT = table_format(TABLE)
