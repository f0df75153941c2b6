-- The record: one SQLite file. Version 1.
--
-- A table is one kind of record of onrecord.records, in snake case; a column is the field of the same name,
-- whose meaning stands in the record's docstring. Three rules cover what is not a plain value:
--   * a date x is three columns, x_earliest, x_latest and x_basis;
--   * every stretch of text, whatever it is the evidence of, is a row of the one table span;
--   * a list of small records is a table named table_field (article_blocks, event_actor), one row an item.
-- Lists of plain words are JSON. A test holds this file and the records to each other.

PRAGMA application_id = 1869509219;  -- 'onrc'
PRAGMA user_version = 1;

-- What was received --------------------------------------------------------------------------------------------

CREATE TABLE snapshot (
    id             TEXT PRIMARY KEY,
    path           TEXT NOT NULL,
    data           BLOB NOT NULL,       -- the exact bytes, compressed with zlib
    digest         TEXT NOT NULL,       -- SHA-256 of the bytes before compression
    media_type     TEXT NOT NULL,
    encoding       TEXT NOT NULL,
    encoding_basis TEXT NOT NULL,
    fields         TEXT NOT NULL,       -- JSON: [[name, value], ...]
    read_by        TEXT NOT NULL        -- of the store alone: versions and settings that read the page
) STRICT;

CREATE TABLE article (
    id                 TEXT PRIMARY KEY,
    snapshot_id        TEXT NOT NULL REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,
    path               TEXT NOT NULL,
    text               TEXT NOT NULL,   -- all spans of all tables count in it, in Unicode code points
    text_digest        TEXT NOT NULL,   -- of the store alone: SHA-256 of text as UTF-8
    title              TEXT,
    authors            TEXT NOT NULL,   -- JSON
    agencies           TEXT NOT NULL,   -- JSON
    publisher          TEXT,
    photo_credits      TEXT NOT NULL,   -- JSON
    language           TEXT NOT NULL,
    url                TEXT,
    published_earliest TEXT,
    published_latest   TEXT,
    published_basis    TEXT NOT NULL,
    updated_earliest   TEXT,
    updated_latest     TEXT,
    updated_basis      TEXT NOT NULL,
    as_is              INTEGER NOT NULL
) STRICT;
CREATE INDEX article_path ON article (path);

CREATE TABLE article_blocks (
    owner      TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    item       INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    role       TEXT NOT NULL,
    confidence REAL NOT NULL,
    reason     TEXT NOT NULL,
    joined     INTEGER NOT NULL,
    PRIMARY KEY (owner, item),
    CHECK (0 <= start AND start < "end")
) STRICT;

-- Where it stands ----------------------------------------------------------------------------------------------

-- owner_table, owner and item name the row that the stretch belongs to (item is -1 for a record itself, and the
-- row's item for a small record in a list); field and seq say which of its spans it is.
CREATE TABLE span (
    owner_table TEXT NOT NULL,
    owner       TEXT NOT NULL,
    item        INTEGER NOT NULL,
    field       TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    article_id  TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    exact       TEXT NOT NULL,          -- article.text[start:end]
    prefix      TEXT NOT NULL,          -- up to 32 characters before it
    suffix      TEXT NOT NULL,          -- up to 32 characters after it
    record_id   TEXT,                   -- the statement, event or figure that it is part of, for evidence across pages
    PRIMARY KEY (owner_table, owner, item, field, seq),
    CHECK (0 <= start AND start < "end")
) STRICT;
CREATE INDEX span_article ON span (article_id, start);

-- What a page says ---------------------------------------------------------------------------------------------

CREATE TABLE time_expression (
    id         TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    type       TEXT NOT NULL,
    value      TEXT,
    relative   TEXT,
    mod        TEXT
) STRICT;
CREATE INDEX time_expression_article ON time_expression (article_id);

CREATE TABLE actor_mention (
    id         TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    form       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    name       TEXT,
    role       TEXT,
    country    TEXT,
    sector     TEXT,
    gender     TEXT,
    plural     INTEGER NOT NULL,
    sentence   INTEGER NOT NULL,
    subject    INTEGER NOT NULL
) STRICT;
CREATE INDEX actor_mention_article ON actor_mention (article_id);

CREATE TABLE statement (
    id                TEXT PRIMARY KEY,
    article_id        TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    speaker_mention   TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    speaker_basis     TEXT NOT NULL,
    manner            TEXT NOT NULL,
    act               TEXT NOT NULL,
    negated           INTEGER NOT NULL,
    via               TEXT,
    addressee         TEXT,
    nested_in         TEXT REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    same_utterance_as TEXT REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    garbled           INTEGER NOT NULL,
    said_on_earliest  TEXT,
    said_on_latest    TEXT,
    said_on_basis     TEXT NOT NULL,
    said_time         TEXT REFERENCES time_expression (id) DEFERRABLE INITIALLY DEFERRED,
    rule              TEXT NOT NULL
) STRICT;
CREATE INDEX statement_article ON statement (article_id);

CREATE TABLE event (
    id            TEXT PRIMARY KEY,
    article_id    TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    lemma         TEXT NOT NULL,
    type          TEXT NOT NULL,
    mode          TEXT,
    quad          INTEGER NOT NULL,
    contexts      TEXT NOT NULL,        -- JSON
    modality      TEXT NOT NULL,
    attributed_to TEXT REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    place_country TEXT,
    date_earliest TEXT,
    date_latest   TEXT,
    date_basis    TEXT NOT NULL,
    date_time     TEXT REFERENCES time_expression (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX event_article ON event (article_id);

CREATE TABLE event_actor (
    owner   TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    item    INTEGER NOT NULL,
    mention TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, item)
) STRICT;

CREATE TABLE event_recipient (
    owner   TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    item    INTEGER NOT NULL,
    mention TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, item)
) STRICT;

CREATE TABLE figure (
    id             TEXT PRIMARY KEY,
    article_id     TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    value          REAL,
    low            REAL,
    high           REAL,
    qualifier      TEXT,
    change         TEXT NOT NULL,
    unit           TEXT,
    counted        TEXT,
    as_of_earliest TEXT,
    as_of_latest   TEXT,
    as_of_basis    TEXT NOT NULL,
    as_of_time     TEXT REFERENCES time_expression (id) DEFERRABLE INITIALLY DEFERRED,
    attributed_to  TEXT REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    event          TEXT REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX figure_article ON figure (article_id);

-- Who a page alone takes its mentions for. The pile's answer is in actor and actor_link; these rows are kept so that
-- a pile that grows can be resolved again without reading its pages again.
CREATE TABLE page_actor (
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    country    TEXT,
    sector     TEXT,
    aliases    TEXT NOT NULL            -- JSON
) STRICT;
CREATE INDEX page_actor_article ON page_actor (article_id);

CREATE TABLE page_actor_roles (
    owner          TEXT NOT NULL REFERENCES page_actor (id) ON DELETE CASCADE,
    item           INTEGER NOT NULL,
    role           TEXT NOT NULL,
    as_of_earliest TEXT,
    as_of_latest   TEXT,
    as_of_basis    TEXT NOT NULL,
    PRIMARY KEY (owner, item)
) STRICT;

CREATE TABLE page_actor_link (
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    id         TEXT PRIMARY KEY,
    mention_id TEXT NOT NULL REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    actor_id   TEXT NOT NULL REFERENCES page_actor (id) DEFERRABLE INITIALLY DEFERRED,
    basis      TEXT NOT NULL,
    antecedent TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX page_actor_link_article ON page_actor_link (article_id);

-- What only the whole pile shows: written together, and made again whenever the pile changes ----------------------

CREATE TABLE actor (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    country TEXT,
    sector  TEXT,
    aliases TEXT NOT NULL               -- JSON
) STRICT;

CREATE TABLE actor_roles (
    owner          TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    item           INTEGER NOT NULL,
    role           TEXT NOT NULL,
    as_of_earliest TEXT,
    as_of_latest   TEXT,
    as_of_basis    TEXT NOT NULL,
    PRIMARY KEY (owner, item)
) STRICT;

CREATE TABLE actor_link (
    id         TEXT PRIMARY KEY,
    mention_id TEXT NOT NULL REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    actor_id   TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    basis      TEXT NOT NULL,
    antecedent TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE date_inference (
    id            TEXT PRIMARY KEY,
    record_id     TEXT NOT NULL,        -- an article, statement, event, figure or time expression
    date_earliest TEXT,
    date_latest   TEXT,
    date_basis    TEXT NOT NULL,
    reason        TEXT NOT NULL
) STRICT;

CREATE TABLE syndication_group (
    id     TEXT PRIMARY KEY,
    level  TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE syndication_group_members (
    owner      TEXT NOT NULL REFERENCES syndication_group (id) ON DELETE CASCADE,
    item       INTEGER NOT NULL,
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    role       TEXT NOT NULL,
    PRIMARY KEY (owner, item)
) STRICT;

CREATE TABLE finding (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    topic       TEXT NOT NULL,
    actor       TEXT,
    reason      TEXT NOT NULL,
    strength    TEXT NOT NULL,
    independent INTEGER NOT NULL
) STRICT;

CREATE TABLE finding_sides (
    owner         TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    item          INTEGER NOT NULL,
    label         TEXT NOT NULL,
    date_earliest TEXT,
    date_latest   TEXT,
    date_basis    TEXT NOT NULL,
    PRIMARY KEY (owner, item)
) STRICT;

-- How it was made ----------------------------------------------------------------------------------------------

CREATE TABLE problem (
    id         TEXT PRIMARY KEY,
    stage      TEXT NOT NULL,
    code       TEXT NOT NULL,
    message    TEXT NOT NULL,
    path       TEXT NOT NULL,
    fatal      INTEGER NOT NULL,
    article_id TEXT                     -- no reference: the article of a page that failed is not kept
) STRICT;
CREATE INDEX problem_path ON problem (path);

CREATE TABLE run (
    id           TEXT PRIMARY KEY,
    version      TEXT NOT NULL,
    settings     TEXT NOT NULL,         -- JSON
    capabilities TEXT NOT NULL,         -- JSON
    given        INTEGER NOT NULL,
    stored       INTEGER NOT NULL,
    duplicate    INTEGER NOT NULL,
    failed       INTEGER NOT NULL,
    CHECK (given = stored + duplicate + failed)
) STRICT;
