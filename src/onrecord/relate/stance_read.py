"""Which sides a page says that somebody takes: *is against the dam*, *called for the tax to be scrapped*.

A side is taken by somebody, in a matter. What is to be done with a thing turns the side: who is in favour of abolishing
a tax is against the tax. Sides under a condition, of the past, or of a part of a matter are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.stances import stances
from onrecord.records import Clause, DateInterval, Event, Span, Statement, body_view
from onrecord.relate.assertions import Assertion, Phrase
from onrecord.relate.bodies import Bodies
from onrecord.relate.daynames import WEEKDAYS
from onrecord.relate.known import Known, Who, sentence_of, thing
from onrecord.relate.passages import sentences_around

_LONGEST = 400
_ADVERBS = r"(?:\s+(?:\w+ly|also|still|now|once|again|always|long|publicly|in\s+future|personally|very\s+much))*"
_BE = (
    r"(?:is|are|was|were|am|be|been|remains?|remained|stands?|stood|came\s+out|comes\s+out|spoke|speaks|voted|argued|argues"
    r"|[’']s|[’']m|[’']re)"
)
_WEEKDAY = WEEKDAYS + r"(?!\s+(?!morning|evening)[a-z]+(?:s|ing)\b)"
_ENDS = re.compile(
    r"[,;:“”\"—]|\s[–-]\s|\s(?:because|but|while|although|though|after|before|when|as|saying|said|says|which|who|whose|where"
    r"|that|since|so|until|if|unless|arguing|calling|citing|telling|describing|despite|during|is|are|was|were|will|would"
    r"|has|have|had|should|can|could|may|might|must|do|does|did|now|there|here|for\s+(?:years|months|decades|weeks|now)"
    r"|in\s+(?:a|an|his|her|their|its)\s+(?:\w+\s+){0,2}(?:interview|letter|statement|speech|vote|debate|ballot)"
    r"|at\s+(?:a|an|the)\s+(?:\w+\s+){0,2}(?:meeting|congress|conference|rally|summit)"
    r"|(?:last|this|next)\s+(?:week|month|year|spring|summer|autumn|winter)"
    rf"|(?:on|since|last|next|until|from)\s+(?:\w+\s+)?{_WEEKDAY}"
    r"|and\s+(?:ha[sd]|have|would|will|is|was|are|were|said|says|that|urged?s?|call\w*|ask\w*|promised?s?|want\w*|wrote"
    r"|told|announc\w+|warn\w+|instead|he|she|they|it|to|not|\w+ed))\b",
)
_SAYS = re.compile(r"\b(?:said|says|told\s+\w+(?:\s+\w+)?|that|believes?|argued|wrote|added|but|and|while)\s|[,;:“”\"]")
_NO_THING = re.compile(
    r"(?:of|for|by|in|on|at|from|with|is|are|was|were|and|or|because|away|off|up|out|down|overall|among|that|what|how|to"
    r"|him|her|them|me|us|it|you|itself|himself|herself)\b",
    re.I,
)
"""What begins no thing that somebody is for: *support of*, *opposed by*."""
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|my|our|your|any|more|less|much|full|strong|public|popular|little|no|political"
    r"|whose|with|of|in)|['’]s?|-)\s*$",
    re.I,
)
"""What makes of the word behind it a noun: *their support*."""
_PLACES = re.compile(
    r"\s(?:of|in|at|on|to|from|for|by|with|near|across|between|into|over|under|within|against|about|throughout)\s", re.I
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|whether|that|if|to|he|she|they|it|ha[sd]|have|would|will|said)\b", re.I)
"""What shows that no phrase for people stands between a verb of advice and what is advised."""
_AMONG = re.compile(r"(?:\s*,|\s+(?:the|[A-Z][\w-]+))*\s+and(?:\s+(?:the|[A-Z][\w-]+))*\s*")
"""What remains between the first of several who act and their verb."""
_AGED = re.compile(r"\b(?:the|an?)\s+[\w-]+-year-old\b")
_JOINT = re.compile(r"(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?$")
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we"})
_NP = re.compile(r"(?:^|\s)(?P<np>(?:the|its|his|her|their|our|a|an)\s+(?:[\w’'-]+\s+){0,3}[\w’'-]+)\s*$", re.I)
_AUX = (
    r"(?:\s*,?\s*(?:who|which|that))?(?:\s+(?:also|still|now|has|have|had|would|will|did|does|do|not|never|no\s+longer|always"
    r"|long|\w+ly|is|are|was|were|been|be|itself|himself|herself|themselves|again|refused\s+to|refuses\s+to|declined\s+to"
    r"|stopped|once|on\s+\w+day|last\s+\w+|this\s+\w+)"
    r"|(?:did|does|do|would|will|has|have|had|is|are|was|were)n['’]t)*\s*"
)
_BESIDE = re.compile(rf"(?:,(?:[^,]{{1,120}},)?)?{_AUX}$")
"""What stands between who takes a side and the verb: *, who is running for governor, now*."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody is for or against."""

    words: frozenset[str]
    """Stems of its words of content."""
    head: str
    """The stem of its noun."""
    names: frozenset[str]
    """Stems of the words in it with a capital."""
    numbers: frozenset[str]
    """Its numbers."""
    text: str
    """The same as the page has it."""

    definite: bool
    """Whether it is a thing that was named before: *the transfer*."""


@dataclass(frozen=True, slots=True)
class Stance:
    """One side that somebody takes."""

    article_id: str
    shown: Span
    """The sentence."""
    at: Span
    """The words that take the side."""
    who: Who
    keys: frozenset[str]
    """For whom he may stand, he himself among them."""
    person: bool
    sector: str | None
    favours: bool
    matter: Matter
    date: DateInterval
    statement: str | None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of sentences that take a side, each with its kind."""
    book = stances()
    told, left = r"(?P<matter>[^;]{3,200})", r"(?P<matter>[^;]{3,140}?)"
    side, no = r"(?<!\w)(?P<side>{})\s+", r"(?P<neg>\s+not|\s+never|\s+no\s+longer|n['’]t)?"
    whom, done = r"(?P<whom>(?:[^\s,;]+\s+){1,6}?)", rf"(?:be\s+)?(?P<done>{book.done})(?!\w)"
    to, must = r"(?:to|should)\s+", r"(?:should|must|ought\s+to|needs?\s+to|has\s+to|have\s+to)"
    so = r"(?:is|was|are|were|would\s+be|will\s+be|would\s+have\s+been)"
    verdict = rf"(?P<side>{book.verdicts})(?!\w)(?!\s+(?:to|that|if|about|for|in|because\s+of))"
    advise = side.format(book.advising)
    need = r"\b[Tt]here\s+(?:is|was|[’']s)\s+(?P<neg>no\s+)?(?:a\s+)?(?:need|case|reason|justification)\s+for\s+"
    forms = {
        "wanted": rf"{side.format(book.wanting)}(?:for\s+)?(?P<matter>[^;]{{3,200}}?)\s+(?:to\s+)?{done}",
        "wanting": rf"{side.format(book.wanting)}to\s+{told}",
        "advised": rf"{advise}(?:that\s+)?{whom}(?P<neg>(?:should\s+)?not\s+)?{to}(?P<neg2>not\s+)?{told}",
        "warned": rf"{advise}{whom}against\s+{told}",
        "should": rf"{left}\s+{must}{no}{_ADVERBS}\s+{done}(?P<more>[^,;.“”\"]{{0,80}})",
        "verdict": rf"{left}\s+{so}{no}{_ADVERBS}\s+{verdict}",
        "need": f"{need}{told}",
        "being": rf"(?<!\w){_BE}{no}{_ADVERBS}\s+(?P<side>{book.being})\s+{told}",
        "side": f"{side.format(book.verbs)}{told}",
    }
    return tuple((kind, re.compile(pattern)) for kind, pattern in forms.items())


@cache
def _trigger() -> re.Pattern[str]:
    """What a sentence that takes a side has."""
    book = stances()
    return re.compile(
        rf"(?<!\w)(?:{book.verbs}|{book.being}|{book.wanting}|{book.advising}|{book.verdicts}"
        r"|(?:should|must|ought|needs?\s+to|has\s+to|have\s+to|need|case)(?=\s))(?!\w)",
        re.I,
    )


class Reader:
    """Reads the sides that pages say somebody takes."""

    def __init__(self, known: Known) -> None:
        """``known``: the pile."""
        self._known = known
        self._bodies = Bodies(known)
        self._told: dict[str, list[Statement]] = {}
        for statement in sorted(known.statements.values(), key=lambda one: one.id):
            self._told.setdefault(statement.article_id, []).append(statement)
        self._acting: dict[tuple[str, int], Phrase] = {}
        for clause in sorted(known.pile.all(Clause), key=lambda one: one.id):
            if clause.subject:
                phrase = Phrase(clause.subject, known.bearer(clause.article_id, clause.subject, clause.subject_mention))
                self._acting[clause.article_id, clause.predicate[0].start] = phrase
        for event in sorted(known.pile.all(Event), key=lambda one: one.id):
            for side in event.actor[:1]:
                phrase = Phrase(side.spans, known.bearer(event.article_id, side.spans, side.mention))
                self._acting.setdefault((event.article_id, event.trigger[0].start), phrase)

    def of_page(self, page: str) -> Iterator[Stance]:
        """The sides that a page tells of, at most one for each sentence and kind of words."""
        view = body_view(self._known.articles[page])
        starts: set[int] = set()
        for trigger in _trigger().finditer(view.text):
            sentence = sentence_of(view.text, Span(trigger.start(), trigger.end(), view.text))
            if sentence.start in starts or len(sentence.exact) > _LONGEST or "?" in sentence.exact:
                continue
            starts.add(sentence.start)
            lifted = view.lift(sentence.start, sentence.end)
            if len(lifted) == 1:
                yield from self._of_sentence(page, lifted[0])

    def _of_sentence(self, page: str, sentence: Span) -> Iterator[Stance]:
        """The sides that a sentence tells of; no two of them of the same words."""
        taken: list[tuple[int, int]] = []
        for kind, pattern in _patterns():
            for match in pattern.finditer(sentence.exact):
                verb = _verb(match)
                if any(low < verb[1] and verb[0] < high for low, high in taken):
                    continue
                read = _read(kind, match)
                if read is None:
                    continue
                found = list(self._taken(page, sentence, kind, match, read))
                taken += [verb] if found else []
                yield from found

    def _taken(
        self, page: str, sentence: Span, kind: str, match: re.Match[str], read: tuple[bool, str, str, str]
    ) -> Iterator[Stance]:
        """The side of a match, once for each of those who take it."""
        low, high = _verb(match)
        at = Span(sentence.start + low, sentence.start + high, self._known.articles[page].text)
        personal = kind not in ("should", "verdict", "need")
        if personal and stances().earlier.search(_before(sentence.exact, low)):
            return
        first = self._subject(page, sentence, at) if personal else None
        if personal and first is None:
            return
        subjects = self._all(page, sentence, first, at) if first is not None else [None]
        for subject in subjects:
            found = self._stance(page, sentence, at, subject, *read)
            if found is not None:
                yield found

    def _all(self, page: str, sentence: Span, last: Phrase, at: Span) -> list[Phrase | None]:
        """Who takes a side, and those named with him: *Norland, Sorrel and the isles voted for it*."""
        found: list[Phrase | None] = [last]
        text, start = self._known.articles[page].text, last.spans[0].start
        while (joint := _JOINT.search(text, sentence.start, start)) is not None:
            if len(found) == 1 and "and" not in joint.group():
                break  # In Norland, the minister.
            before = [one for one in self._known.within(page, sentence) if one.span.end == joint.start()]
            if not before:
                break
            longest = min(before, key=lambda one: (one.span.start, one.id))
            found.append(Phrase((longest.span,), longest.id))
            start = longest.span.start
        end = last.spans[-1].end
        behind = [
            one for one in self._known.within(page, sentence) if end < one.span.start and one.span.end <= at.start
        ]
        between = text[end : at.start]
        for one in behind:
            between = between.replace(one.span.exact, "")
        if behind and _AMONG.fullmatch(between):
            found += [Phrase((one.span,), one.id) for one in behind]
        return found

    def _stance(
        self,
        page: str,
        sentence: Span,
        at: Span,
        subject: Phrase | None,
        favours: bool,
        told: str,
        shown: str,
        whom: str,
    ) -> Stance | None:
        """The side that somebody takes, or that a statement takes for its speaker; ``None`` if nobody does."""
        teller = self._teller(page, at)
        if subject is None and teller is None:
            return None
        voices = self._bodies.of_speaker(teller)
        who = self._who(subject) if subject is not None else None
        if who is None or (subject is not None and subject.words.casefold() in _PRONOUNS and not subject.mention):
            if subject is not None and subject.words.casefold() not in _PRONOUNS:
                return None
            who = self._known.speaker(teller) if teller is not None else self._body_before(page, sentence, subject)
            subject = None
        if who is None:
            return None
        one = Assertion(
            "", page, (sentence,), (at,), (subject,) if subject is not None else (), (), "support", "happened",
            teller.id if teller is not None else None, self._known.published(page),
        )  # fmt: skip
        keys = (self._bodies.of_actor(one, voices) if subject is not None else voices) | {who.key, who.family}
        if teller is not None and subject is not None and not voices & keys and not _pronoun(teller):
            return None  # What a rival says that somebody is for.
        matter = matter_of(told, shown, whom, stems(who.name))
        if matter is None:
            return None
        return Stance(
            page, sentence, at, who, keys, self._known.person(who), self._known.sector(who), favours, matter,
            self._known.said(teller) if teller is not None else self._known.published(page),
            teller.id if teller is not None else None,
        )  # fmt: skip

    def _who(self, subject: Phrase) -> Who | None:
        """Who takes a side."""
        found = self._known.who(subject.mention) or self._known.named(subject.words)
        return found or (thing(subject.words) if subject.words.casefold() not in _PRONOUNS else None)

    def _body_before(self, page: str, sentence: Span, subject: Phrase | None) -> Who | None:
        """The named body that *it* at the start of a sentence means: the one that acts in the sentence before."""
        if subject is None or subject.words.casefold() != "it" or sentence.exact[:2] != "It":
            return None
        before = sentences_around(self._known.articles[page].text, sentence)[0]
        acting = [
            one for one in self._known.within(page, before)
            if one.subject and one.form == "name" and one.kind == "organization"
        ]  # fmt: skip
        return self._known.who(acting[0].id) if acting and before.start != sentence.start else None

    def _teller(self, page: str, at: Span) -> Statement | None:
        """The statement in which some words stand, the innermost with a speaker."""
        inside = [
            one for one in self._told.get(page, ())
            if one.speaker and not one.negated and any(span.contains(at) for span in one.content)
        ]  # fmt: skip
        return min(inside, key=lambda one: (sum(s.end - s.start for s in one.content), one.id), default=None)

    def _subject(self, page: str, sentence: Span, at: Span) -> Phrase | None:
        """Who takes the side of some words: by the statement that they tell, their clause, or what stands before."""
        cue = next((one for one in self._told.get(page, ()) if any(span.overlaps(at) for span in one.cue)), None)
        if cue is not None and cue.speaker:
            return Phrase(cue.speaker, self._known.speaker_mention(cue))
        for start in range(at.start, at.end):
            if (page, start) in self._acting:
                return self._acting[page, start]
        text = self._known.articles[page].text
        mentions = [
            one for one in self._known.within(page, sentence)
            if one.span.end <= at.start and _BESIDE.fullmatch(text, one.span.end, at.start)
        ]  # fmt: skip
        if mentions:
            last = max(mentions, key=lambda one: (one.span.end, one.span.end - one.span.start, one.id))
            return Phrase((last.span,), last.id)
        aux = re.search(rf"{_AUX}$", text[sentence.start : at.start])
        before = text[sentence.start : sentence.start + aux.start()] if aux is not None else ""
        if (word := re.search(r"\b(he|she|it|they|we|I)\s*$", before, re.I)) is not None:
            return Phrase((Span(sentence.start + word.start(1), sentence.start + word.end(1), text),))
        noun = _NP.search(before)
        return (
            Phrase((Span(sentence.start + noun.start("np"), sentence.start + noun.end("np"), text),)) if noun else None
        )


def _pronoun(teller: Statement) -> bool:
    """Whether only a pronoun names who says something: *is against the quota, he told reporters*."""
    return " ".join(span.exact for span in teller.speaker).casefold() in _PRONOUNS


def _verb(match: re.Match[str]) -> tuple[int, int]:
    """Where the words stand that take the side."""
    groups = match.groupdict()
    if groups.get("side"):
        low, high = match.span("side")
        return (match.start(), high) if match.start() < low <= match.start("matter") else (low, high)
    if groups.get("done"):
        return match.span("done")
    return match.start(), match.start("matter")


def _before(text: str, at: int) -> str:
    """The words of a clause before a verb."""
    cut = max((found.end() for found in re.finditer(r"[,;:“”\"]|\b(?:that|said|and|but)\s", text[:at])), default=0)
    return text[cut:at]


def _read(kind: str, match: re.Match[str]) -> tuple[bool, str, str, str] | None:
    """Whether the words of a match are for something; for what, in two ways; and to whom it is said.

    ``None`` if it is left open.
    """
    book = stances()
    groups = match.groupdict()
    if _CLAUSE.search(groups.get("whom") or ""):
        return None
    told, more = match["matter"], groups.get("more") or ""
    left = kind in ("should", "verdict")
    told = _SAYS.split(f"{told} ")[-1] if left else _ENDS.split(f"{told} ", maxsplit=1)[0]
    if kind in ("advised", "warned"):
        told = re.split(r"\s(?:unless|except)\b", told, maxsplit=1)[0]  # Advice with an exception is advice.
    told = re.sub(r"^that\s+", "", told.strip(' .”“"'))
    whole = f"{told} {_ENDS.split(more + ' ', maxsplit=1)[0]}".strip(" .")
    side = " ".join((groups.get("side") or "").casefold().split())
    favours = book.sides.get(side, True) and kind != "warned"
    negated = bool(groups.get("neg")) != bool(groups.get("neg2"))
    if kind in ("side", "being") and _NO_THING.match(told):
        return None
    if kind == "side" and _NOUN_BEFORE.search(match.string[: match.start()]):
        return None
    if kind in ("side", "being", "wanting", "wanted"):
        before = _before(match.string, match.start())
        negated ^= bool(book.negation.search(before))
        if negated and not favours and "longer" not in f"{before}{groups.get('neg') or ''}":
            return None  # Who is not against something need not be for it.
    if book.conditions.search(whole) or (
        kind not in ("advised", "warned") and book.provisos.search(f"{whole} {_rest(match)}")
    ):
        return None
    favours ^= negated
    if groups.get("done"):
        favours ^= not book.turns[" ".join(groups["done"].casefold().split())]
    turned, core = _turned(whole)
    if kind == "wanting" and turned is None:
        return None  # Wants to speak: no side in a matter.
    favours ^= turned is False
    whom = ""
    if kind in ("advised", "warned") and turned is None:
        whom = groups["whom"]
    return favours, core, " ".join(whole.split()), whom


def _rest(match: re.Match[str]) -> str:
    """The words of the clause behind a match's matter in which a condition may stand."""
    return match.string[match.end() :][:80] if match.groupdict().get("done") else match["matter"]


def _turned(text: str) -> tuple[bool | None, str]:
    """Whether words for what is to be done with a thing let it be or do away with it, and the thing.

    ``None``: they say nothing about that.
    """
    book, found = stances(), None
    rest = text
    for _ in range(4):
        match = book.leading.match(rest)
        if match is None:
            break
        if match["turn"]:
            turn = book.turns[" ".join(match["turn"].casefold().split())]
            found = turn if found is None else found == turn
        rest = rest[match.end() :]
    behind = re.search(rf"\s+(?:to\s+be|being|be)\s+(?P<done>{book.done})(?!\w)", rest)
    if behind is not None:
        turn = book.turns[" ".join(behind["done"].casefold().split())]
        found = turn if found is None else found == turn
        rest = rest[: behind.start()] + rest[behind.end() :]
    return found, rest


def matter_of(text: str, shown: str, whom: str, own: frozenset[str]) -> Matter | None:
    """What some words name as a matter; ``None`` if it could be any of many.

    Args:
        text: what somebody is for or against, without what is to be done with it.
        shown: the same as the page has it.
        whom: whom he tells to do it, where that is part of the matter.
        own: stems of his own name.
    """
    book = stances()
    text = _AGED.sub("the", text.strip(" .,”“\"'’"))
    told = [word for word in words(f"{whom} {text}") if word not in topics().stop]
    core = {stem(word) for word in told if len(word) > 1} - own - book.filler
    first = _PLACES.split(f" {text}", maxsplit=1)[0]
    nouns = [stem(word) for word in words(first) if word not in topics().stop] or [stem(word) for word in told]
    if not core or not nouns or len(core) > 14:
        return None
    if len(core) == 1 and (core & book.generic or core & topics().persons or core & topics().people):
        return None
    if core <= book.generic:
        return None
    names = frozenset(stem(word.casefold()) for word in re.findall(r"(?<!\w)[A-Z][\w’-]+", text)) & core
    definite = text.casefold().startswith(("the ", "this ", "that ", "his ", "her ", "its ", "their "))
    return Matter(frozenset(core), nouns[-1], names, frozenset(re.findall(r"\d[\d,.]*", text)), shown, definite)


def stances_of(known: Known, pages: Sequence[str]) -> Mapping[str, list[Stance]]:
    """Page -> the sides that it tells of; pages without any are left out."""
    reader = Reader(known)
    found = {page: list(reader.of_page(page)) for page in pages}
    return {page: told for page, told in found.items() if told}
