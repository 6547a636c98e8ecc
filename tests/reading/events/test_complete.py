"""What a sentence leaves open and the text before or after it tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Event, Status

Read = Callable[[str], tuple[Event, ...]]


def sides(event: Event) -> tuple[set[str], set[str]]:
    return {m.actor[:3] for m in event.actors}, {m.actor[:3] for m in event.recipients}


@pytest.mark.parametrize(
    ("text", "kind", "whom"),
    [
        ("North Korea fired a missile on Monday. Japan condemned the launch.", "ACCUSE", "PRK"),
        ("North Korea fired a missile on Monday. Tokyo lodged a protest.", "ACCUSE", "PRK"),
        ("India fired a missile on Monday. Iran protested. London expressed deep regret.", "ACCUSE", "IND"),
        ("France proposed a summit to Mali on Monday. Moscow objected.", "REJECT", "FRA"),
        ("Serbia said on Monday that it would open the border. Berlin welcomed the decision.", "SUPPORT", "SRB"),
        ("India fired a missile on Monday. Washington called on all countries to show restraint.", "REQUEST", None),
        ("Azerbaijan shelled a village in Armenia on Sunday. Yerevan returned fire.", "ASSAULT", "AZE"),
        ("Russia attacked Ukraine at dawn. Kyiv said Russia struck first.", "ASSAULT", "UKR"),
        ("Azerbaijan shelled a village in Armenia on Sunday. Yerevan deployed troops.", "MOBILIZE", "AZE"),
        ("Azerbaijan shelled a village in Armenia on Sunday. Yerevan tested a missile.", "MOBILIZE", None),
        ("Russia attacked Ukraine at dawn. Kyiv asked for a withdrawal.", "REQUEST", "RUS"),
    ],
)
def test_recipient_from_what_was_told(read_events: Read, text: str, kind: str, whom: str | None) -> None:
    event = [e for e in read_events(text) if e.type == kind][-1]
    assert sides(event)[1] == ({whom} if whom else set())


def test_opinions_are_not_what_others_speak_of(read_events: Read) -> None:
    events = read_events("Japan condemned the test. Turkey denounced the launch. Mali slammed the move.")
    assert [sides(e)[1] for e in events] == [set()] * 3


def test_a_thing_struck_in_another_country_is_that_country_s(read_events: Read) -> None:
    (event,) = read_events("Azerbaijan shelled a village in Armenia on Sunday.")
    assert [m.actor for m in event.recipients] == ["~village", "ARM"]
    (event,) = read_events("Azerbaijan shelled a village in Azerbaijan on Sunday.")
    assert [m.actor for m in event.recipients] == ["~village"]


@pytest.mark.parametrize("weapon", ["a second Hwasong-14", "the RS-28 Sarmat", "a Shahab-3", "a nuclear-capable Shaheen-II"])
def test_weapons_go_by_names_with_numbers(read_events: Read, weapon: str) -> None:
    assert [(e.type, e.mode) for e in read_events(f"Iran tested {weapon} on Monday.")] == [("MOBILIZE", "weapons")]


def test_definite_noun_takes_up_the_deed_told_before(read_events: Read) -> None:
    first, second = read_events("North Korea carried out a nuclear test on Sunday. State media watched the nuclear test.")
    assert (first.type, second.type) == ("MOBILIZE", "MOBILIZE")
    assert sides(second) == ({"PRK"}, set())
    assert any("told before" in reason for reason in second.reasons)


def test_nobody_condemns_himself(read_events: Read) -> None:
    events = read_events("Japan fired a missile on Monday. Japan condemned the launch.")
    assert all(not m.actor.startswith("JPN") for e in events if e.type == "ACCUSE" for m in e.recipients)


@pytest.mark.parametrize("text", ["Iran and Israel clashed.", "Fighting between Iran and Israel broke out.", "Iran clashed with Israel."])
def test_all_who_fight_are_actors_and_recipients(read_events: Read, text: str) -> None:
    (event,) = read_events(text)
    assert event.type == "ASSAULT"
    assert sides(event) == ({"IRN", "ISR"}, {"IRN", "ISR"})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("North Korea fired two missiles into the sea.", "MOBILIZE"),
        ("North Korea fired a missile over Japan.", "MOBILIZE"),
        ("Iran fired missiles at Israel.", "ASSAULT"),
        ("Soldiers from North Korea fired shots at South Korea's soldiers.", "ASSAULT"),
    ],
)
def test_what_is_fired_at_somebody_is_an_attack(read_events: Read, text: str, kind: str) -> None:
    assert [e.type for e in read_events(text)] == [kind]


def test_partners_who_drill_cooperate(read_events: Read) -> None:
    (event,) = read_events("South Korea and the United States held military drills.")
    assert event.type == "COOPERATE"
    assert sides(event)[0] == {"KOR", "USA"}


def test_denial_is_no_event_and_what_is_denied_is_negated(read_events: Read) -> None:
    (event,) = read_events("Russia denied that it had attacked Ukraine.")
    assert (event.type, event.status) == ("ASSAULT", Status.NEGATED)


def test_people_accused_of_something_are_its_actors(read_events: Read) -> None:
    events = {e.type: sides(e) for e in read_events("Ukraine accused Russia of attacking Poland.")}
    assert events["ACCUSE"] == ({"UKR"}, {"RUS"})
    assert events["ASSAULT"] == ({"RUS"}, {"POL"})


def test_who_asks_two_foes_to_stop_speaks_to_both(read_events: Read) -> None:
    events = read_events("Azerbaijan attacked Armenia on Sunday. Berlin pleaded for restraint.")
    assert sides(events[-1]) == ({"DEU"}, {"AZE", "ARM"})
    events = read_events("Azerbaijan attacked Armenia on Sunday. Berlin sought sanctions.")
    assert [sides(e) for e in events if e.type == "REQUEST"] == [({"DEU"}, set())]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hezbollah seized two soldiers of Israel and killed three officers.", 2),
        ("Hezbollah killed two soldiers of Israel and wounded three officers.", 1),
    ],
)
def test_joined_verbs_tell_a_deed_each_but_for_the_harm_of_one(read_events: Read, text: str, count: int) -> None:
    assert [e.type for e in read_events(text)] == ["ASSAULT"] * count


def test_the_owner_of_what_is_closed_suffers_it(read_events: Read) -> None:
    (event,) = read_events("Kenya has closed Mali's borders.")
    assert sides(event) == ({"KEN"}, {"MLI"})
