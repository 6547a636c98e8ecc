"""How long millions of imported rows take, against DuckDB's bare reading of the same file in the same run.

    python -m benchmarks.archive [--rows N]... [--folder FOLDER] [--json]

The rows are made here, in the form of GDELT 2.0 events, the same on every machine; every ten-thousandth is cut short, as in files
that were badly fetched. For each number of rows, each in a process of its own: ``detente import`` of the file; the named baseline,
``create table ... as select * from read_csv(...)`` of all 61 columns as text into a fresh DuckDB file; ``detente tension`` of one
dyad by week with its intervals.
Times are wall-clock seconds (``_s``) and seconds of all processors (``_cpu_s``), memory the most that a process held.
Nothing else heavy should run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click
import duckdb

from detente.archive import Archive
from detente.archive.formats.gdelt import COLUMNS

CUT = 10_000  # every so many rows one is cut short

_COUNTRIES = [
    "USA", "PRK", "KOR", "CHN", "RUS", "JPN", "GBR", "UKR", "IRN", "ISR", "SYR", "TUR", "FRA", "DEU", "IND",
    "PAK", "SAU", "IRQ", "AFG", "EGY", "LBY", "YEM", "SDN", "ETH", "ERI", "NGA", "MLI", "VEN", "COL", "MEX",
]  # fmt: skip
_ROLES = ["", "", "", "", "GOV", "GOV", "MIL", "COP", "CVL", "BUS", "REB", "OPP", "MED", "LEG"]
_CODES = [
    "010", "020", "036", "040", "042", "043", "046", "051", "057", "060", "071", "080", "0841", "090", "110",
    "111", "112", "114", "120", "130", "138", "140", "145", "150", "163", "172", "173", "180", "190", "193",
]  # fmt: skip
_PLACES = [
    ("Seoul, Soul-t'ukpyolsi, South Korea", "KS", "KS11", "37.5664", "127", "-716583"),
    ("Pyongyang, P'yongyang-si, North Korea", "KN", "KN12", "39.0194", "125.755", "-701208"),
    ("Washington, District of Columbia, United States", "US", "USDC", "38.8951", "-77.0364", "531871"),
    ("Moscow, Moskva, Russia", "RS", "RS48", "55.7522", "37.6156", "-2960561"),
    ("Kabul, Kabol, Afghanistan", "AF", "AF13", "34.5167", "69.1833", "-3378435"),
    ("Khartoum, Al Khartum, Sudan", "SU", "SU29", "15.5881", "32.5342", "-2094484"),
    ("Iran", "IR", "IR", "32", "53", "IR"),
    ("Damascus, Dimashq, Syria", "SY", "SY13", "33.5", "36.3", "-2541353"),
]


def make_rows(path: str, rows: int) -> None:
    """Write a file of rows like GDELT's: ten years of events, in order of their days."""
    geo = ", ".join(
        f"'4', p{side}[1], p{side}[2], p{side}[3], case when h % 3 = 0 then '' else '17393' end, p{side}[4], p{side}[5], p{side}[6]"
        for side in (1, 2, 1)
    )
    places = [list(place) for place in _PLACES]
    actor = "c{0} || r{0}, c{0} || ' ' || r{0}, c{0}, '', '', '', '', r{0}, '', ''"
    query = f"""
        with numbers as (select i, hash(i) h, hash(i + 1) g from range({rows}) t(i)),
        picked as (
            select i, h, date '2015-02-19' + ((i * 3650) // {rows})::integer as day,
                {_COUNTRIES}[(h % 30)::integer + 1] c1, {_COUNTRIES}[((h >> 8) % 30)::integer + 1] c2,
                {_ROLES}[((h >> 16) % 14)::integer + 1] r1, {_ROLES}[((h >> 20) % 14)::integer + 1] r2,
                {_CODES}[((h >> 24) % 30)::integer + 1] code,
                $places[((h >> 32) % 8)::integer + 1] p1, $places[((h >> 36) % 8)::integer + 1] p2,
                (1 + (h >> 40) % 20)::varchar articles, round((g % 2000) / 100.0 - 10, 12)::varchar tone,
                'https://www.outlet' || (h >> 44) % 800 || '.example/' || year(day) || '/' || month(day) || '/' || lower(c1) || '-' || g url
            from numbers
        )
        select concat_ws(chr(9), i + 410000000, strftime(day, '%Y%m%d'), strftime(day, '%Y%m'), year(day),
            round(year(day) + dayofyear(day) / 366, 4), {actor.format(1)}, {actor.format(2)}, '1', code, left(code, 3), left(code, 2),
            1 + h % 4, round((h % 200) / 10.0 - 10, 1), articles, '1', articles, tone, {geo},
            strftime(day + 1, '%Y%m%d') || '001500' || case when i % {CUT} = {CUT - 1} then '' else chr(9) || url end)
        from picked order by i
    """
    with duckdb.connect() as db:
        db.execute("set memory_limit = '2GB'")
        db.execute("set temp_directory = $folder", {"folder": f"{path}.spill"})
        db.execute("create table places as select unnest($places::varchar[][]) place", {"places": places})
        listed = "(select list(place order by rowid) from places)"
        copy = f"copy ({query.replace('$places', listed)}) to $path (format csv, header false, delimiter '\x01', quote '', escape '')"
        db.execute(copy.replace("$path", "'" + path.replace("'", "''") + "'"))


_BASELINE = f"""
import sys, duckdb
columns = {dict.fromkeys(COLUMNS, "VARCHAR")!r}
db = duckdb.connect(sys.argv[2])
db.execute("set threads = 2")
db.execute("set preserve_insertion_order = false")
db.execute(
    "create table t as select * from read_csv($path, columns = " + str(columns) + ", delim = '\\t', quote = '', escape = '', "
    "header = false, auto_detect = false, store_rejects = true)",
    {{"path": sys.argv[1]}},
)
db.close()
"""


def measured(command: list[str]) -> tuple[float, float, float]:
    """Run a command; give its seconds, the processors' seconds and its peak memory in GB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise click.ClickException(f"{' '.join(command[:4])}: exit status {process.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e9


def measure(folder: Path, rows: int) -> dict[str, Any]:
    """Measure one number of rows."""
    path, archive, bare = folder / "rows.tsv", folder / "archive.duckdb", folder / "bare.duckdb"
    for leftover in (archive, bare):
        leftover.unlink(missing_ok=True)
    # In a process of its own: what this one held would count as held by those it starts.
    measured([sys.executable, "-c", f"from benchmarks.archive import make_rows; make_rows({str(path)!r}, {rows})"])
    baseline, baseline_cpu, baseline_memory = measured([sys.executable, "-c", _BASELINE, str(path), str(bare)])
    bare_size = bare.stat().st_size
    bare.unlink()
    seconds, cpu, memory = measured([sys.executable, "-m", "detente", "import", str(path), "--archive", str(archive)])
    dyad = ["tension", "KOR", "PRK", "--by", "week", "--data-set", "gdelt", "--json", "--archive", str(archive)]
    series, series_cpu, series_memory = measured([sys.executable, "-m", "detente", *dyad])
    with Archive(archive, read_only=True) as store:
        (made,) = store.data_sets()
    if (made.rows, made.aside) != (rows - rows // CUT, rows // CUT):
        raise click.ClickException(f"{made.rows} rows in and {made.aside} aside of {rows}: rows were lost")
    result = {
        "rows": rows,
        "file_gb": round(path.stat().st_size / 1e9, 2),
        "import_s": round(seconds, 1),
        "import_cpu_s": round(cpu, 1),
        "import_peak_gb": round(memory, 2),
        "archive_gb": round(archive.stat().st_size / 1e9, 2),
        "baseline_s": round(baseline, 1),
        "baseline_cpu_s": round(baseline_cpu, 1),
        "baseline_peak_gb": round(baseline_memory, 2),
        "baseline_gb": round(bare_size / 1e9, 2),
        "ratio": round(seconds / baseline, 2),
        "cpu_ratio": round(cpu / baseline_cpu, 2),
        "series_s": round(series, 2),
        "series_cpu_s": round(series_cpu, 2),
        "series_peak_gb": round(series_memory, 2),
    }
    path.unlink()
    archive.unlink()
    return result


@click.command(help=__doc__)
@click.option("--rows", "sizes", multiple=True, type=int, default=(1_000_000, 3_000_000, 10_000_000), show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where the files are made.")
@click.option("--json", "as_json", is_flag=True)
def main(sizes: tuple[int, ...], folder: Path | None, as_json: bool) -> None:
    results = []
    with tempfile.TemporaryDirectory(dir=folder) as place:
        for rows in sizes:
            results.append(measure(Path(place), rows))
            if not as_json:
                click.echo("  ".join(f"{name} {value}" for name, value in results[-1].items()))
    if as_json:
        click.echo(json.dumps(results))


if __name__ == "__main__":
    main()
