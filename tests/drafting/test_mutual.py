"""What takes both sides, and how much a demand weighs."""

from __future__ import annotations

from detente.conflict import analyse
from detente.conflict.preferences import Prioritization
from detente.drafting import Draft, draft_model
from detente.records import Reading
from tests.drafting.builders import Paper, standoff


def listed(drafted: Draft, first_actor: str) -> list[str]:
    maker = next(m for m in drafted.model.decision_makers if m.actors[0] == first_actor)
    assert isinstance(maker.preferences, Prioritization)
    return [str(statement) for statement in maker.preferences.statements]


def test_who_wants_talks_wants_both_to_come() -> None:
    found = listed(draft_model(standoff_with_talks()), "ARD")
    assert "ard-talks and bor-talks" in found
    assert "ard-talks" not in found
    assert "bor-talks" not in found


def standoff_with_talks() -> list[Reading]:
    paper = Paper("doc-6", "2023-04-12").tell("Boria and Ardenia met last year.", "met", "CONSULT", "BOR ARD", on="2022-06-01")
    paper.propose("Boria refused to hold talks.", "hold talks", "refused", "BOR", "BOR", wanted=False)
    return [*standoff(), paper.reading()]


def test_nobody_gains_by_coming_to_talks_alone() -> None:
    model = draft_model(standoff_with_talks()).model
    assert model.status_quo is not None
    place = next(number for number, maker in enumerate(model.decision_makers) if maker.actors[0] == "ARD")
    bit = [option.id for option in model.options].index("ard-talks")
    ranks = model.ranks(place)
    assert ranks[model.status_quo ^ 1 << bit] == ranks[model.status_quo]
    assert analyse(model, ("nash",))


def test_what_was_agreed_goes_on_as_long_as_the_other_does_the_same() -> None:
    paper = (
        Paper()
        .tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD", on="2023-01-05")
        .tell("Ardenia shelled Boria.", "shelled", "ASSAULT", "ARD", "BOR", on="2023-01-06")
        .tell("Ardenia and Boria declared a ceasefire.", "declared", "RETREAT", "ARD BOR", mode="ceasefire", on="2023-03-01")
    )
    drafted = draft_model([paper.reading()])
    assert "bor-ceasefire if ard-ceasefire" in listed(drafted, "BOR")
    assert "ard-ceasefire if bor-ceasefire" in listed(drafted, "ARD")


def test_a_red_line_comes_before_what_is_told_more_often() -> None:
    paper = Paper("doc-6", "2023-04-12").propose(
        "Boria said it would never give up its nuclear program.", "give up its nuclear program", "refused", "BOR", "BOR", wanted=False
    )
    for day in ("01", "02", "03"):
        sentence = f"Boria condemned the drills again on {day} April."
        paper.tell(sentence, "condemned", "ACCUSE", "BOR", "ARD", mode="disapprove", on=f"2023-04-{day}")
    found = listed(draft_model([*standoff(), paper.reading()]), "BOR")
    assert found.index("not bor-denuclearization") < found.index("not ard-exercises")


def test_a_demand_repeated_over_years_comes_before_one_of_yesterday() -> None:
    paper = Paper("doc-6", "2023-04-12").propose("Ardenia asked Boria to disarm.", "disarm", "asked", "ARD", "BOR")
    sentence = "Ardenia asked Boria to free the prisoners."
    papers = [Paper(f"doc-{y}", f"{y}-04-12").propose(sentence, "free the prisoners", "asked", "ARD", "BOR") for y in (2021, 2022)]
    found = listed(draft_model([*standoff(), paper.reading(), *(each.reading() for each in papers)]), "ARD")
    assert found.index("bor-release") < found.index("bor-disarmament")
