"""Small pages for the tests of ``resolve``."""

import datetime as dt

from onrecord.annotate import annotate
from onrecord.records import UNKNOWN_DATE, Actor, ActorLink, ActorMention, Article, DateInterval, Records, make_id
from onrecord.resolve import corefer
from onrecord.settings import default_settings

SETTINGS = default_settings()


def page(text: str, day: str | None = None) -> Records:
    """A page that was read and whose mentions were linked."""
    published = DateInterval.on(dt.date.fromisoformat(day), "stated") if day else UNKNOWN_DATE
    records = Records([Article(make_id("a", text), "d_1", "p.txt", text, (), as_is=True, published=published)])
    annotate(records, SETTINGS)
    corefer(records, SETTINGS)
    return records


def who(records: Records, words: str, number: int = 0) -> str | None:
    """The name of the actor behind the ``number``-th mention with that head, or ``None``."""
    found = [m for m in records.all(ActorMention) if m.head.exact == words]
    found.sort(key=lambda mention: mention.head)
    links = {link.mention_id: link.actor_id for link in records.all(ActorLink)}
    actor = records.get(Actor, links.get(found[number].id))
    return actor.name if actor else None
