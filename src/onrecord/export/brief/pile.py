"""The records of a pile as the brief looks them up: page numbers, lines, speakers, days, copies."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from onrecord.codebooks.book import book_text
from onrecord.courses import Outcome
from onrecord.export.brief.labels import join, name, say
from onrecord.export.brief.tree import Cite, Line, Piece
from onrecord.records import (
    UNKNOWN_DATE,
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Clause,
    DateBasis,
    DatedRole,
    DateInference,
    DateInterval,
    Event,
    Figure,
    Participant,
    Problem,
    Records,
    Span,
    Statement,
    SyndicationGroup,
    has_body,
)
from onrecord.records.outlets import outlets
from onrecord.records.states import UnlistedStates

_WORD = re.compile(r"\w+")
_LONG_ROLE = 60
"""A role longer than this is a sentence, not a role."""


class Pile:
    """Look-ups over the records of a whole pile. Nothing in it depends on the order of the records."""

    def __init__(self, records: Records, numbers: Mapping[str, int] | None = None) -> None:
        """Number the pages by path, unless their numbers are given, and index what refers to them."""
        self.records = records
        self.outcomes: Mapping[str, Outcome] = {}
        """Plan -> what came of it; whoever makes the brief may give it."""
        self.articles = sorted(records.all(Article), key=lambda article: (article.path, article.id))
        self.number = numbers or {article.id: place for place, article in enumerate(self.articles, 1)}
        self.by_id = {article.id: article for article in self.articles}
        self.named_only = frozenset(article.id for article in self.articles if not has_body(article))
        """Pages without a text: nobody says anything there."""
        self.outlets = outlets(self.articles)
        self._breaks = {article.id: _line_starts(article.text) for article in self.articles}
        self._vocabulary: dict[str, frozenset[str]] = {}
        self._said: dict[str, list[Statement]] | None = None
        self.inferences = _inferences(records)
        self._links = {link.mention_id: link.actor_id for link in _by_id(records.all(ActorLink))}
        self._unlisted = UnlistedStates(records.all(ActorMention), by_adjective=True)
        self._states = self._states_of_actors()
        self._original = {"copy": self._originals({"copy"}), "chain": self._originals({"copy", "chain"})}
        self.year = self._main_year()
        self.any_day = any(self.published(article).known for article in self.articles)
        """Whether any page has a day, or a bound of one."""
        paths = [article.path for article in self.articles] + [problem.path for problem in records.all(Problem)]
        self._folder = len(posixpath.commonprefix([path.rsplit("/", 1)[0] + "/" for path in paths if "/" in path]))
        if not all("/" in path for path in paths):
            self._folder = 0

    def file(self, path: str) -> str:
        """A path without the folders that all pages share."""
        shared = path[: self._folder].rfind("/") + 1
        return path[shared:]

    # Places in pages

    def cite(self, article_id: str, span: Span) -> Cite:
        """Where a span stands."""
        line = bisect_right(self._breaks[article_id], span.start)
        return Cite(self.number[article_id], line, span.start, span.end)

    def cites(self, article_id: str, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """Where spans of one page stand."""
        return tuple(self.cite(article_id, span) for span in spans)

    def position(self, article_id: str, spans: Sequence[Span]) -> tuple[int, int]:
        """A key that sorts records by page and place."""
        return self.number.get(article_id, 0), min((span.start for span in spans), default=0)

    def source(self, article_id: str, level: str = "chain") -> str:
        """The page that stands for all pages with this text (``copy``) or from this wire (``chain``)."""
        return self._original[level].get(article_id, article_id)

    def independent(self, article_ids: Iterable[str]) -> int:
        """How many independent texts the pages are; one without a text is none."""
        return len({self.source(article_id) for article_id in article_ids if article_id not in self.named_only})

    # Days

    def published(self, article: Article) -> DateInterval:
        """The day of publication, from the pile if the pile knows more."""
        return self._from_pile(article.id, article.published)

    def inference(self, record_id: str) -> DateInference | None:
        """The whole inference of a record's date."""
        return self.inferences.get(record_id)

    def _from_pile(self, record_id: str, own: DateInterval) -> DateInterval:
        """The date that the pile gives a record, or the one that its page gives."""
        found = self.inferences.get(record_id)
        return found.date if found else own

    def day(self, item: Statement | Event | Clause | Figure) -> DateInterval:
        """The day of a statement, event or figure; at worst the bound that its page gives."""
        own = item.as_of if isinstance(item, Figure) else item.said_on if isinstance(item, Statement) else item.date
        found = self._from_pile(item.id, own)
        if found.known or item.article_id not in self.by_id:
            return found
        page = self.published(self.by_id[item.article_id])
        # A bound is as sure as the day of the page: one that the pile gave is no day of publication.
        basis: DateBasis = "inferred" if page.basis == "inferred" else "published"
        return DateInterval(None, page.latest, basis) if page.latest else UNKNOWN_DATE

    # Who

    def actor(self, mention_id: str | None) -> Actor | None:
        """Who a mention is, if it is known."""
        return self.records.get(Actor, self._links.get(mention_id or ""))

    def mention(self, mention_id: str | None) -> ActorMention | None:
        """A mention."""
        return self.records.get(ActorMention, mention_id)

    def said_on(self, article_id: str) -> Sequence[Statement]:
        """The statements of a page."""
        if self._said is None:
            self._said = {}
            for item in self.records.all(Statement):
                self._said.setdefault(item.article_id, []).append(item)
        return self._said.get(article_id, ())

    def speaker_name(self, statement: Statement) -> str | None:
        """The name of a speaker, or the words that stand for one; ``None`` if the page names no source."""
        actor, mention = self.actor(statement.speaker_mention), self.mention(statement.speaker_mention)
        if actor is not None:
            return actor.name
        if mention is not None and mention.name:
            return mention.name
        if _only_pronoun(statement, mention):
            return None
        return " ".join(span.exact for span in statement.speaker) or None

    def state_of(self, mention: ActorMention) -> str | None:
        """The state that a mention names or belongs to, by name; also one that no table of countries knows."""
        if mention.country is not None:
            return country_names().get(mention.country)
        return self._unlisted.of(mention)

    def speaker_state(self, statement: Statement) -> str | None:
        """The state of a speaker: of the words that name him here, else of most words that name him in the pile."""
        actor, mention = self.actor(statement.speaker_mention), self.mention(statement.speaker_mention)
        if actor is not None and actor.country is not None:
            return country_names().get(actor.country, actor.country)
        here = self.state_of(mention) if mention is not None else None
        if here is None and actor is not None:
            here = self._states.get(actor.id)
        return here or self._unlisted.named_in(" ".join(span.exact for span in statement.speaker))

    def _states_of_actors(self) -> dict[str, str]:
        """Actor -> the state that most of its mentions and roles name."""
        votes: dict[str, Counter[str]] = {}
        for mention in self.records.all(ActorMention):
            actor = self._links.get(mention.id)
            state = self.state_of(mention) or self._unlisted.named_in(mention.role or "")
            if actor is not None and state is not None:
                votes.setdefault(actor, Counter())[state] += 1
        return {actor: min(found, key=lambda state: (-found[state], state)) for actor, found in votes.items()}

    def role(self, statement: Statement) -> str | None:
        """The role that the page gives to a speaker, or else the pile gives at that time."""
        actor, mention = self.actor(statement.speaker_mention), self.mention(statement.speaker_mention)
        given = mention.role if mention else None
        said = tuple(one for one in actor.roles if one.basis == "page") if actor else ()
        if not given and said:
            given = _role_at(said, self.day(statement)).role
        known = (self.speaker_name(statement) or "").casefold()
        return given if given and len(given) <= _LONG_ROLE and given.casefold() not in known else None

    def who(self, statement: Statement) -> Line:
        """Speaker, role and channel of a statement."""
        speaker, role = self.speaker_name(statement), self.role(statement)
        line = name(speaker) if speaker else self._unnamed(statement)
        parts = [line, name(role or "")]
        if statement.via and statement.via != speaker:
            parts.append(say("via", name=name(statement.via)))
        outer = self.records.get(Statement, statement.nested_in)
        if outer is not None and (teller := self.speaker_name(outer)) and teller != speaker:
            parts.append(say("nested", name=name(teller)))
        return join(parts)

    def _unnamed(self, statement: Statement) -> Line:
        """The outlet where it speaks of itself (*we have learned that*), else that no source is named."""
        own = [span.exact.casefold() for span in statement.speaker] in (["we"], ["i"])
        outlet = self.outlets.get(statement.article_id)
        if own and outlet and not statement.nested_in:
            return name(outlet)
        return say("source_not_named")

    def participants(self, sides: Sequence[Participant]) -> Line:
        """The names of those who take part in an event, or the words that stand for them."""
        found: list[str] = []
        for side in sides:
            actor, mention = self.actor(side.mention), self.mention(side.mention)
            named = actor.name if actor else mention.name if mention and mention.name else None
            text = named or " ".join(span.exact for span in side.spans)
            if text and text not in found:
                found.append(text)
        return join([name(text) for text in found[:4]])

    def outlet(self, article: Article) -> Line:
        """The outlet of a page."""
        named = self.outlets.get(article.id)
        return name(named) if named else say("outlet_not_named")

    # Words

    def vocabulary(self, article_id: str) -> frozenset[str]:
        """The words of a page, in lower case."""
        if article_id not in self._vocabulary:
            found = frozenset(word.casefold() for word in _WORD.findall(self.by_id[article_id].text))
            self._vocabulary[article_id] = found
        return self._vocabulary[article_id]

    def words(self, spans: Sequence[Span], focus: int = 0) -> Line:
        """The exact words of spans of one page, with a mark where something is left out between them.

        What begins at ``focus``, counted in the page, must be seen even where there is no room for all.
        """
        pieces = [Piece("words", span.exact, max(0, focus - span.start)) for span in spans]
        return join([(piece,) for piece in pieces], "gap")

    def _originals(self, levels: set[str]) -> dict[str, str]:
        """Page -> the page that stands for its group; groups that share a page are one."""
        parent: dict[str, str] = {}

        def root(page: str) -> str:
            while parent.get(page, page) != page:
                page = parent[page]
            return page

        for group in self.records.all(SyndicationGroup):
            if group.level in levels:
                known = sorted(
                    (m.role != "original", self.number[m.article_id], m.article_id)
                    for m in group.members if m.article_id in self.number
                )  # fmt: skip
                for _, _, page in known[1:]:
                    first, second = root(known[0][2]), root(page)
                    keep, drop = sorted((first, second), key=self.number.__getitem__)
                    parent[drop] = keep
        return {page: root(page) for page in sorted(parent)}

    def _main_year(self) -> int | None:
        """The year that most pages are of."""
        ends = [date.latest or date.earliest for date in map(self.published, self.articles)]
        if not any(ends):
            ends = [date.latest or date.earliest for date in map(self.day, self.records.all(Event))]
        years = Counter(int(end[:4]) for end in ends if end)
        return min(years, key=lambda year: (-years[year], year)) if years else None


def _only_pronoun(statement: Statement, mention: ActorMention | None) -> bool:
    """Whether the page has only a pronoun for the speaker and nobody was found behind it."""
    return statement.speaker_basis == "pronoun" or (mention is not None and mention.form == "pronoun")


@cache
def _countries() -> tuple[dict[str, str], ...]:
    """The rows of ``codebooks/countries.tsv`` by the names of the columns."""
    text = book_text("countries.tsv")
    head, *rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(dict(zip(head, row, strict=False)) for row in rows if len(row) > 1)


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 code -> name, from ``codebooks/countries.tsv``."""
    return {row["code"]: row["names"].split(";")[0].strip() for row in _countries()}


@cache
def country_adjectives() -> frozenset[str]:
    """The adjectives of all countries, in lower case."""
    words = {word.strip() for row in _countries() for word in row.get("adjectives", "").split(";")}
    return frozenset(word.casefold() for word in words if word)


def _inferences(records: Records) -> dict[str, DateInference]:
    """Record -> the inference of its date."""
    found = sorted(records.all(DateInference), key=lambda item: item.id, reverse=True)
    return {item.record_id: item for item in found if item.date.known}


def _by_id(links: list[ActorLink]) -> list[ActorLink]:
    return sorted(links, key=lambda link: link.id)


def _line_starts(text: str) -> list[int]:
    """Offset of each line's first character."""
    starts = [0]
    while (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)
    return starts


def _role_at(roles: Sequence[DatedRole], date: DateInterval) -> DatedRole:
    """The role that was given last before a day; the first one if none was."""
    until = [role for role in roles if date.latest and (role.as_of.earliest or "") <= date.latest]
    return until[-1] if until else roles[0]
