"""The language of a body."""

from __future__ import annotations

SHORTEST = 60
"""Letters below which the language is not told: headlines are guessed wrong too often."""


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language by py3langid, or ``und`` if the text is too short to tell."""
    text = text[:1500]
    if sum(char.isalpha() for char in text) < SHORTEST:
        return "und"
    import py3langid  # here, because its model takes a tenth of a second to load

    return str(py3langid.classify(text)[0])
