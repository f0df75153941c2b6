"""From settled drafts to records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.assemble import content_runs
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.quotes import find_quotes
from onrecord.annotate.statements.speakers import noun_phrase, speaker_basis
from onrecord.annotate.statements.tree import runs, solid
from onrecord.records import ActorMention, Manner, Span, Statement, TimeExpression, make_id


def finish(
    parsed: Parsed, drafts: Sequence[Draft], mentions: Sequence[ActorMention], times: Sequence[TimeExpression]
) -> list[Statement]:
    """The drafts as statements, linked to mentions, times and each other."""
    quoted = {i for quote in find_quotes(parsed) for i in quote.tokens()}
    ids = {id(draft): _draft_id(parsed, draft) for draft in drafts}
    return [
        Statement(
            id=ids[id(draft)],
            article_id=parsed.article.id,
            content=_spans(parsed, content_runs(parsed.doc, draft.content)),
            cue=_spans(parsed, runs(draft.cue)),
            speaker=_spans(parsed, runs(draft.speaker)),
            speaker_mention=None,
            speaker_basis="continued" if draft.continued else speaker_basis(draft.speaker_head),
            manner=_manner(parsed, draft, quoted),
            act=draft.sense.act,
            negated=draft.negated,
            nested_in=ids[id(draft.parent)] if draft.parent is not None else None,
            rule=draft.rule,
        )
        for draft in drafts
    ]


def _draft_id(parsed: Parsed, draft: Draft) -> str:
    return make_id("s", parsed.article.id, sorted(draft.content), sorted(draft.cue))


def _spans(parsed: Parsed, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The spans of stretches of tokens."""
    return tuple(span for first, last in stretches for span in parsed.spans(first, last))


def _manner(parsed: Parsed, draft: Draft, quoted: set[int]) -> Manner:
    """Direct if every word is in quotation marks, indirect if none is."""
    words = [i for i in draft.content if solid(parsed.doc[i])]
    inside = sum(i in quoted for i in words)
    if inside == len(words):
        return "direct"
    return "mixed" if inside else "indirect"
