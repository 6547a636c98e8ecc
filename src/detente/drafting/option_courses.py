"""Which course of action an option of a model is, as far as its file says so."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from detente.conflict.options import Option
from detente.drafting.courses import Course, load_courses
from detente.errors import ModelError

_NOT = re.compile(r"not\s+", re.IGNORECASE)


def course_of_option(option: Option, actors: Sequence[str]) -> tuple[Course, bool] | None:
    """Find the course of an option, and whether to take it is to follow or to end the course.

    Raises
    ------
    ModelError
        If it names one that is not known.
    """
    courses = load_courses()
    if option.course:
        named = _NOT.sub("", option.course.strip(), count=1) if _NOT.match(option.course.strip()) else option.course.strip()
        if named not in courses:
            near = difflib.get_close_matches(named, list(courses), n=1)
            hint = f"is {near[0]!r} meant?" if near else "`detente watch --courses` lists them"
            raise ModelError(f"option {option.id!r}: course: {option.course!r} is no course of action; {hint}")
        return courses[named], named == option.course.strip()
    owners = {re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-") for code in actors}
    for course in courses.values():
        if option.id == course.id or any(option.id == f"{owner}-{course.id}" for owner in owners):
            return course, True
    return next(((course, True) for course in courses.values() if option.name.strip().casefold() == course.name), None)
