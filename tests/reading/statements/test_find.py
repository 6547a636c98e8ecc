"""Who says what, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Token

from detente.reading.dates import find_times
from detente.reading.language import parse
from detente.reading.statements import find_statements
from detente.reading.statements.cues import load_cues
from detente.records import DateOrigin, Document, Genre, Mention, Quotation, Stance, Statement, TextSpan, When, WhenOrigin

ReadDoc = Callable[[str], Doc]


class Names:
    """An index that knows a few names by their head word."""

    CODES = {"Pyongyang": "PRK", "Seoul": "KOR", "Novak": "AUT-GOV:Eva Novak"}  # noqa: RUF012

    def of_phrase(self, head: Token) -> tuple[Mention, ...]:
        code = self.CODES.get(head.text)
        return () if code is None else (Mention(code, TextSpan("doc-1", head.idx, head.idx + len(head), head.text)),)


def document_of(text: str) -> Document:
    return Document("doc-1", text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "a.txt", "0")


def find(doc: Doc) -> tuple[Statement, ...]:
    return find_statements(doc, document_of(doc.text), Names(), When.unknown())


def outer(doc: Doc) -> tuple[Statement, ...]:
    return tuple(s for s in find(doc) if s.inside is None)


def said(statement: Statement) -> tuple[str | None, str | None, list[str]]:
    source = statement.source.span.quote if statement.source else None
    return source, statement.cue.quote if statement.cue else None, [piece.quote for piece in statement.content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Seoul said the talks had failed.", "Seoul", "said", ["the talks had failed"]),
        ("The army denied that it had shelled the town.", "The army", "denied", ["that it had shelled the town"]),
        ("The bridge was destroyed overnight, officials said.", "officials", "said", ["The bridge was destroyed overnight"]),
        ("The raid, the ministry said, killed four rebels.", "the ministry", "said", ["The raid", "killed four rebels"]),
        ("As the envoy noted, the truce is fragile.", "the envoy", "noted", ["the truce is fragile"]),
        ("According to the report, both sides broke the truce.", "the report", "According to", ["both sides broke the truce"]),
        ("Both sides broke the truce, according to the report.", "the report", "according to", ["Both sides broke the truce"]),
        ("Pyongyang condemned the joint exercise.", "Pyongyang", "condemned", ["the joint exercise"]),
        ("The general vowed to retake the city.", "The general", "vowed", ["to retake the city"]),
        ("The government plans to close the border.", "The government", "plans", ["to close the border"]),
        ("Seoul accused the North of violating the truce.", "Seoul", "accused", ["violating the truce"]),
        ("Residents fear that the dam may burst.", "Residents", "fear", ["that the dam may burst"]),
        ("Officials are worried that the truce will collapse.", "Officials", "are worried", ["that the truce will collapse"]),
        ("The attack was condemned by the opposition.", "the opposition", "was condemned", ["The attack"]),
        ("The minister called for an immediate ceasefire.", "The minister", "called for", ["an immediate ceasefire"]),
        ("The envoy urged both sides to return to the table.", "The envoy", "urged", ["both sides to return to the table"]),
    ],
)
def test_frames(read_doc: ReadDoc, text: str, source: str, cue: str, content: list[str]) -> None:
    [statement] = outer(read_doc(text))
    assert said(statement) == (source, cue, content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We will not give in,” the leader said.", ["“We will not give in,”"]),
        ('"We will not give in," said the leader.', ['"We will not give in,"']),
        ("''We will not give in,'' the leader said.", ["''We will not give in,''"]),
        ('The leader said: "We will not give in."', ['"We will not give in."']),
        ('The leader added:\n\n"We will not give in. They know it."', ['"We will not give in. They know it."']),
        ('"We will not give in," the leader said. "They know it."', ['"We will not give in,"', '"They know it."']),
        ("“We will not give in.\n\n“They know it,” the leader said.", ["“They know it,”"]),
        ('The leader said: "We will not give in.\n\n"They know it."', ['"We will not give in.', '"They know it."']),
    ],
)
def test_direct_quotations_in_all_marks_and_over_paragraphs(read_doc: ReadDoc, text: str, content: list[str]) -> None:
    [statement] = outer(read_doc(text))
    assert statement.kind is Quotation.DIRECT
    assert statement.source is not None
    assert "leader" in statement.source.span.quote
    assert [piece.quote for piece in statement.content] == content


def test_a_quotation_may_be_signed(read_doc: ReadDoc) -> None:
    [statement] = outer(read_doc("“They left us nothing but ruins.” ― Maria Keller"))
    assert said(statement) == ("Maria Keller", "―", ["“They left us nothing but ruins.”"])


def test_a_headline_names_its_source(read_doc: ReadDoc) -> None:
    statement = outer(read_doc("Angela Merkel: Truce in the east will not hold"))[0]
    assert said(statement) == ("Angela Merkel", ":", ["Truce in the east will not hold"])


def test_a_statement_takes_the_date_told_with_it(read_doc: ReadDoc) -> None:
    text = "The army said on Friday that the truce had collapsed."
    published = When("2023-04-16", "2023-04-16", "day", WhenOrigin.DOCUMENT)
    document = replace(document_of(text), published="2023-04-16")
    doc = read_doc(text)
    times = find_times(text, document.id, document.published, doc)
    [statement] = find_statements(doc, document, Names(), published, times=times)
    assert (statement.when.start, statement.when.origin) == ("2023-04-14", WhenOrigin.EXPRESSION)


def test_partial_quotation_is_mixed(read_doc: ReadDoc) -> None:
    [statement] = outer(read_doc('The president said the pact was now "irreversible".'))
    assert statement.kind is Quotation.MIXED
    assert statement.content[0].quote.endswith('"irreversible"')


def test_interview_frame_with_an_apposition(read_doc: ReadDoc) -> None:
    text = "Just as Eva Novak, Austria's envoy to the region, said in an interview with Reuters on Friday, the siege is a crime."
    [statement] = outer(read_doc(text))
    assert statement.source is not None
    assert statement.source.actor == "AUT-GOV:Eva Novak"
    assert said(statement)[1:] == ("said", ["the siege is a crime"])


def test_a_semicolon_is_no_frame(read_doc: ReadDoc) -> None:
    found = find(read_doc("Kyiv blamed Moscow for the blast; Moscow denied it."))
    denial = next(s for s in found if s.stance is Stance.DENIES and s.cue is not None and s.cue.quote == "denied")
    assert "blast" not in " ".join(piece.quote for piece in denial.content)


def test_a_second_verb_keeps_to_the_subject_it_agrees_with(read_doc: ReadDoc) -> None:
    text = "Some of its partners are concerned that Vienna is losing its way and are having doubts about the pact."
    concern = next(s for s in find(read_doc(text)) if s.cue is not None and "concerned" in s.cue.quote)
    assert [piece.quote for piece in concern.content] == ["that Vienna is losing its way"]


def test_nested_statements_form_a_chain(read_doc: ReadDoc) -> None:
    found = find(read_doc("The paper reported that the minister denied that troops had crossed the border."))
    report, denial = found
    assert report.inside is None
    assert denial.inside == report.id
    assert denial.stance is Stance.DENIES


def test_a_colon_ascribes_in_no_words(read_doc: ReadDoc) -> None:
    [denial] = find(read_doc("Pyongyang denied it."))
    assert denial.cue is not None
    assert denial.ascribed_by == "denied"
    assert [replace(denial, cue=cue).ascribed_by for cue in (TextSpan("doc-1", 9, 10, ":"), None)] == [None, None]


def test_a_name_with_hyphens_is_whole(read_doc: ReadDoc) -> None:
    found = [s.source.span.quote for s in find(read_doc("President Moon Jae-in said he feared a strike.")) if s.source]
    assert found[0] == "President Moon Jae-in"


def test_the_author_is_no_source(read_doc: ReadDoc) -> None:
    assert outer(read_doc("I believe that the siege must end. We know that nobody can win this war.")) == ()


def test_unresolved_sources_keep_their_words(read_doc: ReadDoc) -> None:
    [statement] = outer(read_doc("The villagers said the soldiers had left."))
    assert statement.source is not None
    assert statement.source.actor == "~villagers"


def test_addressee_and_date(read_doc: ReadDoc) -> None:
    doc = read_doc("Pyongyang told Seoul that the hotline was cut.")
    day = When("2020-06-09", "2020-06-09", "day", WhenOrigin.DOCUMENT)
    [statement] = find_statements(doc, document_of(doc.text), Names(), day)
    assert statement.addressee is not None
    assert statement.addressee.actor == "KOR"
    assert statement.when == day


CLAUSES = st.sampled_from(["the truce held", "troops crossed the river", "talks will go on", "“nobody” was to blame"])
FRAMES = st.sampled_from(
    ["Seoul said {}.", "{}, the army said.", "As officials noted, {}.", "“{},” she said. “That is all.”", "He fears that {}.",
     "According to the UN, {}.", "Novak denied that the rebels claimed that {}.", "The minister said:\n\n\"{}.\"", "{}; Seoul denied it.",
     "“{}", "''{},'' said Novak, who \"left\" early."]
)  # fmt: skip


@given(st.lists(st.tuples(FRAMES, CLAUSES), min_size=1, max_size=4), st.sampled_from([" ", "\n\n"]))
def test_spans_are_exact_and_nesting_is_a_tree(language: Language, parts: list[tuple[str, str]], joint: str) -> None:
    text = joint.join(frame.format(clause) for frame, clause in parts)
    doc = parse(text, language)
    found = find(doc)
    by_id = {s.id: s for s in found}
    assert len(by_id) == len(found)
    assert found == find(doc)
    for statement in found:
        spans = [*statement.content, *([statement.cue] if statement.cue else []), *([statement.source.span] if statement.source else [])]
        for span in spans:
            span.check(text)
        assert not any(a.overlaps(b.start, b.end) for a, b in combinations(statement.content, 2))
        if statement.inside is not None:
            holder = by_id[statement.inside]
            assert all(any(h.contains(p.start, p.end) for h in holder.content) for p in statement.content)
        seen: set[str] = set()
        here: Statement | None = statement
        while here is not None:
            assert here.id not in seen
            seen.add(here.id)
            here = by_id[here.inside] if here.inside else None


def test_every_stance_has_cues() -> None:
    cues = load_cues()
    entries = [e for table in (cues.verbs, cues.nouns, cues.adjectives) for found in table.values() for e in found]
    assert {e.stance for e in entries} == set(Stance)
    assert len(entries) > 700
