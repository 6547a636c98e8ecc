"""Imported rows become series data set by data set, by the same rules a plain loop over the rows would follow."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.errors import UnknownRecord
from detente.ontology import is_deed
from detente.tension import GOLDSTEIN, PLOVER, By, Series, Sides, series_of_rows
from tests.tension.imports import import_many, import_rows


def row(kind: str | None, actor: str, recipient: str | None, day: str | None, **more: object) -> dict[str, object]:
    return {
        "type": kind, "actor": actor, "actor_party": actor[:3], "recipient": recipient, "recipient_party": recipient and recipient[:3],
        "start": day, "end": day, **more,
    }  # fmt: skip


ROWS = [
    row("ASSAULT", "PRK-MIL", "KOR", "2010-11-23", mode="heavy-weapons", code="195", reports=40, link="a", outlet="one"),
    row("ACCUSE", "KOR", "PRK", "2010-11-24", code="111", reports=3, link="a", outlet="one"),
    row("CONSULT", "USA", "KOR", "2010-11-24", code="042", link="b", outlet="two"),
    row("AGREE", "KOR-GOV", "PRK", "2010-12-08", code="030"),
    row(None, "KOR", "PRK", "2010-12-09", code="99"),
    row("MOBILIZE", "PRK", None, "2010-12-10", code="150", mode="weapons"),
    row("THREATEN", "PRK", "USA", None, code="130"),
    row("THREATEN", "PRK", "KOR", "2010-12-31", code="130") | {"end": "2011-01-03"},
]


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "hand.duckdb"
    import_rows(path, "one set", ROWS)
    import_rows(path, "another", [row("ASSAULT", "PRK", "KOR", "2010-11-23", mode="heavy-weapons", code="195")])
    return path


def measure(path: Path, sides: Sides, name: str = "one set", **choice: object) -> Series:
    with Archive(path, read_only=True) as archive:
        return series_of_rows(archive, sides, name, **choice)  # type: ignore[arg-type]


BOTH = Sides(("KOR",), ("PRK",))


def test_rows_weigh_once_and_volume_shows_their_reports(by_hand: Path) -> None:
    first = measure(by_hand, BOTH).periods[0]
    assert (first.start, first.incidents, first.reports) == ("2010-11-22", 2, 43)
    assert (first.conflict_words, first.conflict_deeds) == (-PLOVER.weigh("ACCUSE"), -PLOVER.weigh("ASSAULT", "heavy-weapons"))  # type: ignore[operator]


def test_coverage_is_the_data_sets_own_whoever_takes_part(by_hand: Path) -> None:
    weeks = measure(by_hand, BOTH).periods
    assert [(w.documents, w.outlets, w.days) for w in weeks] == [(3, 2, 2), (0, 0, 0), (3, 0, 3), (0, 0, 0), (0, 0, 0), (1, 0, 1)]
    assert [w.conflict for w in weeks[1:5:2]] == [None, None]
    assert weeks[0].per_hundred("conflict") == pytest.approx(100 * 12.5 / 3, abs=0.001)


def test_unknown_codes_and_rows_of_no_single_period_are_said(by_hand: Path) -> None:
    series = measure(by_hand, BOTH)
    assert (series.unweighted, series.undated_count, series.undated_conflict) == (1, 1, 3.5)
    (_, _, december, *_) = series.periods
    assert (december.incidents, december.cooperation) == (2, PLOVER.weigh("AGREE"))


def test_one_side_against_all_counts_what_is_done_at_nobody(by_hand: Path) -> None:
    series = measure(by_hand, Sides(("PRK",)))
    assert [w.incidents for w in series.periods] == [2, 0, 3, 0, 0, 0]
    assert series.undated_count == 2
    assert [w.incidents for w in measure(by_hand, Sides(("PRK",), directed=True)).periods][::2] == [1, 1, 0]


def test_goldstein_weighs_by_the_rows_own_code(by_hand: Path) -> None:
    first = measure(by_hand, BOTH, weights=GOLDSTEIN).periods[0]
    assert first.conflict_deeds == -(GOLDSTEIN.weigh(None, None, "195") or 0)


def test_data_sets_are_never_added_up(by_hand: Path) -> None:
    assert measure(by_hand, BOTH, "another").periods[0].incidents == 1
    with pytest.raises(UnknownRecord, match="there are: another, one set; `detente datasets` lists them"):
        measure(by_hand, BOTH, "third")


def test_only_the_days_asked_for_are_counted(by_hand: Path) -> None:
    series = measure(by_hand, BOTH, by=By.DAY, between=("2010-11-24", "2010-11-25"))
    assert [(p.start, p.incidents, p.documents) for p in series.periods] == [("2010-11-24", 1, 2), ("2010-11-25", 0, 0)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "many.duckdb"
    import_many(path, 60_000)
    return path


def slow(path: Path, first: str, second: str) -> dict[str, tuple[int, int, list[float], list[float]]]:
    """The oracle: every row looked at in turn, weeks and documents kept in dictionaries."""
    with Archive(path, read_only=True) as archive:
        query = "select start, actor_party, recipient_party, type, mode, reports, link from imported order by hash(row)"
        found = archive._rows(query)
    weeks: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    units: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0] * 4))
    for day, actor, recipient, kind, mode, reports, link in found:
        if {actor, recipient} != {first, second}:
            continue
        monday = (day - timedelta(days=day.weekday())).isoformat()
        weeks[monday][0] += 1
        weeks[monday][1] += reports
        weight = PLOVER.weigh(kind, mode)
        assert weight is not None
        units[monday][link][(0 if weight < 0 else 2) + is_deed(kind)] += abs(weight)
    return {
        monday: (rows, reports, [sum(u[k] for u in units[monday].values()) for k in range(4)],
                 [sum(u[k] ** 2 for u in units[monday].values()) for k in range(4)])
        for monday, (rows, reports) in weeks.items()
    }  # fmt: skip


def test_sums_of_many_rows_are_those_of_a_loop(many: Path) -> None:
    series = measure(many, Sides(("S38",), ("S39",)), "many")
    oracle = slow(many, "S38", "S39")
    assert len(oracle) > 50
    for week in series.periods:
        rows, reports, sums, _ = oracle.get(week.start, (0, 0, [0.0] * 4, []))
        assert (week.incidents, week.reports) == (rows, reports)
        found = (week.conflict_words, week.conflict_deeds, week.cooperation_words, week.cooperation_deeds)
        assert found == pytest.approx(tuple(sums))


def test_the_same_series_comes_out_again_and_from_any_order_of_sides(many: Path) -> None:
    one, two = (measure(many, Sides(*s), "many") for s in ((("S38",), ("S39",)), (("S39",), ("S38",))))
    assert one.periods == two.periods
