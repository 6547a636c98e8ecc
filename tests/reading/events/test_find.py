"""Who did what to whom, in the ways English puts it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.records import Event, Status, TextSpan

Read = Callable[[str], tuple[Event, ...]]


def told(events: tuple[Event, ...]) -> list[tuple[str, str, str]]:
    """Each event as type, countries that act, countries it is done to."""
    return [
        (e.type, " ".join(sorted(m.actor[:3] for m in e.actors)), " ".join(sorted(m.actor[:3] for m in e.recipients))) for e in events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pyongyang condemned Seoul.", ("ACCUSE", "PRK", "KOR")),
        ("Seoul was condemned by Pyongyang.", ("ACCUSE", "PRK", "KOR")),
        ("Washington imposed sanctions on Tehran.", ("SANCTION", "USA", "IRN")),
        ("Sanctions were imposed on Tehran by Washington.", ("SANCTION", "USA", "IRN")),
        ("Iran and Iraq ended a third round of talks on Friday.", ("CONSULT", "IRN IRQ", "")),
        ("Iran ended talks with Iraq.", ("SANCTION", "IRN", "IRQ")),
        ("Russia, which invaded Ukraine, bombarded the city of Mariupol.", ("ASSAULT", "RUS", "UKR")),
        ("Seoul suspended the talks with Pyongyang.", ("SANCTION", "KOR", "PRK")),
        ("North Korea refused to resume the talks with South Korea.", ("REJECT", "PRK", "KOR")),
        ("Washington lifted the sanctions on Tehran.", ("RETREAT", "USA", "IRN")),
        ("Riyadh lifted its blockade of Qatar.", ("RETREAT", "SAU", "QAT")),
        ("Turkey reopened its airspace to Iraqi flights.", ("RETREAT", "TUR", "IRQ")),
        ("The EU removed tariffs on goods from Ukraine.", ("RETREAT", "EUR", "UKR")),
        ("Kenya resumed flights to Somalia.", ("COOPERATE", "KEN", "SOM")),
        ("Spain ended the curfew in Ceuta.", ("CONCEDE", "ESP", "")),
        ("Kyrgyzstan promised to reopen the border with Tajikistan.", ("AGREE", "KGZ", "TJK")),
        ("Iran threatened to attack Israel with missiles.", ("THREATEN", "IRN", "ISR")),
        ("Japan urged China to end the drills.", ("REQUEST", "JPN", "CHN")),
        ("Germany pledged aid for Ukraine.", ("AGREE", "DEU", "UKR")),
        ("Germany gave military aid to Ukraine.", ("AID", "DEU", "UKR")),
        ("The attack by Iran on Israel killed two people.", ("ASSAULT", "IRN", "ISR ~tw")),
        ("Gunmen shot a minister in Kabul.", ("ASSAULT", "~gu", "AFG")),
        ("North Korean soldiers shot dead a South Korean official found at sea on Tuesday, the army said.", ("ASSAULT", "PRK", "KOR")),
    ],
)
def test_construction(read_events: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(read_events(text))


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of China and Russia met in Moscow.",
        "China held talks with Russia.",
        "Talks between China and Russia began in Moscow.",
    ],
)
def test_all_sides_of_a_meeting_are_actors(read_events: Read, text: str) -> None:
    events = [e for e in read_events(text) if e.type == "CONSULT"]
    assert len(events) == 1
    assert {m.actor[:3] for m in events[0].actors} == {"CHN", "RUS"}
    assert events[0].recipients == ()


def quoted(events: tuple[Event, ...]) -> list[tuple[str, list[str], list[str]]]:
    """Each event as type, and the words of its sides."""
    return [(e.type, [m.span.quote for m in e.actors], [m.span.quote for m in e.recipients]) for e in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # People and things that nobody names.
        ("Gunmen killed five people and wounded dozens of others.", ("ASSAULT", ["Gunmen"], ["five people", "dozens of others"])),
        ("A suicide bomber struck a convoy near the port.", ("ASSAULT", ["A suicide bomber"], ["convoy"])),
        ("Rebels set an oil depot ablaze.", ("ASSAULT", ["Rebels"], ["oil depot"])),
        # The place of a thing does not act.
        ("A car bombing in Egypt's Sinai killed 28 soldiers.", ("ASSAULT", [], ["28 soldiers"])),
        # Words about a deed are towards whoever did it.
        ("Oslo condemned the killing of the editor by Russian soldiers.", ("ACCUSE", ["Oslo"], ["Russian soldiers"])),
        # Control: the subject of a passive accusation, the subject behind a purpose.
        ("Greek coast guards were accused by a rights group of pushing back migrants.", ("ASSAULT", ["Greek coast guards"], ["migrants"])),
        ("The minister visited Rome to meet the pope.", ("CONSULT", ["minister", "pope"], [])),
        ("The police fired tear gas to disperse the students.", ("ASSAULT", ["The police"], ["students"])),
        # Reciprocal words.
        ("Armenia and Azerbaijan accused each other of lying.", ("ACCUSE", ["Armenia", "Azerbaijan"], ["Armenia", "Azerbaijan"])),
        # A relative clause of two; a proposal and its owner; the addressee of a letter.
        ("Serbia rejected a proposal by Norway to recognise Kosovo.", ("REJECT", ["Serbia"], ["Norway"])),
        ("In a letter to Tehran, the monks demanded the release of the students.", ("REQUEST", ["the monks"], ["Tehran"])),
        # A base form the parser gets wrong.
        ("The court fined the bank.", ("SANCTION", ["The court"], ["bank"])),
    ],
)
def test_sides(read_events: Read, text: str, expected: tuple[str, list[str], list[str]]) -> None:
    plain = [(kind, *([q.removeprefix("the ") for q in side] for side in sides)) for kind, *sides in quoted(read_events(text))]
    assert (expected[0], *([q.removeprefix("the ") for q in side] for side in expected[1:])) in plain


@pytest.mark.parametrize(
    "text",
    [
        "Doctors warn that the disease is spreading.",
        "The president spoke to reporters on his plane.",
        "The constitution allows the president to deploy the army.",
        "The museum reopened after three years.",
        "A gas explosion at a restaurant killed 31 people.",
    ],
)
def test_what_is_no_event(read_events: Read, text: str) -> None:
    assert read_events(text) == ()


def test_speakers_are_no_victims(read_events: Read) -> None:
    events = read_events("Jets bombed a market in Nyala, residents and a charity said.")
    assert not any("residents" in m.span.quote for e in events for m in e.recipients)


def test_agent_hidden_in_a_noun_phrase(read_events: Read) -> None:
    text = "The launching of a new model of long-range ballistic missile by the DPRK on Thursday sends a message."
    (event,) = read_events(text)
    assert (event.type, event.mode, event.actors[0].actor, event.when.start) == ("MOBILIZE", "weapons", "PRK", "2023-04-13")
    assert event.status is Status.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "The alliance with Japan is important to the United States.",
        "Tensions on the Korean Peninsula are rising.",
        "The striker hit the post as Japan lost the match to South Korea.",
        "A storm hit Japan and killed four people.",
        "Shares of the Chinese bank were hit as investors sold.",
        "China is a large country.",
    ],
)
def test_no_event(read_events: Read, text: str) -> None:
    assert read_events(text) == ()


def test_light_verb_and_noun_are_one_event(read_events: Read) -> None:
    (event,) = read_events("Russia carried out an attack on a military base in Ukraine.")
    assert event.type == "ASSAULT"
    assert event.trigger == "carry out (verb) + attack (noun)"


def test_possible_attack_is_no_deed(read_events: Read) -> None:
    events = read_events("North Korea wants weapons to guard against possible attacks from the United States.")
    assert [e.status for e in events if e.type == "ASSAULT"] == [Status.POSSIBLE]


def test_numbers_and_place(read_events: Read) -> None:
    (event,) = read_events("A suicide bomber killed twenty-five people and wounded 40 in an attack on a convoy in Pakistan.")
    assert (event.numbers.dead, event.numbers.injured, event.numbers.arrested) == (25, 40, None)
    (event,) = read_events("Police arrested 20 protesters in Cairo.")
    assert (event.type, event.mode, event.numbers.arrested) == ("COERCE", "arrest", 20)
    assert event.place is not None
    assert event.place.name == "Cairo"


def test_people_without_name_or_role(read_events: Read) -> None:
    (event,) = read_events("At least 22 persons were arrested on Sunday.")
    assert event.recipients[0].actor.startswith("~")
    assert event.actors == ()


def test_evidence_quotes_the_text(read_events: Read) -> None:
    text = "Seoul protested. On Friday Russia withdrew its troops from Georgia, and France recalled its ambassador from Moscow."
    events = read_events(text)
    assert len(events) >= 2
    for event in events:
        for span in event.evidence:
            assert isinstance(span, TextSpan)
            span.check(text)


WORDS = st.sampled_from(
    ["Seoul", "Pyongyang", "refused", "to", "lift", "sanctions", "on", "the", "talks", "with", "and", "attack", "by", "Russia", "."]
)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_any_words_are_read_without_fail_and_the_same_twice(read_events: Read, words: list[str]) -> None:
    text = " ".join(words)
    events = read_events(text)
    assert events == read_events(text)
    for event in events:
        for span in (*(m.span for m in (*event.actors, *event.recipients)), *event.evidence):
            assert isinstance(span, TextSpan)
            span.check(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomber killed five people and wounded 40 in an attack on a convoy.", (5, 40, None)),
        ("The attack on the market left 14 people dead.", (14, None, None)),
        ("Two dozen people were killed when jets bombed the market.", (24, None, None)),
        ("Officers took 60 protesters into custody.", (None, None, 60)),
        ("Police arrested 82 people after rebels killed three officers.", (None, None, 82)),
    ],
)
def test_numbers(read_events: Read, text: str, expected: tuple[int | None, int | None, int | None]) -> None:
    numbers = read_events(text)[0].numbers
    assert (numbers.dead, numbers.injured, numbers.arrested) == expected


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The text did not cut off oil deliveries, a step that Beijing had resisted.", "REJECT", Status.ASSERTED),
        ("The army did not enter the town, a move that the rebels had condemned.", "ACCUSE", Status.ASSERTED),
        ("Seoul did not take steps to close the border.", "COERCE", Status.NEGATED),
    ],
)
def test_what_others_did_to_a_step_is_no_part_of_it(read_events: Read, text: str, kind: str, status: Status) -> None:
    assert [event.status for event in read_events(text) if event.type == kind] == [status]


def test_who_stands_aside_does_not_resign(read_events: Read) -> None:
    assert not read_events("The president of South Korea, who stood aside for most of it, smiled.")


def test_who_is_shot_is_shot_by_nobody_who_tells_of_it(read_events: Read) -> None:
    events = read_events("Soldiers of Chad shot dead a Sudanese guide found at sea and then burned his boat, Sudan's army said.")
    assert {m.actor[:3] for event in events for m in event.actors} == {"TCD"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("China says rioters in Lhasa last Friday burned or beat 13 civilians to death in Han and Hui shops.", {"CHN-CRM"}),
        ("Iran has it that Israel fired first.", {"ISR"}),
        ("Pyongyang radio declared that the armed ship had intruded deep into the waters of North Korea.", set()),
        ("Moscow told reporters it had shelled the town.", {"RUS-GOV"}),
    ],
)
def test_who_tells_of_a_deed_has_not_done_it(read_events: Read, text: str, actors: set[str]) -> None:
    events = [event for event in read_events(text) if event.type in ("ASSAULT", "MOBILIZE")]
    assert len(events) == 1
    assert {m.actor for m in events[0].actors} == actors
