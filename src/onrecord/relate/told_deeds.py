"""A claim as a deed that other pages may tell too: its act, its actor, its thing, and what could set it apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.actors import roles
from onrecord.codebooks.agreeing import agreeing
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.meanings import acts_of, meanings
from onrecord.relate.about import Theme, theme_of
from onrecord.relate.claims import Claim
from onrecord.relate.daynames import WEEKDAY, WEEKDAYS

_PARTICLES = {
    "in": "in",
    "into": "in",
    "out": "out",
    "up": "up",
    "down": "down",
    "on": "on",
    "onto": "on",
    "off": "off",
}
"""Words behind a verb of which one takes back another: *checked in*, *checked out*."""
_PARTS = {
    "in": "at", "at": "at", "near": "at", "outside": "at", "inside": "at", "off": "at", "across": "at", "on": "at",
    "into": "to", "to": "to", "toward": "to", "towards": "to", "from": "from",
}  # fmt: skip
"""Preposition -> the part that the name behind it has in a clause."""
_PLACED = re.compile(
    r"\b([Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Oo]ff|[Aa]cross|[Oo]n|[Ii]nto|[Tt]o|[Tt]owards?|[Ff]rom)\s+(?:the\s+)?"
    rf"((?!{WEEKDAYS}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
    r"[A-Z][\w.'’-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w.'’-]*)*)"
)
_ASKS = re.compile(r"(?:(?:that|of|about|on)\s+)?(?:what|why|how|whether|if)\b", re.I)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = re.compile(
    rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})(?=\W|$)"
)
_DATED = re.compile(rf"\W*\w+\s+(?:the\s+)?(?:\d|{_MONTH}\b|(?:\w+\s+)?{WEEKDAYS})")
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|o['’]clock)|\b\d{1,2}:\d\d\b", re.I)
_AGE = re.compile(r",\s*\d{1,3}(?=,|\s*$)|\b\d{1,3}[- ]years?[- ]old\b|\baged\s+\d{1,3}\b|\(\d{1,3}\)", re.I)
_DECADE = re.compile(r"\b\d{4}s\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = re.compile(r"(\d[\d,.]*(?<![,.]))(?:\s+(?:million|billion|thousand|hundred|percent))?(?:\s+(?:\w+\s+)?(\w+))?")
_NUMERALS = {
    name: str(number)
    for number, name in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
    )
}
_NUMERAL = re.compile(rf"\b(?:{'|'.join(_NUMERALS)})\b", re.I)
_HOLDS = ("has", "have", "'s", "’s", "'ve", "’ve")
_PRONOUNS = frozenset(
    {"himself", "herself", "themselve", "itself", "him", "her", "them", "it", "who", "which", "that", "whose"}
)
_BESIDE = 12
"""Characters on either side of a verb in which an adverb stands."""
_AHEAD = 40
"""Characters behind a verb in which the next word stands."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A claim with what is compared of it."""

    claim: Claim
    """What the page says."""
    acts: frozenset[str]
    """Its acts by the thesaurus, its verb, and the groups of verbs that may tell it."""
    light: bool
    """Whether its verb says little by itself."""
    theme: Theme | None
    """What is acted on, or of what it is told."""
    words: frozenset[str]
    """Stems of the clause, without the act."""
    names: frozenset[tuple[str, str]]
    """Its names, each with its part in the clause: ``at``, ``to``, ``from``, or empty for what is acted on."""
    weekdays: frozenset[str]
    """Days of the week that it names."""
    days: frozenset[str]
    """Days of the calendar in it, as month and number."""
    years: frozenset[str]
    """Years in it."""
    numbers: frozenset[str]
    """Other numbers in it, but for ages and times of day."""
    counts: frozenset[tuple[str, str]]
    """Nouns with the number before them."""
    earlier: bool
    """Whether it tells of a time before the story."""
    nobody: bool
    """Whether it is denied of anybody: *no one was hurt*."""
    part: bool
    """Whether it speaks of a part of something."""
    again: bool
    """Whether it is told as one of several: *a second quake*."""
    particle: str
    """The particle behind its verb."""

    @property
    def keys(self) -> list[tuple[str, str, str]]:
        """Under what others that may be the same are found: act with actor, act with thing."""
        denied = "denied" if self.claim.position == "denied" else ""
        about = list(kinds(self.theme.head)) if self.theme is not None else []
        about += [self.claim.who.family] if self.claim.named else []
        about += ["nobody"] if self.nobody else []
        return sorted((act, denied, one) for act in self.acts for one in about)


def deed_of(claim: Claim) -> Deed | None:
    """A claim as a deed to be compared; ``None`` where it is background, a question, or what is always so."""
    told, lemma, book = claim.words.exact, claim.source.lemma, agreeing()
    if {lemma, claim.act} & book.background or book.habit.search(told) or _ASKS.match(told):
        return None
    if lemma.startswith(("be ", "become ")) and is_role(lemma.split()[-1]):
        return None
    if lemma == "have" and claim.position == "done" and claim.source.trigger[0].exact.casefold() in _HOLDS:
        return None  # Has a population of 100,000.
    acts = _acts(claim)
    days = frozenset(f"{(a or d)[:3]} {int(b or c)}" for a, b, c, d in _DAY.findall(told))
    plain = " ; ".join(_phrases(claim))
    for pattern in (_DAY, _CLOCK, _AGE, _DECADE):
        plain = pattern.sub(" ", plain)
    numbers = frozenset(number for number, _ in _COUNT.findall(plain))
    numbers |= frozenset(_NUMERALS[name.casefold()] for name in _NUMERAL.findall(plain))
    years = frozenset(_YEAR.findall(told))
    trigger = stems(" ".join(span.exact for span in claim.source.trigger))
    about = stems(claim.source.clause.exact) - trigger - book.empty
    return Deed(
        claim=claim, acts=acts, theme=_theme(claim),
        light=lemma in topics().vague or lemma.startswith("be "),
        words=frozenset(word for word in about if not acts_of(word) & acts), names=_names(claim),
        weekdays=frozenset(WEEKDAY.findall(told)), days=days, years=years, numbers=numbers - years,
        counts=frozenset((stem(noun.casefold()), number) for number, noun in _COUNT.findall(plain) if noun),
        earlier=bool(book.earlier.search(told)), part=any(book.parts.search(phrase) for phrase in _phrases(claim)),
        again=any(book.again.search(phrase) for phrase in [*_phrases(claim), _near(claim)]),
        nobody=claim.position == "denied" and bool(book.nobody.search(told)),
        particle=next((_PARTICLES.get(word, "") for word in _behind(claim)), ""),
    )  # fmt: skip


@cache
def kinds(noun: str) -> tuple[str, ...]:
    """Under which keys a noun is found: itself, its kinds of thing, persons."""
    found = {f"noun:{noun}"} | {f"kind:{number}" for number in meanings().things.get((noun,), frozenset())}
    return tuple(sorted(found | ({"people"} if noun in topics().people else set())))


def is_role(noun: str) -> bool:
    """Whether a noun is what somebody is: a role of the codebook."""
    return noun in roles()


def _acts(claim: Claim) -> frozenset[str]:
    """The acts of a claim: *stop by* before *stop*."""
    lemma, behind = claim.source.lemma, next(iter(_behind(claim)), "")
    objects = sorted(claim.objects | {stem(word) for word in words(claim.frame)})
    turned = claim.position == "denied" and claim.source.modality != "negated"  # *Turned down* is *accept*, denied.
    own = frozenset[str]() if turned else acts_of(lemma, objects)
    kin = agreeing().kin.get(f"{lemma} {behind}", frozenset()) | agreeing().kin.get(lemma, frozenset())
    if behind and not turned and " " not in lemma:
        phrase = acts_of(f"{lemma} {behind}")
        if phrase and phrase != acts_of(lemma):
            return phrase | kin
    return acts_of(claim.act, objects) | own | {claim.act} | kin


def _theme(claim: Claim) -> Theme | None:
    """What is acted on, if it is more than a pronoun or the person who acts."""
    theme = theme_of(claim)
    own = stems(claim.who.name) if claim.person and claim.named else frozenset[str]()
    return theme if theme is not None and theme.head not in _PRONOUNS | own else None


def _behind(claim: Claim) -> tuple[str, ...]:
    """The word right behind the verb of a claim, unless it begins a date: *was fired on Saturday*."""
    text, at = claim.words.exact, claim.source.trigger[0].end - claim.words.start
    return words(text[at : at + _AHEAD])[:1] if at > 0 and not _DATED.match(text, at) else ()


def _phrases(claim: Claim) -> list[str]:
    """The phrases of who acts and what is acted on."""
    return [phrase.words for phrase in (*claim.source.subjects, *claim.source.objects)]


def _near(claim: Claim) -> str:
    """The words right around the verb of a claim."""
    text, trigger = claim.words.exact, claim.source.trigger[0]
    start, end = trigger.start - claim.words.start, trigger.end - claim.words.start
    return text[max(0, start - _BESIDE) : start] + text[end : end + _BESIDE] if start >= 0 else ""


def _names(claim: Claim) -> frozenset[tuple[str, str]]:
    """The names of a clause with their part in it."""
    text, start = claim.source.clause.exact, claim.source.clause.start
    inside = [span for phrase in claim.source.objects for span in phrase.spans]
    found = {
        (_PARTS.get(match.group(1).casefold(), ""), match.group(2).casefold())
        for match in _PLACED.finditer(text)
        if start + match.start() < claim.source.trigger[0].start
        or any(span.start <= start + match.start(2) < span.end for span in inside)
    }
    placed = {name for _, name in found}
    others = {name for name in claim.names if not any(name in one or one in name for one in placed)}
    return frozenset(found | {("", name) for name in others})
