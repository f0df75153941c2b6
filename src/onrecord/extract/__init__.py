"""Stage 2, extract: from bytes to one stable text with roles, title, bylines and date.

1. text     plain text as it is; of HTML the visible text, one block element a line (``html``)
2. lines    each line of the text that holds a word (``lines``)
3. odds     how probably a line is part of the article (``model``), for HTML with trafilatura's opinion (``align``)
4. roles    headline, body, and the kinds of furniture (``roles``, ``titles``, ``joins``)
5. fields   bylines, agencies, picture credits, outlet, day of publication, language

When all pages are read, ``settled`` lays a mark on lines that pages of one outlet share (``recurring``).
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.pages import read_article
from onrecord.extract.recurring import settled
from onrecord.records import Article, Block, BlockRole, DateInterval, Problem, Records, Snapshot, make_id
from onrecord.settings import Settings

__all__ = ["extract", "read_as_is", "settled"]


def extract(page: Records, settings: Settings) -> None:
    """Read the page's snapshot and add an :class:`Article`, or a fatal :class:`Problem` if there is nothing to read.

    Notes about a page that was read in a lesser way (no parser understood its mark-up) are problems that
    are not fatal.
    """
    snapshot = page.one(Snapshot)
    article, note = read_article(snapshot, settings)
    if snapshot.field("body") == "none":
        page.add(_listed(snapshot, article))
        said = "the table names this page and does not hold its text; save the page itself to have it read"
        page.add(_problem(snapshot, "no_body", f"{snapshot.path}: {said}", False, article.id))
        return
    if not any(block.role in ("body", "quote") for block in article.blocks):
        cause = (
            "the file holds no words" if not article.text.strip() else "none of its lines looks like part of an article"
        )
        page.add(
            _problem(snapshot, "empty_text", f"{snapshot.path}: there is nothing to read: {note or cause}", True, None)
        )
        return
    page.add(article)
    if note:
        page.add(_problem(snapshot, "markup_stripped", f"{snapshot.path}: {note}", False, article.id))


def read_as_is(snapshot: Snapshot, published: DateInterval, publisher: str | None = None) -> Article:
    """The article whose body is the whole text of the snapshot, nothing set aside and nothing guessed."""
    text = snapshot.decode()
    blocks = (Block(0, len(text), "body", 1.0, "as is"),) if text else ()
    return Article(
        id=make_id("a", snapshot.id), snapshot_id=snapshot.id, path=snapshot.path, text=text, blocks=blocks,
        publisher=publisher, language="en", published=published, as_is=True,
    )  # fmt: skip


def _listed(snapshot: Snapshot, article: Article) -> Article:
    """The article of a page that a table only names: a title or an address, and nothing to read."""
    title = snapshot.field("title")
    role: BlockRole = "headline" if title else "crawler"
    blocks = tuple(Block(block.start, block.end, role, 1.0, "named by a table") for block in article.blocks)
    return replace(article, blocks=blocks, title=title, title_span=article.title_span if title else None)


def _problem(snapshot: Snapshot, code: str, message: str, fatal: bool, article_id: str | None) -> Problem:
    return Problem(
        id=make_id("x", snapshot.id, code), stage="extract", code=code, message=message, path=snapshot.path,
        fatal=fatal, article_id=article_id,
    )  # fmt: skip
