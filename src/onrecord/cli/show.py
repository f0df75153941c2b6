"""``onrecord show``: one page with the marks of what was read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli._options import RecordFile
from onrecord.cli._output import count, cut, line, plain, when

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.record import Record
    from onrecord.records import Article, Span

EXAMPLES = """
onrecord show story.db 3
onrecord show story.db front-page.html --all
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one kind of passage is shown: brackets without colour, a style with it."""

    name: str
    opens: str
    closes: str
    style: str


STATEMENT = Mark("statement", "⟦", "⟧", "on color(236)")
SPEAKER = Mark("speaker", "{", "}", "bold cyan")
EVENT = Mark("event", "‹", "›", "bold yellow")
FIGURE = Mark("figure", "#", "#", "green")
DATE = Mark("date", "@", "@", "magenta")
MARKS = (STATEMENT, SPEAKER, EVENT, FIGURE, DATE)
"""Kinds of passages, the widest first: brackets that open at one place are nested in this order."""

_SET_ASIDE = "dim"


def show(
    record: RecordFile,
    page: Annotated[
        str, typer.Argument(metavar="PAGE", help="Its number in 'onrecord articles', path, or path's end.")
    ],
    everything: Annotated[bool, typer.Option("--all", help="Show what was set aside as well, greyed.")] = False,
) -> None:
    """Show a page with what was read in it marked.

    Marked are statements, speakers, events, figures and dates; the statements are listed under the text.
    """
    import onrecord

    with onrecord.open_record(record) as opened:
        article = opened.find_article(page)
        _head(opened, article)
        _text(opened, article, everything)
        _statements(opened, article)
        for problem in opened.problems():
            if problem.article_id == article.id:
                line(f"note: {problem.message}")


def _head(record: Record, article: Article) -> None:
    date = record.published(article)
    line(f"{article.title or 'no headline'}")
    line(f"{article.publisher or 'unnamed outlet'} · {when(date)} ({date.basis}) · {article.path}")
    stories = record.stories()
    for number, story in enumerate(stories if len(stories) > 1 else [], 1):
        if any(member.article_id == article.id for member in story.members):
            line(f"story {number}: “{cut(story.label, 80)}” ({count(len(story.members), 'page')})")
    line("marks: " + "  ".join(f"{mark.opens}{mark.name}{mark.closes}" for mark in MARKS))
    line()


def _text(record: Record, article: Article, everything: bool) -> None:
    """Print the blocks of the page, in colour on a terminal and with brackets elsewhere."""
    from rich.console import Console

    from onrecord.records import READ_ON

    console = Console(highlight=False, markup=False, emoji=False)
    spans = sorted(marked(record, article), key=lambda found: (found[1].start, -found[1].end))
    for block in article.blocks:
        if block.role not in READ_ON and not everything:
            continue
        inside = [(mark, *_clip(span, block.start, block.end)) for mark, span in spans]
        inside = [found for found in inside if found[1] < found[2]]
        aside = "" if block.role in READ_ON else f"({block.role}) "
        text = article.text[block.start : block.end]
        if console.is_terminal:
            console.print(_coloured(text, inside, aside), soft_wrap=True)
        else:
            typer.echo(aside + plain(bracketed(text, inside), keep="\n"))
        line()


def marked(record: Record, article: Article) -> Iterator[tuple[Mark, Span]]:
    """The passages of a page and what they are."""
    for statement in _of(record.statements(), article):
        yield from ((STATEMENT, span) for span in statement.content)
        yield from ((SPEAKER, span) for span in statement.speaker)
    for event in _of(record.events(), article):
        yield from ((EVENT, span) for span in event.trigger)
    for figure in _of(record.figures(), article):
        yield FIGURE, figure.span
    for time in _of(record.times(), article):
        yield DATE, time.span


def _of(records: list[Any], article: Article) -> list[Any]:
    return [record for record in records if record.article_id == article.id]


def _clip(span: Span, start: int, end: int) -> tuple[int, int]:
    """The part of a span inside a block, counted from the block's start."""
    return max(span.start, start) - start, min(span.end, end) - start


def bracketed(text: str, found: list[tuple[Mark, int, int]]) -> str:
    """The text with brackets around passages; at one place, what closes comes before what opens."""
    edges: list[tuple[int, int, int, str]] = []
    for mark, start, end in dict.fromkeys(found):
        width = end - start
        rank = MARKS.index(mark)
        edges.append((start, 1, -width * len(MARKS) + rank, mark.opens))
        edges.append((end, 0, width * len(MARKS) - rank, mark.closes))
    pieces: list[str] = []
    last = 0
    for place, _, _, bracket in sorted(edges):
        pieces += [text[last:place], bracket]
        last = place
    return "".join([*pieces, text[last:]])


def _coloured(text: str, found: list[tuple[Mark, int, int]], aside: str) -> Text:
    from rich.text import Text

    shown = Text(aside, style=_SET_ASIDE)
    # The cleaned text has the length of the text, so the places hold.
    body = Text(plain(text, keep="\n"), style=_SET_ASIDE if aside else "")
    for mark, start, end in sorted(found, key=lambda item: MARKS.index(item[0])):
        body.stylize(mark.style, start, end)
    return shown.append_text(body)


def _statements(record: Record, article: Article) -> None:
    """Under the text: who said each statement, and when."""
    from onrecord.records import ActorLink, ActorMention

    names = {actor.id: actor.name for actor in record.actors()}
    links = {link.mention_id: names.get(link.actor_id) for link in record.records.all(ActorLink)}
    for number, statement in enumerate(_of(record.statements(), article), 1):
        mention = record.records.get(ActorMention, statement.speaker_mention)
        words = " ".join(span.exact for span in statement.speaker)
        name = links.get(statement.speaker_mention or "") or (mention.name if mention else None) or words
        via = f", via {statement.via}" if statement.via else ""
        content = " … ".join(span.exact for span in statement.content)
        line(f"{number:>4}  {cut(name or 'unknown speaker', 60)}{via} · {statement.act} · {when(statement.said_on)}")
        line(f"      “{cut(content, 160)}”")
