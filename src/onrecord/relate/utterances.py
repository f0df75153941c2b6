"""One utterance in several pages: the same sentence of one speaker, quoted or told in other words.

Six pages that quote one briefing are one source for what was said in it, so the finding counts speakers, not pages.
Each sentence is held against the fullest wording of those alike; the fullest comes first. Opposite sentences, and
sentences with other numbers, are never put together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems
from onrecord.records import DateInterval, Evidence, Finding, Side, Span, Statement, make_id
from onrecord.relate.known import Known, days_between, plain
from onrecord.relate.passages import MARKS, short, stretch
from onrecord.relate.speakers import NOBODY, Speaker, Speakers
from onrecord.relate.wording import Weights, Words, numbers_apart, opposed, read, sentences

LEAST = 1.3
"""Weight of the words that two tellings of one utterance share."""
FEWEST = 3
"""Words of content that they share."""
SHARE = 0.6
"""Part of the shorter one's weight that they share, for a speaker with a name."""
SHARE_OF_OFFICE = 0.7
"""The same for speakers known by a common noun: *officials* are many."""
QUOTED = 5
"""Words in a row that two tellings share and that stand in quotation marks: one utterance, whoever is named for it."""
SHARE_OF_QUOTED = 0.4
"""Part of the shorter one's weight that they share unless the speaker is known to be the same: no set phrase alone."""
LEAST_QUOTED = 0.9
"""Weight of those words among them that are no names."""
LEAST_PLAIN = 0.8
"""Weight of the shared words that are no names, for tellings in other words."""
MANY_RUNS = 4
"""Shared runs of words, partly quoted, from which on it does not matter that they hold names alone."""
NEARLY_ALL = 0.8
"""Part of the shorter one's weight from which on it does not matter either, for one speaker."""
WITHIN = 3
"""Days between two tellings in other words."""
ALIKE = 0.6
"""Part of the fuller one's weight that they share if they differ by little more than a denial."""
MOST_TRIED = 12
"""Wordings that a telling is held against, those with most words in common first."""
MOST_SIDES = 30
MOST_SENTENCES = 3
"""Sentences that are shown of one page."""
TOGETHER = 2
"""Pages that two utterances of one speaker have in common if they are of one occasion."""
_LONGEST = 600
_ASKING = frozenset({"ask"})
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTE = re.compile(r"[\"“]([^\"“”]+)(?:[\"”]|\Z)")


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence that somebody said, on one page."""

    statement: Statement
    spans: tuple[Span, ...]
    speaker: Speaker
    words: Words
    runs: frozenset[tuple[str, ...]]
    """Runs of :data:`QUOTED` words."""
    quoted: frozenset[tuple[str, ...]]
    """Those of them inside its quotation marks."""
    telling: frozenset[tuple[str, ...]]
    """Those of these that are more than names and what stands in any sentence."""
    weight: float
    date: DateInterval
    chain: str

    @property
    def text(self) -> str:
        """Its words as one text."""
        return " ".join(span.exact for span in self.spans)


def utterances(known: Known, weights: Weights) -> Iterator[Finding]:
    """The agreements of pages on what somebody said."""
    speakers = Speakers(known)
    found = [
        telling
        for statement in known.statements.values()
        for telling in _tellings(known, speakers.of(statement), statement, weights)
    ]
    alike: list[list[_Telling]] = []
    for group in _groups(found, weights):
        chains: dict[str, _Telling] = {}
        for telling in group:
            chains.setdefault(telling.chain, telling)
        if len(chains) > 1:
            alike.append(list(chains.values()))
    for occasion in _occasions(alike):
        yield _finding(occasion)


def _occasions(alike: Sequence[list[_Telling]]) -> list[list[list[_Telling]]]:
    """Utterances of one speaker that the same pages tell, put together: one briefing, one interview."""
    found: list[list[list[_Telling]]] = []
    homes: dict[str, list[int]] = defaultdict(list)
    for group in alike:
        speaker, pages = _speaker(group), _pages(group)
        home = next(
            (
                place
                for place in homes[speaker.key]
                if any(len(pages & _pages(other)) >= TOGETHER for other in found[place])
            ),
            None,
        )
        if speaker == NOBODY or home is None:
            homes[speaker.key].append(len(found))
            found.append([group])
        else:
            found[home].append(group)
    return found


def _pages(group: Sequence[_Telling]) -> set[str]:
    """The pages of some tellings."""
    return {telling.statement.article_id for telling in group}


def _speaker(group: Sequence[_Telling]) -> Speaker:
    """Who most pages say spoke: a person before a body, a name before an office."""
    counted = Counter(telling.speaker for telling in group if telling.speaker != NOBODY)
    return max(counted, key=lambda one: (one.named, one.person, counted[one], one.key), default=NOBODY)


def _tellings(known: Known, speaker: Speaker, statement: Statement, weights: Weights) -> Iterator[_Telling]:
    """The sentences of a statement that say enough to be known again."""
    if statement.garbled:
        return
    for spans in _sentences(known.articles[statement.article_id].text, statement.content):
        text = " ".join(span.exact for span in spans)
        words = read(text)
        if len(words.stems) >= FEWEST and len(text) <= _LONGEST:
            quoted = [run for match in _QUOTE.finditer(text) for run in _runs(match[1])]
            telling = [run for run in quoted if weights.sum(read(" ".join(run)).plain) >= LEAST_QUOTED]
            yield _Telling(
                statement, spans, speaker, words, _small(_runs(text)), _small(quoted), _small(telling),
                weights.sum(words.stems), known.said(statement), known.chain(statement.article_id),
            )  # fmt: skip


def _sentences(page: str, content: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The sentences of what was said; one that the text interrupts is one."""
    open_: list[Span] = []
    for span in content:
        for start, end in sentences(span.exact):
            piece = span.exact[start:end]
            cut = piece.strip()
            if not cut:
                continue
            first = span.start + start + piece.index(cut)
            here = Span(first, first + len(cut), page)
            if open_ and cut.lstrip("\"“'‘")[:1].isupper():
                yield tuple(open_)
                open_ = []
            open_.append(here)
            if cut.rstrip("\"”'’)")[-1:] in ".!?…":
                yield tuple(open_)
                open_ = []
    if open_:
        yield tuple(open_)


def _runs(text: str) -> list[tuple[str, ...]]:
    """The runs of :data:`QUOTED` words of a text."""
    told = _WORD.findall(text)
    return [tuple(told[place : place + QUOTED]) for place in range(len(told) - QUOTED + 1)]


def _small(runs: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Runs of words without capital letters."""
    return frozenset(tuple(word.casefold() for word in run) for run in runs)


def _groups(found: Sequence[_Telling], weights: Weights) -> Iterator[list[_Telling]]:
    """Tellings of one utterance, the fullest first. Each is held against the fullest wordings that share its words."""
    heads: list[list[_Telling]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for telling in sorted(found, key=lambda one: (-one.weight, -len(one.text), one.statement.id)):
        home = _home(telling, heads, index, weights)
        if home is not None:
            home.append(telling)
            continue
        for word in telling.words.tokens:
            index[word].append(len(heads))
        heads.append([telling])
    yield from heads


def _home(
    telling: _Telling, heads: Sequence[list[_Telling]], index: dict[str, list[int]], weights: Weights
) -> list[_Telling] | None:
    """The group of the fuller wording that a telling repeats."""
    shared: dict[int, float] = defaultdict(float)
    for word in sorted(telling.words.stems):
        for number in index.get(word, ()):
            shared[number] += weights.of(word)
    likely = sorted(shared, key=lambda number: (-shared[number], number))[:MOST_TRIED]
    return next((heads[number] for number in likely if _one_utterance(heads[number][0], telling, weights)), None)


def _one_utterance(full: _Telling, other: _Telling, weights: Weights) -> bool:
    """Whether two sentences tell one utterance."""
    if (full.statement.act in _ASKING) != (other.statement.act in _ASKING):
        return False
    if full.statement.negated != other.statement.negated or numbers_apart(full.words, other.words):
        return False
    if full.speaker.named and other.speaker.named and full.speaker.key != other.speaker.key:
        return False
    shared = weights.shared(other.words.stems, full.words)
    part = shared / other.weight
    same = full.speaker.named and full.speaker.key == other.speaker.key
    if full.words.negative != other.words.negative and shared >= ALIKE * full.weight:
        return False  # "We are ready", "We are not ready".
    if (same or part >= SHARE_OF_QUOTED) and (full.runs & other.telling or full.telling & other.runs):
        return True
    if (full.quoted or other.quoted) and len(full.runs & other.runs) >= MANY_RUNS:
        return True
    if full.speaker.key != other.speaker.key or full.speaker == NOBODY or opposed(full.words, other.words):
        return False
    gaps = (days_between(full.date, other.date), days_between(other.date, full.date))
    if any(gap is not None and gap > WITHIN for gap in gaps):
        return False
    common = sum(1 for word in other.words.stems if word in full.words.stems)
    plain = weights.shared(other.words.plain, full.words)
    if common < FEWEST - 1 or shared < LEAST or part < (SHARE if full.speaker.named else SHARE_OF_OFFICE):
        return False
    return plain >= LEAST_PLAIN or (full.speaker.named and part >= NEARLY_ALL and len(other.words.stems) > FEWEST)


def _finding(occasion: Sequence[list[_Telling]]) -> Finding:
    """The record of what one speaker said, on several pages: of each page its fullest sentences."""
    groups = sorted(occasion, key=lambda group: (-len(group), -group[0].weight, group[0].statement.id))
    speaker = _speaker([one for group in groups for one in group])
    pages: dict[str, list[_Telling]] = defaultdict(list)
    for group in groups:
        for one in group:
            pages[one.statement.article_id].append(one)
    ordered = sorted(pages.values(), key=_fullest)
    sides = tuple(
        Side(
            f"{those[0].speaker.name or 'the page'}: said",
            plain(those[0].date),
            tuple(
                Evidence(one.statement.article_id, span, one.statement.id)
                for one in those[:MOST_SENTENCES]
                for span in one.spans
            ),
        )
        for those in ordered[:MOST_SIDES]
    )
    told = [one for those in pages.values() for one in those]
    sure = len({one.speaker.key for one in told}) == 1 and speaker.named
    return Finding(
        id=make_id("r", "utterance", *sorted({one.statement.id for one in told}), str(groups[0][0].spans[0].start)),
        kind="agreement", topic=_topic(groups[0]), actor=speaker.name if speaker.named else None, sides=sides,
        reason=_reason(groups, speaker, len(pages), sure), strength="hard" if sure else "soft", independent=1,
        basis="wording",
    )  # fmt: skip


def _fullest(those: Sequence[_Telling]) -> tuple[float, int, str]:
    """Sorts the page that tells most first."""
    told = those[:MOST_SENTENCES]
    return -sum(one.weight for one in told), -sum(len(one.text) for one in told), those[0].statement.id


def _reason(groups: Sequence[Sequence[_Telling]], speaker: Speaker, pages: int, sure: bool) -> str:
    """Why they are one utterance: who spoke, on how many pages, and the words that all of them have."""
    who = f"one speaker, {speaker.name}" if speaker.name else "one utterance of nobody named"
    if speaker.name and not sure:
        others = sorted({one.speaker.name for group in groups for one in group} - {speaker.name, ""})
        who += f" ({', '.join(others[:3])} on other pages)" if others else ""
    shared = frozenset.intersection(*(one.words.stems for one in groups[0]))
    words = f"; words in all of them: {', '.join(sorted(shared))}" if shared else ""
    sentences = f", {len(groups)} sentences" if len(groups) > 1 else ""
    return f"the same words: {who}, {pages} pages{sentences}{words}"


def _topic(group: Sequence[_Telling]) -> str:
    """The stretch of the fullest wording in which most words stand that all have; its first words if they are few."""
    shared = frozenset.intersection(*(one.words.stems for one in group))
    texts = sorted({stretch(span.exact, shared) for one in group[:MOST_TRIED] for span in one.spans})
    best = max(texts, key=lambda text: (len(stems(text) & shared), -len(text), text))
    whole = group[0].words.negative or len(stems(best)) < FEWEST  # What denies may stand before what is shared.
    return best if not whole else short(" ".join(group[0].spans[0].exact.split()).strip(MARKS))
