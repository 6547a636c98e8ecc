"""Events as one flat table: comma-separated, and the columns of the Parquet file of the same shape."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from detente.archive.formats.outward.given import Given, Left, Side
from detente.ontology import goldstein_of, quad_of, score_of
from detente.tables import harmless

Cell = str | int | float | bool | None

#: Columns by name: their type in Parquet, and what stands in them. An empty cell is unknown, never 0.
COLUMNS: dict[str, tuple[str, Callable[[Given], Cell]]] = {
    "id": ("varchar", lambda g: g.id),
    "start": ("varchar", lambda g: g.start),
    "end": ("varchar", lambda g: g.end),
    "granularity": ("varchar", lambda g: g.report.granularity),
    "type": ("varchar", lambda g: g.type),
    "mode": ("varchar", lambda g: g.mode),
    "contexts": ("varchar", lambda g: "; ".join(g.contexts) or None),
    "code": ("varchar", lambda g: g.code),
    "quad": ("integer", lambda g: quad_of(g.known) if g.known else None),
    "intensity": ("double", lambda g: score_of(g.known, g.mode) if g.known else None),
    "goldstein": ("double", lambda g: goldstein_of(g.cameo) if g.cameo else None),
    "own_score": ("double", lambda g: g.score),
    "actors": ("varchar", lambda g: _joined(g.actors, lambda s: s.code)),
    "actor_parties": ("varchar", lambda g: _joined(g.actors, lambda s: s.side)),
    "actor_names": ("varchar", lambda g: _joined(g.actors, lambda s: s.name)),
    "recipients": ("varchar", lambda g: _joined(g.recipients, lambda s: s.code)),
    "recipient_parties": ("varchar", lambda g: _joined(g.recipients, lambda s: s.side)),
    "recipient_names": ("varchar", lambda g: _joined(g.recipients, lambda s: s.name)),
    "status": ("varchar", lambda g: g.report.status.value),
    "historical": ("boolean", lambda g: g.report.historical),
    "voice": ("varchar", lambda g: g.report.voice.value),
    "opinion": ("boolean", lambda g: g.report.opinion),
    "corrected": ("varchar", lambda g: "; ".join(g.report.corrected) or None),
    "told": ("varchar", lambda g: g.told),
    "reports": ("integer", lambda g: g.reports),
    "outlets": ("integer", lambda g: g.outlets),
    "dead": ("integer", lambda g: g.numbers.dead),
    "injured": ("integer", lambda g: g.numbers.injured),
    "arrested": ("integer", lambda g: g.numbers.arrested),
    "place": ("varchar", lambda g: g.place.name if g.place else None),
    "place_country": ("varchar", lambda g: g.place.country if g.place else None),
    "latitude": ("double", lambda g: g.place.latitude if g.place else None),
    "longitude": ("double", lambda g: g.place.longitude if g.place else None),
    "precision": ("varchar", lambda g: g.place.precision.value if g.place and g.place.precision else None),
    "outlet": ("varchar", lambda g: g.outlet),
    "published": ("varchar", lambda g: g.report.published),
    "title": ("varchar", lambda g: g.title),
    "link": ("varchar", lambda g: g.link),
    "document": ("varchar", lambda g: g.report.document),
    "words": ("varchar", lambda g: g.trigger),
    "sentence": ("varchar", lambda g: g.report.words or None),
    "data_set": ("varchar", lambda g: g.report.data_set),
    "row": ("bigint", lambda g: g.row.evidence.row if g.row else None),
}


def csv_lines(stream: Iterable[Given], left: Left) -> Iterator[str]:  # noqa: ARG001 - as all forms are written; this one leaves nothing out
    """Give events as comma-separated lines; a cell that a spreadsheet would run is made harmless, a number stays one."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for given in stream:
        writer.writerow(["" if (cell := harmless(value(given))) is None else _written(cell) for _, value in COLUMNS.values()])
        yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _written(cell: object) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell


def _joined(sides: tuple[Side, ...], what: Callable[[Side], str]) -> str | None:
    return "; ".join(what(side) for side in sides) or None
