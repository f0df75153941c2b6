"""What a page's mark-up states about it: titles, authors, outlet, address, days."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from onrecord.extract.daywords import read_day

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Analysis)$|^(?:WebPage|VideoObject|Recipe|LiveBlogPosting)$")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "date",
    "displaydate",
    "rnews:datepublished",
    "citation_publication_date",
    "article:created",
    "ptime",
    "timestamp",
)
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "revised",
)
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "article.author",
    "cxenseparse:author",
    "og:article:author",
)
_MARKED = etree.XPath("//*[@itemprop or self::time[@pubdate]]")
_STRONG = frozenset(_PUBLISHED[:7]) - {"og:article:published_time", "og:published_time"}
_MOMENT = re.compile(
    r"\d{4}-?\d\d-?\d\d[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment that the mark-up states."""

    day: dt.date
    """The day as it is written, in the zone in which it is written."""
    moment: dt.datetime | None
    """The moment, with its time zone if one is written; ``None`` if only a day is."""
    strong: bool
    """Whether it is said of the article, and not of the file that holds it."""

    @property
    def in_utc(self) -> bool:
        """Whether the moment is written in universal time, which is seldom the page's own."""
        return self.moment is not None and self.moment.utcoffset() == dt.timedelta(0)

    def is_midnight_of(self, day: dt.date) -> bool:
        """Whether the moment is the first of that day in Europe or farther east: a day written as a moment."""
        moment = self.moment
        if moment is None or not self.in_utc or moment.minute or moment.second or moment.hour < 20:
            return False
        return day == self.day + dt.timedelta(days=1)

    @classmethod
    def read(cls, value: str, strong: bool) -> Stamp | None:
        """The moment that a field states, or ``None``."""
        day = read_day(value)
        if day is None:
            return None
        moment = None
        if match := _MOMENT.match(value.strip()):
            clock, zone = match.group(1), (match.group(2) or "").upper()
            zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
            try:
                moment = dt.datetime.fromisoformat(f"{day.isoformat()}T{clock}{zone}")
            except ValueError:
                moment = None
        return cls(day, moment, strong)


@dataclass(slots=True)
class Stated:
    """What the mark-up states. Lists hold the most trusted first."""

    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    publisher: str | None = None
    url: str | None = None
    published: list[Stamp] = field(default_factory=list)
    updated: list[Stamp] = field(default_factory=list)


def read_metadata(tree: HtmlElement) -> Stated:
    """What the mark-up of a page states; nothing is guessed."""
    stated = Stated()
    for item in _json_ld(tree):
        _read_item(item, stated)
    metas = _metas(tree)
    _read_metas(tree, metas, stated)
    _read_elements(tree, stated)
    for title in tree.findall(".//head/title")[:1]:
        stated.titles.append(_clean(title.text_content()))
    stated.titles = list(dict.fromkeys(title for title in stated.titles if title))
    stated.authors = list(dict.fromkeys(name for name in stated.authors if name))
    return stated


def _read_item(item: dict[str, Any], stated: Stated) -> None:
    """One object of JSON-LD."""
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if not any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
        return
    page = "WebPage" in kinds
    if isinstance(item.get("headline"), str):
        stated.titles.append(_clean(item["headline"]))
    for name, days in (("datePublished", stated.published), ("dateModified", stated.updated)):
        stamp = Stamp.read(item[name], True) if isinstance(item.get(name), str) else None
        if stamp and not (page and days):
            days.append(stamp)
    for author in _listed(item.get("author")) + _listed(item.get("creator")):
        names = author.get("name") if isinstance(author, dict) else author
        for single in _listed(names):
            if isinstance(single, str):
                kind = author.get("@type") if isinstance(author, dict) else None
                (stated.organisations if kind in ("Organization", "NewsMediaOrganization") else stated.authors).append(
                    _clean(single)
                )
    publisher = next(iter(_listed(item.get("publisher"))), None)
    if isinstance(publisher, dict) and isinstance(publisher.get("name"), str) and not stated.publisher:
        stated.publisher = _clean(publisher["name"]) or None


def _read_metas(tree: HtmlElement, metas: dict[str, list[str]], stated: Stated) -> None:
    """The meta and link elements."""
    for name in ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"):
        stated.titles += [_clean(value) for value in metas.get(name, [])[:1]]
    for name in ("description", "og:description", "twitter:description"):
        stated.descriptions += metas.get(name, [])
    for name in _PUBLISHED:
        _add(stated.published, metas.get(name, [])[:1], name in _STRONG)
    for name in _UPDATED:
        _add(stated.updated, metas.get(name, [])[:1], True)
    if not stated.authors:
        for name in _AUTHOR:
            values = [
                _clean(value) for value in metas.get(name, []) if "://" not in value and not value.startswith("/")
            ]
            if values:
                stated.authors = values
                break
    stated.publisher = stated.publisher or next(
        iter(metas.get("og:site_name", []) + metas.get("application-name", [])), None
    )
    canonical = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
    addresses = [*canonical, *metas.get("og:url", [])]
    stated.url = next((value for value in addresses if value and value.startswith("http")), None)


def _add(stamps: list[Stamp], values: Sequence[str], strong: bool) -> None:
    """Add the moments that the values state."""
    stamps += [stamp for value in values if (stamp := Stamp.read(value, strong))]


def _read_elements(tree: HtmlElement, stated: Stated) -> None:
    """Elements of the body that carry meta data."""
    for element in _MARKED(tree):
        prop = (element.get("itemprop") or "").lower()
        value = element.get("content") or element.get("datetime") or ""
        if prop == "datemodified":
            if stamp := Stamp.read(value, True):
                stated.updated.append(stamp)
        elif prop in ("datepublished", "datecreated") or element.get("pubdate") is not None:
            value = value or (element.text_content() if len(element) < 4 else "")
            if stamp := Stamp.read(value, prop == "datepublished"):
                stated.published.append(stamp)


def byline_elements(tree: HtmlElement) -> list[str]:
    """The words of elements that the mark-up calls author or byline, in order."""
    found: list[str] = []
    for element in tree.iter("a", "span", "div", "p", "address", "li", "h3", "h4", "h5"):
        marks = " ".join(element.get(name) or "" for name in ("class", "rel", "itemprop", "id")).lower()
        if "author" not in marks and "byline" not in marks:
            continue
        if any(
            word in marks
            for word in ("comment", "related", "bio", "image", "avatar", "photo", "social", "follow", "date")
        ):
            continue
        words = _clean(element.text_content())
        if 4 <= len(words) <= 120:
            found.append(words)
    return list(dict.fromkeys(found))[:6]


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """Contents of meta elements by lower-case name."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = (meta.get("content") or "").strip()
        if name and value:
            found.setdefault(name, []).append(value)
    return found


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, graphs opened; what is no JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().split(";")[0] != "application/ld+json":
            continue
        try:
            data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _listed(data):
            if isinstance(item, dict):
                yield item
                yield from (inner for inner in _listed(item.get("@graph")) if isinstance(inner, dict))
                yield from (inner for inner in _listed(item.get("mainEntity")) if isinstance(inner, dict))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _clean(words: str) -> str:
    from html import unescape

    words = unescape(words) if _ENTITY.search(words) else words
    return " ".join(words.split())
