"""PLOVER's JSON as others write it, and as it should not be."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.archive import Archive, Imported
from detente.records import ImportedEvent

LINE: dict[str, Any] = {
    "id": "e-1",
    "date": "2019-02-28",
    "actor": [{"code": "USA", "sector": "GOV", "identifier_text": "Donald Example", "gender": "M"}],
    "recipient": [{"code": "PRK", "sector": "MIL"}],
    "event": ["CONSULT"],
    "mode": ["visit"],
    "context": ["DIPLOMATIC", "weather"],
    "event_scale": 4.0,
    "size": {"dead": 3, "injured": "many"},
    "event_loc": {"resolved_place": "Hanoi", "country_code": "VNM", "lat": 21.03, "lon": 105.85, "resolution": 4},
    "cite_info": {"publication": "Example Wire", "url": "https://wire.example/1", "title": "They met"},
    "text": "They met in Hanoi.",
}

Take = Callable[..., tuple[Imported, list[ImportedEvent], list[tuple[int, str]]]]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    def run(*lines: Any, raw: bytes | None = None) -> tuple[Imported, list[ImportedEvent], list[tuple[int, str]]]:
        path = tmp_path / "events.jsonl"
        texts = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        path.write_bytes(raw if raw is not None else b"\n".join(texts))
        with Archive() as archive:
            done = archive.import_file(path, format="plover", until=date(2025, 1, 1))
            return done, list(archive.imported()), [(row.row, row.reason) for row in archive.set_aside()]

    return run


def test_a_line_of_others_becomes_a_row(take: Take) -> None:
    done, (event,), aside = take(LINE)
    assert not aside
    assert (event.type, event.mode, event.contexts, event.code) == ("CONSULT", "visit", ("diplomatic",), "CONSULT")
    assert event.actor is not None
    assert event.recipient is not None
    assert (event.actor.code, event.actor.party, event.actor.name) == ("USA-GOV", "USA", "Donald Example")
    assert (event.recipient.code, event.recipient.party) == ("PRK-MIL", "PRK")
    assert (event.numbers.dead, event.numbers.injured) == (3, None)
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.latitude) == ("Hanoi", "VNM", 21.03)
    assert (event.outlet, event.evidence.link, event.score) == ("Example Wire", "https://wire.example/1", 4.0)
    further = dict(event.further)
    assert further["plover.text"] == "They met in Hanoi."
    assert further["plover.actor.gender"] == "M"
    assert further["plover.size.injured"] == "many"
    assert further["plover.context"] == 'json:["DIPLOMATIC", "weather"]'
    assert done.unknown == ()


def test_a_line_with_many_sides_gives_a_row_for_each_pair(take: Take) -> None:
    many = LINE | {"actor": [{"code": "USA"}, {"code": "KOR"}], "recipient": [{"code": "PRK"}]}
    _, events, _ = take(many, LINE)
    assert [(e.actor.code, e.evidence.row) for e in events if e.actor] == [("USA", 1), ("KOR", 2), ("USA-GOV", 3)]
    assert len({e.id for e in events}) == 3
    assert dict(events[2].further)["plover.line"] == "2"


def test_an_event_without_anybody_named_stays_one(take: Take) -> None:
    _, (event,), _ = take(LINE | {"actor": [], "recipient": None})
    assert event.actor is None
    assert event.recipient is None


def test_codes_nobody_knows_are_kept_as_they_are_and_named(take: Take) -> None:
    done, (event,), _ = take(LINE | {"event": ["DANCE"], "actor": [{"code": "QQQ"}]})
    assert (event.type, event.code) == (None, "DANCE")
    assert event.actor is not None
    assert event.actor.code == "~QQQ"
    assert done.unknown == (("actor", "QQQ", 1), ("event", "DANCE", 1))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date": None}, "no date"),
        ({"date": "28.2.2019"}, "date is '28.2.2019', no date"),
        ({"date": ["2019"]}, "date is ['2019'], no date"),
        ({"date": "2031-01-01"}, "the date 2031-01-01 lies in the future"),
        ({"enddate": "2019-02-27"}, "it ends (2019-02-27) before it begins (2019-02-28)"),
        ({"event": []}, "no event type"),
        ({"event": [3]}, "event is no list of words"),
        ({"actor": [3]}, "actor is no list of entities"),
        ({"has_event": False}, "it says that it holds no event"),
        ({"comment": '{"detente": 1, "status": "negated"}'}, "told as negated: a row counts as a fact"),
        ({"comment": '{"detente": 1, "opinion": true}'}, "told in an opinion piece: a row counts as a fact"),
        ({"text": "\ud800"}, "halves of characters in it"),
    ],
)
def test_what_gives_no_row_is_kept_aside_with_its_reason(take: Take, change: dict[str, Any], reason: str) -> None:
    _, events, aside = take(LINE, LINE | change, LINE)
    assert aside == [(2, reason)]
    assert [e.evidence.row for e in events] == [1, 3]


@pytest.mark.parametrize(
    ("line", "reason"), [(b"{", "no JSON"), (b"[1]", "no JSON object"), (b"\xff{}", "text that is not UTF-8"), (b"[" * 99_999, "no JSON")]
)
def test_what_is_no_json_is_kept_aside(take: Take, line: bytes, reason: str) -> None:
    _, events, aside = take(LINE, line)
    assert len(events) == 1
    assert [why for _, why in aside] == [reason]


@pytest.mark.parametrize(
    "change",
    [
        {"event_loc": "Hanoi"},
        {"event_loc": {"lat": "north", "lon": 1e999}},
        {"cite_info": ["a"]},
        {"size": 3},
        {"event_scale": 10**400},
        {"comment": '{"detente": 1, "parties": [["PRK"], [3]], "reports": -1, "further": ["x"]}'},
        {"comment": '{"detente": 1, "further": {"plover.date.x": "json:{", "plover.comment.x": "1"}}'},
    ],
)
def test_odd_values_lose_nothing_and_break_nothing(take: Take, change: dict[str, Any]) -> None:
    _, events, aside = take(LINE | change)
    assert (len(events), aside) == (1, [])


def test_a_gzip_file_cut_short_gives_what_can_be_read(take: Take) -> None:
    lines = b"".join(json.dumps(LINE | {"id": f"e-{n * 7919 % 1000}", "text": str(n**5)}).encode() + b"\n" for n in range(500))
    done, events, _ = take(raw=gzip.compress(lines)[:-2000])
    assert 0 < len(events) < 500
    assert any("cut short" in text for text in done.notes)
