"""What the documents show is what the software does: every console block is run and its output compared."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)")


def blocks() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        found += [(f"{page.name}:{n}", block) for n, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), start=1)]
    return [(name, block) for name, block in found if "$ detente " in block]


@pytest.mark.parametrize(("name", "block"), blocks(), ids=lambda value: value if "\n" not in value else "")
def test_a_console_block_shows_what_comes_out(
    name: str, block: str, detente: Callable[..., Result], restored_archive: str, request: pytest.FixtureRequest
) -> None:
    """A line of dots stands for any number of lines, as in doctest."""
    if "out/horn.duckdb" in block:
        request.getfixturevalue("horn_archive")
    for command, expected in commands(block):
        shell = re.match(r"echo (?P<text>'[^']*'|\"[^\"]*\") \| ", command)
        arguments = shlex.split(command[shell.end() :] if shell else command)
        result = detente(*arguments[1:], stdin=shlex.split(shell["text"])[0] + "\n" if shell else None)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        if expected:
            pattern = r"\n".join(r"(?:.*\n?)*?" if line.strip() == "..." else re.escape(line.rstrip()) for line in expected)
            got = "\n".join(line.rstrip() for line in result.stdout.strip("\n").splitlines())
            assert re.fullmatch(pattern.replace(r"(?:.*\n?)*?\n", r"(?:.*\n)*?"), got), f"{command}\ngave\n{got}"


def commands(block: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in block.rstrip("\n").splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return [(command, list(lines)) for command, lines in found if "detente " in command]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert not broken


def test_every_verb_is_in_the_readme() -> None:
    from detente.cli.main import VERBS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [verb for verb in VERBS if f"detente {verb}" not in readme]


def test_every_format_that_is_read_is_in_the_help_and_on_the_page(detente: Callable[..., Result]) -> None:
    from detente.archive.formats import FORMATS

    page = (ROOT / "docs" / "exchange-formats.md").read_text(encoding="utf-8")
    shown = detente("import", "--help").output
    for name, form in FORMATS.items():
        assert f"\n| `{name}` |" in page
        assert name in shown, f"{form.title} is not in the help text"
