"""What surrounds an event: the mentions, times, places and statements of its page, by token."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord import timex
from onrecord.annotate.events_frames import children, hyphened, lemmas_of, phrase
from onrecord.annotate.events_lexicon import Entry, Lexicon
from onrecord.annotate.events_reference import shared_noun
from onrecord.annotate.events_standing import Standing
from onrecord.annotate.parsing import Parsed
from onrecord.records import (
    UNKNOWN_DATE,
    ActorMention,
    DateBasis,
    DateInterval,
    Event,
    Modality,
    Participant,
    Span,
    Statement,
    TimeExpression,
    make_id,
)

_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "from", "across", "around", "on", "to", "inside"})
_PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU", "LAB", "AGR", "CRM"})
_OTHER_SIDE = frozenset({"by", "against"})
"""Prepositions that lead to the other side of an event noun, whatever the parse hangs them on."""
_QUANTITIES = frozenset({
    "hundred", "thousand", "dozen", "score", "million", "some", "many", "several", "most", "number", "group", "handful",
})  # fmt: skip
"""Nouns that only tell how many."""
_LONGEST_EXTENT = 500


class Setting:
    """Looks up what the other finders know about the tokens of one page."""

    def __init__(
        self,
        parsed: Parsed,
        mentions: Sequence[ActorMention],
        times: Sequence[TimeExpression],
        statements: Sequence[Statement],
    ) -> None:
        """Index the records by the tokens that they stand on."""
        self.parsed = parsed
        self._starts = parsed.sources()
        self._token_at = {start: i for i, start in reversed(list(enumerate(self._starts)))}
        self._mentions: dict[int, ActorMention] = {}
        for mention in sorted(mentions, key=lambda item: item.head.start - item.head.end):
            for i in self._tokens(mention.head):
                self._mentions.setdefault(i, mention)
        self._sectors = {
            mention.name.split()[-1]: mention.sector for mention in mentions if mention.name and mention.sector
        }
        self.lemmas = {token.lemma_.lower() for token in parsed.doc}
        """The base forms of the page's words."""
        self.standing = Standing(mentions, self._mentions, parsed.doc)
        self._inside = {i for mention in mentions if mention.form == "name" for i in self._tokens(mention.span)}
        self._times: dict[int, TimeExpression] = {i: time for time in times for i in self._tokens(time.span)}
        self._statements: dict[int, Statement] = {}
        # Denied that it was selling, as a newspaper had reported: the denial is not the newspaper's.
        for statement in sorted(statements, key=lambda one: (-_length(one), one.act == "deny")):
            for span in statement.content:
                for i in self._tokens(span):
                    self._statements[i] = statement

    def _tokens(self, span: Span) -> list[int]:
        """The tokens that start within a span, in order."""
        first = self._token_at.get(span.start)
        if first is None:
            first = next((i for i, start in enumerate(self._starts) if start >= span.start), len(self._starts))
        found = []
        for i in range(first, len(self._starts)):
            if self._starts[i] >= span.end:
                break
            if self._starts[i] >= span.start:
                found.append(i)
        return found

    def is_time(self, head: Token) -> bool:
        """Whether a noun is a time and no thing: *on Tuesday*."""
        return head.i in self._times or head.ent_type_ in ("DATE", "TIME")

    def acts(self, head: Token) -> bool:
        """Whether a noun can act: a mention of an actor, or a named person, body or country."""
        mention = self._mentions.get(head.i)
        return mention is not None or head.ent_type_ in _ACTING

    def sector(self, head: Token) -> str | None:
        """The PLOVER sector of who a noun stands for, if the page tells it."""
        mention = self._mentions.get(head.i)
        return mention.sector if mention is not None else None

    def person(self, head: Token) -> bool:
        """Whether a noun stands for one or more persons, and no body or state."""
        mention = self._mentions.get(head.i)
        return head.pos_ == "PRON" or head.ent_type_ == "PERSON" or (mention is not None and mention.kind == "person")

    def private(self, head: Token) -> bool:
        """Whether a noun stands for a private person: a civilian, or an unnamed one whom the page gives no office."""
        mention = self._mentions.get(head.i)
        if mention is None:
            return head.pos_ == "PRON" and not head.ent_type_
        known = mention.sector or (self._sectors.get(mention.name.split()[-1]) if mention.name else None)
        return known in _PRIVATE

    def teller(self, word: Token) -> str | None:
        """Who is said to tell what a word says, in the words of the page; ``None`` for the page itself."""
        statement = self._statements.get(word.i)
        return None if statement is None else " ".join(span.exact for span in statement.speaker) or statement.id

    def names(self, head: Token) -> set[str]:
        """What a noun can be known again by: the last word of a name, the noun itself with its number; no pronouns."""
        if head.pos_ == "PRON":
            return set()
        mention = self._mentions.get(head.i)
        if mention is not None and mention.name:
            known = mention.name.split()[-1] if mention.kind == "person" else mention.name
            return {known.casefold(), head.lemma_.lower()}
        numbers = "".join(child.lower_ for child in children(head, "nummod"))
        owners = "".join(
            sorted(child.lower_ for child in children(head, "poss", "amod", "compound") if child.ent_type_)
        )
        return {f"{numbers} {owners} {head.lemma_.lower()}".strip()}

    def within_actor(self, head: Token) -> bool:
        """Whether a noun is part of the phrase of a name: *minister* where the parse cuts off *Minister Ilsa Doren*."""
        return head.i in self._inside and head.tag_ not in ("NNS", "CD")

    def participant(self, head: Token, told: Sequence[Token] = (), others: Sequence[Token] = ()) -> Participant:
        """The phrase of a noun, and the mention that it is; for a thing, the mention of whose it is.

        ``told`` are the words of the event, which are no part of a side, and ``others`` the other side, whose
        phrase the parse may hang on this one: *the expulsion of two envoys by Orlen*.
        """
        first, last = phrase(head)
        for other in others:
            if (
                head.i < other.head.i < other.i <= last
                and other.head.pos_ == "ADP"
                and other.head.lower_ in _OTHER_SIDE
            ):
                last = other.head.i - 1
        last = min([last, *(word.i - 1 for word in told if word.pos_ in ("ADP", "ADJ") and head.i < word.i <= last)])
        spans = self.parsed.spans(first, last)
        mention = self._mentions.get(head.i)
        if head.pos_ == "NOUN":
            # Her Orlen counterpart, Ilsa Doren: the name is part of who it is, and not whose counterpart she is.
            named = [
                child for child in children(head, "appos") if child.ent_type_ == "PERSON" and child.pos_ == "PROPN"
            ]
            spans = tuple(sorted({*spans, *(span for name in named[:1] for span in self.parsed.spans(*phrase(name)))}))
            mention = mention or next((self._mentions[name.i] for name in named[:1] if name.i in self._mentions), None)
        if (noun := shared_noun(head)) is not None and noun not in told:
            # British and Orlish troops: "British" and "troops", in two pieces.
            spans = tuple(sorted({*self.parsed.spans(head.i, head.i), *self.parsed.spans(noun.i, noun.i)}))
        if mention is None:
            behind = [
                *children(head, "poss"),
                *(o for p in children(head, "prep") if p.lower_ == "by" for o in p.children),
                *_counted(head),
            ]
            mention = next((self._mentions[token.i] for token in behind if token.i in self._mentions), None)
        return Participant(spans, mention.id if mention else None)

    def told_by(self, token: Token) -> Statement | None:
        """The statement whose content the token stands in; the shortest, if several are nested."""
        return self._statements.get(token.i)

    def time_of(self, words: Sequence[Token]) -> TimeExpression | None:
        """The time that hangs on one of the words, or on the verb above an event without a time of its own."""
        for word in [*words, *_above(words[0])]:
            for child in word.children:
                inner = [child, *child.children] if child.dep_ in ("prep", "npadvmod", "advmod", "tmod") else []
                for token in inner:
                    if (time := self._times.get(token.i)) is not None and time.type in ("DATE", "TIME"):
                        return time
        return None

    def place_of(self, words: Sequence[Token]) -> Token | None:
        """The place that hangs on one of the words."""
        for word in words:
            for prep in children(word, "prep"):
                if prep.lower_ not in _PLACE_PREPOSITIONS:
                    continue
                for noun in children(prep, "pobj"):
                    if noun.ent_type_ in _PLACES:
                        return noun
        return None

    def record(
        self,
        words: Sequence[Token],
        extent: tuple[int, int],
        entry: Entry,
        modality: Modality,
        actor: Sequence[Participant],
        recipient: Sequence[Participant],
        lexicon: Lexicon,
        others: Sequence[Token] = (),
    ) -> Event | None:
        """The event of a trigger with its time, place and teller; ``None`` if no stored character carries it."""
        parsed = self.parsed
        trigger = tuple(sorted({span for word in words for span in parsed.spans(_first(word, lexicon), word.i)}))
        if not trigger or any(not side.spans for side in [*actor, *recipient]):
            return None
        mentions = {span for word in others for span in parsed.spans(word.i, word.i)} - set(trigger)
        time, place = self.time_of(words), self.place_of(words)
        statement = self._statements.get(words[0].i)
        told = parsed.spans(*extent)
        told = tuple(span for span in told if span.end - span.start <= _LONGEST_EXTENT) or trigger
        where = parsed.spans(*phrase(place)) if place is not None else ()
        mention = self._mentions.get(place.i) if place is not None else None
        contexts = {name for i in range(extent[0], extent[1] + 1)
                    for name in lexicon.context_words.get(parsed.doc[i].lemma_.lower(), ())}  # fmt: skip
        article = parsed.article.id
        return Event(
            id=make_id("e", article, entry.lemma, *((span.start, span.end) for span in trigger)), article_id=article,
            trigger=trigger, extent=told, actor=tuple(actor), recipient=tuple(recipient), lemma=entry.lemma,
            type=entry.type, mode=entry.mode, quad=entry.quad, contexts=tuple(sorted(contexts | set(entry.contexts))),
            modality=modality, attributed_to=statement.id if statement else None, place=where[0] if where else None,
            place_country=mention.country if mention else None, date=interval_of(time),
            date_time=time.id if time else None, mentions=tuple(sorted(mentions)),
        )  # fmt: skip


def interval_of(time: TimeExpression | None) -> DateInterval:
    """The days that a time expression names; unknown while its day of reference is."""
    days: tuple[dt.date, dt.date] | None = timex.interval(time.value) if time is not None and time.value else None
    if time is None or days is None:
        return UNKNOWN_DATE
    basis: DateBasis = "stated" if time.relative is None else "resolved"
    return DateInterval(days[0].isoformat(), days[1].isoformat(), basis, (time.span,))


def _counted(head: Token) -> list[Token]:
    """Whom a number or a quantity counts, then whose they are: *hundreds of Veldanian troops*, *two of its banks*."""
    if head.tag_ not in ("CD", "JJR", "JJS") and head.lemma_.lower() not in _QUANTITIES:
        return []
    counted = [noun for prep in children(head, "prep") if prep.lower_ == "of" for noun in children(prep, "pobj")]
    return [*counted, *(owner for noun in counted for owner in children(noun, "poss", "amod", "compound"))]


def _first(word: Token, lexicon: Lexicon) -> int:
    """Where a word of the codebook begins that a hyphen cuts in two: *cease* of *cease-fire*."""
    first = hyphened(word)
    return first.i if first is not None and lemmas_of(word)[0] in lexicon.nouns else word.i


def _above(word: Token) -> list[Token]:
    """The verb whose complement the word is: in *vowed on Monday to leave* the day hangs on *vowed*."""
    head = word.head
    if word.pos_ in ("NOUN", "PROPN"):
        while head.pos_ == "ADP" and head.head.i != head.i:
            head = head.head
        begun = [inner for due in children(head, "acomp") for inner in children(due, "xcomp")]
        verbal = head.pos_ in ("VERB", "AUX")
        return [head, *begun] if verbal and word.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj") else []
    return [head] if word.dep_ == "xcomp" and head.lemma_ in ("begin", "start", "continue", "have", "finish") else []


def _length(statement: Statement) -> int:
    """How many characters a statement's content has."""
    return sum(span.end - span.start for span in statement.content)
