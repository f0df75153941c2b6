"""Two reports of one utterance on a page: the words and their paraphrase, or a sentence printed twice."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.statements.draft import Draft

_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NEGATIONS = frozenset({"no", "not", "n't", "n’t", "never", "nobody", "nothing", "neither", "without"})
LEAST_WORDS = 4
"""Contents with fewer content words are alike too easily..."""
LEAST_NEAR = 3
"""... unless one report follows the other."""
NEAR = 2
"""Statements over which one report follows the other."""
LEAST_SHARED = 0.75
"""Share of the shorter content's words that the other one holds."""
ALMOST_ALL = 0.85
"""Share of all words from which sources of two kinds, a country and a minister, are taken to be one."""

_Words = frozenset[str]


def same_utterances(doc: Doc, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the earlier one that reports the same words, if there is one."""
    words = [
        frozenset(doc[i].lemma_.lower() for i in draft.content if doc[i].pos_ in _CONTENT_WORDS) for draft in drafts
    ]
    denied = [sum(doc[i].lower_ in _NEGATIONS for i in draft.content) % 2 for draft in drafts]
    links: list[int | None] = []
    for late, draft in enumerate(drafts):
        link: int | None = None
        if len(words[late]) >= LEAST_NEAR and draft.parent is None:
            for early in range(late):
                least = LEAST_NEAR if late - early <= NEAR else LEAST_WORDS
                if drafts[early].parent is not None or denied[early] != denied[late]:
                    continue
                if _alike(words[early], words[late], least) and _may_be_one(
                    draft, drafts[early], _share(words[early], words[late])
                ):
                    link = early
                    break
        links.append(link)
    return links


def _alike(one: _Words, other: _Words, least: int) -> bool:
    """Whether two contents have most words in common and are of comparable length."""
    fewer, more = sorted((len(one), len(other)))
    return fewer >= least and 2 * fewer >= more and len(one & other) >= LEAST_SHARED * fewer


def _share(one: _Words, other: _Words) -> float:
    """Share of all words of both that both have."""
    return len(one & other) / len(one | other)


def _may_be_one(one: Draft, other: Draft, shared: float) -> bool:
    """Whether the two sources may be the same: one name, a pronoun, none, or a role and a name.

    A country and its minister may be where the words are almost the same; two people are not.
    """
    left, right = one.speaker_head, other.speaker_head
    if left is None or right is None or "PRON" in (left.pos_, right.pos_):
        return True
    if {left.lower_, left.head.lower_} & {right.lower_} or _shared_name(one, other):
        return True
    if _person(left) and _person(right):
        return False
    role_and_name = (left.pos_ == "NOUN" and _person(right)) or (right.pos_ == "NOUN" and _person(left))
    return role_and_name or (shared >= ALMOST_ALL and (left.pos_ != "NOUN" or right.pos_ != "NOUN"))


def _person(head: Token) -> bool:
    return head.pos_ == "PROPN" and head.ent_type_ not in ("GPE", "ORG", "NORP", "LOC", "FAC")


def _shared_name(one: Draft, other: Draft) -> bool:
    left, right = one.speaker_head, other.speaker_head
    if left is None or right is None:
        return False
    names = {left.doc[i].lower_ for i in one.speaker if left.doc[i].pos_ == "PROPN"}
    return bool(names & {right.doc[i].lower_ for i in other.speaker if right.doc[i].pos_ == "PROPN"})
