"""Where things are: Place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records.span import Span

PlaceLevel = Literal["country", "region", "city", "facility"]
PlaceBasis = Literal["stated", "page", "known", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A named place of a page and where it lies, as far as the page and the gazetteer tell.

    A name that several places bear, and that nothing on the page decides, has neither country nor point.
    """

    id: str
    """``w_`` and a digest."""
    article_id: str
    """The article whose text it stands in."""
    span: Span
    """The words: *Paris*, *Oslo airport*."""
    name: str
    """The name of the place, in the words of the page."""
    level: PlaceLevel | None = None
    """``country``, ``region`` (a first-level division), ``city``, ``facility`` (something within a city), or
    ``None`` if it is not known what it is."""
    country: str | None = None
    """ISO 3166-1 alpha-3 code, or ``None``."""
    latitude: float | None = None
    """Degrees north (WGS 84); of a facility, those of its city; of a country or region, the middle of its cities."""
    longitude: float | None = None
    """Degrees east."""
    basis: PlaceBasis = "unknown"
    """``stated``: the words say it (a country's own name; *Paris, Texas*); ``page``: what else the page names decides;
    ``known``: it is the one place, or by far the largest, of that name; ``unknown``."""
    reason: str = ""
    """Why, in words."""
