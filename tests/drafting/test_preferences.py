from __future__ import annotations

from dataclasses import replace

from detente.conflict.preferences import Prioritization, Statement
from detente.drafting import Draft, draft_model
from detente.records import Reading
from tests.drafting.builders import Paper, standoff


def statements(drafted: Draft, first_actor: str) -> dict[str, Statement]:
    maker = next(m for m in drafted.model.decision_makers if m.actors[0] == first_actor)
    assert isinstance(maker.preferences, Prioritization)
    return {str(statement): statement for statement in maker.preferences.statements}


def test_demands_and_refusals_come_before_offers_before_deeds() -> None:
    found = list(statements(draft_model(standoff()), "BOR"))
    order = ["not ard-exercises", "not bor-denuclearization", "not bor-weapons-tests if not ard-exercises", "bor-weapons-tests"]
    assert [text for text in found if text in order] == order


def test_evidence_strength_and_account_are_told() -> None:
    wish = statements(draft_model(standoff()), "BOR")["not ard-exercises"]
    assert wish.provenance.note == ("asked for once, told 2023-02-10; condemned once, told 2023-02-10; as told by itself (2)")
    assert any("demanded that Ardenia halt the exercises" in quote for quote in wish.provenance.evidence)
    assert not wish.provenance.assumed


def test_what_is_only_assumed_says_so_and_becomes_a_question() -> None:
    drafted = draft_model(standoff())
    wish = statements(drafted, "BOR")["not ard-sanctions"]
    assert wish.provenance.assumed
    assert wish.provenance.note.startswith("assumed: ")
    assert not wish.provenance.evidence
    assert any(question.about == "Boria: not ard-sanctions" for question in drafted.questions)


def test_assumed_statements_come_last() -> None:
    for maker in draft_model(standoff()).model.decision_makers:
        assert isinstance(maker.preferences, Prioritization)
        assumed = [statement.provenance.assumed for statement in maker.preferences.statements]
        assert assumed == sorted(assumed)


def test_the_latest_word_on_ones_own_course_decides_and_the_other_is_asked_about() -> None:
    paper = (
        Paper("doc-6", "2023-04-12")
        .propose("Boria refused to hold talks.", "hold talks", "refused", "BOR", "BOR", wanted=False)
        .tell("Boria and Ardenia met last year.", "met", "CONSULT", "BOR ARD", on="2022-06-01")
    )
    drafted = draft_model([*standoff(), paper.reading()])
    wish = statements(drafted, "BOR")["not bor-talks"]
    assert "against it: done once, last 2022-06-01" in wish.provenance.note
    assert any(question.about == "bor-talks" for question in drafted.questions)


def conditional(sentence: str, action: str, kind: str, condition: str) -> list[Reading]:
    paper = Paper("doc-6", "2023-04-12").propose(sentence, action, kind, "BOR", "BOR", condition=condition, wanted=None)
    return [*standoff(), paper.reading()]


def test_a_threat_unless_is_a_deed_if_not() -> None:
    told = conditional("Boria will test a missile unless the drills stop.", "test a missile", "threatened", "unless the drills stop")
    assert "bor-weapons-tests if ard-exercises" in statements(draft_model(told), "BOR")


def test_a_threat_if_is_a_deed_if() -> None:
    told = conditional("Boria will test a missile if the drills go on.", "test a missile", "threatened", "if the drills go on")
    assert "bor-weapons-tests if ard-exercises" in statements(draft_model(told), "BOR")


def test_a_refusal_until_is_consent_if() -> None:
    told = conditional("Boria refuses talks until sanctions are lifted.", "talks", "refused", "until sanctions are lifted")
    assert "bor-talks if not ard-sanctions" in statements(draft_model(told), "BOR")


def test_a_condition_told_as_a_record_of_its_own_is_joined() -> None:
    sentence = "Boria would join talks if Ardenia lifted sanctions."
    paper = Paper("doc-6", "2023-04-12").propose(sentence, "join talks", "offered", "BOR", "BOR")
    paper.propose(sentence, "lifted sanctions", "condition", "BOR", "ARD")
    found = statements(draft_model([*standoff(), paper.reading()]), "BOR")
    assert "bor-talks if not ard-sanctions" in found
    assert "not ard-sanctions" in found
    assert not found["not ard-sanctions"].provenance.assumed


def test_a_conflict_course_followed_once_and_no_longer_is_not_preferred_and_asked_about() -> None:
    paper = Paper("doc-6", "2023-04-12").tell("Boria shelled Ardenia.", "shelled", "ASSAULT", "BOR", "ARD", on="2021-04-12")
    paper.tell("Boria shelled Ardenia again.", "shelled", "ASSAULT", "BOR", "ARD", on="2021-06-12")
    drafted = draft_model([*standoff(), paper.reading()])
    wish = statements(drafted, "BOR")["not bor-attack"]
    assert wish.provenance.note.startswith("done twice, last 2021-06-12, but not now")
    assert wish.provenance.evidence
    assert any(question.about == "bor-attack" for question in drafted.questions)


def refusing(refusal: str) -> list[Reading]:
    """Boria refuses talks, and later would hold them if the exercises, which go on, ended."""
    paper = (
        Paper("doc-6", "2023-04-12")
        .propose(refusal, "hold talks", "refused", "BOR", "BOR", wanted=False)
        .propose("Boria would return to talks if the exercises ended.", "return to talks", "offered", "BOR", "BOR",
                 condition="if the exercises ended")
    )  # fmt: skip
    return [*standoff(), paper.reading()]


def test_an_exception_comes_before_its_rule() -> None:
    found = list(statements(draft_model(refusing("Boria refused to hold talks.")), "BOR"))
    assert found.index("bor-talks if not ard-exercises") + 1 == found.index("not bor-talks")


def test_what_is_said_not_to_be_bargained_about_has_no_exception() -> None:
    found = statements(draft_model(refusing("Boria said that it would never hold talks.")), "BOR")
    order = list(found)
    assert order.index("not bor-talks") < order.index("bor-talks if not ard-exercises")
    assert "against it: refused" in found["bor-talks if not ard-exercises"].provenance.note


def test_terms_that_the_encoder_reads_are_wanted_on_their_condition() -> None:
    text = "Boria's minister said that its prisoners would be freed once Ardenia's army had left the Lower Valley."
    paper = Paper("doc-6", "2023-04-12").tell(text, "said", "ACCUSE", "BOR", "ARD", told_by="BOR-GOV")
    more = (
        Paper("doc-7", "2023-04-13")
        .propose("Ardenia demanded that Boria release the prisoners.", "release the prisoners", "asked", "ARD", "BOR")
        .propose("Boria demanded that Ardenia withdraw its army.", "withdraw its army", "asked", "BOR", "ARD")
    )
    read = replace(paper.reading(), sentences=((0, len(text)),))
    found = statements(draft_model([*standoff(), read, more.reading()]), "BOR")
    assert "bor-release if ard-withdrawal" in found
