"""Which options are hostile acts, by their courses of action."""

from __future__ import annotations

from typing import Any

import pytest

from detente.conflict import Model, read_model
from detente.conflict.strife import Strife
from detente.drafting import strife_in
from detente.drafting.courses import load_courses, opposites


def model(*options: Any, actors: tuple[str, ...] = ("ARD",)) -> Model:
    maker = {"name": "Arda", "actors": list(actors), "options": list(options), "preferences": []}
    return Model.from_dict({"name": "one", "decision_makers": [maker]})


@pytest.mark.parametrize(
    ("option", "strife"),
    [
        ("military attack", Strife(armed=(("military-attack", True),))),
        ({"id": "ard-attack", "name": "raids"}, Strife(armed=(("ard-attack", True),))),
        ({"id": "fire", "name": "holds its fire", "course": "not attack"}, Strife(armed=(("fire", False),))),
        ("ceasefire", Strife(armed=(("ceasefire", False),))),
        ({"id": "break", "name": "breaks the truce", "course": "not ceasefire"}, Strife(armed=(("break", True),))),
        ("sanctions", Strife(steps_back=(("sanctions", True),))),
        ({"id": "ease", "name": "eases", "course": "not sanctions"}, Strife(steps_back=(("ease", False),))),
        ("talks", Strife(steps_back=(("talks", False),))),
        ("hope", Strife()),
        ({"id": "odd", "name": "odd", "course": "no such course"}, Strife()),
    ],
)
def test_an_option_is_hostile_by_its_course(option: Any, strife: Strife) -> None:
    assert strife_in(model(option)) == strife


def test_levels_have_courses_of_their_own() -> None:
    found = strife_in(read_model("examples/models/korea-six.toml"))
    assert ("exercises>=large", True) in found.steps_back
    assert found.armed == ()


def test_a_model_without_options_has_no_hostile_acts() -> None:
    assert strife_in(read_model("tests/conflict/cases/prisoners-dilemma.json")) == Strife()


def test_armed_force_has_one_opposite() -> None:
    courses = load_courses()
    assert [course.id for course in courses.values() if course.armed] == ["attack"]
    assert [pair for pair in opposites() if courses[pair[0]].armed] == [("attack", "ceasefire")]
