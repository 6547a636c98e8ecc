"""The command ``detente``: finds its verbs and turns the project's errors into one clear line."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version
from typing import Any

import click

from detente.errors import DetenteError

VERBS = {
    "read": "read",
    "add": "add",
    "events": "events",
    "incidents": "incidents",
    "tension": "tension",
    "draft": "draft",
    "solve": "solve",
    "brief": "brief",
    "explain": "explain",
    "ontology": "ontology",
}


class Verbs(click.Group):
    """Loads a verb's module only when it is asked for, so that ``--help`` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order in which they are used."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"detente.cli.{VERBS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; an error of the project becomes one line and exit status 1."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # The reader of our output has left (`detente events | head`): nothing more to say.
            sys.stderr.close()
            sys.exit(0)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("detente"), prog_name="detente")
def main() -> None:
    """Read the news of a conflict and look for the way out.

    From news texts Détente codes who did what to whom and who says so, measures the tension between actors over time, drafts a
    conflict model and finds which states are stable and what would break the stalemate. Every number opens its evidence.

    \b
    Example:
      detente brief examples/korea/news --about KOR,PRK --output out/korea.html
    """
