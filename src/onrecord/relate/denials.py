"""Denials that point back: *"Two terminals are working," he said. The union's leader denied that*.

The page itself sets the two against each other. What is denied stands right before: in the same sentence (*..., a
charge that the ministry denied*, *..., although the ministry disputes this*), or as the last thing that somebody else
said in the sentence before (*the ministry denied the report*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.codebooks.disputes import denying
from onrecord.codebooks.grammar import grammar
from onrecord.records import Article, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, plain, sentence_of
from onrecord.relate.passages import sentences_around, short

_PAGE = "the page"
_MARKS = " ,-–—"
_LEAST = 4
"""Words of what is denied, at least."""
_LONGEST = 400


def denials(known: Known) -> Iterator[Finding]:
    """The contradictions between what a page tells and the denial that points back to it."""
    by_page: dict[str, list[Statement]] = {}
    for statement in known.pile.all(Statement):
        by_page.setdefault(statement.article_id, []).append(statement)
    for article_id in sorted(known.articles):
        article = known.articles[article_id]
        view = known.body(article.id)
        said = sorted(by_page.get(article_id, ()), key=lambda one: (_start(one), one.id))
        for pattern, aside in ((denying().back, False), (denying().aside, True)):
            for match in pattern.finditer(view.text):
                where = view.lift(match.start(), match.end())
                found = _finding(known, article, said, where[0], aside) if len(where) == 1 else None
                if found is not None:
                    yield found


def _finding(known: Known, article: Article, said: Sequence[Statement], words: Span, aside: bool) -> Finding | None:
    """The finding of one denial; ``None`` if nobody denies, or nothing that was said stands before it."""
    sentence = sentence_of(article.text, words)
    if len(sentence.exact) > _LONGEST or denying().refused.search(article.text[sentence.start : words.start]):
        return None
    denial = next((one for one in said if any(words.overlaps(cue) for cue in one.cue)), None)
    if denial is None or not denial.speaker or (denial.nested_in and not aside):
        return None
    told = _before(article, said, denial, sentence, words)
    if told is not None and told.act in grammar().wanting:
        told = None  # Urged him to resign over the charges, which he denies: not the urging is denied.
    claim = _said(article, told, words) if told is not None else _told(article, sentence, words, aside)
    if claim is None or len(claim.exact.split()) < _LEAST:
        return None
    name, day = _name(known, denial), plain(known.published(article.id))
    first = words.start + len(words.exact) - len(words.exact.lstrip(_MARKS)) if aside else _start(denial)
    last = max(words.end, *(span.end for span in denial.cue))
    sides = (
        Side(f"{_name(known, told)}: said", day, (Evidence(article.id, claim, told.id if told else None),)),
        Side(f"{name}: denied", day, (Evidence(article.id, Span(first, last, article.text), denial.id),)),
    )
    return Finding(
        id=make_id("r", "denial", article.id, words.start), kind="contradiction", topic=short(claim.exact), actor=None,
        sides=sides, reason=f"the page itself says that {name} denied it: {words.exact.lstrip(_MARKS)}",
        strength="hard", independent=1, basis="polarity",
    )  # fmt: skip


def _name(known: Known, statement: Statement | None) -> str:
    """Who says something, in a word; the page, if it tells it itself."""
    if statement is None:
        return _PAGE
    who = known.who(statement.speaker_mention)
    return who.name if who is not None else " ".join(span.exact for span in statement.speaker) or _PAGE


def _said(article: Article, told: Statement, words: Span) -> Span:
    """What somebody said, as far as it stands before the denial."""
    first = told.content[0]
    start = first.start + len("that ") * first.exact.startswith("that ")
    return Span(start, min(first.end, words.start), article.text)


def _told(article: Article, sentence: Span, words: Span, aside: bool) -> Span | None:
    """What the page itself tells in the sentence before the denial: *..., although the ministry disputes this*."""
    inside = article.text[sentence.start : words.start]
    though = None if aside else denying().though.search(inside)
    if not aside and though is None:
        return None
    return Span(sentence.start, words.start if though is None else sentence.start + though.start(), article.text)


def _before(
    article: Article, said: Sequence[Statement], denial: Statement, sentence: Span, words: Span
) -> Statement | None:
    """The last statement of somebody else that ends before a denial: in its sentence, or in the one before it."""
    before = sentences_around(article.text, sentence)[0]
    speaker = {span.exact.casefold() for span in denial.speaker}
    found = [
        one
        for one in said
        if one.id != denial.id
        and one.content
        and not one.negated
        and not one.garbled
        and one.content[0].start < words.start
        and not any(words.overlaps(cue) for cue in one.cue)
        and one.content[0].start >= before.start
        and not speaker & {span.exact.casefold() for span in one.speaker}
        and (one.speaker_mention is None or one.speaker_mention != denial.speaker_mention)
    ]
    return max(found, key=lambda one: (one.content[0].start, one.id), default=None)


def _start(statement: Statement) -> int:
    """Where a statement begins, with who says it."""
    return min(span.start for span in (*statement.speaker, *statement.cue, *statement.content))
