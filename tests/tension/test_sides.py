"""Between whom an incident is."""

from __future__ import annotations

import pytest

from detente.errors import UsageError
from detente.records import Incident
from detente.tension import Sides


def incident(kind: str, actors: tuple[str, ...], recipients: tuple[str, ...] = ()) -> Incident:
    return Incident("in-1", kind, actors, recipients, None, None, (), (), False, False, ())


GROUP = Sides(("KOR", "USA"), ("PRK",))
ALL = Sides(("PRK",))


@pytest.mark.parametrize(
    ("sides", "what", "taken"),
    [
        (GROUP, incident("THREATEN", ("PRK",), ("KOR",)), True),
        (GROUP, incident("MOBILIZE", ("KOR", "USA"), ("PRK",)), True),
        (GROUP, incident("MOBILIZE", ("KOR", "USA")), False),
        (GROUP, incident("COOPERATE", ("KOR",), ("USA",)), False),
        (GROUP, incident("CONSULT", ("KOR", "PRK")), True),
        (GROUP, incident("CONSULT", ("KOR", "USA")), False),
        (GROUP, incident("THREATEN", ("PRK",), ("JPN",)), False),
        (Sides(("PRK",), ("KOR",), directed=True), incident("THREATEN", ("KOR",), ("PRK",)), False),
        (Sides(("PRK",), ("KOR",), directed=True), incident("THREATEN", ("PRK",), ("KOR",)), True),
        (ALL, incident("MOBILIZE", ("PRK",)), True),
        (ALL, incident("SANCTION", ("CHN",), ("PRK",)), True),
        (ALL, incident("COERCE", ("PRK",), ("PRK",)), False),
        (ALL, incident("ACCUSE", ("CHN",), ("USA",)), False),
        (Sides(("PRK",), directed=True), incident("SANCTION", ("CHN",), ("PRK",)), False),
    ],
)
def test_who_acts_on_whom(sides: Sides, what: Incident, taken: bool) -> None:
    assert sides.takes(what) is taken


def test_sides_that_cannot_be() -> None:
    with pytest.raises(UsageError, match="KOR is given twice"):
        Sides(("KOR", "USA"), ("KOR",))
    with pytest.raises(UsageError, match="at least one actor"):
        Sides(())
