"""How far two who set down the model of the same news agree, and a draft with the first of them.

    python -m benchmarks.labellers [--drafts] [--json]

What a draft is compared with is one labeller's judgement. ``benchmarks/data/labellers`` holds what a second set down of the same news,
without having seen the first reference, nor any draft: a reference of their own, and then (``first_list``) whether each option that the
first names is taken, and whether another careful analyst might well say the opposite. The second reference is compared with the first
as if it were a draft (`benchmarks.drafts`): what two who read well do not agree on no draft can be asked to get right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks.drafts import Count, Score, measure, score
from benchmarks.figures import show
from benchmarks.labels import corpus_reader
from detente.conflict import DecisionMaker, Model, Option
from detente.drafting.courses import load_courses

SECOND = Path("benchmarks/data/labellers")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a second labeller stands to the first, on one conflict or on several.

    Parameters
    ----------
    conflicts, makers
        How many conflicts, and in how many the decision makers are the same.
    listed
        The options of the second against those of the first.
    asked, agreed
        Of how many of the first's options the second was asked whether they are taken, and of how many both say the same.
    sure, sure_agreed
        The same of those that the second was sure of.
    """

    conflicts: int
    makers: int
    listed: Count
    asked: int = 0
    agreed: int = 0
    sure: int = 0
    sure_agreed: int = 0

    def figures(self) -> dict[str, float]:
        """Give the figures; of a draft, which was asked nothing, without those of the first's list."""
        recall, precision, standing = self.listed.figures()
        found: dict[str, float] = {"conflicts": self.conflicts, "decision_makers_exact": self.makers}
        found |= {"option_recall": recall, "option_precision": precision, "status_quo": standing}
        if self.asked:
            found |= {"status_quo_of_list": round(self.agreed / self.asked, 4), "unsure": self.asked - self.sure}
            found["status_quo_of_sure"] = round(self.sure_agreed / self.sure, 4) if self.sure else 0.0
        return found


def as_model(reference: dict[str, Any]) -> Model:
    """Give a reference the form of a draft: its decision makers, the options of each, and which are taken.

    Examples
    --------
    >>> row = {"owner": "A", "course": "talk to B", "id": "talks", "status_quo": True}
    >>> found = as_model({"decision_makers": [{"actors": ["A", "C"]}], "options": [row]})
    >>> found.decision_makers[0].options[0].name, found.status_quo
    ('talks', 1)
    """
    makers: list[DecisionMaker] = []
    taken: list[bool] = []
    for maker in reference["decision_makers"]:
        own = [row for row in reference["options"] if row["owner"] in maker["actors"]]
        names = [load_courses()[row["id"]].name if "id" in row else row["course"] for row in own]
        options = tuple(Option(f"o{number}", name) for number, name in enumerate(names, len(taken)))
        taken += [row["status_quo"] for row in own]
        makers.append(DecisionMaker(" and ".join(maker["actors"]), options, actors=tuple(maker["actors"])))
    return Model("second labeller", tuple(makers), status_quo=sum(1 << bit for bit, each in enumerate(taken) if each))


def compare(second: dict[str, Any], first: dict[str, Any]) -> Agreement:
    """Compare what a second labeller set down with the reference."""
    found = score(as_model(second), first)
    same = [
        (row["taken"] is wanted["status_quo"], row["sure"]) for row, wanted in zip(second["first_list"], first["options"], strict=True)
    ]
    agreed, sure = [same for same, _ in same], [same for same, sure in same if sure]
    return Agreement(1, int(found.makers), found.listed, len(agreed), sum(agreed), len(sure), sum(sure))


def of_draft(found: Score) -> Agreement:
    """Give a draft's score the same form."""
    return Agreement(1, int(found.makers), found.listed)


def together(found: Sequence[Agreement]) -> Agreement:
    """Add up what was found on several conflicts."""

    def total(name: str, of: Sequence[object]) -> int:
        return sum(getattr(each, name) for each in of)

    counts = [each.listed for each in found]
    listed = Count(
        total("drafted", counts),
        total("wanted", counts),
        right=total("right", counts),
        found=total("found", counts),
        standing_right=total("standing_right", counts),
    )
    return Agreement(
        total("conflicts", found),
        total("makers", found),
        listed,
        asked=total("asked", found),
        agreed=total("agreed", found),
        sure=total("sure", found),
        sure_agreed=total("sure_agreed", found),
    )


def conflicts() -> Iterator[tuple[Path, dict[str, Any], dict[str, Any]]]:
    """Give the folders of conflicts that two labelled, what the second set down and what the first did."""
    for path in sorted(SECOND.glob("*.json")):
        second: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        folder = Path(second["of"])
        yield folder, second, json.loads((folder / "reference.json").read_text(encoding="utf-8"))


def draft_score(folder: Path) -> Score:
    """Draft a conflict with its own actor list, and compare."""
    return measure(folder, corpus_reader(folder))


def agreements(drafted: Callable[[Path], Score] | None = None) -> dict[str, Agreement]:
    """Compare all conflicts, by kind (the folder they stand in), and with a way to score their drafts these too."""
    found: dict[str, list[Agreement]] = {}
    for folder, second, first in conflicts():
        kind = folder.parent.name
        found.setdefault(f"{kind}, second labeller", []).append(compare(second, first))
        if drafted is not None:
            found.setdefault(f"{kind}, draft", []).append(of_draft(drafted(folder)))
    return {kind: together(each) for kind, each in sorted(found.items())}


@click.command(help=(__doc__ or "").replace("\n    python", "\n\n\b\n    python"))
@click.option("--drafts", is_flag=True, help="Draft the same conflicts too; takes some minutes.")
@click.option("--json", "as_json", is_flag=True)
def main(drafts: bool, as_json: bool) -> None:
    found = agreements(draft_score if drafts else None)
    show({kind: each.figures() for kind, each in found.items()}, as_json=as_json)


if __name__ == "__main__":
    main()
