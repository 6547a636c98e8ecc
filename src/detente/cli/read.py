"""``detente read``: documents in, readings out."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.common import json_option
from detente.cli.inputs import read_inputs, reading_options, report_skipped
from detente.cli.output import days, one_line, print_json_text, say
from detente.records import Event, Mention, Reading, Skipped, Statement, to_json


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@reading_options
@json_option
def read(inputs: tuple[str, ...], published: str | None, actors: Path | None, workers: int, as_json: bool) -> None:
    """Read news texts and print what they tell: statements and events, each with its words.

    INPUT is a text, HTML, JSONL, feed, PDF or DOCX file, a folder of these, or - for standard input. With --json one reading a line.

    \b
    Example:
      detente read examples/korea/news/opinion.jsonl
    """
    skipped: list[Skipped] = []
    count = 0
    for reading in read_inputs(inputs, published, actors, workers, skipped):
        count += 1
        if as_json:
            print_json_text(to_json(reading))
        else:
            say(describe(reading))
    report_skipped(skipped, count)


def describe(reading: Reading) -> str:
    """Say what a reading holds, for people."""
    document = reading.document
    where = f"{document.outlet or 'outlet unknown'}, {document.published or 'date unknown'}; {reading.genre}"
    lines = [f"{document.title or document.source} ({where})"]
    lines += [f"  says   {_statement(s)}" for s in reading.statements]
    lines += [f"  event  {_event(e)}" for e in reading.events]
    lines += [f"  stands {r.kind}: {_names(r.left)} / {_names(r.right)}  «{one_line(r.evidence[0].quote)}»" for r in reading.relations]
    lines += [f"  course {p.kind}: {_name(p.by)}, action of {_name(p.of)}: «{one_line(p.action.quote)}»" for p in reading.proposals]
    return "\n".join(lines)


def _statement(statement: Statement) -> str:
    codes = ", ".join(source.actor for source in statement.sources)
    source = f"{one_line(statement.source.span.quote)} [{codes}]" if statement.source else "nobody named"
    content = " ... ".join(one_line(c.quote) for c in statement.content)
    cue = f"“{one_line(statement.ascribed_by)}”, " if statement.ascribed_by else ""
    return f"{source} {statement.stance} ({cue}{statement.kind}): «{content}»"


def _event(event: Event) -> str:
    kind = f"{event.type}{f'/{event.mode}' if event.mode else ''}"
    day = days(event.when.start, event.when.end)
    past = ", historical" if event.historical else ""
    span = event.evidence[0]
    words = one_line(span.quote) if span.kind == "text" else span.data_set
    sides = f"{_names(event.actors)} > {_names(event.recipients)}"
    return f"{kind}  {sides}  {day or 'date unknown'}  {event.status}{past}, {event.voice.kind}  «{words}»  {event.id}"


def _names(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(m.actor for m in mentions) or "-"


def _name(mention: Mention | None) -> str:
    return mention.actor if mention else "nobody named"
