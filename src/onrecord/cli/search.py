"""``onrecord search``: where words stand in a record, who said them, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli._options import AsJson, RecordFile
from onrecord.cli._output import count, emit, line, say, when

if TYPE_CHECKING:
    from onrecord.records import Span
    from onrecord.store import Hit

EXAMPLES = """
onrecord search story.db 'harbour NOT ferry'
onrecord search story.db '"state of emergency" OR curfew' --speaker Doren --from 2031-05-04
onrecord search story.db 'evacuat*' --json | jq .path
"""

_SHOWN = 300
"""Characters of a passage that are shown."""


def search(
    record: RecordFile,
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words; "words in a row"; AND, OR, NOT, ( ); port*.')],
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person or body said.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only pages of this outlet.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Only what may be of it or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only what may be of it or earlier.")] = None,
    json: AsJson = False,
) -> None:
    """Find words in statements and pages.

    The words must all occur, in one statement or one page; the oldest passages come first. Headlines and bodies are
    searched, not what was set aside as furniture. Case and accents do not matter. A day is written 2031-05-04; what
    has no day is left out as soon as one is given.
    """
    import onrecord

    with onrecord.open_record(record) as opened:
        hits = opened.search(query, speaker=speaker, outlet=outlet, since=since, until=until)
        if json:
            for hit in hits:
                emit(_json(hit))
            return
    for hit in hits:
        _print(hit)
    line(f"{count(len(hits), 'passage')} in {record}" + ("; [3:33] is page 3, line 33" if hits else ""))
    if not hits:
        say(f"nothing found; 'onrecord articles {record}' lists the pages")


def _print(hit: Hit) -> None:
    """Where and when, by whom, and under it the passage with the words found between asterisks."""
    who = f"{hit.speaker or 'unknown speaker'} · " if hit.kind == "statement" else ""
    line(f"[{hit.number}:{hit.line}] {when(hit.day)} · {who}{hit.publisher or 'unnamed outlet'} · {hit.path}")
    shown = " … ".join(_marked(span, hit.words) for span in hit.passage) or (hit.title or "")
    shown = " ".join(shown.split())
    line(f"      {shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1].rstrip() + '…'}")


def _marked(span: Span, words: tuple[Span, ...]) -> str:
    pieces, last = [], 0
    for word in words:
        if span.contains(word):
            pieces.append(f"{span.exact[last : word.start - span.start]}*{word.exact}*")
            last = word.end - span.start
    return "".join([*pieces, span.exact[last:]])


def _json(hit: Hit) -> dict[str, Any]:
    """A hit as JSON; spans count in the stored text of the page."""
    return {
        "kind": hit.kind,
        "id": hit.record_id,
        "article_id": hit.article_id,
        "page": hit.number,
        "line": hit.line,
        "path": hit.path,
        "title": hit.title,
        "publisher": hit.publisher,
        "day": {"earliest": hit.day.earliest, "latest": hit.day.latest, "basis": hit.day.basis},
        "speaker": hit.speaker,
        "passage": [_span(span) for span in hit.passage],
        "words": [_span(span) for span in hit.words],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.exact}
