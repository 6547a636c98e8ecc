"""What the verbs on a model file share: how it is named, and how what was found in it is written."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding

from detente.cli.output import print_json_text, rich_text
from detente.conflict import Account, Model, Provenance, Settlement, parse_model, read_model
from detente.conflict.spoken import in_short, wish
from detente.counting import counted
from detente.errors import ModelError

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def read_named(named: str) -> Model:
    """Read the model of a file, or of standard input where it is named ``-``.

    Raises
    ------
    ModelError
        If it cannot be read or is no model.
    """
    if named != "-":
        return read_model(named)
    try:
        text = (sys.stdin.buffer.read() if sys.stdin is not None else b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ModelError("standard input: it is not UTF-8 text; save it as UTF-8") from None
    return parse_model(text, "standard input")


def print_sorted_json(plain: Any) -> None:
    """Print one JSON value, the same for the same model."""
    print_json_text(json.dumps(plain, ensure_ascii=False, sort_keys=True, allow_nan=False))


def print_item(console: Console, text: str, *, indent: int = 2) -> None:
    """Print one line of a list, indented as a whole."""
    console.print(Padding(rich_text(text), (0, 0, 0, indent)), highlight=False)


def called(model: Model, state: int) -> str:
    """Name a state by its label, or by decision maker where options of two have one name: the label then repeats the owner with each."""
    names = [option.name for option in model.options]
    return model.label(state) if len(set(names)) == len(names) else in_short(model, state)


def print_account(console: Console, account: Account) -> None:
    """Print ways out and dangers in words."""
    print_item(console, account.summary, indent=0)
    console.print("\n[bold]Does the status quo hold?[/bold]")
    for hold in account.here:
        print_item(console, f"- {hold.sentence}")
    for number, settlement in enumerate(account.settlements, start=1):
        console.print(f"\n[bold]{number}. {rich_text(settlement.title)}[/bold]", highlight=False)
        for sentence in settlement.sentences:
            print_item(console, f"- {sentence}")
        for words in _premises(account.model, settlement):
            print_item(console, f"- rests on this: {words}")
    console.print("\n[bold]Dangers[/bold]")
    print_item(console, account.danger_summary, indent=0)
    for danger in account.dangers:
        print_item(console, f"- {danger.title}. {danger.sentence}")


def _premises(model: Model, settlement: Settlement) -> Iterator[str]:
    """Say which wishes an account rests on, and what the model says of where they come from."""
    for premise in settlement.premises:
        statement = premise.of(model)
        told = Provenance() if statement is None else statement.provenance
        parts = [*(["assumed"] if told.assumed else []), *([told.note.removeprefix("assumed: ")] if told.note else [])]
        count = len(told.evidence)
        parts += [f"{counted(count, 'piece')} of evidence in the file"] if count else []
        if statement is not None and parts:
            wanted = wish(model, statement.expression, premise.maker)
            yield f"{model.decision_makers[premise.maker].name} wants {wanted} ({'; '.join(parts)})"
