"""``detente blocs``: who stands with whom and against whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from detente.archive import Archive, Selection, reports_of
from detente.cli.common import KnownCodes, about_option, archive_option, codes_from, json_option, opinion_option, picture_form
from detente.cli.output import check_writable, print_csv, print_json, print_table, say, write_bytes
from detente.counting import counted
from detente.drafting.parties import Parties
from detente.errors import UsageError
from detente.records import Reading
from detente.tension import read_weights
from detente.tension.blocs import (
    Blocs,
    Frustration,
    Part,
    Span,
    Turn,
    about_these,
    blocs_over_time,
    dealings_of_rows,
    find_dealings,
    graphml_of,
    turns_of,
)
from detente.tension.blocs.network import CONFIDENCE

TIES = (
    "period", "one", "other", "sign", "net", "cooperation", "conflict", "low", "high", "dealings", "why", "against", "records",
)  # fmt: skip
SERIES = ("period", "actors", "clear ties", "unclear", "frustration", "of", "best splits", "undecided", "triads", "balanced")
MOST = 5  # triads and bridges listed for people; all are in the JSON
MOST_TIES = 40


@click.command()
@archive_option
@about_option
@click.option("--by", type=click.Choice([s.value for s in Span]), help="Period by period; without it, all in one.")
@click.option("--since", metavar="DATE", help="Only what happened on or after this day.")
@click.option("--until", metavar="DATE", help="Only what happened on or before this day, e.g. 2023-04-16.")
@click.option(
    "--confidence", type=click.FloatRange(0.5, 0.999), default=CONFIDENCE, show_default=True,
    help="How sure a tie's sign must be to be given.",
)  # fmt: skip
@click.option("--weights", metavar="NAME|FILE", default="plover", show_default=True, help="plover, goldstein, equal, or your own table.")
@opinion_option
@click.option("--data-set", metavar="NAME", help="The network of an imported data set, instead of the archive's own readings.")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to this file: .svg, .html or .png.")
@click.option("--graphml", type=click.Path(dir_okay=False, path_type=Path), help="Write the network for other programs to this file.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the ties as comma-separated values.")
@json_option
def blocs(
    archive_path: Path, about: str | None, by: str | None, since: str | None, until: str | None, confidence: float, weights: str,
    include_opinion: bool, data_set: str | None, chart: Path | None, graphml: Path | None, as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Find the blocs: who is friendly with whom and hostile to whom, the two camps this falls into, and what is under strain.

    A camp is a summary of reported dealings, and no membership. A tie whose sign is not clear is said to be so and counts for nothing.

    \b
    Example:
      detente blocs --archive out/korea.duckdb --by year
    """
    Selection(since=since, until=until)  # wrong dates are said before anything is read
    codes = codes_from(about)
    weighed = read_weights(weights)
    for path in (chart, graphml):
        if path is not None:
            check_writable(path)
    if chart is not None:
        picture_form(chart)
    if data_set is not None and include_opinion:
        raise UsageError("--include-opinion is for the archive's own readings; a data set does not tell opinion from news, leave it out")
    names: dict[str, str] = {}
    with Archive(archive_path, read_only=True) as archive:
        if data_set is not None:
            dealings = dealings_of_rows(archive.pair_tallies(data_set, by, since=since, until=until), weighed)
        else:
            readings = list(archive.readings())
            KnownCodes(readings).check(codes)
            reports = [report for reading in readings for report in reports_of(reading)]
            dealings = find_dealings(readings, reports, include_opinion=include_opinion, weights=weighed)
            names = _names(readings)
    dealings = about_these(dealings, set(codes))
    periods = blocs_over_time(dealings, Span(by) if by else None, since=since, until=until, confidence=confidence)
    if not any(b.network.ties for b in periods):
        raise UsageError(
            "nothing that passed between two sides in this time is in the archive; `detente events` shows what is, --data-set NAME "
            "takes an imported data set"
        )
    files: dict[Path, bytes] = {}
    if graphml is not None:
        files[graphml] = graphml_of(periods, names).encode("utf-8", errors="replace")
    if chart is not None:
        from detente.charts import blocs_picture  # late: most calls draw nothing, and the charting library loads slowly

        files[chart] = blocs_picture(periods, names, picture_form(chart))
    write_bytes(files)
    if as_json:
        turns = [asdict(turn) for turn in turns_of(periods)]
        print_json({"weights": weighed.name, "confidence": confidence, "periods": [_plain(b) for b in periods], "turns": turns})
    elif as_csv:
        print_csv(TIES, (row for b in periods for row in _ties(b)))
    elif by:
        _print_series(periods)
    else:
        _print_blocs(periods[0])


def _names(readings: Sequence[Reading]) -> dict[str, str]:
    parties = Parties(readings)
    return {code: party.name for code, party in parties.known.items()}


def _plain(found: Blocs) -> dict[str, Any]:
    plain = asdict(found)
    network = found.network
    plain["network"] = {
        "actors": network.actors,
        "unplaced": network.unplaced,
        "ties": [{**asdict(t), "net": t.net, "word": t.word, "why": t.why} for t in network.ties],
    }
    for name, split in (("split", found.split), ("counted", found.counted)):
        plain[name] |= {"exact": split.exact, "undecided": split.undecided}
    plain["triads"] |= {"number": found.triads.number, "balanced": found.triads.balanced, "share": found.triads.share}
    return plain


def _ties(found: Blocs) -> list[tuple[object, ...]]:
    against = dict.fromkeys(found.split.against, "some best splits") | dict.fromkeys(found.split.against_always, "every best split")
    if found.split.splits is None:
        against = dict.fromkeys(found.split.against, "the split found")
    return [
        (found.period, *t.pair, t.word, t.net, t.cooperation, t.conflict, round(t.low, 2), round(t.high, 2), t.dealings, t.why,
         against.get(t.pair, ""), " ".join((*t.relations, *(t.reports or t.incidents))))
        for t in found.network.ties
    ]  # fmt: skip


def _print_series(periods: Sequence[Blocs]) -> None:
    rows = []
    for b in periods:
        split = b.split
        rows.append(
            (b.period, len(b.network.actors), len(b.network.signed), len(b.network.unclear), _index(b.split), f"{split.total:g}",
             "not known" if split.splits is None else split.splits, ", ".join(split.undecided), b.triads.number, b.triads.balanced)
        )  # fmt: skip
    print_table(counted(len(periods), "period"), SERIES, rows)
    for b in periods:
        for part in b.split.parts:
            say(f"{b.period}: {_camps(part)}")
    for turn in turns_of(periods):
        for line in _turn(turn):
            say(line)


def _turn(turn: Turn) -> list[str]:
    words = {1: "friendly", -1: "hostile"}
    lines = [f"{turn.before} to {turn.after}: {a} and {b} from {words[old]} to {words[new]}" for (a, b), old, new in turn.ties]
    if turn.moved:
        lines.append(f"{turn.before} to {turn.after}: stands otherwise to most of the others: {', '.join(turn.moved)}")
    return lines


def _print_blocs(found: Blocs) -> None:
    network, split = found.network, found.split
    against = set(split.against)
    shown = ("one", "other", "sign", "net", "balance", "dealings", "why", "in the split")
    ties = network.ties
    if len(ties) > MOST_TIES:
        ties = tuple(sorted(sorted(network.signed, key=lambda t: (-t.weight, t.pair))[:MOST_TIES], key=lambda t: t.pair))
    rows = [
        (*t.pair, t.word, f"{t.net:+g}", f"{t.low:+.2f} to {t.high:+.2f}", t.dealings, t.why, "against it" if t.pair in against else "")
        for t in ties
    ]
    print_table(f"{len(network.signed)} ties with a clear sign, {len(network.unclear)} without", shown, rows)
    if len(ties) < len(network.ties):
        say(f"these are the {len(ties)} strongest with a clear sign; --csv lists all")
    for part in split.parts:
        say(_camps(part))
    if found.opposed:
        say(f"in their camp by common opponents alone, without a friendly tie there: {', '.join(found.opposed)}")
    if found.leaning:
        say(f"would stand otherwise if the unclear ties counted: {', '.join(found.leaning)}")
    if network.unplaced:
        say(f"no clear tie: {', '.join(network.unplaced)}")
    how = "other splits are not known" if split.splits is None else f"one of {split.splits} best splits"
    how = "the only best split" if split.splits == 1 else how
    say(f"frustration: {_index(split)} of {split.total:g} by weight, {_index(found.counted)} of {found.counted.total:g} ties; {how}")
    triads = found.triads
    kinds = ", ".join(f"{kind} {number}" for kind, number in triads.counts.items())
    say(f"triads: {triads.number} ({kinds})" + (f", {triads.balanced} in balance" if triads.number else ""))
    if triads.chance is not None:
        say(f"  with the signs at random {triads.expected:.0%} would be in balance; as many or more in {triads.chance:.1%} of trials")
    for triad in triads.strained[:MOST]:
        say(f"  under strain ({triad.kind}, weight {triad.strain:g}): {', '.join(triad.actors)}")
    for bridge in found.bridges[:MOST]:
        ones, others = (", ".join(side) for side in bridge.friends)
        say(f"{bridge.actor} has friendly ties to both sides, as reported: to {ones}; and to {others} (weight {bridge.reach:g} at least)")
    if len(found.bridges) > MOST:
        say(f"and {len(found.bridges) - MOST} more with friendly ties to both sides; --json lists all")


def _camps(part: Part) -> str:
    sides = [", ".join(camp) for camp in part.camps]
    text = f"camps: {sides[0]} | {sides[1]}" if sides[1] else f"one camp: {sides[0]}"
    return f"{text}; undecided: {', '.join(part.undecided)}" if part.undecided else text


def _index(split: Frustration) -> str:
    return f"{split.high:g}" if split.exact else f"{split.low:g} to {split.high:g}"
