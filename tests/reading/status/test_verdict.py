"""Status verdicts: each kind of embedding, history, reasons, and the promise that an embedded event never becomes a fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from detente.errors import UsageError
from detente.reading.status import Verdict, status_of
from detente.records import Status

ReadDoc = Callable[[str], Doc]


def judge(read_doc: ReadDoc, marked: str, published: str | None = None) -> Verdict:
    """Judge the word between brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    return status_of(read_doc(marked.replace("[", "").replace("]", "")), start, end, published=published)


CASES = {
    Status.ASSERTED: (
        "The army [shelled] the port on Monday.",
        "The rebels managed to [seize] the bridge.",
        "The president regrets that the army [fired] on the crowd.",
        "The government did not regret that the army [fired] on the crowd.",
        "The guards failed to prevent the [attack].",
        "Seoul condemned the [launch].",
        "Seoul did not condemn the [launch].",
        "The fleet began [shelling] the coast.",
        "After the army [shelled] the port, the talks may end.",
        "The ministry said the army [shelled] the port.",
        "Troops not only [entered] the town but burned it.",
        "He did not say why the army [fired].",
        "Rebels carried out an [attack] on the port.",
        "Police set off a controlled [explosion].",
        "The ministry said it had no hostile intent and still [sought] talks.",
        "The army neither shelled the town nor bombed it but [seized] the bridge.",
        "The ministry denies that it is blocking aid and [blames] the rebels.",
        "Dozens were reported [killed] in the blast.",
        "Those who had [looted] houses would be tried.",
        "Beijing pushed back against the [criticism] from Tokyo.",
        "It was the president who [ordered] the strike.",
        "Banks [facing] losses will be helped.",
        "Iran got its money in return for [freeing] the sailors.",
    ),
    Status.NEGATED: (
        "The army did not [shell] the port.",
        "The army never [shelled] the port.",
        "The army no longer [controls] the port.",
        "No [attack] took place.",
        "Neither Seoul nor Tokyo [protested].",
        "Serbia has neither freed the men nor [recognised] Kosovo.",
        "Iran has never attacked Iraq nor [bombed] Kuwait.",
        "Nobody [claimed] the attack.",
        "The army failed to [take] the town.",
        "The minister refused to [resign].",
        "The ministry denied that its planes [bombed] the hospital.",
        "The ministry denied [bombing] the hospital.",
        "The police prevented the crowd from [storming] the embassy.",
        "The troops left without [firing] a shot.",
        "The minister ruled out a [withdrawal].",
        "The lack of [talks] worries diplomats.",
        "The government has no plans to [withdraw].",
        "The army fired no [missiles].",
        "The two sides do not plan to [meet].",
        "The rebels refused to be [disarmed].",
        "The envoy failed to be [heard] by the court.",
        "The army called off the [offensive].",
        "The two sides broke off [talks].",
        "The union gave up [striking].",
        "The government has yet to [respond].",
        "Police tried in vain to [disperse] the crowd.",
        "Efforts to [free] the hostages have failed.",
        "The plot to [kill] the king was foiled.",
        "Instead of [withdrawing], the army dug in.",
        "Rather than [negotiate], the rebels attacked.",
        "Far from [ending] the war, the raid prolonged it.",
        "A [deal] is impossible, the minister said.",
        "There was no aid [cut].",
    ),
    Status.POSSIBLE: (
        "The army may [shell] the port.",
        "The army must have [shelled] the port.",
        "Did the army [fire] on the crowd?",
        "The alleged [attack] drew protests.",
        "A possible [attack] worries the town.",
        "Residents fear an [invasion].",
        "The minister warned of an [attack].",
        "The threat of [war] is growing.",
        "The army is considering [withdrawing].",
        "The North threatened to [shut] the border.",
        "Is the army [shelling] the port?",
        "The vote might not prevent a [war].",
        "Police suspect that rebels [bombed] the station.",
        "The missile is believed to have been [fired] from a submarine.",
        "The general is said to have [fled] the country.",
        "A new [outbreak] is likely, doctors say.",
        "A [deal] remains possible.",
        "Hundreds are feared [drowned].",
        "An alleged ceasefire [violation] is being investigated.",
        "He was arrested on suspicion of [spying].",
    ),
    Status.FUTURE: (
        "Lima is to [reopen] the port on Monday; its ban on copper will be discussed later.",
        "The army will [withdraw] in May.",
        "The ministers signed an agreement on Wednesday to stop drills near the border, [withdraw] some guard posts and end flights.",
        "The two leaders are to [meet] in June.",
        "Talks are set to [begin] on Monday.",
        "The government plans to [deploy] troops.",
        "The planned [withdrawal] drew protests.",
        "The army sent tanks to [crush] the revolt.",
        "The council urged the army to [withdraw].",
        "The ministry said that the army would [withdraw].",
        "Army to [withdraw] from the valley.",
        "The two sides agreed to [resume] the talks.",
        "The summit is set to be [held] in Geneva next month.",
        "It will be the first bridge to be [built] across the strait.",
        "The ministers agreed that a commission be [formed].",
        "Families want the remains to be [returned].",
        "The council put off the [vote] until March.",
        "An [attack] on the capital appears imminent.",
        "[Stop] the bombing, the crowd chanted.",
        "The president [arrives] in Oslo tomorrow.",
        "They want a law [banning] the trade.",
    ),
    Status.HYPOTHETICAL: (
        "Any soldier who had [looted] a house would be tried.",
        "The president offered food in return for [giving] up the weapons.",
        "Washington promised relief in exchange for [closing] the plant.",
        "If the army [shells] the port, the talks will end.",
        "If the army shells the port, the talks will [end].",
        "Unless the army [withdraws], the talks will end.",
        "Should the army [attack], the reserves would be called up.",
        "Had the army [attacked], the town would have fallen.",
        "In the event of an [attack], the reserves will be called up.",
        "The North threatened to test a missile if the drills [continued].",
        "What if the dam [bursts]?",
        "The court will [hear] the appeal provided the fee is paid.",
        "Manila will [withdraw] its protest so long as the ships leave.",
        "Nairobi could [expel] the envoy were he to repeat the remark.",
        "But for the winter, the army would have [reached] the capital.",
        "He would step down in case of a [defeat].",
        "Imagine that the two fleets [clash].",
    ),
}


@pytest.mark.parametrize(("status", "marked"), [(status, marked) for status, rows in CASES.items() for marked in rows])
def test_each_kind_of_embedding(read_doc: ReadDoc, status: Status, marked: str) -> None:
    verdict = judge(read_doc, marked)
    assert verdict.status is status, verdict.reasons
    assert verdict.reasons or status is Status.ASSERTED


PAIRS = (
    "attack:attacked shell:shelled bomb:bombed seize:seized occupy:occupied invade:invaded leave:left "
    "condemn:condemned visit:visited arrest:arrested sanction:sanctioned meet:met blockade:blockaded expel:expelled "
    "threaten:threatened support:supported praise:praised kill:killed free:freed evacuate:evacuated betray:betrayed "
    "defeat:defeated warn:warned kidnap:kidnapped abandon:abandoned reject:rejected accuse:accused help:helped"
)
VERBS = dict(pair.split(":") for pair in PAIRS.split())
WRAPPERS = (
    "The soldiers did not [{base}] the rebels.",
    "The soldiers never [{past}] the rebels.",
    "The soldiers have not [{past}] the rebels.",
    "The soldiers may [{base}] the rebels.",
    "The soldiers might [{base}] the rebels.",
    "The soldiers could [{base}] the rebels.",
    "The soldiers would [{base}] the rebels.",
    "The soldiers must [{base}] the rebels.",
    "The soldiers can [{base}] the rebels.",
    "If the soldiers [{past}] the rebels, the talks will end.",
    "The talks will end if the soldiers [{base}] the rebels.",
    "The talks will end unless the soldiers [{base}] the rebels.",
    "Nobody [{past}] the rebels.",
    "It is not true that the soldiers [{past}] the rebels.",
    "The ministry denied that the soldiers [{past}] the rebels.",
    "Perhaps the soldiers [{past}] the rebels.",
    "The soldiers failed to [{base}] the rebels.",
    "The soldiers were not able to [{base}] the rebels.",
    "The soldiers did not say that they might [{base}] the rebels.",
)


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_wrapping_never_makes_a_fact(language: Language, wrapper: str) -> None:
    marked = [wrapper.format(base=base, past=past) for base, past in VERBS.items()]
    for row, doc in zip(marked, language.pipe([row.replace("[", "").replace("]", "") for row in marked]), strict=True):
        verdict = status_of(doc, row.index("["), row.index("]") - 1)
        assert verdict.status is not Status.ASSERTED, row


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The [meeting] between the former president and Kim raised hopes.", True),
        ("The North [attacked] the South in 1950.", True),
        ("The army [shelled] the port ten years ago.", True),
        ("The city was [bombed] during the Cold War.", True),
        ("The DPRK has long been [facing] threats.", False),
        ("It was the worst [attack] in decades.", False),
        ("The army used to [shell] the port.", True),
        ("The army [shelled] the port on Monday.", False),
        ("The army [shelled] the port two hours ago.", False),
        ("In 1974 the army invaded the island and [occupied] the north.", True),
        ("In 1999 the rebels shelled the port, and on Sunday they [bombed] the bridge.", False),
        ("In March the army burned the mill and [occupied] the valley.", False),
        ("More than forty years have passed since the army [seized] the town.", True),
        ("The base was [closed] in the nineties.", True),
        ("In Soviet times Moscow [deported] the villagers.", True),
        ("In recent days Moscow [deported] the villagers.", False),
        ("The army [seized] the town in the war of 1967.", True),
        ("The treaty was [signed] long ago.", True),
        ("Since 2014 Washington has [supplied] Kyiv with arms.", False),
    ],
)
def test_the_distant_past_is_marked(read_doc: ReadDoc, marked: str, expected: bool) -> None:
    assert judge(read_doc, marked, "2023-04-16").historical is expected


def test_the_year_of_publication_is_not_history(read_doc: ReadDoc) -> None:
    marked = "The army [shelled] the port in 2023."
    assert not judge(read_doc, marked, "2023-04-16").historical
    assert judge(read_doc, marked, "2025-04-16").historical


def test_a_year_to_come_is_the_future(read_doc: ReadDoc) -> None:
    marked = "The [elections] of 2027 worry the party."
    assert judge(read_doc, marked, "2023-04-16").status is Status.FUTURE
    assert judge(read_doc, marked, "2028-04-16").status is Status.ASSERTED


def test_a_span_without_words_is_refused(read_doc: ReadDoc) -> None:
    doc = read_doc("The army left.")
    for start, end in ((3, 3), (5, 400), (-2, 4)):
        with pytest.raises(UsageError, match="no word lies between"):
            status_of(doc, start, end)
