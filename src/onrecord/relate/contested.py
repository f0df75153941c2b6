"""Two exact figures for one thing in other words, where a page says that the figure is in dispute.

*2.6 million crowns was missing from the fund* and *the hole in the scheme came to 900,000 crowns* share no word that
names the thing. They meet because both pages tell of one occasion, both figures are exact, of one unit and of one time,
their words lie near each other in meaning and nearer than those of any other figure of either page, and because one
page sets its figure against another: it rejects a finding or recounts. Without such words two figures may both be
right, and none is reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.disputes import disputes
from onrecord.codebooks.fates import fate_of
from onrecord.records import DateInterval, Evidence, Figure, Finding, Side, Span, make_id
from onrecord.relate.known import Known, Who, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import part_around, sentences_around, short
from onrecord.relate.surroundings import giver
from onrecord.vectors import WordVectors

LEAST_RATIO = 1.02
"""Least ratio of two figures that contradict each other."""
MOST_RATIO = 30
"""Figures further apart are of different things."""
ALIKE = 0.38
"""Least nearness of the words around two figures."""
ALIKE_ALONE = 0.25
"""The same for the only counts of one fate, or in one rare unit, on their pages."""
ONE_NOUN = 0.6
"""Least nearness of two nouns that are counted."""
WITHIN = 4
"""Days between two figures that are told of one moment."""
MOST_FIGURES = 3
"""Numbers in a clause that gives a count."""
_LEAST_SAID = 25
_PRONOUN = re.compile(r"\s*(?:that\s+)?(?:it|they|this|these|those|he|she|we)\b", re.I)
_GLUED = re.compile(r"\w-[^\W\d_]")
_DIGITS = re.compile(r"\d[\d.,]*")
_CUE = re.compile(r"\b(?:said|says|according\s+to|told|announced|insisted|stated|maintained)\b")
_LONGEST = 300
_BESIDE = 45
"""Characters before a figure in which words that make it another one stand."""
_COMMON = frozenset({"percent", "USD", "EUR", "GBP"})
_EXACT = frozenset({"only", "just", "exactly", "precisely", "merely", "a mere"})
_NO_UNIT = frozenset({"times", "year", "month", "day", "hour", "minute", "second", "magnitude", "age"})
_CUT = re.compile(
    r";|:\s|,\s+(?:and|but|while|which|who|where|when|after|as|since|including|among|according)\b|\s[–—]\s|\sand\sthat\s"
)
_OPEN = re.compile(
    r"\b(?:may|might|could|would|expect\w*|forecast\w*|predict\w*|plan(?:s|ned)?|target\w*|aim\w*|if|unless|demand\w*|offer\w*|propos\w*"
    r"|wants?|need(?:s|ed)?|should|limit\w*|maximum|minimum|capacity|estimat\w*|average|each|per|daily|weekly|annual\w*|yearly|monthly)\b",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:earlier|last|previous|former|preceding)\s+(?:year|month|week|time|season|election|vote)\b|\b(?:year|month|week)s?\s+(?:earlier|before|ago)\b"
    r"|\bby\s+(?:noon|midday|nightfall|dawn|dusk|mid-\w+|early|late|(?:the|that)\s+(?:morning|afternoon|evening))\b"
    r"|\bcompared\b|\bso\s+far\b|\bup\s+from\b|\bdown\s+from\b",
    re.I,
)
_PART = re.compile(
    r"\b(?:of\s+(?:which|whom|them)|among\s+(?:them|those)|including|another|additional|other|further|more|in\s+the\s+(?:north|south|east|west)\w*"
    r"|nationwide|first|second|third)\b",
    re.I,
)
_LIVES = re.compile(
    r"\b(?:los[et]|losing)\s+their\s+lives\b|\blives\s+(?:were\s+)?lost\b|\b(?:claimed|cost|took)\b[^.,;]{0,30}\blives\b|\bdrowned\b"
)
_POLL = re.compile(r"\b(?:polls?|polled|surveys?|surveyed|respondents|approval\s+rating)\b", re.I)
"""Two polls may both be right."""
_SPOKEN = frozenset({
    "say", "said", "says", "saying", "told", "tell", "announced", "according", "official", "officials", "report",
    "reported", "spokesman", "spokeswoman", "statement", "percent", "per", "cent",
    "million", "billion", "thousand", "trillion",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Count:
    """An exact figure with what tells which thing it measures."""

    figure: Figure
    value: float
    kind: str
    """Unit, fate, or the noun that is counted."""
    words: tuple[str, ...]
    """Words of content around it."""
    shown: Span
    sentence: Span
    teller: Who | None
    date: DateInterval
    names: frozenset[str]


def contested(known: Known, occasions: Occasions, vectors: WordVectors) -> Iterator[Finding]:
    """The contradictions between exact figures of one thing, of which one is set against the other."""
    pages: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(known.pile.all(Figure), key=lambda figure: (figure.article_id, figure.span.start)):
        pages[figure.article_id].append(figure)
    read: dict[str, list[_Count]] = {}
    for article_id in sorted(pages):
        for one in _counts(known, occasions, pages, article_id, read):
            if not _disputed(known, one):
                continue
            for there in occasions.beside(article_id, 1):
                if known.apart(there, article_id):
                    others = _counts(known, occasions, pages, there, read)
                    yield from _against(one, read[article_id], others, vectors)


def _counts(
    known: Known, occasions: Occasions, pages: dict[str, list[Figure]], article_id: str, read: dict[str, list[_Count]]
) -> list[_Count]:
    """The exact figures of a page, read once."""
    if article_id not in read:
        found = (_count(known, occasions, figure) for figure in pages.get(article_id, ()))
        read[article_id] = [one for one in found if one is not None]
    return read[article_id]


def _count(known: Known, occasions: Occasions, figure: Figure) -> _Count | None:
    """A figure as an exact count; ``None`` if it is a bound, a rate, a plan, a part, or of another time."""
    exact = figure.change == "=" and (figure.qualifier or "only").casefold() in _EXACT
    text = known.articles[figure.article_id].text
    glued = _GLUED.search(figure.span.exact) or text[figure.span.end : figure.span.end + 1] == "-"
    if figure.value is None or not exact or figure.value <= 1 or figure.unit in _NO_UNIT or glued:
        return None
    statement = known.statements.get(figure.attributed_to or "")
    sentence = sentence_of(text, figure.span)
    content = statement.content if statement is not None else ()
    if any(span.contains(figure.span) and len(span.exact) < _LEAST_SAID for span in content):
        statement, content = None, ()  # *The fire claimed 26 lives* is nobody's words.
    whole = next((span for span in content if span.contains(figure.span)), sentence)
    shown = part_around(text, whole, figure.span, _CUT)
    before = text[max(shown.start, figure.span.start - _BESIDE) : figure.span.end]
    teller = known.speaker(statement) if statement is not None else giver(sentence, figure.span)
    date = known.dated(figure.id, figure.as_of)
    if _PRONOUN.match(shown.exact):
        return None  # Whose cost or size it is stands elsewhere.
    given = statement is not None or teller is not None or _CUE.search(sentence.exact)
    if not given or len(_DIGITS.findall(shown.exact)) > MOST_FIGURES:
        return None  # The page's own count, or a table of results in a sentence.
    if (
        _POLL.search(sentence.exact)
        or _OPEN.search(shown.exact)
        or _OTHER_TIME.search(shown.exact)
        or _PART.search(before)
    ):
        return None
    names = occasions.named_in(figure.article_id, shown.exact)
    own = stems(figure.span.exact) - stems(figure.counted or "")
    found = tuple(
        dict.fromkeys(
            word
            for word in words(shown.exact)
            if len(word) > 2
            and word not in topics().stop
            and word not in _SPOKEN
            and word not in topics().counting
            and stem(word) not in names | own
        )
    )
    kind = _kind(text, figure, shown)
    told = date if date.known else known.published(figure.article_id)
    return _Count(figure, figure.value, kind, found, shown, sentence, teller, told, names) if kind and found else None


def _kind(text: str, figure: Figure, shown: Span) -> str:
    """What is counted: a unit, the fate of people, or a noun; empty if the clause does not tell."""
    if figure.unit not in (None, "person"):
        return f"unit:{figure.unit}"
    if _LIVES.search(shown.exact):
        return "fate:dead"
    fate = fate_of(text, shown, figure.span)
    head = words(figure.counted or "")[-1:]
    if fate is not None and (figure.unit == "person" or not head or head[0] in topics().tolls):
        return f"fate:{fate}"
    return f"noun:{stem(head[0])}" if head else ""


def _disputed(known: Known, one: _Count) -> bool:
    """Whether the page sets a figure against another one: in its sentence, beside it, or in its headline."""
    article = known.articles[one.figure.article_id]
    near = sentences_around(article.text, one.sentence)
    told = " ".join(span.exact for span in near)
    final = one.kind.startswith("fate:") and disputes().final.search(told)
    return bool(final or disputes().contested(f"{article.title or ''}\n{told}"))


def _against(
    one: _Count, beside: Sequence[_Count], others: Sequence[_Count], vectors: WordVectors
) -> Iterator[Finding]:
    """The contradictions of one figure and those of another page."""
    able = [(near, other) for other in others if (near := _near(one, other, vectors)) is not None]
    if not able:
        return
    near, best = max(able, key=lambda pair: (pair[0], pair[1].figure.id))
    rivals = [value for mine in beside if mine is not one and (value := _near(mine, best, vectors)) is not None]
    alone = all(sum(one.kind == each.kind for each in page) == 1 for page in (beside, others))
    plain_kind = one.kind.startswith("noun:") or one.kind.split(":")[1] in _COMMON
    least = ALIKE_ALONE if alone and not plain_kind else ALIKE
    if near >= least and near >= max(rivals, default=0) and _differ(one, best):
        yield _finding(one, best, near)


def _differ(one: _Count, other: _Count) -> bool:
    """Whether two figures that measure one thing cannot both be right."""
    low, high = sorted((one.value, other.value))
    apart = low * LEAST_RATIO <= high <= low * MOST_RATIO
    voices = one.teller is None or other.teller is None or one.teller.key != other.teller.key
    return apart and voices


def _near(one: _Count, other: _Count, vectors: WordVectors) -> float | None:
    """How near two figures are in what they measure; ``None`` if they measure different things or times."""
    if not _one_kind(one.kind, other.kind, vectors) or (one.names and other.names and not one.names & other.names):
        return None
    gaps = (days_between(one.date, other.date), days_between(other.date, one.date))
    if any(gap is None or gap > WITHIN for gap in gaps):
        return None
    ahead, behind = (_mean_best(a.words, b.words, vectors) for a, b in ((one, other), (other, one)))
    return (ahead + behind) / 2


def _one_kind(one: str, other: str, vectors: WordVectors) -> bool:
    """Whether two figures count one kind of thing: one unit, one fate, two words for one noun."""
    if one == other:
        return True
    first, second = one.partition(":"), other.partition(":")
    return first[0] == second[0] == "noun" and vectors.similarity([first[2]], [second[2]]) >= ONE_NOUN


def _mean_best(here: Sequence[str], there: Sequence[str], vectors: WordVectors) -> float:
    """How near the words of one phrase come to those of another, on the average."""
    best = [
        max((1.0 if stem(a) == stem(b) else vectors.similarity([a], [b]) for b in there), default=0.0)
        for a in here
        if vectors.of(a) is not None
    ]
    return sum(best) / len(best) if best else 0.0


def _finding(one: _Count, other: _Count, near: float) -> Finding:
    """The record of two figures."""
    ordered = sorted((one, other), key=lambda count: (count.date.latest or "", count.figure.id))
    numbers = " / ".join(count.figure.span.exact for count in ordered)
    sides = tuple(
        Side(
            count.teller.name if count.teller is not None else "the page",
            plain(count.date),
            (Evidence(count.figure.article_id, _evidence(count), count.figure.id),),
        )
        for count in ordered
    )
    return Finding(
        id=make_id("r", "contested", *sorted(count.figure.id for count in ordered)), kind="contradiction",
        topic=short(_evidence(ordered[0]).exact, ordered[0].figure.span.exact), actor=None, sides=sides,
        reason=f"different exact figures of one thing, and a page disputes one: {numbers}; words near by {near:.2f}",
        strength="soft", independent=2, basis="number",
    )  # fmt: skip


def _evidence(count: _Count) -> Span:
    """The words shown: the clause, or the figure where it is long."""
    return count.shown if len(count.shown.exact) <= _LONGEST else count.figure.span
