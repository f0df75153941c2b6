"""When one thing was done, whatever the words: *the bridge opened on 12 April*, *dated the opening to 18 April*.

What a thing or person has once (``moments.toml``: opening, launch, collapse, foundation, resignation) has one time.
Two voices meet if both sentences tell the same of the same name or thing, and give a day, a year or a time of the day
of which one excludes the other. What is to come is held against what is to come: a plan and what came of it are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from onrecord.codebooks.clauses import stem, stems, words
from onrecord.codebooks.moments import moments
from onrecord.records import (
    READ_ON,
    Clause,
    DateInterval,
    Evidence,
    Finding,
    Side,
    Span,
    Statement,
    TimeExpression,
    make_id,
)
from onrecord.relate.clocks import Clock, clocks
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, Who, days_between, plain, sentence_of
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import part_around, short
from onrecord.relate.spells import Spell, spell_of
from onrecord.relate.surroundings import giver
from onrecord.relate.wording import base, bases, set_against, tokens

WITHIN = 7
"""Days between two pages that tell when something was; a year or month may be told at any time."""
WITHIN_PLANS = 4
"""The same of what is to come, which may be put off meanwhile."""
LEAST_MINUTES = 60
"""Minutes between two times of the day that are not one."""
LEAST_SHARED = 2
"""Words that two sentences without a name have in common beside what happened."""
LONGEST = 240
"""Characters of a sentence that is shown as a whole."""
_MONTH = 31
_CUT = re.compile(r";|:\s|,\s+(?:and|but|while|whereas|although|because)\b|\s[–—]\s|\sand\s(?:that|then)\s")
_MAY = re.compile(r"\bMay\b")
_COMING = re.compile(
    r"\b(?:will|shall|is\s+to|are\s+to|is\s+due|are\s+due|is\s+set|is\s+planned|are\s+planned|going\s+to)\b", re.I
)
_CLOCK = re.compile(
    r"\b(?P<time>\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|midnight|noon|midday"
    r"|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:in\s+the|at)\s+(?:morning|afternoon|evening|night))\b",
    re.I,
)
_HEAD = re.compile(
    r"\s(?:of|in|for|at|on|to|from|by|with|between|against|beside|near|among|under|over|that|which|who)\s"
)
_OF = re.compile(
    r"\bof\s+(?:(?:the|a|an|its|his|her|their|new|old)\s+)*(?P<noun>[^\W\d_]+)(?=\s+(?:of|in|at|on|for|was|is|has|had|to|as|came|took|from|with)\b|[,.]|$)"
)
_NARROWED = re.compile(r"(?P<act>\b[a-z]+)\s+(?:to|for|in)\s+(?:the\s+)?(?P<noun>[a-z]{3,})\b(?!\s+of\b)")
_DATED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|next)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A sentence that tells when something was."""

    article_id: str
    acts: frozenset[str]
    voice: Who | None
    told: DateInterval
    spell: Spell | None
    clock: Clock | None
    coming: bool
    names: frozenset[str]
    all_names: frozenset[str]
    headed: frozenset[str]
    words: frozenset[str]
    told_of: frozenset[str]
    things: tuple[frozenset[str], ...]
    every: frozenset[str]
    marks: frozenset[str]
    shown: Span
    statement: str | None


def moments_apart(known: Known, occasions: Occasions) -> Iterator[Finding]:
    """The contradictions about when one thing was done, on two pages."""
    reader = _Reader(known, occasions)
    found = {page: list(reader.of_page(page)) for page in sorted(known.articles)}
    for page in sorted(found):
        for there in occasions.beside(page, 1) if found[page] else ():
            if there > page and found.get(there) and known.apart(there, page):
                yield from _across(occasions.shared(page, there), found[page], found[there])


def _across(common: frozenset[str], here: Sequence[_Moment], there: Sequence[_Moment]) -> Iterator[Finding]:
    """The contradictions between the times of two pages: of each deed those for which either has one time."""
    pairs = [(one, other) for one in here for other in there if _one_deed(one, other, common)]
    for one, other in pairs:
        rivals = [pair for pair in pairs if (pair[0] is one) != (pair[1] is other)]
        if all(_apart(*pair) for pair in rivals) and _apart(one, other) and _one_time(one, other):
            yield _finding(one, other)


# --- what is compared ---------------------------------------------------------------------------------


class _Reader:
    """Reads when things were done from the pages of the pile."""

    def __init__(self, known: Known, occasions: Occasions) -> None:
        self._known, self._occasions = known, occasions
        self._clauses: dict[str, list[Clause]] = defaultdict(list)
        for one in sorted(known.pile.all(Clause), key=lambda one: (one.predicate[0].start, one.id)):
            self._clauses[one.article_id].append(one)
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(known.statements.values(), key=lambda one: (one.content[0].start, one.id)):
            self._statements[statement.article_id].append(statement)

    def of_page(self, article_id: str) -> Iterator[_Moment]:
        """The sentences of a page that tell when something was, in text order."""
        article = self._known.articles[article_id]
        read = [block for block in article.blocks if block.role in READ_ON]
        seen: set[int] = set()
        for start in self._starts(article_id):
            if not any(block.start <= start < block.end for block in read):
                continue
            clause = _clause_of(article.text, start)
            if clause.start not in seen:
                seen.add(clause.start)
                moment = self._moment(article_id, clause)
                if moment is not None:
                    yield moment

    def _starts(self, article_id: str) -> list[int]:
        """Where a page tells times."""
        times = {time.span.start for time in self._known.times_in(article_id) if time.type in ("DATE", "TIME")}
        text = self._known.articles[article_id].text
        return sorted(times | {match.start() for match in _CLOCK.finditer(text)})

    def _moment(self, article_id: str, clause: Span) -> _Moment | None:
        """A clause as a moment; ``None`` if it dates nothing that is done once, or tells of more than that."""
        known, book = self._known, moments()
        text = known.articles[article_id].text
        sentence = sentence_of(text, clause)
        plainly = _MAY.sub(" ", clause.exact)
        if not _acts(clause.exact) or book.open.search(plainly) or book.moved.search(plainly):
            return None
        statement = self._of(article_id, clause)
        if statement is not None and statement.negated:
            return None
        spell, clock = self._time(article_id, clause, statement)
        heads = self._whose(article_id, clause, statement)
        if (spell is None and clock is None) or heads is None:
            return None
        acts, things = heads
        voice = (
            known.speaker(statement)
            if statement is not None
            else giver(sentence, Span(clause.end - 1, clause.end, text))
        )
        spoken = stems(" ".join(span.exact for span in statement.speaker)) if statement is not None else frozenset()
        spoken |= stems(voice.name) if voice is not None else frozenset()
        content = stems(clause.exact) - calendar()
        telling = self._occasions.telling(clause.exact)
        told = known.said(statement) if statement is not None else known.published(article_id)
        return _Moment(
            article_id, acts, voice, told, spell, clock, _is_coming(clause.exact, spell, told),
            names=self._occasions.named_in(article_id, clause.exact) - spoken, all_names=telling,
            headed=self._occasions.headed(article_id), words=content - telling - spoken,
            told_of=frozenset().union(*(tokens(word) for word in content)), things=things,
            every=frozenset(words(clause.exact)),
            marks=frozenset(match.group().casefold() for match in _ORDINAL.finditer(clause.exact)),
            shown=sentence if len(sentence.exact) <= LONGEST else clause,
            statement=statement.id if statement is not None else None,
        )  # fmt: skip

    def _of(self, article_id: str, clause: Span) -> Statement | None:
        """The statement that holds most of a clause."""
        holding = [one for one in self._statements[article_id] if any(span.overlaps(clause) for span in one.content)]
        return max(holding, key=lambda one: (sum(len(s.exact) for s in one.content), one.id), default=None)

    def _time(self, article_id: str, clause: Span, statement: Statement | None) -> tuple[Spell | None, Clock | None]:
        """The one day, month or year of a clause and its one time of the day."""
        spells = []
        for time in self._known.times_in(article_id):
            if clause.contains(time.span) and _names_day(time):
                before = clause.exact[: time.span.start - clause.start]
                if moments().bounds.search(before) or _dates_words(statement, time.span):
                    return None, None
                spell = spell_of(time, clause)
                if spell is not None:
                    spells.append(self._ahead(article_id, spell, time, before))
        times = clocks(clause.exact) or clocks(_CLOCK.sub(r"at \g<time>", clause.exact))
        if len(set(spells)) > 1 or len(times) > 1:
            return None, None
        return (spells[0] if spells else None), (times[0] if times else None)

    def _ahead(self, article_id: str, spell: Spell, time: TimeExpression, before: str) -> Spell:
        """A day without a year that something has been *set for* lies ahead, whatever the tense."""
        told = self._known.published(article_id).latest
        past = told is not None and spell.last.isoformat() < told
        if (
            not past
            or not before.endswith(" for ")
            or re.search(r"\d{4}", time.span.exact)
            or spell.first != spell.last
        ):
            return spell
        weekday = not any(char.isdigit() for char in time.span.exact)
        day = spell.first + (timedelta(days=7) if weekday else timedelta(days=365))
        day = day if weekday or day.day == spell.first.day else day + timedelta(days=1)
        return Spell(day, day, spell.late)

    def _whose(
        self, article_id: str, clause: Span, statement: Statement | None
    ) -> tuple[frozenset[str], tuple[frozenset[str], ...]] | None:
        """What a clause dates, and the nouns of what it was done to, each as tokens; ``None`` if it tells more.

        A verb that only carries the time leaves that to the noun: *the opening of the bridge is set for*.
        """
        cues = statement.cue if statement is not None else ()
        telling = statement.speaker if statement is not None else ()
        acts: frozenset[str] = frozenset()
        things: list[frozenset[str]] = []
        carried = False
        for one in self._clauses[article_id]:
            verb = one.predicate[0]
            if not clause.contains(verb) or any(span.overlaps(verb) for span in (*cues, *telling)):
                continue
            found = _told_by(one, clause)
            if _is_noun(one, clause):
                continue
            if found:
                acts |= found
                things += _heads(one)
            elif one.lemma not in moments().carrying and one.lemma.split()[0] not in moments().carrying:
                return None
            else:
                carried = True
        if not acts:
            if cues and not carried and not _forms(cues) & moments().carrying:
                return None  # *Praised the opening on Friday* may date the praise.
            acts = _acts(clause.exact)
            nouns = [stem(match["noun"].casefold()) for match in _OF.finditer(clause.exact)]
            things = [tokens(noun) for noun in nouns if not _acts(noun) and not _says_nothing(noun)][:1]
        things += [tokens(stem(match["noun"])) for match in _NARROWED.finditer(clause.exact) if _acts(match["act"])]
        return acts, tuple(things)


def _told_by(clause: Clause, whole: Span) -> frozenset[str]:
    """What is done once, of what a verb tells with the words beside it: *was stolen*, *rose from its pad*."""
    low, high = (place - whole.start for place in (clause.predicate[0].start, clause.predicate[0].end))
    start = max(0, low - 12)
    near = whole.exact[start : high + 24]
    book = moments()
    return frozenset(
        name
        for name in _acts(near)
        if any(match.start() + start < high and match.end() + start > low for match in book.acts[name].finditer(near))
    )


def _is_noun(clause: Clause, whole: Span) -> bool:
    """Whether a clause is made of a noun: *the opening of the bridge*."""
    before = whole.exact[: clause.predicate[0].start - whole.start].split()
    behind = whole.exact[clause.predicate[0].end - whole.start :].split()
    article = bool(before) and before[-1].casefold() in ("the", "a", "an", "its", "his", "her", "their")
    return article or behind[:1] == ["of"]


def _heads(clause: Clause) -> list[frozenset[str]]:
    """The nouns of what a verb is done to, as tokens: the object right behind it, else the subject, else any other."""
    verb = clause.predicate[-1]
    behind = [side for side in clause.objects if 0 <= side.start - verb.end <= 1]
    sides = behind or list(clause.subject) or list(clause.objects[:1])
    heads = [words(_HEAD.split(f" {side.exact} ", maxsplit=1)[0]) for side in sides[:1]]
    return [tokens(stem(head[-1])) for head in heads if head]


def _clause_of(text: str, start: int) -> Span:
    """The clause in which a time stands."""
    at = Span(start, start + 1, text)
    return part_around(text, sentence_of(text, at), at, _CUT)


@lru_cache(maxsize=16384)
def _acts(text: str) -> frozenset[str]:
    """What is done once, of what a text tells."""
    book = moments()
    likely = {name for word in re.findall(r"\w+", text.casefold()) for name in book.anchors.get(word, ())}
    return frozenset(name for name in likely if book.acts[name].search(text))


def _names_day(time: TimeExpression) -> bool:
    """Whether a time expression names a day, month or year, be it with a time of the day: *Thursday evening*."""
    if time.type == "DATE":
        return _DATED.match(time.value or "") is not None
    return bool(time.value and set(words(time.span.exact)) & calendar())


def _dates_words(statement: Statement | None, time: Span) -> bool:
    """Whether a time is that of words and not of what they tell: *praised the opening on Friday*."""
    if statement is None or any(span.contains(time) for span in statement.content):
        return False
    return not _forms(statement.cue) & moments().carrying


def _forms(spans: Sequence[Span]) -> set[str]:
    """The base forms that the words of some stretches may have."""
    return {form for span in spans for word in words(span.exact) for form in (base(word), *bases(word))}


def _is_coming(text: str, spell: Spell | None, told: DateInterval) -> bool:
    """Whether what is told is still to come."""
    if spell is not None and told.latest is not None:
        return spell.last.isoformat() > told.latest
    return _COMING.search(text) is not None


# --- whether two moments are at odds --------------------------------------------------------------------


def _one_deed(one: _Moment, other: _Moment, common: frozenset[str]) -> bool:
    """Whether two sentences tell of one deed."""
    if not one.acts & other.acts or one.coming != other.coming or one.marks != other.marks:
        return False
    if one.names - other.all_names and other.names - one.all_names:
        return False
    if set_against(one.every, other.every):
        return False
    if not all(thing & there.told_of for here, there in ((one, other), (other, one)) for thing in here.things):
        return False
    shared = {word for word in one.words & other.words if not _says_nothing(word) and not _acts(word)}
    both = (one.names | other.names) & one.all_names & other.all_names & common
    if both:
        known_by = bool(shared) or len(both) > 1
    elif one.names or other.names:
        named, bare = (one, other) if one.names else (other, one)
        known_by = bool(named.names & bare.headed & common and shared)
    else:
        known_by = bool(one.headed & other.headed & common) and len(shared) >= LEAST_SHARED
    return known_by and not (_lacks(one, other) and _lacks(other, one))


def _lacks(one: _Moment, other: _Moment) -> bool:
    """Whether one sentence names something that the other one does not."""
    return any(not tokens(word) & other.told_of for word in one.words if not _says_nothing(word) and not _acts(word))


@lru_cache(maxsize=16384)
def _says_nothing(word: str) -> bool:
    """Whether a word says neither what happened nor to whom."""
    book = moments()
    return word in book.neutral or bool(book.carrying & {base(word), *bases(word)}) or word.isdigit()


def _one_time(one: _Moment, other: _Moment) -> bool:
    """Whether two voices tell it so near each other that both mean the same, and none may have changed meanwhile."""
    if one.voice is None and other.voice is None:
        return False
    if one.voice is not None and other.voice is not None and one.voice.key == other.voice.key:
        return False
    long_ago = all(m.spell is not None and (m.spell.last - m.spell.first).days >= _MONTH for m in (one, other))
    if long_ago and not one.coming:
        return True
    most = WITHIN_PLANS if one.coming else WITHIN
    gaps = (days_between(one.told, other.told), days_between(other.told, one.told))
    return all(gap is not None and gap <= most for gap in gaps)


def _apart(one: _Moment, other: _Moment) -> bool:
    """Whether two times exclude each other."""
    if one.spell is not None and other.spell is not None and one.spell.apart(other.spell):
        lengths = [(each.last - each.first).days >= _MONTH for each in (one.spell, other.spell)]
        recurring = one.words & other.words & moments().recurring
        return lengths[0] == lengths[1] and not (recurring and not one.coming and not lengths[0] and _is_many(one))
    if one.clock is None or other.clock is None or one.clock.zone != other.clock.zone:
        return False
    return one.clock.apart(other.clock) >= LEAST_MINUTES


def _is_many(one: _Moment) -> bool:
    """Whether what is told to begin or end may do so on many days."""
    return bool(one.acts & {"begin", "end", "break_off"})


def _finding(one: _Moment, other: _Moment) -> Finding:
    """The record of two tellings."""
    ordered = sorted((one, other), key=lambda each: (each.told.latest or "", each.article_id, each.shown.start))
    sides = tuple(
        Side(
            each.voice.name if each.voice is not None else "the page", plain(each.told),
            (Evidence(each.article_id, each.shown, each.statement),),
        )
        for each in ordered
    )  # fmt: skip
    what = ", ".join(sorted(name.replace("_", " ") for name in one.acts & other.acts))
    return Finding(
        id=make_id("r", "moment", *(f"{each.article_id}:{each.shown.start}" for each in ordered)),
        kind="contradiction", topic=short(ordered[0].shown.exact), actor=None, sides=sides,
        reason=f"different times of one thing by two voices ({what})", strength="soft",
        independent=len({each.article_id for each in ordered}), basis="time",
    )  # fmt: skip
