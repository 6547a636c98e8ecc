"""What the coder PETRARCH-2 writes: tab-separated without a header; the last columns only where it was asked for them."""

from __future__ import annotations

from detente.archive.formats.kinds import cameo_kind
from detente.archive.formats.sides import cameo_side
from detente.archive.formats.table import Table
from detente.archive.formats.taking import table_format

COLUMNS = (
    "date", "source", "target", "code", "issues", "story_sentence_id", "news_source", "source_text", "target_text", "event_text",
)  # fmt: skip

TABLE = Table(
    name="petrarch2",
    title="PETRARCH-2 events",
    columns=COLUMNS,
    needed=("date", "source", "target", "code", "story_sentence_id"),
    separator="\t",
    widths=(6, 7, 8, 9, 10),
    sample={"date": r"\d{8}", "source": r"[A-Z-]{3,}", "target": r"[A-Z-]{3,}", "code": r"\d{2,4}"},
    start="case when length({date}) = 8 then try_strptime({date}, '%Y%m%d') end",
    code="{code}",
    kind_key=("code",),
    kind_of=cameo_kind,
    actor_key=("source",),
    recipient_key=("target",),
    side_of=cameo_side,
    actor_name="{source_text}",
    recipient_name="{target_text}",
    outlet="{news_source}",
    kept=("code", "news_source", "source_text", "target_text"),
)
"""The format as a table."""

FORMAT = table_format(TABLE)
