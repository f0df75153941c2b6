"""``onrecord annotate --explain``: the statements of a page with their reasons, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli._output import count, cut, line

if TYPE_CHECKING:
    from onrecord.annotate.statements import Reason
    from onrecord.records import ActorMention, Records, Statement
    from onrecord.settings import Settings

_LONGEST = 200
_NAMES = {
    "via": "via", "nested_in": "inside", "same_utterance_as": "same words", "said_on": "said on",
    "addressee": "to", "garbled": "damaged",
}  # fmt: skip
_MARGIN = 13


def print_reasons(page: Records, settings: Settings) -> None:
    """Print the statements of a page, each with the rule and the words that gave its parts.

    Raises:
        CapabilityError: if no parser is installed.
    """
    from onrecord.annotate import explain
    from onrecord.records import Article

    for article in page.all(Article):
        found = explain(article, settings)
        line(f"{article.path}: {count(len(found), 'statement')}")
        for number, item in enumerate(found, 1):
            line()
            line(f"{number}. {_heading(item.statement)}")
            for reason in item.reasons:
                _print(reason, page, item.statement)
        line()


def _heading(item: Statement) -> str:
    """Who says what, in one line."""
    who = " ".join(span.exact for span in item.speaker) or "(nobody named)"
    cue = " ".join(span.exact for span in item.cue) or "-"
    return cut(f"{who} · {cue} · {' … '.join(span.exact for span in item.content)}", 110)


def _print(reason: Reason, page: Records, item: Statement) -> None:
    """One part: its words, and below them why."""
    name = _NAMES.get(reason.part, reason.part)
    line(f"   {name:<{_MARGIN - 3}}{cut(reason.words, _LONGEST)}")
    why = [*reason.why, *_identity(page, item)] if reason.part == "speaker" else reason.why
    for text in why:
        line(f"{'':<{_MARGIN}}  <- {text}")


def _identity(page: Records, item: Statement) -> list[str]:
    """Who the speaker is, as far as names and coreference tell."""
    from onrecord.records import Actor, ActorLink, ActorMention

    mention: ActorMention | None = page.get(ActorMention, item.speaker_mention)
    if mention is None:
        return []
    actors = {actor.id: actor.name for actor in page.all(Actor)}
    linked = {link.mention_id: actors.get(link.actor_id) for link in page.all(ActorLink)}
    name = linked.get(mention.id) or mention.name
    if not name or name == " ".join(span.exact for span in item.speaker):
        return []
    return [f"that is {name}" + (f", {mention.role}" if mention.role and mention.role != name else "")]
