"""What each voice of a story has said or done, sentence by sentence, to be held against what it says or does later.

A voice is a person with a name, a body, or a state for which an official speaks: its minister's word in May, and what
its government does in June, are of one voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebooks.actors import roles
from onrecord.codebooks.clauses import stem, stems, topics, words
from onrecord.codebooks.grammar import grammar
from onrecord.codebooks.meanings import acts_of
from onrecord.codebooks.reversals import reversals
from onrecord.records import ActorMention, DateInterval, Span, Statement
from onrecord.relate.acts import told_by
from onrecord.relate.bodies import Bodies
from onrecord.relate.claims import Claim
from onrecord.relate.known import Known, sentence_of
from onrecord.relate.speakers import NOBODY, Speaker, Speakers
from onrecord.relate.wording import sentences

LONGEST = 420
"""Characters of a sentence beyond which it is not read: it says more than one thing."""
_WITHOUT = re.compile(r"^\W*without\b", re.I)
"""What makes a stand depend on something: *without them it stays closed*."""
_IF = re.compile(r"\b(?:if|unless|provided|on\s+condition|as\s+long\s+as)\b", re.I)
_COLON = re.compile(r"^([^:“\"]{15,200}?),\s+(?:(?:he|she|they|it|\w+)\s+\w+|\w+\s+(?:he|she|they|it|\w+)):")
_PARTS = re.compile(r"[;,:]\s+|\s+(?:as|while|after|but|and)\s+(?=[A-Z])")
_NONE_OF = re.compile(r"^(?:that\s+)?(?:not\s+(?:one|a\s+single)|none|no|nobody|nothing|neither|never)\b", re.I)
_GOVERNING = frozenset({"GOV", "MIL"})
"""Sectors whose members speak for their state; courts, police and parliaments speak for themselves."""
_BODIES = frozenset(
    {
        "government",
        "authority",
        "ministry",
        "soldier",
        "troop",
        "army",
        "cabinet",
        "minister",
        "presidency",
        "military",
        "state",
    }
)
"""Nouns of bodies of a state, and of those who act for it."""
_OWN_WORD = frozenset(
    {
        "say",
        "announce",
        "claim",
        "admit",
        "deny",
        "believe",
        "promise",
        "reject",
        "decline",
        "describe",
        "order",
        "agree",
        "plan",
        "threaten",
    }
)
"""Acts of speech in whose content somebody tells his own position."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One sentence in which a voice takes a position, or one deed of it."""

    id: str
    """The record that it rests on."""
    article_id: str
    """Its page."""
    voices: frozenset[str]
    """Whose it is."""
    person: str
    """The person with a name who says it; empty for a deed, or if nobody is named."""
    name: str
    """Who, to be shown."""
    words: Span
    """What is shown of it."""
    told: DateInterval
    """When it was said, or told."""
    chain: str
    """Its chain of sources."""
    denies: bool
    """Whether it denies or refuses what it is about."""
    deed: bool
    """Whether it is told as done."""
    own: frozenset[str]
    """Its words of content, but for names of whose word it is."""
    near: frozenset[str]
    """Those of the sentences around it in one utterance."""
    acts: frozenset[str]
    """Its acts by the thesaurus."""
    admits: bool
    """Whether it takes something back."""
    firm: bool
    """Whether it binds."""
    said: bool
    """Whether it is the word of its voice, and not told of it."""
    pledges: bool
    """Whether it says what is to be, or is not to be."""
    of: frozenset[str]
    """Of which countries and bodies its voice is said to be."""


def stands(known: Known, claims: Sequence[Claim]) -> Iterator[Stand]:
    """All stands of a story: clauses with a claim, and the sentences of statements in which no claim was found."""
    reader = _Reader(known)
    for claim in claims:
        stand = reader.of_claim(claim)
        if stand is not None:
            yield stand
    for statement in sorted(known.statements.values(), key=lambda one: one.id):
        yield from reader.of_statement(statement)
    for article_id in sorted(known.articles):
        headline = reader.of_headline(article_id)
        if headline is not None:
            yield headline


def _denies(text: str) -> bool:
    """Whether a sentence denies or refuses something."""
    negations = sum(
        (word in topics().negative and word != "without") or word.endswith(("n't", "n’t")) for word in words(text)
    )
    return (negations + bool(reversals().denying.search(text))) % 2 == 1


@cache
def _people_and_sorts() -> frozenset[str]:
    """Words for those who act and for sorts of things, which tell little of what is acted on."""
    return topics().counters | topics().persons | grammar().sorts | frozenset(roles())


def _owners(bodies: frozenset[str]) -> frozenset[str]:
    """Of which countries and bodies somebody is said to be."""
    return frozenset(body.partition(":")[2] for body in bodies if body.startswith(("state:", "of:")))


def _pronoun(statement: Statement) -> bool:
    """Whether only a pronoun names who speaks."""
    said = words(" ".join(span.exact for span in statement.speaker))
    return (
        statement.speaker_mention is None and len(said) == 1 and said[0] in grammar().speaking | {"him", "her", "them"}
    )


def _admits(statement: Statement | None, sentence: Span) -> bool:
    """Whether somebody takes something back."""
    return statement is not None and (statement.act == "admit" or bool(reversals().admitting.search(sentence.exact)))


def _position(statement: Statement) -> bool:
    """Whether somebody tells his own position."""
    return statement.act in _OWN_WORD and not statement.negated


def _person(speaker: Speaker) -> str:
    """The person with a name who speaks, or an empty text."""
    return speaker.key if speaker.person and speaker.named else ""


class _Reader:
    """Reads stands off the records of a story."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._bodies = known.made(Bodies)
        self._speakers = Speakers(known)

    def of_claim(self, claim: Claim) -> Stand | None:
        """The stand that a claim takes."""
        statement = self._known.statements.get(claim.source.attributed_to or "")
        if claim.open and not (claim.pledged and "until" in claim.words.exact):
            return None
        depends = _WITHOUT.match(claim.words.exact) is not None
        if depends or len(claim.words.exact) > LONGEST or (statement is not None and not _position(statement)):
            return None
        voices, person, name, near = self._of_deed(claim), "", claim.who.name, frozenset[str]()
        if statement is not None:
            near = self._stems(" ".join(span.exact for span in statement.content))
            if (speaker := self._speakers.of(statement)) != NOBODY and not _pronoun(statement):
                person, name, his = _person(speaker), speaker.name, self._of_speaker(statement)
                voices = voices | his if voices & his else his
        clause = claim.source.clause.exact
        none = claim.source.modality != "negated" and bool(_NONE_OF.match(claim.words.exact.strip('"“” ')))
        denies = (claim.position == "denied") != none
        ahead = claim.pledged or claim.position == "planned"
        sentence = sentence_of(self._known.articles[claim.article_id].text, claim.words)
        return Stand(
            claim.id, claim.article_id, voices, person, name, claim.words, claim.told, claim.chain,
            denies=denies, deed=claim.position == "done" and statement is None, said=statement is not None,
            own=self._stems(clause) | self._stems(claim.words.exact), near=near | self._stems(sentence.exact),
            acts=told_by(claim).acts | {claim.act}, admits=_admits(statement, sentence),
            firm=denies or ahead or bool(reversals().firm.search(clause)),
            pledges=ahead or bool(reversals().pledging.search(clause)), of=_owners(claim.bodies | claim.voices),
        )  # fmt: skip

    def of_statement(self, statement: Statement) -> Iterator[Stand]:
        """The sentences of a statement."""
        speaker = self._speakers.of(statement)
        if not _position(statement) or speaker == NOBODY or _pronoun(statement):
            return
        voices, owners = self._of_speaker(statement), _owners(self._bodies.of_speaker(statement))
        text = self._known.articles[statement.article_id].text
        whole = self._stems(" ".join(span.exact for span in statement.content))
        for span in (*self._before(statement), *statement.content):
            for start, end in sentences(span.exact):
                part = Span(span.start + start, span.start + end, text)
                asks = part.exact.rstrip("\"”'’) ").endswith("?")
                if len(part.exact) > LONGEST or asks or _IF.search(part.exact) or _WITHOUT.match(part.exact):
                    continue
                denies = _denies(part.exact) != (statement.act == "deny")
                yield Stand(
                    statement.id, statement.article_id, voices, _person(speaker), speaker.name, part,
                    self._known.said(statement), self._known.chain(statement.article_id),
                    denies=denies, deed=False, said=True, own=self._stems(part.exact), near=whole,
                    acts=frozenset(act for word in stems(part.exact) for act in acts_of(word)),
                    admits=_admits(statement, sentence_of(text, part)),
                    firm=denies or bool(reversals().firm.search(part.exact)),
                    pledges=bool(reversals().pledging.search(part.exact)), of=owners,
                )  # fmt: skip

    def _before(self, statement: Statement) -> Iterator[Span]:
        """What a sentence says before the cue and a colon: *A truce was out of the question, he said: ...*."""
        text = self._known.articles[statement.article_id].text
        first = statement.content[0] if statement.content else None
        sentence = sentence_of(text, first) if first is not None else None
        match = _COLON.match(sentence.exact) if sentence is not None else None
        if (
            first is not None
            and sentence is not None
            and match is not None
            and match.end() <= first.start - sentence.start
        ):
            yield Span(sentence.start, sentence.start + len(match[1]), text)

    def of_headline(self, article_id: str) -> Stand | None:
        """What the headline of a page tells of a state or a body with a name: *Norland takes Sorrel to court*."""
        article = self._known.articles[article_id]
        title = article.title or ""
        start = article.text.find(title) if 0 < len(title) <= LONGEST else -1
        if start < 0 or title.rstrip().endswith("?"):
            return None
        for part in _PARTS.split(title):
            told = part.split()
            whos = (
                (self._known.named(" ".join(told[:number])), number) for number in (3, 2, 1) if len(told) > number + 1
            )
            who, number = next(((who, number) for who, number in whos if who is not None), (None, 0))
            if who is None or self._known.person(who):
                continue
            rest = " ".join(told[number:])
            verb, *behind = words(rest)
            single = frozenset(act for word in stems(rest) for act in acts_of(word))
            return Stand(
                article_id, article_id, frozenset({who.family, who.key}), "", who.name,
                Span(start, start + len(title), article.text), self._known.published(article_id),
                self._known.chain(article_id), denies=_denies(rest), deed=True, said=False, own=self._stems(rest),
                near=frozenset(), acts=acts_of(stem(verb), behind) or single, admits=False,
                firm=bool(reversals().firm.search(rest)), pledges=False, of=_owners(frozenset({who.family})),
            )  # fmt: skip
        return None

    def _stems(self, text: str) -> frozenset[str]:
        return stems(text) - _people_and_sorts()

    def _of_speaker(self, statement: Statement) -> frozenset[str]:
        """The voices of whoever speaks: himself, his body, the state for which he speaks."""
        speaker = self._speakers.of(statement)
        mention = self._known.pile.get(ActorMention, self._known.speaker_mention(statement))
        who = self._known.speaker(statement)
        found = {speaker.key} if speaker.named else set()
        bodies = self._bodies.of_speaker(statement)
        sector = (self._known.sector(who) if who is not None else None) or (mention.sector if mention else None)
        states = {body for body in bodies if body.startswith("state:")}
        if len(states) == 1 and sector in _GOVERNING:
            found |= states
        return frozenset(found)

    def _of_deed(self, claim: Claim) -> frozenset[str]:
        """The voices of whoever acts."""
        states = {body for body in claim.bodies if body.startswith("state:")}
        family = {claim.who.family} if claim.who.family.startswith("state:") else set[str]()
        governs = claim.sector in _GOVERNING or (claim.thing and bool(_BODIES & stems(claim.who.name)))
        found = family or (states if len(states) == 1 and governs else set())
        own = {claim.who.key} if not claim.thing else set()
        return frozenset(found | own)
