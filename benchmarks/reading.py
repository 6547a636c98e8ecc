"""How long reading takes, against the bare spaCy pipeline on the same texts in the same run.

    python -m benchmarks.reading [INPUT...] [--rounds N] [--json]

Both are run in turn, round by round, after a warm-up; the ratio is the median over the rounds of reading time over parsing time, in
CPU seconds of this process. The bare pipeline is the one spaCy loads from the same folder, as it is.
"""

from __future__ import annotations

import json
import resource
import statistics
import time
from collections.abc import Callable

import click
import spacy

from detente.documents import read_documents
from detente.reading.language import BATCH, model_folder, paragraphs
from detente.reading.reader import Reader
from detente.records import Document

DEFAULT = ("examples/korea/news", "examples/horn/news")


@click.command(help=__doc__)
@click.argument("inputs", nargs=-1)
@click.option("--rounds", default=5, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(inputs: tuple[str, ...], rounds: int, as_json: bool) -> None:
    documents = [d for d in read_documents(inputs or DEFAULT) if isinstance(d, Document)]
    pieces = [piece for d in documents for piece in paragraphs(d.text)]
    words = sum(len(d.text.split()) for d in documents)
    reader = Reader()
    bare_pipeline = spacy.load(model_folder())

    def parse_bare() -> None:
        for _ in bare_pipeline.pipe(pieces, batch_size=BATCH):
            pass

    def read_fully() -> None:
        for _ in reader.read_all(documents):
            pass

    def seconds(work: Callable[[], None]) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    parse_bare()
    read_fully()
    rows = [(seconds(parse_bare), seconds(read_fully)) for _ in range(rounds)]
    result = {
        "documents": len(documents),
        "words": words,
        "ratio": round(statistics.median(full / bare for bare, full in rows), 3),
        "words_per_second": round(words / statistics.median(full for _, full in rows)),
        "bare_words_per_second": round(words / statistics.median(bare for bare, _ in rows)),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    click.echo(json.dumps(result) if as_json else "\n".join(f"{name:24}{value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
