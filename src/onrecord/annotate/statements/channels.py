"""Who only carried the words: agencies, newspapers and platforms, which are never the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.speakers import is_outlet, noun_phrase, reported_by
from onrecord.annotate.statements.tree import child, children, runs
from onrecord.codebooks.news import agencies
from onrecord.records import ActorMention, Span


@cache
def agency_names() -> dict[str, str]:
    """Every form of an agency's name, in lower case, with its usual name."""
    return {
        form.lower().removeprefix("the "): agency.name
        for agency in agencies()
        for form in (agency.name, *agency.forms, *agency.sign)
    }


class Channels:
    """Tells speakers, hearers and channels of one body apart."""

    def __init__(self, parsed: Parsed, mentions: Sequence[ActorMention]) -> None:
        """Note where the media stand."""
        self.parsed = parsed
        self.media = [mention.head for mention in mentions if mention.sector == "MED"]

    def sort_out(self, draft: Draft) -> None:
        """Move agencies and newspapers from speaker or hearer to channel where the words are another's."""
        carrier = reported_by(draft.speaker_head)
        if carrier is not None and draft.via is None:
            draft.via = carrier
            draft.note("via", "it is quoted by this outlet")
        if draft.addressee is not None and draft.addressee.i in draft.content:
            draft.addressee = None
        if draft.addressee is not None and self.is_medium(draft.addressee):
            draft.via = draft.via or draft.addressee
            draft.note("via", "the hearer is an outlet, which carries the words on")
            draft.addressee = None
        cited = self._cited(draft)
        if cited is not None and draft.speaker_head is not None and self.is_medium(draft.speaker_head):
            draft.via, draft.speaker_head = draft.speaker_head, cited
            draft.speaker = noun_phrase(cited) - draft.content
            draft.note("via", "the outlet cites another as its source")

    def name(self, head: Token) -> tuple[str, Span]:
        """The name of a channel, and the words that give it."""
        phrase = noun_phrase(head)
        low, high = next((run for run in runs(phrase) if run[0] <= head.i <= run[1]), (head.i, head.i))
        span = self.parsed.span(low, high)
        proper = [self.parsed.doc[i].text for i in range(low, high + 1) if self.parsed.doc[i].pos_ == "PROPN"]
        words = " ".join(proper) if proper else span.exact
        known = agency_names()
        for form in (words.lower(), *(part.lower() for part in proper)):
            if form in known:
                return known[form], span
        return words.removeprefix("the ").removeprefix("The "), span

    def is_medium(self, head: Token) -> bool:
        """Whether a phrase names an agency, a newspaper or a station."""
        if is_outlet(head) or head.lower_ in agency_names():
            return True
        at = self.parsed.span(head.i, head.i)
        return any(span.overlaps(at) for span in self.media)

    def _cited(self, draft: Draft) -> Token | None:
        """The source that a medium cites: *the agency reported, citing the ministry*."""
        if draft.trigger is None:
            return None
        for item in children(draft.trigger, "advcl", "acl", "prep"):
            if item.lower_ in ("citing", "quoting"):
                return child(item, "dobj", "pobj")
        return None
