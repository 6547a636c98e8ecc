"""Sentences read by all stages together: what readers of briefs found misread, in sentences of the project's own."""

from __future__ import annotations

import pytest

from detente.documents import read_text
from detente.reading.reader import Reader
from detente.records import Reading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(read_text(text, published="2023-04-16"))


def events(reading: Reading) -> list[str]:
    """Put each event into one line: type, mode, actors, recipients, status."""
    lines = []
    for e in reading.events:
        who, whom = (" ".join(m.actor for m in some) or "-" for some in (e.actors, e.recipients))
        lines.append(f"{e.type}/{e.mode or '-'} {who} > {whom} {e.status}")
    return lines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # whose a thing is, and who is nobody
        ("Three Malian soldiers were killed when artillery shells struck their barracks in Gao.",
         "ASSAULT/heavy-weapons - > MLI-MIL ~their barracks asserted"),
        ("A mine near Mosul killed two Iraqi soldiers.", "ASSAULT/explosives - > IRQ-MIL asserted"),
        ("Russia began a military exercise with 12,000 soldiers on Monday.", "MOBILIZE/troops RUS > - asserted"),
        ("A court in Ankara jailed nine people. Greece condemned Turkey. Two others were acquitted.",
         "RETREAT/release - > ~two others asserted"),
        ("Gunmen raided a post. The PKK had replied to the shelling of a village by the army of Turkey.",
         "ASSAULT/heavy-weapons TUR-MIL > ~village asserted"),
        ("Azerbaijani troops came. Armenian police at the posts were disarmed.", "RETREAT/disarm - > ARM-COP asserted"),
        ("Israel had campaigned to have Hezbollah outlawed.", "COERCE/restrict - > HEZBOLLAH future"),
        ("Gabon said that it was Chad, and not Gabon, which had broken the truce.", "ASSAULT/- TCD > - asserted"),
        ("The Kremlin said it was ready. In Kyiv, a defence ministry spokesman condemned Moscow.",
         "ACCUSE/disapprove UKR-GOV > RUS-GOV asserted"),
        ("Sergei Orlov, who leads the Russian delegation, condemned Kyiv.", "ACCUSE/disapprove RUS-GOV:Sergei Orlov > UKR-GOV asserted"),
        ("Jan Havel, who was elected president of Slovakia in May, condemned Hungary.",
         "ACCUSE/disapprove SVK-GOV:Jan Havel > HUN asserted"),
        ("The Tamil Tigers met Norway. The Tigers condemned Colombo.", "ACCUSE/disapprove LTTE > LKA-GOV asserted"),
        ("Italy and Spain held Libya responsible for the attack on Maltese ships.", "ACCUSE/allege ITA ESP > LBY asserted"),
        # how a verb is meant
        ("Turkey has seized a Greek survey aircraft at Ankara airport.", "COERCE/seize TUR > GRC asserted"),
        ("Russian forces attacked a Ukrainian tank.", "ASSAULT/- RUS-MIL > UKR-MIL asserted"),
        ("The American navy fired warning shots at Cuban boats.", "THREATEN/violence USA-MIL > CUB asserted"),
        ("The Greek frigate pointed its guns at Turkish boats.", "THREATEN/violence GRC-MIL > TUR asserted"),
        ("Russia withdrew an offer of helicopters to Mali.", "REJECT/change RUS > MLI asserted"),
        ("Turkey lifted its ban on the PKK.", "RETREAT/- TUR > PKK asserted"),
        # what is a fact
        ("Chad said that any state from whose territory Chad was bombed would be treated as an enemy.",
         "ASSAULT/aerial - > TCD hypothetical"),
        ("The general told his troops to destroy any Turkish vehicles that attack Greek patrols.", "ASSAULT/- TUR > GRC-MIL hypothetical"),
        ("Colombia has rejected the Venezuelan claim that it bombed two villages.", "ASSAULT/aerial COL > VEN negated"),
        ("Japan blamed China for the deaths of three sailors.", "ASSAULT/targeted CHN > ~three sailors possible"),
        ("A Polish ship in Danzig is damaged, nobody has seen who did it.", "ASSAULT/destroy - > POL asserted"),
        ("Kenya says that it will keep stopping trucks from Somalia.", "COERCE/restrict KEN > SOM future"),
    ],
)  # fmt: skip
def test_events(reader: Reader, text: str, told: str) -> None:
    assert told in events(read(reader, text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Egypt on Monday doubled the fee it charges for ships that pass through its canal.", "A"),
        ("Prime Minister Modi called the strike a triumph.", "PROTEST"),
        ("The government of Israel calls the strikes limited.", "PROTEST"),
        ("Turkish lifeboats picked up the survivors.", "COERCE"),
        ("Missiles hit two Iraqi airfields housing American troops.", "AID"),
        ("Malian officials expressed hope that the crew would be freed.", "SUPPORT"),
        ("Officials in Geneva conceded that no donor had yet agreed to pay.", "CONCEDE"),
        ("A Houthi squad left the runway strewn with burnt-out aircraft.", "RETREAT"),
        ("General Fonseka of Sri Lanka had left his office for lunch.", "RETREAT"),
        ("It marks a retreat from the rebels' demand for a separate state in Mali.", "RETREAT"),
        ("A Greek official said closing the border would be unlawful and dangerous.", "COERCE"),
        ("In Tbilisi, the president met ministers. State television showed artillery drills.", "MOBILIZE/troops GEO-JRN"),
        ("Sergei Orlov, who leads the Russian delegation, condemned Kyiv.", "CONSULT"),
        ("The new premier of Peru came up with a political offer to Chile.", "CONSULT"),
        ("Turkey lifted its ban on the PKK.", "COERCE"),
        ("The American navy was told to shoot down any Iranian gunboats.", "REJECT"),
        ("Iranian officials did not seek escalation with America.", "REQUEST"),
    ],
)
def test_no_such_event(reader: Reader, text: str, kind: str) -> None:
    assert not [line for line in events(read(reader, text)) if line.startswith(kind)]


@pytest.mark.parametrize(
    "text",
    [
        "President Erdogan was asked today whether he would accept the Russian price.",
        "Zarif of Iran suggests the true purpose is to wreck the talks.",
        "Officials of Mali conceded that no donor had yet agreed to pay.",
        "The Iraqi prime minister says he cannot guarantee a truce.",
        "Ghana has rejected the Togolese charge that it burned three villages.",
        "Morocco blocked the path of a Spanish ferry.",
        "Foreign reporters ask me why Israel does not bring its soldiers home, Yair Lapid said.",
    ],
)
def test_what_is_asked_told_or_denied_puts_no_course_forward(reader: Reader, text: str) -> None:
    assert read(reader, text).proposals == ()


def test_what_is_not_to_happen_is_no_threat_and_a_remark_is_no_part_of_a_course(reader: Reader) -> None:
    [pledge] = read(reader, "Hamas promised to see that no rockets are fired at Israel.").proposals
    assert pledge.kind == "offered"
    [refusal] = read(reader, "Kenya said it would not open the road, accusing the rebels of taxing every lorry.").proposals
    assert (refusal.kind, refusal.action.quote) == ("refused", "open the road")


def test_who_speaks_together_refuses_together(reader: Reader) -> None:
    found = read(reader, "Iran and Iraq said they would not recognise the result.").proposals
    assert [(p.kind, p.by and p.by.actor) for p in found] == [("refused", "IRN"), ("refused", "IRQ")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Iran and Iraq said they would not recognise the result.", "IRN IRQ says they would not recognise the result"),
        ("Israel accused Syria of threatening aviation.", "SYR threatens aviation"),
        ("Premier Modi said Pakistan seemed to be losing and announced new tariffs.", "IND-GOV:Narendra Modi says new tariffs"),
        ("The Georgian army said that the Russian reply had destroyed a farm and killed a shepherd.",
         "GEO-MIL says that the Russian reply had destroyed a farm and killed a shepherd"),
    ],
)  # fmt: skip
def test_statements(reader: Reader, text: str, said: str) -> None:
    found = read(reader, text).statements
    assert said in {f"{' '.join(m.actor for m in s.sources)} {s.stance} {s.content[0].quote}" for s in found}


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan should open the road and demand its prisoners.",
        "The minister did not say who might be responsible.",
        "No donor agreed to pay.",
        "Sudan reversed plans to withdraw its troops from Chad.",
    ],
)
def test_what_nobody_says_is_no_statement(reader: Reader, text: str) -> None:
    assert read(reader, text).statements == ()


def test_a_charge_that_is_answered_is_not_of_who_answers_it(reader: Reader) -> None:
    [charge] = read(reader, "Russia answered the accusation that its army shelled a hospital in Ukraine.").statements
    assert charge.source is None
    said = read(reader, "Tehran rejected Washington's claim that it attacked two tankers.").statements
    assert {source.actor for statement in said for source in statement.sources} == {"IRN-GOV", "USA-GOV"}


def test_what_it_cannot_promise_is_no_promise(reader: Reader) -> None:
    said = read(reader, "The Iraqi prime minister says he cannot guarantee a truce.").statements
    assert {statement.stance for statement in said} == {"says"}


def test_they_are_others_than_it(reader: Reader) -> None:
    text = "The Hungarian foreign ministry demanded that the 11 be released. It said they were being persecuted by Ukraine."
    assert "COERCE/restrict UKR > - asserted" in events(read(reader, text))
