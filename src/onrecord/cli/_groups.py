"""What the verbs for groups of pages share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from onrecord.cli._output import cut, line, say, when

if TYPE_CHECKING:
    from onrecord.records import Article, Records, SyndicationGroup


def read(inputs: Sequence[str], settings: Path | None, workers: int | None) -> Records:
    """The pages with their groups; what could not be read is said."""
    import onrecord
    from onrecord.record.grouping import group_pages

    given: dict[str, object] = {} if workers is None else {"workers": workers}
    pile = group_pages(list(inputs), settings=onrecord.load_settings(settings, **given))
    for problem in pile.all(onrecord.Problem):
        say(f"onrecord: {problem.message}")
    return pile


def end(pile: Records) -> None:
    """Exit code 1 if a page could not be read."""
    from onrecord.records import Problem

    if pile.all(Problem):
        raise typer.Exit(1)


def independent(pile: Records, ids: Collection[str], groups: Sequence[SyndicationGroup]) -> int:
    """How many independent sources pages are: a group counts once, and a page without a text is none."""
    from onrecord.records import Article, has_body

    chains = {member.article_id: group.id for group in groups for member in group.members}
    read = [article.id for article in pile.all(Article) if article.id in ids and has_body(article)]
    return len({chains.get(article_id, article_id) for article_id in read})


def page(article: Article, note: str = "", indent: str = "    ") -> None:
    """A page in a line: day, outlet or agency, headline, and where it is."""
    outlet = ", ".join([article.publisher or "unnamed outlet", *article.agencies])
    line(f"{indent}{when(article.published)} · {cut(outlet, 40)} · {cut(article.title or 'no headline', 60)}{note}")
    line(f"{indent}  {article.path}")


def by_day(articles: Mapping[str, Article], ids: Sequence[str]) -> list[Article]:
    """Pages by day, those without a day last, then by path."""
    found = [articles[name] for name in ids]
    return sorted(found, key=lambda article: (article.published.earliest or "9999", article.path, article.id))
