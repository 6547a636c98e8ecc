"""``detente questions``: which assumptions of a model decide what is stable."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.models import json_option, print_item, print_sorted_json, read_named
from detente.cli.output import Output, print_csv, rich_text
from detente.conflict.lines import json_lines, line_of, toml_lines
from detente.conflict.spoken import plural
from detente.conflict.stability import CONCEPTS
from detente.drafting.questions import RankedQuestion, rank_questions

COLUMNS = ("rank", "question", "why_asked", "margin", "answer", "changes_equilibria", "consequence", "place", "line", "entry", "note")

#: Of each question so many answers are printed; ``--json`` and ``--csv`` have all.
SHOWN = 2


@click.command()
@click.argument("model", metavar="MODEL")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many questions to show.")
@click.option(
    "--concept", type=click.Choice(list(CONCEPTS), case_sensitive=False), default="seq", show_default=True, help="What stable means."
)
@click.option("--all", "everything", is_flag=True, help="Show also the questions whose answers change nothing.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated rows, one an answer.")
@json_option
def questions(model: str, limit: int, concept: str, everything: bool, as_csv: bool, as_json: bool) -> None:
    """Ask about what a model assumes, most consequential first.

    MODEL is a TOML or JSON file, or - for standard input. Asked about is what the file marks as assumed, and what is told in two ways; of a
    model that names no evidence at all, every preference. Of each question it is said what would follow if the answer were the other one,
    and where in the file to change it. Every consequence comes from solving the changed model.

    \b
    Example:
      detente questions examples/models/korea-six.toml --limit 3
    """
    loaded = read_named(model)
    found = rank_questions(loaded, concept.lower(), limit=limit)
    lines = _Lines(model)
    if as_json:
        plain = found.to_dict()
        for told in [*plain["questions"], *plain["without_consequence"]]:
            told["line"] = lines.of(told["place"])
        print_sorted_json(plain)
        return
    if as_csv:
        print_csv(COLUMNS, [row for rank, question in enumerate(found.ranked, start=1) for row in _rows(rank, question, lines)])
        return
    console = Output()
    console.print(f"[bold]{rich_text(loaded.name)}[/bold]")
    console.print(rich_text(found.summary), highlight=False)
    for rank, question in enumerate(found.ranked, start=1):
        console.print(f"\n[bold]{rank}. {rich_text(question.text)}[/bold]", highlight=False)
        note = f" ({question.assumption.note})" if question.assumption.note else ""
        print_item(console, f"why asked: {question.assumption.why}{note}", indent=3)
        for answer in question.answers[:SHOWN]:
            print_item(console, f"- {answer.sentence}", indent=3)
        if len(question.answers) > SHOWN:
            more = plural(len(question.answers) - SHOWN, "other answer")
            print_item(console, f"- and {more} would have consequences; --json has all", indent=3)
        print_item(console, f"to change it: {lines.where(question)}", indent=3)
    if found.together:
        console.print("\n[bold]Only together:[/bold]")
        for _, _, answer in found.together:
            print_item(console, f"- {answer.sentence}")
    if everything and found.quiet:
        console.print("\n[bold]Whatever the answer, what is stable stays the same:[/bold]")
        for question in found.quiet:
            print_item(console, f"- {question.text}")


class _Lines:
    """Finds the lines of a model file."""

    def __init__(self, named: str) -> None:
        self._named = named
        self._text = Path(named).read_text(encoding="utf-8-sig") if named != "-" and Path(named).is_file() else ""
        is_json = named.endswith((".json", ".gmcr")) or self._text.lstrip()[:1] == "{"
        self._lines = json_lines(self._text) if is_json else toml_lines(self._text)

    def of(self, place: str) -> int | None:
        """Find the line of a field."""
        return line_of(place, self._lines, self._text) if self._text else None

    def where(self, question: RankedQuestion) -> str:
        """Say where to change an answer."""
        line = self.of(question.assumption.place)
        at = f"line {line} of {self._named}" if line else question.assumption.place
        return f"{at}, {question.assumption.entry}"


def _rows(rank: int, question: RankedQuestion, lines: _Lines) -> list[tuple[object, ...]]:
    asked = question.assumption
    return [
        (
            rank, asked.text, asked.why, answer.margin, answer.kind, answer.effect.changes_equilibria, answer.sentence, asked.place,
            lines.of(asked.place), asked.entry, asked.note,
        )
        for answer in question.answers
    ]  # fmt: skip
