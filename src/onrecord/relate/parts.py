"""Which pages are held against each other: those of one story, and small stories beside what shares their names.

Two earthquakes, or this year's strike and last year's, are told in the same words by different people; nothing that
is found between them is a finding. So each story is related by itself, which also keeps the work to the sum of the
stories. A story of a page or two is too small to be sure of, though: where it shares a rare name with another one, of
the same months, both are related together. Two stories that stand on their own are never.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Clause,
    DateInference,
    Event,
    Figure,
    Records,
    Statement,
    Story,
    SyndicationGroup,
)
from onrecord.records.bag import Identified, R

SETTLED = 3
"""Independent texts from which on a story stands on its own."""
TELLING = 4
"""Stories that may have a name for it to say that two of them belong together."""
MOST_BESIDE = 12
"""Pages of small stories that are related together."""
APART = 120
"""Days between two stories that are not related together, whoever is named in both."""
APART_OF_FEW = 366
"""The same in a pile of a few pages, which somebody chose for what they have in common."""


def parts(pile: Records) -> Iterator[Records]:
    """The pile by pages that are held against each other, the same for any order; all of it if it has no stories.

    Of actors and inferred days a part has what says who and when. Why, and in which roles, other pages say too: that
    changes with them, and no finding may rest on it.
    """
    found = _homes(pile)
    found = found or [[]]
    split = _Split(pile, {page: number for number, pages in enumerate(found) for page in pages})
    for number in range(len(found)):
        yield _Part(split, number)


# --- the records of some pages ------------------------------------------------------------------------


class _Part(Records):
    """The records of some pages of a pile, kind by kind when they are asked for."""

    def __init__(self, split: _Split, number: int) -> None:
        super().__init__()
        self._split, self._number = split, number
        self._filled: set[type[Any]] = set()

    def all(self, kind: type[R]) -> list[R]:
        """All records of a kind."""
        self._fill(kind)
        return super().all(kind)

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        """The record of that kind and id, or ``None``."""
        self._fill(kind)
        return super().get(kind, record_id)

    def _fill(self, kind: type[Any]) -> None:
        if kind not in self._filled:
            self._filled.add(kind)
            self.add(*self._split.of(kind).get(self._number, ()))


class _Split:
    """The records of a pile by the parts that they belong to, each kind split once."""

    def __init__(self, pile: Records, homes: Mapping[str, int]) -> None:
        self._pile, self._homes = pile, homes
        self._kinds: dict[type[Any], dict[int, list[Any]]] = {}

    def of(self, kind: type[Any]) -> dict[int, list[Any]]:
        """Part -> its records of a kind, in their order in the pile."""
        if kind not in self._kinds:
            found: dict[int, list[Any]] = defaultdict(list)
            for record in self._pile.all(kind):
                told = _lean(record)
                for number in self._parts_of(record):
                    found[number].append(told)
            self._kinds[kind] = found
        return self._kinds[kind]

    def _parts_of(self, record: Identified) -> set[int]:
        """The parts that a record bears on."""
        if isinstance(record, Article):
            pages = [record.id]
        elif isinstance(record, SyndicationGroup | Story):
            pages = [member.article_id for member in record.members]
        elif isinstance(record, ActorLink):
            mention = self._pile.get(ActorMention, record.mention_id)
            pages = [mention.article_id] if mention is not None else []
        elif isinstance(record, Actor):
            return self._linked.get(record.id, set())
        elif isinstance(record, DateInference):
            home = self._dated.get(record.record_id)
            return set() if home is None else {home}
        else:
            pages = [record.article_id]  # type: ignore[attr-defined]
        return {self._homes[page] for page in pages if page in self._homes}

    @cached_property
    def _linked(self) -> dict[str, set[int]]:
        """Actor -> the parts that name him."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, links in self.of(ActorLink).items():
            for link in links:
                found[link.actor_id].add(number)
        return found

    @cached_property
    def _dated(self) -> dict[str, int]:
        """Record that can have a date -> its part."""
        kinds: tuple[type[Any], ...] = (Article, Statement, Event, Clause, Figure)
        return {record.id: number for kind in kinds for number, those in self.of(kind).items() for record in those}


def _lean(record: Any) -> Any:
    """A record without what other pages say of the same actor or day."""
    if isinstance(record, Actor):
        return replace(record, roles=())
    if isinstance(record, DateInference):
        return replace(record, reason="", evidence=())
    return record


# --- stories that are related together ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """One or more stories whose pages are held against each other."""

    numbers: tuple[int, ...]
    """The stories."""
    pages: tuple[str, ...]
    settled: int
    """How many of the stories stand on their own."""
    small: int
    """Pages of those that do not."""
    days: frozenset[int]
    """The days of the pages of which they are known, as numbers."""


def _homes(pile: Records) -> list[list[str]]:
    """Groups of pages that are held against each other, in a fixed order; pages without a story are one of them."""
    articles = {article.id: article for article in pile.all(Article)}
    inferred = {item.record_id: item.date for item in pile.all(DateInference) if item.record_id in articles}
    dates = {name: inferred.get(name, article.published) for name, article in articles.items()}
    chains = {m.article_id: g.id for g in pile.all(SyndicationGroup) if g.level == "chain" for m in g.members}
    told: list[_Told] = []
    for story in sorted(pile.all(Story), key=lambda story: story.id):
        pages = tuple(member.article_id for member in story.members if member.article_id in articles)
        settled = len({chains.get(page, page) for page in pages}) >= SETTLED
        days = frozenset(date.day.toordinal() for page in pages if (date := dates[page]).day is not None)
        if pages:
            told.append(_Told((len(told),), pages, int(settled), 0 if settled else len(pages), days))
    groups = [one.pages for one in _together(told, _telling(pile, told))]
    rest = tuple(articles.keys() - {page for pages in groups for page in pages})
    return sorted(sorted(pages) for pages in ([*groups, rest] if rest else groups))


def _telling(pile: Records, told: Sequence[_Told]) -> list[list[int]]:
    """For each name that two stories have and few others, those stories."""
    homes = {page: number for number, one in enumerate(told) for page in one.pages}
    linked = {link.mention_id: link.actor_id for link in pile.all(ActorLink)}
    stories: dict[str, set[int]] = defaultdict(set)
    for mention in pile.all(ActorMention):
        if mention.form in ("name", "place") and mention.name and mention.article_id in homes:
            stories[linked.get(mention.id) or mention.name.casefold()].add(homes[mention.article_id])
    return [sorted(those) for those in stories.values() if 1 < len(those) <= TELLING]


def _together(told: Sequence[_Told], telling: Sequence[Sequence[int]]) -> list[_Told]:
    """Small stories put to those with which they share most rare names; settled ones are never put together."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for stories in telling:
        for pair in itertools.combinations(stories, 2):
            if not all(told[number].settled for number in pair):
                shared[pair] += 1
    few = not any(one.settled for one in told) and sum(one.small for one in told) <= MOST_BESIDE
    if few:
        # A pile of a few short pages: too little is told to tell its stories apart.
        shared.update({pair: shared[pair] for pair in itertools.combinations(range(len(told)), 2)})
    home = dict(enumerate(told))
    for one, other in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        first, second = home[one], home[other]
        both = _Told(
            first.numbers + second.numbers, first.pages + second.pages, first.settled + second.settled,
            first.small + second.small, first.days | second.days,
        )  # fmt: skip
        small = both.settled < 2 and both.small <= MOST_BESIDE
        if first is not second and small and not _long_apart(first, second, few):
            home.update(dict.fromkeys(both.numbers, both))
    return list({one.numbers: one for one in home.values()}.values())


def _long_apart(one: _Told, other: _Told, few: bool) -> bool:
    """Whether months lie between two stories of known days; if somebody chose few pages, more than a year."""
    gaps = [abs(day - there) for day in one.days for there in other.days]
    return bool(gaps) and min(gaps) > (APART_OF_FEW if few else APART)
