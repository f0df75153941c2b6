"""Where a content ends: what the parser hangs on the wrong verb is added, and the writer's own comment left out."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.statements.codebook import lookup
from onrecord.annotate.statements.tree import child, children, comma_before, solid, subtree


def marked(item: Token, *words: str) -> bool:
    """Whether the clause has one of these words as its marker."""
    return any(part.lower_ in words for part in children(item, "mark", "advmod"))


def without_aside(cue: Token, content: frozenset[int]) -> frozenset[int]:
    """A content without the writer's relative clause at its end: *blamed the port, which closed in May*."""
    high = max(content)
    for i in sorted(content):
        part = cue.doc[i]
        if part.dep_ == "relcl" and i > cue.i and comma_before(part) and max(item.i for item in part.subtree) >= high:
            low = min(item.i for item in part.subtree)
            return frozenset(k for k in content if k < low) or content
    return content


def without_last_word(item: Token, found: set[int]) -> set[int]:
    """A clause without the comment on it at its end: *..., citing the cost*; *..., arguing that it was late*.

    The parser hangs such a participle on the nearest verb, however deep.
    """
    doc = item.doc
    for i in sorted(found, reverse=True):
        part = doc[i]
        if i <= item.i or part.tag_ != "VBG" or part.dep_ not in ("advcl", "acl", "conj", "dep", "prep"):
            continue
        below = subtree(part)
        senses = lookup([part.lemma_], "verb")
        kinds = {senses[frame].kind for frame in senses.keys() & {"clause", "np", "as"}}
        comments = bool(kinds & {"speech", "judgement"})
        if comments and min(below) == i and comma_before(part) and max(below) >= max(found) - 1 and child(
            part, "ccomp", "dobj", "prep"
        ) is not None:  # fmt: skip
            return found - below
    return found


_GOES_ON_WITH = frozenset(["that", "whether", "how", "why", "what", "because", "rather"])
_BACKSHIFTED = frozenset(["would", "could", "might", "should"])


def with_second(verb: Token, content: set[int]) -> set[int]:
    """The content with what is coordinated to it, which the parser may hang on the cue.

    *Said it was late, but would go on*: such a part starts with *that*, *how* ... or has the mood of reported
    speech, and no word of saying of its own.
    """
    doc, at = verb.doc, max(content) + 1
    while at < verb.sent.end and not solid(doc[at]):
        at += 1
    if at + 1 >= verb.sent.end or doc[at].dep_ != "cc" or doc[at].head.i not in {verb.i, *content}:
        return content
    parts = children(verb, "conj", "advcl", "ccomp", "dep")
    part = next((item for item in parts if min(subtree(item)) in (at, at + 1)), None)
    if part is None or at + 1 > max(subtree(part)):
        return content
    if any("clause" in lookup([item.lemma_], "verb") for item in (part, *children(part, "xcomp"))):
        return content
    moods = {item.lower_ for item in children(part, "aux")}
    opened = doc[at + 1].lower_ in _GOES_ON_WITH and doc[at + 1].tag_ != "DT" and doc[at + 1].dep_ != "nsubj"
    if opened or (verb.tag_ == "VBD" and moods & _BACKSHIFTED):
        return content | {i for i in subtree(part) if i > at}
    return content


def with_adjunct(verb: Token, content: set[int]) -> set[int]:
    """The content with the condition or reason right after it, which the parser may hang on the cue."""
    for item in children(verb, "advcl"):
        part = subtree(item)
        if min(part) - 1 == max(content) and marked(item, "if", "because", "unless", "until", "should", "when", "so"):
            content = content | part
    return content
