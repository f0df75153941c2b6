"""``onrecord stories``: which pages tell one story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli._options import AsJson, SettingsFile, Workers
from onrecord.cli._output import count, cut, emit, line

if TYPE_CHECKING:
    from onrecord.records import Article, Records, Story

EXAMPLES = """
onrecord stories pages
onrecord stories story.db --json | jq '.members'
"""


def stories(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE_OR_DB", help="Records, or files, folders, archives.")],
    json: AsJson = False,
    workers: Workers = None,
    settings: SettingsFile = None,
) -> None:
    """Split a pile of pages into its stories.

    Happenings of one kind stay apart: another earthquake, last year's strike. Each story comes with the words that
    most of its pages share and few others have, and with its reports and its independent sources.

    Exit code 1 says that some pages could not be read.
    """
    from onrecord.cli import _groups
    from onrecord.records import Article, Story

    pile = _groups.read(inputs, settings, workers)
    articles = {article.id: article for article in pile.all(Article)}
    found = sorted(pile.all(Story), key=lambda story: (-len(story.members), story.id))
    for number, story in enumerate(found, 1):
        if json:
            emit(_object(story, articles))
        else:
            _one(number, story, articles, pile)
    if not json:
        line(f"{count(len(articles), 'page')}, {len(found):,} {'story' if len(found) == 1 else 'stories'}")
    _groups.end(pile)


def _object(story: Story, articles: dict[str, Article]) -> dict[str, Any]:
    """A story as JSON."""
    return {
        "group": story.id,
        "label": story.label,
        "members": [articles[member.article_id].path for member in story.members],
        "reason": story.reason,
    }


def _one(number: int, story: Story, articles: dict[str, Article], pile: Records) -> None:
    from onrecord.cli._groups import by_day, independent, page
    from onrecord.records import SyndicationGroup

    chains = [group for group in pile.all(SyndicationGroup) if group.level == "chain"]
    members = {member.article_id for member in story.members}
    line(f"{number:>3}  “{cut(story.label, 100)}”")
    sources = count(independent(pile, members, chains), "independent source")
    line(f"  {count(len(members), 'report')}, {sources} · {story.reason}")
    for article in by_day(articles, sorted(members)):
        page(article)
    line()
