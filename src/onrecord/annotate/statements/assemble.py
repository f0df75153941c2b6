"""From raw drafts to statements that do not get in each other's way."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.tree import is_mark, runs, solid


def settle(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Trim contents, merge duplicates, find what is reported inside what, and divide what overlaps."""
    kept: list[Draft] = []
    for draft in drafts:
        draft.content = _trim(doc, draft.content - draft.cue - draft.speaker, draft)
        draft.cue -= draft.speaker
        if any(solid(doc[i]) for i in draft.content):
            kept.append(draft)
    kept.sort(key=lambda draft: (-len(draft.content), draft.first))
    settled: list[Draft] = []
    for draft in kept:
        if not _same_as_one_of(settled, draft):
            settled.append(draft)
    for draft in settled:
        draft.parent = _parent(draft, settled)
        if draft.parent is not None:
            draft.content = _trim(doc, draft.content & draft.parent.content, draft)
    _divide(doc, settled)
    settled = [draft for draft in settled if any(solid(doc[i]) for i in draft.content) and not _of_himself(draft)]
    kept_ids = {id(draft) for draft in settled}
    for draft in settled:
        while draft.parent is not None and id(draft.parent) not in kept_ids:
            draft.parent = draft.parent.parent
    return sorted(settled, key=lambda draft: (draft.first, min(draft.content)))


def content_runs(doc: Doc, content: set[int]) -> list[tuple[int, int]]:
    """A content as stretches; holes that hold punctuation only are part of it, loose marks are not."""
    joined: list[tuple[int, int]] = []
    for first, last in runs(content):
        if joined:
            hole = [doc[i] for i in range(joined[-1][1] + 1, first)]
            if len(hole) <= 2 and not any(solid(item) or is_mark(item) for item in hole):
                joined[-1] = (joined[-1][0], last)
                continue
        joined.append((first, last))
    return [run for run in joined if any(solid(doc[i]) for i in range(run[0], run[1] + 1))]


def _trim(doc: Doc, content: set[int], draft: Draft) -> set[int]:
    """The content without loose punctuation at the ends of its stretches; marks of its quotations stay."""
    quoted = {i for quote in draft.quotes for i in quote.tokens()}
    found: set[int] = set()
    for first, last in content_runs(doc, content):
        low, high = first, last
        while (
            low <= high and low not in quoted and not solid(doc[low]) and doc[low].text not in ("(", "[", "$", "#", "@")
        ):
            low += 1
        while (
            high >= low
            and high not in quoted
            and (doc[high].dep_ == "cc" or (not solid(doc[high]) and doc[high].text not in (")", "]", "%")))
        ):
            high -= 1
        found.update(range(low, high + 1))
    return found


def _same_as_one_of(settled: Sequence[Draft], draft: Draft) -> bool:
    """Whether a statement with the same content, or of the same word, is there already; the fuller one stays."""
    for other in settled:
        shared = len(draft.content & other.content)
        alike = shared >= 0.8 * len(draft.content | other.content)
        one_word = draft.trigger is not None and other.trigger is not None and draft.trigger.i == other.trigger.i
        if one_word and not shared and draft.garbled != other.garbled:
            continue
        if alike or one_word:
            if not other.speaker and draft.speaker and alike:
                other.speaker, other.speaker_head = draft.speaker, draft.speaker_head
                other.cue, other.trigger, other.sense, other.rule = draft.cue, draft.trigger, draft.sense, draft.rule
                other.via, other.addressee = draft.via, draft.addressee
            return True
    return False


def _parent(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The smallest other content in which this statement is reported."""
    anchor = draft.trigger.i if draft.trigger is not None else min(draft.content)
    holding = [
        other
        for other in drafts
        if other is not draft
        and anchor in other.content
        and len(other.content) > len(draft.content & other.content)
        and (draft.trigger is None or other.trigger is None or other.trigger.i not in draft.content)
    ]
    return min(holding, key=lambda other: len(other.content), default=None)


def _of_himself(draft: Draft) -> bool:
    """Whether a statement inside another one is its speaker's own: *“We do not know why,” she said*."""
    head = draft.speaker_head
    return draft.parent is not None and bool(draft.parent.speaker) and head is not None and head.lower_ in ("i", "we")


def _divide(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Where two contents overlap and neither reports the other, the shorter one keeps the words."""
    outer = [draft for draft in drafts if draft.parent is None]
    by_size = sorted(outer, key=lambda draft: (len(draft.content), draft.first))
    owner: dict[int, Draft] = {}
    for draft in by_size:
        for i in list(draft.content):
            holder = owner.get(i)
            if holder is not None and holder is not draft:
                draft.content.discard(i)
                draft.note("content", "words of a shorter statement beside it are left to that one")
            else:
                owner[i] = draft
        draft.content = _trim(doc, draft.content, draft)
