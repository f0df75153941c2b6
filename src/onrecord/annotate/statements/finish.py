"""From settled drafts to records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from spacy.tokens import Token

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.assemble import content_runs
from onrecord.annotate.statements.channels import Channels
from onrecord.annotate.statements.damage import damage
from onrecord.annotate.statements.dating import Clock, Dated
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.quotes import Quote
from onrecord.annotate.statements.repeats import same_utterances
from onrecord.annotate.statements.speakers import noun_phrase, speaker_basis
from onrecord.annotate.statements.tree import runs, solid
from onrecord.records import ActorMention, Manner, Span, SpeakerBasis, Statement, TimeExpression, make_id

_WORN = 2
"""Damaged sentences from which a page is taken to be damaged as a whole."""


def finish(
    parsed: Parsed,
    drafts: Sequence[Draft],
    quotes: Sequence[Quote],
    mentions: Sequence[ActorMention],
    times: Sequence[TimeExpression],
) -> list[Statement]:
    """The drafts as statements, linked to mentions, times and each other."""
    channels = Channels(parsed, mentions)
    for draft in drafts:
        channels.sort_out(draft)
    quoted = {i for quote in quotes for i in quote.tokens()}
    ids = {id(draft): _draft_id(parsed, draft) for draft in drafts}
    dates = Clock(parsed, times).date_all(drafts)
    links = same_utterances(parsed.doc, drafts)
    for number, link in enumerate(links):
        # Two reports of one utterance have one day.
        if link is not None and not dates[link][0].known and dates[link][1] is None:
            dates[link] = dates[number]
            drafts[link].note("said_on", "the day of the other report of the same words")
    maker = _Maker(parsed, quoted, channels, mentions, ids)
    return [
        maker.statement(draft, date, ids[id(drafts[link])] if link is not None else None)
        for draft, date, link in zip(drafts, dates, links, strict=True)
    ]


class _Maker:
    """Makes the records of one body."""

    def __init__(
        self,
        parsed: Parsed,
        quoted: set[int],
        channels: Channels,
        mentions: Sequence[ActorMention],
        ids: dict[int, str],
    ) -> None:
        self.parsed = parsed
        self.quoted = quoted
        self.channels = channels
        self.mentions = sorted(mentions, key=lambda mention: mention.span)
        self.starts = [mention.span.start for mention in self.mentions]
        self.longest = max((mention.span.end - mention.span.start for mention in mentions), default=0)
        self.ids = ids
        self.signs: dict[int, str | None] = {}

    def statement(self, draft: Draft, date: Dated, same: str | None) -> Statement:
        """One record."""
        parsed = self.parsed
        via, via_span = self.channels.name(draft.via) if draft.via is not None else (None, None)
        mention = self._mention(draft)
        return Statement(
            id=self.ids[id(draft)],
            article_id=parsed.article.id,
            content=_spans(parsed, content_runs(parsed.doc, draft.content)),
            cue=_spans(parsed, runs(draft.cue)),
            speaker=_spans(parsed, runs(draft.speaker)),
            speaker_mention=mention.id if mention is not None else None,
            speaker_basis=_basis(draft, mention),
            manner=self._manner(draft),
            act=draft.sense.act,
            negated=draft.negated,
            via=via,
            via_span=via_span,
            addressee=self._words(draft),
            nested_in=self.ids[id(draft.parent)] if draft.parent is not None else None,
            same_utterance_as=same,
            garbled=self._damaged(draft),
            said_on=date[0],
            said_time=date[1],
            rule=draft.rule,
        )

    def _mention(self, draft: Draft) -> ActorMention | None:
        """The mention that has the speaker's head; the shortest one if several have it."""
        if draft.speaker_head is None or not draft.speaker:
            return None
        at = self.parsed.span(draft.speaker_head.i, draft.speaker_head.i)
        low = bisect_left(self.starts, at.start - self.longest)
        near = self.mentions[low : bisect_left(self.starts, at.end)]
        exact = [mention for mention in near if mention.head.overlaps(at)]
        wide = exact or [mention for mention in near if mention.span.overlaps(at)]
        first = self.parsed.doc[min(draft.speaker)]
        if (
            first.is_sent_start
            and first.is_title
            and first.pos_ in ("ADP", "VERB", "AUX")
            and draft.speaker_head.i > first.i
        ):
            # An unusual first name (Per, Will) that the names did not get: half a name would be the wrong one.
            start = self.parsed.span(first.i, first.i).start
            wide = [mention for mention in wide if mention.span.start <= start]
        best = min(wide, key=lambda mention: (mention.span.end - mention.span.start, mention.id), default=None)
        return self._by_name(draft, draft.speaker_head) or best if best is None or best.form == "nominal" else best

    def _by_name(self, draft: Draft, head: Token) -> ActorMention | None:
        """The person whose name stands behind the last comma of a source: *the harbour master, Captain Per Rand*."""
        doc, last = self.parsed.doc, max(draft.speaker)
        comma = next((i for i in range(last - 1, head.i, -1) if doc[i].text == ","), None)
        if comma is None or head.tag_ not in ("NN", "NNP"):
            return None
        name, between = self.parsed.span(comma + 1, last), self.parsed.span(head.i + 1, comma)
        low = bisect_left(self.starts, between.start - self.longest)
        near = [one for one in self.mentions[low : bisect_left(self.starts, name.end)] if one.kind == "person"]
        others = [one for one in near if one.form == "nominal" and between.contains(one.head)]
        if any(one.head.start > between.start + 1 for one in others):  # But *vice-president*, *director general*.
            return None  # *The brother of the mayor, Per Rand*: who of the two it is, nobody knows.
        return next((one for one in near if one.form == "name" and name in (one.span, one.head)), None)

    def _manner(self, draft: Draft) -> Manner:
        """Direct if every word is in quotation marks, or was before they were lost; indirect if none is."""
        if draft.unmarked:
            return "direct"
        words = [i for i in draft.content if solid(self.parsed.doc[i])]
        inside = sum(i in self.quoted for i in words)
        if inside == len(words):
            return "direct"
        return "mixed" if inside else "indirect"

    def _words(self, draft: Draft) -> str | None:
        """The hearer, as the text puts it."""
        if draft.addressee is None:
            return None
        phrase = noun_phrase(draft.addressee) - draft.content - draft.cue
        low, high = next((r for r in runs(phrase) if r[0] <= draft.addressee.i <= r[1]), (draft.addressee.i,) * 2)
        return self.parsed.span(low, high).exact

    def _damaged(self, draft: Draft) -> bool:
        at = draft.trigger.i if draft.trigger is not None else draft.first
        sentence = self.parsed.doc[at].sent
        if sentence.start not in self.signs:
            self.signs[sentence.start] = damage(sentence)
        sign = self.signs[sentence.start]
        if sign is None and draft.unmarked and self.worn:
            sign = "the marks are lost on a page that is damaged elsewhere"
        if draft.garbled and sign is None:
            sign = "the clause has lost its verb"
        if sign is not None:
            draft.note("garbled", sign)
        return sign is not None

    @cached_property
    def worn(self) -> bool:
        """Whether several sentences of the page are damaged."""
        signs = (damage(sentence) for sentence in self.parsed.doc.sents)
        return sum(sign is not None for sign in signs) >= _WORN


def _draft_id(parsed: Parsed, draft: Draft) -> str:
    """The id, over the places of content and cue."""
    places = [parsed.starts[i] for i in sorted(draft.content)]
    return make_id("s", parsed.article.id, places, [parsed.starts[i] for i in sorted(draft.cue)])


def _basis(draft: Draft, mention: ActorMention | None) -> SpeakerBasis:
    """How the speaker is known; the mention knows better than the parse what is a name."""
    if draft.continued:
        return "continued"
    basis = speaker_basis(draft.speaker_head)
    if mention is not None and basis in ("role", "named"):
        if mention.form in ("name", "place"):
            return "named"
        return "apposition" if mention.name else "role"
    return basis


def _spans(parsed: Parsed, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The spans of stretches of tokens."""
    return tuple(span for first, last in stretches for span in parsed.spans(first, last))
