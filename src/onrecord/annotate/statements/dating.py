"""When it was said, as far as the page tells."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord import timex
from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.draft import Draft
from onrecord.records import UNKNOWN_DATE, DateBasis, DateInterval, TimeExpression

Dated = tuple[DateInterval, str | None]
"""The interval and the id of the time expression."""

_UNDATED: Dated = (UNKNOWN_DATE, None)
_PRONOUNS = frozenset(["he", "she", "they", "it"])
_FAR = 3
"""Sentences of one paragraph over which a speaker who is named again is taken to go on."""
_LEADERS = frozenset(
    {"leader", "president", "minister", "premier", "chancellor", "governor", "mayor", "ambassador", "envoy", "general"}
)
"""Roles by which a page takes up a speaker whom it has just named."""
_PERFECT = frozenset(["has", "have", "had", "'ve", "'s", "’ve", "’s"])


class Clock:
    """Dates statements from the time expressions of their own clause."""

    def __init__(self, parsed: Parsed, times: Sequence[TimeExpression]) -> None:
        """Find the tokens of each expression."""
        self.parsed = parsed
        self.placed = [
            (first, last, time)
            for time in times
            if time.type in ("DATE", "TIME") and (place := tokens_of(parsed, time)) is not None
            for first, last in [place]
        ]
        # Only a day goes on to what is said next: *last week* tells when one thing was said.
        self.single_days = {time.id for _, _, time in self.placed if _names_a_day(time)}
        self.numbers: list[int] = []
        for number, sentence in enumerate(parsed.sentences()):
            self.numbers += [number] * (sentence.end - sentence.start)
        self.in_sentence: dict[int, list[tuple[int, int, TimeExpression]]] = {}
        for first, last, time in self.placed:
            self.in_sentence.setdefault(self.numbers[first], []).append((first, last, time))

    def date_all(self, drafts: Sequence[Draft]) -> list[Dated]:
        """The date of each draft; one that goes on another of the same speaker has that one's date."""
        dated: list[Dated] = []
        for number, draft in enumerate(drafts):
            own = self._own(draft)
            if own is not None:
                draft.note("said_on", "a time in the clause of the cue")
            elif draft.parent is None:
                own = self._inherited(draft, drafts[:number], dated)
                if own is not None:
                    draft.note("said_on", "the day of what the same speaker said right before")
            dated.append(own or _UNDATED)
        return dated

    def _own(self, draft: Draft) -> Dated | None:
        """The date of a time expression that belongs to the cue."""
        if draft.trigger is None:
            return None
        taken = draft.content
        found: Dated | None = None
        reach = -1
        here = self.numbers[draft.trigger.i]
        for first, last, time in (*self.in_sentence.get(here - 1, ()), *self.in_sentence.get(here, ())):
            if first in taken or not self._near(first, draft.trigger):
                continue
            if draft.parent is not None and first not in draft.parent.content:
                continue
            # A day may be given twice: on Friday (May 21, 2021).
            if self._belongs(first, last, draft) or first - reach in (1, 2):
                reach = last
                read = self._read(time)
                if found is None or not found[0].known or (read[0].basis == "stated" and found[0].basis != "stated"):
                    found = read
        return found

    def _near(self, first: int, trigger: Token) -> bool:
        """Whether a time stands in the sentence of the cue, or in a clause before it that the parser cut off."""
        if self.numbers[first] == self.numbers[trigger.i]:
            return True
        sentence = self.parsed.doc[first].sent
        return (
            sentence.end == trigger.sent.start
            and self.parsed.doc[sentence.end - 1].text not in (".", "!", "?", ":")
            and self.parsed.paragraph(sentence[0]) == self.parsed.paragraph(trigger)
        )

    def _belongs(self, first: int, last: int, draft: Draft) -> bool:
        """Whether the nearest verb above the time expression is that of the cue."""
        if draft.rule == "inverted" and draft.cue and max(draft.cue) < first <= max(draft.cue) + 2:
            return last < min(draft.speaker, default=last + 1)
        tokens = [self.parsed.doc[i] for i in range(first, last + 1)]
        head = next((token for token in tokens if not first <= token.head.i <= last), tokens[0])
        verbs = {i for i in draft.cue if self.parsed.doc[i].pos_ in ("VERB", "AUX")}
        if draft.trigger is not None:
            verbs.add(draft.trigger.i)
        near: Token = head
        for near in head.ancestors:
            if near.i in verbs:
                return True
            if near.pos_ in ("VERB", "AUX"):
                cut_off = draft.trigger is not None and near.sent.start != draft.trigger.sent.start
                return _meanwhile(near) and ((near.dep_ == "advcl" and near.head.i in verbs) or cut_off)
            if near.i in draft.speaker:
                # The minister on Monday said: the parser hangs the day on the speaker.
                return (
                    near is draft.speaker_head
                    and head.dep_ in ("prep", "npadvmod", "pobj")
                    and last + 2 >= min(draft.cue)
                )
        return False

    def _read(self, time: TimeExpression) -> Dated:
        """The interval of a time expression."""
        published = self.parsed.article.published.day
        form = time.relative if time.relative is not None and published is not None else time.value
        days = timex.days(form, published) if form is not None else None
        if days is None:
            return UNKNOWN_DATE, time.id
        basis: DateBasis = "stated" if time.relative is None else "resolved"
        return DateInterval(days[0].isoformat(), days[1].isoformat(), basis, (time.span,)), time.id

    def _inherited(self, draft: Draft, before: Sequence[Draft], dated: Sequence[Dated]) -> Dated | None:
        """The date of the statement of the same speaker in the same or the previous sentence."""
        if any(self.parsed.doc[i].lower_ in _PERFECT for i in draft.cue) or draft.speaker_head is None:
            return None
        here = self._sentence(draft)
        for other, date in zip(reversed(before), reversed(dated), strict=True):
            if other.parent is not None:
                continue
            near = _FAR if self._one_paragraph(draft, other) else 1
            if here - max(self._sentence(other), self._number(max(other.content))) > near:
                return None
            if self._same_speaker(draft, other):
                return date if date[1] in self.single_days else None
            if not self._same_sentence_speaker(draft, other):
                return None
        return None

    def _sentence(self, draft: Draft) -> int:
        """Number of the sentence of the cue."""
        return self._number(draft.trigger.i if draft.trigger is not None else draft.first)

    def _number(self, token: int) -> int:
        """Number of the sentence of a token."""
        return self.numbers[token]

    def _same_speaker(self, draft: Draft, other: Draft) -> bool:
        head, before = draft.speaker_head, other.speaker_head
        if head is None or before is None:
            return False
        if draft.continued or head.i == before.i or head.lower_ in _PRONOUNS or head.lower_ == before.lower_:
            return True
        return self._spokesman_of(draft, before) or self._leader_again(draft, other)

    def _spokesman_of(self, draft: Draft, before: Token) -> bool:
        """Whether an office speaks on by its spokesman: *The ministry on Monday welcomed ...*, then its spokeswoman."""
        words = {self.parsed.doc[i].lower_ for i in draft.speaker}
        return before.pos_ == "PROPN" and before.lower_ in words and any(word.startswith("spokes") for word in words)

    def _leader_again(self, draft: Draft, other: Draft) -> bool:
        """Whether a role takes up the one who spoke in the sentence before: *Rand said Sunday ... The mayor said*."""
        head, before = draft.speaker_head, other.speaker_head
        if head is None or before is None or before.pos_ != "PROPN" or head.pos_ != "NOUN" or head.tag_ != "NN":
            return False
        if not draft.speaker:
            return False  # Known by its head alone: nothing of its phrase is left to show.
        first = self.parsed.doc[min(draft.speaker)]
        named = any(self.parsed.doc[i].ent_type_ == "PERSON" for i in draft.speaker)
        opens = first.lower_ == "the" and first.is_sent_start and head.lower_ in _LEADERS and not named
        return bool(opens) and before.ent_type_ == "PERSON" and self._sentence(draft) - self._sentence(other) == 1

    def _one_paragraph(self, draft: Draft, other: Draft) -> bool:
        """Whether both statements begin in one paragraph."""
        doc = self.parsed.doc
        return self.parsed.paragraph(doc[draft.first]) == self.parsed.paragraph(doc[other.first])

    def _same_sentence_speaker(self, draft: Draft, other: Draft) -> bool:
        """Whether the other one stands in the same sentence, so that looking further back is safe."""
        return self._sentence(draft) == self._sentence(other)


def _names_a_day(time: TimeExpression) -> bool:
    """Whether an expression is of one day, whichever day a relative one counts from."""
    form = time.relative or time.value
    days = timex.days(form, dt.date(2000, 6, 15)) if form is not None else None
    return days is not None and days[0] == days[1]


def _meanwhile(verb: Token) -> bool:
    """Whether a clause is of the same time as the verb it hangs on: *while holding a briefing on Friday*."""
    return any(item.lower_ in ("while", "when", "as") and item.dep_ in ("mark", "advmod") for item in verb.children)


def tokens_of(parsed: Parsed, time: TimeExpression) -> tuple[int, int] | None:
    """First and last token of a time expression."""
    shown = parsed.view.lower([time.span])
    if not shown:
        return None
    first = bisect_right(parsed.starts, shown[0].start) - 1
    last = bisect_left(parsed.starts, shown[0].end) - 1
    return (first, last) if 0 <= first <= last else None
