"""What the words around a sentence, and at the head of its page, tell of where it plays and what it is about."""

from __future__ import annotations

import re

from onrecord.codebooks.clauses import stems
from onrecord.records import READ_ON, Span
from onrecord.relate.daynames import calendar
from onrecord.relate.known import Known, Who, sentence_of, thing
from onrecord.relate.occasions import HEAD, Occasions
from onrecord.relate.passages import sentences_around

ROOT = 5
"""First letters in which words of one root agree: *derails*, *derailed*."""
_GIVES = re.compile(
    r"(?:^|,\s(?:while|but|and)\s)(?P<who>[^,;“”\"]{3,70}?(?:,\s[^,;“”\"]{3,40},)?)(?:\s+(?:on\s+\w+day|later|\w+ly|itself|themselves|only|had|has|have))*\s+"
    r"(?:put|puts|counted|counts|gave|gives|listed|registered|recorded|documented|estimated|estimates|reported|set)\s",
    re.I,
)


_OWN = re.compile(
    r"\b[Bb]y\s+(?P<who>[^,;“”\"]{3,50}?)(?:['’]s?)\s+(?:own\s+)?(?:reckoning|count|tally|estimate|estimates|figures|account|calculation|calculations|measure)\b"
    r"|,\s+(?:which|whom|a\s+(?:figure|number|sum)\s+(?:which\s+)?)\s*(?P<other>[^,;“”\"]{3,50}?)\s+(?:puts?|estimates?d?|reckons?|reckoned|gives?|gave)\s+(?:to\s+be\s+)?at\s",
)
"""Whose figure it is: *by the union's reckoning 30,000*, *the crowd, which police put at 4,000*."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)$", re.I)
_AGENT = re.compile(r"\s+by\s+(?P<who>[^,;.“”\"]{3,60})")
"""Who gives it where the verb is a passive."""


class Surroundings:
    """Looks up what is told around the sentences of one page."""

    def __init__(self, known: Known, occasions: Occasions, article_id: str) -> None:
        """Read the head of a page."""
        self._known, self._occasions, self._article = known, occasions, known.articles[article_id]
        text = self._article.text
        start = next((block.start for block in self._article.blocks if block.role in READ_ON), 0)
        self._head = Span(start, min(start + HEAD, len(text)), text)
        self._first = sentence_of(text, Span(start, start + 1, text))
        self._about = f"{self._article.title or ''} {self._head.exact}"

    @property
    def about(self) -> str:
        """The headline and the first words of the page."""
        return self._about

    @property
    def headed(self) -> frozenset[str]:
        """Names in the headline and the first words of the page."""
        return self._occasions.named_in(self._article.id, self._about)

    def around(self, sentence: Span) -> str:
        """A sentence with those beside it."""
        return " ".join(span.exact for span in sentences_around(self._article.text, sentence))

    def near(self, sentence: Span, own: frozenset[str]) -> frozenset[str]:
        """Beginnings of the words around a sentence and at the head of its page, but for some stems and for days."""
        told = stems(f"{self.around(sentence)} {self._about}") - own - calendar()
        return frozenset(word[:ROOT] for word in told if len(word) >= ROOT - 1)

    def states(self, sentence: Span) -> frozenset[str]:
        """The states that a sentence names, or else those at the head of its page."""
        for stretch in (sentence, self._head):
            named = (self._known.who(mention) for mention in self._known.mentions_in(self._article.id, (stretch,)))
            found = frozenset(who.family for who in named if who is not None and who.family.startswith("state:"))
            if found:
                return found
        return frozenset()

    def towns(self, sentence: Span) -> frozenset[str]:
        """The places below a state that a sentence names, or else those of the first sentence of its page."""
        for stretch in (sentence, self._first):
            found = self._occasions.telling(self._known.places_in(self._article.id, stretch))
            if found:
                return found
        return frozenset()


def giver(sentence: Span, figure: Span) -> Who | None:
    """Who gives a figure in a sentence of the page's own: *the hospital put the number at 23*, *put at 9 by police*."""
    given = [match for match in _GIVES.finditer(sentence.exact) if sentence.start + match.end() <= figure.start]
    who = given[-1]["who"] if given else ""
    own = None if who else _OWN.search(sentence.exact)
    if own is not None:
        who = own["who"] or own["other"]
    if who and _PASSIVE.search(who):
        agent = _AGENT.match(sentence.exact, figure.end - sentence.start)
        who = agent["who"] if agent is not None else ""
    who = re.sub(r"^(?:the|an?)\s+|,$", "", who, flags=re.I)
    return thing(who) if who else None
