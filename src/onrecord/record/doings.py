"""The timelines of actors, made of pages without keeping them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from onrecord.errors import UsageError
from onrecord.record.reading import Inputs, check_day, read_each
from onrecord.records import UNKNOWN_DATE, Actor, ActorLink, Article, DateInterval, Problem, Records, Snapshot
from onrecord.records.doing import Doing
from onrecord.relate.timeline_actor import ActorRow, actor_timelines
from onrecord.settings import Settings, default_settings


def timelines(
    inputs: Inputs,
    actors: Sequence[str],
    *,
    as_is: bool = False,
    published: str | dt.date | None = None,
    published_by_name: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    lost: Callable[[Problem], None] | None = None,
) -> tuple[dict[str, list[ActorRow]], dict[str, Article]]:
    """What each actor did and underwent, dated and in order, across pages. Each page is parsed once for all actors.

    Args:
        inputs: files, folders, archives or tables.
        actors: the names asked for.
        as_is: whether the whole text is the article, nothing removed.
        published: the day of publication, from which words such as *on Thursday* count.
        published_by_name: such a day for each file name without its ending, before the one for all.
        settings: the defaults if left out.
        lost: told of each page that could not be read.

    Returns:
        The rows of each name, in the order of the names; and the pages by their ids.

    Raises:
        UsageError: if no name is given, or a day of publication is none.
        CapabilityError: if no parser is installed.
    """
    names = [name.strip() for name in dict.fromkeys(actors) if name.strip()]
    if not names:
        raise UsageError("no name is given; write --actor NAME, or a name a line in the file of --actors-from")
    settings = settings or default_settings()
    pages: list[list[Doing]] = []
    articles: dict[str, Article] = {}
    meant: dict[str, str] = {}
    for page in read_each(inputs, partial(read_doings, as_is=as_is), settings, published, published_by_name):
        for problem in page.all(Problem):
            if problem.fatal and lost is not None:
                lost(problem)
        known = {actor.id: actor.name for actor in page.all(Actor)}
        meant.update({link.mention_id: known[link.actor_id] for link in page.all(ActorLink) if link.actor_id in known})
        pages.append(page.all(Doing))
        articles.update({article.id: article for article in page.all(Article)})
    return actor_timelines(names, pages, meant), articles


def read_doings(snapshot: Snapshot, settings: Settings, as_is: bool = False) -> Records:
    """The doings of one page with its actors, parsed once; of this module, so that a process finds it.

    A page that is not in English, or too long, gives none.
    """
    from onrecord.annotate.doings import find_doings
    from onrecord.annotate.names import find_mentions
    from onrecord.annotate.parsing import parse
    from onrecord.annotate.statements import find_statements
    from onrecord.annotate.times import find_times
    from onrecord.extract import extract, read_as_is
    from onrecord.resolve import corefer

    page = Records([snapshot])
    if as_is:
        day = snapshot.field("published")
        page.add(read_as_is(snapshot, DateInterval.on(check_day(day), "stated") if day else UNKNOWN_DATE))
    else:
        extract(page, settings)
    for article in page.all(Article):
        if article.language not in ("en", "und") or len(article.text) > settings.max_article_chars:
            continue
        parsed = parse(article, settings.models)
        day_of = article.published.day
        times = find_times(parsed, day_of)
        mentions = find_mentions(parsed)
        page.add(*mentions, *find_statements(parsed, mentions, times))
        page.add(*find_doings(parsed, times, mentions, day_of.isoformat() if day_of else None))
        corefer(page, settings)
    return page
