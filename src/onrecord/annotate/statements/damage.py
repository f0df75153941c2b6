"""Signs that a sentence was damaged: by a machine translation, by software that swaps words, by lost marks."""

from __future__ import annotations

import re

from spacy.tokens import Span as TokenSpan

from onrecord.annotate.statements.tree import solid

_GLUED = re.compile(r"[a-z]\[[a-z]|\][A-Za-z]{3}|[a-z]{2}\.[A-Z]?[a-z]{3}")
_NEVER_CAPITAL = ("VB", "VBZ", "VBP", "VBD", "VBG", "IN", "CC", "TO", "PRP$")


def damage(sentence: TokenSpan) -> str | None:
    """The sign of damage that makes a sentence's attributions unsafe, in words; ``None`` if there is none.

    Signs: words glued to brackets, a verb or preposition with a capital amid small letters, a sentence
    that begins with a small letter.
    """
    words = [token for token in sentence if solid(token)]
    if len(words) < 5 or sum(token.text[0].isupper() for token in words) * 2 > len(words):
        return None
    if _GLUED.search(sentence.text):
        return "words are glued together"
    if words[0].text.islower() and sentence[0].i and sentence[0].nbor(-1).text == ".":
        return "the sentence begins with a small letter"
    for before, token, after in zip(words, words[1:], words[2:], strict=False):
        if token.text[0].islower() or token.tag_ not in _NEVER_CAPITAL or token.text.isupper():
            continue
        apart = token.i - before.i == 1 and after.i - token.i == 1
        if apart and before.text[0].islower() and after.text[0].islower():
            return f"{token.text!r} has a capital amid small letters"
    return None
