"""None against some: *nobody had been taken into custody*, *14 people were being held overnight*.

Who says that there was none gives a figure as well: nought. It is held against the figures of the same measure
(:mod:`onrecord.relate.readings`) that another voice gives: on the same page, where its author sets the two side by
side, or on pages of one occasion, if the figure was there already when nought was told. Nought of some only (*none of
his staff*) is held against a figure only where the page says that the two accounts do not agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.disputes import disputes
from onrecord.codebooks.measures import Measure, measures
from onrecord.records import READ_ON, Evidence, Figure, Finding, Side, Span, Statement, make_id
from onrecord.relate.gauges import segment
from onrecord.relate.known import Known, Who, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short
from onrecord.relate.readings import Reading, readings

NEAR = 700
"""Characters within which one page sets two accounts side by side."""
WITHIN = 7
"""Days from a figure to a voice that says that there was none."""
LEAST = 2
"""Least figure that none contradicts: one may be a stray case."""
LEAST_SHARED = 2
"""Names that two pages have in common where the two sentences have none."""
REACH = 70
"""Characters behind *nobody* in which what there was none of stands."""
LONGEST = 240
"""Characters of a sentence that is shown as a whole."""
_NOUNS = 3
"""Words behind *no* of which one is the noun."""
_ELSE = 30
"""Characters behind *no* in which words that make it something else stand."""
_SUBJECT = re.compile(r"\s*(?P<noun>(?:\w+\s+){0,2}?\w+)\s+(?:was|were|is|are|had|has|have|been|got|died|fell)\b")
"""The noun behind *no* of which something is told: *no pupil was hurt*."""


@dataclass(frozen=True, slots=True)
class _Nought:
    """A voice that says that there was none."""

    statement: Statement
    voice: Who
    families: frozenset[str]
    some: bool
    """Whether it is said of some only."""
    noun: str
    """Stem of the noun of whom it is said where that is not anybody: *no pupil was hurt*; else empty."""
    clause: Span
    sentence: Span
    spoken: frozenset[str]
    """Stems of who says so."""


def none_and_some(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions between a voice that says that there was none and another one that gives a figure."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(known.pile.all(Figure), key=lambda figure: (figure.article_id, figure.span.start)):
        figures[figure.article_id].append(figure)
    read: dict[str, list[Reading]] = {}
    seen: set[frozenset[str]] = set()
    for nought in _noughts(known):
        page = nought.statement.article_id
        for there in [page, *(there for there in occasions.beside(page, 1) if known.apart(there, page))]:
            if there not in read:
                read[there] = list(readings(known, occasions, there, figures.get(there, ())))
            for one in read[there]:
                pair = frozenset({nought.voice.key, one.figure.id})
                if pair not in seen and _against(known, occasions, nought, one):
                    seen.add(pair)
                    yield _finding(known, nought, one)


def _noughts(known: Known) -> Iterator[_Nought]:
    """Those who say that there was none, in the order of the pages."""
    book = measures()
    for statement in sorted(known.statements.values(), key=lambda one: (one.article_id, one.id)):
        voice = known.speaker(statement)
        if voice is None or statement.negated:
            continue
        article = known.articles[statement.article_id]
        for content in statement.content:
            if not any(b.role in READ_ON and b.start <= content.start < b.end for b in article.blocks):
                continue
            for clause, families, some, noun in _told(article.text, content):
                sentence = sentence_of(article.text, clause)
                spoken = stems(" ".join(span.exact for span in statement.speaker)) | stems(voice.name)
                if not book.open.search(clause.exact):
                    yield _Nought(statement, voice, families, some, noun, clause, sentence, spoken - book.offices)


def _told(text: str, content: Span) -> Iterator[tuple[Span, frozenset[str], bool, str]]:
    """The clauses that say that there was none, with of what by the families of measures, and of whom."""
    book = measures()
    for match in book.nobody.finditer(content.exact):
        place = Span(content.start + match.start(), content.start + match.end(), text)
        clause = segment(text, sentence_of(text, place), place)
        behind = text[place.end : min(clause.end, content.end, place.end + REACH)]
        if book.nobody_else.search(behind[:_ELSE]) or not _of_people(match.group(), behind):
            continue
        some = match.group().casefold().endswith(" of") or book.nobody_of.match(behind.lstrip()) is not None
        found = [one for one in book.measures if one.unit == "people" and one.words.search(behind)]
        if found:
            yield (
                clause,
                frozenset(one.family for one in found),
                some,
                "" if some else _whom(match.group(), behind, found),
            )
    for one in book.measures:
        for match in one.none.finditer(content.exact) if one.none is not None else ():
            place = Span(content.start + match.start(), content.start + match.end(), text)
            yield segment(text, sentence_of(text, place), place), frozenset({one.family}), False, ""


def _whom(none: str, behind: str, found: Sequence[Measure]) -> str:
    """The noun of those whom *no* is said of, if they are not anybody whom the measures count; else nothing."""
    if none.casefold().replace("-", " ") in ("nobody", "no one"):
        return ""
    subject = _SUBJECT.match(behind)
    noun = words(subject["noun"])[-1:] if subject is not None else []
    if not noun or noun[0] in topics().people | topics().tolls.keys():
        return ""
    told = stem(noun[0])
    return "" if any(told in one.counted or one.words.fullmatch(noun[0]) for one in found) else told


def _of_people(none: str, behind: str) -> bool:
    """Whether *no* and the words behind it are of persons, or of what befalls them: *no arrests*, not *no roads*."""
    if none.casefold().replace("-", " ").removesuffix(" of").endswith(("body", "one", "anyone")):
        return True  # *Nobody*, and *not one* of whomever.
    near = words(behind)[:_NOUNS]
    persons = topics().persons | topics().people
    listed: Sequence[Measure] = [one for one in measures().measures if one.unit == "people"]
    return any(
        stem(word) in persons or word in topics().tolls or any(one.words.fullmatch(word) for one in listed)
        for word in near
    )


def _against(known: Known, occasions: Occasions, nought: _Nought, one: Reading) -> bool:
    """Whether a figure is one of that of which a voice says that there was none."""
    if one.measure.family not in nought.families or one.least < LEAST or one.implied or one.figure.change == "<":
        return False
    if one.voice is not None and one.voice.key == nought.voice.key:
        return False
    if nought.noun and stem((words(one.figure.counted or "") or ["people"])[-1]) != nought.noun:
        return False
    page, there = nought.statement.article_id, one.figure.article_id
    if _elsewhere(known, nought, one):
        return False
    if page == there:
        return one.voice is not None and _beside(known, nought, one)
    if nought.some or not _in_time(known, nought, one):
        return False
    names = occasions.named_in(page, nought.sentence.exact) - nought.spoken
    shared = names & one.names
    return bool(shared) or (
        not (names and one.names) and len(occasions.shared(page, there)) >= LEAST_SHARED and _alone(nought, one)
    )


def _alone(nought: _Nought, one: Reading) -> bool:
    """Whether a figure that somebody gives is of all, and not of a part of it."""
    return one.voice is not None and not one.part and not nought.some


def _elsewhere(known: Known, nought: _Nought, one: Reading) -> bool:
    """Whether the two clauses name different states, those who speak aside: none in Rwanda, 19 in Burundi."""
    page, there = nought.statement.article_id, one.figure.article_id
    here, other = _states(known, page, nought.sentence), _states(known, there, one.sentence)
    return bool(here and other and not here & other)


def _states(known: Known, page: str, sentence: Span) -> frozenset[str]:
    """The states that a sentence names, those of who speaks among them."""
    named = (known.who(mention) for mention in known.mentions_in(page, (sentence,)))
    return frozenset(who.family for who in named if who is not None and who.family.startswith("state:"))


def _beside(known: Known, nought: _Nought, one: Reading) -> bool:
    """Whether a page sets the two side by side: close together, and as accounts that differ if none is of some only."""
    first, last = sorted((nought.sentence, one.sentence), key=lambda span: span.start)
    if last.start - first.end > NEAR:
        return False
    between = known.articles[nought.statement.article_id].text[first.start : last.end]
    if not nought.some:
        return True
    told = stems(one.sentence.exact) & stems(nought.sentence.exact) - one.measure.counted - topics().people
    return bool(told - topics().counting) and disputes().diverge.search(between) is not None


def _in_time(known: Known, nought: _Nought, one: Reading) -> bool:
    """Whether there was the figure already when somebody said that there was none."""
    told = known.said(nought.statement)
    since = one.date if one.date.known else one.told
    late = days_between(since, told)
    printed = days_between(one.told, told)
    return late is not None and printed is not None and late >= 0 and abs(printed) <= WITHIN


def _finding(known: Known, nought: _Nought, one: Reading) -> Finding:
    """The record of a voice that says that there was none and a figure."""
    told = plain(known.said(nought.statement))
    page, there = nought.statement.article_id, one.figure.article_id
    shown = nought.sentence if len(nought.sentence.exact) <= LONGEST else nought.clause
    figure = one.sentence if len(one.sentence.exact) <= LONGEST else one.shown
    sides = [
        Side(nought.voice.name, told, (Evidence(page, shown, nought.statement.id),)),
        Side(one.voice.name if one.voice else "the page", plain(one.told), (Evidence(there, figure, one.figure.id),)),
    ]
    sides.sort(key=lambda side: (side.date.latest or "", side.evidence[0].record_id or ""))
    return Finding(
        id=make_id("r", "nought", nought.statement.id, one.figure.id), kind="contradiction",
        topic=short(figure.exact, one.figure.span.exact), actor=None, sides=tuple(sides),
        reason=f"none, and some, by two voices ({one.measure.label}): {one.figure.span.exact}", strength="soft",
        independent=len({page, there}), basis="number",
    )  # fmt: skip
