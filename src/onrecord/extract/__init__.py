"""Stage 2, extract: from bytes to one stable text with roles, title, bylines and date."""

from __future__ import annotations

from onrecord.records import Article, Block, DateInterval, Records, Snapshot, UNKNOWN_DATE, make_id
from onrecord.settings import Settings

__all__ = ["extract", "read_as_is"]


def extract(page: Records, settings: Settings) -> None:
    page.add(read_as_is(page.one(Snapshot), UNKNOWN_DATE))


def read_as_is(snapshot: Snapshot, published: DateInterval, publisher: str | None = None) -> Article:
    """The article whose body is the whole text of the snapshot, nothing set aside and nothing guessed."""
    text = snapshot.decode()
    blocks = (Block(0, len(text), "body", 1.0, "as is"),) if text else ()
    return Article(
        id=make_id("a", snapshot.id), snapshot_id=snapshot.id, path=snapshot.path, text=text, blocks=blocks,
        publisher=publisher, language="en", published=published, as_is=True,
    )  # fmt: skip
