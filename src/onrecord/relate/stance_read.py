"""Who takes a side by the words of a page: *is against the dam*, *called for the tax to be scrapped*.

A side is taken by somebody, in a matter. What the words are for or against: :mod:`onrecord.relate.stance_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems
from onrecord.codebooks.stance_forms import stance_forms
from onrecord.codebooks.stances import stances
from onrecord.records import DateInterval, Span, Statement
from onrecord.relate.assertions import Assertion, Phrase
from onrecord.relate.bodies import Bodies
from onrecord.relate.known import Known, Who, thing
from onrecord.relate.passages import sentences_around, sentences_with
from onrecord.relate.stance_words import BEHIND, IMPERSONAL, Matter, Taken, matter_of, read, verb_of, words_before
from onrecord.relate.told_at import ToldAt

_LONGEST = 400
_AMONG = re.compile(r"(?:\s*,|\s+(?:the|[A-Z][\w-]+))*\s+and(?:\s+(?:the|[A-Z][\w-]+))*\s*")
"""What remains between the first of several who act and their verb."""
_JOINT = re.compile(r"(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?$")
_VIEW = re.compile(r"\b[Ii]n\s+the\s+(?:view|opinion|eyes|judge?ment)\s+of\s+")
_ARTICLE = re.compile(r"(?:the|an?)\s+")
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we"})
_NP = re.compile(r"(?:^|\s)(?P<np>(?:the|its|his|her|their|our|a|an)\s+(?:[\w’'-]+\s+){0,3}[\w’'-]+)\s*$", re.I)


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


class Reader:
    """Reads the sides that pages say somebody takes."""

    def __init__(self, known: Known) -> None:
        """``known``: the pile."""
        self._known = known
        self._bodies = known.made(Bodies)
        # What stands between who takes a side and the verb: *, who is running for governor, now*.
        self._beside = re.compile(rf"(?:,(?:[^,]{{1,120}},)?)?{stance_forms().helping}$")
        self._at = known.made(ToldAt)

    def of_page(self, page: str) -> Iterator[Stance]:
        """The sides that a page tells of, at most one for each sentence and kind of words."""
        for sentence in sentences_with(self._known.body(page), _LONGEST, stance_forms().trigger):
            if "?" not in sentence.exact:
                yield from self._of_sentence(page, sentence)

    def _of_sentence(self, page: str, sentence: Span) -> Iterator[Stance]:
        """The sides that a sentence tells of; no two of them of the same words."""
        taken: list[tuple[int, int]] = []
        for kind, pattern, core in stance_forms().forms:
            if core.search(sentence.exact) is None:
                continue
            for match in pattern.finditer(sentence.exact):
                verb = verb_of(match)
                if any(low < verb[1] and verb[0] < high for low, high in taken):
                    continue
                side = read(kind, match)
                if side is None:
                    continue
                found = list(self._taken(page, sentence, kind, match, side))
                taken += [verb] if found else []
                yield from found

    def _taken(self, page: str, sentence: Span, kind: str, match: re.Match[str], side: Taken) -> Iterator[Stance]:
        """The side of a match, once for each of those who take it."""
        low, high = verb_of(match)
        at = Span(sentence.start + low, sentence.start + high, self._known.articles[page].text)
        personal = kind not in IMPERSONAL
        if personal and stances().earlier.search(words_before(sentence.exact, low)):
            return
        first = None
        if kind in BEHIND:
            first = self._behind(page, sentence.start + match.end())
        elif personal:
            first = self._subject(page, sentence, at)
        if personal and first is None:
            return
        subjects = self._all(page, sentence, first, at) if first is not None else [None]
        for subject in subjects:
            found = self._stance(page, sentence, at, subject, side)
            if found is not None:
                yield found

    def _behind(self, page: str, start: int) -> Phrase | None:
        """Who is named at a place of a page, with or without an article before him."""
        text = self._known.articles[page].text
        article = _ARTICLE.match(text, start)
        starts = [start] if article is None else [start, article.end()]
        found = next((one for at in starts if (one := self._known.mention_from(page, at)) is not None), None)
        if found is not None and text[found.span.end : found.span.end + 2] == ", ":
            named = self._known.mention_from(page, found.span.end + 2)  # The mayor of Lund, Ilse Dorn.
            found = named if named is not None and named.kind == "person" and named.form == "name" else found
        return Phrase((found.span,), found.id) if found is not None else None

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
        side: Taken,
    ) -> Stance | None:
        """The side that somebody takes, or that a statement takes for its speaker; ``None`` if nobody does."""
        teller = self._teller(page, at)
        if subject is None and teller is None:
            subject = self._viewing(page, sentence)
            if subject is None:
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
        matter = matter_of(side.core, side.shown, side.whom, stems(who.name))
        if matter is None:
            return None
        return Stance(
            page, sentence, at, who, keys, self._known.person(who), self._known.sector(who), side.favours, matter,
            self._known.said(teller) if teller is not None else self._known.published(page),
            teller.id if teller is not None else None,
        )  # fmt: skip

    def _viewing(self, page: str, sentence: Span) -> Phrase | None:
        """In whose view a sentence says something: *in the view of the mayor, the dam is a mistake*."""
        view = _VIEW.search(sentence.exact)
        start = sentence.start + view.end() if view is not None else -1
        held = [one for one in self._known.within(page, sentence) if one.span.start == start] if start >= 0 else []
        longest = max(held, key=lambda one: (one.span.end, one.id), default=None)
        return Phrase((longest.span,), longest.id) if longest is not None else None

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
            one for one in self._at.statements(page)
            if one.speaker and not one.negated and any(span.contains(at) for span in one.content)
        ]  # fmt: skip
        return min(inside, key=lambda one: (sum(s.end - s.start for s in one.content), one.id), default=None)

    def _subject(self, page: str, sentence: Span, at: Span) -> Phrase | None:
        """Who takes the side of some words: by the statement that they tell, their clause, or what stands before."""
        cue = next((one for one in self._at.statements(page) if any(span.overlaps(at) for span in one.cue)), None)
        if cue is not None and cue.speaker:
            return Phrase(cue.speaker, self._known.speaker_mention(cue))
        for start in range(at.start, at.end):
            if (acting := self._at.acting(page, start)) is not None:
                return acting
        text = self._known.articles[page].text
        mentions = [
            one for one in self._known.within(page, sentence)
            if one.span.end <= at.start and self._beside.fullmatch(text, one.span.end, at.start)
        ]  # fmt: skip
        if mentions:
            last = max(mentions, key=lambda one: (one.span.end, one.span.end - one.span.start, one.id))
            return Phrase((last.span,), last.id)
        aux = re.search(rf"{stance_forms().helping}$", text[sentence.start : at.start])
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


def stances_of(known: Known, pages: Sequence[str]) -> Mapping[str, list[Stance]]:
    """Page -> the sides that it tells of; pages without any are left out."""
    reader = Reader(known)
    found = {page: list(reader.of_page(page)) for page in pages}
    return {page: told for page, told in found.items() if told}
