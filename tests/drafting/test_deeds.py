"""Deeds in sentences: tense, aspect, negation, the passive, and whose they are."""

from __future__ import annotations

import pytest

from detente.drafting.acts import active
from detente.drafting.courses import data_table
from detente.drafting.deeds import Deed, find_deeds
from detente.drafting.verbs import forms_of

NAMES = {"Perm": "PRM", "Omsk": "OMS"}


def deeds(words: str, *, real: bool = True) -> list[Deed]:
    named = sorted((words.index(name), words.index(name) + len(name), code) for name, code in NAMES.items() if name in words)
    return [deed for deed in find_deeds(words, named, None) if deed.real is real]


@pytest.mark.parametrize(
    ("words", "course", "takes", "of"),
    [
        ("Perm closed its border.", "blockade", True, "PRM"),
        ("Perm has closed its two northern border crossings.", "blockade", True, "PRM"),
        ("Perm still keeps the mountain road to Omsk shut.", "blockade", True, "PRM"),
        ("Perm has kept its embargo in place.", "sanctions", True, "PRM"),
        ("Perm voted last month to keep its sanctions.", "sanctions", True, "PRM"),
        ("Perm has stopped enriching uranium.", "enrichment", False, "PRM"),
        ("Perm goes on enriching uranium.", "enrichment", True, "PRM"),
        ("Perm has yet to release the prisoners.", "release", False, "PRM"),
        ("Perm refuses to lift its sanctions.", "sanctions", True, "PRM"),
        ("Perm no longer supplies the rebels.", "arming", False, "PRM"),
        ("Perm let the last prisoners go.", "release", True, "PRM"),
        ("Perm turned the gas back on.", "services", True, "PRM"),
        ("Perm ended a six-day round with Omsk.", "talks", True, "PRM"),
        ("Perm pulled its troops out.", "deployment", False, "PRM"),
        ("Perm's sanctions have not been lifted.", "sanctions", True, "PRM"),
        ("The border was closed by Perm.", "blockade", True, "PRM"),
        ("Not one prisoner has been freed by Perm.", "release", False, "PRM"),
        ("Perm, the town that lives off Omsk coal, closed its border.", "blockade", True, "PRM"),
    ],
)
def test_a_deed_is_found_in_every_form(words: str, course: str, takes: bool, of: str) -> None:
    assert [(deed.course, deed.takes, deed.of) for deed in deeds(words)] == [(course, takes, (of,))]


@pytest.mark.parametrize(
    "words",
    [
        "Perm would close its border if Omsk sent troops.",
        "Perm plans to close its border.",
        "Perm threatened to close its border.",
        "Perm closed ranks.",
        "Perm has not closed its border.",
        "Perm did not close its border.",
        "Perm complained of the closed border.",
    ],
)
def test_what_is_planned_or_denied_is_no_fact(words: str) -> None:
    assert deeds(words) == []


def test_what_is_planned_is_spoken_of() -> None:
    assert [(deed.course, deed.of) for deed in deeds("Perm threatened to close its border.", real=False)] == [("blockade", ("PRM",))]


def test_every_row_matches_its_own_words() -> None:
    for row in data_table("acts.tsv", ("course", "sense", "verbs", "objects")):
        verbs, objects = row.several("verbs"), row.several("objects")
        thing = objects[0].replace(" *", " things").replace("*", "").replace("~", "") if objects else ""
        for entry in verbs:
            verb, _, rest = entry.partition(" ")
            words = f"{forms_of(verb).past[0]} {rest} {thing}".replace("~", "")
            assert active(verbs, objects).search(" ".join(words.split())), f"{row['course']}: {entry}"


def test_verbs_with_a_hyphen_are_read_whole_and_others_by_their_beginning() -> None:
    named = [(0, 4, "PER")]
    restored = find_deeds("Peru re-established relations with its neighbour.", named, None)
    assert [deed.course for deed in restored] == ["break-relations", "normalization"]
    assert {deed.course for deed in find_deeds("Peru test-launched two missiles.", named, None)} == {"weapons-tests"}
    assert list(find_deeds("Peru sent greetings and no ambassador.", named, None)) == []
