"""How large the brief of 200 documents is, and how fast a browser opens it: ``python -m benchmarks.brief``.

The documents are those of the two example corpora, and variants of them: other days, other outlets, other countries in place of those
told of. Time is told by the browser itself, in a page that frames the brief: from the beginning of the load until all of it is laid out.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from detente.brief import bundle_of, gather, markdown_of, page_of
from detente.cli.output import write_files
from detente.documents import read_documents
from detente.reading.reader import Reader
from detente.records import Document, Reading, Skipped

ROOT = Path(__file__).parents[1]
WANTED = 200
MOST_BYTES, MOST_SECONDS = 5_000_000, 2.0  # the bars
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: Countries put in place of those of the corpora, one table a variant: what matters is that texts differ, not that they are true.
SWAPS = (
    {"North Korea": "Iran", "South Korea": "Iraq", "Pyongyang": "Tehran", "Seoul": "Baghdad", "Ethiopia": "Sudan", "Eritrea": "Chad"},
    {
        "North Korea": "Pakistan",
        "South Korea": "India",
        "Pyongyang": "Islamabad",
        "Seoul": "New Delhi",
        "Ethiopia": "Mali",
        "Eritrea": "Niger",
    },
    {"Japan": "Taiwan", "Tokyo": "Taipei", "Ethiopia": "Armenia", "Eritrea": "Azerbaijan", "Sudan": "Georgia", "Egypt": "Turkey"},
)
PAGE = """<!DOCTYPE html><title>waiting</title><iframe src="{name}" style="width:1200px;height:900px"></iframe><script>
addEventListener("load", () => {{
  const height = document.querySelector("iframe").contentDocument.documentElement.scrollHeight;  // asks for the layout of the whole page
  document.title = "ms " + performance.now() + " " + height;
}});
</script>"""


def documents() -> Iterator[Document]:
    """Give the documents of the corpora, then variants, until there are enough."""
    given = [d for d in read_documents([str(ROOT / "examples" / c / "news") for c in ("horn", "korea")]) if not isinstance(d, Skipped)]
    yield from given
    count = len(given)
    for number, swap in enumerate(SWAPS, start=1):
        for document in given:
            if count == WANTED:
                return
            yield variant(document, number, swap)
            count += 1


def variant(document: Document, number: int, swap: dict[str, str]) -> Document:
    """Give a document of another day, outlet and countries."""
    text = re.sub("|".join(swap), lambda found: swap[found[0]], document.text)
    day = None if document.published is None else (date.fromisoformat(document.published) + timedelta(days=11 * number)).isoformat()
    outlet = f"{document.outlet} {number}" if document.outlet else None
    name = Document.identify(text, document.title, outlet, day)
    return replace(document, id=name, text=text, published=day, outlet=outlet, source=f"{document.source}~{number}")


def opened(page: Path, browser: str) -> float:
    """Say how long a browser takes to open a page and lay it out, in seconds."""
    frame = page.with_name("frame.html")
    frame.write_text(PAGE.format(name=html.escape(page.name)), encoding="utf-8")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom"]
    shown = subprocess.run([browser, *flags, frame.as_uri()], capture_output=True, text=True, timeout=120, check=False).stdout
    found = re.search(r"<title>ms ([\d.]+) \d+</title>", shown)
    return float(found[1]) / 1000 if found else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="write the brief into this folder and keep it")
    keep = parser.parse_args().keep
    start = time.perf_counter()
    readings: list[Reading] = list(Reader().read_all(documents()))
    read = time.perf_counter() - start
    start = time.perf_counter()
    contents = gather(readings)
    page = page_of(contents)
    made = time.perf_counter() - start
    size = len(page.encode())
    print(f"{len(readings)} documents read in {read:.0f} s; brief made in {made:.1f} s")
    print(f"page {size / 1e6:.2f} MB ({'within' if size < MOST_BYTES else 'OVER'} 5 MB)")
    print(f"as Markdown {len(markdown_of(contents).encode()) / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        where = keep or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        path = where / "brief.html"
        write_files({path: page, where / "brief.json": json.dumps(bundle_of(contents), ensure_ascii=False, indent=1)})
        browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        if browser is None:
            print("no browser is installed here: how fast it opens was not measured")
            return
        times = sorted(opened(path, browser) for _ in range(3))
        print(f"opened and laid out in {times[1]:.2f} s, median of {len(times)} ({'within' if times[1] < MOST_SECONDS else 'OVER'} 2 s)")


if __name__ == "__main__":
    main()
