"""Deeds that two pages tell: where one page dates the deed, the other's words for its day are counted from there.

*The navy evacuated its citizens last week* stands on a page of a known day; an undated page says that the ministry
*said on Wednesday that it had sent four planes to evacuate citizens*: that Wednesday lies in that week. A deed is the
same if actor, act and object are; acts that are done every day (talks, demands) need two words of the object.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord import timex
from onrecord.codebooks.clauses import stems, topics
from onrecord.codebooks.meanings import act_of
from onrecord.errors import UsageError
from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    DateInterval,
    Event,
    Evidence,
    Records,
    Span,
    Statement,
    TimeExpression,
)
from onrecord.resolve.dating_limits import STORY, Limit

_DAILY = frozenset({"CONSULT", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "AGREE", "THREATEN", "PROTEST"})
_WIDEST = 7
"""Most days that a dated deed may span."""
_TOLD_WITHIN = 2
"""Days before somebody's words in which the deed lies that the words report as news."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as far as two pages can tell it alike."""

    event: Event
    """The event."""
    who: frozenset[str]
    """Countries and names of those who act."""
    act: str
    """The act, across verbs and nouns."""
    objects: frozenset[str]
    """Stems of what it is done to, persons in general as one."""


class Deeds:
    """The deeds of the pile, by act."""

    def __init__(self, pile: Records) -> None:
        """Look up who acts in each event."""
        self._mentions = {mention.id: mention for mention in pile.all(ActorMention)}
        self._actors = {actor.id: actor for actor in pile.all(Actor)}
        self._links = {link.mention_id: link.actor_id for link in pile.all(ActorLink)}
        self._statements = {statement.id: statement for statement in pile.all(Statement)}
        self._times = {time.id: time for time in pile.all(TimeExpression)}
        self._of_page: dict[str, list[Deed]] = defaultdict(list)
        self._done: list[Deed] = []
        self._index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for event in sorted(pile.all(Event), key=lambda event: event.id):
            deed = self.deed(event)
            if event.modality == "happened" and deed.who and deed.objects:
                self._of_page[event.article_id].append(deed)
                for key in _keys(deed):
                    self._index[key].append(len(self._done))
                self._done.append(deed)

    def limits(
        self, article: Article, days: Mapping[str, DateInterval], dates: Mapping[str, DateInterval]
    ) -> Iterator[Limit]:
        """What the deeds that a page shares with dated pages say about its day.

        Args:
            article: the undated page.
            days: article id -> its day, as far as it is known.
            dates: record id -> the days that the pile gave to it.
        """
        for deed in self._of_page[article.id]:
            if (counted := self._counted(deed.event)) is None:
                continue
            time, slack = counted
            told = [
                (first, last, other.event)
                for other in self.like(deed)
                if other.event.article_id != article.id and days[other.event.article_id].day
                if (stretch := stretch_of(dates.get(other.event.id, other.event.date))) is not None
                for first, last in [stretch]
            ]
            if told and max(last for _, last, _ in told) - min(first for first, _, _ in told) <= STORY:
                yield _limit(deed, time, slack, told)

    def _counted(self, event: Event) -> tuple[TimeExpression, int] | None:
        """The words from which a deed's day counts, and by how many days it may lie before them."""
        own = self._times.get(event.date_time or "")
        if own is not None:
            return (own, 0) if own.relative else None
        statement = self._statements.get(event.attributed_to or "")
        said = self._times.get((statement.said_time if statement else None) or "")
        return (said, _TOLD_WITHIN) if said is not None and said.relative else None

    def like(self, deed: Deed) -> list[Deed]:
        """The deeds that pages tell as done and that are the same, by their ids; found by who does them to what."""
        near = {number for key in _keys(deed) for number in self._index.get(key, ())}
        return [other for number in sorted(near) if same(deed, other := self._done[number])]

    def keys(self, mention_id: str | None) -> frozenset[str]:
        """Country and names of an actor."""
        return frozenset(self._keys(mention_id))

    def deed(self, event: Event) -> Deed:
        """What two pages can share of an event."""
        who = frozenset(key for side in event.actor for key in self._keys(side.mention))
        people = topics().people
        words = {word for side in event.recipient for span in side.spans for word in stems(span.exact)}
        words |= stems(event.place.exact) if event.place is not None else set()
        objects = frozenset("people" if word in people else word for word in words) - who
        return Deed(event, who, act_of(event.lemma), objects)

    def _keys(self, mention_id: str | None) -> Iterator[str]:
        """The country and the names of an actor."""
        mention = self._mentions.get(mention_id or "")
        if mention is None:
            return
        actor = self._actors.get(self._links.get(mention.id, ""))
        country = (actor.country if actor else None) or mention.country
        name = (actor.name if actor else None) or mention.name
        if country is not None:
            yield country
        if name:
            yield name.casefold()


def _keys(deed: Deed) -> Iterator[tuple[str, str, str]]:
    """Under what deeds are found that may be the same."""
    return ((deed.act, who, word) for who in deed.who for word in deed.objects)


def same(one: Deed, other: Deed) -> bool:
    """Whether two pages tell one deed."""
    shared = one.objects & other.objects
    needed = 2 if one.event.type in _DAILY else 1
    return bool(one.who & other.who) and len(shared) >= needed


def stretch_of(date: DateInterval) -> tuple[dt.date, dt.date] | None:
    """First and last day of a date that is narrow enough to count from."""
    if date.earliest is None or date.latest is None:
        return None
    first, last = dt.date.fromisoformat(date.earliest), dt.date.fromisoformat(date.latest)
    return (first, last) if (last - first).days < _WIDEST else None


def _limit(deed: Deed, time: TimeExpression, slack: int, told: list[tuple[dt.date, dt.date, Event]]) -> Limit:
    """The page's words for the day of a deed, held against the days that other pages give it."""
    before = dt.timedelta(days=slack)

    def allows(page: dt.date) -> bool:
        try:
            meant = timex.days(time.relative or "", page)
        except UsageError:
            return False
        return meant is not None and any(meant[0] - before <= last and first <= meant[1] for first, last, _ in told)

    first, last, _ = min(told, key=lambda one: (one[1] - one[0], one[0]))
    day = str(first) if first == last else f"{first} to {last}"
    trigger = " ".join(span.exact for span in deed.event.trigger)
    reason = f"“{time.span.exact}”: other pages date “{trigger}” {day}"
    evidence = tuple(dict.fromkeys(Evidence(e.article_id, span, e.id) for _, _, e in told for span in e.trigger[:1]))
    spans: tuple[Span, ...] = (time.span, *deed.event.trigger[:1])
    return Limit(allows, reason, spans, "deed", evidence)
