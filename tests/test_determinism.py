"""Same input, same bytes: for any hash seed, order of files and number of workers."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FEW = ("examples/korea/news/opinion.jsonl", "examples/korea/news/hwasong-18-alert.html", "examples/horn/news/opinion.jsonl")
ALL = ("examples/korea/news", "examples/horn/news")


def digests(inputs: tuple[str, ...], folder: Path, seed: int, workers: int) -> list[str]:
    """Read and brief in a process of its own and give the hashes of what came out."""
    page = folder / f"brief-{seed}-{workers}.html"
    run = [sys.executable, "-m", "detente"]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    more = ["--workers", str(workers)]
    subprocess.run([*run, "brief", *inputs, "-o", str(page), *more], check=True, cwd=ROOT, env=environment, capture_output=True)
    records = subprocess.run([*run, "read", *inputs, "--json", *more], check=True, cwd=ROOT, env=environment, capture_output=True).stdout
    contents = (records, page.read_bytes(), page.with_suffix(".json").read_bytes())
    return [hashlib.sha256(content).hexdigest() for content in contents]


def test_hash_seed_order_and_workers_change_no_byte(tmp_path: Path) -> None:
    assert digests(FEW, tmp_path, 0, 1) == digests(FEW[::-1], tmp_path, 1, 2)


@pytest.mark.slow
def test_the_whole_corpora_come_out_the_same(tmp_path: Path) -> None:
    runs = [digests(ALL, tmp_path, 0, 1), digests(ALL[::-1], tmp_path, 1, 2), digests(ALL, tmp_path, 2, 1)]
    assert runs[0] == runs[1] == runs[2]
