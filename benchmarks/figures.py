"""How the figures of several measurements are printed by the benchmarks that take ``--json`` and ``--errors``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import click


def show(
    found: Mapping[str, Mapping[str, float]], *, as_json: bool, errors: Mapping[str, Sequence[str]] | None = None, width: int = 22
) -> None:
    """Print each measurement's figures below its name, after its errors if any are given; or all as one JSON object.

    Examples
    --------
    >>> show({"horn": {"right": 0.5}}, as_json=False, errors={"horn": ["missed: talks"]}, width=8)
    horn
      missed: talks
      right   0.5
    >>> show({"horn": {"right": 0.5}}, as_json=True)
    {"horn": {"right": 0.5}}
    """
    if as_json:
        click.echo(json.dumps(found))
        return
    for name, figures in found.items():
        click.echo(name)
        for error in (errors or {}).get(name, ()):
            click.echo(f"  {error}")
        for figure, value in figures.items():
            click.echo(f"  {figure:<{width}}{value}")
