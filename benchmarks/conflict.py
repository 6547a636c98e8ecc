"""Time and memory of the conflict engine, from a model file to the verdicts on every state.

``python -m benchmarks.conflict`` prints one line a size: all-feasible option form with random strict payoffs, then the same with
infeasible conditions and one-way options, then the ratio to the slow oracle of the tests where that can follow. Every size runs in a
process of its own, so that the peak of memory is its own.
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


def main() -> None:
    """Run all sizes, or with ``--one`` a single one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--largest", type=int, default=20, help="the most options to go up to (22 needs 3 minutes)")
    parser.add_argument("--one", nargs=3, metavar=("OPTIONS", "MAKERS", "KIND"), help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(int(arguments.one[0]), int(arguments.one[1]), arguments.one[2])))
        return
    runs = [(options, makers, "free") for options, makers in SIZES if options <= arguments.largest]
    runs += [(18, 4, "one-way"), (18, 4, "conditions"), (6, 2, "oracle"), (8, 4, "oracle")]
    if not arguments.json:
        print(
            f"{'kind':<11}{'states':>10}{'DMs':>5}{'file s':>8}"
            + "".join(f"{concept:>8}" for concept in CONCEPTS)
            + f"{'us/state':>10}{'MB':>7}"
        )
    for options, makers, kind in runs:
        command = [sys.executable, "-m", "benchmarks.conflict", "--one", str(options), str(makers), kind]
        line = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(json.dumps(line) if arguments.json else show(line))


def show(line: dict[str, Any]) -> str:
    """Write one measurement for a reader."""
    times = "".join(f"{line['seconds'][concept]:8.3f}" for concept in CONCEPTS)
    shown = f"{line['kind']:<11}{line['states']:>10,}{line['decision_makers']:>5}{line['read_seconds']:8.3f}{times}"
    shown += f"{line['microseconds_per_state']:10.2f}{line['peak_mb']:7.0f}"
    return shown + (f"   oracle takes {line['oracle_ratio']:,.0f} times as long" if "oracle_ratio" in line else "")


def measure(options: int, makers: int, kind: str) -> dict[str, Any]:
    """Measure one model: seconds to read it, and seconds for each concept (the first also ranks the states)."""
    from detente.conflict import analyse, read_model

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        path.write_text(json.dumps(random_plain(options, makers, kind)), encoding="utf-8")
        started = time.perf_counter()
        model = read_model(path)
        read = time.perf_counter() - started
    seconds = {}
    for concept in CONCEPTS:
        started = time.perf_counter()
        analyse(model, [concept])
        seconds[concept] = time.perf_counter() - started
    states = len(model.feasible_states())
    line: dict[str, Any] = {
        "kind": kind,
        "states": states,
        "decision_makers": makers,
        "read_seconds": read,
        "seconds": seconds,
        "microseconds_per_state": 1e6 * sum(seconds.values()) / states,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if kind == "oracle":
        from tests.conflict.oracle import Game

        started = time.perf_counter()
        game = Game(model)
        for concept in CONCEPTS:
            for maker in game.makers:
                _ = [game.is_stable(maker, state, concept) for state in game.states]
        line["oracle_ratio"] = (time.perf_counter() - started) / sum(seconds.values())
    return line


def random_plain(options: int, makers: int, kind: str) -> dict[str, Any]:
    """Make a model with random strict payoffs, the same every time."""
    draw = Random(f"{options} {makers} {kind}")
    owned = [[f"o{place}" for place in range(options) if place % makers == maker] for maker in range(makers)]
    conditions = [{"exclusive": [own[0], own[1]]} for own in owned] if kind == "conditions" else []
    one_way = kind in {"one-way", "conditions"}
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
