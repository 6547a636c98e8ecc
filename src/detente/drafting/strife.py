"""Which options of a model are hostile acts, by the courses of action they are."""

from __future__ import annotations

from detente.conflict.model import Model
from detente.conflict.strife import Act, Strife
from detente.drafting.courses import load_courses, opposites
from detente.drafting.option_courses import course_of_option
from detente.errors import ModelError


def strife_in(model: Model) -> Strife:
    """Find the hostile acts of a model, so that ways out can have few of them.

    Armed force is to follow a course that ``data/courses.tsv`` marks as armed, or not to follow its opposite in ``data/opposites.tsv``: who
    keeps no ceasefire fights. A step back is to take up another course of conflict, or to give up one of cooperation. Of an option whose
    course is not known nothing is said.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [
    ...     {"name": "A", "actors": ["ARD"], "options": ["sanctions", "hope", "ceasefire"], "preferences": []}]})
    >>> strife_in(model)
    Strife(armed=(('ceasefire', False),), steps_back=(('sanctions', True),))
    """
    if not model.is_option_form:
        return Strife()
    courses = load_courses()
    holds_fire = {cooperation for conflict, cooperation in opposites() if courses[conflict].armed}
    armed: list[Act] = []
    back: list[Act] = []
    for maker in model.decision_makers:
        for option in maker.options:
            try:
                found = course_of_option(option, maker.actors)
            except ModelError:
                continue  # a course that the table lacks says nothing; `detente watch` names it
            if found is None:
                continue
            course, does = found
            if course.armed:
                armed.append((option.id, does))
            elif course.id in holds_fire:
                armed.append((option.id, not does))
            else:
                back.append((option.id, does is course.conflict))
    return Strife(tuple(armed), tuple(back))
