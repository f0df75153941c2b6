"""Turns that a page tells with both sides: *the union, which had ruled out talks, signed on Friday*.

A page that recalls what somebody held before does so because he holds something else now. The sentence that recalls is
one side; the other stands in it, or right beside it. What opposes the two must be there to be seen: a refusal and then
a deed, a denial and then an admission, a promise and then what breaks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebooks.clauses import stems, topics, words
from onrecord.codebooks.recalled import recalled
from onrecord.records import Article, DateInterval, Evidence, Finding, Side, Span, make_id
from onrecord.relate.known import Known, plain, sentence_of
from onrecord.relate.passages import short
from onrecord.relate.recalled_read import Recall, begins, recalls
from onrecord.relate.recalled_shapes import hint
from onrecord.vectors import WordVectors

_LONGEST = 420
RETOLD = 0.6
"""Part of the words of what was held from which on what is told now only tells it again."""
SAME = 0.8
"""Part of the words of two recalls from which on they are one."""
LINK = 0.2
"""Rarity from which on one word that two sentences share links them."""
CRITIC = 4
"""Sentences before a critic's answer in which what he answers stands."""
_PASSIVE = re.compile(
    r"^\W*(?:[\w’'-]+\W+){0,4}?(?:was|were|is|are|has\s+been|have\s+been|had\s+been|be|got)\s+(?:\w+ly\s+)?"
    r"(?:\w{2,}ed|put|sent|shot|hit|held|made|kept|told|born|given|found|taken|driven|killed|hurt|left|stripped|beaten|seen)\b"
)
_STATE = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:is|was|are|were|has|have|lives?|lived|remains?|remained|died|lost|suffered|fell|faces?|faced|won|comes?|came)\b"
)
_POINTING = re.compile(
    r"\b(?:such\s+an?|the\s+(?:very\s+)?same|that\s+(?:same|very)|the\s+idea|its\s+(?:holder|head|chief|minister))\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|its|his|her|their)\b", re.I)
_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}(?:\s+[A-Z][^\W\d_]{2,})*")
_QUOTES = re.compile(r"[“\"]")
_CAPITAL = re.compile(r"(?<=\W)[A-Z][^\W\d_]{2,}|^[A-Z][^\W\d_]{2,}|\b[A-Z]{2,}\b")
FEWEST = 4
"""Words from which on a part of a sentence tells what came of it."""
_SHORT = 8
"""Words below which a sentence is shown with the next one."""
_NEGATED = re.compile(r"n['’]t\b")


@dataclass(frozen=True, slots=True)
class _Turn:
    """One turn, as a page tells it."""

    article: Article
    recall: Recall
    before: Span
    after: Sequence[Span]


def recalled_positions(known: Known, vectors: WordVectors) -> Iterator[Finding]:
    """The shifts that pages tell by recalling what somebody held before; one that many pages tell is one finding."""
    told: dict[frozenset[str], list[_Turn]] = {}
    for article_id in sorted(known.articles):
        for turn in _turns(known, known.articles[article_id], vectors):
            here = _content(turn.before.exact)
            alike = (one for one in told if len(one & here) >= SAME * max(len(one | here), 1))
            told.setdefault(next(alike, here), []).append(turn)
    for turns in told.values():
        yield _finding(known, turns)


def _turns(known: Known, article: Article, vectors: WordVectors) -> Iterator[_Turn]:
    """The turns that a page tells."""
    sentences = _sentences(known, article.id)
    for place, sentence in enumerate(sentences):
        if len(sentence.exact) > _LONGEST or sentence.exact.endswith("?") or not hint().search(sentence.exact):
            continue
        for recall in recalls(sentence.exact):
            after = _after(article.text, sentences, place, recall, vectors)
            if after:
                yield _Turn(article, recall, _part(article.text, sentence, recall.held), after)
                break


def _sentences(known: Known, article_id: str) -> Sequence[Span]:
    """The sentences of a body that stand in one piece."""
    view = known.body(article_id)
    found: list[Span] = []
    start = 0
    while start < len(view.text):
        while start < len(view.text) and view.text[start].isspace():
            start += 1
        if start >= len(view.text):
            break
        sentence = sentence_of(view.text, Span(start, start + 1, view.text))
        lifted = view.lift(sentence.start, sentence.end)
        if len(lifted) == 1 and len(lifted[0].exact.split()) > 1:
            found.append(lifted[0])
        start = max(sentence.end, start + 1)
    return found


def _after(text: str, told: Sequence[Span], place: int, recall: Recall, vectors: WordVectors) -> list[Span]:
    """What is told to have come of what was held; empty if nothing opposes it."""
    sentence = told[place]
    held = sentence.exact[slice(*recall.held)]
    behind = told[place + 1] if place + 1 < len(told) else None
    if recall.where == "critic":
        return _answered(told, place, recall)
    for where in recall.now:
        part = sentence.exact[slice(*where)]
        if len(part.split()) < FEWEST:
            continue  # *The same Mr Doren* tells nothing.
        if recalled().tone.search(part):
            return [_part(text, sentence, where), *([behind] if behind is not None else [])]
        if opposes(recall, held, part, vectors, own=True):
            return [_part(text, sentence, where)]
    for one in _near(told, place, recall):
        if (
            len(one.exact) <= _LONGEST
            and _linked(held, sentence, one, recall, vectors)
            and opposes(recall, held, one.exact, vectors)
        ):
            return _with_next(told, one) if one.start > sentence.start else [one]
    if recall.where == "behind" and recall.kind == "said":
        if behind is not None and recalled().turns.match(behind.exact):
            return [behind]  # *He did not repeat his earlier assertion. Instead he thanked them.*
        return [_part(text, sentence, recall.now[0])]
    return []


def _near(told: Sequence[Span], place: int, recall: Recall) -> list[Span]:
    """The sentences in which it may be told what came of it, the likelier first."""
    before = [told[place - 1]] if place else []
    behind = told[place + 1 : place + 2]
    turns = bool(behind) and bool(begins(behind[0].exact) or recalled().turns.match(behind[0].exact))
    if recall.where == "behind":
        return list(behind) if turns else []
    if recall.where == "within" and recall.sure and recall.now and recall.held[0] == 0:
        return []
    return [*behind, *before] if turns else [*before, *behind]


def _with_next(told: Sequence[Span], one: Span) -> list[Span]:
    """A sentence, with the one behind it where it has only a few words: *An hour later she called back*."""
    place = told.index(one)
    return [one, *(told[place + 1 : place + 2] if len(one.exact.split()) < _SHORT else ())]


def _answered(told: Sequence[Span], place: int, recall: Recall) -> list[Span]:
    """The words that a critic answers who recalls what their speaker said before."""
    for one in reversed(told[max(0, place - CRITIC) : place]):
        if _QUOTES.search(one.exact) and recall.kind != "said":
            return [one]
    return []


def _linked(held: str, sentence: Span, other: Span, recall: Recall, vectors: WordVectors) -> bool:
    """Whether two sentences are of one matter and one actor: by a rarer word of both and by names, or as one points."""
    names = _names(held) & _names(other.exact)
    shared = {w for w in _content(held) & _content(other.exact) if _rare(w, vectors) >= LINK}
    shared -= {word for name in _names(held) | _names(other.exact) for word in stems(name)}
    later = other.start > sentence.start
    if later and not begins(other.exact):
        return bool(names and shared)
    if later:
        return bool(names or shared or _PRONOUN.search(other.exact[:80]))
    pronoun = _PRONOUN.search(other.exact) or _PRONOUN.search(held[:60]) if names else None
    return bool(_POINTING.search(held) or (shared and (names or recall.flagged)) or pronoun)


def _names(text: str) -> frozenset[str]:
    """The words of a text that are written as names are, but for its first one."""
    return frozenset(word for word in _CAPITAL.findall(text.lstrip("“\"'‘")))


def _rare(word: str, vectors: WordVectors) -> float:
    """How rare a stem is."""
    return min(vectors.rarity(word), vectors.rarity(f"{word}s"))


def _content(text: str) -> frozenset[str]:
    """The words of a text that say what it is about."""
    return stems(text) - topics().counters - topics().persons


def _negative(text: str) -> bool:
    """Whether a text denies what it tells."""
    none = {"nobody", "none", "nothing", "no-one"}
    count = sum(word in topics().negative or word in none for word in words(text))
    return (count + len(_NEGATED.findall(text))) % 2 == 1


def opposes(recall: Recall, held: str, now: str, vectors: WordVectors, own: bool = False) -> bool:
    """Whether what is told now goes against what was held.

    Args:
        recall: how it was held.
        held: the words that recall it.
        now: the words that tell of now.
        vectors: how rare words are.
        own: whether the form of the sentence makes who held it the one of whom ``now`` is told.
    """
    book = recalled()
    if book.weak.search(now):
        return False
    was, told = _content(held), _content(now)
    shared = {word for word in was & told if _rare(word, vectors) >= LINK}
    differs = _negative(held) != _negative(now)
    if shared and len(shared) >= RETOLD * len(was) and not differs:
        return False
    if book.turning.search(now):
        return own or recall.flagged or bool(shared)
    active = not _PASSIVE.match(now) and not _STATE.match(now)
    if own and recall.sure and (active or recall.held[0] == 0):
        return True
    if not own and recall.sure:
        return True
    later = not own and begins(now) and (recall.flagged or recall.where == "behind")
    if later and recall.kind != "refused":
        return True
    if recall.kind == "refused":
        acts = not _negative(now) and not book.against.search(now)
        return acts and (
            active and bool(shared or book.yielding.search(now)) if own else later or recall.flagged or bool(shared)
        )
    if recall.kind == "promised":
        return bool(book.against.search(now)) and (own or bool(shared))
    return bool(shared) and differs


def _finding(known: Known, turns: Sequence[_Turn]) -> Finding:
    """The record of a turn that one page tells, or several."""
    first = turns[0]
    when = plain(known.published(first.article.id))
    earlier = DateInterval(None, when.earliest, when.basis) if when.earliest else when
    before = tuple(Evidence(turn.article.id, turn.before) for turn in turns)
    after = tuple(Evidence(turn.article.id, one) for turn in turns for one in turn.after)
    names = _NAME.findall(first.before.exact) or _NAME.findall(first.after[0].exact)
    return Finding(
        id=make_id("r", "recalled", first.article.id, first.before.start), kind="shift",
        topic=short(first.before.exact), actor=next(iter(names), None),
        sides=(Side("before", earlier, before), Side("after", when, after)),
        reason=f"the page itself recalls what was held before: {short(first.before.exact)}",
        strength="hard" if first.recall.where == "within" else "soft",
        independent=len({known.chain(turn.article.id) for turn in turns}),
    )  # fmt: skip


def _part(text: str, sentence: Span, where: tuple[int, int]) -> Span:
    """A part of a sentence, without the marks around it."""
    low, high = where
    part = sentence.exact[low:high]
    start = sentence.start + low + len(part) - len(part.lstrip(" ,;:–—"))
    kept = part.strip(" ,;:–—").rstrip(' .”"')
    return Span(start, start + len(kept), text)
