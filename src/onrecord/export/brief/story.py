"""The stories of a pile in its brief, and the records of one of them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.export.brief.labels import count, join, name, number, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.tree import Line
from onrecord.records import ActorLink, Article, DateInference, Finding, Problem, Records, Run, Story, SyndicationGroup
from onrecord.records.bag import Identified

_SHOWN = 5
"""Stories that the first screen names."""
_TOLD = 60


def of_story(records: Records, story: Story) -> Records:
    """The records of the pages of a story: of findings and groups those that no other page is needed for."""
    pages = {member.article_id for member in story.members}
    kept = Records(item for item in records if getattr(item, "article_id", None) in pages)
    kept.add(*(article for article in records.all(Article) if article.id in pages))
    ids = {item.id for item in kept}
    for item in records:
        if (part := _part(item, pages, ids)) is not None:
            kept.add(part)
    return kept


def _part(item: Identified, pages: set[str], ids: set[str]) -> Identified | None:
    """What of a record that stands on no one page belongs to some of them."""
    if isinstance(item, ActorLink):
        return item if item.mention_id in ids else None
    if isinstance(item, DateInference):
        return item if item.record_id in ids else None
    if isinstance(item, Finding):
        return item if all(piece.article_id in pages for side in item.sides for piece in side.evidence) else None
    if isinstance(item, SyndicationGroup):
        members = tuple(member for member in item.members if member.article_id in pages)
        return replace(item, members=members) if len(members) > 1 else None
    if isinstance(item, Story | Run | Problem) or getattr(item, "article_id", None) is not None:
        return None
    return None if isinstance(item, Article) else item


def stories_of(pile: Pile) -> list[Story]:
    """The stories, the one of most pages first."""
    known = [story for story in pile.records.all(Story) if any(m.article_id in pile.by_id for m in story.members)]
    return sorted(known, key=lambda story: (-len(story.members), story.id))


def stories(pile: Pile) -> Line:
    """How many stories the pages are, and which; nothing if they are one."""
    found = stories_of(pile)
    if len(found) < 2:
        return ()
    shown = [
        name(told(story)) + say("story_pages", pages=number("pages", len(story.members))) for story in found[:_SHOWN]
    ]
    rest = len(found) - len(shown)
    return (
        say("stories", n=len(found))
        + join(shown + ([number("more", rest)] if rest else []), "semicolon")
        + say("story_hint")
        + say("stop")
    )


def told(story: Story) -> str:
    """The label of a story, at the length of a name."""
    return story.label if len(story.label) <= _TOLD else story.label[:_TOLD].rsplit(" ", 1)[0] + "…"


def number_of(pile: Pile) -> dict[str, tuple[int, Line]]:
    """Page -> the place of its story and what it is called; empty if there is but one."""
    found = stories_of(pile)
    return {
        member.article_id: (place, count(place) + say("divider") + name(told(story)))
        for place, story in enumerate(found if len(found) > 1 else [], 1)
        for member in story.members
    }
