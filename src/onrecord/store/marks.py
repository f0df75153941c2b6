"""What tells whether a stage has to run again: its version, and what it read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.records import Records, Snapshot

PILE = ""
"""What a mark is about that is about all pages."""


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage in one version has read this, and what it made of it is stored.

    Marks travel in the :class:`~onrecord.records.Records` of a page and are written in its transaction.
    """

    about: str
    """The snapshot, or :data:`PILE`."""
    stage: str
    """The stage."""
    version: str
    """Digest of its code, codebooks, settings and libraries."""
    input: str
    """Digest of the records that it read."""

    @property
    def id(self) -> str:
        """What it is about, and the stage."""
        return f"{self.about}:{self.stage}"


def input_digest(records: Records, kinds: Iterable[type[Any]]) -> str:
    """The digest of all records of some kinds, in their order.

    Of a snapshot, its id stands for its bytes; its path says where it came from, not what it is.
    """
    digest = hashlib.sha256()
    for kind in sorted(kinds, key=lambda kind: kind.__name__):
        for record in records.all(kind):
            if isinstance(record, Snapshot):
                said = repr((record.id, record.media_type, record.encoding, record.encoding_basis, record.fields))
            else:
                said = repr(record)
            digest.update(said.encode("utf-8", "surrogatepass") + b"\x00")
    return digest.hexdigest()[:32]
