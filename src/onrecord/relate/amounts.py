"""One figure on several pages: the same number of the same thing, told by independent sources.

*An estimated $1 million in damage* and *damage of more than $1 million* are one figure; *$1 million in damage* and *a
reward of $1 million* are two. Two figures meet by number and unit, or by number and what is counted, and then by the
words about them. Ages, populations, sizes of what was there before are background, and agree with nothing. Pages that
rest on one speaker are one source for his figure, however many they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.fates import fate_of
from onrecord.codebooks.wording import wording
from onrecord.records import ActorMention, DateInterval, Evidence, Figure, Finding, Side, Span, Story, make_id
from onrecord.relate.known import Known, plain
from onrecord.relate.passages import LONGEST_TOPIC, MARKS, part_around
from onrecord.relate.speakers import NOBODY, Speaker, Speakers
from onrecord.relate.wording import Weights, Words, read, sentences, tokens

_FEW = 4
_REFERRING = re.compile(r"\b(?:the|these|those|both|its|their|his|her|whose)\s+$|\bthe\s+other\s+$", re.I)
"""What stands before a number that only points back: *the two ministers*."""
LEAST = 1.0
"""Weight of the words about a round or small number that two pages share for it to be one figure."""
LEAST_ODD = 0.6
"""The same for a number that is neither: *1,347*."""
NOUN = 0.4
"""What it counts that the same noun is counted, beside the noun's own weight."""
MONEY = 0.3
"""What it counts that both are money."""
APART = 0.8
"""What more is needed where the two name different bodies, persons or places, or are of two stories."""
NEAR = 70
"""Characters before and behind a figure in which the words about it stand."""
FEW = 3
"""Numbers up to this one are equal by chance more often than not."""
MORE_OF_FEW = 0.3
"""What more is needed for those, and for a number that is one end of a range."""
SMALL = 12
"""Numbers up to this one need the same noun, not one like it."""
RARE = 3
"""Digits of a number that two things hardly ever have by chance."""
LINKED = 0.1
"""Part of the pairs of two groups that must fit for the groups to be one."""
MOST_TRIED = 12
MOST_LINKED = 6
"""Amounts of a group that are held against those of another."""
MOST_SIDES = 30
MOST_SENTENCES = 2
"""Sentences that are shown of one page."""
_LONGEST = 260
_SKIPPED = frozenset({"age", "year of age", "decade", "century", "second", "times", "story", "degree"})
_SPANS = frozenset({"hour", "day", "week", "month", "year"})
_AWAY = re.compile(r"\W*(?:ago|later|earlier|before|after|since|old|from\s+now|of\s+(?:age|experience))\b", re.I)
"""What makes a span of time the distance of another time."""
_PAST = re.compile(r"\b(?:past|last|next|first|within|after|every|in|over|for|coming|previous)\s+(?:the\s+)?\Z", re.I)
_NOT_COUNTED = re.compile(
    r"(?:(?:\A|\s|\b(?:an?|the|his|her))\.\s?|\b(?:mother|father|parent|dad|mom|mum|married)\s+of\s+|#|\bNo\.\s?)\Z",
    re.I,
)
_ADDRESS = re.compile(r"\.\s+[A-Z]\w+\s+(?:St|Ave|Blvd|Rd|Dr|Ln|Street|Avenue|Road|Boulevard)\b")
_BLOCK = re.compile(r"\s*block\s+of\b|.*\bblock\Z", re.I)
_ADDED = frozenset({"another", "additional", "further", "other", "extra"})
"""Words of a count that comes to one before: it agrees with such alone."""
_RATE = re.compile(r"\s+(?:a|an|per|each|every)\s+(?:day|week|month|night|year)\b")
_CLOCK = 48
"""Hours from which on a number is a time of day: *at 1100 hours*."""
_GLUED = re.compile(r"\w-[^\W\d_]")
_CUT = re.compile(r";|:\s|,\s+(?:and|but|while|which|who|where|when|after|as|since|including|according)\b|\s[–—-]+\s")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A figure with what tells which thing it measures."""

    figure: Figure
    values: tuple[float, ...]
    """The number, or both ends of a range."""
    kind: str
    """Unit, fate, or the noun that is counted."""
    odd: bool
    """Whether two things have this number by chance only seldom."""
    rare: bool
    """The same, and hardly ever."""
    noun: float
    """What it counts that another figure is of this kind."""
    about: Words
    """The words around it."""
    names: frozenset[tuple[str, str]]
    """Who and what the clause names: the kind of each, and its key."""
    persons: frozenset[str]
    """Those named in the sentence."""
    sentence: Span
    clause: Span
    behind: str
    """The number with the words behind it, as far as they have room in a topic."""
    shown: Span
    teller: Speaker
    date: DateInterval
    chain: str
    story: str
    weight: float


def amounts(known: Known, weights: Weights) -> Iterator[Finding]:
    """The agreements of independent chains of pages on a figure."""
    speakers, names = Speakers(known), _Names(known)
    figures = sorted(known.pile.all(Figure), key=lambda figure: figure.id)
    found = [one for figure in figures if (one := _amount(known, figure, speakers, names, weights)) is not None]
    for group in _groups(found, weights):
        yield _finding(group)


class _Names:
    """Who and what is named in a stretch of a page, and in which story the page is."""

    def __init__(self, known: Known) -> None:
        self._pages: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        self._stories = {one.article_id: story.id for story in known.pile.all(Story) for one in story.members}
        for mention in known.pile.all(ActorMention):
            who = known.who(mention.id) if mention.form in ("name", "place") else None
            if who is not None:
                kind = "place" if mention.form == "place" else mention.kind
                self._pages[mention.article_id].append((mention.head.start, kind, who.key))

    def story(self, article_id: str) -> str:
        """The story of a page; empty if it is in none."""
        return self._stories.get(article_id, "")

    def within(self, article_id: str, span: Span) -> frozenset[tuple[str, str]]:
        """The kinds and keys of the actors and places named there."""
        named = self._pages.get(article_id, ())
        return frozenset((kind, key) for start, kind, key in named if span.start <= start < span.end)

    def persons(self, article_id: str, span: Span) -> frozenset[str]:
        """The keys of the persons named there."""
        return frozenset(key for kind, key in self.within(article_id, span) if kind == "person")


def _amount(known: Known, figure: Figure, speakers: Speakers, names: _Names, weights: Weights) -> _Amount | None:
    """A figure as an amount; ``None`` if it is an age, a span of time, a size of something, or counts nothing."""
    text = known.articles[figure.article_id].text
    values = tuple(dict.fromkeys(
        (figure.value,) if figure.value is not None else tuple(v for v in (figure.low, figure.high) if v is not None)
    ))  # fmt: skip
    if not values or min(values) < 2 or figure.unit in _SKIPPED or _no_count(text, figure, values):
        return None
    sentence = _sentence(text, figure.span)
    clause = part_around(text, sentence, figure.span, _CUT)
    kind = _kind(text, clause, figure)
    near = text[max(clause.start, figure.span.start - NEAR) : min(clause.end, figure.span.end + NEAR)]
    told = set(words(near))
    if not kind or told & (wording().background | wording().unreal):
        return None
    statement = known.statements.get(figure.attributed_to or "")
    about = read(f"{text[max(clause.start, figure.span.start - NEAR) : figure.span.start]} {figure.counted or ''} "
                 f"{text[figure.span.end : min(clause.end, figure.span.end + NEAR)]}")  # fmt: skip
    return _Amount(
        figure, values, kind, _odd(values), _odd(values, RARE), _bonus(kind), about,
        names.within(figure.article_id, clause), names.persons(figure.article_id, sentence), sentence, clause,
        _behind(text, clause, figure.span),
        _shown(text, sentence, clause, figure.span),
        speakers.of(statement) if statement is not None else NOBODY, known.dated(figure.id, figure.as_of),
        known.chain(figure.article_id), names.story(figure.article_id), weights.sum(about.stems),
    )  # fmt: skip


def _no_count(text: str, figure: Figure, values: tuple[float, ...]) -> bool:
    """Whether a number describes and does not count (*a three-story house*), is vague, or part of a name or address."""
    glued = _GLUED.search(figure.span.exact) or text[figure.span.end : figure.span.end + 1] == "-"
    if glued and not (figure.unit or "").isupper() and figure.unit not in _SPANS | {"magnitude", "percent"}:
        return True
    if figure.unit in _SPANS and (_AWAY.match(text, figure.span.end) or _PAST.search(text[: figure.span.start][-20:])):
        return True
    if figure.value is None and figure.qualifier is None and not any(c.isdigit() for c in figure.span.exact):
        return True  # A handful, dozens.
    if figure.unit in (None, "person") and figure.span.exact.casefold().startswith(
        ("a million ", "a thousand ", "a hundred ")
    ):
        return True
    before = text[max(0, figure.span.start - 12) : figure.span.start]
    clock = figure.unit == "hour" and max(values) > _CLOCK
    if max(values) <= _FEW and _REFERRING.search(before) and figure.unit in (None, "person"):
        return True  # The two ministers: who they are was said before, and nobody counts them.
    if before.rstrip().endswith(",") and figure.unit in (None, "person") and not figure.counted:
        return True  # An age: *the clerk, 63, was killed*.
    if min(values) >= 100 and (_BLOCK.match(text, figure.span.end) or _BLOCK.match(figure.span.exact)):
        return True
    behind = _ADDRESS.match(text, figure.span.end) or _RATE.match(text, figure.span.end)
    return bool(clock or _NOT_COUNTED.search(before) or behind)


def _bonus(kind: str) -> float:
    """What it counts that two figures are of one kind."""
    if "noun:" in kind or "fate:" in kind:
        return NOUN
    return MONEY if kind.rpartition(":")[2].isupper() else 0.0


def _odd(values: tuple[float, ...], digits: int = 2) -> bool:
    """Whether a number is neither small nor round: so many digits from the first to the last that is not zero."""
    return any(value > SMALL and len(f"{value:.10g}".replace(".", "").strip("0")) >= digits for value in values)


def _sentence(text: str, figure: Span) -> Span:
    """The sentence of a figure."""
    start = text.rfind("\n", 0, figure.start) + 1
    end = text.find("\n", figure.end)
    line = text[start : end if end >= 0 else len(text)]
    for low, high in sentences(line):
        if start + low <= figure.start < start + high:
            cut = line[low:high].rstrip()
            return Span(start + low, max(start + low + len(cut), figure.end), text)
    return figure


def _behind(text: str, clause: Span, figure: Span) -> str:
    """A number and the words behind it in its clause, as many as a topic has room for, the last one with a meaning."""
    told = text[figure.end : clause.end].split(" ")
    room, kept = LONGEST_TOPIC - len(figure.exact), 0
    for place, word in enumerate(told):
        if len(" ".join(told[: place + 1])) <= room and stems(word):
            kept = place + 1
    return figure.exact + " ".join(told[:kept])


def _shown(text: str, sentence: Span, clause: Span, figure: Span) -> Span:
    """The words shown: the sentence, or its part, or the figure with the words about it."""
    for span in (sentence, clause):
        if len(span.exact) <= _LONGEST:
            return span
    start = max(clause.start, text.find(" ", max(0, figure.start - NEAR)) + 1)
    end = min(clause.end, text.rfind(" ", 0, figure.end + NEAR))
    return Span(min(start, figure.start), max(end, figure.end), text)


def _kind(text: str, clause: Span, figure: Figure) -> str:
    """What is counted: a unit, what became of people, or a noun; empty if the page does not tell."""
    moved = f"{figure.change}:" if figure.change in ("up", "down") else ""
    moved += "added:" if _ADDED & set(words(figure.span.exact)) else ""
    if figure.unit not in (None, "person"):
        return f"{moved}unit:{figure.unit}"
    counted = words(figure.counted or "")
    people = topics().people | topics().tolls.keys()
    if not counted or stem(counted[-1]) in people:
        fate = fate_of(text, clause, figure.span)
        if fate is not None:
            return f"{moved}fate:{fate}"
    return f"{moved}noun:{stem(counted[-1])}" if counted else ""


def _groups(found: Sequence[_Amount], weights: Weights) -> Iterator[list[_Amount]]:
    """Amounts of one thing, put together around those with most words about them."""
    groups: list[list[_Amount]] = []
    index: dict[tuple[str, float], list[int]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (-len(one.values), -one.weight, one.figure.id)):
        keys = _keys(one)
        likely = dict.fromkeys(number for key in keys for number in index[key][:MOST_TRIED])
        home = next((number for number in likely if _joins(groups[number], one, weights)), None)
        if home is None:
            home = len(groups)
            groups.append([])
            for key in keys:
                index[key].append(home)
        groups[home].append(one)
    for numbers in index.values():
        for place, number in enumerate(numbers[:MOST_TRIED]):
            for other in numbers[place + 1 : MOST_TRIED]:
                if groups[other] and groups[number] and _linked(groups[number], groups[other], weights):
                    groups[number] += groups[other]
                    groups[other] = []
    yield from _of_sentences([group for group in groups if group])


def _of_sentences(groups: Sequence[list[_Amount]]) -> Iterator[list[_Amount]]:
    """The groups, those that the same sentences give as one: *six rifles, 12 magazines and 300 rounds*."""
    merged: list[tuple[list[_Amount], set[tuple[str, int]]]] = []
    homes: dict[tuple[str, int], list[int]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: (-len({one.chain for one in group}), group[0].figure.id)):
        where = {(one.figure.article_id, one.sentence.start) for one in group}
        if len({one.chain for one in group}) < 2:
            continue
        counted = Counter(number for place in where for number in homes[place])
        fitting = [(-times, n) for n, times in counted.items() if times > 1 and 2 * times >= len(where)]
        home = min(fitting)[1] if fitting else None
        if home is None:
            home = len(merged)
            merged.append(([], set()))
        merged[home][0].extend(group)
        for place in where - merged[home][1]:
            homes[place].append(home)
        merged[home][1].update(where)
    for group, _ in merged:
        yield group


def _linked(one: Sequence[_Amount], other: Sequence[_Amount], weights: Weights) -> bool:
    """Whether enough amounts of two groups measure one thing."""
    pairs = [(here, there) for here in one[:MOST_LINKED] for there in other[:MOST_LINKED]]
    odd = one[0].odd and other[0].odd
    return sum(_one_thing(here, there, weights) for here, there in pairs) >= (1 if odd else LINKED * len(pairs))


def _keys(one: _Amount) -> list[tuple[str, float]]:
    """By which kinds and numbers an amount is found; a noun also by what else names such things."""
    moved, mark, noun = one.kind.rpartition("noun:")
    kinds = [one.kind]
    if mark:
        nouns = {stem(word) for word in words(one.figure.counted or "") if word not in topics().stop} | {noun}
        like = nouns | (tokens(noun) if max(one.values) > SMALL else set())
        kinds = sorted(f"{moved}{mark}{token}" for token in like)
    return [(kind, value) for kind in kinds for value in one.values]


def _joins(group: Sequence[_Amount], one: _Amount, weights: Weights) -> bool:
    """Whether an amount is of the thing that the first of a group, or two others of it, measure."""
    rest = group[1:MOST_LINKED]
    return _one_thing(group[0], one, weights) or sum(_one_thing(other, one, weights) for other in rest) > 1


def _one_thing(one: _Amount, other: _Amount, weights: Weights) -> bool:
    """Whether two equal numbers measure one thing: by the words about them."""
    if one.figure.article_id == other.figure.article_id:
        return one.figure.counted == other.figure.counted
    shared = weights.shared(other.about.stems, one.about) + min(one.noun, other.noun)
    if "unit:" in one.kind and not one.rare and not one.about.stems & other.about.stems - wording().faint:
        return False  # Words for one thing alone: a cash flow of 25 million, a fund of 25 million.
    if one.kind.endswith("unit:percent") and one.persons and other.persons and one.persons != other.persons:
        return False  # Shares of those who would vote for one or the other.
    apart = APART * len(_kinds_of(one.names) & _kinds_of(other.names) - _kinds_of(one.names & other.names))
    apart += APART * (one.story != other.story)
    common = max(one.values) <= FEW or one.kind.rpartition(":")[2] in _SPANS
    few = MORE_OF_FEW if common or len(one.values) != len(other.values) else 0.0
    return shared >= (LEAST_ODD if one.odd and other.odd else LEAST) + apart + few


def _kinds_of(names: frozenset[tuple[str, str]]) -> set[str]:
    """The kinds of what is named."""
    return {kind for kind, _ in names}


def _finding(group: Sequence[_Amount]) -> Finding:
    """The record of one figure, or several of the same sentences, on several pages: one side for each chain."""
    chains: dict[str, list[_Amount]] = defaultdict(list)
    for one in group:
        chains[one.chain].append(one)
    sides, firsts = [], []
    for those in sorted(chains.values(), key=_order):
        first = next((one for one in those if one.teller.key), those[0])
        shown = {
            one.shown: one for one in reversed([first, *those]) if one.figure.article_id == first.figure.article_id
        }
        firsts.append(first)
        pieces = (Evidence(one.figure.article_id, one.shown, one.figure.id) for _, one in sorted(shown.items()))
        sides.append(Side(first.teller.name or "the page", plain(first.date), tuple(pieces)[:MOST_SENTENCES]))
    sources = {one.teller.key or one.chain for one in firsts}
    tellers = list(dict.fromkeys(one.teller.name for one in firsts if one.teller.name))
    numbers = _numbers(group)
    count = f"{len(firsts)} pages, {len(sources)} independent source{'s' if len(sources) > 1 else ''}"
    whose = f"; the count of {', '.join(tellers[:3])}" if tellers else ""
    return Finding(
        id=make_id("r", "amount", *sorted(one.figure.id for one in group)), kind="agreement",
        topic=_topic(firsts), actor=None, sides=tuple(sides[:MOST_SIDES]),
        reason=f"the same figure: {' / '.join(numbers[:6])}; {count}{whose}",
        strength="hard" if len(sources) > 1 else "soft", independent=len(sources), basis="number",
    )  # fmt: skip


def _numbers(group: Sequence[_Amount]) -> list[str]:
    """The figures as the pages have them, the commonest and fullest first."""
    counted = Counter(" ".join(one.figure.span.exact.split()) for one in group)
    return sorted(counted, key=lambda text: (-counted[text], -len(text), text))


def _order(those: Sequence[_Amount]) -> tuple[str, float, str]:
    """By day; the page that tells most first."""
    return those[0].date.earliest or "9999", -max(one.weight for one in those), those[0].figure.id


def _topic(firsts: Sequence[_Amount]) -> str:
    """The shortest words around a figure that hold most of what the pages have in common."""
    counted = Counter(word for one in firsts for word in one.about.stems)
    common = frozenset(word for word, pages in counted.items() if 2 * pages > len(firsts))
    texts = {text.strip(MARKS) for one in firsts for text in (one.figure.span.exact, one.clause.exact, one.behind)}
    fitting = [text for text in texts if len(text) <= LONGEST_TOPIC]
    fitting = fitting or [min(texts, key=lambda text: (len(text), text))]
    return max(fitting, key=lambda text: (len(stems(text) & common), -len(text), text))
