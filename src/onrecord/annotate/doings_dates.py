"""The day of a deed: the date of its clause, the date of the clause that tells it, or the day of publication."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.parsing import Parsed
from onrecord.records import Modality, TimeExpression
from onrecord.timex import Days, interval

_LEAD, _WEEK = 3, 7
_SOMETIME = frozenset(
    {"previously", "earlier", "already", "before", "once", "always", "ever", "far", "recently", "initially", "formerly",
     "originally", "often", "sometimes", "usually", "never", "later", "since", "long", "then"}
)  # fmt: skip
_SAYING = frozenset(
    {"say", "announce", "state", "report", "tell", "claim", "add", "confirm", "reveal", "note", "declare"}
)


@dataclass(frozen=True, slots=True)
class _Date:
    """A date of a sentence."""

    token: Token
    """Its first word."""
    holder: Token
    """The word that it stands with."""
    clause: Token | None
    """The verb over it."""
    value: str
    """As :func:`vague` writes it."""
    past: str
    """The same for what was over when the page was written: of *this week* the days up to then."""


class Calendar:
    """The dates of a page, asked for deed by deed."""

    def __init__(self, parsed: Parsed, times: Sequence[TimeExpression], published: str | None) -> None:
        """Read the dates."""
        self._published = published
        self._dates: dict[int, list[_Date]] = {}
        for time in times:
            days = interval(time.value) if time.type in ("DATE", "TIME") and time.value else None
            shown = parsed.view.lower([time.span])
            value, past = (vague(days), vague(_until(days, published))) if days else (None, None)
            if value is None or past is None or not shown:
                continue
            first = max(0, bisect_right(parsed.starts, shown[0].start) - 1)
            last = max(first, bisect_right(parsed.starts, shown[-1].end - 1) - 1)
            top = _top(list(parsed.doc[first : last + 1]))
            self._dates.setdefault(top.sent.start, []).append(_Date(top, _holder(top), _clause(top), value, past))
        self._news_day = self._of_the_lead(parsed) or published
        # A line or paragraph may be the headline or the date: what *has happened* is news in the next few only.
        self._lead_end = parsed.paragraphs[_LEAD + 1][0] if len(parsed.paragraphs) > _LEAD + 1 else len(parsed.doc)

    def date(self, token: Token, modality: Modality, ahead: bool, *, heading: bool) -> tuple[str | None, str]:
        """The day of a deed and how it is known (:class:`~onrecord.records.doing.Doing`)."""
        dates = self._dates.get(token.sent.start, [])
        if modality in ("negated", "possible"):
            return None, "unknown"
        own = self._own(token, dates, ahead=ahead)
        if own is not None:
            return own, "stated"
        if ahead:
            return None, "unknown"
        verb = token if token.pos_ in ("VERB", "AUX") else _governor(token)
        if heading:
            return self._published, "published" if self._published else "unknown"
        if verb is None:
            return None, "unknown"
        if verb != token:
            shared = self._own(verb, dates)
            if token.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr", "conj"):
                return None, "unknown"
            if shared is not None:
                return shared, "told"
        return self._by_tense(verb, dates)

    def _of_the_lead(self, parsed: Parsed) -> str | None:
        """The day on which the news happened: the first one of the last week that the first sentences give."""
        if self._published is None:
            return None
        today = dt.date.fromisoformat(self._published)
        for first, _ in parsed.paragraphs[: _LEAD + 1]:
            for item in self._dates.get(parsed.doc[first].sent.start, []):
                if "X" not in item.value and item.clause is not None and item.clause.dep_ == "ROOT":
                    days = (today - dt.date.fromisoformat(item.value)).days
                    if 0 <= days < _WEEK:
                        return item.value
        return None

    def _own(self, token: Token, dates: Sequence[_Date], *, ahead: bool = False) -> str | None:
        """The date that stands with a deed; of several the nearest."""
        mine = [item for item in dates if item.holder == token]
        if not mine and token.pos_ in ("VERB", "AUX"):
            mine = [item for item in dates if item.clause == token]
        nearest = min(mine, key=lambda item: abs(item.token.i - token.i), default=None)
        return None if nearest is None else nearest.value if ahead else nearest.past

    def _by_tense(self, verb: Token, dates: Sequence[_Date]) -> tuple[str | None, str]:
        """The day of a deed without a date in its clause."""
        finite = _finite(verb)
        if finite is None or self._published is None:
            return None, "unknown"
        kind = _tense(finite)
        if kind == "past perfect":
            return None, "unknown"
        above = _above(finite)
        if above is not None:
            told = self._own(above, dates)
            if told is not None and kind == "past":
                return told, "told"
        if kind == "present" and finite.lemma_.lower() not in _SAYING:
            return None, "unknown"
        if kind == "perfect" and verb.i >= self._lead_end:
            return None, "unknown"  # further down, *has launched* is what was done at some time
        if _is_background(verb) or _is_of_some_time(finite):
            return None, "unknown"
        return (self._news_day if kind == "past" else self._published), "published"


def _is_background(verb: Token) -> bool:
    """Whether a clause only tells more of something: *which it bought*, *when it was founded*, *giving it range*."""
    for item in [verb, *verb.ancestors]:
        if item.dep_ in ("relcl", "acl"):
            return True
        if item.dep_ in ("advcl", "xcomp") and item.pos_ in ("VERB", "AUX"):
            return item.lemma_.lower() not in _SAYING
        if item.dep_ == "ROOT":
            return False
    return False


def _until(days: Days, published: str | None) -> Days:
    """The days of a week under way up to the day on which the page is written; other days as they are."""
    today = dt.date.fromisoformat(published) if published else None
    if today is None or not days[0] <= today < days[1] or (days[1] - days[0]).days >= _WEEK:
        return days
    return days[0], today


def _is_of_some_time(verb: Token) -> bool:
    """Whether a clause says that it is not of the day: *previously*, *at the time*."""
    leads = (child for child in verb.children if child.lower_ == "at")
    return any(child.lower_ in _SOMETIME for child in verb.children) or any(
        word.lower_ == "time" for lead in leads for word in lead.children
    )


def vague(days: Days) -> str | None:
    """A stretch of days as ``2005-02-17``, ``2005-02-XX`` or ``2005-XX-XX``; ``None`` if it is longer than a year."""
    first, last = days
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}-XX"
    return f"{first.year:04d}-XX-XX" if first.year == last.year else None


def _top(tokens: Sequence[Token]) -> Token:
    """The token of a date that the others hang on."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside), tokens[0])


def _clause(top: Token) -> Token | None:
    """The verb that a date goes with; none for a date that is a part of a name or a phrase: *the 1991 pact*."""
    noun = top.head
    named = top.dep_ in ("compound", "nummod", "amod", "nmod", "poss") and noun.pos_ in ("NOUN", "PROPN")
    occasion = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "during") and noun.pos_ == "NOUN"
    return None if named and not occasion else _governor(top)


def _holder(top: Token) -> Token:
    """The word that a date stands with: *launched in June*, *its launch in June*."""
    head = top.head
    while head.dep_ == "prep" and head.head != head:
        head = head.head
    return head.head if head.pos_ == "ADP" else head


def _governor(noun: Token) -> Token | None:
    """The verb over a noun."""
    return next((item for item in noun.ancestors if item.pos_ in ("VERB", "AUX")), None)


def _finite(verb: Token) -> Token | None:
    """The verb whose tense goes for a verb: itself, or the one that it hangs on as participle or infinitive."""
    for item in [verb, *verb.ancestors]:
        if item.pos_ not in ("VERB", "AUX"):
            if item.dep_ in ("prep", "mark", "cc", "agent", "pobj", "dobj"):
                continue
            return None
        if item.tag_ in ("VBD", "VBZ", "VBP") or any(
            c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in item.children
        ):
            return item
        if item.dep_ == "ROOT":
            return item
    return None


def _tense(verb: Token) -> str:
    """``past``, ``perfect``, ``past perfect`` or ``present``."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"had", "'d"} and verb.tag_ == "VBN":
        return "past perfect"
    if verb.tag_ == "VBN" and helpers & {"has", "have", "'ve"}:
        return "perfect"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return "past"
    if verb.tag_ == "VBG" and helpers & {"is", "are", "'re", "'s", "am", "'m"}:
        return "progressive"
    return "present" if verb.tag_ in ("VBZ", "VBP", "VBG") or helpers & {"is", "are"} else "past"


def _above(verb: Token) -> Token | None:
    """The verb of telling over a clause."""
    head = verb.head
    return head if verb.dep_ in ("ccomp", "xcomp", "advcl", "conj") and head.pos_ in ("VERB", "AUX") else None
