"""A small stand-in for the actors stage: names from a table, coordinations split, pronouns taken for the last name."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.records import DateOrigin, Document, Genre, Mention, TextSpan

NAMES = {
    "Washington": "USA-GOV", "US": "USA", "U.S.": "USA", "America": "USA", "American": "USA", "Seoul": "KOR-GOV", "ROK": "KOR",
    "Korea": "PRK", "DPRK": "PRK", "North": "PRK", "Pyongyang": "PRK-GOV", "Kim": "PRK-GOV:Kim", "Tokyo": "JPN-GOV", "Japan": "JPN",
    "China": "CHN", "Beijing": "CHN-GOV", "Chinese": "CHN", "Russia": "RUS", "Moscow": "RUS-GOV", "Russian": "RUS", "Iran": "IRN",
    "Tehran": "IRN-GOV", "Israel": "ISR", "Ukraine": "UKR", "Kyiv": "UKR-GOV", "Ankara": "TUR-GOV", "Turkey": "TUR", "Greece": "GRC",
    "Armenia": "ARM", "Azerbaijan": "AZE", "Baku": "AZE-GOV", "Yerevan": "ARM-GOV", "Hamas": "HAMAS", "Hezbollah": "HEZ", "India": "IND",
    "Pakistan": "PAK", "Syria": "SYR", "UN": "UNO", "NATO": "NATO", "rebels": "~rebels", "Ethiopia": "ETH", "TPLF": "TPLF",
    "union": "~union", "army": "~army", "government": "~government", "Sudan": "SDN", "Egypt": "EGY", "Cairo": "EGY-GOV",
}  # fmt: skip
PEOPLE = {"leader", "minister", "president", "officials", "troops", "police", "spokesman", "envoy", "diplomats"}
PRONOUNS = {"it", "its", "he", "his", "they", "their", "them", "she", "her", "both"}


class FakeActors:
    """Actors by a table of single words."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.by_token: dict[int, Mention] = {}
        last: Mention | None = None
        for token in doc:
            mention = self._name(token, document)
            if mention is None and token.lower_ in PRONOUNS and last is not None:
                mention = Mention(last.actor, TextSpan.of(document.id, document.text, token.idx, token.idx + len(token)))
            elif mention is not None and token.dep_ in ("nsubj", "nsubjpass", "poss", "ROOT"):
                last = mention
            if mention is not None:
                self.by_token[token.i] = mention
        self.mentions = tuple(self.by_token.values())

    @staticmethod
    def _name(token: Token, document: Document) -> Mention | None:
        code = NAMES.get(token.text)
        if code is None:
            return None
        return Mention(code, TextSpan.of(document.id, document.text, token.idx, token.idx + len(token)))

    def at(self, token: Token, /) -> Mention | None:
        return self.by_token.get(token.i)

    def of_phrase(self, head: Token, /) -> tuple[Mention, ...]:
        found = [self.by_token[head.i]] if head.i in self.by_token else []
        if not found and head.lower_ in PEOPLE:
            found = [self.by_token[c.i] for c in head.children if c.dep_ in ("compound", "amod", "poss") and c.i in self.by_token]
        for child in head.children:
            if child.dep_ == "conj":
                found.extend(self.of_phrase(child))
        return tuple(found)


def document_of(text: str) -> Document:
    """Make a document of a bare text."""
    return Document("doc-1", text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "test", "0" * 64)
