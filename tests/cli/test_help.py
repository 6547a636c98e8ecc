"""Every verb has a help text that ends in an example, and the example runs."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest
from click.testing import Result

from detente.cli.main import VERBS

Run = Callable[..., Result]


def examples(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index("Example:")
    stop = next((n for n in range(start, len(lines)) if not lines[n]), len(lines))
    return [line for line in lines[start + 1 : stop] if line.startswith("detente ")]


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_the_example_of_a_help_text_runs(verb: str, detente: Run, restored_archive: str) -> None:
    shown = detente(*([verb] if verb else []), "--help")
    assert shown.exit_code == 0, shown.output
    commands = examples(shown.output)
    assert commands, f"{verb} --help has no example"
    for command in commands:
        result = detente(*shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert result.output.strip()


def test_an_unknown_verb_is_named(detente: Run) -> None:
    result = detente("forecast")
    assert result.exit_code == 2
    assert "No such command 'forecast'" in result.output
