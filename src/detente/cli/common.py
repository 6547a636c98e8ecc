"""What the verbs share: their common options, and what these choose."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from detente.archive import Archive, Report, Selection
from detente.cli.output import note
from detente.errors import UsageError
from detente.records import Reading, Status, VoiceKind

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_ARCHIVE = "detente.duckdb"
PICTURES = ("svg", "html", "png")
_LISTED = 12  # known codes that a message names at most

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
archive_option = click.option(
    "--archive", "archive_path", type=click.Path(dir_okay=False, path_type=Path), default=Path(DEFAULT_ARCHIVE), show_default=True,
    help="The archive file.",
)  # fmt: skip
about_option = click.option("--about", metavar="CODE,CODE,...", help="Only what these actors take part in, e.g. KOR,PRK.")
between_option = click.option(
    "--between", nargs=2, metavar="FROM TO", help="Only what is told of these days, both included, e.g. 2017-01-01 2018-12-31."
)
opinion_option = click.option("--include-opinion", is_flag=True, help="Count also what only opinion pieces tell; marked as such.")


def selection_options(command: F) -> F:
    """Add the filters of every listing."""
    for option in (
        click.option("--until", metavar="DATE", help="Only events on or before this day, e.g. 2023-04-16."),
        click.option("--since", metavar="DATE", help="Only events on or after this day."),
        click.option("--voice", type=click.Choice([v.value for v in VoiceKind]), help="Only events told in this voice."),
        click.option("--status", type=click.Choice([s.value for s in Status]), help="Only events of this status."),
        click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this event type (see `detente ontology`); repeatable."),
        click.option("--dyad", nargs=2, metavar="A B", help="Only events in which both take part, e.g. PRK KOR."),
        click.option("--actor", "actors", multiple=True, metavar="CODE", help="Only events this actor is part of, e.g. PRK; repeatable."),
    ):
        command = option(command)
    return command


def selection_from(options: dict[str, Any]) -> Selection:
    """Make a selection from the filters' values."""
    return Selection(
        actors=tuple(options["actors"]),
        dyad=options["dyad"] or None,
        types=tuple(t.upper() for t in options["types"]),
        status=Status(options["status"]) if options["status"] else None,
        voice=VoiceKind(options["voice"]) if options["voice"] else None,
        since=options["since"],
        until=options["until"],
    )


def chosen_reports(archive: Archive, selection: Selection) -> list[Report]:
    """Give the events a selection chooses; where it names an actor that no event has, a note on stderr says so."""
    chosen = archive.reports(selection)
    if not chosen:
        note_unknown(archive, selection)
    return chosen


def note_unknown(archive: Archive, selection: Selection) -> None:
    """Note on stderr which actors of a selection nothing is told of."""
    known = KnownCodes(archive.readings())
    for code in dict.fromkeys((*selection.actors, *(selection.dyad or ()))):
        if code not in known:
            note(f"note: {known.unknown(code)}")


class KnownCodes:
    """The actors that some readings tell of, by code.

    Parameters
    ----------
    readings
        In any order.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._names: dict[str, str] = {}
        parties: Counter[str] = Counter()
        for reading in readings:
            self._names |= {actor.code: actor.name for actor in reading.actors}
            parties.update(actor.party or actor.code for actor in reading.actors)
        self._codes = {*self._names, *parties}
        # A phrase that no knowledge resolves ("~the protesters") is nothing one would ask for.
        self._parties = sorted((code for code in parties if not code.startswith("~")), key=lambda code: (-parties[code], code))

    def __contains__(self, code: str) -> bool:
        return code in self._codes

    def unknown(self, code: str) -> str:
        """Say that nothing is told of a code, what may have been meant, and what there is."""
        meant = self._meant(code)
        listed = ", ".join(self._parties[:_LISTED])
        more = ", ..." if len(self._parties) > _LISTED else ""
        told = f"told of are: {listed}{more}" if listed else "no actor is told of at all: add texts"
        return f"nothing is told of {code!r}; {f'is {meant} meant? ' if meant else ''}{told}"

    def check(self, codes: Sequence[str]) -> None:
        """Raise `UsageError` for the first code that nothing is told of."""
        for code in codes:
            if code not in self:
                raise UsageError(self.unknown(code))

    def _meant(self, code: str) -> str | None:
        by_word = {name.casefold(): c for c, name in sorted(self._names.items(), reverse=True)}
        by_word |= {c.casefold(): c for c in sorted(self._codes)}
        near = difflib.get_close_matches(code.casefold(), sorted(by_word), n=1, cutoff=0.6)
        return by_word[near[0]] if near else None


def codes_from(about: str | None, named: str = "--about", *, needed: bool = False) -> tuple[str, ...]:
    """Split a list of actor codes; `named` is the option or argument it was given as, `needed` whether there must be one.

    Raises
    ------
    UsageError
        If it was given and names none.
    """
    codes = tuple(dict.fromkeys(code.strip() for code in (about or "").split(",") if code.strip()))
    if about is not None and not codes:
        raise UsageError(f"{named} {about!r} names no actor; give codes such as KOR,PRK{'' if needed else ', or leave it out'}")
    return codes


def picture_form(chart: Path) -> str:
    """Give the form in which a chart is drawn, by the ending of its name.

    Raises
    ------
    UsageError
        If there is no such form.
    """
    form = chart.suffix.lower().removeprefix(".")
    if form not in PICTURES:
        raise UsageError(f"{chart}: a chart is drawn as {', '.join(PICTURES)}; name a file such as chart.svg")
    return form
