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
        ("India fired a missile on Monday. Iran condemned the launch. China voiced strong condemnation.", "ACCUSE", "IND"),
        ("India fired a missile on Monday. Iran condemned the launch. India protested.", "ACCUSE", "IRN"),
        ("France proposed a summit to Mali on Monday. Moscow objected.", "REJECT", "FRA"),
        ("Serbia said on Monday that it would open the border. Berlin welcomed the decision.", "SUPPORT", "SRB"),
        ("India fired a missile on Monday. Washington called on all countries to show restraint.", "REQUEST", None),
        ("Azerbaijan shelled a village in Armenia on Sunday. Yerevan returned fire.", "ASSAULT", "AZE"),
        ("Russia attacked Ukraine at dawn. Kyiv said Russia struck first.", "ASSAULT", "UKR"),
        ("Azerbaijan shelled a village in Armenia on Sunday. Yerevan deployed troops.", "MOBILIZE", "AZE"),
        ("Azerbaijan shelled a village in Armenia on Sunday. Yerevan tested a missile.", "MOBILIZE", None),
        ("Russia attacked Ukraine at dawn. Kyiv asked for a withdrawal.", "REQUEST", "RUS"),
        ("Chad fired at Sudan. The UN urged calm. Sudan asked the UN for help. Sudan threatened revenge.", "THREATEN", "TCD"),
        ("Peru and Chile quarrel over the sea. Peru closed a port. Chile dislikes Peru. Chile threatened to retaliate.", "THREATEN", "PER"),
        ("Japan shelled an island of China. Chinese jets crossed the median line.", "MOBILIZE", "JPN"),
        ("Chad shelled Sudan. Sudanese troops entered Karfu.", "MOBILIZE", "TCD"),
        ("Chad shelled Sudan. Sudan asked everybody to stay calm.", "REQUEST", None),
        ("Chad shelled Sudan. The guards have been asked by Sudan to leave.", "REQUEST", None),
        ("Peru blamed Chile. Peru complained to NATO and the United Nations.", "ACCUSE", "CHL"),
        ("Norway accused Russia of preparing an attack.", "ACCUSE", "RUS"),
        ("Turkey asked Qatar for help. Turkey shelled Greece. The truce took effect. Turkey threatened to act.", "THREATEN", "GRC"),
        (
            "North Korea fired a missile. South Korean and American troops launched missiles. The United States was prepared to use force.",
            "THREATEN",
            None,
        ),
        ("India fired a missile over Nepal. Nepal did not try to intercept it. London condemned a reckless decision.", "ACCUSE", "IND"),
        ("India shelled Nepal. Paris called on all countries to cut their ties with India.", "REQUEST", None),
    ],
)
def test_recipient_from_what_was_told(read_events: Read, text: str, kind: str, whom: str | None) -> None:
    event = [e for e in read_events(text) if e.type == kind][-1]
    assert sides(event)[1] == ({whom} if whom else set())


def test_a_complaint_is_not_against_the_body_it_is_brought_before(read_events: Read) -> None:
    events = read_events("Ethiopia shelled Egypt. Egypt protested to the Security Council.")
    assert sides(next(e for e in events if e.type == "ACCUSE"))[1] == {"ETH"}


def test_words_on_a_deed_against_who_speaks_take_up_no_deed_that_hit_others(read_events: Read) -> None:
    events = read_events("Rebels freed a town. Chad shelled Kenya. Kenya condemned the seizure of equipment from its camps.")
    assert sides(next(e for e in events if e.type == "ACCUSE")) == ({"KEN"}, {"TCD"})


def test_a_refusal_in_a_text_on_two_powers_is_towards_the_other(read_events: Read) -> None:
    events = read_events("Peru filled a dam. Chile said Peru had been asked twice. Chile wrote to Peru. Peru refused to be intimidated.")
    assert sides(next(e for e in events if e.type == "REJECT")) == ({"PER"}, {"CHL"})


def test_who_is_only_presumed_is_marked_and_gives_way_to_a_third_in_the_sentence(read_events: Read) -> None:
    told = "Peru filled a dam. Chile said Peru had been asked twice. Chile wrote to Peru. "
    assert [e.presumed for e in read_events(told + "Peru refused to be intimidated.") if e.type == "REJECT"] == [True]
    assert [sides(e)[1] for e in read_events(told + "In Ghana, Peru refused to be intimidated.") if e.type == "REJECT"] == [set()]


def test_the_quarrel_of_a_text_goes_before_a_deed_told_later(read_events: Read) -> None:
    text = "Peru and Chile quarrel over the sea. Peru blames Chile. Chile threatened to retaliate. Ghana condemned Chile."
    assert sides(next(e for e in read_events(text) if e.type == "THREATEN"))[1] == {"PER"}


def test_two_foes_who_fight_fight_each_other(read_events: Read) -> None:
    events = read_events("Chad accused Sudan of lies. Sudan condemned Chad. In 1996 the two armies fought for a week.")
    assert sides([e for e in events if e.type == "ASSAULT"][-1]) == ({"TCD", "SDN"}, {"TCD", "SDN"})


def test_a_third_asks_both(read_events: Read) -> None:
    events = read_events("Chad shelled Sudan. Sudan fired back at Chad. Spain accused Sudan of lies. Spain pleaded for restraint.")
    assert sides(next(e for e in events if e.type == "REQUEST"))[1] == {"TCD", "SDN"}


def test_both_are_the_two_that_fight_and_not_who_watches(read_events: Read) -> None:
    events = read_events("Chad shelled Sudan on Monday. Sudan asked the United Nations for help. Spain urged both sides to stop.")
    assert sides([e for e in events if e.type == "REQUEST"][-1])[1] == {"TCD", "SDN"}


def test_a_day_is_nobody(read_events: Read) -> None:
    events = read_events("The judiciary of Iran announced several arrests on Tuesday.")
    assert all(not m.actor.startswith("~") for e in events for m in e.recipients)


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
    quarrel = "The UN imposed sanctions on Iran. Israel and Iran quarrel. Israel and Iran are foes."
    events = read_events(f"{quarrel} China called on both sides to talk.")
    assert sides(events[-1]) == ({"CHN"}, {"IRN", "ISR"})
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
