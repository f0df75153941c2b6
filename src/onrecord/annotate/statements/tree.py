"""Small questions to the dependency parse, asked by all rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.statements.quotes import MARKS

SUBJECTS = frozenset({"nsubj", "csubj"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_CLIMB = frozenset({"xcomp", "advcl", "pcomp", "conj", "acl"})

_TELLING = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "convince"})
"""Verbs of telling somebody that something is so."""
_TALES = frozenset({"story", "tale", "lie", "joke", "truth", "thing", "fact", "news", "version"})
"""What is told, and nobody who is told it."""
_WHEN_AND_HOW = frozenset(
    {"after", "at", "before", "during", "for", "in", "on", "since", "through", "under", "via", "with", "without"}
)
"""Prepositions of when, where and how something was said."""
_OCCASIONS = frozenset(
    {"briefing", "interview", "letter", "message", "note", "oath", "post", "pressure", "release", "statement"}
)
"""Of what may bring a clause of its own, that in which something is said."""


def of_class(doc: Doc, *classes: str) -> list[Token]:
    """The tokens of some parts of speech, in text order; reads the classes of all tokens at once, which is cheap."""
    wanted = {doc.vocab.strings[name] for name in classes}
    return [doc[i] for i, code in enumerate(doc.to_array("POS").tolist()) if code in wanted]


def subtree(token: Token, without: Collection[Token] = ()) -> set[int]:
    """The tokens below ``token``, itself included, leaving out the subtrees of ``without``."""
    cut = {item.i for item in without}
    found: set[int] = set()
    stack = [token]
    while stack:
        top = stack.pop()
        if top.i not in cut:
            found.add(top.i)
            stack.extend(top.children)
    return found


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of the dependency labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels."""
    return next((item for item in token.children if item.dep_ in deps), None)


def infinitive(verb: Token) -> bool:
    """Whether the verb stands with *to*."""
    return any(item.dep_ == "aux" and item.tag_ == "TO" for item in verb.children)


def finite(verb: Token) -> bool:
    """Whether the clause of this verb is finite: *is*, *has gone*, *will go*."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    aux = children(verb, "aux", "auxpass", "cop")
    return any(item.tag_ in ("VBD", "VBZ", "VBP", "MD") for item in aux)


def passive(verb: Token) -> bool:
    """Whether the verb is passive."""
    return child(verb, "auxpass", "nsubjpass") is not None


def relative(token: Token) -> bool:
    """Whether the token is a relative or question pronoun."""
    return token.tag_ in _RELATIVE_TAGS


def comma_before(token: Token) -> bool:
    """Whether the subtree of ``token`` comes after a comma or dash."""
    first = min(item.i for item in token.subtree)
    if first > 1 and is_mark(token.doc[first - 1]) and token.doc[first - 2].text == ",":
        return True
    return first > 0 and token.doc[first - 1].text in (",", "—", "–", "-", "--", "(")


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says: its subject, or that of the verb that governs it.

    *told ... adding that*: the subject of *told*; *asked him to explain*: *him*; *a letter saying that*:
    *letter*; *the envoy, who said*: *envoy*. ``None`` for clauses that name nobody.
    """
    for item in verb.children:
        if item.dep_ in SUBJECTS or (item.dep_ == "nsubjpass" and depth > 0):
            if relative(item) and verb.dep_ == "relcl" and item.lower_ != "what":
                return verb.head
            return item
    if depth > 6 or verb.dep_ not in _CLIMB or child(verb, "expl") is not None:
        return None
    head = verb.head
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG":
            return head
        # Doren, the envoy, proposed a truce: the parser may take the verb for a participle.
        lost = verb.i > 0 and verb.doc[verb.i - 1].text == "," and child(verb, "dobj", "ccomp", "xcomp") is not None
        return (head.head if head.dep_ == "appos" else head) if lost else None
    if verb.dep_ == "pcomp":
        return _above(head, depth)
    if verb.dep_ == "xcomp" and (held := child(head, "dobj", "nsubjpass")) is not None and held.ent_type_ != "TIME":
        # Someone is made to speak: asked him to explain. Elsewhere the subject speaks: took time to explain.
        return held if held.pos_ in ("PROPN", "PRON") or held.dep_ == "nsubjpass" else subject(head, depth + 1)
    if head.pos_ in ("VERB", "AUX"):
        return subject(head, depth + 1)
    if head.pos_ == "ADJ" and head.head.pos_ in ("VERB", "AUX"):
        return subject(head.head, depth + 1)
    return None


def _above(preposition: Token, depth: int) -> Token | None:
    """The subject of the verb that a preposition with a gerund hangs on: *ended by saying*."""
    head = preposition.head
    return subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above."""
    for item in token.ancestors:
        if item.pos_ in ("VERB", "AUX"):
            return item
    return None


def solid(token: Token) -> bool:
    """Whether the token holds a letter or a digit."""
    text = token.text
    return text.isalnum() or any(char.isalnum() for char in text)


def runs(indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The indices as unbroken stretches (first, last)."""
    ordered = sorted(set(indices))
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            yield ordered[start], ordered[at - 1]
            start = at


def is_mark(token: Token) -> bool:
    """Whether the token is a quotation mark."""
    return all(char in MARKS for char in token.text)


def taken_for_relative(verb: Token) -> Token | None:
    """A clause that the parser hangs on a noun: *told the same committee that his company had not dug there*.

    The noun is the hearer, or stands behind a preposition: *admitted for the first time that the town was cut off*.
    """
    held = child(verb, "dobj", "dative") if verb.lemma_ in _TELLING else None
    if held is not None and held.lemma_ not in _TALES:
        for item in children(held, "relcl"):
            if item.left_edge.i == held.i + 1 and _has_own_subject(item):
                return item
    behind = (item for item in children(verb, "prep") if item.i > verb.i and item.lower_ in _WHEN_AND_HOW)
    for noun in (noun for item in behind for noun in children(item, "pobj")):
        for item in children(noun, "relcl", "acl"):
            told = item.dep_ == "relcl" or noun.lemma_ in _OCCASIONS
            if told and item.left_edge.dep_ in ("mark", "advmod") and _has_own_subject(item):
                return item
    return None


def _has_own_subject(clause: Token) -> bool:
    """Whether a clause with *that* has another subject, so that *that* may be no pronoun."""
    that, who = clause.left_edge, child(clause, "nsubj", "nsubjpass")
    return that.lower_ == "that" and who is not None and who.i > that.i
