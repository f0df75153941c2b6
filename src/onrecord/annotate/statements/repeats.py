"""Two reports of one utterance on a page: the words and their paraphrase, or a sentence printed twice."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.annotate.statements.draft import Draft

_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_PRONOUN = "PRON"
LEAST_WORDS = 4
"""Contents with fewer content words are alike too easily."""
LEAST_SHARED = 0.75
"""Share of the shorter content's words that the other one holds."""


def same_utterances(doc: Doc, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the earlier one that reports the same words, if there is one."""
    words = [
        frozenset(doc[i].lemma_.lower() for i in draft.content if doc[i].pos_ in _CONTENT_WORDS) for draft in drafts
    ]
    links: list[int | None] = []
    for late, draft in enumerate(drafts):
        link: int | None = None
        if len(words[late]) >= LEAST_WORDS:
            for early in range(late):
                if draft.parent is not None or drafts[early].parent is not None:
                    continue
                if _alike(words[early], words[late]) and _may_be_one(draft, drafts[early]):
                    link = early
                    break
        links.append(link)
    return links


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two contents have most words in common and are of comparable length."""
    least, most = sorted((len(one), len(other)))
    return least >= LEAST_WORDS and 2 * least >= most and len(one & other) >= LEAST_SHARED * least


def _may_be_one(one: Draft, other: Draft) -> bool:
    """Whether the two sources may be the same: equal heads, a pronoun, or none."""
    left, right = one.speaker_head, other.speaker_head
    if left is None or right is None or _PRONOUN in (left.pos_, right.pos_):
        return True
    return bool({left.lower_, left.head.lower_} & {right.lower_}) or _shared_name(one, other)


def _shared_name(one: Draft, other: Draft) -> bool:
    left, right = one.speaker_head, other.speaker_head
    if left is None or right is None:
        return False
    names = {left.doc[i].lower_ for i in one.speaker if left.doc[i].pos_ == "PROPN"}
    return bool(names & {right.doc[i].lower_ for i in other.speaker if right.doc[i].pos_ == "PROPN"})
