"""Where and when one thing happened: *arrested at the airport of Almaty*, *taken from his flat in Bishkek*.

A story has one arrest of a man, one outbreak of a fire, one call for help. Two voices that tell it of two kinds of
places of which one excludes the other, of two towns far apart, or of two times of the day more than an hour apart,
cannot both be right. What happened to somebody meets by his name; what a page tells once, by the occasion of the pages.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.circumstances import Kind, circumstances
from onrecord.codebooks.clauses import stem, stems
from onrecord.records import READ_ON, Article, DateInterval, Evidence, Finding, Place, Side, Span, Statement, make_id
from onrecord.relate.clocks import Clock, clocks
from onrecord.relate.known import Known, Who, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import part_around, short
from onrecord.relate.spells import Spell, Spells
from onrecord.relate.surroundings import Surroundings, giver

WITHIN = 4
"""Days between two reports of one thing."""
LEAST_MINUTES = 60
"""Minutes between two times of the day that are not one."""
LEAST_KM = 60
"""Kilometres between two towns that are not one place."""
LEAST_NEAR = 2
"""Words around two tellings that are the same where they have no name in common."""
LONGEST = 240
"""Characters of a sentence that is shown as a whole."""
_BEHIND = 110
"""Characters behind the words for what happened in which where and when stand."""
_BEFORE = 90
_EARTH = 6371
_CUT = re.compile(r";|:\s|,\s+(?:and|but|while|which|who|where|although|because)\b|\s[–—]\s|\sand\s(?:that|then)\s")
_WORD = re.compile(r"[^\W\d_]+")
_FURTHER = re.compile(r"\s(?:and|as|when|while|before|after|because|to)\s")
"""What begins something else that happened."""
_OWNER = re.compile(r"\b(?P<owner>[A-Z][\w-]+)(?:['’]s|s['’])\s+(?!death\b|arrest\b|body\b|birth\b|own\b)[a-z]")
_MAY = re.compile(r"\bMay\b")
"""The month, which is no guess."""
_COMPASS = re.compile(r"\b(?P<side>north|south|east|west)(?:ern)?\s+(?P<noun>[a-z]{3,})", re.I)
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_PRONOUN = re.compile(r"\b(?:he|she|it|him|her|his|its|they|them|their)\b", re.I)
_WHERE = re.compile(
    r"\b(?:at|in|inside|from|on|off|aboard|onto|into)\s+(?P<place>(?:(?!\b(?:at|in|inside|from|on|aboard|by|after|before|when|as|and|while|with|for|to|because|during|who|which)\b)[^,;.:]){2,50})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence that tells something of which a story has one."""

    article_id: str
    kind: Kind
    voice: Who | None
    told: DateInterval
    days: frozenset[str]
    """The days that its words name."""
    who: frozenset[str]
    """Keys of those whom its clause names, but for who tells it."""
    near: frozenset[str]
    towns: frozenset[str]
    kinds: frozenset[str]
    """Kinds of places where it happened."""
    sites: tuple[Place, ...]
    """Towns where it happened."""
    rooms: frozenset[str]
    """Parts of a building or ship where it began."""
    sides: frozenset[tuple[str, str]]
    """Points of the compass with their nouns: *north* with *island*."""
    clock: Clock | None
    spells: tuple[Spell, ...]
    """The days, months and years told right beside it."""
    shown: Span
    statement: str | None


def circumstances_apart(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions about where and when one thing happened, on two pages."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(
        known.statements.values(), key=lambda statement: (statement.content[0].start, statement.id)
    ):
        told[statement.article_id].append(statement)
    places: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(known.pile.all(Place), key=lambda place: (place.span.start, place.id)):
        places[place.article_id].append(place)
    found = {
        article.id: list(_Page(known, occasions, article, told[article.id], places[article.id]).tellings())
        for article in sorted(known.articles.values(), key=lambda article: article.id)
    }
    for page in sorted(found):
        for there in occasions.beside(page, 1) if found[page] else ():
            if there > page and found.get(there) and known.apart(there, page):
                yield from _across(occasions, found[page], found[there])


def _across(occasions: Occasions, here: Sequence[_Telling], there: Sequence[_Telling]) -> Iterator[Finding]:
    """The contradictions between the tellings of two pages: of each kind the first."""
    done: set[tuple[str, str]] = set()
    for one in here:
        for other in there:
            role = _apart(one, other) if one.kind is other.kind and _one_thing(occasions, one, other) else None
            if role is None or (one.kind.name, role) in done:
                continue
            if role == "when" and not (_alone(one, here) and _alone(other, there)):
                continue
            done.add((one.kind.name, role))
            yield _finding(one, other, role)


class _Page:
    """Reads from one page where and when something of the codebook happened."""

    def __init__(
        self, known: Known, occasions: Occasions, article: Article, told: Sequence[Statement], places: Sequence[Place]
    ) -> None:
        self._known, self._occasions, self._article, self._told, self._places = known, occasions, article, told, places
        self._where = Surroundings(known, occasions, article.id)
        self._spells = Spells(known, article)
        self._lying = occasions.telling(" ".join(place.span.exact for place in places if place.latitude is not None))

    def tellings(self) -> Iterator[_Telling]:
        """The sentences that tell it, kind by kind."""
        for block in self._article.blocks:
            text = self._article.text[block.start : block.end] if block.role in READ_ON else ""
            told = set(_WORD.findall(text.casefold()))
            for kind in circumstances().kinds:
                for match in kind.words.finditer(text) if told & kind.anchors else ():
                    cue = Span(block.start + match.start(), block.start + match.end(), self._article.text)
                    telling = self._telling(kind, cue)
                    if telling is not None:
                        yield telling

    def _telling(self, kind: Kind, cue: Span) -> _Telling | None:
        """A sentence as a telling; ``None`` if it tells neither where nor when, or of something else of its kind."""
        text, page = self._article.text, self._article.id
        sentence = sentence_of(text, cue)
        statement = next((s for s in self._told if not s.negated and any(x.contains(cue) for x in s.content)), None)
        content = statement.content if statement is not None else ()
        whole = next((span for span in content if span.contains(cue) and sentence.contains(span)), sentence)
        clause = part_around(text, whole, cue, _CUT)
        near = clause.exact[max(0, cue.start - clause.start - _BEFORE // 2) if kind.named else 0 :]
        if circumstances().apart.search(_MAY.sub(" ", near)):
            return None
        where = _where(clause, cue, self._places) if kind.asks & {"where", "room"} else _Where()
        if "where" not in kind.asks:
            where = _Where(rooms=where.rooms)
        times = clocks(clause.exact) if "when" in kind.asks else []
        clock = times[0] if len(times) == 1 else None
        spells = self._spells.beside(clause, cue) if kind.asks & {"day", "when"} else ()
        if where == _Where() and clock is None and not ("day" in kind.asks and spells):
            return None
        return _Telling(
            page, kind, self._known.speaker(statement) if statement is not None else giver(sentence, cue),
            told=self._known.said(statement) if statement is not None else self._known.published(page),
            days=self._known.days_in(page, clause), who=_itself(self._who(clause, sentence), clause, cue),
            near=self._where.near(sentence, stems(cue.exact)), towns=self._where.towns(sentence),
            kinds=where.kinds, sites=where.sites, rooms=where.rooms, sides=where.sides, clock=clock, spells=spells,
            shown=sentence if len(sentence.exact) <= LONGEST else clause,
            statement=statement.id if statement is not None else None,
        )  # fmt: skip

    def _who(self, clause: Span, sentence: Span) -> frozenset[str]:
        """Whom and what a clause names, by actors and by words; where a pronoun does it, its sentence, too."""
        return self._named(clause) | (self._named(sentence) if _PRONOUN.search(clause.exact) else frozenset())

    def _named(self, stretch: Span) -> frozenset[str]:
        """Whom and what a stretch names, without states and places."""
        mentions = self._known.mentions_in(self._article.id, (stretch,))
        named = [self._known.who(mention) for mention in mentions if not self._known.is_place(mention)]
        actors = [one for one in named if one is not None and not one.family.startswith("state:")]
        words = self._occasions.telling(" ".join(one.name for one in actors))
        words |= self._occasions.named_in(self._article.id, stretch.exact) - self._lying
        return words | {one.key for one in actors if one.key.startswith("actor:")}


def _itself(who: frozenset[str], clause: Span, cue: Span) -> frozenset[str]:
    """Those named, without one whose kin or thing it befell: *Torvald's husband died*."""
    before = clause.exact[: max(0, cue.start - clause.start)]
    owners = {stem(match["owner"].casefold()) for match in _OWNER.finditer(before)}
    return (who & {stem(word.casefold()) for word in _WORD.findall(clause.exact)}) - owners if owners else who


@dataclass(frozen=True, slots=True)
class _Where:
    """Where something happened."""

    sites: tuple[Place, ...] = ()
    kinds: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()
    sides: frozenset[tuple[str, str]] = frozenset()


def _where(clause: Span, cue: Span, places: Sequence[Place]) -> _Where:
    """The towns and the kinds of places that a clause gives, in phrases behind what happened or else before it."""
    end = min(len(clause.exact), cue.end - clause.start + _BEHIND)
    further = _FURTHER.search(clause.exact, cue.end - clause.start, end)
    behind = (cue.end - clause.start, further.start() if further is not None else end)
    before = (max(0, cue.start - clause.start - _BEFORE), cue.start - clause.start)
    for low, high in (behind, before):
        lead = f"{cue.exact.split()[-1]} " if low == behind[0] else ""
        found = _Where()
        for match in _WHERE.finditer(f"{lead}{clause.exact[low:high]}"):
            start, stop = (clause.start + low + place - len(lead) for place in match.span("place"))
            inside = [
                p for p in places if p.level in ("city", "facility") and start <= p.span.start and p.span.end <= stop
            ]
            found = _more(found, match["place"], inside)
        if found != _Where():
            return found
    return _Where()


def _more(found: _Where, phrase: str, sites: Sequence[Place]) -> _Where:
    """What is known of where something happened, with what a phrase adds."""
    book = circumstances()
    kinds = {name for name, words in book.places.items() if words.search(phrase)}
    rooms = {name for name, words in book.rooms.items() if words.search(phrase)}
    sides = {(m["side"].casefold(), m["noun"]) for m in _COMPASS.finditer(phrase)}
    return _Where(
        (*found.sites, *sites), found.kinds | (kinds - {"own_waters"} if "open_waters" in kinds else kinds),
        found.rooms | rooms, found.sides | sides,
    )  # fmt: skip


def _one_thing(occasions: Occasions, one: _Telling, other: _Telling) -> bool:
    """Whether two voices may tell of one thing."""
    if one.voice is None and other.voice is None:
        return False
    if one.voice is not None and other.voice is not None and one.voice.key == other.voice.key:
        return False
    if one.days and other.days and not one.days & other.days and "day" not in one.kind.asks:
        return False
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    if any(gap is None or gap > WITHIN for gap in gaps):
        return False
    if one.kind.named:
        return bool(one.who & other.who)
    if one.towns and other.towns and not one.towns & other.towns:
        return False
    shared = occasions.shared(one.article_id, other.article_id)
    return len(shared) > 1 or len(one.near & other.near) >= LEAST_NEAR


def _alone(one: _Telling, page: Sequence[_Telling]) -> bool:
    """Whether a page gives one time of the day for what happened."""
    return all(each.clock is None or each.clock == one.clock for each in page if each.kind is one.kind)


def _apart(one: _Telling, other: _Telling) -> str | None:
    """In what two tellings cannot both be right: ``where``, ``when``, or nothing."""
    if (
        one.sites
        and other.sites
        and not (one.days and other.days and not one.days & other.days)
        and min(_distance(a, b) for a in one.sites for b in other.sites) >= LEAST_KM
    ):
        return "where"
    book = circumstances()
    elsewhen = one.days and other.days and not one.days & other.days
    if one.kinds and other.kinds and not one.kinds & other.kinds and not elsewhen:
        pairs = (frozenset((a, b)) for a in one.kinds for b in other.kinds)
        if not any(pair in book.one_place for pair in pairs):
            return "where"
    if one.rooms and other.rooms and not one.rooms & other.rooms:
        return "where"
    if any((_OPPOSITE[side], noun) in other.sides for side, noun in one.sides) and not one.sides & other.sides:
        return "where"
    if one.spells and other.spells and all(a.apart(b) for a in one.spells for b in other.spells):
        return "when" if "day" in one.kind.asks else None  # Of raids there may be one a day.
    if one.clock is None or other.clock is None or one.clock.zone != other.clock.zone:
        return None
    if one.days and other.days and not one.days & other.days:
        return None
    return "when" if one.clock.apart(other.clock) >= LEAST_MINUTES else None


def _distance(one: Place, other: Place) -> float:
    """Kilometres between two towns; 0 if one of them is not known."""
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return 0.0
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(one.longitude - other.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return _EARTH * math.acos(max(-1.0, min(1.0, cosine)))


def _finding(one: _Telling, other: _Telling, role: str) -> Finding:
    """The record of two tellings."""
    ordered = sorted((one, other), key=lambda each: (each.told.latest or "", each.article_id, each.shown.start))
    sides = tuple(
        Side(
            each.voice.name if each.voice is not None else "the page", plain(each.told),
            (Evidence(each.article_id, each.shown, each.statement),),
        )
        for each in ordered
    )  # fmt: skip
    return Finding(
        id=make_id("r", "circumstance", role, *sorted(f"{e.article_id}:{e.shown.start}" for e in ordered)),
        kind="contradiction", topic=short(ordered[0].shown.exact), actor=None, sides=sides,
        reason=f"one thing told of two {'places' if role == 'where' else 'times'} ({one.kind.label})", strength="soft",
        independent=2, basis="place" if role == "where" else "time",
    )  # fmt: skip
