"""Texts that someone else has parsed: a user's own spaCy document in the shape that the annotators read.

:func:`~onrecord.annotate.parsing.parse` parses each paragraph by itself. A document that comes parsed was parsed as
a whole, with tokens of white space in it and perhaps sentences that run from a headline into the text below. Here the
white space is left out, and what hangs together across the end of a paragraph is cut apart.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.parsing import Parsed, split_paragraphs
from onrecord.records import Article, body_view, make_id

_VERBS = frozenset({"VERB", "AUX"})


def parsed_from_doc(doc: Doc) -> Parsed:
    """A document with tags, parse, lemmas and entities as a :class:`Parsed`; all offsets count in ``doc.text``.

    The document itself is not changed. Newlines end paragraphs by the rules of
    :func:`~onrecord.annotate.parsing.split_paragraphs`.
    """
    text = doc.text
    article = Article(make_id("a", text), "", "", text, (), language="en", as_is=True)
    groups = _by_paragraph(doc, text)
    kept = [token for group in groups for token in group]
    ends: list[tuple[int, int]] = []
    for group in groups:
        first = ends[-1][1] if ends else 0
        ends.append((first, first + len(group)))
    starts = tuple(token.idx for token in kept)
    return Parsed(article, body_view(article), _copy(doc, groups), starts, tuple(ends))


def _by_paragraph(doc: Doc, text: str) -> list[list[Token]]:
    """The tokens of each paragraph that has any, without white space."""
    tokens = [token for token in doc if not token.is_space]
    groups: list[list[Token]] = []
    at = 0
    for offset, piece in split_paragraphs(text):
        group: list[Token] = []
        while at < len(tokens) and tokens[at].idx < offset + len(piece):
            group.append(tokens[at])
            at += 1
        if group:
            groups.append(group)
    if at < len(tokens):
        groups.append(tokens[at:])
    return groups


def _copy(doc: Doc, groups: list[list[Token]]) -> Doc:
    """The tokens of the paragraphs, with all that the pipeline gave them, as one document."""
    kept = [token for group in groups for token in group]
    if not kept:
        return Doc(doc.vocab)
    place = {token.i: number for number, token in enumerate(kept)}
    heads: list[int] = []
    deps: list[str] = []
    for group in groups:
        for token, (head, dep) in zip(group, _heads(group), strict=True):
            heads.append(place[head if head is not None else token.i])
            deps.append(dep)
    return Doc(
        doc.vocab,
        words=[token.text for token in kept],
        spaces=[_spaced(doc, token, group) for group in groups for token in group],
        tags=[token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        morphs=[str(token.morph) for token in kept],
        lemmas=[token.lemma_ for token in kept],
        heads=heads,
        deps=deps,
        ents=_entities(groups),
    )


def _heads(group: list[Token]) -> list[tuple[int | None, str]]:
    """Head and relation of each token of a paragraph. What hangs on another paragraph hangs on its own first verb."""
    here = {token.i for token in group}
    heads = [_solid_head(token) for token in group]
    roots: dict[int, Token] = {}
    for token, head in zip(group, heads, strict=True):
        if head not in here:
            sentence = token.sent.start
            held = roots.get(sentence)
            if held is None or (held.pos_ not in _VERBS and token.pos_ in _VERBS):
                roots[sentence] = token
    found: list[tuple[int | None, str]] = []
    for token, head in zip(group, heads, strict=True):
        root = roots.get(token.sent.start)
        if head in here:
            found.append((head, token.dep_))
        elif root is None or root.i == token.i:
            found.append((None, "ROOT"))
        else:
            found.append((root.i, token.dep_))
    return found


def _solid_head(token: Token) -> int:
    """Index of the nearest head that is no white space; -1 if there is none."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return -1 if head.is_space else head.i


def _spaced(doc: Doc, token: Token, group: list[Token]) -> bool:
    """Whether white space of any kind follows a token."""
    return bool(token.whitespace_) or token.i == group[-1].i or doc[token.i + 1].is_space


def _entities(groups: list[list[Token]]) -> list[str]:
    """The entities as IOB tags; one that runs into the next paragraph is two."""
    tags: list[str] = []
    for group in groups:
        before = ""
        for token in group:
            label = token.ent_type_
            inside = token.ent_iob_ == "I" and before == label
            tags.append(f"{'I' if inside else 'B'}-{label}" if label else "O")
            before = label
    return tags
