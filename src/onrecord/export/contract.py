"""The JSON form of one page, printed by ``onrecord annotate``: for pipes, ``jq`` and scorers.

Spans of statements, events, figures, times and actors count in ``article.text``, the body as a reader
sees it; ``article.source_map`` leads back to the stored text, in which blocks count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.records import (
    Actor,
    ActorLink,
    ActorMention,
    Article,
    DateInterval,
    Event,
    Figure,
    Participant,
    Place,
    Problem,
    Records,
    Span,
    Statement,
    TimeExpression,
    View,
    body_view,
    make_id,
)

Json = dict[str, Any]


class PageExport:
    """Turns the records of one page to the annotate contract."""

    def __init__(self, page: Records) -> None:
        """Look up what the records of the page refer to."""
        self.page = page
        self.article = page.one(Article)
        self.view: View = body_view(self.article)
        self.actors = {actor.id: actor for actor in page.all(Actor)}
        self.links = {link.mention_id: link.actor_id for link in page.all(ActorLink)}

    def document(self) -> Json:
        """The whole page."""
        page = self.page
        return {
            "article": {**article_json(self.article), **self._body()},
            "statements": [self._statement(item) for item in page.all(Statement)],
            "places": [self._place(item) for item in page.all(Place)],
            "events": [self._event(item) for item in page.all(Event)],
            "figures": [self._figure(item) for item in page.all(Figure)],
            "times": [self._time(item) for item in page.all(TimeExpression)],
            "actors": [self._actor(item) for item in page.all(Actor)],
            "problems": [problem_json(item) for item in page.all(Problem)],
        }

    def actor_of(self, mention_id: str | None) -> Actor | None:
        """Who a mention is, if it is known."""
        return self.actors.get(self.links.get(mention_id or "", ""))

    def _body(self) -> Json:
        return {"text": self.view.text, "source_map": [list(segment) for segment in self.view.segments]}

    def _spans(self, spans: Sequence[Span]) -> list[Json]:
        return [span_json(span) for span in self.view.lower(spans)]

    def _span(self, span: Span | None) -> Json | None:
        shown = self._spans([span]) if span else []
        return shown[0] if shown else None

    def _date(self, date: DateInterval) -> Json:
        return date_json(date, self._spans(date.evidence))

    def _statement(self, item: Statement) -> Json:
        mention = self.page.get(ActorMention, item.speaker_mention)
        actor = self.actor_of(item.speaker_mention)
        role = mention.role if mention and mention.role else None
        if role is None and actor:
            role = next((one.role for one in actor.roles if one.basis == "page"), None)
        name = actor.name if actor else mention.name if mention else None
        return {
            "id": item.id, "content": self._spans(item.content), "cue": self._spans(item.cue),
            "speaker": self._spans(item.speaker), "speaker_name": name, "speaker_role": role,
            "speaker_country": (actor.country if actor else None) or (mention.country if mention else None),
            "speaker_basis": item.speaker_basis, "same_utterance_as": item.same_utterance_as,
            "garbled": item.garbled, "via": item.via, "addressee": item.addressee, "manner": item.manner,
            "act": item.act, "negated": item.negated, "nested_in": item.nested_in,
            "said_on": self._date(item.said_on), "rule": item.rule,
        }  # fmt: skip

    def _participant(self, item: Participant) -> Json:
        mention = self.page.get(ActorMention, item.mention)
        actor = self.actor_of(item.mention)
        return {
            "spans": self._spans(item.spans),
            "name": actor.name if actor else mention.name if mention else None,
            "country": (actor.country if actor else None) or (mention.country if mention else None),
            "sector": (actor.sector if actor else None) or (mention.sector if mention else None),
        }

    def _event(self, item: Event) -> Json:
        place = self._where(item.place, item.place_country) if item.place else None
        return {
            "id": item.id, "trigger": self._spans(item.trigger), "extent": self._spans(item.extent),
            "mentions": self._spans(item.mentions),
            "actor": [self._participant(side) for side in item.actor],
            "recipient": [self._participant(side) for side in item.recipient],
            "type": item.type, "mode": item.mode, "quad": item.quad, "contexts": list(item.contexts),
            "modality": item.modality, "attributed_to": item.attributed_to, "place": place,
            "date": self._date(item.date),
        }  # fmt: skip

    def _where(self, span: Span, country: str | None) -> Json:
        """The place of an event: its words, and the first named place in them."""
        place = next((item for item in self.page.all(Place) if item.span.overlaps(span)), None)
        if place is None:
            return {"span": self._span(span), "name": span.exact, "country": country, "lat": None, "lon": None}
        return {
            "span": self._span(span), "name": place.name, "country": place.country or country,
            "lat": place.latitude, "lon": place.longitude,
        }  # fmt: skip

    def _place(self, item: Place) -> Json:
        return {
            "span": self._span(item.span), "name": item.name, "level": item.level, "country": item.country,
            "lat": item.latitude, "lon": item.longitude, "basis": item.basis, "reason": item.reason,
        }  # fmt: skip

    def _figure(self, item: Figure) -> Json:
        return {
            "id": item.id, "span": self._span(item.span), "low": item.low, "high": item.high, "value": item.value,
            "qualifier": item.qualifier, "change": item.change, "unit": item.unit, "counted": item.counted,
            "as_of": self._date(item.as_of), "attributed_to": item.attributed_to,
        }  # fmt: skip

    def _time(self, item: TimeExpression) -> Json:
        return {"span": self._span(item.span), "type": item.type, "value": item.value, "mod": item.mod}

    def _actor(self, item: Actor) -> Json:
        mentions = [self.page.get(ActorMention, mention) for mention, actor in self.links.items() if actor == item.id]
        roles = [
            {"role": role.role, "basis": role.basis, "as_of": date_json(role.as_of, []),
             "spans": self._spans([piece.span for piece in role.evidence])}
            for role in item.roles
        ]  # fmt: skip
        spans = [mention.span for mention in mentions if mention]
        return {
            "id": item.id, "name": item.name, "kind": item.kind, "country": item.country, "sector": item.sector,
            "aliases": list(item.aliases), "roles": roles, "mentions": [s for x in spans for s in self._spans([x])],
        }  # fmt: skip


def page_json(page: Records) -> Json:
    """What a page says; of a page that could not be read, an article without text, and the problems."""
    if page.all(Article):
        return PageExport(page).document()
    problems = page.all(Problem)
    path = problems[0].path if problems else ""
    lost = Article(id=make_id("a", path), snapshot_id="", path=path, text="", blocks=())
    return PageExport(Records([lost, *problems])).document()


def article_json(article: Article, published: DateInterval | None = None) -> Json:
    """An article without its body text; ``published`` replaces the date that the page alone gives.

    Spans of blocks and dates count in the stored text.
    """
    when = published or article.published
    return {
        "id": article.id, "path": article.path, "title": article.title, "authors": list(article.authors),
        "publisher": article.publisher, "agencies": list(article.agencies), "language": article.language,
        "url": article.url, "published": date_json(when, [span_json(span) for span in when.evidence]),
        "updated": date_json(article.updated, [span_json(span) for span in article.updated.evidence]),
        "blocks": [
            {"start": block.start, "end": block.end, "role": block.role, "confidence": round(block.confidence, 3)}
            for block in article.blocks
        ],
        "photo_credits": list(article.photo_credits),
    }  # fmt: skip


def problem_json(problem: Problem) -> Json:
    """A problem."""
    return {"stage": problem.stage, "code": problem.code, "message": problem.message, "fatal": problem.fatal}


def span_json(span: Span) -> Json:
    """A span."""
    return {"start": span.start, "end": span.end, "exact": span.exact}


def date_json(date: DateInterval, evidence: list[Json]) -> Json:
    """A date with its evidence."""
    return {"earliest": date.earliest, "latest": date.latest, "basis": date.basis, "evidence": evidence}
