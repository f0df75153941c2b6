"""Quoted paragraphs that lost their quotation marks on the way."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.codebook import Sense
from onrecord.annotate.statements.cues import cue_tokens, verb_senses
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.quotes import Quote
from onrecord.annotate.statements.speakers import channel_of, hearer, noun_phrase
from onrecord.annotate.statements.tree import passive, solid, subject

SAYING = Sense("say", "speech")
_FIRST_PERSON = frozenset(["i", "we", "our", "us", "my", "me"])
_GOING_ON = frozenset({"he", "she", "they"})


def find_unmarked(parsed: Parsed, quotes: Sequence[Quote], drafts: Sequence[Draft]) -> list[Draft]:
    """Paragraphs that a colon opens, and first-person paragraphs between two statements of one speaker."""
    quoted = {i for quote in quotes for i in quote.tokens()}
    found: list[Draft] = []
    others = {i for draft in drafts if not _own_voice(draft) for i in draft.content}
    spoken = [number for number in range(len(parsed.paragraphs)) if _first_person(parsed, number, quoted | others)]
    rare = len(spoken) <= max(1, len(parsed.paragraphs) // 8)
    for number in range(1, len(parsed.paragraphs)):
        first, stop = parsed.paragraphs[number]
        if any(i in quoted for i in range(first, stop)):
            continue
        draft = _after_colon(parsed, number, drafts)
        if draft is None and rare and number in spoken:
            draft = _between(parsed, number, drafts)
        if draft is not None:
            found.append(draft)
    return found


def _after_colon(parsed: Parsed, number: int, drafts: Sequence[Draft]) -> Draft | None:
    """The paragraph after *At the briefing she said:*."""
    doc = parsed.doc
    begin, end = parsed.paragraphs[number - 1]
    first, stop = parsed.paragraphs[number]
    if doc[end - 1].text != ":" or sum(solid(doc[i]) for i in range(first, stop)) < 4:
        return None
    start = doc[end - 1].sent.start
    for i in range(end - 1, max(begin, start) - 1, -1):
        verb = doc[i]
        senses, particle = verb_senses(verb) if verb.pos_ == "VERB" else ({}, frozenset())
        if "quote" not in senses or passive(verb):
            continue
        head = subject(verb)
        if head is None or any(d.trigger is not None and d.trigger.i == i and i in d.content for d in drafts):
            continue
        return Draft(
            set(range(first, stop)), cue_tokens(verb) | particle, noun_phrase(head), senses["quote"], "after colon",
            verb, head, via=channel_of(verb), addressee=hearer(verb, senses), unmarked=True,
        )  # fmt: skip
    return None


def _first_person(parsed: Parsed, number: int, away: set[int]) -> bool:
    """Whether a paragraph says *I* or *we* outside quotation marks and outside what others are said to say."""
    first, stop = parsed.paragraphs[number]
    doc = parsed.doc
    return any(i not in away and doc[i].pos_ == "PRON" and doc[i].lower_ in _FIRST_PERSON for i in range(first, stop))


def _own_voice(draft: Draft) -> bool:
    """Whether the source of a draft is *I* or *we*."""
    return draft.speaker_head is not None and draft.speaker_head.lower_ in _FIRST_PERSON


def _between(parsed: Parsed, number: int, drafts: Sequence[Draft]) -> Draft | None:
    """A first-person paragraph after a statement and before *He added that*: the speaker goes on."""
    if number + 1 >= len(parsed.paragraphs):
        return None
    first, stop = parsed.paragraphs[number]
    before = [d for d in drafts if d.speaker and _within(d, parsed.paragraphs[number - 1]) and not _own_voice(d)]
    after = [d for d in drafts if d.speaker and _within(d, parsed.paragraphs[number + 1])]
    inside = [d for d in drafts if _within(d, (first, stop)) and not _own_voice(d) and d.trigger is not None
              and d.speaker_head is not None and d.sense.kind == "speech"]  # fmt: skip
    if not before or not after or inside:
        return None
    last, following = before[-1], min(after, key=lambda d: d.first)
    head = following.speaker_head
    if head is None or head.lower_ not in _GOING_ON or min(following.speaker) > parsed.paragraphs[number + 1][0] + 1:
        return None
    return Draft(
        set(range(first, stop)), set(), set(last.speaker), SAYING, "marks lost", None, last.speaker_head,
        continued=True, unmarked=True,
    )  # fmt: skip


def _within(draft: Draft, paragraph: tuple[int, int]) -> bool:
    """Whether the cue of a draft stands in the paragraph."""
    at = draft.trigger.i if draft.trigger is not None else draft.first
    return paragraph[0] <= at < paragraph[1]
