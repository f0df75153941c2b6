"""``onrecord verify``: is every line of a record still held by the words that it cites?"""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli._options import RecordFile
from onrecord.cli._output import count, line, say

EXAMPLES = """
onrecord verify story.db
onrecord verify story.db --rebuild-search
"""


def verify(
    record: RecordFile,
    rebuild_search: Annotated[
        bool, typer.Option("--rebuild-search", help="Make the indexes of words anew before the check.")
    ] = False,
) -> None:
    """Check that a record still matches its pages.

    Checked are every quoted span, every reference, every digest, the indexes of words, and the file itself.

    Exit code 5 says that the record is damaged or was changed; each violation is listed.
    """
    import onrecord

    with onrecord.open_record(record) as opened:
        if rebuild_search:
            opened.rebuild_search()
        found = opened.verify()
    for violation in found.violations:
        say(f"  {violation}")
    line(f"{count(found.spans, 'span')} and {count(found.snapshots, 'snapshot')} checked in {record}")
    if found.violations:
        raise onrecord.RecordError(f"{record} does not hold: {count(len(found.violations), 'violation')}")
