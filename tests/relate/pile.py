"""Small invented piles, made record by record, so that relate is tested without the stages before it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import (
    UNKNOWN_DATE,
    Actor,
    ActorLink,
    ActorMention,
    Article,
    Block,
    DateInterval,
    Event,
    Figure,
    Finding,
    Modality,
    Participant,
    Records,
    Span,
    Statement,
    SyndicationGroup,
    SyndicationMember,
    make_id,
)
from onrecord.relate import relate
from onrecord.settings import default_settings


def on(day: str | None, end: str | None = None) -> DateInterval:
    """The days from ``day`` to ``end``; unknown if there is none."""
    return DateInterval(day, end or day, "stated") if day else UNKNOWN_DATE


class Pile:
    """Pages and the records on them, found by their words."""

    def __init__(self) -> None:
        self.records = Records()

    def page(self, name: str, text: str, day: str | None = None) -> Article:
        article = Article(f"a_{name}", "d_1", name, text, (Block(0, len(text), "body", 1.0),), published=on(day))
        self.records.add(article)
        return article

    def span(self, article: Article, words: str) -> Span:
        start = article.text.index(words)
        return Span(start, start + len(words), article.text)

    def mention(self, article: Article, words: str, country: str | None = None, sector: str | None = "GOV") -> str:
        """A mention linked to the actor of the same words."""
        span = self.span(article, words)
        made = make_id("m", article.id, span.start, words)
        form, kind = ("place", "country") if country and sector is None else ("name", "organization")
        self.records.add(
            ActorMention(made, article.id, span, span, form, kind, name=words, country=country, sector=sector),  # type: ignore[arg-type]
            Actor(make_id("p", words), words, kind, country, sector),  # type: ignore[arg-type]
            ActorLink(make_id("l", made), made, make_id("p", words), "full name"),
        )
        return made

    def event(
        self,
        article: Article,
        clause: str,
        lemma: str,
        trigger: str,
        actor: str | None,
        objects: Sequence[str],
        modality: Modality = "happened",
        date: DateInterval = UNKNOWN_DATE,
        told_by: str | None = None,
    ) -> Event:
        """An event; ``actor`` is a mention's id."""
        sides = tuple(Participant((self.span(article, words),)) for words in objects)
        found = Event(
            make_id("e", article.id, clause, lemma), article.id, (self.span(article, trigger),),
            (self.span(article, clause),), (Participant((), actor),) if actor else (), sides, lemma, "AID", None, 2,
            modality=modality, date=date, attributed_to=told_by,
        )  # fmt: skip
        self.records.add(found)
        return found

    def statement(
        self,
        article: Article,
        content: str,
        speaker: str | None,
        day: str | None = None,
        act: str = "say",
        speaker_words: str | None = None,
    ) -> str:
        """A statement; ``speaker`` is a mention's id."""
        made = make_id("s", article.id, content)
        self.records.add(
            Statement(
                made,
                article.id,
                (self.span(article, content),),
                (),
                (self.span(article, speaker_words),) if speaker_words else (),
                speaker,
                "named",
                "indirect",
                act,
                said_on=on(day),
            )
        )
        return made

    def figure(
        self,
        article: Article,
        words: str,
        value: float | tuple[float, float],
        told_by: str | None = None,
        change: str = "=",
        unit: str | None = "person",
        counted: str | None = "people",
    ) -> None:
        """A figure; two values are a range."""
        low, high = value if isinstance(value, tuple) else (value, value)
        self.records.add(
            Figure(
                make_id("f", article.id, words), article.id, self.span(article, words), low if low == high else None,
                low, high, "at least" if change == ">" else None, change, unit, counted, attributed_to=told_by,  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def chain(self, *articles: Article) -> None:
        members = tuple(SyndicationMember(article.id, "unknown") for article in articles)
        self.records.add(SyndicationGroup(make_id("g", *(a.id for a in articles)), "chain", members, "one wire"))

    def findings(self) -> list[Finding]:
        relate(self.records, default_settings())
        return self.records.all(Finding)

    def kinds(self) -> list[str]:
        return [finding.kind for finding in self.findings()]
