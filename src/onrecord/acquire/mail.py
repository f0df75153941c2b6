"""Messages (``.eml``, RFC 5322 and MIME): the text, headers as fields, and the files that lie in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import errors as email_errors
from email import policy
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime

from onrecord.acquire.desk import Attachment
from onrecord.acquire.encoding import find_encoding
from onrecord.acquire.limits import RefusedError, scalar

_PARTS = 1_000
"""Parts of a message that are looked at."""
_DEEPEST = 50
"""Parts within parts; the parser goes through all of them for each line."""
_HEADER = 2_000
"""Characters of a header that are read."""
_HEADERS = 1_000_000
"""Bytes of headers: a message that has been through many hands has 30,000."""
_PLAIN_ENOUGH = 200
"""Characters from which on the plain text of a message is taken rather than its HTML."""
_FORWARDED = re.compile(r"\s*(?:(?:fwd?|re|aw|wg|tr|rv)\s*(?:\[\d+\])?:\s*)+", re.I)
_READ = {"text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml", "application/pdf": ".pdf",
         "application/rtf": ".rtf", "text/rtf": ".rtf", "text/csv": ".csv", "application/json": ".json"}  # fmt: skip
"""Types of attachments without a name, and the endings by which they are read."""


class Mail:
    """A message that has been read."""

    def __init__(self, data: bytes) -> None:
        """Read it.

        Raises:
            RefusedError: ``bad_document``.
        """
        if data.lower().count(b"boundary=") > _DEEPEST or data.lower().count(b"message/rfc822") > _DEEPEST:
            raise RefusedError("bad_document", f"holds more than {_DEEPEST} messages or groups of parts; save it apart")
        head = re.search(rb"\r?\n\r?\n", data[:_HEADERS])
        if head is None and len(data) >= _HEADERS:
            raise RefusedError("bad_document", f"its headers do not end within {_HEADERS:,} bytes; it is no message")
        try:
            headers = BytesHeaderParser(policy=policy.compat32).parsebytes(data[: head.end() if head else len(data)])
            if not any(headers[name] for name in ("from", "date", "subject", "to", "message-id")):
                raise RefusedError("bad_document", "this is no message: it has neither sender, nor date, nor subject")
            self._message = BytesParser(policy=policy.compat32).parsebytes(data)
        except (email_errors.MessageError, ValueError, LookupError) as why:
            raise RefusedError("bad_document", f"the message is damaged ({why})") from why
        self._leaves = list(_leaves(self._message))

    def text(self) -> tuple[str, str]:
        """Its text and the media type of that: plain text if there is enough of it, otherwise HTML."""
        plain = html = ""
        for part in self._leaves:
            if _is_attached(part):
                continue
            if part.get_content_type() == "text/plain":
                plain += ("\n\n" if plain else "") + _decoded(part, markup=False)
            elif part.get_content_type() == "text/html" and not html:
                html = _decoded(part, markup=True)
        if len(plain.strip()) >= _PLAIN_ENOUGH or not html.strip():
            return plain.replace("\r\n", "\n"), "text/plain"
        return html, "text/html"

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Subject, day, sender and number. Of a forwarded message the day is not that of the page in it."""
        subject = _header(self._message, "subject")
        forwarded = _FORWARDED.match(subject)
        day = _day(_header(self._message, "date"))
        found = {
            "title": _FORWARDED.sub("", subject, count=1),
            "sent" if forwarded else "published": day,
            "sender": _header(self._message, "from"),
            "document_id": _header(self._message, "message-id").strip("<> "),
        }
        return tuple((name, value) for name, value in found.items() if value)

    def attachments(self) -> Iterator[Attachment]:
        """The files in it that can be pages."""
        for part in self._leaves:
            kind = part.get_content_type()
            name = " ".join(str(_text_of(part.get_filename() or "")).split())[-200:].replace("/", "_")
            if not name and not _is_attached(part):
                continue
            name = name or f"attached{_READ.get(kind, '')}"
            if kind == "message/rfc822":
                inner = part.get_payload()
                if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                    name = name if name.lower().endswith(".eml") else f"{name}.eml"
                    yield Attachment(name, _as_bytes(inner[0]))
                continue
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data and not kind.startswith(("image/", "audio/", "video/")):
                yield Attachment(name, data)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts of a message that are not made of parts; messages in it are one part each.

    Raises:
        RefusedError: ``bad_document``.
    """
    waiting = [message]
    for _ in range(_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting.extend(one for one in reversed(inner) if isinstance(one, Message))
        else:
            yield part
    raise RefusedError("bad_document", f"the message has more than {_PARTS:,} parts; save those that matter apart")


def _as_bytes(message: Message) -> bytes:
    """A message as it would be sent; with marks in place of characters that no message may have in a header."""
    try:
        return message.as_bytes(policy=policy.compat32)
    except UnicodeError:
        return message.as_string(policy=policy.compat32).encode("utf-8", "replace")


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822"


def _decoded(part: Message, markup: bool) -> str:
    """The text of a part, by the character set that it names, or the one found."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    said = part.get_content_charset()
    try:
        if said is not None:
            return scalar(data.decode(said))
    except (LookupError, UnicodeError):
        pass
    return data.decode(find_encoding(data, markup).codec, "replace")


def _header(message: Message, name: str) -> str:
    """A header as text, on one line."""
    return " ".join(_text_of(str(message[name] or "")[:_HEADER]).split())


def _text_of(value: object) -> str:
    """An encoded header as text; as it stands if the encoding is broken."""
    said = str(value)
    try:
        return scalar(
            "".join(
                part if isinstance(part, str) else part.decode(codec or "ascii", "replace")
                for part, codec in decode_header(said)
            )
        )
    except (LookupError, ValueError, email_errors.MessageError):
        return scalar(said)


def _day(said: str) -> str:
    """The date of a message with its time zone, as ISO writes it; empty if there is none."""
    try:
        return parsedate_to_datetime(said).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
