"""Statements in a spaCy pipeline of your own: ``nlp.add_pipe("onrecord_statements")``.

    nlp = spacy.load("en_core_web_md")
    nlp.add_pipe("onrecord_statements")
    doc = nlp("The port is closed, Minister Ilsa Doren told reporters.")
    for statement in doc._.statements:
        print(statement.speaker_name, statement.act, [span.text for span in statement.content])

It takes an English document as the pipeline has parsed it; newlines end paragraphs. The words of the statements are
also in ``doc.spans["statements"]``, labelled with the verbal act and with the id of the statement.
What is kept in the document is plain data, so it goes through ``nlp.pipe(n_process=2)``,
``DocBin(store_user_data=True)`` and ``doc.to_bytes()``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.annotate.foreign import parsed_from_doc
from onrecord.annotate.names import find_mentions
from onrecord.annotate.statements import find_statements
from onrecord.annotate.times import find_times
from onrecord.errors import UsageError
from onrecord.records import Actor, ActorLink, ActorMention, Records, Span, Statement
from onrecord.records.annotation import Manner, SpeakerBasis
from onrecord.resolve import corefer
from onrecord.settings import default_settings

KEY = "onrecord_statements"
"""Under what name the statements are kept in ``doc.user_data``."""


@dataclass(frozen=True, slots=True)
class DocStatement:
    """A statement of a document, in spaCy's spans. Lists are empty where the text has no such words."""

    id: str
    """The id that its parts carry in ``doc.spans``."""
    content: tuple[TokenSpan, ...]
    """What was said; several spans if the text interrupts it."""
    cue: tuple[TokenSpan, ...]
    """The words that attribute it."""
    speaker: tuple[TokenSpan, ...]
    """The noun phrase of the source."""
    speaker_name: str | None
    """The fullest name that the document has for the speaker, also behind a pronoun; ``None`` if it has none."""
    speaker_basis: SpeakerBasis
    """How the speaker is known."""
    act: str
    """The verbal act: ``say``, ``deny``, ``urge``..."""
    manner: Manner
    """``direct``, ``mixed`` or ``indirect``."""
    negated: bool
    """Whether the attribution itself is denied or refused."""
    via: str | None
    """The agency or newspaper that carried the words; never the speaker."""
    addressee: str | None
    """To whom it was said."""
    nested_in: str | None
    """The id of the statement in which this one is reported."""
    same_utterance_as: str | None
    """The id of another statement that reports the same words."""
    garbled: bool
    """Whether the text is damaged here, so that the attribution is not safe."""


class StatementFinder:
    """The component. It holds nothing but the key of its span group, so there is nothing to save with a pipeline.

    Args:
        name: its name in the pipeline.
        spans_key: the key of the span group.

    Raises:
        UsageError: if another component has taken the extension ``doc._.statements`` for itself.
    """

    def __init__(self, name: str = "onrecord_statements", spans_key: str = "statements") -> None:
        """Register the extension."""
        self.name = name
        self.spans_key = spans_key
        _register()

    def __call__(self, doc: Doc) -> Doc:
        """Find the statements of a document.

        Raises:
            UsageError: if the document is not parsed and tagged.
        """
        found = _find(doc)
        doc.user_data[KEY] = found
        doc.spans[self.spans_key] = [
            TokenSpan(doc, first, last, label=item["act"], span_id=item["id"])
            for item in found
            for first, last in item["content"]
        ]
        return doc


@Language.factory(
    "onrecord_statements",
    assigns=["doc._.statements", "doc.spans"],
    requires=["token.dep", "token.tag", "token.lemma", "doc.ents"],
    default_config={"spans_key": "statements"},
)
def make_component(nlp: Language, name: str, spans_key: str) -> StatementFinder:
    """The component for a pipeline.

    Raises:
        UsageError: if the pipeline is not for English.
    """
    if nlp.lang != "en":
        raise UsageError(f"onrecord_statements reads English, and this pipeline is for {nlp.lang!r}")
    return StatementFinder(name, spans_key)


def statements_of(doc: Doc) -> list[DocStatement]:
    """The statements of a document that the component has read, in text order; what ``doc._.statements`` gives."""
    parts = ("content", "cue", "speaker")
    return [
        DocStatement(**{**item, **{part: tuple(doc[first:last] for first, last in item[part]) for part in parts}})
        for item in doc.user_data.get(KEY, ())
    ]


def _register() -> None:
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", getter=statements_of, force=False)
    elif Doc.get_extension("statements")[2] is not statements_of:
        raise UsageError("another component has registered doc._.statements; remove it from the pipeline first")


def _find(doc: Doc) -> list[dict[str, Any]]:
    """The statements of a document as plain data, their spans as first token and one past the last."""
    if not len(doc):
        return []
    for layer in ("DEP", "TAG", "LEMMA"):
        if not doc.has_annotation(layer):
            raise UsageError(
                f"onrecord_statements needs {layer} annotation: put it after the tagger, parser and lemmatizer"
            )
    parsed = parsed_from_doc(doc)
    times = find_times(parsed, None)
    mentions = find_mentions(parsed)
    statements = find_statements(parsed, mentions, times)
    page = Records([parsed.article, *times, *mentions, *statements])
    corefer(page, default_settings())
    links = {link.mention_id: link.actor_id for link in page.all(ActorLink)}
    return [_plain(doc, page, links, item) for item in statements]


def _plain(doc: Doc, page: Records, links: dict[str, str], item: Statement) -> dict[str, Any]:
    mention = page.get(ActorMention, item.speaker_mention)
    actor = page.get(Actor, links.get(item.speaker_mention or ""))
    return {
        "id": item.id, "content": _tokens(doc, item.content), "cue": _tokens(doc, item.cue),
        "speaker": _tokens(doc, item.speaker),
        "speaker_name": actor.name if actor else mention.name if mention else None,
        "speaker_basis": item.speaker_basis, "act": item.act, "manner": item.manner, "negated": item.negated,
        "via": item.via, "addressee": item.addressee, "nested_in": item.nested_in,
        "same_utterance_as": item.same_utterance_as, "garbled": item.garbled,
    }  # fmt: skip


def _tokens(doc: Doc, spans: Sequence[Span]) -> list[list[int]]:
    """The tokens of spans of the text, each stretch as first and one past the last."""
    found = [doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans]
    return [[span.start, span.end] for span in found if span is not None]
