"""Proposals on the project's own labelled sentences: the part never tuned on must not fall below its floor."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from spacy.language import Language

from detente.reading.proposals import find_proposals
from detente.reading.proposals.modals import party_of
from detente.records import Genre, Mention, Proposal
from tests.reading.fake_actors import FakeActors, document_of

LABELLED = Path(__file__).parents[3] / "benchmarks" / "data" / "proposals.tsv"
FLOOR = 0.8
WANTED = {True: "yes", False: "no", None: "-"}


def party(mention: Mention | None) -> str:
    return party_of(mention) if mention is not None else "-"


def agrees(gold: str, proposal: Proposal) -> bool:
    kind, by, of, wanted, word = gold.split()
    told = (proposal.kind.value, party(proposal.by), party(proposal.of), WANTED[proposal.wanted])
    return told == (kind, by, of, wanted) and word in proposal.action.quote.split()


def score(language: Language) -> dict[bool, tuple[float, list[str]]]:
    """Give F1 and the sentences that are wrong, for the half tuned on (True) and the other."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    wrong: dict[bool, list[str]] = {True: [], False: []}
    lines = [line for line in LABELLED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    rows = [line.split("\t") for line in lines]
    for (sentence, labels), doc in zip(rows, language.pipe([row[0] for row in rows]), strict=True):
        document = document_of(sentence)
        found = list(find_proposals(doc, document, FakeActors(doc, document), (), Genre.NEWS, ()))
        gold = [] if labels == "none" else labels.split("|")
        hits = sum(any(agrees(label, proposal) for proposal in found) for label in gold)
        tuned = int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % 2 == 0
        counts[tuned].update(hits=hits, gold=len(gold), found=len(found))
        if hits < len(gold) or len(found) > len(gold):
            wrong[tuned].append(sentence)
    return {tuned: (2 * c["hits"] / (c["gold"] + c["found"]), wrong[tuned]) for tuned, c in counts.items()}


def test_both_halves_keep_their_floor(language: Language) -> None:
    for tuned, (f1, wrong) in score(language).items():
        assert f1 >= FLOOR, (tuned, f1, len(wrong))
