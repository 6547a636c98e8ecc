"""Imported rows made by hand, or many of them by a seed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from detente.archive import Archive


def import_rows(path: Path, name: str, rows: Iterable[dict[str, object]]) -> None:
    """Put rows into an archive's table as an import would; a row gives the columns it has."""
    Archive(path).close()
    db = duckdb.connect(str(path))
    number = db.execute("select count(*) from data_sets").fetchone()[0]
    listed = list(rows)
    db.execute("insert into data_sets values (?, ?, 'hand', ?, ?, ?, 0)", [number, name, f"{name}.tsv", f"{name}{number}", len(listed)])
    for place, row in enumerate(listed, start=1):
        columns = {"data_set": number, "row": place, **row}
        names = ", ".join(f'"{c}"' for c in columns)
        db.execute(f"insert into imported ({names}) values ({', '.join('?' * len(columns))})", list(columns.values()))
    db.close()


def import_many(path: Path, count: int) -> None:
    """Make rows of ten years between forty states, with links, outlets and CAMEO codes."""
    Archive(path).close()
    db = duckdb.connect(str(path))
    db.execute("insert into data_sets values (0, 'many', 'hand', 'many.tsv', 'many', ?, 0)", [count])
    db.execute(
        f"""insert into imported (data_set, row, start, "end", type, mode, code, actor, actor_party, recipient, recipient_party, score,
        reports, outlet, link)
        select 0, n, d, d, (['ASSAULT', 'ACCUSE', 'CONSULT', 'AID', 'THREATEN', 'MOBILIZE', 'AGREE'])[1 + k], null,
        (['190', '111', '042', '073', '130', '154', '036'])[1 + k], a, a, b, b, 1.0, 1 + hash(n, 5) % 4, 'outlet ' || (hash(n, 6) % 2000),
        'https://news.example/' || (hash(n, 7) % {max(1, count // 3)})
        from (select range n, date '2010-01-01' + (hash(range, 1) % 3650)::integer d, (hash(range, 2) % 7)::integer k,
        'S' || floor(sqrt(hash(range, 3) % 1600))::integer a, 'S' || floor(sqrt(hash(range, 4) % 1600))::integer b from range({count}))"""
    )
    db.close()
