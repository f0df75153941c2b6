"""One name for each outlet of a pile: pages that know only their address take the name that other pages give."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records.source import Article

_ENDINGS = 2
"""Most labels at the end of a host that are no part of a name (*.co.uk*)."""


def outlets(articles: Iterable[Article]) -> dict[str, str]:
    """Article id -> the name of its outlet; pages that name none are left out.

    A host (*corvintimes.example*) and a name (*The Corvin Times*) are one outlet if they are spelled alike. The
    stored page keeps what it says.
    """
    said = {article.id: article.publisher for article in articles if article.publisher}
    names = {_plain(name): name for name in sorted(said.values(), reverse=True) if not _is_host(name)}
    return {page: _named(name, names) if _is_host(name) else name for page, name in said.items()}


def _is_host(name: str) -> bool:
    return "." in name and " " not in name and name == name.lower()


def _plain(name: str) -> str:
    letters = "".join(char for char in name.casefold() if char.isalnum())
    return letters.removeprefix("the")


def _named(host: str, names: dict[str, str]) -> str:
    """The name that is spelled like a host, or the host."""
    labels = host.removeprefix("www.").split(".")
    for kept in range(len(labels) - 1, max(0, len(labels) - 1 - _ENDINGS), -1):
        if (name := names.get(_plain(labels[kept - 1]))) is not None:
            return name
    return host
