"""The JSON twin of a brief: all that the page shows, with document hashes, spans and quotes."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from detente.brief.contents import Contents
from detente.brief.wording import does
from detente.records import to_dict
from detente.tension import Series

FORMAT = "detente-brief/1"


def bundle_of(contents: Contents) -> dict[str, Any]:
    """Give a brief as plain JSON values; the same contents give the same values.

    Parameters
    ----------
    contents
        What `gather` gathered.

    Returns
    -------
    dict
        ``format``, ``detente`` (the version), ``title``, ``about``, ``include_opinion``, ``as_told_by_this_piece``, ``names``,
        ``readings`` (document with text and hash, and all its records with spans and quotes), ``skipped``, ``incidents``,
        ``ahead`` (identifiers of events not told as done), ``voices``, ``tension``, ``camps``, ``standoff`` (the model, its analysis,
        ``ways_out``, the ``account`` of them in words, ``ranked_questions``) or ``no_standoff``.
    """
    return {
        "format": FORMAT,
        "detente": version("detente"),
        "title": contents.title,
        "about": list(contents.about),
        "include_opinion": contents.opinion,
        "as_told_by_this_piece": contents.as_told,
        "names": contents.names,
        "readings": [to_dict(reading) for reading in contents.readings],
        "skipped": [to_dict(item) for item in contents.skipped],
        "incidents": [{**to_dict(i), "words": does(i.type, None)} for i in contents.incidents],
        "ahead": [event.id for event in contents.ahead],
        "voices": [{"source": v.code, "statements": [s.id for s, _ in v.statements]} for v in contents.voices],
        "tension": [_series(contents, series) for series in contents.series],
        "camps": contents.camps.to_dict() if contents.camps else None,
        "standoff": contents.standoff.to_dict() if contents.standoff else None,
        "no_standoff": contents.no_standoff,
    }


def _series(contents: Contents, series: Series) -> dict[str, Any]:
    return {
        **series.to_dict(),
        "peaks": [period.start for period in series.peaks()],
        "turns": [asdict(turn) for turn in contents.turns[series.dyad]],
    }
