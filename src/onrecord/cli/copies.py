"""``onrecord copies``: which pages print one text, and which are made from one wire."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli._options import AsJson, SettingsFile, Workers
from onrecord.cli._output import count, cut, emit, line

if TYPE_CHECKING:
    from onrecord.records import Article, Records, SyndicationGroup

EXAMPLES = """
onrecord copies pages
onrecord copies story.db --json --level copy | jq '.members'
"""

_SHOWN = 3
"""Shared stretches of a group that are listed."""


class Level(StrEnum):
    """What counts as belonging together."""

    copy = "copy"
    chain = "chain"


def copies(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE_OR_DB", help="Records, or files, folders, archives.")],
    json: AsJson = False,
    level: Annotated[
        Level | None,
        typer.Option(
            "--level", help="'copy': the same text again; 'chain': rewrites of one wire too. Both if left out."
        ),
    ] = None,
    workers: Workers = None,
    settings: SettingsFile = None,
) -> None:
    """List pages that print one text or come of one wire.

    Each group comes with what its pages share; it counts as one source, however many pages carry it.

    Exit code 1 says that some pages could not be read.
    """
    from onrecord.cli import _groups
    from onrecord.records import SyndicationGroup

    pile = _groups.read(inputs, settings, workers)
    found = [group for group in pile.all(SyndicationGroup) if level is None or group.level == level.value]
    if json:
        for group in found:
            emit(_object(group, pile))
    else:
        _list(found, pile)
    _groups.end(pile)


def _object(group: SyndicationGroup, pile: Records) -> dict[str, Any]:
    """A group as JSON."""
    from onrecord.records import Article

    paths = {article.id: article.path for article in pile.all(Article)}
    return {
        "group": group.id,
        "level": group.level,
        "members": [paths[member.article_id] for member in group.members],
        "roles": [member.role for member in group.members],
        "reason": group.reason,
        "shared": [
            {"file": paths[member.article_id], "start": span.start, "end": span.end, "exact": span.exact}
            for member in group.members
            for span in (piece.span for piece in member.shared)
        ],
    }


def _list(groups: list[SyndicationGroup], pile: Records) -> None:
    """Each chain with the copies in it, the agency, and the longest stretches that its pages share."""
    from onrecord.cli._groups import independent
    from onrecord.records import Article

    articles = {article.id: article for article in pile.all(Article)}
    inside = _inside(groups)
    for group in sorted(groups, key=lambda group: (-len(group.members), group.id)):
        if group.id not in inside:
            _one(group, [other for other in groups if inside.get(other.id) == group.id], articles)
    whole = [group for group in groups if group.id not in inside]
    sources = count(independent(pile, articles, whole), "independent source")
    line(f"{count(len(articles), 'report')}, {sources}")


def _inside(groups: list[SyndicationGroup]) -> dict[str, str]:
    """Group of copies -> the chain that holds it."""
    chains = {m.article_id: group.id for group in groups if group.level == "chain" for m in group.members}
    found = {group.id: chains.get(group.members[0].article_id) for group in groups if group.level == "copy"}
    return {name: chain for name, chain in found.items() if chain is not None}


def _one(group: SyndicationGroup, copied: list[SyndicationGroup], articles: dict[str, Article]) -> None:
    from onrecord.cli._groups import by_day, page

    credited = sorted({agency for member in group.members for agency in articles[member.article_id].agencies})
    same = group.level == "copy" or any(len(text.members) == len(group.members) for text in copied)
    what = "one text" if same else "one wire" if credited else "one origin"
    behind = f" · credited: {', '.join(credited)}" if credited else ""
    line(f"{count(len(group.members), 'page')} of {what}{behind}")
    notes = _notes(group, [] if same else copied, articles, credited)
    for article in by_day(articles, [member.article_id for member in group.members]):
        page(article, notes[article.id])
    for words in _longest(group):
        line(f"    shared: “{cut(words, 160)}”")
    line()


def _longest(group: SyndicationGroup) -> list[str]:
    """The longest shared stretches, each once, whichever page has more of it."""
    found = {" ".join(piece.span.exact.split()) for member in group.members for piece in member.shared}
    kept: list[str] = []
    for words in sorted(found, key=lambda words: (-len(words), words)):
        # The same stretch is a word longer on one page than on another, or is set in other marks.
        middle = " ".join(words.split()[2:-2])
        if not any(middle in other for other in kept):
            kept.append(words)
    return kept[:_SHOWN]


def _notes(
    group: SyndicationGroup, copied: list[SyndicationGroup], articles: dict[str, Article], credited: list[str]
) -> dict[str, str]:
    """What is said of each page: its role, which of several texts it prints, and whether it leaves out the agency."""
    text = {m.article_id: number for number, part in enumerate(copied, 1) for m in part.members}
    notes: dict[str, str] = {}
    for member in group.members:
        article = articles[member.article_id]
        told: list[str] = [] if member.role == "unknown" else [member.role]
        if member.article_id in text:
            told.append(f"text {text[member.article_id]}")
        if credited and not article.agencies and article.publisher not in credited:
            told.append("no agency credited")
        notes[article.id] = f" ({', '.join(told)})" if told else ""
    return notes
