"""The page to read beside a coding sheet: one HTML file without script, to be read on a screen or printed."""

from __future__ import annotations

from html import escape

from onrecord.export.brief.safe import plain
from onrecord.export.sampling import CODES, QUESTIONS, Row, Sheet

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --mark: #ffe08a; --ink: #111 }
@media (prefers-color-scheme: dark) { :root { --mark: #6b5500; --ink: #eee } }
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink) }
h1 { font-size: 1.4rem } h2 { font-size: 1rem; margin: 0 }
article { border-top: 1px solid var(--line); padding: 1rem 0; break-inside: avoid }
blockquote { margin: .5rem 0; padding: 0 0 0 1rem; border-left: 3px solid var(--line) }
mark { background: var(--mark); color: inherit }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .1rem 1rem; margin: .5rem 0; font-size: .9rem }
dt { opacity: .7 } dd { margin: 0 }
.place, .code { font: .85rem/1.4 system-ui, sans-serif; opacity: .8 }
@media print { body { margin: 0; max-width: none } }
"""


def page(sheet: Sheet, name: str) -> str:
    """The page of a sheet.

    Args:
        sheet: what was drawn.
        name: the name of the CSV file.
    """
    questions = "".join(
        f"<dt>{escape(column)}</dt><dd>{escape(text)}</dd>" for column, text in QUESTIONS[sheet.what].items()
    )
    strata = "; ".join(
        f"{escape(stratum)}: {sum(row.stratum == stratum for row in sheet.rows)} of {size}"
        for stratum, size in sheet.sizes.items()
    )
    rows = "\n".join(_article(number, row, sheet.what) for number, row in enumerate(sheet.rows, 1))
    title = f"Coding sheet: {len(sheet.rows)} {sheet.what}"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title><style>{_STYLE}</style></head><body>
<h1>{escape(title)}</h1>
<p>Write your codes into <b>{escape(plain(name))}</b>, in the row of the same number: {", ".join(CODES)}, or nothing
where you have not judged. Change nothing else; rows may be sorted, not deleted.</p>
<dl>{questions}</dl>
<p class="place">Draw {escape(sheet.draw)}, seed {sheet.seed}. {strata}.</p>
{rows}
</body></html>
"""


def _article(number: int, row: Row, what: str) -> str:
    """One record with its words in context, what the tool says, and boxes to tick on paper."""
    fields = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(plain(value)) or '–'}</dd>" for name, value in row.fields.items()
    )
    boxes = "<br>".join(f"{escape(column)}: " + " ".join(f"☐ {code}" for code in CODES) for column in QUESTIONS[what])
    before, words, after = (escape(plain(text)) for text in (row.before, row.words, row.after))
    where = f"{escape(plain(row.where))} · {escape(row.record_id)}"
    return (
        f'<article id="r{number}"><h2>{number}</h2><p class="place">{where}</p>'
        f"<blockquote>{before} <mark>{words}</mark> {after}</blockquote><dl>{fields}</dl>"
        f'<p class="code">{boxes}</p></article>'
    )
