"""Records: what the stages read from and write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar


class Identified(Protocol):
    """Any record: a frozen dataclass with an id made from its content."""

    @property
    def id(self) -> str:
        """The identifier."""


R = TypeVar("R", bound=Identified)


class Records:
    """A set of records of any kind, in the order in which they were added.

    One page's records while a page is read; a whole pile's records afterwards. Adding a record whose
    id is there already replaces it in place, so a stage that runs twice leaves the same records.
    """

    def __init__(self, records: Iterable[Identified] = ()) -> None:
        """Start with some records."""
        self._kinds: dict[type[Any], dict[str, Any]] = {}
        self.add(*records)

    def add(self, *records: Identified) -> None:
        """Add records, each replacing one of the same kind and id."""
        for record in records:
            self._kinds.setdefault(type(record), {})[record.id] = record

    def remove(self, kind: type[Any], *record_ids: str) -> None:
        """Take records of a kind out; ids that are not there are passed over.

        For the stages that replace what a page says alone by what the pile says (actors).
        """
        held = self._kinds.get(kind, {})
        for record_id in record_ids:
            held.pop(record_id, None)

    def all(self, kind: type[R]) -> list[R]:
        """All records of a kind."""
        return list(self._kinds.get(kind, {}).values())

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        """The record of that kind and id, or ``None``."""
        found: R | None = self._kinds.get(kind, {}).get(record_id or "")
        return found

    def one(self, kind: type[R]) -> R:
        """The only record of a kind.

        Raises:
            LookupError: if there is none, or more than one.
        """
        found = self.all(kind)
        if len(found) != 1:
            raise LookupError(f"{len(found)} records of kind {kind.__name__} where one is needed")
        return found[0]

    def kinds(self) -> set[type[Any]]:
        """The kinds of which there is at least one record."""
        return {kind for kind, records in self._kinds.items() if records}

    def __iter__(self) -> Iterator[Identified]:
        """All records, kind by kind."""
        for records in self._kinds.values():
            yield from records.values()
