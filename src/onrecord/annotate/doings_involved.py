"""Who is involved in a deed: subjects, objects, owners, and what a preposition leads to, across clauses."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from onrecord.annotate.doings_words import doing_words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "dative", "attr", "oprd")
_RELATIVE = frozenset({"which", "who", "that", "whom"})
_LEADS = frozenset(
    {"by", "with", "from", "for", "against", "to", "of", "between", "over", "on", "about", "towards", "at"}
)
_CONTROL = frozenset(
    {"force", "allow", "ask", "order", "tell", "urge", "help", "require", "invite", "want", "enable", "let"}
)
_NAME_PARTS = frozenset({"compound", "nmod", "amod", "nummod", "flat", "punct", "appos"})
_DEPTH = 6
_LONGEST_LIST = 60
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_PART = frozenset(
    {"one", "some", "most", "all", "number", "majority", "half", "first", "last", "rest", "part", "many", "several"}
)


def involved_in(token: Token) -> list[tuple[Token, str]]:
    """Those involved in a deed, with their roles; coordinated ones each, a relative pronoun as what it stands for."""
    pairs = _of_verb(token) if token.pos_ in ("VERB", "AUX") else _of_noun(token)
    return [(each, role) for item, role in pairs for each in _spread(item)]


def _of_verb(verb: Token) -> Iterator[tuple[Token, str]]:
    """Subject (found across clauses), objects, and what its prepositions lead to."""
    subject, shared = subject_of(verb), verb
    if subject is not None:
        yield subject, "subject"
    for child in verb.children:
        if child.dep_ in _OBJECTS:
            yield child, "object"
        elif child.dep_ in ("prep", "agent"):
            yield from _led(child)
    if shared.dep_ in ("acl", "relcl") and shared.tag_ == "VBN" and shared.head.pos_ in ("NOUN", "PROPN"):
        yield shared.head, "object"


def _of_noun(noun: Token) -> Iterator[tuple[Token, str]]:
    """Owner, names before it, what *of* and the like lead to; the subject of a verb that only carries it."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN"):
            yield child, "owner"
        elif child.dep_ == "prep":
            yield from _led(child)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in doing_words().light:
        subject = subject_of(verb)
        if subject is not None:
            yield subject, "subject"
        for child in verb.children:
            if child.dep_ in ("prep", "agent"):
                yield from _led(child)
    if noun.dep_ == "conj" and verb.pos_ == "NOUN":
        yield from ((child, "owner") for child in verb.children if child.dep_ == "poss")


def _led(preposition: Token) -> Iterator[tuple[Token, str]]:
    """What a preposition leads to."""
    if preposition.lower_ in _LEADS:
        role = "subject" if preposition.dep_ == "agent" else "with"
        yield from ((child, role) for child in preposition.children if child.dep_ == "pobj")


def _spread(first: Token) -> Iterator[Token]:
    """A participant and those coordinated with it or set beside it; of a long list the first ones."""
    if first.lower_ in _RELATIVE:
        clause = next((item for item in first.ancestors if item.dep_ == "relcl"), None)
        if clause is None:
            return
        first = clause.head
    waiting, number = [first], 0
    while waiting and number < _LONGEST_LIST:
        token, number = waiting.pop(0), number + 1
        yield token
        part = token.pos_ != "PROPN" and (token.pos_ in ("NUM", "ADJ") or token.lower_ in _PART)
        for child in token.children:
            if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN"):
                waiting.append(child)
            elif child.lower_ == "of" and part:
                waiting += [word for word in child.children if word.dep_ == "pobj"]


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The subject of a verb, its own or the one that it shares with the clause above."""
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if own is not None or depth > _DEPTH:
        return own
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return subject_of(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ in ("VERB", "AUX", "ADJ"):
        objects = [child for child in head.children if child.dep_ in ("dobj", "dative")]
        if objects and head.lemma_.lower() in _CONTROL:
            return objects[0]
        return subject_of(head, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return subject_of(head.head, depth + 1)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
        if verb.tag_ == "VBG":
            return head
        if verb.tag_ != "VBN":
            return _governor(head, depth)
    return None


def _governor(noun: Token, depth: int) -> Token | None:
    """Who *a contract to buy* makes the buyer: owner of the noun, else subject of the verb over it."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    verb = next((item for item in noun.ancestors if item.pos_ in ("VERB", "AUX")), None)
    return subject_of(verb, depth + 1) if verb is not None else None


def core(token: Token) -> tuple[int, int]:
    """First and last token of the name that a token is the head of, with what stands before it in the phrase."""
    doc, first, last = token.doc, token.i, token.i
    while first > token.sent.start and _joins(doc[first - 1], token):
        first -= 1
    while last + 1 < token.sent.end and (
        (doc[last + 1].ent_iob_ == "I" and doc[last].ent_type_)
        or (doc[last + 1].dep_ in ("nummod", "npadvmod") and doc[last + 1].head == token and token.pos_ == "PROPN")
        or (_is_number(doc[last + 1]) and doc[last].text[:1].isalpha() and doc[last].text != doc[last].lower_)
        or (doc[last + 1].text.strip("\"'“”") == "" and last + 2 < token.sent.end and doc[last + 2].dep_ == "appos")
        or (doc[last + 1].dep_ == "appos" and doc[last].text in ('"', "“"))
    ):
        last += 1
    named = first < token.i == last and doc[last - 1].pos_ in ("PROPN", "NUM") and doc[last - 1].ent_type_ != "ORG"
    if named and doing_words().stand_ins.get(token.lemma_.lower()) == "thing":
        last -= 1  # the Tamber 40 jet is the Tamber 40
    return first, last


def _is_number(token: Token) -> bool:
    """A number of a model: *Arvon 7*, *Tamber X40*."""
    return token.text[:1].isalnum() and any(char.isdigit() for char in token.text) and token.ent_type_ != "DATE"


def _joins(token: Token, head: Token) -> bool:
    """Whether a token before the head belongs to its name."""
    if token.dep_ not in _NAME_PARTS or token.text in (",", "(", ")"):
        return False
    above = token.head
    return above == head or (above.head == head and above.dep_ in _NAME_PARTS) or above.i == head.i


class StandIns:
    """What pronouns and *the company* stand for: the name that the sentence before was about."""

    def __init__(self) -> None:
        """Nothing named yet."""
        self._last: dict[str, str] = {}
        self._age: dict[str, int] = {}

    def meant(self, token: Token) -> str | None:
        """The name that a word stands for, or ``None``."""
        word = token.lower_
        if word in ("it", "its", "itself", "they", "their", "them"):
            return _subject_before(token) or self._last.get("any")
        kind = doing_words().stand_ins.get(token.lemma_.lower())
        if kind is None or token.tag_ not in ("NN",) or not _definite(token):
            return None
        return self._last.get(kind)

    def read(self, sentence: TokenSpan) -> None:
        """Note the names of a sentence: subjects before others."""
        self._age = {kind: age + 1 for kind, age in self._age.items()}
        self._last = {kind: name for kind, name in self._last.items() if self._age[kind] <= 3}
        named = [
            token for token in sentence if token.pos_ == "PROPN" and token.dep_ not in ("compound", "nmod", "amod")
        ]
        ranked = sorted(named, key=lambda token: (token.dep_ not in _SUBJECTS, token.i))
        for kind in ("any", "organization", "thing"):
            fitting = [token for token in ranked if _is_kind(token, kind)]
            if fitting and (fitting[0].dep_ in _SUBJECTS or kind not in self._last):
                first, last = core(fitting[0])
                self._last[kind] = sentence.doc[first : last + 1].text
                self._age[kind] = 0


def _subject_before(token: Token) -> str | None:
    """The name that is subject before a pronoun in its sentence, the nearest clause above it first."""
    for above in token.ancestors:
        for child in above.children:
            if child.dep_ in _SUBJECTS and child.i < token.i and child.pos_ == "PROPN" and _is_kind(child, "any"):
                first, last = core(child)
                return child.doc[first : last + 1].text
    return None


def _definite(token: Token) -> bool:
    """*the company*, *this airline*."""
    return any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in token.children)


def _is_kind(token: Token, kind: str) -> bool:
    """Whether a name may be what *it*, *the company* or *the plane* stands for."""
    first, last = core(token)
    if any(item.ent_type_ == "DATE" or item.lower_ in _MONTHS for item in token.doc[first : last + 1]):
        return False
    model = any(char.isdigit() for item in token.doc[first : last + 1] for char in item.text)
    if token.ent_type_ in ("PERSON", "DATE", "TIME", "GPE", "LOC", "MONEY", "NORP") and not model:
        return False
    return kind == "any" or (kind == "thing") == (model or token.ent_type_ == "PRODUCT")
