"""Statements: who said, believed, wanted or denied what, in which words.

The finder works in five steps, one file each:

1. ``cues``      reads the parse around each verb, noun and adjective of the codebook (``frames``: how);
   ``tags``      adds what stands beside its content: *according to*, *as he said*, headline labels;
              ``surface``   sets right what a dateline, an unusual name or a time hides from the parser.
2. ``quoting``   gives each quotation (``quotes``) to the statement whose words it is.
3. ``unmarked``  finds quoted paragraphs that lost their marks.
4. ``assemble``  merges duplicates, finds statements inside statements, divides what overlaps.
5. ``finish``    makes records: ``speakers`` and ``channels`` say who spoke and who only carried the words, ``dating``
   when, as far as the page does; ``repeats`` links two reports of one utterance.

``explain`` says in words which rule and which cue gave each part of a statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.parsing import Parsed
from onrecord.annotate.statements.assemble import settle
from onrecord.annotate.statements.cues import find_cues
from onrecord.annotate.statements.draft import Draft
from onrecord.annotate.statements.explain import Explanation, Reason, explain
from onrecord.annotate.statements.finish import finish
from onrecord.annotate.statements.quotes import find_quotes
from onrecord.annotate.statements.quoting import Quoting
from onrecord.annotate.statements.surface import set_right
from onrecord.annotate.statements.tags import find_tags, spread
from onrecord.annotate.statements.unmarked import find_unmarked
from onrecord.records import ActorMention, Statement, TimeExpression

__all__ = ["Explanation", "Reason", "explain_statements", "find_statements"]


def find_statements(
    parsed: Parsed, mentions: Sequence[ActorMention], times: Sequence[TimeExpression]
) -> list[Statement]:
    """The statements of a body, in text order.

    Args:
        parsed: the body.
        mentions: actor mentions of the same body; a speaker is linked to the one that has its head.
        times: time expressions of the same body, from which statements are dated.
    """
    return _find(parsed, mentions, times)[1]


def explain_statements(
    parsed: Parsed, mentions: Sequence[ActorMention], times: Sequence[TimeExpression]
) -> list[Explanation]:
    """The same statements, each with the rule and the words that gave each of its parts."""
    drafts, found = _find(parsed, mentions, times)
    return explain(parsed, drafts, found, times)


def _find(
    parsed: Parsed, mentions: Sequence[ActorMention], times: Sequence[TimeExpression]
) -> tuple[list[Draft], list[Statement]]:
    """The drafts and the statements made of them, one for one."""
    quotes = find_quotes(parsed)
    drafts = [*find_tags(parsed, quotes), *find_cues(parsed.doc)]
    for draft in drafts:
        spread(draft)
    drafts = set_right(parsed, drafts, quotes, times)
    drafts = Quoting(parsed, quotes, drafts).run()
    drafts += find_unmarked(parsed, quotes, drafts)
    settled = settle(parsed.doc, drafts)
    return settled, finish(parsed, settled, quotes, mentions, times)
