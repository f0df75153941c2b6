"""The stories of a pile in its brief, and the records of each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.export.brief.labels import name
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Line
from onrecord.records import Actor, ActorLink, Article, DateInference, Finding, Records, Story, SyndicationGroup
from onrecord.records.bag import Identified

_TOLD = 60


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story as the brief tells it: with the small ones beside it that its findings reach into."""

    number: int
    """Its place among the stories, from 1, as ``onrecord stories`` lists them."""
    label: Line
    """What it is called, in words of a page, as ``onrecord stories`` calls it."""
    pages: frozenset[str]
    """The pages."""


def chapters(pile: Pile) -> list[Chapter]:
    """What a brief tells apart: the stories, the one of most pages first; those that a finding links are one.

    Pages without a text make none by themselves.
    """
    found = stories_of(pile)
    homes = {member.article_id: place for place, story in enumerate(found) for member in story.members}
    first = list(range(len(found)))

    def home(place: int) -> int:
        while first[place] != place:
            place = first[place]
        return place

    for finding in pile.records.all(Finding):
        cited = {piece.article_id for side in finding.sides for piece in side.evidence}
        linked = sorted({home(homes[page]) for page in cited if page in homes})
        for other in linked[1:]:
            first[other] = linked[0]
    pages: dict[int, set[str]] = defaultdict(set)
    for page, place in homes.items():
        if page in pile.by_id:
            pages[home(place)].add(page)
    return [
        Chapter(place + 1, name(told(found[place])), frozenset(pages[place]))
        for place in sorted(pages)
        if not pages[place] <= pile.named_only
    ]


def chapter_of(pile: Pile, story: Story) -> frozenset[str]:
    """The pages that the brief of one story tells of."""
    members = {member.article_id for member in story.members}
    return next((one.pages for one in chapters(pile) if members <= one.pages), frozenset(members))


def split(records: Records, groups: Sequence[frozenset[str]]) -> list[Records]:
    """The records of some groups of pages: of findings those that no other page is needed for."""
    home = {page: place for place, pages in enumerate(groups) for page in pages}
    found = [Records() for _ in groups]
    owner: dict[str, int] = {}
    others: list[Identified] = []
    for item in records:
        page = item.id if isinstance(item, Article) else getattr(item, "article_id", None)
        if page is None:
            others.append(item)
        elif page in home:
            found[home[page]].add(item)
            owner[item.id] = home[page]
    named: dict[str, set[int]] = defaultdict(set)
    for item in others:
        if isinstance(item, ActorLink) and item.mention_id in owner:
            named[item.actor_id].add(owner[item.mention_id])
    for item in others:
        for place, part in _parts(item, home, owner, named):
            found[place].add(part)
    return found


def _parts(
    item: Identified, home: dict[str, int], owner: dict[str, int], named: dict[str, set[int]]
) -> list[tuple[int, Identified]]:
    """What of a record that stands on no one page belongs to which group of pages."""
    if isinstance(item, ActorLink | DateInference):
        about = item.mention_id if isinstance(item, ActorLink) else item.record_id
        return [(owner[about], item)] if about in owner else []
    if isinstance(item, Actor):
        return [(place, item) for place in sorted(named.get(item.id, ()))]
    if isinstance(item, Finding):
        places = {home.get(piece.article_id, -1) for side in item.sides for piece in side.evidence}
        return [(place, item) for place in places] if len(places) == 1 and -1 not in places else []
    if isinstance(item, SyndicationGroup):
        parts: list[tuple[int, Identified]] = []
        for place in sorted({home[member.article_id] for member in item.members if member.article_id in home}):
            members = tuple(member for member in item.members if home.get(member.article_id) == place)
            parts += [(place, replace(item, members=members))] if len(members) > 1 else []
        return parts
    return []


def stories_of(pile: Pile) -> list[Story]:
    """The stories, the one of most pages first."""
    known = [story for story in pile.records.all(Story) if any(m.article_id in pile.by_id for m in story.members)]
    return sorted(known, key=lambda story: (-len(story.members), story.id))


def told(story: Story) -> str:
    """The label of a story, at the length of a name."""
    return story.label if len(story.label) <= _TOLD else story.label[:_TOLD].rsplit(" ", 1)[0] + "…"
