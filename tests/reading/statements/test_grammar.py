"""What each kind of frame attributes, on sentences of our own: the item list of what statements must hold."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from detente.reading.language import parse
from detente.records import Quotation, Stance, Statement
from tests.reading.statements.test_find import find, outer, said

ReadDoc = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        # naming: what somebody calls something, active, passive, and where the something stands elsewhere
        ("Tokyo called the launch a provocation.", "Tokyo", "called", ["the launch a provocation"]),
        ("Asmara called the measures unlawful and unjust.", "Asmara", "called", ["the measures unlawful and unjust"]),
        ("The king has portrayed himself as a friend of the poor.", "The king", "has portrayed", ["himself as a friend of the poor"]),
        ("The vote was dubbed the fairest in a decade.", None, "was dubbed", ["The vote", "the fairest"]),
        ("It is considered a threat to shipping.", None, "is considered", ["It", "a threat to shipping"]),
        ("Mali's prime minister, Choguel Maiga, called it a failure.", "Mali's prime minister", "called", ["it a failure"]),
        # passives
        ("The minister is said to have fled.", None, "is said", ["The minister", "to have fled"]),
        ("Residents were told to leave their homes by noon.", None, "were told", ["Residents", "to leave their homes by noon"]),
        ("The law has been criticised for its loopholes.", None, "has been criticised", ["The law", "for its loopholes"]),
        # views: held by nobody named, behind a copula, told by an adjective without one
        ("Traders fled amid fears that the truce would collapse.", None, "fears", ["that the truce would collapse"]),
        ("The president's view is that sanctions never work.", "The president's", "view is", ["that sanctions never work"]),
        ("He made it clear that Egypt would not pay.", "He", "made it clear", ["that Egypt would not pay"]),
        ("There is growing concern among diplomats that the truce will fail.", "diplomats", "concern", ["that the truce will fail"]),
        # asides and their sources
        ("To understand the cost, the bishop said, one should visit the camp.", "the bishop", "said",
         ["To understand the cost", "one should visit the camp"]),
        ("Talks could start this week, said Omar Bashir, an adviser who oversees the fund.", "Omar Bashir", "said",
         ["Talks could start this week"]),
        ("But in recent days, aides to the king say, the palace has grown tired of the talks.", "aides to the king", "say",
         ["in recent days", "the palace has grown tired of the talks"]),
        ("The idea, said Ms. Cole, a lawyer, came from her daughter.", "Ms. Cole", "said", ["The idea", "came from her daughter"]),
        ("What we see, said Pierre Dubois, an economist in Lyon, is a retreat.", "Pierre Dubois", "said", ["What we see", "is a retreat"]),
        ("In the opinion of Chidi Nwosu, a jurist, the law is void.", "Chidi Nwosu", "In the opinion of", ["the law is void"]),
        ("According to Ana Ruiz, who teaches law at Seville, the ruling is void.", "Ana Ruiz", "According to", ["the ruling is void"]),
        # who is accused, convinced, told; whom the parser misplaced
        ("A former minister has been accused of taking bribes.", None, "has been accused", ["taking bribes"]),
        ("The family is convinced that he was murdered.", "The family", "is convinced", ["that he was murdered"]),
        ("In Lagos, a coalition of civic groups rejected the results.", "a coalition of civic groups", "rejected", ["the results"]),
        ("He told anyone who would listen that the war was lost.", "He", "told", ["that the war was lost"]),
        ("Law enforcement groups warned the ruling would hamper investigations.", "Law enforcement groups", "warned",
         ["the ruling would hamper investigations"]),
        ("The pardon was condemned by rights groups as an affront to the law.", "rights groups", "was condemned",
         ["The pardon", "as an affront to the law"]),
        ("Some analysts see the resignation as a turning point; others shrug.", "Some analysts", "see",
         ["the resignation as a turning point"]),
        ("\"Let them give us a choice,\" said one, stuffing tomatoes into a bag.", "one", "said", ["\"Let them give us a choice,\""]),
        # objects
        ("They accused the head of the army's northern command of being paid by rebels.", "They", "accused", ["being paid by rebels"]),
        ("The clerics resented being excluded.", "The clerics", "resented", ["being excluded"]),
        ("Lopez condemned the raid on Friday.", "Lopez", "condemned", ["the raid"]),
        ("The leader said in a message that his men would fight on.", "The leader", "said", ["that his men would fight on"]),
    ],
)  # fmt: skip
def test_frames(read_doc: ReadDoc, text: str, source: str | None, cue: str, content: list[str]) -> None:
    assert said(outer(read_doc(text))[0]) == (source, cue, content)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the barracks at night.",
        "The front ruled the country for 27 years.",
        "The navy shot down two drones.",
        "The council called an emergency meeting.",
        "Asked about the raid, the general smiled.",
        "A day after the raid began, the allies have answered in kind.",
        "The courier, quoting unnamed officials, was late.",
    ],
)
def test_acts_are_no_statements(read_doc: ReadDoc, text: str) -> None:
    assert outer(read_doc(text)) == ()


def test_a_participle_behind_a_clause_takes_the_speaker(read_doc: ReadDoc) -> None:
    found = outer(read_doc("Analysts said prices had fallen, citing a rise in exports."))
    assert [said(s) for s in found] == [("Analysts", "said", ["prices had fallen"]), ("Analysts", "citing", ["a rise in exports"])]


def test_whom_somebody_moves_acts(read_doc: ReadDoc) -> None:
    [statement] = outer(read_doc("The crisis prompted NATO to order the deployment of new units."))
    assert said(statement) == ("NATO", "to order", ["the deployment of new units"])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ('Seoul accused the North of "recklessness." President Yoon said Kim\'s mood is "out of control."',
         [['"recklessness."'], ["Kim's mood is \"out of control.\""]]),
        ('The general said he has the one quality needed: "Patience, and a lot of it."',
         [["he has the one quality needed", '"Patience, and a lot of it."']]),
        ('Spokeswoman Mia Oduya said that, "Of course he will answer" what she sees as a smear.',
         [['that, "Of course he will answer" what she sees as a smear']]),
        ("He felt the plan failed because “no one came,” he said. “We were alone.”",
         [["He felt the plan failed because “no one came,”", "“We were alone.”"]]),
    ],
)  # fmt: skip
def test_partial_quotations_stay_with_their_sentence(read_doc: ReadDoc, text: str, pieces: list[list[str]]) -> None:
    assert [[piece.quote for piece in s.content] for s in outer(read_doc(text))][: len(pieces)] == pieces


def test_a_quotation_runs_over_sentences_and_paragraphs(read_doc: ReadDoc) -> None:
    text = "“The bridge is ours,” the general said. “It will stay ours. Nobody comes back.\n\n“And nobody crosses.”"
    [statement] = outer(read_doc(text))
    assert statement.kind is Quotation.DIRECT
    assert [piece.quote for piece in statement.content] == [
        "“The bridge is ours,”", "“It will stay ours. Nobody comes back.", "“And nobody crosses.”",
    ]  # fmt: skip


@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_a_quotation_without_a_clause_goes_on_for_who_spoke_before(read_doc: ReadDoc, joint: str) -> None:
    first, second = outer(read_doc(f"Mayor Ana Ruiz said the plan was bad.{joint}“It will fail within a year.”"))
    assert second.cue is None
    assert [piece.quote for piece in second.content] == ["“It will fail within a year.”"]
    assert second.source is not None
    assert first.source is not None
    assert second.source.span == first.source.span
    assert second.confidence < first.confidence


def test_a_quotation_by_nobody_is_left_alone(read_doc: ReadDoc) -> None:
    assert outer(read_doc("The streets of the capital were empty.\n\n“Peace now.”")) == ()


def test_a_paragraph_behind_a_colon_is_quoted(read_doc: ReadDoc) -> None:
    text = "The minister wrote on Facebook:\n\nWe will never give up the port. It is ours.\n\nThe port was calm on Sunday."
    [statement] = outer(read_doc(text))
    assert said(statement) == ("The minister", "wrote", ["We will never give up the port. It is ours."])


def test_a_transcript_names_its_speakers(read_doc: ReadDoc) -> None:
    found = outer(read_doc("NOVAK: We will not go there.\n\nRUIZ: Then stay at home with the rest."))
    assert [said(s)[0] for s in found] == ["NOVAK", "RUIZ"]
    assert outer(read_doc("SEOUL: The streets were empty.")) == ()  # a place, as far as anybody can tell


def test_a_headlines_surname_is_known_from_the_text(read_doc: ReadDoc) -> None:
    first = outer(read_doc("Schröder: Rivals need to back off\n\nGerhard Schröder spoke in Berlin on Friday."))[0]
    assert said(first) == ("Schröder", ":", ["Rivals need to back off"])


def test_an_aside_in_a_relative_clause_tells_only_that(read_doc: ReadDoc) -> None:
    found = find(read_doc("He took aim at rebels who, he said, had spent eight years blocking the road."))
    assert said(found[-1])[2][-1] == "had spent eight years blocking the road"


def test_what_a_speaker_goes_on_to_say_is_not_the_clauses(read_doc: ReadDoc) -> None:
    found = outer(read_doc("The minister said the raid was cruel and warned of revenge."))
    assert [said(s) for s in found] == [("The minister", "said", ["the raid was cruel"]), ("The minister", "warned of", ["revenge"])]


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman said the ministry had agreed to talks and noted that no date had been set.",
        "The lawsuit alleges that the school misled students and seeks class-action status.",
        "He tweeted that the judge was \"a disgrace\" and suggested, not for the first time, that the court be closed.",
    ],
)
def test_a_verb_of_another_form_than_the_clause_is_the_speakers(read_doc: ReadDoc, text: str) -> None:
    first, second = outer(read_doc(text))
    assert said(first)[0] == said(second)[0]


def test_what_somebody_rejects_is_not_his_own_claim(read_doc: ReadDoc) -> None:
    statements = find(read_doc("Ms. Dahl rejected suggestions that the firm had overpaid."))
    assert [s.source.span.quote if s.source else None for s in statements] == ["Ms. Dahl", None]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Sanders said he would support the bill, but stopped short of a promise.", "he would support the bill"),
        ("Farmers say they have lost everything, and that no one has come to help.",
         "they have lost everything, and that no one has come to help"),
        ("She has argued for years that the code favors the rich.", "that the code favors the rich"),
        ("From Tehran's point of view, the sanctions amount to war.", "the sanctions amount to war"),
        ("“He is a fraud” and “a con man,” Rubio said.", "“He is a fraud” and “a con man,”"),
        ("Neighbours described him as quiet and polite.", "him as quiet and polite"),
        # ended before what the reporter adds
        ("Moscow said it shot down a drone, a claim Kyiv denied.", "it shot down a drone"),
        ("The bank said it would end sales goals, a response to the scandal over its accounts.", "it would end sales goals"),
        ("Pfizer warned that sales would fall by half, and its stock dropped 6 percent.", "that sales would fall by half"),
        ("About half said they were undecided, while a third favored leaving the treaty.", "they were undecided"),
        # taken on to where it ends
        ("A newspaper called it \"the costliest shrug in the history of the state\".",
         "it \"the costliest shrug in the history of the state\""),
        ("She pledged that they would meet the target \"come what may\" and left.",
         "that they would meet the target \"come what may\""),
        ("Lawyers say a settlement is possible, provided that the insurers join.",
         "a settlement is possible, provided that the insurers join"),
        ("The union threatened to strike unless the firm restored the pensions.", "to strike unless the firm restored the pensions"),
        ("The company plans to sell the mill, because the river has dried up.", "to sell the mill"),
        ("The report, obtained by reporters, warned that the dam could burst.", "that the dam could burst"),
    ],
)  # fmt: skip
def test_how_far_a_content_reaches(read_doc: ReadDoc, text: str, content: str) -> None:
    assert said(outer(read_doc(text))[0])[2] == [content]


def test_who_is_expected_to_do_what(read_doc: ReadDoc) -> None:
    [inflation] = outer(read_doc("The central bank expects inflation to fall."))
    [journey] = outer(read_doc("The king expects to travel soon."))
    assert (inflation.stance, journey.stance) == (Stance.BELIEVES, Stance.INTENDS)


def test_a_run_on_source_means_the_speaker_before(read_doc: ReadDoc) -> None:
    first, second = outer(read_doc("Eva Novak said the talks had failed. She added that nobody was surprised."))
    assert first.source is not None
    assert second.source is not None
    assert second.source.actor == first.source.actor == "AUT-GOV:Eva Novak"
    assert second.source.span.quote == "She"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The law forbids it. It says a strike may follow.", "~law"),
        ("A letter that spoke of peace arrived.", "~letter"),
        ("No one was hurt, and it has promised an inquiry.", "~it"),
        ("The rebels fled. They denied that they had lost.", "~rebels"),
    ],
)
def test_pronouns_take_what_they_mean_or_stay(read_doc: ReadDoc, text: str, actor: str) -> None:
    assert next(s for s in outer(read_doc(text))).source.actor == actor  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Officials said the port was closed.", "Officials"),
        ("Some of its allies want the talks to go on.", "Some of its allies"),
        ("The report found that both armies had used gas.", "The report"),
        ("State media reported that the test had failed.", "State media"),
        ("A statement by the ministry said the raid killed nine.", "A statement by the ministry"),
        ("In an interview with the BBC, Haftar said his troops would hold.", "Haftar"),
        ("Two officials familiar with the matter said the deal was close.", "Two officials familiar with the matter"),
    ],
)
def test_sources_unnamed_plural_documents_and_media(read_doc: ReadDoc, text: str, source: str) -> None:
    statement = outer(read_doc(text))[0]
    assert statement.source is not None
    assert statement.source.span.quote == source


def test_nested_statements_keep_their_order(read_doc: ReadDoc) -> None:
    text = "Kyiv said the envoy believed that Minsk had promised to close the border."
    chain = find(read_doc(text))
    assert [s.stance for s in chain] == [Stance.SAYS, Stance.BELIEVES, Stance.PROMISES]
    assert [s.inside for s in chain] == [None, chain[0].id, chain[1].id]


def test_one_endless_sentence_is_read_in_no_time(language: Language) -> None:
    doc = parse("he said " * 1500, language)
    start = time.process_time()  # which a busy machine does not lengthen; without the bound it would be minutes
    found = find(doc)
    assert 0 < len(found) <= 40
    assert time.process_time() - start < 20


WORDS = st.lists(
    st.sampled_from(
        ["Seoul", "the army", "officials", "she", "said", "denied", "that", "fears", "was", "called", "told", "to", "of", "as", "a", "plan",
         ",", ";", ".", "second", "view", "is", ":", "“", "”", '"',
         "according", "claims", "it", "would", "attack", "who", "and", "but", "—", "\n\n"]
    ), max_size=40,
)  # fmt: skip


@settings(max_examples=60)
@given(WORDS)
def test_any_text_gives_exact_spans_in_a_tree(language: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    found = find(parse(text, language))
    by_id = {s.id: s for s in found}
    assert len(by_id) == len(found)
    for statement in found:
        source = statement.source.span if statement.source else None
        for span in (*statement.content, statement.cue, source):
            if span is not None:
                span.check(text)
        assert not any(a.overlaps(b.start, b.end) for a, b in combinations(statement.content, 2))
        assert _depth(statement, by_id) <= len(found)


def _depth(statement: Statement, by_id: dict[str, Statement]) -> int:
    depth = 0
    here: Statement | None = statement
    while here is not None and depth <= len(by_id):
        holder = by_id[here.inside] if here.inside else None
        if holder is not None:
            assert all(any(h.contains(p.start, p.end) for h in holder.content) for p in here.content)
        here, depth = holder, depth + 1
    return depth


def test_an_aim_is_nobodys_order(read_doc: ReadDoc) -> None:
    assert find(read_doc("The minister went to Muscat in order to mend the ties with Doha.")) == ()
