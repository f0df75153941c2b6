"""Signs that a sentence was damaged: by a machine translation, by software that swaps words, by lost marks."""

from __future__ import annotations

import re

from spacy.tokens import Span as TokenSpan

from onrecord.annotate.statements.tree import solid

_GLUED = re.compile(r"[a-z]\[[a-z]|\][A-Za-z]{3}|[a-z]{2}\.[A-Z]?[a-z]{3}")
_NEVER_CAPITAL = ("VB", "VBZ", "VBP", "VBD", "VBG", "IN", "CC", "TO", "PRP$")


def damaged(sentence: TokenSpan) -> bool:
    """Whether the sentence shows damage that makes its attributions unsafe.

    Signs: words glued to brackets, a verb or preposition with a capital amid small letters, a sentence
    that begins with a small letter.
    """
    words = [token for token in sentence if solid(token)]
    if len(words) < 5 or sum(token.text[0].isupper() for token in words) * 2 > len(words):
        return False
    if _GLUED.search(sentence.text) or (words[0].text.islower() and sentence[0].i and sentence[0].nbor(-1).text == "."):
        return True
    for before, token, after in zip(words, words[1:], words[2:], strict=False):
        stray = token.tag_ in _NEVER_CAPITAL and token.text[0].isupper() and not token.text.isupper()
        apart = token.i - before.i == 1 and after.i - token.i == 1
        if stray and apart and before.text[0].islower() and after.text[0].islower():
            return True
    return False
