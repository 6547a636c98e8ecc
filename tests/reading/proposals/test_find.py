"""Proposals: kinds, whose action, words, conditions, types and voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from detente.reading.proposals import find_proposals
from detente.records import (
    Event,
    Genre,
    Mention,
    Numbers,
    Proposal,
    ProposalKind,
    Quotation,
    Stance,
    Statement,
    Status,
    TextSpan,
    Voice,
    VoiceKind,
    When,
)
from tests.reading.fake_actors import NAMES, FakeActors, document_of

ReadDoc = Callable[[str], Doc]


def read(
    read_doc: ReadDoc, text: str, statements: tuple[Statement, ...] = (), events: tuple[Event, ...] = ()
) -> tuple[Proposal, ...]:
    document, doc = document_of(text), read_doc(text)
    return find_proposals(doc, document, FakeActors(doc, document), statements, Genre.NEWS, events)


def span(text: str, words: str) -> TextSpan:
    start = text.index(words)
    return TextSpan.of("doc-1", text, start, start + len(words))


def statement(text: str, source: str, content: str) -> Statement:
    mention = Mention(NAMES[source], span(text, source))
    return Statement("st-1", mention, None, (span(text, content),), Quotation.INDIRECT, Stance.SAYS, None, None, When.unknown(), 1.0)


def event(text: str, trigger: str, type_name: str, mode: str | None) -> Event:
    voice = Voice(VoiceKind.OUTLET)
    return Event(
        "ev-1", type_name, mode, (), None, (), (), When.unknown(), None, Numbers(), Status.FUTURE, False, voice, (),
        (span(text, trigger),), trigger,
    )  # fmt: skip


def told(proposal: Proposal) -> tuple[str, str | None, str | None, bool | None, str, str | None]:
    by, of = (side.actor if side is not None else None for side in (proposal.by, proposal.of))
    return proposal.kind.value, by, of, proposal.wanted, proposal.action.quote, proposal.condition.quote if proposal.condition else None


CASES = [
    ("Pyongyang demanded that the US end its drills.", ("asked", "PRK-GOV", "USA", True, "end its drills", None)),
    ("Washington urged Beijing not to arm Russia.", ("asked", "USA-GOV", "CHN-GOV", False, "arm Russia", None)),
    ("China's call for an end to the drills was ignored.", ("asked", "CHN", None, True, "end to the drills", None)),
    ("Pyongyang offered talks on Monday.", ("offered", "PRK-GOV", "PRK-GOV", True, "talks", None)),
    ("Moscow ruled out talks with Kyiv.", ("refused", "RUS-GOV", "RUS-GOV", False, "talks with Kyiv", None)),
    ("Pyongyang will never give up its nuclear program.", ("refused", "PRK-GOV", "PRK-GOV", False, "give up its nuclear program", None)),
    ("Beijing is not ready to join the talks.", ("refused", "CHN-GOV", "CHN-GOV", False, "join the talks", None)),
    ("Cairo rejected calls to open the crossing.", ("refused", "EGY-GOV", "EGY-GOV", False, "open the crossing", None)),
    ("Hamas threatened to break off the talks.", ("threatened", "HAMAS", "HAMAS", None, "break off the talks", None)),
    (
        "Kyiv doubts that it will gain the security guarantee the DPRK needs to give up its nuclear program.",
        ("condition", "PRK", "PRK", None, "give up its nuclear program", "the security guarantee"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_kind(read_doc: ReadDoc, text: str, expected: tuple[str, str | None, str | None, bool | None, str, str | None]) -> None:
    proposals = read(read_doc, text)
    assert told(proposals[0]) == expected
    assert len(proposals) == 1
    assert [evidence.quote for evidence in proposals[0].evidence] == [expected[4], text]


CONDITIONS = [
    ("Pyongyang threatened to test a missile unless Seoul ended the drills.", "unless Seoul ended the drills", "KOR-GOV", True),
    ("Iran warned it would strike back if Israel attacked.", "if Israel attacked", "ISR", False),
    ("Tehran is ready to return to the deal if Washington lifts sanctions.", "if Washington lifts sanctions", "USA-GOV", True),
    ("Baku will not sign the treaty until Yerevan changes its constitution.", "until Yerevan changes its constitution", "ARM-GOV", True),
    ("Seoul offered aid in exchange for a freeze.", "in exchange for a freeze", None, True),
]


@pytest.mark.parametrize(("text", "words", "of", "wanted"), CONDITIONS)
def test_a_condition_is_a_proposal_of_its_own(read_doc: ReadDoc, text: str, words: str, of: str | None, wanted: bool) -> None:
    first, condition = read(read_doc, text)
    assert first.condition is not None
    assert first.condition.quote == words
    assert words not in first.action.quote
    assert condition.kind is ProposalKind.CONDITION
    assert (condition.of.actor if condition.of else None) == of
    assert condition.wanted is wanted
    assert condition.by == first.by


@pytest.mark.parametrize(
    ("text", "trigger", "type_name", "kinds"),
    [
        ("Moscow promised a harsh response.", "promised", "THREATEN", ["threatened"]),
        ("Moscow promised talks.", "promised", "AGREE", ["offered"]),
        ("Moscow shot down a plane.", "shot down", "ASSAULT", []),
        ("Moscow shot down the idea.", "shot down", "REJECT", ["refused"]),
    ],
)
def test_what_its_own_word_tells_decides(read_doc: ReadDoc, text: str, trigger: str, type_name: str, kinds: list[str]) -> None:
    assert [proposal.kind.value for proposal in read(read_doc, text, events=(event(text, trigger, type_name, None),))] == kinds


def test_joined_actions_and_addressees_are_proposals_apart(read_doc: ReadDoc) -> None:
    proposals = read(read_doc, "The UN called on Armenia and Azerbaijan to halt the fighting and open the road.")
    assert [(p.of.actor if p.of else None, p.action.quote) for p in proposals] == [
        ("ARM", "halt the fighting"), ("AZE", "halt the fighting"), ("ARM", "open the road"), ("AZE", "open the road"),
    ]  # fmt: skip


def test_the_type_comes_from_an_event_within_the_action(read_doc: ReadDoc) -> None:
    text = "Moscow urged Kyiv to withdraw its troops."
    (proposal,) = read(read_doc, text, events=(event(text, "withdraw", "RETREAT", "withdraw"), event(text, "urged", "REQUEST", None)))
    assert (proposal.type, proposal.mode) == ("RETREAT", "withdraw")


def test_an_offer_of_a_hostile_deed_is_a_threat(read_doc: ReadDoc) -> None:
    text = "Kyiv vowed to bomb the bridge."
    assert read(read_doc, text)[0].kind is ProposalKind.OFFERED
    (proposal,) = read(read_doc, text, events=(event(text, "bomb", "ASSAULT", None),))
    assert (proposal.kind, proposal.wanted) == (ProposalKind.THREATENED, None)


def test_what_a_source_says_another_must_do_it_asks_for(read_doc: ReadDoc) -> None:
    text = "Greece must end its provocations, Turkey said."
    assert read(read_doc, text) == ()
    (proposal,) = read(read_doc, text, (statement(text, "Turkey", "Greece must end its provocations"),))
    assert told(proposal) == ("asked", "TUR", "GRC", True, "end its provocations", None)
    assert proposal.voice.statements == ("st-1",)


def test_what_a_source_says_it_would_do_is_offered_by_the_type(read_doc: ReadDoc) -> None:
    text = "Turkey said it would reopen the border."
    told_by_turkey = (statement(text, "Turkey", "it would reopen the border"),)
    assert read(read_doc, text, told_by_turkey) == ()
    (proposal,) = read(read_doc, text, told_by_turkey, (event(text, "reopen", "CONCEDE", None),))
    assert told(proposal) == ("offered", "TUR", "TUR", True, "reopen the border", None)


def test_what_others_say_of_an_actor_is_no_refusal(read_doc: ReadDoc) -> None:
    text = "Israel said Iran will never get a bomb."
    assert read(read_doc, text, (statement(text, "Israel", "Iran will never get a bomb"),)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Moscow did not demand an apology.",
        "If Iran refuses to sign, Israel may attack.",
        "India wants to grow faster.",
        "Will Pyongyang offer talks?",
        "Greece and Turkey agreed on Tuesday.",
        "",
    ],
)
def test_nothing_is_put_forward(read_doc: ReadDoc, text: str) -> None:
    assert read(read_doc, text) == ()


def test_every_span_quotes_the_text(read_doc: ReadDoc) -> None:
    text = 'China "urged" the US, again, to stop its sales; it also offered talks (in Beijing) if the US, which refused, agreed.'
    proposals = read(read_doc, text)
    assert proposals
    for proposal in proposals:
        for quoted in (proposal.action, *proposal.evidence, *([proposal.condition] if proposal.condition else [])):
            quoted.check(text)
    assert len({proposal.id for proposal in proposals}) == len(proposals)


def test_an_offer_that_another_rejects_was_made(read_doc: ReadDoc) -> None:
    found = [told(each)[:4] for each in read(read_doc, "Cairo rejected Moscow's proposal for talks on Monday.")]
    assert ("offered", "RUS-GOV", "RUS-GOV", True) in found
    assert ("refused", "EGY-GOV", "EGY-GOV", False) in found
    assert not [each for each in found if each[:2] == ("refused", "RUS-GOV")]
