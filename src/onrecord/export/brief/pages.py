"""The pages of the pile: how they are known, which need care, and what went in as a whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from onrecord.export.brief.days import title_span, when
from onrecord.export.brief.findings import more
from onrecord.export.brief.labels import count, join, labels, name, number, say
from onrecord.export.brief.pile import Pile
from onrecord.export.brief.story import chapters
from onrecord.export.brief.subject import subject
from onrecord.export.brief.tree import Cite, Item, Line, Piece, Row, Section
from onrecord.records import (
    READ_ON,
    Article,
    DateInterval,
    Problem,
    Run,
    Statement,
    SyndicationGroup,
)

FIRST_PAGES = 30
"""Pages in the short form."""

_SHOWN = READ_ON | {"headline", "standfirst", "byline", "dateline", "caption"}
_TITLE_WIDTH = 60
_NAMES = 6
_EVIDENCE = 3
_MANY = 3
_RUNS = 12
"""Runs of page numbers that are listed."""
_NO_HOME: tuple[int, Line] = (0, ())
_UNREAD = ("other_language", "too_long", "no_body")


def title(pile: Pile) -> Line:
    """What the pile is about, and the days of its pages."""
    return join([subject(pile), days_told(pile)], "divider")


def days_told(pile: Pile) -> Line:
    """The days of the pages that have a text, from the first to the last; a bound if no more is known, or nothing."""
    dates = [pile.published(article) for article in pile.articles if article.id not in pile.named_only]
    ends = [end for date in dates for end in (date.earliest, date.latest) if end]
    if not ends:
        return ()
    first, last = dt.date.fromisoformat(min(ends)), dt.date.fromisoformat(max(ends))
    if not any(date.latest for date in dates):
        return say("not_before", day=title_span(first, first))
    if not any(date.earliest for date in dates):
        return say("by_day", day=title_span(last, last))
    return title_span(first, last)


def counts(pile: Pile) -> tuple[Line, ...]:
    """What went in: pages, outlets, copies, agencies, days, furniture, problems."""
    pages = number("pages", len(pile.articles))
    named = set(pile.outlets.values())
    unnamed = len(pile.articles) - len(pile.outlets)
    outlets = number("outlets", len(named)) if named else say("outlets_none")
    without = number("unnamed", unnamed) if unnamed and named else ()
    copies = _independent(pile)
    agencies = _names(sorted({agency for article in pile.articles for agency in article.agencies}))
    credited = {agency for article in pile.articles for agency in article.agencies}
    # *told the newspaper* names none.
    carried = {s.via for s in pile.records.all(Statement) if s.via and s.via != s.via.lower()} - credited
    through = say("through", names=_names(sorted(carried))) if carried else ()
    behind = say("agencies", names=agencies) if agencies else say("agencies_none")
    problems = number("problems", len(pile.records.all(Problem)))
    furniture = number("furniture", sum(map(_furniture, pile.articles)))
    told = len(chapters(pile))
    found = (
        pages + outlets + without + copies,
        behind + through,
        say("dated") + _dated(pile) + say("stop") + (Piece("label", " "),) + furniture + problems + _given(pile),
    )
    return (*found, say("stories_told", n=told)) if told > 1 else found


def _independent(pile: Pile) -> Line:
    """How many independent sources the pages are, and why fewer than pages: copies, and rewrites of one wire."""
    copied = sum(pile.source(article.id, "copy") != article.id for article in pile.articles)
    rewritten = sum(pile.source(article.id) != article.id for article in pile.articles) - copied
    empty = number("named_only", len(pile.named_only)) if pile.named_only else ()
    if not copied and not rewritten:
        return empty + say("copies_none")
    why = [number("copied", copied)] if copied else []
    why += [number("rewritten" if why else "rewritten_pages", rewritten)] if rewritten else []
    return empty + number("independent", pile.independent(pile.by_id)) + join(why) + say("stop")


def _names(found: list[str]) -> Line:
    """The first names of a list, and how many more there are."""
    rest = len(found) - _NAMES
    return join([name(text) for text in found[:_NAMES]] + ([number("more", rest)] if rest > 0 else []))


def _dated(pile: Pile) -> Line:
    """How many pages are dated in which way."""
    tally = Counter(dating(pile, article) for article in pile.articles)
    return join([say(f"dated_{how}", n=tally[how]) for how in ("stated", "pile", "bound", "none") if tally[how]]) or (
        count(0)
    )


def dating(pile: Pile, article: Article) -> str:
    """How the day of a page is known: ``stated``, ``pile``, ``bound`` or ``none``."""
    date = pile.published(article)
    if not date.known:
        return "none"
    if not (date.earliest and date.latest) or date.basis == "published":
        return "bound"
    return "stated" if date.basis in ("stated", "resolved") else "pile"


def _given(pile: Pile) -> Line:
    """What the runs were given and what became of it, if more came in than is stored."""
    runs = pile.records.all(Run)
    given, stored = sum(run.given for run in runs), sum(run.stored for run in runs)
    if given == stored:
        return ()
    twice, failed = sum(run.duplicate for run in runs), sum(run.failed for run in runs)
    return say("given", given=given, stored=stored, duplicate=twice, failed=failed)


def _furniture(article: Article) -> int:
    """Lines that were set aside, captions and headings not counted."""
    lines = 0
    for block in article.blocks:
        if block.role not in _SHOWN:
            lines += sum(bool(line.strip()) for line in article.text[block.start : block.end].split("\n"))
    return lines


def care(pile: Pile) -> Section:
    """Pages that failed, that were not read, or whose day is not known; many of one kind as one item."""
    problems = _problems(pile)
    failed = [
        Item(name(pile.file(item.path)), note=say("failed_page", reason=_code(item))) for item in problems if item.fatal
    ]
    unread: dict[str, list[Line]] = {}
    for item in problems:
        if not item.fatal and item.code in _UNREAD and item.article_id in pile.by_id:
            unread.setdefault(item.article_id, []).append(say("not_read", reason=_code(item)))
    found: dict[str, dict[int, Item]] = {"unread": {}, "none": {}, "bound": {}}
    for article in pile.articles:
        how = dating(pile, article)
        day = when(pile.published(article), pile.year) if how in found else ()
        if article.id in unread or day:
            note = join([*unread.get(article.id, []), day])
            kind = "unread" if article.id in unread else how
            found[kind][pile.number[article.id]] = Item(page_name(pile, article), note=note)
    heads = {"unread": say("pages_unread"), "none": say("pages_undated"), "bound": say("pages_bounded")}
    items = list(failed) if len(failed) <= _MANY else [_many(say("pages_failed"), failed)]
    for key, group in found.items():
        if len(group) <= _MANY:
            items += group.values()
        elif key == "unread":
            items.append(_many(heads[key], list(group.values())))
        else:
            # Nothing but the day is open: the section on pages has the rest.
            items.append(Item(heads[key], note=number("pages", len(group)) + say("colon") + runs(list(group))))
    return Section("care", say("care"), tuple(items), say("none_care"))


def _many(head: Line, items: list[Item]) -> Item:
    """Many pages of one kind as one item with a row each."""
    return Item(head, tuple(Row(who=item.title, note=item.note) for item in items), number("pages", len(items)))


def runs(numbers: list[int]) -> Line:
    """Page numbers in rising order, neighbours as one run: 1–9, 12, 15–20."""
    found: list[list[int]] = []
    for place in numbers:
        if found and found[-1][-1] == place - 1:
            found[-1][1:] = [place]
        else:
            found.append([place])
    told = [count(run[0]) + (say("to_number") + count(run[-1]) if len(run) > 1 else ()) for run in found[:_RUNS]]
    left = sum(run[-1] - run[0] + 1 for run in found[_RUNS:])
    return join([*told, more(left) if left else ()])


def _problems(pile: Pile) -> list[Problem]:
    return sorted(pile.records.all(Problem), key=lambda item: (item.path, item.code, item.id))


def _of_problem(pile: Pile, problem: Problem) -> Line:
    article = pile.by_id.get(problem.article_id or "")
    return page_name(pile, article) if article else name(pile.file(problem.path))


def _code(problem: Problem) -> Line:
    """Why, in fixed words, or the stable code of the problem."""
    known = labels().problems.get(problem.code)
    return (Piece("label", known),) if known else (Piece("reason", problem.code),)


def page_name(pile: Pile, article: Article) -> Line:
    """Number and title of a page, or its file."""
    words = " ".join((article.title or "").split())
    if len(words) > _TITLE_WIDTH:
        words = words[:_TITLE_WIDTH].rsplit(" ", 1)[0] + "…"
    return count(pile.number[article.id]) + say("divider") + name(words or pile.file(article.path))


def pages(pile: Pile, homes: Mapping[str, tuple[int, Line]] | None = None) -> Section:
    """The section: one item a page.

    Args:
        pile: the pages.
        homes: page -> the number and title of its story, if there are several.
    """
    problems: dict[str, list[Problem]] = {}
    for problem in _problems(pile):
        problems.setdefault(problem.article_id or "", []).append(problem)
    said: dict[str, list[Statement]] = {}
    for statement in pile.records.all(Statement):
        said.setdefault(statement.article_id, []).append(statement)
    copies = _copies(pile)
    of = homes or {}
    order = sorted(pile.articles, key=lambda article: (of.get(article.id, _NO_HOME)[0], pile.number[article.id]))
    items = tuple(
        replace(
            _page(
                pile, article, copies.get(article.id, ()), said.get(article.id, []), problems.get(article.id, []),
                place < FIRST_PAGES,
            ),
            group=of.get(article.id, _NO_HOME)[1],
        )
        for place, article in enumerate(order)
    )  # fmt: skip
    return Section("pages", say("pages"), items, say("none_pages"))


def _page(
    pile: Pile, article: Article, copies: Line, said: list[Statement], problems: list[Problem], first: bool
) -> Item:
    """One page: outlet, agency, day and how it is known, copies, notes."""
    date = pile.published(article)
    parts = [pile.outlet(article)]
    parts += [say("agency", name=name(agency)) for agency in article.agencies]
    parts += [say("by_author", name=name(author)) for author in article.authors]
    parts += [when(date, pile.year, basis=True), copies]
    garbled = sum(item.garbled for item in said)
    repeated = sum(item.same_utterance_as is not None for item in said)
    parts += [number("garbled", garbled)] if garbled else []
    parts += [number("repeated", repeated)] if repeated else []
    parts += [say("not_read" if p.code in _UNREAD else "note", reason=_code(p)) for p in problems]
    parts.append(say("page_path", name=name(pile.file(article.path))) if article.title else ())
    rows, note = _evidence(pile, article, date, first), join(parts, "divider")
    return Item(page_name(pile, article), rows, note, _why(pile, article), first=first)


def _evidence(pile: Pile, article: Article, date: DateInterval, first: bool) -> tuple[Row, ...]:
    """The words that the day of publication rests on."""
    found = pile.inference(article.id)
    if found is not None:
        pieces = [(piece.article_id, piece.span) for piece in found.evidence if piece.article_id in pile.by_id]
    else:
        pieces = [(article.id, span) for span in date.evidence if span.holds(article.text)]
    same: dict[tuple[str, str], list[Cite]] = {}
    for owner, span in pieces:
        same.setdefault((owner, span.exact), []).append(pile.cite(owner, span))
    return tuple(
        Row(words=(Piece("words", words),), cites=tuple(sorted(set(cites))), first=first)
        for (_, words), cites in list(same.items())[:_EVIDENCE]
    )


def _why(pile: Pile, article: Article) -> Line:
    """Why the pile gives a page this day."""
    found = pile.inference(article.id)
    return say("because", reason=(Piece("reason", found.reason),)) if found and found.reason else ()


def _copies(pile: Pile) -> dict[str, Line]:
    """Page -> what it copies."""
    found: dict[str, Line] = {}
    originals = {
        member.article_id
        for group in pile.records.all(SyndicationGroup) for member in group.members if member.role == "original"
    }  # fmt: skip
    for article in pile.articles:
        for level, sure in (("copy", "copy_of"), ("chain", "rewrite_of")):
            source = pile.source(article.id, level)
            if source != article.id:
                key = sure if level == "chain" or source in originals else "same_text"
                found[article.id] = say(key, n=pile.number[source])
                break
    return found
