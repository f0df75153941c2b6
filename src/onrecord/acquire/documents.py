"""Documents that are no pages as they stand, by what they hold; in the process of :mod:`onrecord.acquire.desk`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial

from onrecord.acquire.columns import columns_for, is_listing
from onrecord.acquire.desk import Attachment, Item, Job
from onrecord.acquire.encoding import check_text, find_encoding
from onrecord.acquire.flow import Flow, lines_of_text
from onrecord.acquire.limits import RefusedError, problem
from onrecord.acquire.listings import as_listed
from onrecord.acquire.sources import Fields, derived, empty, page_of
from onrecord.records import Snapshot

Items = Iterator[Item]
Limit = Callable[[int], None]

_BROKEN_LINES = re.compile(r"\n{3,}")


def read_document(job: Job, limit: Limit) -> Items:
    """The items of a document; whatever is wrong with it is its Problem.

    Args:
        job: the document.
        limit: sets the limit of memory, once the libraries are loaded.

    Raises:
        MemoryError: if it takes more than that.
    """
    try:
        reader = _READERS[job.kind]()
        limit(job.settings.max_page_memory)
        yield from reader(job)
    except RefusedError as why:
        yield problem(job.path, why)
    except MemoryError:
        raise
    except ImportError as why:
        said = f"the library that reads it is not installed here ({why}); 'onrecord doctor' says what is"
        yield problem(job.path, RefusedError("no_reader", said))
    except RecursionError:
        yield problem(job.path, RefusedError("bad_document", "it is nested too deep to be read"))
    except Exception as why:
        said = " ".join(str(why).split())[:200] or "no reason given"
        yield problem(job.path, RefusedError("bad_document", f"it cannot be read ({type(why).__name__}: {said})"))


def _flows(job: Job, flow: Flow, otherwise: Callable[[], Snapshot]) -> Items:
    """The articles of an export, or the document as one page."""
    from onrecord.acquire.exports import is_cover, read_export

    data = _bytes(job)
    digest = hashlib.sha256(data).hexdigest()
    pieces = read_export(flow)
    if not pieces:
        if is_cover(flow):
            raise RefusedError("no_text", "this is the list of documents that goes with an export; it holds no article")
        yield otherwise()
        return
    for number, piece in enumerate(pieces, 1):
        path = f"{job.path}#{number}"
        if number > job.settings.max_archive_members:
            yield problem(job.path, RefusedError("too_many", f"holds more than {number - 1:,} articles"))
            return
        text = piece.text()
        if piece.begins is not None:
            why = f"the layout of this part of the export is not known; it begins: {piece.begins}"
            yield problem(path, RefusedError("bad_document", why))
            continue
        if not text:
            title = piece.fields.get("title", "without a title")
            yield problem(path, RefusedError("no_text", f"the archive gives no text of this article ({title})"))
            continue
        yield derived(path, text, "text/plain", piece.said(), digest)


def _text_flow(job: Job) -> Items:
    """A text file that may be an export."""
    data = _bytes(job)
    text = data.decode(find_encoding(data, markup=False).codec, "replace")
    check_text(text)
    yield from _flows(job, lines_of_text(text), lambda: page_of(job.path, data, "text/plain"))


def _markup_flow(job: Job) -> Items:
    """A web page that may be an export."""
    from onrecord.acquire.markup import read_markup

    data = _bytes(job)
    text = data.decode(find_encoding(data, markup=True).codec, "replace")
    check_text(text)
    yield from _flows(job, read_markup(text), lambda: page_of(job.path, data, "text/html"))


def _whole(job: Job, text: str, fields: Fields = (), media_type: str = "text/plain") -> Snapshot:
    """A document as one page.

    Raises:
        RefusedError: ``empty_file``.
    """
    check_text(text)
    if not text.strip():
        raise empty()
    return derived(job.path, _BROKEN_LINES.sub("\n\n", text), media_type, fields, _digest(job))


def _docx() -> Callable[[Job], Items]:
    from onrecord.acquire.docx import read_docx

    def read(job: Job) -> Items:
        flow = read_docx(_bytes(job), job.settings.max_file_bytes)
        yield from _flows(job, flow, lambda: _whole(job, flow.text()))

    return read


def _rtf() -> Callable[[Job], Items]:
    from onrecord.acquire.rtf import read_rtf

    def read(job: Job) -> Items:
        flow = read_rtf(_bytes(job))
        yield from _flows(job, flow, lambda: _whole(job, flow.text()))

    return read


def _pdf() -> Callable[[Job], Items]:
    from onrecord.acquire.pdf import read_pdf

    def read(job: Job) -> Items:
        yield _whole(job, read_pdf(_bytes(job)))

    return read


def _mail() -> Callable[[Job], Items]:
    from onrecord.acquire.mail import Mail

    def read(job: Job) -> Items:
        mail = Mail(_bytes(job))
        text, media_type = mail.text()
        attachments: list[Attachment] = list(mail.attachments())
        if text.strip() or not attachments:
            yield _whole(job, text, mail.fields(), media_type)
        yield from attachments

    return read


def _parquet() -> Callable[[Job], Items]:
    from onrecord.acquire.parquet import parquet_rows

    def read(job: Job) -> Items:
        columns = columns_for(job.settings)
        most = job.settings.max_archive_members
        number = 0
        for number, pairs in enumerate(parquet_rows(job.file or _bytes(job), job.settings), 1):
            path = f"{job.path}#{number}"
            if number > most:
                why = f"holds more rows, and the setting max_archive_members is {most:,}; the rest is not read"
                yield problem(job.path, RefusedError("too_many", why))
                return
            row = columns.sort(pairs)
            names = {name for name, _ in pairs}
            if not row.text and "text" not in columns.known(names) and is_listing(columns.known(names)):
                row = as_listed(row)
            try:
                if not row.text:
                    raise RefusedError("no_text", "the row has no text")
                check_text(row.text)
                yield derived(path, row.text, row.media_type, row.fields)
            except RefusedError as why:
                yield problem(path, why)
        if not number:
            raise RefusedError("empty_file", "the table has no rows")

    return read


def _bytes(job: Job) -> bytes:
    assert job.data is not None
    return job.data


def _digest(job: Job) -> str:
    return hashlib.sha256(_bytes(job)).hexdigest()


def _given(reader: Callable[[Job], Items]) -> Callable[[Job], Items]:
    return reader


_READERS: dict[str, Callable[[], Callable[[Job], Items]]] = {
    "text export": partial(_given, _text_flow),
    "markup export": partial(_given, _markup_flow),
    "docx": _docx,
    "rtf": _rtf,
    "pdf": _pdf,
    "mail": _mail,
    "parquet": _parquet,
}
"""Kind -> what loads the libraries and gives the reader."""
