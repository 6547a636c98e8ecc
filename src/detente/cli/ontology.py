"""``detente ontology``: the event types, and what each means."""

from __future__ import annotations

from dataclasses import asdict

import click

from detente.cli.common import json_option
from detente.cli.output import print_json, print_table
from detente.errors import UsageError
from detente.ontology import CAMEO, DISAGREEMENTS, EVENT_TYPES, QUADS, modes_of


@click.command()
@click.argument("type_name", metavar="[TYPE]", required=False)
@json_option
def ontology(type_name: str | None, as_json: bool) -> None:
    """Show the PLOVER event types, or one TYPE with its modes and CAMEO codes.

    \b
    Example:
      detente ontology THREATEN
    """
    if type_name is None:
        if as_json:
            print_json([asdict(kind) for kind in EVENT_TYPES.values()])
        else:
            rows = [(k.name, QUADS[k.quad], k.score, k.meaning) for k in EVENT_TYPES.values()]
            print_table("PLOVER event types", ("type", "quad class", "score", "meaning"), rows)
        return
    kind = EVENT_TYPES.get(type_name.upper())
    if kind is None:
        raise UsageError(f"{type_name!r} is no event type; the types are {', '.join(EVENT_TYPES)}")
    codes = [code for code in CAMEO.values() if code.type == kind.name]
    disputed = [one for one in DISAGREEMENTS if one.type == kind.name]
    if as_json:
        parts = {
            "modes": [asdict(one) for one in modes_of(kind.name)],
            "cameo_codes": [asdict(one) for one in codes],
            "disagreements": [asdict(one) for one in disputed],
        }
        print_json({**asdict(kind), **parts})
        return
    click.echo(f"{kind.name}: {kind.meaning}\n{QUADS[kind.quad]}, score {kind.score:g}. Example: {kind.example}\n")
    modes = [(m.name, m.score, m.cameo, m.meaning, m.example) for m in modes_of(kind.name)]
    if modes:
        print_table("Modes", ("mode", "score", "nearest CAMEO code", "meaning", "example"), modes)
    print_table("CAMEO codes", ("code", "name", "Goldstein score"), [(c.code, c.name, c.goldstein) for c in codes])
    if disputed:
        print_table("Sources disagree", ("about", "here", "others"), [(one.about, one.here, one.others) for one in disputed])
