"""Fit the weights that say whether an option is being taken now: ``python -m benchmarks.train_standing``.

A logistic regression over what drafts list and a reference knows, which says whether it is taken at the end: of the example corpora, the
standoffs that are read while the drafter is made, and those conflicts in ``benchmarks/training`` (``drafts`` and ``next``) none of whose
sentences the course encoder was trained on: what it reads of them is as sure, or as unsure, as what it reads of any news. Writes
``src/detente/drafting/data/taken_now.tsv``, and prints how many it gets right of each conflict when fitted on the others, beside what the
last deeds alone give.

The weights shipped were fitted on 90 conflicts, of which the encoder had not been trained on 76; left out, .74 were right of each. Fitted
on 337, of which it had not been trained on 271, as many are right of these 90 left out (.74), and of those in ``next`` .74 instead of .67;
but drafts of the ten standoffs that nobody read then have .66 right instead of .73, of the standoffs that were opened .84 instead of .89.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from benchmarks.drafts import draft, listed_options, match_options
from benchmarks.labels import ALL, READ, STANDOFFS, corpus_reader
from detente.drafting.standing import clues_of, told_standing
from detente.drafting.taken_now import clue_names, likelihood
from detente.errors import KnowledgeError

CONFLICTS = Path("benchmarks/training")
UNREAD = ("drafts", "next")  # folders of conflicts that the encoder was not trained on
TABLE = Path("src/detente/drafting/data/taken_now.tsv")
HEAD = """\
# What speaks for an option's being taken now, and how much: weights of a logistic regression, see taken_now.py. Written by
# `python -m benchmarks.train_standing`.
clue	weight
"""
RIDGE = 3.0  # how strongly the weights are drawn to 0

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """An option of a conflict: its clues, what the last deeds tell, and whether it is taken."""

    conflict: str
    clues: dict[str, float]
    told: bool
    taken: bool


def examples() -> Iterator[Example]:
    """Draft all conflicts and give what they list that a reference knows."""
    written = sorted(path.parent for group in UNREAD for path in (CONFLICTS / group).glob("*/reference.json"))
    folders = [*map(Path, ALL), *(STANDOFFS / name for name in sorted(READ)), *written]
    for folder in folders:
        drafted, reference = draft(folder, corpus_reader(folder))
        matches, today = match_options(listed_options(drafted.model), reference), drafted.model.status_quo_date
        if today is None:
            continue
        listed = (*drafted.options, *drafted.further)
        for place, (option, told) in enumerate(zip(listed, told_standing(listed, today), strict=True)):
            if place in matches and option.spoken:
                yield Example(folder.name, clues_of(option, listed, told, today), told.taken, matches[place].taken)
        click.echo(folder.name, err=True)


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
    weights: Numbers = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - RIDGE * weights
        weights = weights + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights)), slope)
    return weights


@click.command(help=(__doc__ or "").split("\n\n")[0])
def main() -> None:
    start_anew()
    found = list(examples())
    shares = []
    for conflict in dict.fromkeys(example.conflict for example in found):
        own = [example for example in found if example.conflict == conflict]
        weights = fit([example for example in found if example.conflict != conflict])
        right = float(np.mean((columns(own) @ weights > 0) == [each.taken for each in own]))
        alone = sum(each.told == each.taken for each in own) / len(own)
        shares.append((right, alone))
        click.echo(f"{conflict:<14}{len(own):3} options: {right:.2f} right, last deeds alone {alone:.2f}")
    right, alone = np.mean(shares, axis=0)
    click.echo(f"mean of {len(shares)}: {right:.3f} right, last deeds alone {alone:.3f}")
    write(dict(zip(clue_names(), fit(found).tolist(), strict=True)))


if __name__ == "__main__":
    main()
