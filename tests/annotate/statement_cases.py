"""Reading invented text for the tests of statements."""

from __future__ import annotations

from onrecord.annotate.names import find_mentions
from onrecord.annotate.parsing import Parsed, parse
from onrecord.annotate.statements import find_statements
from onrecord.annotate.times import find_times
from onrecord.records import Article, DateInterval, Span, Statement
from onrecord.settings import default_settings


def parsed(text: str, published: str | None = None) -> Parsed:
    """The parse of a text, all of it body."""
    day = DateInterval(published, published, "stated") if published else DateInterval()
    article = Article(
        id="a_test", snapshot_id="d_test", path="test.txt", text=text, blocks=(), language="en", as_is=True,
        published=day,
    )  # fmt: skip
    return parse(article, default_settings().models)


def read(text: str, published: str | None = None) -> list[Statement]:
    """The statements of a text, with its mentions and times."""
    body = parsed(text, published)
    return find_statements(body, find_mentions(body), find_times(body, body.article.published.day))


def outer(text: str, published: str | None = None) -> list[Statement]:
    """The statements that stand in no other one."""
    return [statement for statement in read(text, published) if statement.nested_in is None]


def words(spans: tuple[Span, ...]) -> str:
    """The words of some spans, with a bar where the text interrupts them."""
    return " | ".join(span.exact for span in spans)


def told(statement: Statement) -> tuple[str, str, str]:
    """Speaker, cue and content."""
    return words(statement.speaker), words(statement.cue), words(statement.content)
