"""Accuracy of one task on one gold file.

    python -m benchmarks.accuracy TASK GOLD [--json] [--predictions FILE] [--intervals] [--half tuned|held]

TASK is one of pairs, sentences, actors, conflict, police, statements, status, opinion, dates, about; the fields of its gold file stand in
the docstring of ``benchmarks/scorers/TASK.py``. Figures come from one run at the shipped settings.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import numpy as np

from benchmarks import labels
from benchmarks.predict import PREDICT
from benchmarks.scorers import about, actors, conflict, dates, opinion, pairs, police, sentences, statements, status
from detente.reading.reader import Reader

SCORERS: dict[str, ModuleType] = {
    "pairs": pairs, "sentences": sentences, "actors": actors, "conflict": conflict, "police": police,
    "statements": statements, "status": status, "opinion": opinion, "dates": dates, "about": about,
}  # fmt: skip
DRAWS = 500
SEED = 20230416

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """Read a gold file: one JSON object a line, or the project's own table of `about`."""
    if path.suffix == ".tsv":
        return about.rows(path)
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise click.ClickException(f"{path}, line {number}: is no JSON ({error}); mend or remove the line") from error
    return rows


def half_of(row: Row) -> str:
    """Say whether a row may be looked at while tuning: by a hash of its sentence or phrase, or of its identifier where it is an article."""
    article = any(key in row for key in ("relations", "events", "timexes"))
    key = row["id"] if article else row.get("sentence") or row.get("phrase") or row["text"]
    return labels.half_of(key)


def measure(task: str, gold: list[Row], said: list[Row]) -> dict[str, float | None]:
    """Score answers against gold."""
    return _figures(SCORERS[task], _counts(task, gold, said))


def intervals(task: str, gold: list[Row], said: list[Row]) -> dict[str, list[float]]:
    """Give 95% bootstrap intervals: units drawn with replacement, percentiles of `DRAWS` draws from a fixed seed."""
    counts = _counts(task, gold, said)
    random = np.random.default_rng(SEED)
    draws = [_figures(SCORERS[task], [counts[i] for i in random.integers(0, len(counts), len(counts))]) for _ in range(DRAWS)]
    out = {}
    for name in draws[0]:
        values = [v for d in draws if (v := d[name]) is not None]
        if values and not name.startswith("n_"):
            out[name] = [round(float(q), 4) for q in np.percentile(values, [2.5, 97.5])]
    return out


def _counts(task: str, gold: list[Row], said: list[Row]) -> list[Any]:
    by_id = {row.get("id", row.get("i")): row for row in said}
    return [SCORERS[task].count(row, by_id.get(row["id"])) for row in gold]


def _figures(scorer: ModuleType, counts: list[Any]) -> dict[str, float | None]:
    figures: dict[str, float | None] = scorer.figures(counts)
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}


@click.command(help=__doc__)
@click.argument("task", type=click.Choice(sorted(SCORERS)))
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one flat JSON object.")
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write what was answered to this file.")
@click.option("--intervals", "with_intervals", is_flag=True, help="Add 95% bootstrap intervals.")
@click.option("--half", type=click.Choice(["tuned", "held"]), help="Measure one half of the file only.")
def main(task: str, gold: Path, as_json: bool, predictions: Path | None, with_intervals: bool, half: str | None) -> None:
    rows = [row for row in read_rows(gold) if half is None or half_of(row) == half]
    if not rows:
        raise click.ClickException(f"{gold}: holds no rows to measure on")
    reader = Reader()
    start = time.perf_counter()
    said = list(PREDICT[task](rows, reader))
    result: dict[str, Any] = {"n": len(rows), "seconds": round(time.perf_counter() - start, 2), **measure(task, rows, said)}
    if with_intervals:
        result |= {f"{name}_interval": value for name, value in intervals(task, rows, said).items()}
    if predictions:
        predictions.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in said), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(result))
        return
    for name, value in result.items():
        click.echo(f"{name:36}{value}")


if __name__ == "__main__":
    main()
