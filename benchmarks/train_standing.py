"""Fit the weights that say whether an option is being taken now: ``python -m benchmarks.train_standing``.

A logistic regression over what drafts list and a reference knows, which says whether it is taken at the end: of the example corpora, the
standoffs that are read while the drafter is made, and those conflicts in ``benchmarks/training`` (``drafts``, ``newswire`` and
``deadlocks``) none of whose sentences the course encoder was trained on: what it reads of them is as sure, or as unsure, as what it reads
of any news. References of ``newswire`` also say how each option stood on earlier days, as of which the news up to them is drafted too.
Writes ``src/detente/drafting/data/taken_now.tsv``, and prints how many it gets right of each conflict when fitted on nine tenths of the
others, beside what the last deeds alone give. It takes some ten minutes on two cores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt

from benchmarks.course_encoder import TRAINED_ON, TRAINING
from benchmarks.drafts import listed_options, match_options, read_corpus
from benchmarks.labels import ALL, READ, STANDOFFS, corpus_reader
from detente.drafting import draft_model
from detente.drafting.standing import clues_of, told_standing
from detente.drafting.taken_now import clue_names, likelihood
from detente.errors import DetenteError, KnowledgeError
from detente.records import Reading

WRITTEN = ("drafts", "newswire", "deadlocks")  # folders of conflicts some of which the encoder was not trained on
#: How much an option counts in the fit, by the folder of its conflict: those of the corpora and standoffs are the most like what it is for.
COUNTS = {"examples": 2.0, "standoffs": 1.0, "drafts": 1.0, "newswire": 1.0, "deadlocks": 0.5}
EARLIER = 0.5  # what is left of it as of an earlier day: it is the same option once more
FOLDS, WORKERS = 10, 2
TABLE = Path("src/detente/drafting/data/taken_now.tsv")
HEAD = """\
# What speaks for an option's being taken now, and how much: weights of a logistic regression, see taken_now.py. Written by
# `python -m benchmarks.train_standing`.
clue	weight
"""
RIDGE = 5.0  # how strongly the weights are drawn to 0
RIDGE_OF_COURSES = 20.0  # and those that say which course it is, of which there are few conflicts each

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """An option of a conflict: its clues, what the last deeds tell, whether it is taken, and how much it counts in the fit."""

    conflict: str
    clues: dict[str, float]
    told: bool
    taken: bool
    counts: float


def examples() -> Iterator[Example]:
    """Draft all conflicts and give what they list that a reference knows; those that cannot be drafted are named."""
    folders = [*map(Path, ALL), *(STANDOFFS / name for name in sorted(READ)), *unread()]
    with Pool(WORKERS) as pool:
        for folder, found in zip(folders, pool.imap(examples_of, folders), strict=True):
            click.echo(f"{folder.name}: {found if isinstance(found, str) else len(found)}", err=True)
            yield from found if not isinstance(found, str) else ()


def unread() -> list[Path]:
    """Give the folders of the conflicts written for the project with a reference, none of whose sentences the encoder was trained on."""
    trained_on = {path.parent for files in TRAINED_ON.values() for path in files}
    written = sorted(path.parent for group in WRITTEN for path in (TRAINING / group).glob("*/reference.json"))
    return [folder for folder in written if folder not in trained_on]


def examples_of(folder: Path) -> list[Example] | str:
    """Draft a conflict, as of all days for which the reference says how things stood, or say why it cannot be drafted."""
    readings, reference = read_corpus(folder, corpus_reader(folder))
    days = {day for row in (*reference["options"], *reference["acceptable"]) for day in row.get("status_at", ())}
    try:
        at_the_end = list(_as_of(reference, readings, folder))
        return at_the_end + [each for day in sorted(days) for each in _as_of(reference_as_of(reference, day), readings, folder, day)]
    except DetenteError as error:
        return str(error)


def reference_as_of(reference: dict[str, Any], day: str) -> dict[str, Any]:
    """Give a reference with how its options stood on an earlier day, without those of which nothing was told yet."""
    kinds = ("options", "acceptable")
    known = {kind: [row for row in reference[kind] if row.get("status_at", {}).get(day) is not None] for kind in kinds}
    return reference | {kind: [row | {"status_quo": row["status_at"][day]} for row in rows] for kind, rows in known.items()}


def _as_of(reference: dict[str, Any], readings: Sequence[Reading], folder: Path, day: str | None = None) -> Iterator[Example]:
    """Give what a draft lists that the reference knows, from what was published until some day, or all."""
    told = [reading for reading in readings if day is None or (reading.document.published or "") <= day]
    drafted = draft_model(told, about=tuple(reference["about"]))
    matches, today = match_options(listed_options(drafted.model), reference), drafted.model.status_quo_date
    if today is None:
        return
    counts = COUNTS[folder.parent.name] * (1.0 if day is None else EARLIER)
    listed = (*drafted.options, *drafted.further)
    for place, (option, last) in enumerate(zip(listed, told_standing(listed, today), strict=True)):
        if place in matches and option.spoken:
            found = clues_of(option, listed, last, today, drafted.heard)
            yield Example(f"{folder.parent.name}/{folder.name}", found, last.taken, matches[place].taken, counts)


def start_anew() -> None:
    """Write weights of 0 where the table has others than these clues: nothing can be drafted without any."""
    try:
        likelihood({})
    except KnowledgeError:
        write(dict.fromkeys(clue_names(), 0.0))


def write(weights: Mapping[str, float]) -> None:
    """Write the table."""
    rows = "".join(f"{clue}\t{weight:.3f}\n" for clue, weight in weights.items())
    TABLE.write_text(HEAD + rows, encoding="utf-8")


def columns(found: Sequence[Example]) -> Numbers:
    """Give the clues of examples, a row an example and a column a clue that there is."""
    names = clue_names()
    return np.array([[example.clues.get(name, 0.0) for name in names] for example in found])


def fit(found: Sequence[Example]) -> Numbers:
    """Fit the weights of the clues, in their order, by Newton's method."""
    x, y = columns(found), np.array([example.taken for example in found], dtype=float)
    counts = np.array([example.counts for example in found])
    ridge = np.array([RIDGE_OF_COURSES if name.startswith("course ") else RIDGE for name in clue_names()])
    weights: Numbers = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (counts * (y - p)) - ridge * weights
        weights = weights + np.linalg.solve((x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(ridge), slope)
    return weights


@click.command(help=(__doc__ or "").split("\n\n")[0])
def main() -> None:
    start_anew()
    found = list(examples())
    shares: dict[str, tuple[float, float]] = {}
    conflicts = list(dict.fromkeys(example.conflict for example in found))
    for fold in range(FOLDS):
        left_out = set(conflicts[fold::FOLDS])
        weights = fit([example for example in found if example.conflict not in left_out])
        for conflict in sorted(left_out):
            own = [example for example in found if example.conflict == conflict]
            right = float(np.mean((columns(own) @ weights > 0) == [each.taken for each in own]))
            shares[conflict] = right, sum(each.told == each.taken for each in own) / len(own)
    for conflict in conflicts:
        click.echo(f"{conflict:<24}{shares[conflict][0]:.2f} right, last deeds alone {shares[conflict][1]:.2f}")
    right, alone = np.mean(list(shares.values()), axis=0)
    click.echo(f"mean of {len(shares)}: {right:.3f} right, last deeds alone {alone:.3f}")
    write(dict(zip(clue_names(), fit(found).tolist(), strict=True)))


if __name__ == "__main__":
    main()
