"""Noun phrases around names and role nouns: their extent, and the role, country and sector that they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.codebooks.actors import Entry, Role, fields, former_words, reference_words, role_forms, roles, titles

Tokens = Sequence[Token]
"""All tokens of a document. A list of them answers several times faster than the document does."""

_LEFT = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod", "quantmod", "predet"})
_RIGHT = frozenset({"of", "for", "in", "to", "at", "from"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod", "quantmod"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_TIMES = frozenset({"DATE", "TIME"})
_GENERALS = frozenset(
    {"secretary", "attorney", "director", "surgeon", "consul", "solicitor", "governor", "inspector", "minister"}
)
_ANYBODYS = frozenset({"president", "vice-president"})
"""Offices of a state that any association has too."""
_STATES = frozenset({"republic", "state", "nation", "country", "federation", "kingdom", "confederation"})
_ABROAD = frozenset(
    {
        "ambassador",
        "envoy",
        "diplomat",
        "emissary",
        "correspondent",
        "consul",
        "attache",
        "attaché",
        "embassy",
        "consulate",
        "representative",
        "negotiator",
    }
)
"""Roles whose place (*in*, *to*, *for*) is not the country that they act for."""
_MASTERS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
"""PLOVER sectors of those whom an office or a press service serves."""
_SERVED = frozenset({"AGR", "BUS", "EDU", "LAB", "MED", "REF", "SOC"})
"""The same of those for whom agencies are there."""
_OFFICES = frozenset({"GOV", "MIL", "LEG", "COP", "SPY", "EDU", "MED"})
"""PLOVER sectors of offices and professions by which somebody is introduced."""
_HEADS = frozenset({"boss", "chairman", "chairwoman", "chief", "director", "editor", "head", "manager"})
"""The same of words that tell no sector."""
_PERSONAL = ("er", "or", "ist", "man", "woman", "ian", "ee")
"""Endings of nouns for persons."""
_MAX_ROLE = 14
"""Longest apposition, in tokens, that is read as a role."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: the tokens ``first`` to ``last``, the last one included, and the tokens that give a role."""

    first: int
    last: int
    root: Token
    """The token that ties the phrase to its clause."""
    role: tuple[int, int] | None = None
    """First and last token of the role, articles left out."""
    merged: tuple[int, ...] = ()
    """Role nouns that stand for the same actor and get no mention of their own."""


def role_of(token: Token) -> Role | None:
    """What the token says as a role noun, if it is one."""
    found = role_forms().get(token.lower_)
    if found is None or token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.i and token.lower_ in _ends_of_pairs():
        found = role_forms().get(f"{token.nbor(-1).lower_} {token.lower_}", found)
    if found.word == "general" and token.i and token.nbor(-1).lower_ in _GENERALS:
        return role_forms().get(token.nbor(-1).lower_)
    return found


@cache
def _ends_of_pairs() -> frozenset[str]:
    """The last words of role nouns of two words: *coast guard*."""
    return frozenset(form.split()[-1] for form in role_forms() if " " in form)


def is_plural(token: Token) -> bool:
    """Whether the noun is plural."""
    return token.tag_ in ("NNS", "NNPS")


def is_subject(token: Token) -> bool:
    """Whether the token, or the first of its coordination, is the subject of a clause."""
    seen = 0
    while token.dep_ == "conj" and token.head.i != token.i and seen < 10:
        token, seen = token.head, seen + 1
    return token.dep_ in _SUBJECT


def is_modifier(root: Token, last: int) -> bool:
    """Whether the name is no more than a modifier of a noun to its right."""
    return root.dep_ in _MODIFIER and root.head.i > last


def left_edge(root: Token, first: int) -> int:
    """First token of the noun phrase of ``root``, whose name starts at ``first``."""
    edge = min(first, root.i)
    for child in sorted(root.lefts, key=lambda token: -token.i):
        if child.dep_ not in _LEFT or child.right_edge.i < edge - 1:
            if child.i >= edge:
                continue
            break
        edge = min(edge, child.left_edge.i)
    while edge < first and root.doc[edge].is_punct and root.doc[edge].text not in ('"', "“", "‘"):
        edge += 1
    return edge


def right_edge(head: Token, last: int) -> int:
    """Last token of the noun phrase: what *of*, *for*, *in* add directly behind it, without clauses and times."""
    edge = last
    for child in head.rights:
        if child.i != edge + 1 or child.dep_ != "prep" or child.lower_ not in _RIGHT:
            if child.i <= edge:
                continue
            break
        end = child.right_edge.i
        for token in head.doc[child.i : end + 1]:
            if (
                token.dep_ in ("relcl", "acl", "advcl", "appos", "cc", "ccomp")
                or token.pos_ == "VERB"
                or token.ent_type_ in _TIMES
            ):
                end = min(end, token.left_edge.i - 1 if token.left_edge.i > child.i + 1 else child.i - 1)
                break
            if token.text == ",":
                end = token.i - 1
                break
        if end <= child.i:
            break
        edge = end
    return edge


def _bearer_of(name: Token) -> Token:
    """The noun that a person's name in apposition stands for: *the head of Harbour Coal, Jan Rand* is not the firm."""
    over = name.head
    if (
        over.dep_ == "pobj"
        and over.head.dep_ == "prep"
        and not _is_person_role(over)
        and _is_person_role(over.head.head)
    ):
        return over.head.head
    return over


def _office_before(doc: Tokens, root: Token, first: int) -> Token | None:
    """The office that a name without a comma stands behind: *the governor of Lund region Per Rand*.

    The parser takes the name for what *of* brings. What stands right before it must be no person: *the widow of the
    novelist Per Rand* is not he, and neither is *the lawyer of Mayor Per Rand*.
    """
    if root.dep_ != "pobj" or root.head.lower_ != "of" or not root.head.i < first - 1:
        return None
    before, over = doc[first - 1], root.head.head
    person = role_of(before) is not None or before.lower_ in titles() or before.lower_.endswith(_PERSONAL)
    if person or before.pos_ not in ("NOUN", "PROPN"):
        return None
    while over.dep_ == "pobj" and over.head.lower_ == "of":
        over = over.head.head
    role = role_of(over)
    office = role is not None and (role.sector in _OFFICES or role.word in _HEADS)
    return over if office and over.i < first and not is_plural(over) and _is_person_role(over) else None


def name_phrase(doc: Tokens, root: Token, first: int, last: int) -> Phrase:
    """The noun phrase of a person's name, with its titles and identifying appositions."""
    start = _titles_left(doc, left_edge(root, first), root)
    role = _role_between(doc, start, first - 1)
    merged = [i for i in range(start, first) if role_of(doc[i])]
    end, tie = last, root
    over = _bearer_of(root) if root.dep_ == "appos" and root.head.i < first else None
    if over is not None and not is_plural(over) and _is_person_role(over) and _adjoins(doc, over, start):
        start = left_edge(over, over.i)
        role = role or _stripped(doc, start, right_edge(over, over.i))
        merged.append(over.i)
        tie = over
    elif (held := _office_before(doc, root, first)) is not None:
        start = left_edge(held, held.i)
        role = _stripped(doc, start, first - 1)
        merged.append(held.i)
        tie = held
    for child in root.rights:
        if child.dep_ == "appos" and _is_person_role(child) and child.i - last <= _MAX_ROLE:
            tail = right_edge(child, child.i)
            if tail - child.left_edge.i < _MAX_ROLE:
                role = role or _stripped(doc, max(child.left_edge.i, last + 1), tail)
                merged.append(child.i)
                end = tail
            break
    return Phrase(start, end, tie, role, tuple(merged))


def noun_phrase(doc: Tokens, token: Token) -> Phrase:
    """The noun phrase of a role noun without a name."""
    start, end = left_edge(token, token.i), right_edge(token, token.i)
    return Phrase(start, end, token, _stripped(doc, start, end))


def country_and_sector(
    doc: Tokens, phrase: Phrase, head: Token, known: dict[int, Entry]
) -> tuple[str | None, str | None]:
    """Country and PLOVER sector that a phrase gives its head through nationality, *of* and the kind of role."""
    first, last = phrase.role or (phrase.first, phrase.last)
    role = role_of(head)
    country = _country(doc, first, last, head, known)
    if role is None:
        return country, None
    before = [doc[i] for i in range(first, head.i)]
    sector = _sector(doc, role, before, range(head.i + 1, last + 1), known)
    if (
        any(token.lower_ in former_words() for token in before)
        and role.kind == "person"
        and sector in ("GOV", "LEG", "MIL", "SPY")
    ):
        sector = "ELI"
    return country, sector


def role_head(doc: Tokens, first: int, last: int) -> Token | None:
    """The role noun of a stretch such as *deputy foreign minister of the republic*: the last before *of*."""
    found: Token | None = None
    for token in doc[first : last + 1]:
        if token.dep_ == "prep" or token.text == ",":
            break
        if role_of(token) is not None and token.tag_ != "POS":
            followed = token.i < last and doc[token.i + 1].tag_ == "POS"
            found = found if followed else token
    return found


def _titles_left(doc: Tokens, first: int, root: Token) -> int:
    """Further left over titles that the parse has cut off the name."""
    while first > 0 and not doc[first].is_sent_start:
        before = doc[first - 1]
        role = roles().get(before.lower_)
        person = role is not None and role.kind == "person"
        # Two subjects of one verb side by side are one: (spokeswoman) (Ilsa Doren) spoke.
        twin = before.dep_ == root.dep_ == "nsubj" and before.head.i == root.head.i and not is_plural(before)
        if before.lower_ not in titles() and not (person and (before.text[0].isupper() or twin)):
            break
        first = min(first - 1, left_edge(before, before.i)) if before.dep_ != "appos" else first - 1
    return first


def _role_between(doc: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The tokens before a name, if they are a role."""
    if last < first:
        return None
    if not any(role_of(doc[i]) or titles().get(doc[i].lower_) for i in range(first, last + 1)):
        return None
    return _stripped(doc, first, last)


def _stripped(doc: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """A stretch without articles, courtesy titles and punctuation at its ends."""
    book = titles()
    while first <= last and (
        doc[first].dep_ == "det"
        or doc[first].is_punct
        or (doc[first].lower_ in book and book[doc[first].lower_] is None)
    ):
        first += 1
    while first <= last and (
        doc[last].text in (",", ";", ":") or (doc[last].lower_ in book and book[doc[last].lower_] is None)
    ):
        last -= 1
    return (first, last) if first <= last and doc[first].tag_ != "PRP$" else None


def _is_person_role(token: Token) -> bool:
    role = role_of(token)
    return role is not None and role.kind == "person" and token.ent_type_ != "PERSON"


def _adjoins(doc: Tokens, over: Token, start: int) -> bool:
    """Whether nothing but the role's own words and a comma stands between a role noun and the name after it."""
    between = doc[right_edge(over, over.i) + 1 : start]
    return all(token.text in (",", "-", "–", "—", '"', "“", "”") for token in between)


def _country(doc: Tokens, first: int, last: int, head: Token, known: dict[int, Entry]) -> str | None:
    """The country of the nearest known name before the head, else of one after *of*, else of its place."""
    for i in range(head.i - 1, first - 1, -1):
        entry = known.get(i)
        if entry and entry.country:
            return entry.country
    lower = head.lower_
    linked = ""
    for i in range(head.i + 1, last + 1):
        token = doc[i]
        if token.dep_ == "prep" and linked != "of":
            linked = token.lower_
        elif token.dep_ == "prep" and doc[i - 1].lower_ in _ABROAD:
            break  # Sources of the embassy in a capital.
        entry = known.get(i)
        if (
            entry
            and entry.country
            and (linked == "of" or (lower not in _ABROAD and linked in ("in", "at", "for", "from")))
        ):
            return entry.country
    return None


def _owners(before: list[Token], after: Iterable[int], doc: Tokens, known: dict[int, Entry]) -> list[Token]:
    """The nouns of whose president somebody is, if that is not a state: *the association's president*."""
    owned = [token for place, token in enumerate(before[:-1]) if before[place + 1].tag_ == "POS"]
    behind = [doc[i] for i in after]
    if behind and behind[0].lower_ == "of":
        owned += [token for token in behind[1:] if token.pos_ in ("NOUN", "PROPN")]
    state = any(token.lower_ in _STATES or ((entry := known.get(token.i)) and entry.country) for token in owned)
    return [] if state else owned


def _own_sector(owner: Token, known: dict[int, Entry]) -> str | None:
    """The sector that a noun for a body has by itself."""
    entry, role = known.get(owner.i), role_of(owner)
    if entry is not None and entry.sector and entry.what in ("seat", "body"):
        return entry.sector
    return fields().get(owner.lower_) or (role.sector if role is not None else None)


def _sector(doc: Tokens, role: Role, before: list[Token], after: Iterable[int], known: dict[int, Entry]) -> str | None:
    """The sector of a role: its field (*police chief*) if the noun leaves it open, else the noun's own."""
    if role.sector == "GOV" and role.word in _ANYBODYS and (owners := _owners(before, after, doc, known)):
        return next((sector for owner in owners if (sector := _own_sector(owner, known))), None)
    if role.sector is not None and not (
        role.word in ("official", "minister", "commander", "prosecutor") and role.sector == "GOV" and before
    ):
        return role.sector
    if role.word == "minister":
        return role.sector
    behind = [doc[i] for i in after]
    if role.word == "mission" and behind and behind[0].lower_ == "to":
        behind = []  # Norlandia's mission to the United Nations.
        if any((entry := known.get(token.i)) and entry.what in ("country", "adjective") for token in before):
            return "GOV"
    serves = role.word in reference_words("serving")
    for token in (*reversed(before), *behind):
        if serves and token.lower_ == "press":
            continue
        if serves and (own := role_of(token)) is not None and own.sector in _MASTERS:
            return own.sector
        entry = known.get(token.i)
        if entry and entry.sector and entry.what in ("seat", "body"):
            return entry.sector
        lower = token.lower_
        found = fields().get(lower)
        body = roles().get(lower)
        if role.word == "agency" and found in _SERVED:
            return None  # A health agency is none of doctors.
        if found or (body and body.kind == "organization" and body.sector):
            return found or (body.sector if body else None)
    return role.sector
