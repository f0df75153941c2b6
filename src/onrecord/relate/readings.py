"""Figures as values of a measure: how many marched, what was paid, how much leaked; who says so, and of what.

*Police put the number of marchers at 18,000* and *120,000 people had taken part, the unions said* share no word; what
they measure is the same (:mod:`onrecord.relate.gauges`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.codebooks.circumstances import circumstances
from onrecord.codebooks.clauses import stem, stems, topics
from onrecord.codebooks.disputes import disputes
from onrecord.codebooks.measures import Measure, measures
from onrecord.records import READ_ON, UNKNOWN_DATE, DateInterval, Figure, Span, Statement
from onrecord.relate.clocks import HOUR, Clock, clocks
from onrecord.relate.daynames import calendar
from onrecord.relate.gauges import Gauge, gauge
from onrecord.relate.known import Known, Who, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.surroundings import Surroundings, giver

LONGEST = 140
"""Characters of what was said that are shown as a whole."""
_WHERE = re.compile(
    r"\b(?:at|in|near|from|to|by|on|with)\s+(?:the\s+|an?\s+|its\s+|his\s+|her\s+|their\s+)?[\w’'-]+(?:\s+(?!(?:at|in|near|from|to|by|on|with|for|and|was|were|had|has|is)\b)[\w’'-]+){0,3}",
    re.I,
)
"""Phrases for where, to whom and by whom."""
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+){0,5}?(?P<when>[A-Z]\w+|yesterday|dawn|midnight)\b")
_UNTIL = re.compile(
    r"\b(?:[Bb]y|until|up\s+to|till)\s+(?:the\s+)?(?:(?:early|late)\s+)?(?:[A-Z]\w+day\s+)?(?P<when>[\w.:-]+(?:\s*[ap]\.?m\b)?)"
)
"""Up to which time of a day something is counted."""
_ONLY = frozenset({"only", "just", "merely", "a mere", "exactly", "precisely", "no more than"})
"""Words by which a count is said to be all."""
_IT_GIVES = re.compile(
    r"(?:It|They|He|She)\s+(?:also\s+|\w+ly\s+)?(?:put|puts|counted|counts|gave|gives|estimated|estimates|reported|set|sets)\b"
)
"""How a sentence begins that gives a figure of whom the one before names."""
_SOME = re.compile(r"\s+of\s+(?:their|his|her|our|my|its)\b", re.I)
"""Behind a number, whose it is a part of: *four of their colleagues*."""
_SAID = re.compile(r"\b(?:said|says|according\s+to|told|announced|stated|maintained|insisted|claimed|estimated)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a measure that a page gives."""

    figure: Figure
    measure: Measure
    kind: str
    """What is counted, or the unit: values of two kinds are not compared."""
    least: float
    """The least that the words allow."""
    most: float
    """The most that they allow."""
    rough: bool
    """Whether the value is a round one by its words."""
    voice: Who | None
    """Who gives it; ``None`` if the page does."""
    date: DateInterval
    """The time that it is of, if the page says so; else unknown."""
    told: DateInterval
    """When it is told."""
    names: frozenset[str]
    """Names in its sentence that are not those of who gives it."""
    all_names: frozenset[str]
    """Names in its sentence."""
    named: frozenset[str]
    """Names in its clause, with its first word, that are not those of who gives it."""
    headed: frozenset[str]
    """Names in the headline and the first words of its page."""
    towns: frozenset[str]
    """Places below a state that its sentence names, or else those in the first words of the page."""
    about: frozenset[str]
    """Words of its clause that say of what it is, without those for where, and those of the measure."""
    near: frozenset[str]
    """Beginnings of words of the sentences around it and of the head of its page, without those of the measure."""
    states: frozenset[str]
    """States that its sentence names, or else those at the head of the page."""
    part: frozenset[str]
    """Words of its clause by which it is of a part."""
    final: bool
    """Whether it is said that nothing is to be added."""
    since: str
    """The day or month since when it is counted; empty if none is told."""
    by: Clock | None
    """The time of the day up to which it is counted, if one is told."""
    doubted: frozenset[str]
    """Stems of the sentences beside it, where they set its figure against another one."""
    implied: bool
    """Whether only what the page is about says what is measured."""
    shown: Span
    """The clause, for a reader."""
    sentence: Span


def readings(known: Known, occasions: Occasions, article_id: str, figures: Iterable[Figure]) -> Iterator[Reading]:
    """The values that a page gives of what is measured, in the order of the text.

    Args:
        known: the pile.
        occasions: names of its pages.
        article_id: the page.
        figures: its figures in the order of the text.
    """
    article = known.articles[article_id]
    read = [block for block in article.blocks if block.role in READ_ON]
    given = [f for f in figures if any(block.start <= f.span.start < block.end for block in read)]
    where: Surroundings | None = None
    for figure in given:
        sentence = sentence_of(article.text, figure.span)
        statement = _statement(known, figure)
        where = where or Surroundings(known, occasions, article_id)
        about = f"{where.about}\n{where.around(sentence)}"
        found = gauge(article.text, figure, statement, sentence, given, about)
        if found is not None:
            yield _reading(known, occasions, where, figure, found, statement, sentence)


def _reading(
    known: Known,
    occasions: Occasions,
    where: Surroundings,
    figure: Figure,
    found: Gauge,
    statement: Statement | None,
    sentence: Span,
) -> Reading:
    """A figure as a value of what it measures."""
    page, measure, clause = figure.article_id, found.measure, found.clause
    voice = _voice(known, figure, statement, sentence)
    spoken = stems(" ".join(span.exact for span in statement.speaker)) if statement is not None else frozenset()
    spoken |= stems(voice.name) if voice is not None else frozenset()
    every = occasions.named_in(page, sentence.exact)
    names = every - spoken
    cues = stems(" ".join(match.group() for match in measure.words.finditer(sentence.exact)))
    own = stems(figure.span.exact) | measure.counted | cues | topics().counting | topics().people
    told = known.said(statement) if statement is not None else known.published(page)
    only = (figure.qualifier or "").casefold() in _ONLY
    final = only or bool(measures().final.search(where.around(sentence)) or measures().over.search(where.about))
    return Reading(
        figure, measure, found.kind, found.least, found.most,
        rough=figure.change == "~" or found.least != found.most, voice=voice,
        date=_date(known, figure, sentence), told=told, names=names, all_names=every,
        named=occasions.telling(clause.exact) - spoken - topics().stop, headed=where.headed,
        towns=where.towns(sentence),
        about=stems(_WHERE.sub(" ", clause.exact)) - own - spoken - calendar(),
        near=where.near(sentence, own | names), states=where.states(sentence),
        part=_parts(measure, clause, figure.span), final=final, since=_since(sentence), by=_by(clause),
        doubted=_doubted(where.around(sentence)), implied=found.implied,
        shown=_shown(clause, statement), sentence=sentence,
    )  # fmt: skip


def _voice(known: Known, figure: Figure, statement: Statement | None, sentence: Span) -> Who | None:
    """Who gives a figure; *It put the arrears at 12 million*: who spoke in the sentence before."""
    if statement is not None:
        return known.speaker(statement)
    found = giver(sentence, figure.span)
    if found is not None or not _IT_GIVES.match(sentence.exact) or sentence.start < len("A. "):
        return found
    text = known.articles[figure.article_id].text
    before = sentence_of(text, Span(sentence.start - 2, sentence.start - 1, text))
    first = next((one for one in known.within(figure.article_id, before) if one.form != "pronoun"), None)
    acts = first is not None and first.span.start - before.start <= len("The ")
    return known.who(first.id) if first is not None and acts else known.body_before(figure.article_id, sentence.start)


def _doubted(around: str) -> frozenset[str]:
    """The stems of a stretch that sets one figure against another: *called the figure of the police an insult*."""
    book = disputes()
    against = book.contested(around) or (book.figure.search(around) and book.diverge.search(around))
    return stems(around) if against else frozenset()


def _parts(measure: Measure, shown: Span, figure: Span) -> frozenset[str]:
    """The parts that a clause names up to the first comma behind a figure.

    Nouns that the measure counts in any case are none: *among them whole villages from the east*.
    """
    behind = shown.exact.find(",", figure.end - shown.start)
    told = shown.exact[: behind if behind >= 0 else None]
    some = {"some"} if _SOME.match(shown.exact, figure.end - shown.start) else set()
    return frozenset(some) | frozenset(
        name
        for name, words in measures().part.items()
        if any(stem(match.group().casefold()) not in measure.counted for match in words.finditer(told))
    )


def _date(known: Known, figure: Figure, sentence: Span) -> DateInterval:
    """The time that a figure is of; the year in the name of a thing (*Frozen Ford of 1891*) is none."""
    date = known.dated(figure.id, figure.as_of)
    year = (date.earliest or "")[:4]
    named = year and re.search(rf"\b[A-Z][\w’'-]+\s+of\s+{year}\b", sentence.exact)
    return UNKNOWN_DATE if named else date


def _by(clause: Span) -> Clock | None:
    """The time of the day up to which a clause counts: *by Saturday noon*, *by nightfall on Sunday*, *by evening*."""
    match = _UNTIL.search(clause.exact)
    if match is None:
        return None
    spell = circumstances().spells.get(match["when"].casefold())
    if spell is not None:
        return Clock(spell[0] * HOUR, spell[1] * HOUR, zone=False)
    found = clocks(f"at {match['when']}")
    return found[0] if len(found) == 1 else None


def _since(sentence: Span) -> str:
    """Since when a figure is counted."""
    match = _SINCE.search(sentence.exact)
    return match["when"].casefold() if match is not None else ""


def _statement(known: Known, figure: Figure) -> Statement | None:
    """The statement that gives a figure, if its words hold it."""
    statement = known.statements.get(figure.attributed_to or "")
    holds = statement is not None and any(span.contains(figure.span) for span in statement.content)
    return statement if holds and statement is not None and not statement.negated else None


def _shown(clause: Span, statement: Statement | None) -> Span:
    """The words to show: what was said where it is short, else the clause."""
    told = statement.content if statement is not None else ()
    whole = next((span for span in told if span.contains(clause)), clause)
    return whole if whole.end - whole.start <= LONGEST else clause


def told_by(reading: Reading) -> bool:
    """Whether a reading is given by somebody, be it in words that no statement was made of."""
    return reading.voice is not None or bool(_SAID.search(reading.sentence.exact))
