"""News in JSON (IPTC ninjs 1.x, 2.x, 3.x): an object as agencies send it becomes a row like that of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.acquire.columns import plain

_MARKS = frozenset({"versioncreated", "firstcreated", "body_text", "body_html", "body_xhtml", "bodies", "headlines",
                    "contentcreated", "pubstatus"})  # fmt: skip
_BODIES = ("body_text", "body_xhtml", "body_html")
_MAIN_ROLES = ("main", "body", "fulltext", "")
"""Roles of a body or a headline that are taken first."""


def is_ninjs(item: Mapping[str, object]) -> bool:
    """Whether an object is an item of ninjs: it has an address, and two keys that only ninjs has."""
    names = {name.casefold() for name in item}
    return "uri" in names and len(names & _MARKS) + any(name.startswith("body_") for name in names) >= 2


def ninjs_pairs(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The item as (column, value), in the names of tables."""
    low = {name.casefold(): value for name, value in item.items()}
    yield "text", _body(low)
    yield "title", plain(low.get("headline")) or _of_role(low.get("headlines")) or plain(low.get("title"))
    yield "published", next((said for name in _TIMES if (said := plain(low.get(name)))), "")
    yield "publisher", plain(low.get("provider")) or _names(low.get("infosource") or low.get("infosources"))
    yield "authors", plain(low.get("byline")) or plain(low.get("by"))
    yield "language", plain(low.get("language"))
    address = plain(low.get("uri"))
    yield "url", address if address.casefold().startswith(("http://", "https://")) else ""


_TIMES = ("versioncreated", "contentcreated", "firstcreated")
"""When an item was made, best first: the text is that of this version, and *on Monday* counts from its day."""


def _body(low: Mapping[str, object]) -> str:
    for name in _BODIES:
        if said := plain(low.get(name)):
            return said
    other = [name for name in low if name.startswith("body_")]
    return _of_role(low.get("bodies")) or next((said for name in other if (said := plain(low[name]))), "")


def _of_role(items: object) -> str:
    """The value of the main one of several bodies or headlines; the longest of those without a known role."""
    found: list[tuple[int, int, str]] = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, Mapping):
            role = plain(item.get("role")).rpartition(":")[2].casefold()
            said = plain(item.get("value"))
            found.append((role in _MAIN_ROLES, len(said), said))
    return max(found)[2] if found else ""


def _names(sources: object) -> str:
    """The first source of information that has a name."""
    for source in sources if isinstance(sources, list) else []:
        if isinstance(source, Mapping) and (name := plain(source.get("name"))):
            return name
    return ""
