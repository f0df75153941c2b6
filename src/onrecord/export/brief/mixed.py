"""The brief of a pile of several stories: what changed and what is disputed in each, the weightiest story first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from onrecord.courses import Standpoint
from onrecord.export.brief.chronology import FIRST_ROWS, chronology
from onrecord.export.brief.counted import figures
from onrecord.export.brief.courses import courses
from onrecord.export.brief.findings import KINDS, findings_section
from onrecord.export.brief.labels import count, join, number, say
from onrecord.export.brief.pages import care, days_told, pages
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.story import Chapter, split
from onrecord.export.brief.subject import subject
from onrecord.export.brief.tree import Item, Line, Section
from onrecord.export.brief.voices import voices
from onrecord.export.brief.weekdays import with_weekdays
from onrecord.records import Finding, Records

FIRST_STORIES = 3
"""Stories whose findings the first screen shows; the others are named."""
LATER_STORIES = 9
"""Stories of which the short form shows anything below the first screen."""
_LATER = 2
"""Findings of a later story in the short form, and the rows of each."""
_LATER_ROWS = 3

_WEIGHT = 1.5
"""How much more of the first screen a story has than the next one."""
_SHARES = MappingProxyType({"care": 0.08, "more_stories": 0.2})
"""What the last parts of the first screen have of it at least; the stories share the rest."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its own records, its pages numbered as in the pile."""

    chapter: Chapter
    pile: Pile
    title: Line
    """Its number and what it is about."""


def apart(records: Records, pile: Pile, found: Sequence[Chapter]) -> list[Told]:
    """Each story with its own records; pages keep their numbers, and days are told as in the whole pile."""
    kept = []
    for chapter, part in zip(found, split(records, [one.pages for one in found]), strict=True):
        own = Pile(part, pile.number)
        own.year, own.outcomes = pile.year, pile.outcomes
        kept.append(Told(chapter, own, count(chapter.number) + say("divider") + subject(own)))
    return kept


def front(pile: Pile, stories: Sequence[Told]) -> tuple[list[Section], dict[str, float]]:
    """The first screen, and what each part of it has at least: the weightiest stories, the others by name, and care."""
    leading, others = _leading(stories)
    first = [_story(story) for story in leading]
    rest = [Item(story.title, note=join([_summary(story.pile), _in_doubt(story.pile)], "divider")) for story in others]
    sections = [*first, Section("more_stories", say("more_stories"), tuple(rest), ())] if rest else first
    left = 1 - sum(_SHARES.values())
    weights = [_WEIGHT**-place for place in range(len(first))]
    shares = {part.key: left * weight / sum(weights) for part, weight in zip(first, weights, strict=True)}
    return [*sections, care(pile)], {**_SHARES, **shares}


def below(pile: Pile, stories: Sequence[Told], positions: Sequence[Standpoint] = ()) -> tuple[Section, ...]:
    """What stands under the first screen: the findings of the other stories, then the rest by story."""
    _, others = _leading(stories)
    found = [section for section in map(_story, others) if len(section.items) > 1]
    later = [_shortened(section, place < LATER_STORIES) for place, section in enumerate(found, FIRST_STORIES)]
    days = [
        with_weekdays(story.pile, chronology(story.pile, max(4, FIRST_ROWS // (place + 2))))
        for place, story in enumerate(stories)
    ]
    spoken = [voices(story.pile) for story in stories]
    counted = [figures(story.pile) for story in stories]
    taken = [courses(story.pile, positions) for story in stories]
    kinds = [days, *([taken] if any(section.items for section in taken) else []), spoken, counted]
    grouped = [_by_story(stories, parts) for parts in kinds]
    homes = {page: (story.chapter.number, story.title) for story in stories for page in story.chapter.pages}
    return (*later, *grouped, pages(pile, homes))


def _leading(stories: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """The stories of the first screen and the others: first where something changed or is disputed, then by size."""
    ranked = sorted(stories, key=lambda story: not _in_doubt(story.pile))
    first = ranked[:FIRST_STORIES]
    return first, [story for story in stories if story not in first]


def _story(story: Told) -> Section:
    """A story as a section: its pages, then what changed and what is disputed in turn, then what holds."""
    changed, disputed, holds = (
        [_marked(item, key) for item in findings_section(story.pile, key).items]
        for key in ("changed", "disputed", "holds")
    )
    turns = [item for pair in itertools.zip_longest(changed, disputed) for item in pair if item is not None]
    told = Item(join([story.chapter.label, _summary(story.pile)], "divider"), note=_found(changed, disputed, holds))
    return Section(f"story{story.chapter.number}", story.title, (told, *turns, *holds), ())


def _in_doubt(pile: Pile) -> Line:
    """How much changed and is disputed in a story; nothing if nothing does."""
    kinds = {"story_changed": KINDS["changed"], "story_disputed": KINDS["disputed"]}
    tally = {key: sum(item.kind in kinds[key] for item in pile.records.all(Finding)) for key in kinds}
    return join([say(key, n=n) for key, n in tally.items() if n])


def _marked(item: Item, key: str) -> Item:
    """A finding under the heading of its story says itself what kind it is."""
    return replace(item, title=say(key) + say("colon") + item.title)


def _summary(pile: Pile) -> Line:
    """How many pages a story has, how many independent sources, and its days."""
    independent = pile.independent(article.id for article in pile.articles)
    told = say("sources_many", n=len(pile.articles), independent=independent)
    return join([told if len(pile.articles) > 1 else number("pages", 1), days_told(pile)], "divider")


def _found(changed: Sequence[Item], disputed: Sequence[Item], holds: Sequence[Item]) -> Line:
    """How many findings of each kind a story has."""
    kinds = {"story_changed": changed, "story_disputed": disputed, "story_holds": holds}
    return join([say(key, n=len(items)) for key, items in kinds.items() if items]) or say("story_nothing")


def _shortened(section: Section, shown: bool) -> Section:
    """A story below the first screen: in the short form its first findings, or its pages alone."""
    kept = _LATER if shown else 0
    items = tuple(
        replace(
            item,
            first=place <= kept,
            rows=tuple(
                replace(row, first=row_place < _LATER_ROWS and not item.whole)
                for row_place, row in enumerate(item.rows)
            ),
        )
        for place, item in enumerate(section.items)
    )
    return replace(section, items=items)


def _by_story(stories: Sequence[Told], parts: Sequence[Section]) -> Section:
    """The same section of all stories as one, each under the name of its story."""
    items = [
        replace(
            item,
            group=join([story.title, item.group], "divider"),
            first=item.first and place < LATER_STORIES,
        )
        for place, (story, part) in enumerate(zip(stories, parts, strict=True))
        for item in part.items
    ]
    return replace(parts[0], items=tuple(items))


def heading(pile: Pile, stories: int) -> Line:
    """The title of a mixed pile: how many stories, and their days."""
    return join([count(stories) + say("title_stories"), days_told(pile)], "divider")
