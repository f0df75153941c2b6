"""Actor mentions: the words that name or stand for a person, an organisation, a country or a group.

Names are the model's entities corrected by codebooks (:mod:`.names_entities`); role nouns and pronouns come from
codebooks; the noun phrase around each of them (:mod:`.names_phrases`) gives role, country and sector.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token
from spacy.vocab import Vocab

from onrecord.annotate.names_entities import Named, find_names
from onrecord.annotate.names_phrases import (
    Phrase,
    country_and_sector,
    is_modifier,
    is_plural,
    is_subject,
    left_edge,
    name_phrase,
    noun_phrase,
    right_edge,
    role_head,
    role_of,
)
from onrecord.annotate.parsing import Parsed
from onrecord.codebooks.actors import Entry, genders, pronouns, role_forms, titles
from onrecord.codebooks.first_names import gender_of_name
from onrecord.records import ActorMention, Span, make_id
from onrecord.records.annotation import ActorKind, MentionForm

_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$"})
_STATES = frozenset({"country", "nation", "state"})
_CROWD = frozenset({"people", "staff", "crew", "personnel", "media", "press", "police"})


def find_mentions(parsed: Parsed) -> list[ActorMention]:
    """All mentions of actors in a page, in text order; phrases may stand inside one another."""
    finder = _Finder(parsed)
    found = [*finder.named(), *finder.nominals_and_pronouns()]
    unique = {mention.id: mention for mention in found}
    return sorted(unique.values(), key=lambda mention: (mention.span.start, -mention.span.end, mention.id))


@cache
def _wanted(vocab: Vocab) -> dict[int, bool]:
    """Hash of a lower-case word that may be a mention by itself -> whether it is a pronoun."""
    words = {vocab.strings.add(word): False for word in role_forms()}
    words.update({vocab.strings.add(word): True for word in pronouns()})
    return words


@dataclass(frozen=True, slots=True)
class _Says:
    """What a phrase says of its actor."""

    form: MentionForm
    kind: ActorKind
    name: str | None = None
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    plural: bool = False


class _Finder:
    """Finds the mentions of one parse."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.doc = list(parsed.doc)
        self.names, self.known = find_names(parsed.doc, self.doc)
        self.lower: list[int] = parsed.doc.to_array("LOWER").tolist()
        self.used: set[int] = set()
        self.sentence: list[int] = []
        for number, sent in enumerate(parsed.doc.sents):
            self.sentence.extend([number] * (sent.end - sent.start))

    def named(self) -> Iterator[ActorMention]:
        """Mentions by name."""
        for name in self.names:
            self.used.update(range(name.first, name.last + 1))
        for name in self.names:
            mention = self._person(name) if name.kind == "person" else self._thing(name)
            if mention is not None:
                yield mention

    def nominals_and_pronouns(self) -> Iterator[ActorMention]:
        """Mentions by role noun or pronoun."""
        wanted = _wanted(self.parsed.doc.vocab)
        for i, lower in enumerate(self.lower):
            if lower not in wanted or i in self.used:
                continue
            token = self.doc[i]
            if wanted[lower]:
                if token.tag_ in _PRONOUN_TAGS and token.dep_ != "expl":
                    yield self._pronoun(token)
            elif (mention := self._nominal(token)) is not None:
                yield mention

    def _person(self, name: Named) -> ActorMention:
        doc = self.doc
        root = self._root(name)
        phrase = (
            Phrase(name.first, name.last, root)
            if is_modifier(root, name.last)
            else name_phrase(doc, root, name.first, name.last)
        )
        self.used.update(phrase.merged)
        role, country, sector = None, None, None
        if phrase.role is not None:
            role = self._words(*phrase.role)
            head = role_head(doc, *phrase.role)
            if head is not None:
                country, sector = country_and_sector(doc, phrase, head, self.known)
            else:
                sector = next(
                    filter(None, (titles().get(t.lower_) for t in doc[phrase.role[0] : phrase.role[1] + 1])), None
                )
        gender = next(filter(None, map(_gender, self._own(phrase, name))), None) or gender_of_name(self._text(name))
        says = _Says("name", "person", self._text(name), role, country, sector, gender)
        return self._mention(phrase.first, phrase.last, name.first, name.last, phrase.root, says)

    def _own(self, phrase: Phrase, name: Named) -> list[Token]:
        """The words of a phrase that are the bearer's own: not those of an owner."""
        tokens = [*self.doc[phrase.first : name.first], *(self.doc[i] for i in phrase.merged)]
        return [t for t in tokens if not (t.i + 1 < len(self.doc) and self.doc[t.i + 1].tag_ == "POS")]

    def _thing(self, name: Named) -> ActorMention | None:
        entry = name.entry
        root = self._root(name)
        modifier = is_modifier(root, name.last)
        if entry is None and name.kind == "group" and (modifier or root.pos_ == "ADJ") and root.tag_ == "JJ":
            return None
        if entry is not None:
            if entry.what == "adjective" and modifier and role_of(root.head) is not None:
                return None
            says = self._of_entry(entry)
            if entry.what == "adjective" and not modifier and root.pos_ != "ADJ":
                says = _Says("name", "person", None, entry.text, entry.country)
        else:
            says = self._of_label(name)
        first, last = name.first, name.last
        if not modifier:
            first, last = left_edge(root, name.first), right_edge(root, name.last)
            last = name.last if says.form == "place" else last
        mention = self._mention(first, last, name.first, name.last, root, says)
        return replace(mention, subject=False) if mention.subject and self._opens_dateline(name) else mention

    def _opens_dateline(self, name: Named) -> bool:
        """Whether a place stands before a dash or an agency at the head of a paragraph: *PORT AMAREL (Norwire) --*."""
        after = name.last + 1
        if after >= len(self.doc) or not self.doc[name.first].is_sent_start:
            return False
        return self.doc[after].text in ("-", "--", "–", "—", "(", "_") and self.doc[name.first].text.isupper()

    def _of_entry(self, entry: Entry) -> _Says:
        if entry.what in ("seat", "body"):
            return _Says("name", "organization", entry.name, None, entry.country, entry.sector)
        if entry.what == "people":
            return _Says("name", "group", entry.text, None, entry.country, plural=True)
        shown = entry.text if entry.what == "capital" else entry.name
        return _Says("place", "country", shown, None, entry.country, entry.sector)

    def _of_label(self, name: Named) -> _Says:
        doc = self.doc
        inner = [self.known[i] for i in range(name.first, name.last + 1) if i in self.known]
        country = next((entry.country for entry in inner if entry.country), None)
        if name.kind == "place":
            return _Says("place", "unknown", self._text(name))
        if name.kind == "group":
            role = role_of(doc[name.last])
            return _Says(
                "name",
                "group",
                self._text(name),
                None,
                country,
                role.sector if role else None,
                plural=is_plural(doc[name.last]),
            )
        head = role_head(doc, name.first, name.last)
        phrase = Phrase(name.first, name.last, doc[name.last])
        sector = None
        if head is not None:
            own, sector = country_and_sector(doc, phrase, head, self.known)
            country = country or own
        if country is None:
            root = self._root(name)
            start = left_edge(root, name.first)
            country = next(
                (e.country for i in range(name.first - 1, start - 1, -1) if (e := self.known.get(i)) and e.country),
                None,
            )
        return _Says("name", "organization", self._text(name), None, country, sector)

    def _nominal(self, token: Token) -> ActorMention | None:
        role = role_of(token)
        if role is None or is_modifier(token, token.i) or (token.dep_ == "appos" and token.i in self.used):
            return None
        phrase = noun_phrase(self.doc, token)
        country, sector = country_and_sector(self.doc, phrase, token, self.known)
        plural = is_plural(token) or token.lower_ in _CROWD
        kind: ActorKind = role.kind
        if role.word in _STATES:
            kind = "country"
        elif role.kind == "person" and plural:
            kind = "group"
        text = self._words(*phrase.role) if phrase.role else None
        gender = role.gender if role.kind == "person" else "n"
        says = _Says("nominal", kind, None, text, country, sector, gender, plural)
        return self._mention(phrase.first, phrase.last, token.i, token.i, token, says)

    def _pronoun(self, token: Token) -> ActorMention:
        word = pronouns()[token.lower_]
        says = _Says("pronoun", word.kind, gender=word.gender, plural=word.plural)
        return self._mention(token.i, token.i, token.i, token.i, token, says)

    def _text(self, name: Named) -> str:
        return " ".join(self._words(name.first, name.last).split())

    def _words(self, first: int, last: int) -> str:
        """The text of some tokens."""
        doc = self.doc
        return "".join([token.text_with_ws for token in doc[first:last]]) + doc[last].text

    def _root(self, name: Named) -> Token:
        """The token of a name that ties it to its clause."""
        if name.first == name.last:
            return self.doc[name.first]
        root: Token = self.parsed.doc[name.first : name.last + 1].root
        return root

    def _span(self, first: int, last: int) -> Span:
        """What ``Parsed.span`` gives, from the list of tokens."""
        starts = self.parsed.starts
        return self.parsed.view.lift_one(starts[first], starts[last] + len(self.doc[last]))

    def _mention(self, first: int, last: int, head: int, end: int, root: Token, says: _Says) -> ActorMention:
        head_span = self._span(head, end)
        span = head_span if (first, last) == (head, end) else self._span(first, last)
        article = self.parsed.article.id
        return ActorMention(
            id=make_id("m", article, head_span.start, head_span.end, says.form),
            article_id=article, span=span, head=head_span, form=says.form, kind=says.kind,
            name=says.name, role=says.role, country=says.country, sector=says.sector,
            gender=says.gender, plural=says.plural,  # type: ignore[arg-type]
            sentence=self.sentence[head], subject=is_subject(root),
        )  # fmt: skip


def _gender(token: Token) -> str | None:
    """The gender that a word before a name tells; a title of courtesy has a capital: *I will miss Ada*."""
    word = token.lower_.rstrip(".")
    courtesy = word in titles() and titles()[word] is None
    return None if courtesy and token.is_lower else genders().get(word)
