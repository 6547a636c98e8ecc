"""Parties called by what they are."""

from __future__ import annotations

import pytest

from detente.documents import read_text
from detente.drafting import draft_model
from detente.drafting.called import find_called, what_they_are
from detente.drafting.parties import Parties
from detente.drafting.surfaces import Surfaces
from detente.reading.reader import Reader
from detente.records import Actor, Reading

UNREST = """\
KHARTOUM - The Sudanese government arrested dozens of protesters on Monday.

The opposition called a general strike against the government of Sudan and refused to talk to it. Sudanese soldiers fired on demonstrators.

Opposition leaders demanded that the government of Sudan release all detainees, and blocked the roads of the capital."""


def unrest() -> Reading:
    return Reader().read(read_text(UNREST, published="2019-04-08"))


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        (("SDN", "SDN-OPP"), {"OPP": "SDN-OPP"}),
        (("SDN", "FRONT"), {"REB": "FRONT"}),
        (("SDN", "FRONT", "SDN-REB"), {}),
        (("SDN", "LEAGUE"), {"OPP": "LEAGUE"}),
        (("SDN", "SSD"), {}),
    ],
)
def test_words_mean_the_only_one_asked_for_that_is_so(named: tuple[str, ...], meant: dict[str, str]) -> None:
    actors = [Actor("FRONT", "the Front", "FRONT", "SDN", "REB"), Actor("LEAGUE", "the League", None, "SDN", "OPP")]
    assert what_they_are(actors, named) == meant


def test_nobody_is_meant_unless_asked_for() -> None:
    assert list(find_called("The rebels met the opposition.", {})) == []
    assert not Parties([unrest()]).called


def test_an_opposition_that_no_text_names_is_drafted_from_what_it_is_called() -> None:
    model = draft_model([unrest()], about=("SDN", "SDN-OPP")).model
    assert [(maker.name, maker.actors) for maker in model.decision_makers] == [("Sudan", ("SDN",)), ("opposition of Sudan", ("SDN-OPP",))]


def test_the_rebels_of_somebody_else_are_not_meant() -> None:
    text = "Rebels in Darfur attacked a town in Sudan. Chadian rebels crossed the border into Chad."
    reading = Reader().read(read_text(text, published="2008-02-02"))
    parties = Parties([reading], ("SDN", "SDN-REB", "TCD"))
    first, second = Surfaces([reading], parties).lines(reading)
    assert "SDN-REB" in {party for _, _, party in first.meant}
    assert "SDN-REB" not in {party for _, _, party in second.meant}
