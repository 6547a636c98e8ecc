"""The house as it was meant: who may import whom, which package knows which library, and how long a module may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente

ROOT = Path(detente.__file__).parent
ORDER = [
    "errors",
    "tables",
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
