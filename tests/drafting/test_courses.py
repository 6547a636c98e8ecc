from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.courses import Finding, load_courses
from detente.drafting.naming import course_of_event, course_of_words
from detente.drafting.standing import draft_conditions
from detente.ontology import EVENT_TYPES


@pytest.mark.parametrize(
    ("words", "course", "takes"),
    [
        ("conduct a nuclear test", "weapons-tests", True),
        ("suspend its missile tests for a year", "weapons-tests", False),
        ("an end to the joint drills", "exercises", False),
        ("hold larger war games", "exercises", True),
        ("lift all sanctions", "sanctions", False),
        ("the embargo be lifted", "sanctions", False),
        ("tougher sanctions", "sanctions", True),
        ("abandon its nuclear program", "denuclearization", True),
        ("a written security guarantee", "security-guarantee", True),
        ("cancel the summit", "talks", False),
        ("negotiate without preconditions", "talks", True),
        ("an immediate ceasefire", "ceasefire", True),
        ("break the truce", "ceasefire", False),
        ("pull its troops out of the valley", "withdrawal", True),
        ("free all prisoners of war", "release", True),
        ("open a humanitarian corridor", "access", True),
        ("cut import duties on steel", "tariffs", False),
        ("recognise the republic", "recognition", True),
        ("restore electricity to the region", "services", True),
        ("let inspectors into the plant", "inspection", True),
        ("reopen the railway to the port", "blockade", False),
        ("hand over its missiles", "military-aid", True),
        ("hand over the maps of its mines", "demining", True),
        ("stop jailing the opposition's mayors", "arrests", False),
        ("the treaty is honoured", "accord", True),
        ("the crossing to be opened without delay", "blockade", False),
        ("give up the disputed islands", "seizure", False),
        ("discuss the boundary or its oil licences", "talks", True),
        ("resume talks on giving up nuclear weapons", "talks", True),
        ("resume work on its nuclear weapons", "denuclearization", False),
    ],
)
def test_words_name_a_course(words: str, course: str, takes: bool) -> None:
    assert course_of_words(words) == Finding(course, takes)


def test_words_about_nothing_known_name_none() -> None:
    assert course_of_words("change its attitude") is None


@pytest.mark.parametrize(
    ("type_name", "mode", "sentence", "course", "takes"),
    [
        ("MOBILIZE", "weapons", ("the army", "fired", "an artillery rocket"), "weapons-tests", True),
        ("MOBILIZE", "weapons", ("the navies", "rehearsed", "a landing in their annual drill"), "exercises", True),
        ("MOBILIZE", "troops", ("", "sent", "two divisions to the border"), "deployment", True),
        ("COOPERATE", None, ("", "began", "joint naval exercises"), "exercises", True),
        ("CONCEDE", None, ("", "suspended", "the exercises"), "exercises", False),
        ("RETREAT", None, ("", "lifted", "the embargo"), "sanctions", False),
        ("RETREAT", "disarm", ("", "handed over", "rockets and tanks"), "disarmament", True),
        ("RETREAT", "withdraw", ("", "left", "the town"), "withdrawal", True),
        ("SUPPORT", None, ("", "signed", "a deal to end the war"), "ceasefire", True),
        ("ASSAULT", "aerial", ("", "bombed", "the town"), "attack", True),
        ("ASSAULT", None, ("", "captured", "the town"), "seizure", True),
        ("COERCE", "withhold", ("", "blocked", "food"), "blockade", True),
        ("ACCUSE", "disapprove", ("", "condemned", "the missile launch"), "weapons-tests", True),
        ("THREATEN", "violence", ("", "threatened", "to test a missile"), "weapons-tests", True),
        ("THREATEN", "violence", ("", "threatened", "the capital"), "attack", True),
        ("CONSULT", "visit", ("", "met", "in Geneva"), "talks", True),
        ("ASSAULT", None, ("the rebels", "tore up", "the truce after eleven days"), "ceasefire", False),
        ("ASSAULT", None, ("the army", "stormed", "the town"), "attack", True),
        ("AID", None, ("it", "sent", "a column of tanks through the tunnel"), "deployment", True),
        ("REJECT", None, ("it", "refused", "to release any of the 140 prisoners it holds"), "release", True),
        ("CONSULT", None, ("Serbia", "broke off", "the dialogue"), "talks", False),
        ("COERCE", "seize", ("soldiers and police", "combed", "the forests of the district"), "arrests", True),
        ("COERCE", "restrict", ("men of the coast guard", "stopped", "their boat, came aboard and checked the papers"), "incursions", True),
    ],
)
def test_events_are_or_speak_of_a_course(
    type_name: str, mode: str | None, sentence: tuple[str, str, str], course: str, takes: bool
) -> None:
    assert course_of_event(type_name, mode, *sentence) == Finding(course, takes)


def test_what_somebody_does_besides_blaming_is_not_what_is_blamed() -> None:
    denied = "Boria denied that it asked for an end to all sanctions,"
    assert course_of_event("ACCUSE", "disapprove", denied, "contradicting", "the reason that Ardenia gave") is None
    assert course_of_event("ACCUSE", "disapprove", "an end to sanctions was", "condemned", "by hawks") == Finding("sanctions", False)


def test_a_deed_is_not_read_from_words_about_other_courses() -> None:
    assert course_of_event("PROTEST", "demo", "thousands", "rallied", "against the missile tests") is None


@given(st.text(max_size=80), st.sampled_from(sorted(EVENT_TYPES)), st.text(max_size=40))
def test_any_text_gives_a_known_course_or_none(words: str, type_name: str, after: str) -> None:
    for found in (course_of_words(words), course_of_event(type_name, None, words, "did", after)):
        assert found is None or found.course in load_courses()


def test_every_course_has_a_sign() -> None:
    from detente.drafting.naming import _signs

    assert {sign.course for sign in _signs()} == set(load_courses())


def test_the_table_of_conditions_is_sound() -> None:
    assert draft_conditions(()) == ()


def test_what_it_says_it_will_not_do_is_what_is_refused_and_a_remark_behind_it_is_none() -> None:
    remark = "the road, accusing it of moving up artillery."
    assert course_of_event("REJECT", "yield", "Kenya would send ships but would not", "open", remark) == Finding("access", True)
    assert course_of_event("REJECT", "yield", "Kenya would not", "lift", "its sanctions.") == Finding("sanctions", False)
