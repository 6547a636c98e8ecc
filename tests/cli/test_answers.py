"""``detente answers``: from an archive, from a data set, from a file; as a table, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

FILE = "examples/counts/two-sides.csv"


def test_an_archive_of_few_acts_is_said_to_be_one(detente: Callable[..., Result], archive: str) -> None:
    result = detente("answers", "KOR", "PRK", "--archive", archive)
    assert result.exit_code == 0, result.output
    assert "too few data" in result.output
    plain = json.loads(detente("answers", "KOR", "PRK", "--archive", archive, "--json").stdout)
    assert (plain["kind"], plain["sides"][0]["own"], plain["sides"][0]["half_life"]) == ("conflict", None, None)


def test_a_file_of_counts_as_json_and_csv(detente: Callable[..., Result]) -> None:
    plain = json.loads(detente("answers", "NORTH", "SOUTH", "--file", FILE, "--json").stdout)
    assert plain["days"] == plain["known"] == 730
    rate = plain["sides"][1]["answer"]
    assert 0 < rate["low"] <= rate["estimate"] <= rate["high"]
    lines = detente("answers", "NORTH", "SOUTH", "--file", FILE, "--csv").stdout.splitlines()
    assert lines[0] == "acts of,after acts of,more acts,low,high,in words"
    assert len(lines) == 5


def test_what_makes_no_sense_together_is_said(detente: Callable[..., Result], archive: str) -> None:
    for arguments, message in (
        (("KOR", "KOR"), "given twice"),
        (("KOR", "PRK", "--archive", archive, "--data-set", "icews"), "no data set has this name"),
        (("KOR", "PRK", "--archive", archive, "--coverage", "world"), "--coverage names a column of --file"),
        (("A", "B", "--file", FILE, "--data-set", "gdelt"), "give one of them"),
        (("A", "B", "--file", FILE), "no column 'A'"),
        (("KOR", "ATLANTIS", "--archive", archive), "nothing is told of 'ATLANTIS'"),
    ):
        result = detente("answers", *arguments)
        assert result.exit_code == 1, result.output
        assert message in result.output
