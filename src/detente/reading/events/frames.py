"""Where the arguments of an event word stand in a dependency tree.

Slots of verbs: ``subj`` (whoever does it, also in passives, relative clauses and under control), ``obj`` (whom it is done to), ``dat``
(an indirect object), ``xcomp`` (the clause it governs), ``inf`` (that clause if it is an infinitive), ``comp`` (its subject), ``modal``
(its auxiliaries and verb), ``called`` (what it calls its object), and prepositions by name.
Slots of nouns: ``np`` (possessive, adjective, compound, by- or from-phrase) and prepositions by name.
After the universal notion of deep subject and object in Marneffe and Manning (2008), with control as in Sag and Pollard (1991).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Token

from detente.reading.lexicon import load_table

CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "csubj", "parataxis"})
NOMINAL = frozenset({"pobj", "nsubj", "nsubjpass", "dobj"})
CLAUSAL = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
PREPOSITIONS = frozenset({"prep", "agent", "dative", "prt", "advmod", "mark"})
NAMING = frozenset({"ccomp", "xcomp", "oprd", "acomp", "attr"})
GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl"})
PREMODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
OBJECT_CONTROL = frozenset({"of", "from", "for", "into"})  # "accused them of lying", "kept them from leaving": they lie, they leave
#: Classes of verbs that ``events/frames.tsv`` lists: what their object does, or that they hit it.
CONTROLLER, VIOLENT = "object controller", "violent"
SEEMING = frozenset({"seem", "appear", "look", "happen"})
TEMPORAL = frozenset({"after", "before", "since", "until"})
GIVEN = frozenset({"GPE", "NORP", "ORG", "PERSON"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ASKING = frozenset({"whether", "if"})
FACTUAL = frozenset({"will", "wo", "'ll", "’ll", "would", "has", "had", "did", "does"})
DEPTH = 6  # clauses or phrases climbed: deeper chains are parsing errors more often than language


@lru_cache(maxsize=1)
def _verbs() -> Mapping[str, frozenset[str]]:
    """Load the classes of verbs by which it is decided who does what a clause without a subject says."""
    rows = load_table("events/frames.tsv", ("class", "words"))
    return {row.one_of("class", frozenset({CONTROLLER, VIOLENT})): frozenset(row.several("words")) for row in rows}


def is_nominal(token: Token) -> bool:
    """Whether a word stands as a noun, also a gerund that is tagged as a verb ("killed in firing by the police")."""
    return token.pos_ in ("NOUN", "PROPN") or (token.tag_ == "VBG" and token.dep_ in NOMINAL)


def is_had_done(verb: Token) -> bool:
    """Whether somebody has a deed done to the verb's subject: "campaigned to have the movement outlawed"."""
    causes = verb.dep_ == "ccomp" and verb.head.lemma_ in ("have", "get") and verb.i > verb.head.i and verb.head.dep_ != "aux"
    plain = not any(child.dep_ in ("aux", "auxpass", "mark", "dobj") for child in verb.children)
    return causes and plain and verb.tag_ in ("VBN", "VBD") and any(child.dep_ == "nsubj" for child in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, also in a reduced relative clause."""
    # "the death of an official, shot at sea": taggers see a past tense
    if is_had_done(verb):
        return True
    reduced = verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.head.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass")
    if verb.tag_ != "VBN" and not reduced:
        return False
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "auxpass"):
            return True
        if child.dep_ in ("nsubj", "dobj"):
            return child.dep_ == "nsubj" and _is_cut_short(verb)
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not _own_subject(verb):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "amod", "advcl", "oprd", "xcomp", "acomp") and not any(c.dep_ == "aux" for c in verb.children)


def _is_cut_short(verb: Token) -> bool:
    """Whether a participle that the parser gives a subject is a relative clause cut short: "soldiers *captured* in May came home"."""
    after = verb.dep_ in ("advcl", "csubj") and verb.head.i > verb.i and verb.head.pos_ == "VERB"
    return after and not any(c.dep_ in ("aux", "dobj", "ccomp", "xcomp") for c in verb.children) and _own_subject(verb.head) is None


def _own_subject(verb: Token) -> Token | None:
    found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    before = [c for c in found if c.i < verb.i]
    # The nearest: parsers take the place of a dateline for one more.
    return next(iter(before[-1:] or found), None)


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """Give the phrase that stands as a verb's subject, or would if the clause were full."""
    own = _own_subject(verb)
    if own is not None:
        if own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return _antecedent(verb)
        return own
    if depth >= DEPTH:
        return None
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return surface_subject(joined_to(verb), depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ in FINITE and (misread := _after(verb)) is not None:
        return misread
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "dep"):
        return _controller(verb, head, depth)
    if verb.dep_ == "prep" or (head.pos_ == "AUX" and verb.dep_ != "csubj"):
        return surface_subject(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        return _of_clause_on_noun(verb, head, depth)
    return None


def _antecedent(verb: Token) -> Token:
    """Give the noun of a relative clause: for a plural verb behind "Qatar and Egypt, which mediate" the whole coordination."""
    noun = verb.head
    while noun.dep_ == "conj" and any(c.dep_ == "neg" or c.lower_ == "not" for c in noun.children):
        told = [c for c in noun.head.children if c.dep_ in ("attr", "acomp") and c.i < noun.i] if noun.head.pos_ == "AUX" else []
        noun = told[0] if told else noun.head  # "it was Chad, and not Gabon, which"
    plural = any(t.tag_ == "VBP" or t.lower_ == "were" for t in (verb, *verb.children) if t.dep_ in ("relcl", "aux", "auxpass"))
    if plural and noun.tag_ in ("NN", "NNP"):
        while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
    return noun


def _after(verb: Token) -> Token | None:
    """Give the noun that the parser ties to "after" or "since", though the verb behind it needs it as its subject."""
    for preposition in verb.head.children:
        if preposition.lower_ in TEMPORAL and preposition.dep_ == "prep" and preposition.i < verb.i:
            nouns = [c for c in preposition.children if c.dep_ == "pobj"]
            if nouns and nouns[0].right_edge.i == verb.i - 1 and nouns[0].ent_type_ not in ("DATE", "TIME"):
                return nouns[0]
    return None


def joined_to(verb: Token) -> Token:
    """Give the verb that a coordinated one is joined to: "promised to leave and freed" joins two past forms, whatever the parser says."""
    head = verb.head
    if head.dep_ == "ccomp" and _struck_in(head, head.head) is not None:
        return head.head  # "shot a man [found at sea] and burned his body"
    if verb.tag_ in FINITE and not any(c.dep_ == "aux" for c in verb.children):
        while head.tag_ in ("VB", "VBG") and head.dep_ in ("xcomp", "ccomp", "advcl", "conj") and head.head.pos_ in ("VERB", "AUX"):
            head = head.head
        if head.lemma_ in SEEMING and head.dep_ == "ccomp" and head.tag_ == head.head.tag_ == verb.tag_ and head is not verb.head:
            return head.head  # "said its rival seemed to be losing and [announced] tariffs"
    return head


def _struck_in(clause: Token, verb: Token) -> Token | None:
    """Give whom a verb of force hits where the parser makes a clause of them: "shot a man found at sea"; None if it is no such clause."""
    if verb.lemma_ not in _verbs()[VIOLENT] or any(c.dep_ == "mark" for c in clause.children):
        return None
    struck = _own_subject(clause)
    if struck is None or struck.i < verb.i or any(t.is_punct for t in verb.doc[verb.i : struck.i]):
        return None
    return struck


def _controller(verb: Token, head: Token, depth: int) -> Token | None:
    """Find who is understood as the subject of a clause without one."""
    if head.pos_ in ("ADP", "SCONJ", "PART"):
        noun_or_verb = head.head
        if head.dep_ == "agent":
            return None
        if noun_or_verb.pos_ in ("VERB", "AUX"):
            blamed = objects(noun_or_verb) if head.lower_ in OBJECT_CONTROL and depth < DEPTH else []
            if blamed and blamed[0].pos_ in ("NOUN", "PROPN", "PRON"):
                return blamed[0]
            return surface_subject(noun_or_verb, depth + 1)
        # "were accused by a group of lying": the parser ties "of" to the group.
        if noun_or_verb.dep_ == "pobj" and noun_or_verb.head.dep_ == "agent" and head.lower_ in OBJECT_CONTROL:
            return surface_subject(noun_or_verb.head.head, depth + 1)
        return _of_clause_on_noun(verb, noun_or_verb, depth)
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.dep_ == "ccomp" and verb.tag_ in FINITE:
            misread = [c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i and c.pos_ in ("NOUN", "PROPN")]
            if misread:
                return misread[0]  # "says rioters last Friday burned shops": the parser takes the subject of what is said for an object
        if verb.dep_ == "xcomp" and not is_passive(head):
            controlling = [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
            if controlling and head.pos_ == "VERB" and (head.lemma_ in _verbs()[CONTROLLER] or not _is_purpose(verb)):
                return controlling[0]
        if head.pos_ == "ADJ":
            return surface_subject(head.head, depth + 1) if head.head.i != head.i else None
        return surface_subject(head, depth + 1)
    return _of_clause_on_noun(verb, head, depth)


def _is_purpose(verb: Token) -> bool:
    """Whether a clause is an infinitive, which behind verbs without object control says what for ("visited Rome to meet the pope")."""
    return any(c.tag_ == "TO" for c in verb.children)


def _of_clause_on_noun(verb: Token, noun: Token, depth: int) -> Token | None:
    """A participle's noun is its subject; an infinitive on a noun ("a decision to strike") belongs to whoever has the noun."""
    if verb.tag_ != "VB" or verb.dep_ == "relcl":
        return noun
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    for preposition in noun.children:
        if preposition.lower_ == "by" and (agents := governed(preposition)):
            return agents[0]  # "a proposal by the union to recognise documents"
    head = noun.head
    if noun.dep_ in OBJECTS and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head, depth + 1)
    if noun.dep_ in ("nsubj", "nsubjpass", "pobj"):
        return noun
    return None


def subject(verb: Token) -> list[Token]:
    """Give who does what a verb tells."""
    if is_passive(verb):
        agents = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
        return [p for c in agents for p in governed(c) if p.dep_ == "pobj"]  # "sentenced to death by stoning" tells a manner
    found = surface_subject(verb)
    return [found] if found is not None else []


def objects(verb: Token) -> list[Token]:
    """Give whom or what a verb's deed is done to."""
    if is_passive(verb):
        found = surface_subject(verb) if verb.dep_ != "acl" else verb.head
        if verb.dep_ == "amod":
            found = verb.head
        return [found] if found is not None else []
    if verb.dep_ == "amod" and _own_subject(verb) is not None:
        return [verb.head]  # "the strike has paralysed hospitals": the parser takes the verb for an adjective of its object
    result = [c for c in verb.children if c.dep_ in OBJECTS]
    if result:
        return [verb.head if c.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else c for c in result]
    if verb.dep_ == "relcl":
        own = _own_subject(verb)
        if own is not None and own.tag_ not in ("WDT", "WP") and not any(c.dep_ == "prep" and not any(c.children) for c in verb.children):
            return [verb.head]
    for clause in verb.children:
        if clause.dep_ == "ccomp" and any(c.dep_ == "dobj" and c.tag_ == "WP" for c in clause.children):
            return [c for c in clause.children if c.dep_ == "oprd"]  # "fired what it calls a missile"
        if clause.dep_ == "ccomp" and (struck := _struck_in(clause, verb)) is not None:
            return [struck]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ in GOVERNED for c in verb.children):
        return [c for c in verb.head.children if c.dep_ == "dobj" and c.i > verb.i]
    shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    if shared and not any(c.dep_ in GOVERNED or c.dep_ == "prep" for c in verb.children):
        return [c for c in shared[-1].children if c.dep_ == "dobj"]
    return []


def datives(verb: Token) -> list[Token]:
    """Give a verb's indirect object."""
    result: list[Token] = []
    for child in verb.children:
        if child.dep_ == "dative":
            result += [child] if child.pos_ != "ADP" else governed(child)
        elif child.dep_ == "dobj" and not result:  # "offered the United States broad support": the parser ties the name to the noun
            result += [c for c in child.children if c.dep_ == "nmod" and c.ent_type_ in GIVEN and c.i + 1 < child.i]
    return result


def clauses(word: Token) -> list[Token]:
    """Give the verbs of the clauses a word governs."""
    result = [c for c in word.children if c.dep_ in ("xcomp", "ccomp", "pcomp") and c.i > word.i and c.pos_ in CLAUSAL]
    if not result and word.pos_ in ("NOUN", "PROPN"):
        told = [c for c in word.children if c.dep_ in ("acl", "relcl") and any(a.dep_ in ("aux", "mark") for a in c.children)]
        result = [c for c in told if not _is_by_others(c)]
    if not result and word.pos_ != "NOUN":
        result = [c for c in word.children if c.dep_ == "advcl" and any(a.tag_ == "TO" for a in c.children)]
    if not result:
        for child in word.children:
            if child.dep_ in OBJECTS and child.i > word.i:
                result += [c for c in child.children if c.dep_ in ("acl", "relcl") and any(a.tag_ == "TO" for a in c.children)]
    return result


def _is_by_others(clause: Token) -> bool:
    """Whether a relative clause tells what others do to its noun, which governs nothing then: "a step that Rome had resisted"."""
    done_to = any(c.tag_ in ("WDT", "WP") and c.dep_ == "dobj" for c in clause.children)
    return clause.dep_ == "relcl" and done_to and _own_subject(clause) is not None


def is_told_as_fact(verb: Token) -> bool:
    """Whether a clause tells or asks what is or will be, and not what is wanted: "that it will not attack", "whether they would come"."""
    if verb.dep_ != "ccomp":
        return False
    asked = any(c.dep_ == "mark" and c.lower_ in ASKING for c in verb.children)
    return asked or any(c.dep_ in ("aux", "auxpass") and c.lower_ in FACTUAL for c in verb.children)


def is_jussive(verb: Token) -> bool:
    """Whether a verb is the "let" of a wish: "Let him first talk to the rebels" allows nothing."""
    return verb.lower_ == "let" and verb.tag_ == "VB" and not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children)


def called(verb: Token) -> list[Token]:
    """Give what a verb calls its object: "called the launch a provocation", "described him as a liar"."""
    names = [c for c in verb.children if c.dep_ in NAMING and c.pos_ in ("NOUN", "ADJ", "PROPN")]
    second = [c for c in verb.children if c.dep_ == "dobj"][1:]
    below = [p for c in names for k in c.children if k.dep_ in ("prep", "amod", "conj") for p in (k, *k.children)]
    return [*names, *second, *below, *prepositional(verb, "as")]


def complement_subject(verb: Token) -> list[Token]:
    """Give the subject of the clause a verb governs."""
    return [s for c in clauses(verb) if (s := _own_subject(c)) is not None]


def governed(preposition: Token) -> list[Token]:
    """Give what a preposition governs, through a second one ("from within the country")."""
    result = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
    if not result:
        result = [p for c in preposition.children if c.dep_ == "prep" for p in c.children if p.dep_ in ("pobj", "pcomp")]
    return result


def prepositional(word: Token, name: str) -> list[Token]:
    """Give what stands after a preposition that hangs on a word, or on a phrase to its right where parsers often hang it."""
    own = name == "of" and word.pos_ == "VERB"  # "of" belongs to a noun: the verb's own or its object's
    for preposition in _prepositions(word):
        if preposition.lower_ == name and not (own and not _is_own(preposition, word)):
            found = governed(preposition)
            if found:
                return found
    return []


def _is_own(preposition: Token, word: Token) -> bool:
    """Whether a preposition hangs on a word, its object or its particle ("out of")."""
    head = preposition.head
    return head.i == word.i or head.dep_ in OBJECTS or (head.head.i == word.i and head.pos_ in ("ADP", "ADV", "PART", "SCONJ"))


def _prepositions(word: Token, depth: int = 0) -> Iterator[Token]:
    nested: list[Token] = []
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep_ in PREPOSITIONS and child.pos_ in ("ADP", "SCONJ", "PART", "ADV"):
            yield child
            nested += [p for p in child.children if p.dep_ in ("pobj", "prep")]
        elif (depth and child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN")) or child.dep_ in ("dobj", "attr", "prt", "acomp", "oprd"):
            nested.append(child)
    if depth < 3:
        for child in nested:
            if child.dep_ == "prep":
                yield child
            yield from _prepositions(child, depth + 1)


def premodifiers(noun: Token) -> list[Token]:
    """Give possessives, adjectives and compounds before a noun."""
    result: list[Token] = []
    for child in noun.children:
        if child.dep_ in PREMODIFIERS and child.i < noun.i:
            result.append(child)
            if child.dep_ in ("compound", "amod"):
                result += [c for c in child.children if c.dep_ in PREMODIFIERS and c.i < noun.i]
    return sorted(result, key=lambda t: (t.dep_ != "poss", t.i))


def by_phrases(noun: Token) -> list[Token]:
    """Give agents that stand in a by-phrase anywhere in a noun phrase."""
    found = [t for p in _prepositions(noun) if p.lower_ == "by" for t in governed(p)]
    verb = noun.head if noun.dep_ != "pobj" else noun.head.head
    if not found and noun.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB" and not is_passive(verb):
        # "documented the torture of prisoners by militias", "had replied to the shelling of a village by the army"
        found = [t for p in verb.children if p.dep_ in ("prep", "agent") and p.lower_ == "by" and p.i > noun.i for t in governed(p)]
    return found
