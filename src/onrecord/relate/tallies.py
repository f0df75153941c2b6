"""Two numbers of one thing, whatever the thing: *the clinic has 60 beds*, *they counted 95 beds in the clinic*.

:mod:`onrecord.relate.measures` knows what news measures by the words for it. Here nothing is known of the thing: two
numbers meet if they count the same noun, or are of one unit, if both sentences name the same thing, and if what each
sentence tells of the number stands in the other one as well, be it as a verb or as a noun (*raised fares by*, *a rise
of*). A verb that only carries the number (*has*, *put at*, *stands at*) tells nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.meanings import acts_of, alike_things
from onrecord.codebooks.measures import measures
from onrecord.codebooks.tallies import tallies
from onrecord.records import READ_ON, Clause, DateInterval, Evidence, Figure, Finding, Side, Span, Statement, make_id
from onrecord.relate.daynames import calendar
from onrecord.relate.gauges import limits_of, part_or_rate, segment
from onrecord.relate.known import Known, Who, days_between, overlap, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short
from onrecord.relate.surroundings import giver
from onrecord.relate.wording import base, bases, set_against, tokens

WITHIN = 4
"""Days between two pages that tell how many there are."""
LEAST_RATIO = 1.08
"""Least ratio of two numbers that are not one number rounded."""
FAR = 1.3
"""The same where a page gives one in its own words, or one is round by its words."""
MOST_RATIO = 20
"""Numbers further apart are of different things."""
LEAST_SHARED = 2
"""Words that two sentences without names have in common beside what is counted."""
MOST_FIGURES = 3
"""Numbers of a clause; more are a table."""
LONGEST = 240
"""Characters of a sentence that is shown as a whole."""
_RESTRICTION = 4
"""Words behind a noun that say which of its kind are counted."""
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_MAY = re.compile(r"\bMay\b")
_WITH = re.compile(r"\bwith\s+(?:(?:its|some|a|the)\s+)?$", re.I)
_OF = re.compile(r"(?P<noun>[^\W\d_]+)\s+of\s+(?:a\s+|some\s+)?$")
_THE = re.compile(r"\b[Tt]he\s+$")
_OF_IT = re.compile(r"\s+(?:of|in|at)\s")
_SIZE = re.compile(r"\s+(?P<size>[a-z]+)\b")
_RESTRICTS = re.compile(
    r"^\s+(?P<how>for|with|without|under|over|above|below|aged|from|who|that|which|whose|made|in|on|at|of|by|against|to|waiting|built|bought)\s+"
    r"(?P<what>[^,;.:“”\"]+)"
)
_HEAD = re.compile(r"\s(?:of|in|for|at|on|to|from|by|with|between|against|among|under|over|as|that|which)\s")
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|next)\b", re.I)
_FOR = re.compile(r"\bfor\s+(?:(?:the|its|all|their|a|an)\s+)?(?P<whom>[a-z]{3,})\b")
_JOINED = re.compile(r"\b([a-z]{3,})\s+and\s+(?:the\s+)?([a-z]{3,})\b")
_WHEN = re.compile(r"\bwhen\b", re.I)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0}
_SKIPPED = frozenset({"share", "age", "times", "magnitude", "point", "percentage point", "basis point", "year of age"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A number with what it is of."""

    figure: Figure
    kind: str
    least: float
    most: float
    voice: Who | None
    told: DateInterval
    date: DateInterval
    names: frozenset[str]
    """Names in its clause that are not those of who gives it."""
    all_names: frozenset[str]
    """Names in its clause."""
    headed: frozenset[str]
    """Names at the head of its page."""
    tells: tuple[frozenset[str], ...]
    """What the sentence tells of the number, each as tokens: its verb, and the noun that it is the amount of."""
    every: frozenset[str]
    """The words of the clause."""
    words: frozenset[str]
    """Stems of the words of the clause, without names."""
    told_of: frozenset[str]
    """Tokens of all words of the clause."""
    which: tuple[frozenset[str], ...]
    """The words that say which of the kind are counted, each as tokens."""
    narrowed: tuple[frozenset[str], ...]
    """The words behind the noun of which one at least must be told on the other side as well."""
    coming: bool
    marks: frozenset[str]
    """Ordinals, years and parts that must be the same on both sides."""
    growing: bool
    shown: Span


def counted_apart(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions between two numbers of one thing, on two pages."""
    figures: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in sorted(known.pile.all(Figure), key=lambda figure: (figure.article_id, figure.span.start)):
        kind = _kind(figure)
        if kind is not None and _limits(figure, kind) is not None:
            figures[figure.article_id][kind].append(figure)
    reader = _Reader(known, occasions)
    for page in sorted(figures):
        for there in occasions.beside(page, 1):
            if there > page and there in figures and known.apart(there, page):
                for kind, other in _common(figures[page], figures[there]):
                    yield from _across(reader, kind, figures[page][kind], figures[there][other])


def _common(here: dict[str, list[Figure]], there: dict[str, list[Figure]]) -> Iterator[tuple[str, str]]:
    """The kinds of numbers that two pages have in common, under the names that either gives them."""
    for kind in here:
        for other in there:
            if kind == other or (kind[:5] == other[:5] == "noun:" and alike_things(kind[5:], other[5:])):
                yield kind, other


def _across(reader: _Reader, kind: str, here: Sequence[Figure], there: Sequence[Figure]) -> Iterator[Finding]:
    """The contradictions between the numbers of one kind on two pages."""
    common = reader.common(here[0].article_id, there[0].article_id)
    if not any(_exclude(_limits(a, kind), _limits(b, kind)) for a in here for b in there):
        return
    first = [count for figure in here if (count := reader.count(figure, kind)) is not None]
    second = [count for figure in there if (count := reader.count(figure, kind)) is not None]
    values = [[_limits(figure, kind) for figure in page] for page in (here, there)]
    pairs = [(one, other) for one in first for other in second if _one_thing(one, other, common)]
    for one, other in pairs:
        rivals = [pair for pair in pairs if (pair[0] is one) != (pair[1] is other)]
        given = any(_one_value(one, each) for each in values[1]) or any(_one_value(other, each) for each in values[0])
        if not rivals and not given and _at_odds(one, other):
            yield _finding(one, other)


# --- what is compared ---------------------------------------------------------------------------------


def _kind(figure: Figure) -> str | None:
    """The noun that is counted, or the unit; ``None`` if neither is told, or the number is no amount."""
    if figure.unit in (None, "person"):
        counted = words(figure.counted or "")
        if not counted:
            return "noun:people" if figure.unit == "person" else None
        head = stem(counted[-1])
        return "noun:people" if head in topics().persons else f"noun:{head}"
    if figure.unit in _SKIPPED or figure.unit is None:
        return None
    if figure.unit in _HOURS:
        return "unit:time"
    return f"unit:{figure.unit}"


def _limits(figure: Figure, kind: str) -> tuple[float, float] | None:
    """The least and the most that the words of a number allow; of a stretch of time in hours."""
    found, time = limits_of(figure), kind == "unit:time"
    if found is None or (not time and (found[1] < 2 or figure.change in (">", "<"))):
        return None
    scale = _HOURS.get(figure.unit or "", 1.0) if time else 1.0
    return found[0] * scale, found[1] * scale


class _Reader:
    """Reads what the numbers of the pile are of, each once."""

    def __init__(self, known: Known, occasions: Occasions) -> None:
        self._known, self._occasions = known, occasions
        self._read: dict[str, _Count | None] = {}
        self._clauses: dict[str, list[Clause]] | None = None

    def common(self, one: str, other: str) -> frozenset[str]:
        """The telling names that two pages have in common."""
        return self._occasions.shared(one, other)

    def count(self, figure: Figure, kind: str) -> _Count | None:
        """A number with what it is of; ``None`` if it is no fact, a part, or of another time."""
        if figure.id not in self._read:
            self._read[figure.id] = self._count(figure, kind)
        return self._read[figure.id]

    def _count(self, figure: Figure, kind: str) -> _Count | None:
        known, article = self._known, self._known.articles[figure.article_id]
        inside = any(b.role in READ_ON and b.start <= figure.span.start < b.end for b in article.blocks)
        limits = _limits(figure, kind)
        if not inside or limits is None or part_or_rate(article.text, figure):
            return None
        sentence = sentence_of(article.text, figure.span)
        clause = segment(article.text, sentence, figure.span)
        around = f"{article.text[clause.start : figure.span.start]} | {article.text[figure.span.end : clause.end]}"
        around = _MAY.sub(" ", f"{self._cut_off(figure, clause)} {around}")
        book = tallies()
        if (
            len(_DIGITS.findall(clause.exact)) > MOST_FIGURES
            or book.open.search(around)
            or book.elsewhen.search(around)
        ):
            return None
        statement = self._statement(figure)
        voice = known.speaker(statement) if statement is not None else giver(sentence, figure.span)
        spoken = stems(" ".join(span.exact for span in statement.speaker)) if statement is not None else frozenset()
        spoken |= stems(voice.name) if voice is not None else frozenset()
        own = stems(figure.span.exact) | spoken | calendar() | book.bare
        content = stems(around) - own
        verb = self._verb(figure, kind, clause)
        tells = [*([verb] if verb else []), *self._amount_of(figure, kind, clause, own)]
        told_of = frozenset().union(*(_tokens(one) for one in stems(around) | stems(figure.counted or "")), *tells)
        fates = {token for token in frozenset().union(*tells) if token.startswith("fate:")}
        if fates and not (fates == {"fate:arrested"} and book.over.search(around)):
            return None  # A toll: tolls and measures know how it grows.
        telling = self._occasions.telling(around)
        counted = list(words(figure.counted or "")[: -1 if kind.startswith("noun:") else None])
        counted += [word for match in _JOINED.finditer(around) for word in match.groups()]
        counted += [match["whom"] for match in _FOR.finditer(around) if stem(match["whom"]) not in spoken]
        modifiers = [tokens(stem(word)) for word in counted if word not in topics().stop]
        return _Count(
            figure, kind, *limits, voice=voice,
            told=known.said(statement) if statement is not None else known.published(article.id),
            date=known.dated(figure.id, figure.as_of),
            names=self._occasions.named_in(article.id, around) - spoken, all_names=telling,
            headed=self._occasions.headed(article.id), tells=tuple(tells), every=frozenset(words(around)),
            words=content - telling, told_of=told_of, which=tuple(modifiers),
            narrowed=tuple(tokens(one) for one in _narrowed(article.text, figure, clause) - own),
            coming=bool(book.coming.search(around)), marks=_marks(around),
            growing=bool(content & book.growing), shown=sentence if len(sentence.exact) <= LONGEST else clause,
        )  # fmt: skip

    def _statement(self, figure: Figure) -> Statement | None:
        """The statement that gives a number, if it is no denial."""
        statement = self._known.statements.get(figure.attributed_to or "")
        return statement if statement is not None and not statement.negated else None

    def _near(self, figure: Figure, clause: Span) -> Clause | None:
        """The clause record that gives a number: one of whose sides holds it, else the shortest that does."""
        if self._clauses is None:
            self._clauses = defaultdict(list)
            for one in sorted(self._known.pile.all(Clause), key=lambda one: (one.predicate[0].start, one.id)):
                self._clauses[one.article_id].append(one)
        holding = [
            one
            for one in self._clauses.get(figure.article_id, ())
            if clause.overlaps(one.predicate[0]) and any(span.overlaps(figure.span) for span in one.extent)
        ]
        sides = [one for one in holding if any(s.overlaps(figure.span) for s in (*one.subject, *one.objects))]
        length = lambda one: (sum(len(span.exact) for span in one.extent), one.predicate[0].start)  # noqa: E731
        return min(sides, key=length) if sides else max(holding, key=length, default=None)

    def _cut_off(self, figure: Figure, clause: Span) -> str:
        """The sides of a number's verb that do not lie in the clause as it was cut: *damage to roads and houses*."""
        found = self._near(figure, clause)
        sides = (*found.subject, *found.objects) if found is not None else ()
        return " ".join(side.exact for side in sides if not clause.contains(side) and not side.overlaps(figure.span))

    def _verb(self, figure: Figure, kind: str, clause: Span) -> frozenset[str]:
        """What the verb of a number tells, as tokens; nothing if it only carries the number."""
        found, text = self._near(figure, clause), self._known.articles[figure.article_id].text
        before = text[max(clause.start, figure.span.start - 16) : figure.span.start]
        given = _THE.search(before) and _OF_IT.match(text, figure.span.end)  # *The 95 beds of the clinic* are there.
        if found is None or given or _WITH.search(before):
            return frozenset()
        lemma = found.lemma
        way = tallies().moves.get(lemma) or tallies().moves.get(lemma.split()[0])
        if way is not None:
            return frozenset({f"move:{way}"})
        carrying = tallies().carrying | (frozenset() if kind.startswith("noun:") else tallies().deciding)
        if lemma in carrying or (lemma.split()[0] in carrying and not lemma.startswith("be ")):
            return frozenset()
        told = lemma.removeprefix("be ")
        if lemma.startswith("be ") and not any(span.overlaps(figure.span) for span in (*found.subject, *found.objects)):
            return frozenset()
        acts = frozenset(f"act:{act}" for act in acts_of(lemma))
        return acts.union(*(tokens(stem(word)) for word in words(told)))

    def _amount_of(self, figure: Figure, kind: str, clause: Span, own: frozenset[str]) -> Iterator[frozenset[str]]:
        """The noun of which a number with a unit is the amount: *the quota is*, *a quota of*, *the rise in fares*."""
        if kind.startswith("noun:"):
            return
        text = self._known.articles[figure.article_id].text
        behind = _SIZE.match(text, figure.span.end)
        size = tallies().sizes.get(behind["size"]) if behind is not None else None
        if size is not None:
            yield frozenset({f"size:{size}"})
        beside = _OF.search(text, max(clause.start, figure.span.start - 40), figure.span.start)
        if beside is not None and stem(beside["noun"].casefold()) not in own | topics().stop:
            yield _tokens(stem(beside["noun"].casefold()))
            return
        found = self._near(figure, clause)
        if found is None:
            return
        for side in (*found.subject, *found.objects):
            if side.overlaps(figure.span):
                continue
            head = words(_HEAD.split(f" {side.exact} ", maxsplit=1)[0])
            if head and stem(head[-1]) not in own | topics().stop:
                yield _tokens(stem(head[-1]))
                return


def _tokens(word: str) -> frozenset[str]:
    """What a stem may be known by; of a word of size what it measures, of one of movement which way it goes."""
    size = tallies().sizes.get(word)
    ways = {tallies().moves.get(form) for form in (word, base(word), *bases(word))} - {None}
    found = frozenset({f"size:{size}"} if size is not None else ()) | frozenset(f"move:{way}" for way in ways)
    return tokens(word) | found


def _narrowed(text: str, figure: Figure, clause: Span) -> frozenset[str]:
    """The words right behind a counted noun that say which of the kind are meant: *beds for children*."""
    match = _RESTRICTS.match(text[figure.span.end : clause.end])
    if match is None:
        return frozenset()
    told = _HEAD.split(f" {match['what']} ", maxsplit=1)[0]
    return stems(" ".join(words(told)[:_RESTRICTION]))


def _marks(around: str) -> frozenset[str]:
    """Ordinals, years and parts that a clause names."""
    found = {match.group().casefold() for match in _ORDINAL.finditer(around)} | set(_YEAR.findall(around))
    found |= {"when"} if _WHEN.search(around) else set()
    return frozenset(found | {name for name, part in measures().part.items() if part.search(around)})


# --- whether two numbers are at odds --------------------------------------------------------------------


def _exclude(one: tuple[float, float] | None, other: tuple[float, float] | None, ratio: float = LEAST_RATIO) -> bool:
    """Whether what two numbers allow lies apart, but not so far that they must be of different things."""
    if one is None or other is None:
        return False
    (_, high), (low, _) = sorted((one, other))
    return 0 < high * ratio <= low <= high * MOST_RATIO


def _one_thing(one: _Count, other: _Count, common: frozenset[str]) -> bool:
    """Whether two numbers are of one thing."""
    if one.coming != other.coming or one.marks != other.marks:
        return False
    if not _of_one(one, other, common):
        return False
    for here, there in ((one, other), (other, one)):
        if not all(told & there.told_of for told in (*here.tells, *here.which)):
            return False
        if here.narrowed and not any(told & there.told_of for told in here.narrowed):
            return False
    if set_against(one.every, other.every) or (_lacks(one, other) and _lacks(other, one)):
        return False  # The quota of herring, and that of cod.
    return bool(one.kind.startswith("noun:") or (one.tells and other.tells))


def _lacks(one: _Count, other: _Count) -> bool:
    """Whether one sentence tells something about its number that the other one does not tell."""
    return any(not _tokens(word) & other.told_of for word in one.words if not _says_nothing(word))


@lru_cache(maxsize=16384)
def _says_nothing(word: str) -> bool:
    """Whether a word says neither of what a number is nor which of a kind it counts."""
    book = tallies()
    return word in book.neutral or bool((book.carrying | book.deciding) & {base(word), *bases(word)})


def _one_value(one: _Count, other: tuple[float, float] | None) -> bool:
    """Whether a number of the other page may be the same."""
    return other is not None and one.least <= other[1] and other[0] <= one.most


def _of_one(one: _Count, other: _Count, common: frozenset[str]) -> bool:
    """Whether two sentences name one thing; those that name none speak of what their pages are about."""
    if one.names - other.all_names and other.names - one.all_names:
        return False
    if (one.names | other.names) & one.all_names & other.all_names & common:
        return True
    shared = one.words & other.words
    if one.names or other.names:
        named, bare = (one, other) if one.names else (other, one)
        return bool(named.names & bare.headed & common and shared)
    return bool(one.headed & other.headed & common) and len(shared) >= LEAST_SHARED


def _at_odds(one: _Count, other: _Count) -> bool:
    """Whether two voices give numbers of one time that cannot both be right."""
    if one.voice is not None and other.voice is not None and one.voice.key == other.voice.key:
        return False
    plainly = one.voice is None or other.voice is None or "~" in (one.figure.change, other.figure.change)
    if not _exclude((one.least, one.most), (other.least, other.most), FAR if plainly else LEAST_RATIO):
        return False
    if one.date.known and other.date.known and not overlap(one.date, other.date):
        return False
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    most = 0 if one.growing or other.growing else WITHIN
    return all(gap is not None and gap <= most for gap in gaps)


def _finding(one: _Count, other: _Count) -> Finding:
    """The record of two numbers."""
    ordered = sorted((one, other), key=lambda each: (each.told.latest or "", each.figure.id))
    sides = tuple(
        Side(
            each.voice.name if each.voice is not None else "the page", plain(each.told),
            (Evidence(each.figure.article_id, each.shown, each.figure.id),),
        )
        for each in ordered
    )  # fmt: skip
    numbers = " / ".join(each.figure.span.exact for each in ordered)
    return Finding(
        id=make_id("r", "tally", *sorted(each.figure.id for each in ordered)), kind="contradiction",
        topic=short(ordered[0].shown.exact, ordered[0].figure.span.exact), actor=None, sides=sides,
        reason=f"different numbers of one thing by two voices: {numbers}", strength="soft",
        independent=len({each.figure.article_id for each in ordered}), basis="number",
    )  # fmt: skip
