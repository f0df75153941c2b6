"""Factiva: the articles of an export, as they are displayed, or with the codes of *full article plus indexing*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.acquire.exports import Labels, Piece, labels
from onrecord.acquire.flow import Flow, Line, is_date
from onrecord.acquire.languages import language_code

_ABOVE = 3
"""Lines above the number of words that can be section, headline and byline."""
_LISTS = frozenset({"CO", "IN", "NS", "RE", "SE", "BY", "ED", "LA", "CT", "DE", "PD", "HD"})
"""Codes that can begin a line of the text as words do; those below the text stand before *code : name*."""
_NAME_WORDS = 6
"""Most words of a byline without *By*."""


def articles(flow: Flow) -> list[Piece]:
    """The articles of a Factiva export; none if it is not one."""
    known = labels("factiva")
    found = []
    for chunk, number in _chunks(flow.lines, known):
        piece = Piece(fields={"document_id": number}, paragraphs=flow.paragraphs)
        if not _coded(chunk, piece, known) and not _displayed(chunk, piece, known):
            piece.not_known(chunk)
        found.append(piece)
    return found


def _chunks(lines: Sequence[Line], known: Labels) -> Iterator[tuple[Sequence[Line], str]]:
    """The lines of each article and its number, which ends it."""
    first = 0
    for place, one in enumerate(lines):
        if match := known.patterns["end"].match(one.text):
            yield lines[first:place], match[1]
            first = place + 1


def _coded(chunk: Sequence[Line], piece: Piece, known: Labels) -> bool:
    """Read an article whose lines begin with codes; the value stands beside the code or on the lines below it."""
    target, values = "", dict[str, list[str]]()
    for one in chunk:
        code, _, rest = one.text.partition(" ")
        found = known.header.get(code.casefold()) if code.isupper() else None
        if found and not (target == "text" and rest and code in _LISTS and " : " not in rest):
            target = found
            if rest.strip():
                values.setdefault(target, []).append(rest.strip())
        elif target:
            values.setdefault(target, []).append(one.text)
    if not {"title", "published"} <= values.keys() or "text" not in values:
        return False
    piece.lines = values.pop("text")
    for name, said in values.items():
        piece.put(name, " ".join(said))
    return True


def _displayed(chunk: Sequence[Line], piece: Piece, known: Labels) -> bool:
    """Read an article as the screen shows it: headline, byline, number of words, date, outlet..."""
    shown = [(place, one) for place, one in enumerate(chunk) if one.text]
    words = [n for n, (_, one) in enumerate(shown) if known.patterns["words"].match(one.text)]
    at = next((n for n in words if n + 1 < len(shown) and is_date(shown[n + 1][1].text)), None)
    if at is None:
        return False
    piece.put("length", shown[at][1].text)
    piece.put("published", shown[at + 1][1].text)
    _above([one for _, one in shown[:at]], piece)
    below = at + 2
    if below < len(shown) and known.patterns["time"].match(shown[below][1].text):
        piece.fields["published"] += f" {shown[below][1].text}"
        below += 1
    if below < len(shown):
        piece.put("publisher", shown[below][1].text)
    top = _below([one for _, one in shown], below + 1, piece, known)
    piece.lines = [one.text for one in chunk[shown[top][0] :]] if top < len(shown) else []
    return True


def _above(lines: Sequence[Line], piece: Piece) -> None:
    """Read headline, byline and section, which stand above the number of words."""
    headings = [n for n, one in enumerate(lines) if one.heading]
    if headings:
        last = headings[-1]
        first = last
        while first and lines[first - 1].heading and last - first < 2:
            first -= 1
        piece.put("title", " ".join(one.text for one in lines[first : last + 1]))
        piece.put("authors", " ".join(one.text for one in lines[last + 1 :]))
        if first == 1:  # more is a cover page
            piece.put("section", lines[0].text)
        return
    own = [one.text for one in lines[-_ABOVE:]]
    if len(own) > 1 and _is_byline(own[-1]):
        piece.put("authors", own.pop())
    if own:
        piece.put("title", own.pop())
    if own and len(lines) <= _ABOVE:
        piece.put("section", own.pop())


def _below(lines: Sequence[Line], place: int, piece: Piece, known: Labels) -> int:
    """Read code, edition, page, language and copyright; where the text begins."""
    top = place
    for number in range(place, min(place + 8, len(lines))):
        text = lines[number].text
        if known.patterns["copyright"].match(text):
            piece.put("copyright", text)
            return number + 1
        if known.patterns["code"].match(text) or text.isdigit():
            top = number + 1
        elif "language" not in piece.fields and language_code(text) and len(text) > 3:
            piece.put("language", text)
            top = number + 1
    return top


def _is_byline(words: str) -> bool:
    """Whether a line may be a byline: *By ...*, or a few capitalised words."""
    parts = words.split()
    if parts[0].casefold() == "by":
        return True
    return len(parts) <= _NAME_WORDS and all(part[:1].isupper() or part in ("and", "in", "de", "van") for part in parts)
