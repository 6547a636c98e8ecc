"""The house as it was meant: who may import whom, which package knows which library, and how long a module may grow."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente

ROOT = Path(detente.__file__).parent
ORDER = [
    "errors",
    "tables",
    "writing",
    "counting",
    "records",
    "ontology",
    "documents",
    "reading",
    "archive",
    "tension",
    "conflict",
    "drafting",
    "charts",
    "brief",
    "cli",
]
OWNERS = {
    "spacy": "reading",
    "duckdb": "archive",
    "altair": "charts",
    "vl_convert": "charts",
    "jinja2": "brief",
    "click": "cli",
    "rich": "cli",
}
OUTSIDE = {"__init__", "__main__"}
MODULES = sorted(ROOT.rglob("*.py"))
LONGEST = 400
PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
ENTRY = re.compile(r"^( +)(\w+)/ (.*)$")


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def package(module: Path) -> str:
    return module.relative_to(ROOT).parts[0].removesuffix(".py")


def named(module: Path) -> str:
    return str(module.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_package_imports_only_what_stands_to_its_left(module: Path) -> None:
    here = package(module)
    if here in OUTSIDE:
        return
    allowed = {"errors", "conflict"} if here == "conflict" else set(ORDER[: ORDER.index(here) + 1])
    used = {name.split(".")[1] for name in imports(module) if name.startswith("detente.")}
    assert used <= allowed, f"{named(module)} imports {sorted(used - allowed)}"


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_library_is_known_by_its_owner_only(module: Path) -> None:
    strange = {name for name in imports(module) if OWNERS.get(name.split(".")[0], package(module)) != package(module)}
    assert not strange, f"{named(module)} knows {sorted(strange)}"


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_stays_short(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_nothing_prints_but_the_command_line(module: Path) -> None:
    if package(module) == "cli":
        return
    calls = (n for n in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
    assert not [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"]


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_nothing_is_loaded_that_could_run_code_or_open_a_connection(module: Path) -> None:
    forbidden = {"pickle", "marshal", "shelve", "yaml", "socket", "urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib"}
    assert not forbidden & set(imports(module))


def test_every_package_is_in_the_order() -> None:
    assert {package(m) for m in MODULES} - OUTSIDE == set(ORDER)


def entries() -> dict[str, str]:
    """What the page's section of folders says of each folder, by its path: an entry within another is indented further."""
    section = PAGE.read_text(encoding="utf-8").split("## Folders", 1)[1].split("\n## ", 1)[0]
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in section.split("src/detente/\n", 1)[1].split("\ntests/", 1)[0].splitlines():
        entry = ENTRY.match(line)
        if entry and len(entry[1]) < 10:  # the further lines of an entry are indented more
            indent = len(entry[1])
            above = [(i, name) for i, name in above if i < indent] + [(indent, entry[2])]
            found["/".join(name for _, name in above)] = entry[3]
        elif above:
            found["/".join(name for _, name in above)] += f" {line}"
    return found


def folder(module: Path) -> str:
    return str(module.relative_to(ROOT).parent)


@pytest.mark.parametrize("place", sorted({folder(m) for m in MODULES if package(m) != "cli"} - {"."}))
def test_the_page_names_every_module_of_a_folder(place: str) -> None:
    """The commands stand in the README; all else is listed under its folder in docs/architecture.md."""
    stems = {m.stem for m in MODULES if folder(m) == place and m.stem not in OUTSIDE}
    words = set(re.findall(r"\w+", re.sub(r"\([^)]*\)", "", entries().get(place, ""))))  # what is in brackets explains
    assert stems <= words, f"docs/architecture.md, Folders: {place}/ lacks {', '.join(sorted(stems - words))}"
