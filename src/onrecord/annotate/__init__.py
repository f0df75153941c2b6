"""Stage 3, annotate: what a page says. One finder a file; each takes the parse and what was found before it."""

from __future__ import annotations

from onrecord.annotate.clauses import find_clauses
from onrecord.annotate.events import find_events
from onrecord.annotate.figures import find_figures
from onrecord.annotate.figures_events import with_events
from onrecord.annotate.names import find_mentions
from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.annotate.statements import Explanation, explain_statements, find_statements
from onrecord.annotate.times import find_times
from onrecord.records import Article, Problem, Records, make_id
from onrecord.settings import Settings

__all__ = ["annotate", "explain"]


def annotate(page: Records, settings: Settings) -> None:
    """Add to a page its time expressions, actor mentions, statements, figures, events, other clauses and places.

    A body in a language that no parser is installed for, or that is too long, is left as it is; a
    :class:`Problem` says so.

    Raises:
        CapabilityError: if no parser is installed.
    """
    article = page.one(Article)
    if (problem := _not_read(article, settings)) is not None:
        page.add(problem)
        return
    parsed = parse(article, settings.models)
    times = find_times(parsed, article.published.day)
    mentions = find_mentions(parsed)
    statements = find_statements(parsed, mentions, times)
    figures = find_figures(parsed, times, statements)
    events = find_events(parsed, mentions, times, statements)
    clauses = find_clauses(parsed, mentions, times, statements, events)
    figures = with_events(figures, events)
    page.add(*times, *mentions, *statements, *figures, *events, *clauses, *find_places(parsed))


def explain(article: Article, settings: Settings) -> list[Explanation]:
    """The statements of a page, each with the rule and the words that gave each of its parts.

    The page is parsed once more for it; the statements are those that :func:`annotate` makes. A page that is
    not read (:func:`annotate` says why) has none.

    Raises:
        CapabilityError: if no parser is installed.
    """
    if _not_read(article, settings) is not None:
        return []
    parsed = parse(article, settings.models)
    return explain_statements(parsed, find_mentions(parsed), find_times(parsed, article.published.day))


def _not_read(article: Article, settings: Settings) -> Problem | None:
    """Why the body is not parsed, or ``None`` if it can be."""
    if article.language not in ("en", "und"):
        code = "other_language"
        message = f"{article.path}: the text is in language {article.language!r}; it is stored, and not read"
    elif len(article.text) > settings.max_article_chars:
        code = "too_long"
        message = (
            f"{article.path}: {len(article.text)} characters are more than the {settings.max_article_chars} "
            "of the setting max_article_chars; it is stored, but not read"
        )
    else:
        return None
    return Problem(
        id=make_id("x", article.id, code), stage="annotate", code=code, message=message, path=article.path,
        fatal=False, article_id=article.id,
    )  # fmt: skip
