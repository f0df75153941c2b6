"""Stage 1, acquire: from what the user names to snapshots, the exact bytes of each page.

Read are files, folders with all that is in them, zip and gzip archives, tables (CSV, JSON, JSON lines, Parquet) with a
page a row, exports of news archives (Nexis, Factiva, ProQuest) with many articles a file, PDF, Word and RTF documents,
messages, web archives (WARC) and ninjs. Nothing that is given can stop the run: what cannot be read is a
:class:`~onrecord.records.Problem` in its place, and its code is one of

================= =================================================================================
code              meaning
================= =================================================================================
``missing``       there is no such file
``unreadable``    the system does not give it: permissions, a broken link, a damaged disk
``unknown_type``  a kind of document that is not read
``empty_file``    nothing in it, or nothing but white space
``empty_folder``  a folder or archive without a file that could be a page
``not_text``      binary, damaged, or holding NUL
``too_large``     more than ``max_file_bytes``, or unpacking out of proportion to its size
``too_many``      more members or rows than ``max_archive_members``; those beyond are not read
``bad_archive``   an archive that is damaged, cut off, encrypted or packed too deep
``bad_table``     a table or JSON file that cannot be understood, with the place where it breaks
``no_text_column`` a table in which no column holds the text of a page
``bad_row``       a row that cannot be read; the others are
``no_text``       a row or an exported article without a text
``bad_document``  a document that is damaged, encrypted, or not what its name says
``no_text_layer`` a PDF file that holds pictures of pages, and no text
``no_reader``     the library that reads this kind of document is not installed
``timeout``       reading a document took longer than ``max_page_seconds``
``memory``        reading a document took more than ``max_page_memory``
``crashed``       the process that read a document ended
================= =================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.acquire.columns import columns_for
from onrecord.acquire.desk import Desk
from onrecord.acquire.files import read_input
from onrecord.records import Problem, Snapshot
from onrecord.settings import Settings

__all__ = ["acquire"]


def acquire(inputs: Iterable[str], settings: Settings) -> Iterator[Snapshot | Problem]:
    """The pages behind ``inputs``, in the order of the inputs; folders and archives in that of their names.

    Args:
        inputs: names of files and folders; ``-`` is standard input.
        settings: for the limits ``max_file_bytes`` and ``max_archive_members``, and for ``column_map``.

    Yields:
        A snapshot for each page, named as the user knows it (a path, ``archive.zip!member``,
        ``table.csv#row``), or a problem for what cannot be read. Equal pages have equal ids.

    Raises:
        UsageError: if ``column_map`` names a field that does not exist; nothing else is raised.
    """
    columns_for(settings)
    with Desk(settings) as desk:
        for given in inputs:
            yield from read_input(given, settings, desk)
