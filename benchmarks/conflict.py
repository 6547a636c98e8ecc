"""Time and memory of the conflict engine, from a model file to the verdicts on every state.

``python -m benchmarks.conflict`` prints one line a model, all with random strict payoffs: the option form with every state feasible, in
growing sizes; then 2^18 states with one-way options, with conditions within decision makers, and with conditions across them, and how
their time a state compares with that of the form without; then the ratio to the slow oracle of the tests where that can follow. Every
model runs in a process of its own, so that the peak of memory is its own, small ones three times, of which the fastest
counts. Seconds are of the processor, which other work on the machine disturbs less; the last column has those by the clock, from the
file to the last verdict.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")

#: Options and decision makers of each line.
SIZES = ((12, 2), (14, 4), (16, 4), (18, 4), (20, 4), (22, 4))

#: Options of the free form that the others are compared with, and how often models of up to twice as many states are measured.
COMPARED = 18
REPEATED = 3


def main() -> None:
    """Run all sizes, or with ``--one`` a single one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--largest", type=int, default=20, help="the most options to go up to (22 needs 2 minutes)")
    parser.add_argument("--one", nargs=3, metavar=("OPTIONS", "MAKERS", "KIND"), help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(int(arguments.one[0]), int(arguments.one[1]), arguments.one[2])))
        return
    runs = [(options, makers, "free") for options, makers in SIZES if options <= arguments.largest]
    runs += [(18, 4, kind) for kind in ("one-way", "conditions", "crossed")] + [(19, 4, "crossed"), (6, 2, "oracle"), (8, 4, "oracle")]
    if not arguments.json:
        heads = "".join(f"{concept:>8}" for concept in ("file s", *CONCEPTS, "total s"))
        print(f"{'kind':<11}{'feasible':>10}{'of':>11}{'DMs':>5}{heads}{'us/feasible':>13}{'us/number':>11}{'MB':>7}{'clock s':>9}")
    compared = None
    for options, makers, kind in runs:
        command = [sys.executable, "-m", "benchmarks.conflict", "--one", str(options), str(makers), kind]
        line = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if (options, kind) == (COMPARED, "free"):
            compared = line
        elif compared and kind not in {"free", "oracle"}:
            for count in ("feasible", "number"):
                line[f"times_per_{count}"] = line[f"microseconds_per_{count}"] / compared[f"microseconds_per_{count}"]
        print(json.dumps(line) if arguments.json else show(line), flush=True)


def show(line: dict[str, Any]) -> str:
    """Write one measurement for a reader."""
    times = "".join(f"{seconds:8.3f}" for seconds in (line["read_seconds"], *line["seconds"].values(), line["total_seconds"]))
    shown = f"{line['kind']:<11}{line['feasible']:>10,}{line['numbers']:>11,}{line['decision_makers']:>5}{times}"
    shown += f"{line['microseconds_per_feasible']:13.2f}{line['microseconds_per_number']:11.2f}"
    shown += f"{line['peak_mb']:7.0f}{line['clock_seconds']:9.3f}"
    if "times_per_feasible" in line:
        shown += f"   {line['times_per_feasible']:.1f} and {line['times_per_number']:.1f} times that of 2^{COMPARED} free"
    return shown + (f"   oracle takes {line['oracle_ratio']:,.0f} times as long" if "oracle_ratio" in line else "")


def measure(options: int, makers: int, kind: str) -> dict[str, Any]:
    """Measure one model: seconds to read it, and seconds for each concept (the first also ranks the states)."""
    from detente.conflict import analyse, read_model

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        path.write_text(json.dumps(random_plain(options, makers, kind)), encoding="utf-8")
        reads: list[float] = []
        runs: list[list[float]] = []
        clocks: list[float] = []
        for _ in range(REPEATED if options <= COMPARED + 1 else 1):
            begun, started = time.perf_counter(), time.process_time()
            model = read_model(path)
            reads.append(time.process_time() - started)
            runs.append([])
            for concept in CONCEPTS:
                started = time.process_time()
                analyse(model, [concept])
                runs[-1].append(time.process_time() - started)
            clocks.append(time.perf_counter() - begun)
    seconds = dict(zip(CONCEPTS, map(min, zip(*runs, strict=True)), strict=True))
    feasible, spent = len(model.feasible_states()), sum(seconds.values())
    line: dict[str, Any] = {
        "kind": kind,
        "feasible": feasible,
        "numbers": model.size,
        "decision_makers": makers,
        "read_seconds": min(reads),
        "seconds": seconds,
        "total_seconds": min(reads) + spent,
        "clock_seconds": min(clocks),
        "microseconds_per_feasible": 1e6 * spent / feasible,
        "microseconds_per_number": 1e6 * spent / model.size,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if kind == "oracle":
        from tests.conflict.oracle import Game

        started = time.process_time()
        game = Game(model)
        for concept in CONCEPTS:
            for maker in game.makers:
                _ = [game.is_stable(maker, state, concept) for state in game.states]
        line["oracle_ratio"] = (time.process_time() - started) / spent
    return line


def random_plain(options: int, makers: int, kind: str) -> dict[str, Any]:
    """Make a model with random strict payoffs, the same every time."""
    draw = Random(f"{options} {makers} {kind}")
    owned = [[f"o{place}" for place in range(options) if place % makers == maker] for maker in range(makers)]
    conditions: list[dict[str, Any]] = []
    if kind == "conditions":
        conditions = [{"exclusive": [own[0], own[1]]} for own in owned]
    elif kind == "crossed":
        pairs = [(first, second) for first in range(makers) for second in range(first)]
        conditions = [{"infeasible": f"{owned[first][0]} and not {owned[second][1]} and {owned[first][2]}"} for first, second in pairs]
    one_way = kind in {"one-way", "conditions", "crossed"}
    plain: dict[str, Any] = {"name": f"random {kind}", "conditions": conditions, "decision_makers": []}
    for maker, own in enumerate(owned):
        listed = [
            {"id": name, "name": name, "direction": "taken-once" if one_way and place == len(own) - 1 else "both"}
            for place, name in enumerate(own)
        ]
        plain["decision_makers"].append({"name": f"D{maker}", "options": listed, "preferences": []})
    feasible = (1 << options) if not conditions else _feasible(plain)
    for entry in plain["decision_makers"]:
        del entry["preferences"]
        entry["payoffs"] = draw.sample(range(feasible), feasible)
    return plain


def _feasible(plain: dict[str, Any]) -> int:
    from detente.conflict import Model

    return len(Model.from_dict(plain).feasible_states())


if __name__ == "__main__":
    main()
