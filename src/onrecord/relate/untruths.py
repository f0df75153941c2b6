"""What one page tells and another calls untrue, whatever the words of the two.

*The minister's statement about a settlement is untrue* shares no verb with *the union had accepted the offer*. What
binds them is whose word it is (the minister's, that paper's), what the verdict gives of it, and what its page sets
against it: the rarer their common words, the surer. A verdict for which no page tells the thing is no finding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebooks.clauses import stems, topics, words
from onrecord.codebooks.untruths import untruths as book
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.records.outlets import outlets
from onrecord.relate.bodies import Bodies
from onrecord.relate.known import Known, Who, days_between, plain
from onrecord.relate.occasions import Occasions
from onrecord.relate.passages import short
from onrecord.relate.untruth_read import Verdict, VerdictReader
from onrecord.relate.wording import Weights, Words, sentences, tokens
from onrecord.relate.wording import read as read_words
from onrecord.vectors import WordVectors

LONGEST = 400
"""Days after which a verdict is of another claim."""
CLAUSE = 0.6
"""Part of the weight of a clause's words that the claim must have."""
CLAUSE_OF_OWNER = 0.35
"""The same where it is told by him whose claim is called untrue."""
PHRASE = 0.7
"""Part of the weight of a phrase's words, where nobody says whose claim it is."""
PHRASE_OF_CALLER = 0.4
"""The same where somebody tells it of him who calls it untrue, or both name one thing."""
LEAST = 1.0
"""Weight of common words, at least."""
LEAST_OF_OWNER = 0.5
"""The same where it is told by him whose claim is called untrue."""
AKIN = 0.5
"""Nearness of two words of which one stands for the other."""
LEAD = 0.5
"""Points for the first sentence of a page whose outlet's report is called untrue."""
CONTRARY = 0.5
"""Points for a sentence that is negated where what follows the verdict is not, or the other way round."""
_LONGEST_SENTENCE = 450
_FEWEST = 4
_STEM = 5
"""Letters that a name and its adjective have in common."""
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we"})
_PARTS = re.compile(r"[,;:]\s|\s(?:and|but|while|although|because)\s")
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our"})
_VERB = re.compile(r"\b(?:ha[sd]|have|is|are|was|were|would|will|did|does|do|could|can)\b|n['’]t\b")


read = lru_cache(maxsize=8192)(read_words)
"""The same words of a verdict are held against many sentences."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence by which something is told."""

    article_id: str
    shown: Span
    words: Words
    statement: Statement | None
    who: Who | None
    keys: frozenset[str]
    date: DateInterval
    lead: bool
    """Whether it is the first sentence of its page."""


def untruths(known: Known, occasions: Occasions, vectors: WordVectors) -> Iterator[Finding]:
    """The contradictions between what is told and the verdict that it is untrue, one for each verdict."""
    bodies = known.made(Bodies)
    reader = VerdictReader(known, bodies)
    verdicts = [verdict for page in sorted(known.articles) for verdict in reader.of_page(page)]
    if not verdicts:
        return
    judged = {(verdict.article_id, verdict.shown.start) for verdict in verdicts}
    tellings = _Tellings(known, bodies, judged)
    comparing = _Comparing(known, occasions, vectors)
    for verdict in verdicts:
        found = [
            (points, told)
            for page in comparing.pages(verdict)
            for told in tellings.of_page(page)
            if (points := comparing.points(verdict, told)) > 0
        ]
        if found:
            points, best = max(found, key=lambda one: (one[0], one[1].shown.exact, one[1].article_id))
            yield comparing.finding(verdict, best, points)


class _Tellings:
    """What pages tell, sentence by sentence, read once."""

    def __init__(self, known: Known, bodies: Bodies, judged: set[tuple[str, int]]) -> None:
        """``judged``: sentences that call something untrue; they tell nothing that another one could be about."""
        self._known, self._bodies, self._judged = known, bodies, judged
        self._read: dict[str, list[_Told]] = {}
        self._said: dict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(known.statements.values(), key=lambda one: one.id):
            if statement.speaker and not statement.garbled:
                self._said[statement.article_id].append(statement)

    def of_page(self, page: str) -> list[_Told]:
        """The sentences of a page that tell something."""
        if page not in self._read:
            self._read[page] = list(self._sentences(page))
        return self._read[page]

    def _sentences(self, page: str) -> Iterator[_Told]:
        view = self._known.body(page)
        for start, end in sentences(view.text):
            told = view.text[start:end].strip()
            begin = start + len(view.text[start:end]) - len(view.text[start:end].lstrip())
            lifted = view.lift(begin, begin + len(told)) if told else ()
            if len(lifted) != 1 or len(told) > _LONGEST_SENTENCE or told.endswith("?"):
                continue
            if (page, lifted[0].start) not in self._judged and len(told.split()) >= _FEWEST:
                one = self._told(page, lifted[0], start == 0)
                if one.statement is not None or book().hearsay.search(told) is None:
                    yield one

    def _told(self, page: str, sentence: Span, lead: bool) -> _Told:
        inside = [one for one in self._said[page] if any(sentence.overlaps(span) for span in one.content)]
        statement = max(inside, key=lambda one: (sum(len(s.exact) for s in one.content), one.id), default=None)
        text = " ".join(s.exact for s in statement.content if sentence.overlaps(s)) if statement is not None else ""
        shown = sentence.exact if len(text) < len(sentence.exact) / 2 else text
        who = self._known.speaker(statement) if statement is not None else None
        date = self._known.said(statement) if statement is not None else self._known.published(page)
        keys = self._bodies.of_speaker(statement) | ({who.key, who.family} if who is not None else set())
        return _Told(page, sentence, read(shown), statement, who, keys, date, lead)


class _Comparing:
    """Holds verdicts against what is told."""

    def __init__(self, known: Known, occasions: Occasions, vectors: WordVectors) -> None:
        """``known``: the pages of one story."""
        self._known, self._occasions, self._vectors = known, occasions, vectors
        self._weights = Weights(article.text for article in known.articles.values())
        self._outlets = outlets(known.articles.values())

    def pages(self, verdict: Verdict) -> list[str]:
        """The pages that may tell what a verdict is about: earlier ones that share a name with its page."""
        here = verdict.article_id
        return [
            page
            for page in sorted(self._known.articles)
            if page != here
            and self._known.apart(page, here)
            and (self._outlet(verdict, page) or self._occasions.shared(here, page))
            and (gap := days_between(self._known.published(page), self._known.published(here))) is not None
            and 0 <= gap <= LONGEST
        ]

    def _outlet(self, verdict: Verdict, page: str) -> bool:
        """Whether the paper whose report is called untrue printed a page."""
        named, owner = stems(self._outlets.get(page, "")), stems(verdict.owner)
        return bool(owner & named) and (owner <= named or named <= owner) and verdict.owner[:1].isalpha()

    def _owned(self, verdict: Verdict, told: _Told) -> float | None:
        """How surely something is told by him whose claim is called untrue; ``None`` if it is surely another's."""
        if not verdict.owner or not stems(verdict.owner) - book().press:
            return 0.0
        if self._outlet(verdict, told.article_id):
            return 2.0
        owner = stems(verdict.owner)
        if told.statement is None:
            return 1.5 if owner & stems(told.shown.exact) else None
        spoken = stems(" ".join(span.exact for span in told.statement.speaker))
        names = stems(told.who.name) if told.who is not None else frozenset()
        if owner & (spoken | names):
            return 2.0
        bodies = frozenset(word for key in told.keys for word in stems(key.partition(":")[2]))
        if owner & bodies:
            return 1.5
        title = stems(f"{self._known.articles[told.article_id].title or ''}")
        nobody = told.who is None or told.who.family.startswith("thing:") or self._known.person(told.who)
        return 1.0 if owner & title and nobody else None

    def points(self, verdict: Verdict, told: _Told) -> float:
        """How surely a sentence tells what a verdict is about; 0 if that is not sure enough."""
        owned = self._owned(verdict, told)
        if owned is None or self._one_voice(verdict, told):
            return 0.0
        own = stems(verdict.owner) | (stems(verdict.caller.name) if verdict.caller is not None else frozenset())
        content = read(verdict.content)
        asked = content.stems - book().plain
        if verdict.clause:
            return self._of_clause(verdict, told, content.negative, owned)
        asked -= own
        facts, paragraph = read(verdict.facts), read(verdict.around)
        shared, whole = self._weights.shared(asked, told.words), self._weights.sum(asked)
        around = self._weights.shared((facts.plain | paragraph.plain) - own - asked, told.words)
        around += self._weights.shared(facts.plain - own - asked, told.words)
        opposed = CONTRARY if _denies(verdict.facts, told.words) != _denies(told.shown.exact, facts) else 0.0
        beside = 0.3 * around + opposed + self._about(verdict, told)
        if owned and asked:
            near = self._akin(asked, told.words)
            enough = (
                shared >= LEAST
                or self._lead(verdict, told)
                or ((shared or near or opposed) and around >= LEAST_OF_OWNER)
            )
            return owned + shared + 0.5 * near + self._lead(verdict, told) + beside if enough else 0.0
        if asked and self._occasions.one(verdict.article_id, told.article_id, 1):
            about = told.statement is not None and (self._about(verdict, told) or self._named(verdict, told))
            if not about and len(asked) == 1:
                return 0.0
            told_of = shared + self._near(asked, told.words)
            part = PHRASE_OF_CALLER if about else PHRASE
            sure = about or (len(asked) > 1 and shared >= LEAST and self._one_occasion(verdict, told))
            enough = told_of >= part * whole and sure
            return 2 + told_of / whole + beside if enough else 0.0
        if asked:
            return 0.0
        bare = self._of_nothing(verdict, told, owned, around)
        return bare + beside if bare else 0.0

    def _of_nothing(self, verdict: Verdict, told: _Told, owned: float, around: float) -> float:
        """The points where a verdict gives nothing of what was told: *rejected the allegation as a fabrication*."""
        if lead := self._lead(verdict, told):
            return owned + lead
        if verdict.pointing:
            return 0.0
        about, named = self._about(verdict, told), self._answers(verdict, told)
        if about and named and around >= LEAST and self._occasions.one(verdict.article_id, told.article_id, 1):
            return 2.0 if told.statement is not None else 0.0
        answers = owned or about + named
        least = 2 * LEAST if owned else LEAST
        sure = told.statement is not None and answers > 1 and around >= least and self._one_occasion(verdict, told)
        return answers if sure else 0.0

    def _lead(self, verdict: Verdict, told: _Told) -> float:
        """Points for the first sentence of a page whose outlet's report is called untrue."""
        return LEAD if told.lead and self._outlet(verdict, told.article_id) else 0.0

    def _one_occasion(self, verdict: Verdict, told: _Told) -> bool:
        """Whether both pages tell of one occasion."""
        return self._occasions.one(verdict.article_id, told.article_id)

    def _answers(self, verdict: Verdict, told: _Told) -> float:
        """A point if the sentence of a verdict names him who tells a thing."""
        if told.who is None:
            return 0.0
        named = {word for key in told.keys if not key.startswith("thing:") for word in stems(key.partition(":")[2])}
        own = stems(verdict.caller.name) if verdict.caller is not None else frozenset()
        sentence = stems(verdict.shown.exact) - own
        return 1.0 if any(_one_name(a, b) for a in named | stems(told.who.name) for b in sentence) else 0.0

    def _of_clause(self, verdict: Verdict, told: _Told, negative: bool, owned: float) -> float:
        """The points of a clause that is called untrue: both tell of one subject, and the same of it."""
        if negative != _denies(told.shown.exact, read(verdict.content)):
            return 0.0
        subject, rest = _halves(verdict.content)
        leading = words(subject)[:1]
        if leading and leading[0] in _PRONOUNS:
            subject = verdict.caller.name if verdict.caller is not None else ""
        first, others = stems(subject) - book().plain, stems(rest) - stems(subject) - book().plain
        its = bool(leading) and leading[0] in _OWNERS and bool(self._about(verdict, told))
        if not others or (first and not its and not self._weights.shared(first, told.words)):
            return 0.0
        exact = self._weights.shared(others, told.words)
        near = self._near(others, told.words)
        shared = exact + near + self._weights.shared(first, told.words)
        whole = self._weights.sum(others if its else first | others)
        part, least = (CLAUSE_OF_OWNER, LEAST_OF_OWNER) if owned else (CLAUSE, LEAST)
        enough = shared >= part * whole and exact + self._weights.shared(first, told.words) >= least and (exact or near)
        return 3 + 2 * shared / whole + owned if enough else 0.0

    def _about(self, verdict: Verdict, told: _Told) -> float:
        """A point if a sentence is about him who calls it untrue, or those for whom he speaks."""
        names = {word for key in verdict.keys for word in stems(key.partition(":")[2])}
        names |= stems(verdict.caller.name) if verdict.caller is not None else set()
        names |= read(verdict.facts).stems - read(verdict.facts).plain
        return 1.0 if any(_one_name(a, b) for a in names for b in told.words.stems) else 0.0

    def _named(self, verdict: Verdict, told: _Told) -> bool:
        """Whether the paragraph of a verdict and a sentence name one thing."""
        paragraph = read(f"{verdict.shown.exact} {verdict.around}")
        return bool((paragraph.stems - paragraph.plain) & (told.words.stems - told.words.plain))

    def _near(self, asked: frozenset[str], told: Words) -> float:
        """The weight of words that a sentence does not have, as far as it has words near to them."""
        missing = (word for word in sorted(asked) if not self._weights.shared({word}, told))
        return sum(self._weights.of(word) * self._akin(frozenset({word}), told) for word in missing)

    def _akin(self, asked: frozenset[str], told: Words) -> float:
        """How near words of a phrase lie to words of a sentence that does not have them: *settlement*, *offer*."""
        best = [
            max((self._vectors.similarity([word], [other]) for other in sorted(told.plain)), default=0.0)
            for word in sorted(asked - told.stems)
        ]
        return max((near for near in best if near >= AKIN), default=0.0)

    def _one_voice(self, verdict: Verdict, told: _Told) -> bool:
        """Whether who calls it untrue is who tells it."""
        if verdict.caller is None or told.who is None:
            return False
        return verdict.caller.key == told.who.key or verdict.caller.family == told.who.family

    def finding(self, verdict: Verdict, told: _Told, points: float) -> Finding:
        """The record of a claim and the verdict on it."""
        caller = verdict.caller.name if verdict.caller is not None else "the page"
        teller = told.who.name if told.who is not None else self._outlets.get(told.article_id) or "the page"
        text = f"{verdict.content} {verdict.around}"
        shared = sorted(word for word in read(text).stems & told.words.stems)
        said = _tidy(verdict.at.exact)
        reason = f"{caller} calls it untrue: {said}"
        if shared:
            reason += f"; both tell of {', '.join(shared)}"
        day = self._known.published(verdict.article_id)
        record = told.statement.id if told.statement is not None else None
        sides = (
            Side(f"{teller}: said", plain(told.date), (Evidence(told.article_id, told.shown, record),)),
            Side(f"{caller}: denied", plain(day), self._said_there(verdict, told)),
        )
        return Finding(
            id=make_id("r", "untrue", verdict.article_id, verdict.at.start, told.article_id, told.shown.start),
            kind="contradiction", topic=short(_tidy(verdict.content) or _tidy(told.shown.exact)), actor=None,
            sides=sides, reason=reason, strength="hard" if points >= 5 else "soft", independent=2, basis="polarity",
        )  # fmt: skip

    def _said_there(self, verdict: Verdict, told: _Told) -> tuple[Evidence, ...]:
        """The sentence of a verdict, and that of its paragraph which has most words of what it is about."""
        text = self._known.articles[verdict.article_id].text
        first, last = text.rfind("\n", 0, verdict.shown.start) + 1, text.find("\n", verdict.shown.end)
        paragraph = text[first : last if last >= 0 else len(text)]
        spans = [Span(first + a, first + a + len(paragraph[a:b].rstrip()), text) for a, b in sentences(paragraph)]
        beside = [
            (self._weights.shared(read(span.exact).plain, told.words), -span.start, span)
            for span in spans
            if span.exact
            and not span.overlaps(verdict.shown)
            and len(span.exact) <= _LONGEST_SENTENCE
            and (span.start > verdict.shown.start or {*words(span.exact)} & topics().negative)
        ]
        shown = [verdict.shown, *(span for weight, _, span in sorted(beside)[-1:] if weight >= LEAST_OF_OWNER)]
        return tuple(Evidence(verdict.article_id, span, verdict.statement) for span in sorted(shown))


def _denies(text: str, other: Words) -> bool:
    """Whether that part of a text is negated which has most words of another one."""
    parts = [read(part) for part in _PARTS.split(text)]
    best = max(parts, key=lambda part: len([word for word in part.stems if tokens(word) & other.tokens]))
    return best.negative


def _halves(clause: str) -> tuple[str, str]:
    """The subject of a clause and the rest; without a helping verb its first words are the subject."""
    verb = _VERB.search(clause)
    if verb is not None and verb.start() > 0:
        return clause[: verb.start()], clause[verb.start() :]
    told = clause.split()
    first = 1 if told[0].casefold() in _OWNERS | {"the", "a", "an"} else 0
    last = next((n for n, word in enumerate(told) if n > first and not word[:1].isupper()), len(told))
    return " ".join(told[:last]), " ".join(told[last:])


def _one_name(one: str, other: str) -> bool:
    """Whether two words are one name, or one is the other's adjective."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _STEM and long.startswith(short))


def _tidy(text: str) -> str:
    """Words of a page in one line, without the marks around them."""
    return " ".join(text.split()).strip(" .,;:“”\"'")
