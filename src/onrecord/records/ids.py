"""Identifiers made from content, so that the same input gives the same record on every machine."""

from __future__ import annotations

import hashlib


def make_id(prefix: str, *parts: object) -> str:
    """A stable identifier: the prefix and 64 bits of SHA-256 over the parts.

    Args:
        prefix: one or two letters for the kind of record (``a`` article, ``s`` statement...).
        parts: what makes the record this record; each is taken as its ``str``.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
