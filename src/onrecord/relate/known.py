"""What the pile knows about its records: who a mention is, when a record is true, which pages are one source."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Protocol, TypeVar, cast

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    DateInference,
    DateInterval,
    Records,
    Span,
    Statement,
    SyndicationGroup,
    TimeExpression,
    View,
    body_view,
)
from onrecord.relate.states import RULING, UnlistedStates
from onrecord.weekdays import weekday_of

PREPOSITION = re.compile(r"\s(?:of|at|in|for|with|from|on|to|near|between|against|by)\s")
"""What ends the head of a noun phrase."""
_NOBODY = frozenset(
    {"nobody", "everybody", "everyone", "anyone", "someone", "nothing", "everything", "something", "people"}
)
_LONGEST_THING = 80
_RECENT = 2
"""Sentences before a pronoun in which the person that it means may be named."""
_FROM = re.compile(r"\b(?:from|out\s+of)\s+(?:the\s+)?\Z")
_IN = re.compile(r"\b(?:in|at|near)\s+(?:the\s+)?\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAID_ON = re.compile(r"\b(?:said|says|told|announced|added|testified|stated|insisted)\b[^.;,]{0,40}?(?:\bon\s+)?\Z")
_SAID_AT = re.compile(
    r"\b(?:said|says|told|announced|added|testified|stated|insisted)\b"
    r"(?:\s+(?:reporters|journalists|(?:in|at|to)\s+(?:an?|the)\s+\w+|an?\s+\w+|late|early|[A-Z]\w+))*\s+(?:on\s+)?\Z"
)
"""The same, without what was said between the two: *said its jets attacked the port on*."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘])|\n")


_Made = TypeVar("_Made")
_HEAD = attrgetter("head.start")


class Told(Protocol):
    """What is told on a page, perhaps by a speaker."""

    @property
    def article_id(self) -> str:
        """The page."""

    @property
    def attributed_to(self) -> str | None:
        """The statement that tells it."""


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as findings compare it."""

    key: str
    """The actor himself."""
    family: str
    """The state whose government he belongs to, or the actor himself."""
    name: str
    """A name to show."""


class Known:
    """The pile with its links, inferred dates and chains looked up once."""

    def __init__(self, pile: Records) -> None:
        """Index the pile."""
        self.pile = pile
        self.articles = {article.id: article for article in pile.all(Article)}
        self.statements = {statement.id: statement for statement in pile.all(Statement)}
        self._mentions = {mention.id: mention for mention in pile.all(ActorMention)}
        self._actors = {actor.id: actor for actor in pile.all(Actor)}
        self._links = {link.mention_id: link.actor_id for link in pile.all(ActorLink)}
        self._inferred = {item.record_id: item.date for item in pile.all(DateInference)}
        self._unlisted = UnlistedStates(self._mentions.values())
        self._states_of = self._states_of_actors()
        self._whos: dict[str, Who | None] = {}
        self._state_names: dict[str, frozenset[str]] = {}
        self._places: dict[str, list[ActorMention]] | None = None
        self._by_name: dict[str, Actor] | None = None
        self._by_page: dict[str, list[ActorMention]] | None = None
        self._times: dict[str, list[TimeExpression]] | None = None
        self._days: dict[str, list[tuple[Span, str, bool]]] | None = None
        self._cues: dict[tuple[str, int], Statement] | None = None
        self._views: dict[str, View] = {}
        self._made: dict[Callable[[Known], object], object] = {}
        self._chains = {
            member.article_id: group.id
            for group in pile.all(SyndicationGroup)
            if group.level == "chain"
            for member in group.members
        }
        self._copies = {
            member.article_id: group.id
            for group in pile.all(SyndicationGroup)
            if group.level == "copy"
            for member in group.members
        }

    def made(self, make: Callable[[Known], _Made]) -> _Made:
        """What is made of the pile once, whoever asks for it: ``known.made(Bodies)``."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("_Made", self._made[make])

    def body(self, article_id: str) -> View:
        """The body of a page."""
        if article_id not in self._views:
            self._views[article_id] = body_view(self.articles[article_id])
        return self._views[article_id]

    def named(self, phrase: str) -> Who | None:
        """The actor of the pile whose name a phrase is, where its page did not see a name in it."""
        if self._by_name is None:
            self._by_name = {}
            for one in sorted(self._actors.values(), key=lambda actor: actor.id):
                for name in (one.name, *one.aliases):
                    self._by_name.setdefault(name.casefold(), one)
        actor = self._by_name.get(phrase.casefold().removeprefix("the "))
        if actor is None:
            return None
        key = f"actor:{actor.id}"
        return Who(key, self._family(actor.country, actor.sector, actor.kind) or key, actor.name)

    def mention_at(self, article_id: str, span: Span) -> str | None:
        """The mention of an actor whose head stands in a stretch of a page; of several the last."""
        inside = [mention.id for mention in self.headed_in(article_id, (span,)) if span.contains(mention.head)]
        return inside[-1] if inside else None

    def is_place(self, mention_id: str | None) -> bool:
        """Whether a mention is the name of a country or a place."""
        mention = self._mentions.get(mention_id or "")
        return mention is not None and mention.form == "place"

    def mention_from(self, article_id: str, start: int) -> ActorMention | None:
        """The mention that begins at a place of a page, the longest of several."""
        here = [one for one in self.mentions_of(article_id) if one.span.start == start]
        return max(here, key=lambda one: (one.span.end, one.id), default=None)

    def body_before(self, article_id: str, start: int) -> Who | None:
        """The only named body of the sentence before one that begins with *it*; ``None`` if several or none."""
        text = self.articles[article_id].text
        if start < 2:
            return None  # The page begins with it.
        before = sentence_of(text, Span(start - 2, start - 1, text))
        found = {
            who.key: who
            for one in self.headed_in(article_id, (before,))
            if before.contains(one.head) and one.form == "name" and one.kind == "organization"
            if (who := self.who(one.id)) is not None
        }
        return next(iter(found.values())) if len(found) == 1 and before.end <= start else None

    def places_in(self, article_id: str, stretch: Span) -> str:
        """The names of places in a stretch of a page, one behind the other."""
        places = (one.head for one in self.headed_in(article_id, (stretch,)) if one.form == "place")
        return " ".join(head.exact for head in places if stretch.contains(head))

    def days_in(self, article_id: str, stretch: Span, *, parts: bool = False) -> frozenset[str]:
        """The days that a stretch of a page names, ``YYYY-MM-DD``, but for those on which something was said.

        Args:
            article_id: the page.
            stretch: the stretch.
            parts: whether days count of which only a part is named: *Wednesday evening*.
        """
        if self._days is None:
            self._days = {}
            for time in self.pile.all(TimeExpression):
                text = self.articles[time.article_id].text
                said = _SAID_ON.search(text, max(0, time.span.start - _LONGEST_THING), time.span.start)
                kinds = {"DATE": False, "TIME": True}
                if time.type in kinds and time.value is not None and _DAY.match(time.value) and not said:
                    self._days.setdefault(time.article_id, []).append((time.span, time.value[:10], kinds[time.type]))
        days = self._days.get(article_id, ())
        return frozenset(day for span, day, part in days if stretch.contains(span) and (parts or not part))

    def times_in(self, article_id: str) -> list[TimeExpression]:
        """The times that a page tells, but for those at which something was said, in text order."""
        if self._times is None:
            self._times = {}
            for time in self.pile.all(TimeExpression):
                text = self.articles[time.article_id].text
                if not _SAID_AT.search(text, max(0, time.span.start - _LONGEST_THING), time.span.start):
                    self._times.setdefault(time.article_id, []).append(time)
        return sorted(self._times.get(article_id, ()), key=lambda time: (time.span.start, time.id))

    def mentions_in(self, article_id: str, spans: Sequence[Span]) -> list[str]:
        """The mentions of actors whose heads stand in some stretches of a page, in text order."""
        inside = self.headed_in(article_id, spans)
        return [one.id for one in inside if any(span.contains(one.head) for span in spans)]

    def within(self, article_id: str, span: Span) -> list[ActorMention]:
        """The mentions that stand in a stretch of a page, in text order."""
        return [one for one in self.headed_in(article_id, (span,)) if span.contains(one.span)]

    def report(self, article_id: str, spans: Sequence[Span]) -> Statement | None:
        """What somebody said, where some words are those by which the page reports it."""
        if self._cues is None:
            self._cues = {
                (one.article_id, span.start): one
                for one in sorted(self.statements.values(), key=lambda statement: statement.id)
                for span in one.cue
            }
        found = (self._cues.get((article_id, span.start)) for span in spans)
        return next((one for one in found if one is not None), None)

    def bearer(self, article_id: str, spans: Sequence[Span], mention_id: str | None) -> str | None:
        """The mention that a whole phrase is, where one of its words was taken for it: *the minister, Ilze Dorn*."""
        given = self._mentions.get(mention_id or "")
        if not spans or (given is not None and (given.form != "place" or given.span.start != spans[0].start)):
            return mention_id
        for mention in self.headed_in(article_id, spans):
            if mention.head.start >= spans[-1].end:
                break
            whole = mention.span.start == spans[0].start and mention.span != mention.head
            if mention.form == "name" and whole and any(span.contains(mention.head) for span in spans):
                return mention.id
        return mention_id

    def mentions_of(self, article_id: str) -> list[ActorMention]:
        """The mentions of a page, in the order of their heads."""
        if self._by_page is None:
            self._by_page = {}
            for mention in sorted(self._mentions.values(), key=lambda mention: (mention.head.start, mention.id)):
                self._by_page.setdefault(mention.article_id, []).append(mention)
        return self._by_page.get(article_id, [])

    def headed_in(self, article_id: str, spans: Sequence[Span]) -> list[ActorMention]:
        """The mentions whose heads begin between the first and the last place of some stretches, in text order."""
        if not spans:
            return []
        mentions = self.mentions_of(article_id)
        low = bisect.bisect_left(mentions, min(span.start for span in spans), key=_HEAD)
        return mentions[low : bisect.bisect_left(mentions, max(span.end for span in spans), low, key=_HEAD)]

    def chain(self, article_id: str) -> str:
        """The chain of sources that a page belongs to: copies and rewrites of one wire are one."""
        return self._chains.get(article_id, article_id)

    def apart(self, one: str, other: str) -> bool:
        """Whether two pages may contradict each other: not one page, nor the same text printed again.

        Pages of one chain may: two outlets that carry one background, or rewrite one wire, tell the news otherwise.
        """
        return self._copies.get(one, one) != self._copies.get(other, other)

    def who(self, mention_id: str | None) -> Who | None:
        """Who a mention is; ``None`` if nothing but a pronoun or an unnamed role is known."""
        key = mention_id or ""
        if key not in self._whos:
            mention = self._mentions.get(key)
            self._whos[key] = self._who(mention) if mention is not None else None
        return self._whos[key]

    def _who(self, mention: ActorMention) -> Who | None:
        """Who a mention is, looked up."""
        actor = self._actors.get(self._links.get(mention.id, ""))
        country = (actor.country if actor else None) or mention.country
        sector = (actor.sector if actor else None) or mention.sector
        kind = actor.kind if actor else mention.kind
        name = actor.name if actor else mention.name
        place = mention.form == "place" and sector is None
        family = self._family(country, sector, "country" if place and kind != "group" else kind)
        unlisted = self._unlisted.of(mention) or self._states_of.get(actor.id if actor else "")
        if not family and unlisted and kind != "group":
            family = f"state:{unlisted}"
        if actor is not None:
            key = f"actor:{actor.id}"
        elif name:
            key = f"name:{name.casefold()}"
        elif family:
            key = family
        else:
            return None
        return Who(key, family or key, name or mention.span.exact)

    def person(self, who: Who) -> bool:
        """Whether an actor is a person with a name."""
        actor = self._actors.get(who.key.removeprefix("actor:"))
        return actor is not None and actor.kind == "person"

    def states_in_roles(self, who: Who) -> frozenset[str]:
        """The states that the phrases for an actor's offices name: *spokesman of the Norlandic army, Emil Sarre*."""
        actor = self._actors.get(who.key.removeprefix("actor:"))
        pieces = [piece for role in actor.roles for piece in role.evidence] if actor is not None else []
        named = (self.who(one.id) for piece in pieces for one in self.headed_in(piece.article_id, (piece.span,)))
        return frozenset(one.family for one in named if one is not None and one.family.startswith("state:"))

    def sector(self, who: Who) -> str | None:
        """The PLOVER sector of an actor, if it is known."""
        actor = self._actors.get(who.key.removeprefix("actor:"))
        return actor.sector if actor is not None else None

    @staticmethod
    def _family(country: str | None, sector: str | None, kind: str | None) -> str:
        """The state that an actor acts for, or an empty text."""
        state = country is not None and len(country) == 3 and country not in ("IGO", "NGO", "INT")
        rules = sector in RULING or kind == "country"
        return f"state:{country}" if state and rules and kind != "group" else ""

    def _states_of_actors(self) -> dict[str, str]:
        """Actor -> the unlisted state that one of his mentions gives: *Ardalian minister Mel Orto*."""
        found: dict[str, str] = {}
        for mention_id, actor_id in sorted(self._links.items()):
            mention = self._mentions.get(mention_id)
            if mention is not None and (state := self._unlisted.of(mention)) is not None:
                found.setdefault(actor_id, state)
        return found

    def names_of(self, family: str) -> frozenset[str]:
        """The stems of the names and nationality words of a state: they say whose, not what."""
        if family not in self._state_names:
            country = family.removeprefix("state:")
            names = {
                word
                for mention in self._mentions.values()
                if mention.country == country and mention.name and (mention.form == "place" or mention.kind != "person")
                for word in stems(mention.head.exact)
            }
            self._state_names[family] = frozenset(names) | self._unlisted.words(country)
        return self._state_names[family]

    def origins(self, article_id: str, clause: Span) -> frozenset[str]:
        """The states and other places that a clause names as those from which something is done: *from Marovia*."""
        return self._places_behind(_FROM, article_id, clause)

    def scenes(self, article_id: str, clause: Span) -> frozenset[str]:
        """The states and other places in which a clause says that something goes on: *after riots in Sundby*."""
        return self._places_behind(_IN, article_id, clause)

    def _places_behind(self, words: re.Pattern[str], article_id: str, clause: Span) -> frozenset[str]:
        """The states and other places of a clause that stand behind some words."""
        if self._places is None:
            self._places = {}
            for mention in self._mentions.values():
                if mention.form in ("place", "name"):
                    self._places.setdefault(mention.article_id, []).append(mention)
        found = set()
        for mention in self._places.get(article_id, ()):
            if clause.contains(mention.head) and words.search(clause.exact, 0, mention.span.start - clause.start):
                who = self.who(mention.id)
                state = who is not None and who.family.startswith("state:")
                found.add(who.family if who is not None and state else f"place:{mention.head.exact.casefold()}")
        return frozenset(found)

    def published(self, article_id: str) -> DateInterval:
        """The day of publication, as the page or else the pile gives it."""
        article = self.articles[article_id]
        return self._inferred.get(article_id, article.published)

    def said(self, statement: Statement) -> DateInterval:
        """When something was said: known from its words, or not after its page."""
        date = self._inferred.get(statement.id, statement.said_on)
        return date if date.known else self.published(statement.article_id)

    def dated(self, record_id: str, own: DateInterval) -> DateInterval:
        """A record's own date, completed by the pile."""
        return self._inferred.get(record_id, own)

    def weekday(self, time: str | None) -> tuple[int, bool, str] | None:
        """The weekday that words for a time name and nothing dates, whether it lies ahead, and the time of day."""
        return weekday_of(self.pile.get(TimeExpression, time), self._inferred)

    def told(self, event: Told) -> DateInterval:
        """When an event was told: by its speaker, or by its page."""
        statement, printed = self.statements.get(event.attributed_to or ""), self.published(event.article_id)
        if statement is None:
            return printed
        said = self.said(statement)
        late = (said.latest or "") > (printed.latest or "9")
        return printed if late else said  # Nothing is printed before it is said.

    def teller(self, event: Told) -> Who | None:
        """The speaker who tells an event; one without a name is known by his noun."""
        statement = self.voice(event)
        return self.speaker(statement) if statement is not None else None

    def voice(self, event: Told) -> Statement | None:
        """The statement that tells an event; of what nobody is said to think of, the one around it."""
        statement = self.statements.get(event.attributed_to or "")
        while statement is not None and statement.nested_in is not None and _by_nobody(statement):
            statement = self.statements.get(statement.nested_in)  # She said nobody thought of it: it is her word.
        return statement

    def speaker(self, statement: Statement) -> Who | None:
        """Who speaks; one without a name is known by his noun."""
        words = " ".join(span.exact for span in statement.speaker)
        return self.who(self.speaker_mention(statement)) or (thing(words) if words else None)

    def speaker_mention(self, statement: Statement) -> str | None:
        """The mention of who speaks; for *he* that leads to nobody, the only person named just before."""
        mention = self._mentions.get(statement.speaker_mention or "")
        if mention is None or mention.form != "pronoun" or mention.kind != "person" or mention.id in self._links:
            return statement.speaker_mention
        named = [
            other for other in self.mentions_of(statement.article_id)
            if other.form == "name" and other.kind == "person" and other.name
            and other.head.start < mention.head.start and mention.sentence - other.sentence <= _RECENT
            and (other.gender is None or other.gender == mention.gender)
        ]  # fmt: skip
        return named[-1].id if len({other.name for other in named}) == 1 else statement.speaker_mention


def _by_nobody(statement: Statement) -> bool:
    """Whether a statement is said to be nobody's: *nobody is thinking of it*."""
    return " ".join(span.exact for span in statement.speaker).casefold() in grammar().nobody


def thing(text: str) -> Who | None:
    """Somebody or something without a name: known by the head of its phrase."""
    parts = PREPOSITION.split(text, maxsplit=2)
    content = [word for word in words(parts[0]) if word not in topics().stop]
    if not content and len(parts) > 1 and " of " in text:  # two of its battalions
        content = [word for word in words(parts[1]) if word not in topics().stop]
    if len(content) > 1 and content[-1].endswith("ing") and content[-2].endswith("s"):
        content.pop()  # aid workers waiting at the gate
    if not content or len(text) > _LONGEST_THING or content[-1] in _NOBODY:
        return None
    key = f"thing:{stem(content[-1])}"
    return Who(key, key, text)


def sentence_of(text: str, span: Span) -> Span:
    """The sentence of a text around a span; a line end ends a sentence too."""
    breaks = _breaks(text)
    before = bisect.bisect_right(breaks, span.start, key=_end_of)
    after = bisect.bisect_left(breaks, span.end, key=_start_of)
    start = breaks[before - 1][1] if before else 0
    return Span(start, breaks[after][0] if after < len(breaks) else len(text), text)


@lru_cache(maxsize=4096)
def _breaks(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text end and the next ones begin; a page is asked for hundreds of them."""
    return [match.span() for match in _SENTENCE.finditer(text)]


_start_of, _end_of = itemgetter(0), itemgetter(1)


def days_between(one: DateInterval, other: DateInterval) -> int | None:
    """Days from the end of ``one`` to the start of ``other``; ``None`` if either end is open."""
    if one.latest is None or other.earliest is None:
        return None
    return (dt.date.fromisoformat(other.earliest) - dt.date.fromisoformat(one.latest)).days


def width(date: DateInterval) -> int | None:
    """Days from one end of an interval to the other, or ``None`` if it is open."""
    if date.earliest is None or date.latest is None:
        return None
    return (dt.date.fromisoformat(date.latest) - dt.date.fromisoformat(date.earliest)).days


def overlap(one: DateInterval, other: DateInterval) -> bool:
    """Whether two closed intervals share a day."""
    ahead, behind = days_between(one, other), days_between(other, one)
    return ahead is not None and behind is not None and ahead <= 0 and behind <= 0


def plain(date: DateInterval) -> DateInterval:
    """The interval without its spans, which belong to another record."""
    return replace(date, evidence=())
