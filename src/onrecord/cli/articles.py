"""``onrecord articles``: the pages of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli._options import AsJson, RecordFile
from onrecord.cli._output import count, cut, emit, line, when

if TYPE_CHECKING:
    from onrecord.record import Record

EXAMPLES = """
onrecord articles story.db
onrecord articles story.db --json | jq '.published.earliest'
"""


def articles(
    record: RecordFile,
    json: AsJson = False,
) -> None:
    """List the pages of a record, with their dates.

    The dates are those that the whole pile gives: a page without one may be dated by the others.
    """
    import onrecord
    from onrecord.export.contract import article_json

    with onrecord.open_record(record) as opened:
        if json:
            for article in opened.articles():
                emit(article_json(article, opened.published(article)))
        else:
            _table(opened)


def _table(record: Record) -> None:
    """A line with number, day, outlet and headline for each page, and under it where it comes from; by story."""
    said: dict[str, int] = {}
    for statement in record.statements():
        said[statement.article_id] = said.get(statement.article_id, 0) + 1
    stories = record.stories()
    place = {member.article_id: number for number, story in enumerate(stories) for member in story.members}
    last = 0 if len(stories) < 2 else -1
    for number, article in sorted(
        enumerate(record.articles(), 1), key=lambda item: (place.get(item[1].id, 0), item[0])
    ):
        if last != place.get(article.id, 0):
            last = place.get(article.id, 0)
            line(f"story {last + 1}: “{cut(stories[last].label, 90)}”")
        date = record.published(article)
        basis = "" if date.basis in ("stated", "unknown") else f" ({date.basis})"
        outlet = ", ".join([article.publisher or "unnamed outlet", *article.agencies])
        line(f"{number:>4}  {when(date)}{basis} · {cut(outlet, 40)} · {cut(article.title or 'no headline', 80)}")
        line(f"      {article.path} · {count(said.get(article.id, 0), 'statement')}")
    told = f"; {len(stories):,} stories" if len(stories) > 1 else ""
    line(f"{count(len(record.articles()), 'page')} in {record.path}{told}")
