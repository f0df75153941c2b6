"""The tables that a record is exported as: which there are, and what each column holds.

This is the one place that says so. The rows (:mod:`onrecord.export.rows`), every format and the reference in
``docs/formats/tables.md`` follow it. No table is called *statements*: to FollowTheMoney that is something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Row = dict[str, Any]
"""Column -> value: ``str``, ``int``, ``float``, ``bool``, ``None``, a list of ``str``, or a list of rows. A day is an
ISO string."""

Type = Literal["text", "code", "day", "integer", "real", "flag", "texts", "rows"]
"""What a column holds.

``text``: words; ``code``: one of a short list of words; ``day``: ``YYYY-MM-DD``; ``integer``, ``real``: numbers;
``flag``: true or false; ``texts``: a list of texts; ``rows``: a list of small rows.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    """Its name, the same in every format."""
    type: Type
    """What it holds."""
    meaning: str
    """What it says, in one clause."""
    items: tuple[Column, ...] = ()
    """The columns of the small rows, for type ``rows``."""
    sheet: bool = True
    """Whether a spreadsheet gets it; whole pages are longer than a cell may be."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    """Its name, and that of its file."""
    meaning: str
    """What one row is."""
    columns: tuple[Column, ...]
    """Its columns, in order. The first is the id, or the first two together are."""


def _date(name: str, what: str, *, reason: bool = True) -> tuple[Column, ...]:
    """The columns of a date."""
    columns = (
        Column(f"{name}_earliest", "day", f"first possible day {what}; empty if there is no lower bound"),
        Column(f"{name}_latest", "day", f"last possible day {what}; empty if there is no upper bound"),
        Column(
            f"{name}_basis", "code",
            "how it is known: `stated`, `resolved` (from words like *on Thursday*), `inferred` (from the rest of the "
            "pile), `published` (bounded by the day of publication alone), `unknown`",
        ),
    )  # fmt: skip
    why = Column(f"{name}_reason", "text", "of an inferred day: why, in words")
    return (*columns, why) if reason else columns


ID = Column("id", "text", "identifier, made from the content: the same in every run")

_SPAN = (
    Column("start", "integer", "first character, counted from 0 in Unicode code points of the stored text"),
    Column("end", "integer", "one past the last character"),
    Column("exact", "text", "the characters between"),
)

PAGE = (
    Column("article_id", "text", "the page, a row of `articles`"),
    Column("page", "text", "path of the page"),
    Column("page_number", "integer", "number of the page, as in the brief and in `onrecord articles`"),
    Column("page_title", "text", "its headline"),
    Column("outlet", "text", "who published it"),
    *_date("published", "of publication", reason=False),
    Column(
        "independent_source", "text",
        "the page that stands for all copies and rewrites of one text; count the different values to count sources, "
        "the rows to count reports",
    ),
)  # fmt: skip
"""Of which page a row is."""

PLACE = (
    Column("exact", "text", "the stored text from `start` to `end`, character by character"),
    *_SPAN[:2],
    Column("line", "integer", "line of the page on which it starts, counted from 1"),
    Column("prefix", "text", "the characters before it"),
    Column("suffix", "text", "the characters after it"),
)
"""Where a row stands in its page."""

_WORDS = Column("words", "text", "the words themselves; ` […] ` stands where the text interrupts them")

_PARTY = (
    Column("actor_id", "text", "a row of `actors`"),
    Column("name", "text", "name of the actor; empty if it is not known"),
    Column("country", "code", "ISO 3166-1 alpha-3"),
    Column("sector", "code", "PLOVER sector"),
    Column("words", "text", "how the page puts it"),
)

_SPEAKER = (
    Column("speaker_id", "text", "who said it, a row of `actors`"),
    Column("speaker", "text", "name of the speaker; empty if it is not known"),
    Column("speaker_words", "text", "how the page names the speaker"),
    Column("speaker_role", "text", "the role that the page, or else the pile, gives to the speaker"),
    Column("speaker_country", "code", "ISO 3166-1 alpha-3"),
)

QUOTES_AND_CLAIMS = Table(
    "quotes_and_claims",
    "something that a page attributes to a source: a quotation, a claim, a denial, an opinion",
    (
        ID, *PAGE, _WORDS, *PLACE,
        Column("content", "rows", "the parts of the words", _SPAN),
        *_SPEAKER,
        Column(
            "speaker_basis", "code",
            "how the speaker is known: `named`, `apposition`, `role`, `pronoun`, `continued`, `unknown`",
        ),
        Column("cue", "text", "the words that attribute it: *said*, *according to*"),
        Column("act", "code", "verbal act: `say`, `deny`, `urge`..."),
        Column("manner", "code", "`direct` (all in quotation marks), `mixed`, `indirect`"),
        Column("negated", "flag", "whether the attribution itself is denied or refused (*declined to say*)"),
        Column("via", "text", "the agency, newspaper or channel that carried the words; never the speaker"),
        Column("addressee", "text", "to whom it was said"),
        *_date("said_on", "on which it was said"),
        Column("nested_in", "text", "the row in which this one is reported"),
        Column("same_utterance_as", "text", "another row of the page that reports the same words"),
        Column("garbled", "flag", "whether the text is damaged here, so that the attribution is not safe"),
        Column("rule", "code", "the rule that found it"),
    ),
)  # fmt: skip

EVENTS = Table(
    "events",
    "something that a page says was done, is planned, is possible or did not happen (PLOVER)",
    (
        ID, *PAGE, _WORDS, *PLACE,
        Column("trigger", "text", "the verb or noun that names what was done"),
        Column("lemma", "text", "its base form"),
        Column("type", "code", "PLOVER event type"),
        Column("mode", "code", "PLOVER mode"),
        Column("quad", "integer", "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
        Column("contexts", "texts", "PLOVER contexts"),
        Column("modality", "code", "`happened`, `planned`, `possible`, `negated`"),
        Column("actors", "rows", "who did it", _PARTY),
        Column("recipients", "rows", "to or with whom", _PARTY),
        Column("told_by", "text", "the row of `quotes_and_claims` that tells it; empty when the page itself does"),
        Column("place", "text", "where, in the words of the page"),
        Column("place_country", "code", "ISO 3166-1 alpha-3"),
        *_date("date", "of the event"),
    ),
)  # fmt: skip

FIGURES = Table(
    "figures",
    "a quantity that a page gives",
    (
        ID, *PAGE, *PLACE,
        Column("value", "real", "the number given; empty for a range or a vague word"),
        Column("low", "real", "the least that the words allow"),
        Column("high", "real", "the most that the words allow"),
        Column("qualifier", "text", "the limiting words: *more than*"),
        Column("change", "code", "`=` exact, `~` about, `>` more than, `<` less than, `up`, `down`"),
        Column("unit", "code", "ISO code or unit word"),
        Column("counted", "text", "what is counted, in the words of the page"),
        *_date("as_of", "that the number is true of"),
        Column("told_by", "text", "the row of `quotes_and_claims` that gives it; empty when the page itself does"),
        *_SPEAKER[:2],
        Column("event", "text", "the row of `events` of the same clause"),
    ),
)  # fmt: skip

TIMES = Table(
    "times",
    "words that name a time (TIMEX3)",
    (
        ID, *PAGE, *PLACE,
        Column("type", "code", "`DATE`, `TIME`, `DURATION`, `SET`"),
        Column("value", "text", "TIMEX3 value; empty while the day that it counts from is unknown"),
        Column("relative", "text", "how the words count from the day of publication"),
        Column("mod", "code", "TIMEX3 modifier"),
        *_date("date", "that the words may mean"),
    ),
)  # fmt: skip

ACTORS = Table(
    "actors",
    "a person, organisation, country or group, as the whole pile shows it",
    (
        ID,
        Column("name", "text", "the fullest name found"),
        Column("kind", "code", "`person`, `organization`, `country`, `group`, `unknown`"),
        Column("country", "code", "ISO 3166-1 alpha-3"),
        Column("sector", "code", "PLOVER sector"),
        Column("aliases", "texts", "other names found"),
        Column(
            "roles", "rows", "the roles that pages give, oldest first",
            (Column("role", "text", "the role, in the words of a page"),
             *_date("as_of", "of the pages that give it", reason=False),
             Column("basis", "code", "`page`; `codebook` for an office of somebody to whom no page gives a role")),
        ),
        Column("mentions", "integer", "how many rows of `actor_mentions` are this actor"),
        Column("pages", "integer", "on how many pages it is mentioned"),
        Column("quotes_and_claims", "integer", "how many rows of `quotes_and_claims` it is the speaker of"),
    ),
)  # fmt: skip

ACTOR_MENTIONS = Table(
    "actor_mentions",
    "words that name or stand for an actor, and who that is",
    (
        ID, *PAGE, *PLACE,
        Column("head", "text", "the core of the phrase"),
        Column("head_start", "integer", "first character of the core"),
        Column("head_end", "integer", "one past its last character"),
        Column("form", "code", "`name`, `nominal` (*the spokesman*), `pronoun`, `place`"),
        Column("kind", "code", "what is named: `person`, `organization`, `country`, `group`, `unknown`"),
        Column("name", "text", "the name, without titles and possessives"),
        Column("role", "text", "the role that the phrase itself gives"),
        Column("country", "code", "ISO 3166-1 alpha-3, if the phrase gives it"),
        Column("sector", "code", "PLOVER sector, if the phrase gives it"),
        Column("gender", "code", "grammatical gender: `m`, `f`, `n`"),
        Column("plural", "flag", "whether the phrase is plural"),
        Column("sentence", "integer", "number of the sentence in the body, from 0"),
        Column("subject", "flag", "whether the phrase is the subject of its clause"),
        Column("actor_id", "text", "who it is, a row of `actors`"),
        Column("actor", "text", "name of the actor"),
        Column("link_basis", "code", "why it is taken for that actor"),
        Column("antecedent", "text", "the row of this table that a pronoun or role refers back to"),
    ),
)  # fmt: skip

ARTICLES = Table(
    "articles",
    "a page that was read",
    (
        ID,
        Column("page", "text", "its path"),
        Column("page_number", "integer", "its number, as in the brief and in `onrecord articles`"),
        Column("title", "text", "its headline"),
        Column("outlet", "text", "who published it"),
        Column("authors", "texts", "who wrote it"),
        Column("agencies", "texts", "news agencies that it credits with its text"),
        Column("photo_credits", "texts", "who the pictures are by"),
        Column("language", "code", "ISO 639-1 code, or `und`"),
        Column("url", "text", "its address"),
        *_date("published", "of publication"),
        *_date("updated", "of the last update", reason=False),
        PAGE[-1],
        Column("story_id", "text", "which happening it tells of, a row of `stories`"),
        Column(
            "groups", "rows", "the groups of copies and rewrites that it belongs to",
            (Column("group_id", "text", "the same for all pages of the group"),
             Column("level", "code", "`copy` (the same text) or `chain` (rewrites of one wire as well)"),
             Column("role", "code", "of this page: `original`, `copy`, `rewrite`, `unknown`"),
             Column("reason", "text", "what the pages share")),
        ),
        Column("quotes_and_claims", "integer", "how many rows of `quotes_and_claims` stand on it"),
        Column("events", "integer", "how many rows of `events` stand on it"),
        Column("figures", "integer", "how many rows of `figures` stand on it"),
        Column("characters", "integer", "length of the stored text"),
        Column("text", "text", "the stored text, in which all characters count", sheet=False),
        Column(
            "blocks", "rows", "what each stretch of the text is there for",
            (*_SPAN[:2], Column("role", "code", "`headline`, `body`, `caption`..."),
             Column("confidence", "real", "from 0 to 1"),
             Column("joined", "flag", "whether it goes on the sentence of the body block before it")),
            sheet=False,
        ),
    ),
)  # fmt: skip

STORIES = Table(
    "stories",
    "a happening of which one page or more tell; its pages are the rows of `articles` with its `story_id`",
    (
        ID,
        Column("number", "integer", "its number, as in `onrecord stories`: the story of most pages is 1"),
        Column("label", "text", "what it is called, in words of a page"),
        Column("reason", "text", "what holds its pages together, in words of the pages"),
        Column("pages", "integer", "how many pages tell of it: reports"),
        Column("independent_sources", "integer", "how many independent texts they are; a page without a text is none"),
        Column("first_day", "day", "first day of publication among its pages; empty if none is known"),
        Column("last_day", "day", "last day of publication among its pages; empty if none is known"),
        Column("quotes_and_claims", "integer", "how many rows of `quotes_and_claims` stand on its pages"),
        Column("events", "integer", "how many rows of `events` stand on its pages"),
    ),
)

FINDINGS = Table(
    "findings",
    "two or more passages that agree, contradict, update each other or show a change of position",
    (
        ID,
        Column("kind", "code", "`agreement`, `contradiction`, `update`, `shift`"),
        Column("topic", "text", "what about, in words of the pages"),
        Column("actor", "text", "whose position, or who acted"),
        Column("strength", "code", "`hard` (same actor, act and object) or `soft` (one of them is inferred)"),
        Column("independent", "integer", "independent chains of sources behind it"),
        Column(
            "basis", "code", "in what they differ: `polarity`, `number`, `actor`, `place`, `time`, `cause`, `wording`"
        ),
        Column("reason", "text", "why it is reported"),
        Column(
            "sides", "rows", "the positions; their words are rows of `finding_evidence`",
            (Column("label", "text", "who, and what kind of position"),
             *_date("date", "of the position", reason=False)),
        ),
    ),
)  # fmt: skip

FINDING_EVIDENCE = Table(
    "finding_evidence",
    "a passage that a finding rests on",
    (
        Column("finding_id", "text", "the row of `findings`"),
        Column("number", "integer", "number of the passage in the finding, from 1"),
        Column("side", "integer", "number of the side that it speaks for, from 1"),
        Column("label", "text", "who, and what kind of position"),
        *_date("date", "of the position", reason=False),
        *PAGE, *PLACE,
        Column("record_id", "text", "the row of `quotes_and_claims`, `events` or `figures` that it is part of"),
    ),
)  # fmt: skip

PROBLEMS = Table(
    "problems",
    "something that failed or was left undone",
    (
        ID,
        Column("stage", "code", "the stage in which it came up"),
        Column("code", "code", "short stable name"),
        Column("message", "text", "what, where and why"),
        Column("page", "text", "the input that it is about"),
        Column("fatal", "flag", "whether the page is lost to the record"),
        Column("article_id", "text", "the page, a row of `articles`, if there is one"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        QUOTES_AND_CLAIMS, EVENTS, FIGURES, TIMES, ACTORS, ACTOR_MENTIONS, ARTICLES, STORIES, FINDINGS,
        FINDING_EVIDENCE, PROBLEMS,
    )
}  # fmt: skip
"""All tables, by name."""

_SHOWN = {"rows": "list of rows", "texts": "list of texts", "real": "number", "integer": "whole number"}


def reference() -> Iterator[str]:
    """The lines of the reference of all tables, in Markdown."""
    for table in TABLES.values():
        yield from (f"### `{table.name}`", "", f"One row is {table.meaning}.", "")
        yield from ("| column | type | what it says |", "|---|---|---|")
        for column in table.columns:
            inner = "; ".join(f"`{item.name}` ({item.meaning})" for item in column.items)
            meaning = f"{column.meaning}: {inner}" if inner else column.meaning
            aside = "" if column.sheet else "; not in spreadsheets"
            yield f"| `{column.name}` | {_SHOWN.get(column.type, column.type)}{aside} | {meaning} |"
        yield ""
