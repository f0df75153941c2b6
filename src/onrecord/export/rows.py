"""The rows of the tables of :mod:`onrecord.export.tables`, made from the records of a pile.

Rows come in the order of the pages and of the text; actors by name; findings as the program ranks them. Nothing in
them depends on the order in which the pages came in.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from onrecord import timex
from onrecord.errors import UsageError
from onrecord.export.brief.pile import Pile
from onrecord.export.tables import TABLES, Row, Table
from onrecord.records import (
    UNKNOWN_DATE,
    Actor,
    ActorLink,
    ActorMention,
    Article,
    DateInterval,
    Event,
    Figure,
    Finding,
    Participant,
    Problem,
    Records,
    Span,
    Statement,
    Story,
    SyndicationGroup,
    TimeExpression,
)

CONTEXT = 32
"""Characters on each side of a passage, if the settings say nothing else."""
GAP = " […] "
"""What stands between two parts of a passage that the text interrupts."""

COUNTED: dict[str, type[Any]] = {
    "quotes_and_claims": Statement, "events": Event, "figures": Figure, "times": TimeExpression, "actors": Actor,
    "actor_mentions": ActorMention, "articles": Article, "stories": Story, "findings": Finding, "problems": Problem,
}  # fmt: skip
"""Table -> the kind of record of which each is one row."""


def find_table(name: str) -> Table:
    """The table of that name.

    Raises:
        UsageError: if there is none.
    """
    if name not in TABLES:
        raise UsageError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]


class Rows:
    """Makes the rows of all tables.

    Args:
        records: those of a whole pile.
        context: characters to show on each side of a passage.
    """

    def __init__(self, records: Records, context: int = CONTEXT) -> None:
        """Look up what the records refer to."""
        self.records = records
        self.context = context
        self.pile = Pile(records)
        self.links = {link.mention_id: link for link in sorted(records.all(ActorLink), key=lambda link: link.id)}
        self._pages: dict[str, Row] = {}
        self._makers: dict[str, Callable[[], Iterator[Row]]] = {name: getattr(self, f"_{name}") for name in TABLES}

    def of(self, table: Table) -> Iterator[Row]:
        """The rows of a table, each with all its columns, in their order."""
        names = [column.name for column in table.columns]
        for row in self._makers[table.name]():
            yield {name: row[name] for name in names}

    def count(self, table: Table) -> int:
        """How many records there are to be rows of a table."""
        if table.name in COUNTED:
            return len(self.records.all(COUNTED[table.name]))
        return sum(len(side.evidence) for finding in self.records.all(Finding) for side in finding.sides)

    # Where

    def _page(self, article_id: str) -> Row:
        """Of which page a row is."""
        if article_id not in self._pages:
            article = self.pile.by_id[article_id]
            self._pages[article_id] = {
                "article_id": article.id, "page": article.path, "page_number": self.pile.number[article.id],
                "page_title": article.title, "outlet": self.pile.outlets.get(article.id),
                **_date("published", self.pile.published(article)),
                "independent_source": self.pile.source(article.id),
            }  # fmt: skip
        return self._pages[article_id]

    def _place(self, article_id: str, spans: Sequence[Span]) -> Row:
        """The stretch of a page from the first to the last of some spans."""
        if not spans:
            return dict.fromkeys(("exact", "start", "end", "line", "prefix", "suffix"))
        text = self.pile.by_id[article_id].text
        start, end = _ends(spans)
        return {
            "exact": text[start:end], "start": start, "end": end,
            "line": self.pile.cite(article_id, Span(start, end, text)).line,
            "prefix": text[max(0, start - self.context) : start], "suffix": text[end : end + self.context],
        }  # fmt: skip

    def _in_order(self, kind: type[Any], spans: Callable[[Any], Sequence[Span]]) -> list[Any]:
        """The records of a kind by page, then by place."""
        return sorted(
            self.records.all(kind),
            key=lambda item: (self.pile.number[item.article_id], *_ends(spans(item)), item.id),
        )

    # When

    def _when(self, name: str, record_id: str, own: DateInterval) -> Row:
        """The date of a record: what the pile gives, else what its page gives."""
        found = self.pile.inference(record_id)
        return {**_date(name, found.date if found else own), f"{name}_reason": found.reason if found else None}

    # Who

    def _party(self, side: Participant) -> Row:
        actor, mention = self.pile.actor(side.mention), self.pile.mention(side.mention)
        return {
            "actor_id": actor.id if actor else None,
            "name": actor.name if actor else mention.name if mention else None,
            "country": (actor.country if actor else None) or (mention.country if mention else None),
            "sector": (actor.sector if actor else None) or (mention.sector if mention else None),
            "words": _words(side.spans),
        }

    def _speaker(self, item: Statement | None) -> Row:
        if item is None:
            return {"speaker_id": None, "speaker": None}
        actor, mention = self.pile.actor(item.speaker_mention), self.pile.mention(item.speaker_mention)
        return {
            "speaker_id": actor.id if actor else None,
            "speaker": actor.name if actor else mention.name if mention else None,
            "speaker_words": _words(item.speaker),
            "speaker_role": self.pile.role(item),
            "speaker_country": (actor.country if actor else None) or (mention.country if mention else None),
        }

    # The tables

    def _quotes_and_claims(self) -> Iterator[Row]:
        for item in self._in_order(Statement, _anchor):
            yield {
                "id": item.id, **self._page(item.article_id), "words": _words(item.content),
                **self._place(item.article_id, _anchor(item)),
                "content": [_span(span) for span in item.content], **self._speaker(item),
                "speaker_basis": item.speaker_basis, "cue": _words(item.cue), "act": item.act, "manner": item.manner,
                "negated": item.negated, "via": item.via, "addressee": item.addressee,
                **self._when("said_on", item.id, item.said_on), "nested_in": item.nested_in,
                "same_utterance_as": item.same_utterance_as, "garbled": item.garbled, "rule": item.rule or None,
            }  # fmt: skip

    def _events(self) -> Iterator[Row]:
        for item in self._in_order(Event, lambda item: item.extent or item.trigger):
            spans = item.extent or item.trigger
            yield {
                "id": item.id, **self._page(item.article_id), "words": _words(spans),
                **self._place(item.article_id, spans), "trigger": _words(item.trigger), "lemma": item.lemma,
                "type": item.type, "mode": item.mode, "quad": item.quad, "contexts": list(item.contexts),
                "modality": item.modality, "actors": [self._party(side) for side in item.actor],
                "recipients": [self._party(side) for side in item.recipient], "told_by": item.attributed_to,
                "place": item.place.exact if item.place else None, "place_country": item.place_country,
                **self._when("date", item.id, item.date),
            }  # fmt: skip

    def _figures(self) -> Iterator[Row]:
        for item in self._in_order(Figure, lambda item: (item.span,)):
            yield {
                "id": item.id, **self._page(item.article_id), **self._place(item.article_id, (item.span,)),
                "value": _finite(item.value), "low": _finite(item.low), "high": _finite(item.high),
                "qualifier": item.qualifier, "change": item.change, "unit": item.unit, "counted": item.counted,
                **self._when("as_of", item.id, item.as_of), "told_by": item.attributed_to,
                **self._speaker(self.records.get(Statement, item.attributed_to)), "event": item.event,
            }  # fmt: skip

    def _times(self) -> Iterator[Row]:
        for item in self._in_order(TimeExpression, lambda item: (item.span,)):
            yield {
                "id": item.id, **self._page(item.article_id), **self._place(item.article_id, (item.span,)),
                "type": item.type, "value": item.value, "relative": item.relative, "mod": item.mod,
                **self._when("date", item.id, self._meant(item)),
            }  # fmt: skip

    def _meant(self, item: TimeExpression) -> DateInterval:
        """The days that a date may mean, as its page alone gives them."""
        if item.type not in ("DATE", "TIME"):
            return UNKNOWN_DATE
        published = self.pile.by_id[item.article_id].published.day
        form = item.relative if item.relative is not None and published is not None else item.value
        try:
            days = timex.days(form, published) if form is not None else None
        except UsageError:  # a record may come from a program that counts in forms unknown here
            days = None
        if days is None:
            return UNKNOWN_DATE
        return DateInterval(days[0].isoformat(), days[1].isoformat(), "resolved" if item.relative else "stated")

    def _actors(self) -> Iterator[Row]:
        spoken = Counter(
            link.actor_id
            for item in self.records.all(Statement) if (link := self.links.get(item.speaker_mention or ""))
        )  # fmt: skip
        for item in sorted(self.records.all(Actor), key=lambda item: (item.name.casefold(), item.name, item.id)):
            pages = self._mentioned[item.id]
            yield {
                "id": item.id, "name": item.name, "kind": item.kind, "country": item.country, "sector": item.sector,
                "aliases": list(item.aliases),
                "roles": [
                    {"role": role.role, **_date("as_of", role.as_of), "basis": role.basis} for role in item.roles
                ],
                "mentions": len(pages), "pages": len(set(pages)), "quotes_and_claims": spoken[item.id],
            }  # fmt: skip

    @cached_property
    def _mentioned(self) -> dict[str, list[str]]:
        """Actor -> the page of each of its mentions."""
        found: dict[str, list[str]] = defaultdict(list)
        for mention_id, link in self.links.items():
            if (mention := self.pile.mention(mention_id)) is not None:
                found[link.actor_id].append(mention.article_id)
        return found

    def _actor_mentions(self) -> Iterator[Row]:
        for item in self._in_order(ActorMention, lambda item: (item.span,)):
            link, actor = self.links.get(item.id), self.pile.actor(item.id)
            yield {
                "id": item.id, **self._page(item.article_id), **self._place(item.article_id, (item.span,)),
                "head": item.head.exact, "head_start": item.head.start, "head_end": item.head.end, "form": item.form,
                "kind": item.kind, "name": item.name, "role": item.role, "country": item.country,
                "sector": item.sector, "gender": item.gender, "plural": item.plural, "sentence": item.sentence,
                "subject": item.subject, "actor_id": link.actor_id if link else None,
                "actor": actor.name if actor else None, "link_basis": link.basis if link else None,
                "antecedent": link.antecedent if link else None,
            }  # fmt: skip

    def _articles(self) -> Iterator[Row]:
        counts = {
            name: Counter(item.article_id for item in self.records.all(COUNTED[name]))
            for name in ("quotes_and_claims", "events", "figures")
        }
        for item in self.pile.articles:
            yield {
                "id": item.id, "page": item.path, "page_number": self.pile.number[item.id], "title": item.title,
                "outlet": self.pile.outlets.get(item.id), "authors": list(item.authors),
                "agencies": list(item.agencies),
                "photo_credits": list(item.photo_credits), "language": item.language, "url": item.url,
                **self._when("published", item.id, item.published), **_date("updated", item.updated),
                "independent_source": self.pile.source(item.id), "story_id": self._homes.get(item.id),
                "groups": self._groups[item.id],
                **{name: found[item.id] for name, found in counts.items()},
                "characters": len(item.text), "text": item.text,
                "blocks": [
                    {"start": block.start, "end": block.end, "role": block.role, "confidence": block.confidence,
                     "joined": block.joined}
                    for block in item.blocks
                ],
            }  # fmt: skip

    @cached_property
    def _groups(self) -> dict[str, list[Row]]:
        """Article -> the groups that it belongs to."""
        found: dict[str, list[Row]] = defaultdict(list)
        for group in sorted(self.records.all(SyndicationGroup), key=lambda group: (group.level, group.id)):
            for member in group.members:
                found[member.article_id].append(
                    {"group_id": group.id, "level": group.level, "role": member.role, "reason": group.reason}
                )
        return found

    @cached_property
    def _homes(self) -> dict[str, str]:
        """Article -> its story."""
        return {member.article_id: story.id for story in self.records.all(Story) for member in story.members}

    def _stories(self) -> Iterator[Row]:
        counts = {
            name: Counter(self._homes.get(item.article_id) for item in self.records.all(COUNTED[name]))
            for name in ("quotes_and_claims", "events")
        }
        found = sorted(self.records.all(Story), key=lambda story: (-len(story.members), story.id))
        for number, item in enumerate(found, 1):
            pages = [page for member in item.members if (page := self.pile.by_id.get(member.article_id)) is not None]
            dates = [self.pile.published(page) for page in pages]
            days = sorted(end for date in dates for end in (date.earliest, date.latest) if end)
            yield {
                "id": item.id, "number": number, "label": item.label, "reason": item.reason, "pages": len(pages),
                "independent_sources": self.pile.independent(page.id for page in pages),
                "first_day": days[0] if days else None, "last_day": days[-1] if days else None,
                **{name: tally[item.id] for name, tally in counts.items()},
            }  # fmt: skip

    def _findings(self) -> Iterator[Row]:
        for item in self.records.all(Finding):
            yield {
                "id": item.id, "kind": item.kind, "topic": item.topic, "actor": item.actor, "strength": item.strength,
                "independent": item.independent, "basis": item.basis, "reason": item.reason,
                "sides": [{"label": side.label, **_date("date", side.date)} for side in item.sides],
            }  # fmt: skip

    def _finding_evidence(self) -> Iterator[Row]:
        for item in self.records.all(Finding):
            pieces = [(place, side, piece) for place, side in enumerate(item.sides, 1) for piece in side.evidence]
            for number, (place, side, piece) in enumerate(pieces, 1):
                yield {
                    "finding_id": item.id, "number": number, "side": place, "label": side.label,
                    **_date("date", side.date), **self._page(piece.article_id),
                    **self._place(piece.article_id, (piece.span,)), "record_id": piece.record_id,
                }  # fmt: skip

    def _problems(self) -> Iterator[Row]:
        found = self.records.all(Problem)
        for item in sorted(found, key=lambda item: (item.path, item.stage, item.code, item.id)):
            known = item.article_id if item.article_id in self.pile.by_id else None
            yield {
                "id": item.id, "stage": item.stage, "code": item.code, "message": item.message, "page": item.path,
                "fatal": item.fatal, "article_id": known,
            }  # fmt: skip


def _anchor(item: Statement) -> Sequence[Span]:
    """Where a statement stands; one without content (*declined to comment*) stands at its cue."""
    return item.content or item.cue or item.speaker


def _ends(spans: Iterable[Span]) -> tuple[int, int]:
    """First and last character of some spans; the page's beginning if there are none."""
    found = list(spans)
    return min((span.start for span in found), default=0), max((span.end for span in found), default=0)


def _words(spans: Iterable[Span]) -> str | None:
    """The words of spans of one page; ``None`` if there are none."""
    return GAP.join(span.exact for span in spans) or None


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "exact": span.exact}


def _date(name: str, date: DateInterval) -> Row:
    return {f"{name}_earliest": date.earliest, f"{name}_latest": date.latest, f"{name}_basis": date.basis}


def _finite(value: float | None) -> float | None:
    """A number that every format can hold; the words of a larger one still stand in the row."""
    return value if value is not None and math.isfinite(value) else None
