"""Whether a thing is safe: said of it, as advice, or as what it may do to people.

*Well water may be drunk without boiling* and *must not be used for drinking* hold no claim that somebody did anything:
one allows, the other forbids, and both are verdicts on one thing. Verdicts are read from sentences. Two of them deny
each other if they are of one or two days, in two voices, and about one thing: a noun that both have, or two nouns of
one kind, and no names that keep them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.meanings import alike_things, meanings
from onrecord.codebooks.standings import holding, safety
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, days_between, plain
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import sentences_with

WITHIN = 1
"""Days between two verdicts that deny each other."""
MOST = 30
"""Verdicts of one page that are looked at."""
_LONGEST = 400
_BEFORE = 3
"""Words before a noun in which its article stands."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A sentence that says whether a thing is safe."""

    article_id: str
    span: Span
    safe: bool
    things: frozenset[str]
    """Stems of the nouns and other words of content of the sentence."""
    names: frozenset[str]
    """Names in it, without those of who says so."""
    statement: Statement | None
    voice: str
    """Who says so, or an empty text."""
    told: DateInterval


def verdicts(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions about whether a thing is safe, on two pages."""
    pages = of_pages(known, occasions)
    for page in sorted(pages):
        for there in occasions.beside(page, 1):
            if there > page and there in pages and known.apart(there, page):
                pairs = ((one, other) for one in pages[page] for other in pages[there])
                best = max(
                    ((shared, one, other) for one, other in pairs if (shared := _denied(one, other))),
                    key=lambda found: (len(found[0]), -found[1].span.start, -found[2].span.start),
                    default=None,
                )
                if best is not None:
                    yield _finding(known, best[0], best[1], best[2])


def of_pages(known: Known, occasions: Occasions) -> dict[str, list[_Verdict]]:
    """Page -> its verdicts, in text order."""
    statements: dict[str, list[Statement]] = defaultdict(list)
    for statement in known.statements.values():
        if statement.content:
            statements[statement.article_id].append(statement)
    found: dict[str, list[_Verdict]] = {}
    for article_id in sorted(known.articles):
        told = sorted(statements[article_id], key=lambda one: (one.content[0].start, one.id))
        made = list(_of_page(known, occasions, article_id, told))[:MOST]
        if made:
            found[article_id] = made
    return found


def _of_page(
    known: Known, occasions: Occasions, article_id: str, statements: Sequence[Statement]
) -> Iterator[_Verdict]:
    """The verdicts of a page."""
    for sentence in sentences_with(known.body(article_id), _LONGEST, safety().marks):
        match = safety().any.search(sentence.exact)
        if match is None:
            continue
        at = sentence.start + match.start()
        inside = [one for one in statements if any(span.start <= at < span.end for span in one.content)]
        if any(one.negated for one in inside):
            continue  # Never said that it was safe: nothing is said of whether it is.
        said = next(iter(inside), None)
        verdict = _verdict(known, occasions, article_id, sentence, said)
        if verdict is not None:
            yield verdict


def _verdict(
    known: Known, occasions: Occasions, article_id: str, sentence: Span, said: Statement | None
) -> _Verdict | None:
    """A sentence as a verdict; ``None`` if it says both, or says it only of some."""
    book, text = safety(), sentence.exact
    spoken = " ".join(span.exact for span in said.speaker) if said is not None else ""
    told = said.content[0].exact if said is not None and len(said.content) == 1 else text
    told = told if book.any.search(told) else text
    good, bad = book.good.search(told), book.bad.search(told)
    if bool(good) == bool(bad) or book.bounds.search(told):
        return None
    own = set(words(spoken))
    content = [word for word in words(told) if word not in own and word not in topics().stop and len(word) > 2]
    things = {stem(word) for word in content if word not in book.said} - book.vague
    for use, nouns in book.kinds:
        if use.search(told):
            things |= {f"kind:{noun}" for noun in nouns}
    names = frozenset(occasions.named_in(article_id, told) - {stem(word) for word in own})
    who = known.speaker(said) if said is not None else None
    date = known.said(said) if said is not None else known.published(article_id)
    return _Verdict(
        article_id, sentence, bool(good), frozenset(things), names, said, who.key if who is not None else "", date
    )


def _denied(one: _Verdict, other: _Verdict) -> frozenset[str]:
    """What two verdicts that deny each other are about; empty if they do not."""
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    if one.safe == other.safe or any(gap is None or gap > WITHIN for gap in gaps):
        return frozenset()
    if one.voice and one.voice == other.voice:
        return frozenset()
    if one.names and other.names and not one.names & other.names:
        return frozenset()
    here, there = ({thing.removeprefix("kind:") for thing in verdict.things} for verdict in (one, other))
    sure = [{thing for thing in verdict.things if ":" not in thing} for verdict in (one, other)]
    shared = here & there
    names = (one.names | other.names) - {word for (word, *_) in meanings().things} - holding().places
    shared -= names
    if not shared:
        shared = {a for a in sure[0] - names for b in sure[1] - names if alike_things(a, b)}
    if not one.names & other.names and not (_definite(one, shared) or _definite(other, shared)):
        return frozenset()  # Nuclear power is dangerous: an opinion, of no plant in particular.
    return frozenset(shared)


def _definite(verdict: _Verdict, things: Set[str]) -> bool:
    """Whether a verdict is of one thing that the reader knows: *the water of Lond*, *its trams*."""
    told = words(verdict.span.exact)
    behind = (told[max(0, n - _BEFORE) : n] for n, word in enumerate(told) if stem(word) in things)
    return any((grammar().owners | {"the"}) & set(before) for before in behind)  # Not: said that trams are safe.


def _topic(text: str, shared: frozenset[str]) -> str:
    """The words of a sentence for what two verdicts share."""
    return " ".join(dict.fromkeys(word for word in words(text) if stem(word) in shared)) or min(shared)


def _finding(known: Known, shared: frozenset[str], one: _Verdict, other: _Verdict) -> Finding:
    """The record of two verdicts on one thing."""
    ordered = sorted((one, other), key=lambda verdict: (verdict.told.latest or "", verdict.article_id))
    sides = []
    for verdict in ordered:
        who = known.speaker(verdict.statement) if verdict.statement is not None else None
        name = who.name if who is not None else known.articles[verdict.article_id].publisher or "the page"
        record = verdict.statement.id if verdict.statement is not None else None
        sides.append(Side(f"{name}: said", plain(verdict.told), (Evidence(verdict.article_id, verdict.span, record),)))
    return Finding(
        id=make_id("r", "verdict", *sorted((v.article_id, str(v.span.start)) for v in ordered)), kind="contradiction",
        topic=_topic(ordered[0].span.exact, shared), actor=None, sides=tuple(sides),
        reason=f"whether it is safe: {_topic(ordered[0].span.exact, shared)}", strength="soft",
        independent=len({known.chain(verdict.article_id) for verdict in ordered}), basis="polarity",
    )  # fmt: skip
