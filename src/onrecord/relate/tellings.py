"""What pages tell of who did something and where it happened, from their clauses and from other shapes of sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.codebooks.clauses import stem, stems, words
from onrecord.codebooks.disputes import disputes
from onrecord.codebooks.tellings import Groups, telling_words
from onrecord.codebooks.wording import wording
from onrecord.records import READ_ON, Article, Clause, DateInterval, Span, Statement, TimeExpression
from onrecord.relate.daynames import calendar
from onrecord.relate.fillers import Cause, Doer, Site, cause, doer, site
from onrecord.relate.known import PREPOSITION, Known, Who, sentence_of
from onrecord.relate.passages import sentences_around
from onrecord.relate.telling_shapes import Role, Shape, shapes

MOST = 60
"""Tellings of one page that are looked at."""
_LONGEST = 320
_NAME = re.compile(r"\b[A-ZÀ-ÞĀ-Ž][^\W\d_]+")
_AT = re.compile(
    r"\b(?P<before>in|at|on|off|near|inside|outside|aboard|under|onto|into|behind|beside|next\s+to|in\s+front\s+of"
    r"|on\s+board)\s+$",
    re.I,
)
_NEXT = re.compile(
    r"\b(?P<before>next\s+to|in\s+front\s+of|outside|inside|aboard|on\s+board|near|in|at|off)\s+(?=(?:the|an?)\s|[A-Z])"
)
_BY = re.compile(r"\b(?P<before>in|at|by|through|over|from)\s+(?=(?:the|an?)\s|[A-Z])")
"""What stands before the way by which somebody got in."""
_AFTER_PLACE = re.compile(
    r"[,;:.“”\"]|\s(?:and|but|as|when|while|before|after|because|to|by|during|with|for|that|who|which|until|since|where"
    r"|shortly|early|late|according|only|against|yesterday|today|this|last)\b"
    r"|\s(?:on|in|at)\s+(?:[A-Z]\w+day\b|\d|[A-Z]\w+\s+\d|night|noon|midnight|dawn|first|January|February|March|April|May|June"
    r"|July|August|September|October|November|December|the\s+(?:morning|afternoon|evening|night|spring|summer|autumn|winter))"
)
"""What ends the phrase for a place."""
_FRONT = re.compile(r"^\s*(?:that\s+)?[“\"]?(?:According\s+to\s+[^,]+,\s+)?")
_TAG = re.compile(
    r",?[”\"]?,?\s+(?:according\s+to|said|says|[A-Z“][^,;:]{2,70}?\s+(?:said|says|told)"
    r"|[a-z][^,;:“”]{2,70}?\s+(?:said|says|told))\b[^,;“”\"]*\.?$"
)
"""Who says so, at the end of a sentence."""
_WHEN = re.compile(
    r"\b(?:first|second|third|last|fourth|latest|previous|earlier|another|other|next|former|similar)\b", re.I
)
_MAY = re.compile(r"\bMay\b")
"""The month, which is no guess."""
_COMPASS = re.compile(r"\b(?:north|south|east|west)\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*")
_AROUND = frozenset(
    {"next", "outside", "inside", "aboard", "board", "off", "near", "front", "mile", "kilometre", "metre"}
)
"""Words for how far from a place."""
_PREPOSITIONS = frozenset({
    "in", "at", "on", "off", "near", "from", "of", "to", "with", "for", "by", "into", "onto", "after", "over", "under",
    "inside", "outside", "aboard", "against", "about", "through", "between", "behind", "during", "before", "towards",
    "as", "because", "among", "across", "upon",
})  # fmt: skip
"""What stands before a phrase that is not what is done to."""
_PRONOUN = frozenset({
    "he", "she", "it", "they", "we", "i", "who", "that", "which", "this", "those", "these", "one", "you", "someone",
    "nobody", "what", "him", "them", "her",
})  # fmt: skip
_NOT_TOLD = re.compile(
    r"\b(?:not|never|no|n['’]t|if|whether|may|might|could|would|perhaps|possibly|probably|apparently|suspected|unless"
    r"|allegedly|should|who\s+else|plann?ed\s+to|want(?:s|ed)\s+to|threaten\w*|tried\s+to|attempt\w*)\b",
    re.I,
)
"""What makes of a deed no deed, or a guess."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who did something, or where it happened, as one sentence tells it."""

    article_id: str
    role: Role
    filler: Doer | Site | Cause
    groups: frozenset[str]
    """Lines of the codebook that its deed stands in; none if the sentence names no deed."""
    about: frozenset[str]
    """Stems of what it was done to, or what happened."""
    names: frozenset[str]
    """Those of them that are names."""
    head: str
    """The noun of what it was done to; empty where it is not known."""
    noun: str
    """The first noun of what somebody is said to be behind, which may be the deed or the thing."""
    order: frozenset[str]
    """Words that tell one of several: *first*, *second*."""
    voice: Who | None
    told: DateInterval
    days: frozenset[str]
    shown: Span
    record: str | None
    definite: bool


def tellings(known: Known) -> dict[str, list[Telling]]:
    """Page -> what it tells of who and where, in text order."""
    clauses: dict[str, list[Clause]] = defaultdict(list)
    book = telling_words()
    for clause in sorted(known.pile.all(Clause), key=lambda clause: (clause.predicate[0].start, clause.id)):
        if clause.modality in ("happened", "planned") and (
            _groups(clause, book.deeds) or _groups(clause, book.happenings) or clause.lemma in book.happened
        ):
            clauses[clause.article_id].append(clause)
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(known.statements.values(), key=lambda one: (one.content[0].start, one.id)):
        told[statement.article_id].append(statement)
    times: dict[str, list[Span]] = defaultdict(list)
    for time in known.pile.all(TimeExpression):
        times[time.article_id].append(time.span)
    found = {}
    for article in sorted(known.articles.values(), key=lambda article: article.id):
        page = _Page(known, article, told[article.id], times[article.id])
        made = [*page.of_shapes(), *(one for clause in clauses[article.id] for one in page.of_clause(clause))]
        if made:
            found[article.id] = sorted(made, key=lambda one: (one.shown.start, one.role, one.filler.text))[:MOST]
    return found


class _Page:
    """Reads one page."""

    def __init__(self, known: Known, article: Article, told: Sequence[Statement], times: Sequence[Span]) -> None:
        self._known, self._article, self._told, self._times = known, article, told, times

    def of_clause(self, clause: Clause) -> Iterator[Telling]:
        """Who and where by a plain verb."""
        book, text = telling_words(), self._article.text
        whole = sentence_of(text, clause.predicate[0])
        if len(whole.exact) > _LONGEST or _NOT_TOLD.search(
            _MAY.sub(" ", text[max(clause.extent[0].start, clause.predicate[0].start - 40) : clause.predicate[0].start])
        ):
            return
        groups = _groups(clause, book.deeds)
        patient = self._patient(clause)
        done_to = self._named(patient) if patient is not None else ""
        if groups and clause.modality == "happened" and clause.subject and patient is not None:
            filler = self._doer(" ".join(span.exact for span in clause.subject), clause.subject[0])
            if filler is not None and words(filler.text)[0] not in _PRONOUN:
                about = stems(f"{self._own(clause, clause.subject)} {done_to}")
                yield self._made("who", filler, groups, about, done_to, "", clause.predicate[0], whole)
        happening = _groups(clause, book.happenings)
        subject = " ".join(map(self._named, clause.subject))
        if clause.lemma in book.happened and subject:
            happening |= _lines(words(PREPOSITION.split(subject, maxsplit=1)[0])[-1:], book.happenings)
        if happening:
            yield from self._happened(clause, whole, happening, done_to or subject)

    def _happened(self, clause: Clause, whole: Span, happening: frozenset[str], thing: str) -> Iterator[Telling]:
        """Where something happened to a thing, by a plain verb."""
        first = words(thing)[:1]
        statement = self._known.statements.get(clause.attributed_to or "")
        speaker = stems(" ".join(span.exact for span in statement.speaker)) if statement is not None else frozenset()
        it = first in (("it",), ("all",)) or bool(stems(thing) and stems(thing) <= speaker)
        for place, span in self._places(clause, happening):
            told = [
                each.exact
                for each in clause.objects
                if not each.overlaps(span)
                and not self._article.text[max(0, each.start - 9) : each.start].split(" the ")[0].endswith("from ")
            ]
            about = stems(" ".join([*map(self._named, clause.subject), *told, thing]))
            if it:  # It all started in the kitchen, an inmate said of the riot.
                about = frozenset(
                    word for word in stems(whole.exact) if _lines([word], telling_words().happenings) & happening
                )
            if not about or not first:
                return
            vague = it or first[0] in _PRONOUN
            yield self._made("where", place, happening, about, "" if vague else thing, "", clause.predicate[0], whole)
            return

    def _named(self, span: Span) -> str:
        """A phrase, or for a pronoun the name of whom it means."""
        if span.exact.casefold() not in ("he", "she", "him", "her", "they", "them"):
            return span.exact
        who = self._known.who(self._known.mention_at(self._article.id, span))
        return who.name if who is not None else span.exact

    def _own(self, clause: Clause, filler: Sequence[Span]) -> str:
        """The words of a clause but for its verb, who or where, and the times in it."""
        cut = (*clause.predicate, *filler)
        return " ".join(
            self._without(part, [*cut, *(time for time in self._times if part.contains(time))])
            for part in clause.extent
        )

    def _without(self, part: Span, cut: Sequence[Span]) -> str:
        """The words of a part of the page without some stretches of it."""
        text, place, kept = self._article.text, part.start, list[str]()
        for span in sorted(cut, key=lambda span: span.start):
            if span.start >= place:
                kept.append(text[place : span.start])
                place = max(place, span.end)
        return " ".join([*kept, text[place : part.end]])

    def _patient(self, clause: Clause) -> Span | None:
        """What is done to: the first object without a preposition before it."""
        text = self._article.text
        for span in clause.objects:
            before = words(text[max(0, span.start - 14) : span.start])[-1:]
            if not before or before[0] not in _PREPOSITIONS:
                return span
        return None

    def _places(self, clause: Clause, happening: frozenset[str]) -> Iterator[tuple[Site, Span]]:
        """The places that a clause gives, and where."""
        text = self._article.text
        last = max(part.end for part in clause.extent)
        behind = clause.predicate[-1].end
        for start in (span.start for span in clause.objects):
            match = _AT.search(text, max(0, start - 16), start)
            if match is not None or (clause.lemma in ("hit", "strike") and start > behind):
                yield from self._site(start, last, " ".join(match["before"].casefold().split()) if match else "at")
        for match in (_BY if "theft" in happening else _NEXT).finditer(text, behind, max(last, behind)):
            yield from self._site(match.end(), last, " ".join(match["before"].casefold().split()))
        for match in _COMPASS.finditer(text, behind, max(last, behind)):
            yield from self._site(match.start(), last, "at")

    def _site(self, start: int, last: int, before: str) -> Iterator[tuple[Site, Span]]:
        """The place that a phrase of the page names, if it is one."""
        text = self._article.text
        end = _AFTER_PLACE.search(text, start, max(last, start))
        stop = end.start() if end is not None else max(last, start)
        if stop <= start:
            return
        span = Span(start, stop, text)
        place = site(span.exact, before)
        if place is None or any(span.overlaps(time) for time in self._times):
            return
        if place.kinds or place.rooms or not self._somebody(span):
            yield place, span

    def _somebody(self, span: Span) -> bool:
        """Whether a phrase that begins with a name names a person."""
        found = (self._known.who(one.id) for one in self._known.within(self._article.id, span) if one.kind == "person")
        return any(who is not None for who in found)

    def of_shapes(self) -> Iterator[Telling]:
        """Who and where by the other shapes."""
        text = self._article.text
        for shape in shapes():
            for anchor in shape.anchors:
                place = text.find(anchor)
                while place >= 0:
                    yield from self._of_shape(shape, Span(place, place + len(anchor), text))
                    place = text.find(anchor, place + 1)

    def _of_shape(self, shape: Shape, anchor: Span) -> Iterator[Telling]:
        """A sentence that has an anchor, if it has the shape."""
        if not any(block.start <= anchor.start < block.end for block in self._article.blocks if block.role in READ_ON):
            return
        whole = sentence_of(self._article.text, anchor)
        if len(whole.exact) > _LONGEST:
            return
        parts = self._contents(anchor, whole)
        match = next((match for part in parts if (match := shape.pattern.search(part)) is not None), None)
        if match is None or _NOT_TOLD.search(_MAY.sub(" ", match.string)):
            return
        what = match["what"]
        if shape.role == "who":
            filler: Doer | Site | Cause | None = self._doer(match["filler"], whole)
        elif shape.role == "why":
            partial = disputes().partial.search(_MAY.sub(" ", match.string))
            filler = None if partial else cause(match["filler"])
        else:
            before = re.match(
                r"(?:in|at|on|off|near|inside|outside|aboard|under)\b",
                match.group()[match.start("filler") - match.start() - 10 :],
            )
            filler = site(_AFTER_PLACE.split(match["filler"], maxsplit=1)[0], before.group() if before else "in")
        if filler is None or not words(filler.text) or words(filler.text)[0] in _PRONOUN:
            return
        book, role = telling_words(), shape.role
        if isinstance(filler, Doer) and not (filler.lines or filler.own or shape.deeds):
            place = site(filler.text, "at")
            if place is not None and place.kinds and re.search(r"\b(?:hit|struck)\W*$", what):
                filler, role = place, "where"
        groups = book.deeds if role == "who" else book.happenings
        deeds = {word: found for word in words(what) if (found := _lines([*_forms(word)], groups))}
        noun = next((stem(word) for word in words(PREPOSITION.split(what, maxsplit=1)[0])[::-1] if shape.noun), "")
        lines = shape.deeds or frozenset[str]().union(*deeds.values())
        told = frozenset(stem(word) for word in deeds if word in wording().bases or word.endswith(("ed", "ing")))
        about = stems(what)
        about = about - told or about
        if role == "where" and not lines:
            return  # In Lund he spoke of taxes.
        if role == "why":
            lines, about, noun = frozenset(), stems(what or self._before(whole)), ""
        yield self._made(role, filler, lines, about, what if shape.deeds else "", noun, anchor, whole)

    def _doer(self, text: str, within: Span) -> Doer | None:
        """A phrase as who did it, with what the pile knows of a name."""
        found = doer(text)
        if found is None or not found.own:
            return found
        for one in self._known.within(self._article.id, sentence_of(self._article.text, within)):
            who = self._known.who(one.id) if found.own in one.span.exact or one.span.exact in found.own else None
            if who is not None and self._known.person(who):
                return replace(found, own=who.name if found.own in who.name else found.own, person=True)
        return found

    def _before(self, whole: Span) -> str:
        """The headline of the page, and the sentence before one whose cause is told in it: *the reason was wind*."""
        around = [span.exact for span in sentences_around(self._article.text, whole) if span.start < whole.start]
        return " ".join([self._article.title or "", *around])

    def _contents(self, anchor: Span, whole: Span) -> Iterator[str]:
        """What is told in a sentence: as a statement has it, then the whole without who says so."""
        for one in self._told:
            for span in one.content:
                if span.contains(anchor) and not one.negated and len(span.exact) > len(whole.exact) // 3:
                    low, high = max(span.start, whole.start), min(span.end, whole.end)
                    yield _FRONT.sub("", self._article.text[low:high]).strip(' “”"')
        yield _TAG.sub("", _FRONT.sub("", whole.exact)).strip(' .“”"')

    def _made(
        self,
        role: Role,
        filler: Doer | Site | Cause,
        groups: frozenset[str],
        about: frozenset[str],
        patient: str,
        noun: str,
        anchor: Span,
        whole: Span,
    ) -> Telling:
        """The record of one telling."""
        page = self._article.id
        inside = [one for one in self._told if any(span.contains(anchor) for span in one.content)]
        best = min(inside, key=lambda one: (sum(span.end - span.start for span in one.content), one.id), default=None)
        if best is not None:
            about -= stems(" ".join(span.exact for span in (*best.speaker, *best.cue))) - stems(patient)
        if role == "where":
            about -= _AROUND
        names = frozenset(stem(name.casefold()) for name in _NAME.findall(f"{whole.exact} {patient}")) & about
        head = words(PREPOSITION.split(patient, maxsplit=1)[0])[-1:]
        small = {stem(word) for word in re.findall(r"\b[a-z]\w+", whole.exact)}
        first = words(patient)[:1]
        return Telling(
            page, role, filler, groups, about - calendar(), names - calendar() - small,
            stem(head[0]) if head else "", noun,
            frozenset(word for word in about if _WHEN.fullmatch(word)),
            self._known.speaker(best) if best is not None else None,
            self._known.said(best) if best is not None else self._known.published(page),
            self._known.days_in(page, whole), whole, best.id if best is not None else None,
            not first or first[0] not in ("a", "an", "some", "several", "many", "two", "three") ,
        )  # fmt: skip


def _groups(clause: Clause, book: Groups) -> frozenset[str]:
    """The lines of a section in which a verb stands, with its particle, its object, or the preposition behind it."""
    lemma = clause.lemma
    found = book.get(lemma, frozenset())
    if lemma == "come":  # upon
        verb = clause.predicate[-1]
        rest = next((part.exact[verb.end - part.start :] for part in clause.extent if part.contains(verb)), "")
        for behind in words(rest[:20])[:1]:
            found |= book.get(f"{lemma} {behind}", frozenset())
    if clause.objects:
        noun = words(PREPOSITION.split(clause.objects[0].exact, maxsplit=1)[0])[-1:]
        found |= book.get(f"{lemma} {stem(noun[0])}", frozenset()) if noun else frozenset()
    return found


def _lines(told: Sequence[str], book: Groups) -> frozenset[str]:
    """The lines of a section in which some words stand."""
    found: set[str] = set()
    for place, word in enumerate(told):
        found |= book.get(word, frozenset()) | book.get(stem(word), frozenset())
        if place + 1 < len(told):
            found |= book.get(f"{word} {told[place + 1]}", frozenset())
    return frozenset(found)


def _forms(word: str) -> Iterator[str]:
    """A word, and the base forms that it may be of."""
    yield word
    if word in wording().bases:
        yield wording().bases[word]
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left != word and len(left) > 2:
            yield left
            yield f"{left}e"
            if left[-1] == left[-2]:
                yield left[:-1]
