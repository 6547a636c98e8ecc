from __future__ import annotations

from dataclasses import replace

import pytest

from detente.drafting import draft_model
from detente.drafting.engagement import Engagement
from detente.drafting.makers import Ties, _Tie, choose_sides
from detente.drafting.parties import Parties
from detente.errors import DraftError, UsageError
from detente.records import Status
from tests.drafting.builders import Paper, actor, standoff


def makers(*args: object, **options: object) -> list[tuple[str, ...]]:
    return [maker.actors for maker in draft_model(standoff(), **options).model.decision_makers]  # type: ignore[arg-type]


def test_an_ally_who_shares_the_conflict_decides_with_its_partner() -> None:
    assert sorted(makers()) == [("ARD", "CAL"), ("BOR",)]


def test_allies_are_parted_on_request() -> None:
    assert sorted(makers(split=True)) == [("ARD",), ("BOR",)]


def test_allies_who_are_both_named_decide_apart() -> None:
    assert makers(about=("ARD", "CAL", "BOR")) == [("ARD",), ("CAL",), ("BOR",)]


def test_one_name_finds_its_opponent() -> None:
    assert makers(about=("BOR",)) == [("BOR",), ("ARD", "CAL")]


def test_names_are_for_readers() -> None:
    assert "Ardenia with Calmar" in [maker.name for maker in draft_model(standoff()).model.decision_makers]


def test_those_named_on_one_side_of_a_hostility_act_as_one() -> None:
    paper = (
        Paper()
        .relate("The antagonism between Ardenia and Calmar and Boria lasts.", "antagonism", "hostility", "ARD CAL", "BOR")
        .tell("Boria fired a missile.", "fired", "MOBILIZE", "BOR", mode="weapons", on="2023-04-13")
        .tell("Ardenia threatened Boria with sanctions.", "threatened", "THREATEN", "ARD", "BOR")
    )
    assert sorted(m.actors for m in draft_model([paper.reading()]).model.decision_makers) == [("ARD", "CAL"), ("BOR",)]


def test_media_and_unresolved_phrases_never_decide() -> None:
    paper = Paper()
    for code in ("NWS", "~rebels"):
        paper.tell(f"Boria attacked {code}.", "attacked", "ASSAULT", "BOR", code, on="2023-04-13")
    with pytest.raises(DraftError, match="no conflict between two parties"):
        draft_model([paper.reading()])


def test_denied_conflict_makes_no_opponents() -> None:
    paper = Paper().tell("Boria did not attack Ardenia.", "attack", "ASSAULT", "BOR", "ARD", status=Status.NEGATED)
    with pytest.raises(DraftError, match="--include-opinion"):
        draft_model([paper.reading()])


def pressed(by: str) -> Paper:
    return (
        Paper()
        .tell("Ardenia threatened Boria with sanctions.", "threatened", "THREATEN", "ARD", "BOR")
        .tell("Boria fired a missile.", "fired", "MOBILIZE", "BOR", mode="weapons", on="2023-04-13")
        .tell("They imposed sanctions on Boria.", "imposed", "SANCTION", by, "BOR", on="2023-01-11")
        .tell("They blacklisted ministers of Boria.", "blacklisted", "SANCTION", by, "BOR", on="2023-04-12")
    )


def test_a_state_that_presses_a_named_side_decides_though_it_is_not_named() -> None:
    model = draft_model([pressed("CAL").reading()], about=("ARD", "BOR")).model
    assert sorted(m.actors for m in model.decision_makers) == [("ARD",), ("BOR",), ("CAL",)]


def test_an_international_body_that_presses_a_named_side_stands_by() -> None:
    model = draft_model([pressed("LGE").reading()], about=("ARD", "BOR")).model
    assert sorted(m.actors for m in model.decision_makers) == [("ARD",), ("BOR",)]


def test_a_third_party_with_a_conflict_of_its_own_joins() -> None:
    readings = standoff()
    paper = Paper("doc-7", "2023-04-12")
    for day in (1, 5, 9):
        paper.tell(f"Doria shelled Boria on {day} April.", "shelled", "ASSAULT", "DOR", "BOR", on=f"2023-04-0{day}")
    drafted = draft_model([*readings, paper.reading()])
    assert {maker.actors[0] for maker in drafted.model.decision_makers} >= {"DOR", "BOR"}


@pytest.mark.parametrize(("about", "said"), [(("XYZ",), "nothing is told of 'XYZ'"), (("~rebels", "BOR"), "can be no decision maker")])
def test_a_filter_that_matches_nobody_says_who_is_there(about: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        draft_model(standoff(), about=about)
    assert "ARD" in str(error.value)


def test_a_party_of_which_only_a_body_is_told_is_named_after_it() -> None:
    forces = replace(actor("ARD"), code="HILLFORCES", name="Hill forces", party="ARD-PRM", sector="PRM")
    other = replace(forces, code="VALLEYMEN", name="Valley Men")
    paper = Paper().tell("Ardenia threatened Boria.", "threatened", "THREATEN", "ARD", "BOR").reading()
    assert Parties([replace(paper, actors=(*paper.actors, forces))]).name("ARD-PRM") == "Hill forces"
    assert Parties([replace(paper, actors=(*paper.actors, forces, forces, other))]).name("ARD-PRM") == "Hill forces and others"


def helped(*more: str) -> Paper:
    """Tell of a third party that arms one side and feeds the other's opponent, and of what else the leaders do."""
    paper = (
        Paper()
        .tell("Ardenia threatened Boria with sanctions.", "threatened", "THREATEN", "ARD", "BOR")
        .tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD", on="2023-04-13")
        .tell("Calmar sent food aid to Ardenia.", "sent", "AID", "CAL", "ARD", on="2023-04-11")
        .tell("Calmar moved tanks to the border.", "moved", "MOBILIZE", "CAL", mode="troops", on="2023-04-12")
    )
    for number, sentence in enumerate(more):
        paper.tell(sentence, "shelled", "ASSAULT", "BOR", "ARD", on=f"2023-0{1 + number // 28}-{1 + number % 28:02}")
    return paper


def test_a_third_party_that_does_much_itself_decides_though_it_is_in_no_conflict() -> None:
    model = draft_model([helped().reading()], about=("ARD", "BOR")).model
    assert sorted(m.actors for m in model.decision_makers) == [("ARD",), ("BOR",), ("CAL",)]


def test_one_whose_deeds_are_few_among_those_of_others_stands_by() -> None:
    shells = [f"Boria shelled the town number {number} of Ardenia." for number in range(30)]
    model = draft_model([helped(*shells).reading()], about=("ARD", "BOR")).model
    assert sorted(m.actors for m in model.decision_makers) == [("ARD",), ("BOR",)]


def engaged(**read: float) -> dict[str, Engagement]:
    """Say how much the encoder reads of what some parties do."""
    own = frozenset({"sanctions", "aid"})
    return {code: Engagement(frozenset({"sanctions"}), own, frozenset({"AAA"}), much) for code, much in read.items()}


@pytest.mark.parametrize(("much", "about", "joins"), [(1.0, "AAA BBB", True), (0.5, "AAA BBB", False), (1.0, "AAA BBB DDD", False)])
def test_a_third_party_joins_if_enough_is_read_of_it_and_not_all_are_named(much: float, about: str, joins: bool) -> None:
    """A share of 1 in 10 of what is read of those named is enough, 1 in 20 is not; who names three has said who decides."""
    ties = Ties(
        {("AAA", "BBB"): _Tie(30.0, 5), ("AAA", "CCC"): _Tie(20.0, 4), ("AAA", "DDD"): _Tie(9.0, 1)}, {}, {}, {}, {}, {"CCC": 0.3}
    )
    paper = Paper().tell("A met B, C and D.", "met", "CONSULT", "AAA", "BBB CCC DDD", on="2023-04-13")
    sides = choose_sides(ties, Parties([paper.reading()]), about.split(), False, engaged(AAA=6.0, BBB=4.0, CCC=much, DDD=2.0))
    assert (("CCC",) in [side.parties for side in sides]) is joins
