from __future__ import annotations

from dataclasses import replace

import pytest

from detente.conflict.options import ConditionKind, Option
from detente.drafting import Draft, draft_model
from detente.drafting import standing as module
from detente.drafting.courses import load_courses
from detente.drafting.facts import Sort
from detente.drafting.options import Chosen
from detente.drafting.standing import find_standing
from detente.records import Status
from tests.drafting.builders import Paper, standoff
from tests.drafting.passages import TODAY, read


def taken(drafted: Draft) -> set[str]:
    assert drafted.model.status_quo is not None
    return {option.id for option in drafted.model.taken(drafted.model.status_quo)}


def test_the_latest_deeds_make_the_status_quo() -> None:
    assert taken(draft_model(standoff())) == {"bor-weapons-tests", "ard-exercises", "ard-sanctions"}


def test_a_later_undoing_ends_a_course() -> None:
    lifted = Paper("doc-6", "2023-04-12").tell("Ardenia lifted the sanctions.", "lifted", "CONCEDE", "ARD", "BOR", on="2023-04-11")
    drafted = draft_model([*standoff(), lifted.reading()])
    assert "ard-sanctions" not in taken(drafted)
    assert "ended or eased 2023-04-11" in drafted.model.status_quo_provenance.note


def test_an_earlier_undoing_does_not() -> None:
    lifted = Paper("doc-6", "2023-04-12").tell("Ardenia lifted the sanctions.", "lifted", "CONCEDE", "ARD", "BOR", on="2022-04-11")
    assert "ard-sanctions" in taken(draft_model([*standoff(), lifted.reading()]))


def test_deeds_fade_where_the_course_does() -> None:
    later = Paper("doc-6", "2025-04-12").tell("Ardenia condemned Boria.", "condemned", "ACCUSE", "ARD", "BOR")
    drafted = draft_model([*standoff(), later.reading()])
    assert taken(drafted) == {"ard-sanctions"}
    assert "more than 365 days before 2025-04-12" in drafted.model.status_quo_provenance.note


def test_a_demand_to_end_a_course_presumes_it_and_asks() -> None:
    paper = (
        Paper()
        .tell("Boria fired a missile at Ardenia.", "fired", "MOBILIZE", "BOR", "ARD", mode="weapons", on="2023-04-13")
        .propose("Boria demanded that Ardenia lift all sanctions.", "lift all sanctions", "asked", "BOR", "ARD")
    )
    drafted = draft_model([paper.reading()])
    assert "ard-sanctions" in taken(drafted)
    assert drafted.model.status_quo_provenance.assumed
    assert any(question.about == "ard-sanctions" for question in drafted.questions)


def test_of_two_that_exclude_each_other_the_later_stands() -> None:
    paper = (
        Paper()
        .tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD", on="2023-04-01")
        .tell("Ardenia shelled Boria.", "shelled", "ASSAULT", "ARD", "BOR", on="2023-04-01")
        .tell("Boria handed over its weapons.", "handed over", "RETREAT", "BOR", "ARD", mode="disarm", on="2023-04-10")
    )
    drafted = draft_model([paper.reading()])
    assert taken(drafted) == {"bor-disarmament", "ard-attack"}
    condition = next(c for c in drafted.model.conditions if "bor-disarmament" in str(c))
    assert condition.kind is ConditionKind.EXCLUSIVE
    assert "whoever has disarmed cannot attack" in condition.provenance.note


def shelling() -> Paper:
    return (
        Paper()
        .tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD", on="2022-04-01")
        .tell("Ardenia shelled Boria.", "shelled", "ASSAULT", "ARD", "BOR", on="2022-04-01")
    )


def test_an_attack_and_a_ceasefire_are_one_option() -> None:
    paper = shelling().tell("Boria declared a ceasefire.", "declared", "CONCEDE", "BOR", "ARD", on="2022-04-10")
    drafted = draft_model([paper.reading()], until="2022-05-01")
    assert {option.id for option in drafted.model.options} == {"bor-ceasefire", "ard-ceasefire"}
    assert taken(drafted) == {"bor-ceasefire"}


def test_who_has_long_not_attacked_holds_its_fire() -> None:
    paper = shelling().tell("Boria declared a ceasefire.", "declared", "CONCEDE", "BOR", "ARD", on="2022-04-10")
    drafted = draft_model([paper.reading()], until="2023-05-01")
    assert taken(drafted) == {"bor-ceasefire", "ard-ceasefire"}


def test_a_truce_that_is_hardly_spoken_of_does_not_name_the_option() -> None:
    paper = shelling().propose("Boria asked Ardenia to declare a truce.", "declare a truce", "asked", "BOR", "ARD")
    drafted = draft_model([paper.reading()], until="2022-05-01")
    assert {option.id for option in drafted.model.options} == {"bor-attack", "ard-attack"}


@pytest.mark.parametrize("first", ["ASSAULT", "CONCEDE"])
def test_deeds_without_dates_say_so(first: str) -> None:
    paper = Paper(published=None).tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD")
    paper.tell("Ardenia imposed sanctions on Boria.", "imposed", "SANCTION", "ARD", "BOR", mode="discontinue")
    if first == "CONCEDE":
        paper.tell("Boria declared a ceasefire.", "declared", "CONCEDE", "BOR", "ARD")
    drafted = draft_model([paper.reading()])
    assert taken(drafted) == {"ard-sanctions", "bor-ceasefire" if first == "CONCEDE" else "bor-attack"}
    assert "unknown day" in drafted.model.status_quo_provenance.note
    assert drafted.model.status_quo_provenance.assumed == (first == "ASSAULT")
    assert any("No date is known" in note for note in drafted.notes)


def test_a_deed_of_the_past_in_a_text_without_a_date_is_presumed_over() -> None:
    paper = Paper(published=None).tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD", historical=True)
    paper.tell("Ardenia imposed sanctions on Boria.", "imposed", "SANCTION", "ARD", "BOR", mode="discontinue")
    assert taken(draft_model([paper.reading()])) == {"ard-sanctions"}


def test_talks_refused_since_they_were_held_are_not_under_way() -> None:
    paper = (
        Paper()
        .tell("Boria attacked Ardenia.", "attacked", "ASSAULT", "BOR", "ARD", on="2023-01-05")
        .tell("Ardenia met Boria.", "met", "CONSULT", "ARD BOR", on="2023-03-01")
        .propose("Boria said it would return to the talks if the drills stopped.", "return to the talks", "offered", "BOR", "BOR",
                 condition="if the drills stopped")
    )  # fmt: skip
    drafted = draft_model([paper.reading()])
    assert not taken(drafted) & {"bor-talks", "ard-talks"}
    assert "offered on a condition only" in drafted.model.status_quo_provenance.note


@pytest.mark.parametrize(("told", "share", "stands"), [(False, 0.6, True), (False, 0.5, False), (True, 0.5, True), (True, 0.4, False)])
def test_what_last_deeds_tell_yields_to_how_texts_speak_of_it(
    told: bool, share: float, stands: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "likelihood", lambda found: share)
    passage = read("blockade")
    deed = replace(passage, sort=Sort.DONE, status=Status.ASSERTED, spoken=None, record="e1", incident="e1")
    blockade = load_courses()["blockade"]
    option = Option("aaa-blockade", blockade.name, blockade.direction)
    chosen = Chosen(0, blockade, option, (deed,) if told else (), 1.0, (passage,))
    standing = find_standing([chosen], (), TODAY)[0]
    assert standing.taken is stands
    assert standing.assumed == (not told or not stands)
    assert "; " not in standing.why, "a semicolon parts one option's reason from the next one's in the note"


def test_what_was_done_and_cannot_be_undone_stays_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "likelihood", lambda found: 0.1)
    release = load_courses()["release"]
    passage = read("release")
    deed = replace(passage, sort=Sort.DONE, status=Status.ASSERTED, spoken=None, record="e1", incident="e1")
    chosen = Chosen(0, release, Option("aaa-release", release.name, release.direction), (deed,), 1.0, (passage,))
    assert find_standing([chosen], (), TODAY)[0].taken
    assert not find_standing([replace(chosen, facts=())], (), TODAY)[0].taken
