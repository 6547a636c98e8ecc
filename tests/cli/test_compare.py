"""``detente compare`` on briefs of parts of the Korean example."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def twins(detente: Run, archive: str) -> tuple[str, str]:
    for name, days in (("before", ("2017-01-01", "2022-06-30")), ("after", ("2017-01-01", "2023-12-31"))):
        made = detente("brief", "--archive", archive, "--about", "KOR,PRK", "--between", *days, "-o", f"out/{name}.html")
        assert made.exit_code == 0, made.output
    return "out/before.json", "out/after.json"


def test_text_json_and_csv(detente: Run, twins: tuple[str, str]) -> None:
    plain = json.loads(detente("compare", *twins, "--json").stdout)
    assert plain["changed"]
    assert plain["incidents"]
    text = detente("compare", *twins, "--all").stdout
    rows = list(csv.DictReader(io.StringIO(detente("compare", *twins, "--csv").stdout)))
    assert len(rows) == sum(len(part) for part in plain.values() if isinstance(part, list)) - len(plain["notes"])
    assert sum(line.startswith(("  + ", "  - ", "  ~ ")) for line in text.splitlines()) == len(rows)


def test_nothing_changed(detente: Run, twins: tuple[str, str]) -> None:
    assert "Nothing changed." in detente("compare", twins[0], twins[0]).stdout


def test_a_file_that_is_no_brief(detente: Run, archive: str) -> None:
    result = detente("compare", archive, archive)
    assert result.exit_code == 1
    assert "it is no JSON" in result.output
