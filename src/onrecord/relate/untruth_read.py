"""Where a page says that what somebody told is not so: *the minister's statement about a deal is untrue*.

A verdict has a noun for what was told (or the clause itself: *it is untrue that*), whose it is, what it tells, and who
calls it untrue. Read from the sentence by its form; what is only asked, doubted or feared is no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, words
from onrecord.codebooks.untruths import untruths
from onrecord.records import Span, Statement
from onrecord.relate.assertions import Assertion, Phrase
from onrecord.relate.bodies import Bodies
from onrecord.relate.known import Known, Who, sentence_of, thing
from onrecord.relate.passages import sentences_with
from onrecord.relate.told_at import ToldAt

_LONGEST = 450
_THAT = re.compile(r"\s*(?:to\s+the\s+effect\s+)?that\s+", re.I)
_BY = re.compile(
    r"\s*(?:given|published|made|put\s+about|spread|carried)?\s*(?:by|from)\s+(?P<owner>(?:the\s+)?[^,;]{2,60}?)(?=\s+(?:that|of|about|on|in)\s|\s*$|[,.;])"
)
_ABOUT = re.compile(r"\s*(?:of|about|concerning|regarding|over|on|in)\s+", re.I)
_ENDS = re.compile(
    r"[;:”\"]|,\s|\s[–—-]\s|\s(?:saying|calling|adding|insisting|which|after|but|while|although|because|and\s+(?:said|says|called|insisted|told|accused|added"
    r"|threatened|demanded|promised))\b|\sas\s+(?:an?\s|[“\"])|\.\s*$"
)
_BESIDE = re.compile(r",?\s*(?:(?:ha[sd]|have|also|again|\w+ly|on\s+\w+)\s+)*")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_ARTICLE = frozenset({"the", "a", "an"})
_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "any",
        "all",
        "such",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "some",
    }
)
_KNOWN = frozenset({"the", "this", "that", "these", "those", "such"})
_SOME = re.compile(r"(?:some|several|many|most|other|various|certain|those|any|a\s+few)\b", re.I)
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "i", "we", "you"})
_LINKS = frozenset(
    {
        "in",
        "on",
        "of",
        "for",
        "about",
        "to",
        "that",
        "by",
        "with",
        "as",
        "and",
        "but",
        "at",
        "from",
        "is",
        "was",
        "were",
        "are",
        "had",
        "has",
        "when",
        "if",
        "who",
        "which",
        "not",
        "out",
        "up",
        "down",
    }
)
_SAYING = frozenset({"said", "says", "say", "added", "insisted", "told", "that", "wrote"})
_HELPING = frozenset(
    {
        "has",
        "had",
        "have",
        "will",
        "would",
        "is",
        "are",
        "was",
        "were",
        "ever",
        "never",
        "not",
        "to",
        "be",
        "been",
        "do",
        "does",
        "did",
    }
)
_BARE = re.compile(r"(?:^|[,:;“\"(]|\b(?:that|said|says|and|but|because|while|although|as|told\s+\w+))\s*$", re.I)
_CONTENT = re.compile(
    r"\s+(?=(?:he|she|it|they|there|the\s+[\w-]+|his\s+\w+|her\s+\w+|its\s+\w+)\s+(?:had|has|have|was|were|is|are|would|will|did)\b)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One place where something told is called untrue."""

    article_id: str
    shown: Span
    """The sentence."""
    at: Span
    """The words that say so."""
    content: str
    """What was told, as far as the sentence gives it."""
    clause: bool
    """Whether that is a clause and no phrase."""
    owner: str
    """Whose it is, as the page writes it; empty if it does not say."""
    around: str
    """What else the paragraph tells."""
    facts: str
    """The rest of the sentence and the next one, which tell how it was."""
    pointing: bool
    """Whether somebody else's words stand before it in its paragraph, to which it may point back."""
    caller: Who | None
    """Who calls it untrue; ``None`` for the page itself."""
    keys: frozenset[str]
    """For whom he may speak."""
    statement: str | None
    """His statement."""


class VerdictReader:
    """Reads the verdicts of pages."""

    def __init__(self, known: Known, bodies: Bodies) -> None:
        """Index who speaks and who acts, by page."""
        self._known, self._bodies = known, bodies
        self._at = known.made(ToldAt)

    def of_page(self, page: str) -> Iterator[Verdict]:
        """The verdicts of a page."""
        for sentence in sentences_with(self._known.body(page), _LONGEST, untruths().trigger):
            if "?" not in sentence.exact:
                yield from self._of_sentence(page, sentence)

    def _of_sentence(self, page: str, sentence: Span) -> Iterator[Verdict]:
        """The verdicts of a sentence; of several forms of the same words the first."""
        taken: list[tuple[int, int]] = []
        for kind, form in untruths().forms:
            for match in form.finditer(sentence.exact):
                if any(low < match.end() and match.start() < high for low, high in taken):
                    continue
                read = _read(kind, match, sentence.exact)
                verdict = self._verdict(page, sentence, kind, match, *read) if read is not None else None
                if verdict is not None:
                    taken.append(match.span())
                    yield verdict

    def _verdict(
        self, page: str, sentence: Span, kind: str, match: re.Match[str], owner: str, content: str, clause: bool
    ) -> Verdict | None:
        """The record of a verdict with who passes it; ``None`` where a court or a parliament decides."""
        text = self._known.articles[page].text
        low = match.start("verb") if "verb" in match.re.groupindex and match["verb"] else match.start()
        at = Span(sentence.start + low, sentence.start + _end(match), text)
        active = kind in ("reject", "brand", "called", "denied")
        said = self._statement(page, at)
        acting = self._subject(page, sentence, at) if active else None
        caller = self._acted(acting) if acting is not None else None
        if caller is None:
            said = said or self._beside(page, sentence, at)
            caller = self._known.speaker(said) if said is not None else None
        noun = (match.groupdict().get("noun") or "").casefold()
        if kind in ("reject", "rejected") and noun in untruths().filed:
            decided = acting.words if acting is not None else sentence.exact
            if untruths().deciding.search(decided) or untruths().asked.match(sentence.exact, match.end("noun")):
                return None
        keys = self._bodies.of_speaker(said) | ({caller.key, caller.family} if caller is not None else set())
        if acting is not None:
            keys |= self._bodies.of_actor(self._assertion(page, sentence, at, acting), frozenset())
        first, last = text.rfind("\n", 0, sentence.start) + 1, text.find("\n", sentence.end)
        rest = f"{text[first : at.start]} {text[at.end : last if last >= 0 else len(text)]}"
        end = last if last >= 0 else len(text)
        facts = (
            text[at.end : sentence_of(text, Span(sentence.end, sentence.end + 2, text)).end]
            if sentence.end + 2 < end
            else text[at.end : end]
        )
        return Verdict(
            page,
            sentence,
            at,
            content,
            clause,
            owner,
            rest,
            facts,
            at.start > first and self._pointing(page, Span(first, at.start, text), said),
            caller,
            keys,
            said.id if said is not None else None,
        )

    def _statement(self, page: str, at: Span) -> Statement | None:
        """The statement in which the words stand, the innermost with a speaker who is none of them."""
        inside = [
            one for one in self._at.statements(page)
            if one.speaker and not one.negated and any(span.contains(at) for span in one.content)
            and not any(at.overlaps(span) for span in one.speaker)
        ]  # fmt: skip
        return min(inside, key=lambda one: (sum(len(span.exact) for span in one.content), one.id), default=None)

    def _pointing(self, page: str, before: Span, said: Statement | None) -> bool:
        """Whether somebody else is told to have said something just before."""
        speaker = {span.exact.casefold() for span in said.speaker} if said is not None else set()
        return any(
            one.speaker and any(before.contains(span) for span in one.content)
            and not speaker & {span.exact.casefold() for span in one.speaker}
            and (said is None or one.speaker_mention is None or self._known.speaker(one) != self._known.speaker(said))
            for one in self._at.statements(page)
        )  # fmt: skip

    def _beside(self, page: str, sentence: Span, at: Span) -> Statement | None:
        """The statement whose speaker the sentence names, where the parse leaves the verdict out of it."""
        near = [
            one for one in self._at.statements(page)
            if any(sentence.contains(span) and not at.overlaps(span) for span in one.speaker)
            and not any(at.overlaps(span) for span in one.cue)
        ]  # fmt: skip
        return near[0] if len({one.speaker for one in near}) == 1 else None

    def _subject(self, page: str, sentence: Span, at: Span) -> Phrase | None:
        """Who acts at a verb: by its clause, else the last one named before it as a subject."""
        found = self._at.acting(page, at.start)
        if found is not None:
            return found
        text = self._known.articles[page].text
        before = [one for one in self._known.within(page, sentence) if one.span.end <= at.start]
        right = [one for one in before if one.subject or _BESIDE.fullmatch(text, one.span.end, at.start)]
        if not right:
            return None
        spans = (right[-1].span,)
        return Phrase(spans, self._known.bearer(page, spans, right[-1].id))

    def _assertion(self, page: str, sentence: Span, at: Span, acting: Phrase) -> Assertion:
        """Who acts at a verb, in the form in which it is asked for whom he may act."""
        day = self._known.published(page)
        return Assertion("", page, (sentence,), (at,), (acting,), (), "reject", "happened", None, day)

    def _acted(self, acting: Phrase) -> Who | None:
        """Who that is; ``None`` for a pronoun that leads to nobody."""
        who = self._known.who(acting.mention)
        return who or (thing(acting.words) if acting.words.casefold() not in _PRONOUNS else None)


def _read(kind: str, match: re.Match[str], sentence: str) -> tuple[str, str, bool] | None:
    """Owner, content and whether that is a clause, of one match; ``None`` if it passes no verdict on anything told."""
    book, groups = untruths(), match.groupdict()
    if book.open.search(sentence[: match.start("verb") if groups.get("verb") else match.start()]):
        return None
    noun, owner, content, clause = (groups.get("noun") or "").casefold(), groups.get("owner") or "", "", False
    if kind in ("truth", "denied", "lied", "accused"):
        content, clause = _cut(groups["content"]), True
        if kind == "denied":
            owner = ""
    elif kind == "what":
        content = groups["tail"] or ""
    else:
        before = groups["lead"] if groups.get("lead") is not None else sentence[: match.start("noun")]
        phrase = _phrase(before, bounded="lead" in groups, plural=noun.endswith("s"))
        if phrase is None:
            return None
        owner, mods, _ = phrase
        owner_behind, content, clause = _tail(groups.get("tail") or "")
        owner = owner or owner_behind
        content = content if clause else f"{mods} {content}".strip()
        plain = kind in ("reject", "rejected") or not (owner or content)
        if noun in book.proposed and not clause and plain:
            return None
        if groups.get("tail") == "" and "," in sentence[match.end("noun") : match.end("noun") + 1]:
            return None  # To his account, was a mistake.
        definite = phrase[2] or owner
        if not content and not definite:
            return None  # Denied reports, her claim: of whatever kind, or of what stands before.
    if book.ought.search(content) or (clause and not _whole(content)):
        return None
    owner = owner.strip()
    unknown = owner.casefold() in _PRONOUNS or _SOME.match(owner)
    return None if unknown and not content else ("" if unknown else owner, content, clause)


def _end(match: re.Match[str]) -> int:
    """Where the words of a match end that call something untrue: what was told may go on to the end of the sentence."""
    open_ended = next((name for name in ("content", "tail") if match.groupdict().get(name)), None)
    if open_ended is None or match.end(open_ended) < match.end():
        return match.end()
    return match.start(open_ended) + len(_cut(match[open_ended]))


def _whole(content: str) -> bool:
    """Whether words are a clause: not *that had divided them*, nor the beginning of one, *that he has ever*."""
    told = content.split()
    return len(told) > 2 and told[0] not in _HELPING and told[-1] not in _HELPING


def _tail(tail: str) -> tuple[str, str, bool]:
    """Owner, content and whether that is a clause, of the words behind the noun."""
    owner = ""
    if (by := _BY.match(tail)) is not None:
        owner, tail = by["owner"], tail[by.end() :]
    if (that := _THAT.match(tail)) is not None:
        return owner, _cut(tail[that.end() :]), True
    if (about := _ABOUT.match(tail)) is not None:
        content = _cut(tail[about.end() :])
        last = words(content)[-1:]
        if not owner and "of" in about.group() and last and (last[0] in roles() or stem(last[0]) in roles()):
            return content, "", False  # The claims of the rebels.
        return owner, content, False
    if (bare := _CONTENT.match(tail)) is not None:
        return owner, _cut(tail[bare.end() :]), True
    return owner, "", False


def _cut(text: str) -> str:
    """What was told, up to where another thought begins."""
    end = _ENDS.search(text)
    return text[: end.start()] if end is not None else text


def _phrase(before: str, bounded: bool, plural: bool) -> tuple[str, str, bool] | None:
    """Owner, describing words, and whether it is one that is known, of a noun; ``None`` if the word there is none.

    Args:
        before: the words before the noun.
        bounded: whether these begin with its phrase; else it is somewhere at their end.
        plural: whether the noun is a plural, which needs no article.
    """
    told = before.split()
    near = told[-7:] if not bounded else told
    if bounded and any(word in _LINKS - {"of"} for word in near):
        return None
    for place in range(len(near) - 1, max(-1, len(near) - 5), -1):
        word = near[place]
        if _POSSESSIVE.search(word) and word.casefold() not in ("it's", "it’s", "that's", "that’s"):
            return _POSSESSIVE.sub("", _owner(near, place)), _mods(near[place + 1 :]), True
        if word.casefold() in _DETERMINERS:
            behind = near[place + 1 :]
            named = bool(behind) and behind[-1][:1].isupper()
            if not bounded and any(other in _LINKS for other in behind):
                return None  # The officer in charge.
            return (
                None if named and plural and not bounded else ("", _mods(behind), word.casefold() in _KNOWN)
            )  # The Times reports.
        if word.endswith((",", ";", ":")) or (not bounded and word in _SAYING):
            break
    if bounded:
        return "", _mods(near), False
    mods = near[-1:] if near and plural and near[-1].casefold() in untruths().press else []
    start = " ".join(near[: len(near) - len(mods)])
    return ("", _mods(mods), False) if plural and _BARE.search(start) else None


def _owner(near: list[str], place: int) -> str:
    """The words of an owner that ends at a place: back to his article, or as far as the capitals go."""
    start = place
    if near[place][:1].isupper():
        while start > 0 and (near[start - 1][:1].isupper() or near[start - 1] in ("of", "the")):
            start -= 1
    else:
        for back in range(place, max(-1, place - 5), -1):
            if near[back].casefold() in _ARTICLE:
                start = back
                break
    return " ".join(near[start : place + 1])


def _mods(told: list[str]) -> str:
    """The describing words that say what is told."""
    empty = untruths().press | untruths().plain
    kept = [word for word in told if not {*words(word)} & empty and not _POSSESSIVE.search(word)]
    return " ".join(kept)
