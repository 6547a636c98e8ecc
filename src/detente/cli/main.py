"""The command ``detente``: finds its verbs and turns whatever goes wrong into one clear line and an exit status.

Exit status: 0 done; 1 an error of the project (`detente.errors`) or of the machine; 2 the command line was not understood;
70 a fault of the program itself; 130 interrupted (Ctrl-C); 143 terminated.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.metadata import version
from keyword import iskeyword
from typing import Any

import click

from detente.cli.interrupts import Terminated, interruptible
from detente.errors import DetenteError

#: The verbs, in the order in which they are used, and what each does. They stand here, not in the verbs' modules,
#: so that ``detente --help`` answers at once.
VERBS = {
    "read": "Print what news texts tell, and keep nothing.",
    "add": "Read news texts into an archive.",
    "import": "Take others' data sets of events into an archive.",
    "datasets": "List others' data sets, and what was kept aside.",
    "events": "List who did what to whom, as told.",
    "incidents": "List what happened, each event counted once.",
    "correct": "Say what is wrong in a record, and have it shown so.",
    "tension": "Show conflict and cooperation of two sides over time.",
    "alarms": "Find turning points and alarms in any daily series.",
    "answers": "Show how much two actors' acts follow each other's.",
    "blocs": "Show who stands with whom and against whom.",
    "draft": "Draft a conflict model from an archive.",
    "watch": "Hold a model against what was told since.",
    "solve": "Find a model's stable states and the ways out.",
    "ease": "Find the cheapest changes that make a better state hold.",
    "path": "Find the shortest ways from the status quo.",
    "robust": "Measure how firmly a model's verdicts stand.",
    "questions": "Ask about what a model assumes, most consequential first.",
    "brief": "Make a page of all this, from texts or an archive.",
    "compare": "Say what changed from one brief to another.",
    "export": "Give out an archive in a form other programs read.",
    "explain": "Tell how a record came about.",
    "ontology": "Show the event types and what they mean.",
}
#: Set to anything, it shows the traceback of a fault of the program.
TRACEBACK_VARIABLE = "DETENTE_TRACEBACK"

# One thread a process, unless the user says otherwise: small matrices are slower on several, and texts are read by several processes.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")


class Verbs(click.Group):
    """Loads a verb's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order in which they are used."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one verb."""
        if cmd_name not in VERBS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name  # no module can be called import
        command: click.Command = getattr(import_module(f"detente.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; whatever goes wrong becomes one line and an exit status."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
        try:
            with interruptible():
                result = super().invoke(ctx)
                if sys.stdout is not None:
                    sys.stdout.flush()
                return result
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader of our output has left (`detente events | head`): nothing more to say.
            _forget(sys.stdout)
            sys.exit(0)
        except KeyboardInterrupt as stop:
            click.echo("Interrupted: what was finished is kept; run the same command again to complete it.", err=True)
            sys.exit(143 if isinstance(stop, Terminated) else 130)
        except DetenteError as error:
            raise click.ClickException(_shown(error)) from error
        except OSError as error:
            if os.environ.get(TRACEBACK_VARIABLE):
                raise
            _forget(sys.stdout)
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(_shown(f"{where}{error.strerror or error}; mend it and run the same command again")) from error
        except MemoryError as error:
            raise click.ClickException("there is not enough memory for this; give fewer or smaller inputs, or --workers 1") from error
        except Exception as error:
            if os.environ.get(TRACEBACK_VARIABLE):
                raise
            from detente.cli.faults import fault

            click.echo(f"Error: {_shown(fault(error))}; set {TRACEBACK_VARIABLE}=1 to see where, and report it", err=True)
            sys.exit(70)


def _shown(error: object) -> str:
    from detente.cli.output import one_line  # late: most calls have nothing to say

    return one_line(error)


def _forget(stream: Any) -> None:
    """Let what could not be written go, so that the end of the program does not complain of it again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (AttributeError, OSError, ValueError):
        pass  # a stream that is no file is lost with the program


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("detente"), prog_name="detente")
def main() -> None:
    """Read the news of a conflict and look for the way out.

    From news texts Détente codes who did what to whom and who says so, measures the tension between actors over time, drafts a
    conflict model and finds which states are stable and what would break the stalemate. Every number opens its evidence.

    Begin with a brief of a folder of news texts; `detente COMMAND --help` tells more of each command.

    \b
    Example:
      detente brief examples/korea/news --about KOR,PRK --output out/korea.html
    """
