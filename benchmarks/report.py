"""Measure every task on a folder of gold files and write the table of ``docs/accuracy.md``.

    python -m benchmarks.report FOLDER

FOLDER holds the gold files below their task's folder; they are not part of the project. Each figure is given with its 95% bootstrap
interval, for all rows and for the two halves (rows that may be looked at while tuning, and rows that never are).
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any

import click

from benchmarks.accuracy import half_of, intervals, measure, read_rows
from benchmarks.corpora import measure as measure_corpus
from benchmarks.course_encoder import TESTED, tested
from benchmarks.course_encoder import measure as measure_encoder
from benchmarks.labellers import agreements, draft_score
from benchmarks.labels import ALL, NEWSWIRE, READ, STANDOFFS, corpus_reader
from benchmarks.predict import PREDICT
from benchmarks.standing import measure as measure_standing
from benchmarks.triggers import measure as measure_passages
from detente.reading.reader import Reader

PAGE = Path("docs/accuracy.md")
BEGIN, END = "<!-- written by benchmarks.report: begin -->", "<!-- end -->"
FILES = {
    "pairs": "events/pairs_dev.jsonl",
    "conflict": "events/conflict_or_cooperation_dev.jsonl",
    "sentences": "events/sentences_dev.jsonl",
    "actors": "events/actor_phrases_dev.jsonl",
    "police": "events/police_or_not_dev.jsonl",
    "statements": "statements/attributions_dev.jsonl",
    "status": "status/events_dev.jsonl",
    "opinion": "status/opinion_val.jsonl",
    "dates": "dates/expressions_dev.jsonl",
}

HALVES = (None, "tuned", "held")
CORPORA_HEAD = "On the project's own example corpora (`python -m benchmarks.corpora`, `python -m benchmarks.drafts`):"

Row = dict[str, Any]

scored = cache(draft_score)  # several tables show drafts of the same conflicts


def table(folder: Path) -> list[str]:
    """Measure every task that has a file in the folder, a line a figure."""
    reader = Reader()
    lines = ["| task | rows | figure | all | 95% interval | tuned half | held half |", "|---|---|---|---|---|---|---|"]
    for task, name in FILES.items():
        if not (folder / name).is_file():
            continue
        gold = read_rows(folder / name)
        said = list(PREDICT[task](gold, reader))
        halves = {half: _figures(task, gold, said, half) for half in ("tuned", "held")}
        spans = intervals(task, gold, said)
        for figure, value in measure(task, gold, said).items():
            if value is None or figure.startswith("n_"):
                continue
            span = " to ".join(_short(v) for v in spans[figure])
            parts = [f"{_short(halves[h][0].get(figure))} (n={halves[h][1]})" for h in ("tuned", "held")]
            lines.append(f"| {task} | {len(gold)} | `{figure}` | {_short(value)} | {span} | {' | '.join(parts)} |")
        click.echo(f"{task} done", err=True)
    return lines


def corpora_table() -> list[str]:
    """Measure the example corpora, each with its own actor list: reading, and drafts against the references."""
    reading = {corpus: measure_corpus(corpus, corpus_reader(corpus)).figures() for corpus in ALL}
    return columns({corpus: {**reading[corpus], **scored(Path(corpus)).figures()} for corpus in ALL})


def drafts_table(collection: Path, read: Set[str] = frozenset()) -> list[str]:
    """Measure the drafts of a folder of conflicts: those that are read while the drafter is made, if any, and the others."""
    folders = [folder for folder in sorted(collection.iterdir()) if folder.is_dir()]
    found = {folder.name: scored(folder).figures() for folder in folders}
    names = [*(name for name in found if name in read), *(name for name in found if name not in read)]
    return columns({f"{name} (not read)" if read and name not in read else name: found[name] for name in names})


def labellers_table() -> list[str]:
    """Compare second labellers, and drafts of the same conflicts, with the references."""
    return columns({kind: each.figures() for kind, each in agreements(scored).items()})


def standing_table() -> list[str]:
    """Measure single sentences that tell how things stand."""
    return columns({_headed(half): measure_standing(Reader(), half).figures() for half in HALVES})


def encoder_table() -> list[str]:
    """Measure what the course encoder reads in sentences it was not trained on."""
    sets = {which: tested(which) for which in TESTED}
    found = {(which, least): measure_encoder(each, least) for which, each in sets.items() for least in (0.3, 0.5, 0.7)}
    return columns({f"{which.replace('_', ' ')}, at least {least}": figures for (which, least), figures in found.items()})


def passages_table() -> list[str]:
    """Measure the marked passages."""
    return columns({_headed(half): measure_passages(Reader(), half).figures() for half in HALVES})


def columns(found: Mapping[str, Mapping[str, float | None]]) -> list[str]:
    """Give a table with a column for each of several measurements and a line a figure; not every one has every figure.

    Examples
    --------
    >>> print(*columns({"here": {"right": 0.5}, "there": {"right": 1, "found": 0.25}}), sep="\\n")
    | figure | here | there |
    |---|---|---|
    | `right` | .500 | 1 |
    | `found` | - | .250 |
    """
    names = dict.fromkeys(name for figures in found.values() for name in figures)
    lines = [f"| figure | {' | '.join(found)} |", f"|---|{'---|' * len(found)}"]
    return lines + [f"| `{name}` | {' | '.join(_short(figures.get(name)) for figures in found.values())} |" for name in names]


def _headed(half: str | None) -> str:
    return f"{half} half" if half else "all"


def _figures(task: str, gold: list[Row], said: list[Row], half: str) -> tuple[dict[str, float | None], int]:
    rows = [row for row in gold if half_of(row) == half]
    return (measure(task, rows, said), len(rows)) if rows else ({}, 0)


def _short(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}".removeprefix("0")


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    body = [*table(folder), "", CORPORA_HEAD, "", *corpora_table()]
    body += ["", "On marked passages of many conflicts (`python -m benchmarks.triggers`):", "", *passages_table()]
    body += ["", "Drafts of the standoffs in `benchmarks/data/standoffs` (`python -m benchmarks.drafts`):", ""]
    body += [*drafts_table(STANDOFFS, READ), "", "Drafts of the plainer news in `benchmarks/data/newswire`, of which nothing was read:", ""]
    body += [*drafts_table(NEWSWIRE), "", "Two who set down the model of the same news (`python -m benchmarks.labellers --drafts`):", ""]
    body += labellers_table()
    body += ["", "Courses of action in sentences left out of training (`python -m benchmarks.course_encoder`):", "", *encoder_table()]
    body += ["", "Sentences that tell how things stand (`python -m benchmarks.standing`):", "", *standing_table()]
    PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(body) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
