"""The promise of the status: what stands under a negation, a modal or a condition is never told as a fact, whatever tells the event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from detente.reading.events.lexicon import Sense, load_lexicon
from detente.reading.events.triggers import parts
from detente.reading.status import status_of
from detente.records import Status

VERB_FRAMES = (
    "The soldiers did not {} yesterday.",
    "The soldiers never {}.",
    "Nobody will {}.",
    "The soldiers may {}.",
    "The soldiers might {}.",
    "The soldiers can {}.",
    "The soldiers could {}.",
    "The soldiers would {}.",
    "The soldiers should {}.",
    "The soldiers must {}.",
    "The soldiers cannot {}.",
    "Perhaps the soldiers {}.",
    "The ministry said the soldiers would not {}.",
    "It is not true that the soldiers {}.",
    "The soldiers failed to {}.",
    "If the soldiers {}, the talks will end.",
    "The talks will end if the soldiers {}.",
    "The talks will end unless the soldiers {}.",
    "Should the soldiers {}, the talks would end.",
)
NOUN_FRAMES = (
    "There was no {} yesterday.",
    "No {} took place.",
    "The {} did not take place.",
    "There will be no {}.",
    "The town was quiet without any {}.",
    "There may be a {}.",
    "A {} might follow.",
    "A possible {} worries the town.",
    "The alleged {} was in the news.",
    "If there is a {}, the summit will be called off.",
    "The summit will be called off unless there is a {}.",
    "In the event of a {}, the summit will be called off.",
)
ADJECTIVE_FRAMES = (
    "Paris was not {}.",
    "Paris was never {}.",
    "Nobody was {}.",
    "Paris may be {}.",
    "Paris could be {}.",
    "Paris would be {}.",
    "Perhaps Paris is {}.",
    "If Paris is {}, the talks will end.",
    "The talks will end unless Paris is {}.",
)
FRAMES = {"v": VERB_FRAMES, "n": NOUN_FRAMES, "a": ADJECTIVE_FRAMES}
PREPOSITIONS = frozenset(
    {
        "on", "upon", "at", "to", "with", "of", "over", "about", "against", "from", "into", "for", "by", "in", "behind", "around",
        "between", "before", "outside", "regarding", "toward",
    }
)  # fmt: skip
SHARE = 24  # one template sentence in so many is read by the normal suite


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with one trigger in it: where its words stand, and the part of speech it has in the lexicon."""

    text: str
    start: int
    end: int
    pos: str


def triggers() -> list[Sense]:
    """Every form of the six tables of triggers once; what operators make of an event is a matter of their own."""
    forms: dict[tuple[str, tuple[str, ...]], Sense] = {}
    for senses in load_lexicon().senses.values():
        for sense in senses:
            if not sense.operator:
                forms.setdefault((sense.pos, sense.words), sense)
    return [forms[key] for key in sorted(forms)]


def predicate(sense: Sense) -> str:
    """Give a verb with what its frame asks for: "lodge protest with the rebels"."""
    words = written(sense)
    slots = ("with",) if sense.frame.mutual else sense.frame.recipient
    if sense.words[-1] in PREPOSITIONS:
        return f"{words} the rebels"
    takes_object = len(sense.words) == 1 and slots[:1] in (("obj",), ("dat",))
    preposition = next((slot for slot in slots if slot in PREPOSITIONS), None)
    if takes_object or preposition is None:
        return f"{words} the rebels" if takes_object else words
    return f"{words} {preposition} the rebels"


def written(sense: Sense) -> str:
    return " ".join(sense.words).replace(" - ", "-")


def templates() -> Iterator[Template]:
    for sense in triggers():
        words = written(sense)
        for frame in FRAMES[sense.pos]:
            gap = frame.index("{}")
            text = frame.format(predicate(sense) if sense.pos == "v" else words)
            start, end = gap, gap + (len(words) if sense.is_compound else len(sense.words[0]))
            if sense.pos == "n" and words[0] in "aeiou" and frame[:gap].lower().endswith("a "):
                text, start, end = text[: gap - 1] + "n" + text[gap - 1 :], start + 1, end + 1
            if sense.is_compound:
                start = end - len(sense.words[-1])  # the reader takes the last word of a compound, else the first
            yield Template(text, start, end, sense.pos)


def is_read(doc: Doc, template: Template) -> bool:
    """Whether the parser leaves the trigger a part of speech under which the reader looks it up."""
    token = next(token for token in doc if token.idx + len(token) > template.start)
    return template.pos in parts(token)


def facts(language: Language, several: list[Template]) -> list[str]:
    """Give the template sentences whose trigger is taken for a fact."""
    docs = language.pipe([template.text for template in several], batch_size=256, disable=["ner"])
    return [
        template.text
        for template, doc in zip(several, docs, strict=True)
        if is_read(doc, template) and status_of(doc, template.start, template.end).status is Status.ASSERTED
    ]


def test_every_trigger_has_its_templates() -> None:
    assert len(triggers()) > 3500
    for template in templates():
        assert template.text[template.start : template.end].strip()
        assert "{" not in template.text


def test_a_share_of_the_templates_never_tells_a_fact(language: Language) -> None:
    assert facts(language, list(templates())[::SHARE]) == []


@pytest.mark.slow
def test_no_template_tells_a_fact(language: Language) -> None:
    assert facts(language, list(templates())) == []
