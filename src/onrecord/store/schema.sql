-- The record: one SQLite file. Version 4. docs/formats/record.md shows how to ask it questions.
--
-- A table is one kind of record of onrecord.records, in snake case; a column is the field of the same name,
-- whose meaning stands in the record's docstring. Three rules cover what is not a plain value:
--   * a date x is three columns, x_earliest, x_latest and x_basis;
--   * every stretch of text, whatever it is the evidence of, is a row of the one table span;
--   * a list of small records is a table named table_field (article_blocks, event_actor), one row an item.
-- Lists of plain words are JSON. A test holds this file and the records to each other.

PRAGMA application_id = 1869509219;  -- 'onrc'
PRAGMA user_version = 7;

-- What was received --------------------------------------------------------------------------------------------

CREATE TABLE snapshot (
    id             TEXT PRIMARY KEY,
    path           TEXT NOT NULL,
    data           BLOB NOT NULL,       -- the exact bytes, compressed with zlib
    digest         TEXT NOT NULL,       -- SHA-256 of the bytes before compression
    media_type     TEXT NOT NULL,
    encoding       TEXT NOT NULL,
    encoding_basis TEXT NOT NULL,
    fields         TEXT NOT NULL        -- JSON: [[name, value], ...]
) STRICT;

CREATE TABLE article (
    id                 TEXT PRIMARY KEY,
    number             INTEGER NOT NULL UNIQUE,  -- of the store alone: the row of page_search
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
    number            INTEGER NOT NULL UNIQUE,  -- of the store alone: the row of statement_search
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
CREATE INDEX statement_speaker ON statement (speaker_mention) WHERE speaker_mention IS NOT NULL;
CREATE INDEX statement_nested ON statement (nested_in) WHERE nested_in IS NOT NULL;
CREATE INDEX statement_same ON statement (same_utterance_as) WHERE same_utterance_as IS NOT NULL;
CREATE INDEX statement_time ON statement (said_time) WHERE said_time IS NOT NULL;

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
CREATE INDEX event_statement ON event (attributed_to) WHERE attributed_to IS NOT NULL;
CREATE INDEX event_time ON event (date_time) WHERE date_time IS NOT NULL;

CREATE TABLE event_actor (
    owner   TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    item    INTEGER NOT NULL,
    mention TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, item)
) STRICT;
CREATE INDEX event_actor_mention ON event_actor (mention) WHERE mention IS NOT NULL;

CREATE TABLE event_recipient (
    owner   TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    item    INTEGER NOT NULL,
    mention TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, item)
) STRICT;
CREATE INDEX event_recipient_mention ON event_recipient (mention) WHERE mention IS NOT NULL;

CREATE TABLE clause (
    id              TEXT PRIMARY KEY,
    article_id      TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    subject_mention TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    lemma           TEXT NOT NULL,
    modality        TEXT NOT NULL,
    attributed_to   TEXT REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    date_earliest   TEXT,
    date_latest     TEXT,
    date_basis      TEXT NOT NULL,
    date_time       TEXT REFERENCES time_expression (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX clause_article ON clause (article_id);
CREATE INDEX clause_subject ON clause (subject_mention) WHERE subject_mention IS NOT NULL;
CREATE INDEX clause_statement ON clause (attributed_to) WHERE attributed_to IS NOT NULL;
CREATE INDEX clause_time ON clause (date_time) WHERE date_time IS NOT NULL;

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
CREATE INDEX figure_time ON figure (as_of_time) WHERE as_of_time IS NOT NULL;
CREATE INDEX figure_statement ON figure (attributed_to) WHERE attributed_to IS NOT NULL;
CREATE INDEX figure_event ON figure (event) WHERE event IS NOT NULL;

CREATE TABLE place (
    id         TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    name       TEXT NOT NULL,
    level      TEXT,                    -- country, region, city, facility
    country    TEXT,                    -- ISO 3166-1 alpha-3
    latitude   REAL,                    -- degrees north, WGS 84
    longitude  REAL,                    -- degrees east
    basis      TEXT NOT NULL,           -- stated, page, known, unknown
    reason     TEXT NOT NULL
) STRICT;
CREATE INDEX place_article ON place (article_id);

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
    basis          TEXT NOT NULL,       -- page, codebook
    PRIMARY KEY (owner, item)
) STRICT;

CREATE TABLE page_actor_link (
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    id         TEXT PRIMARY KEY,
    mention_id TEXT NOT NULL REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    actor_id   TEXT NOT NULL REFERENCES page_actor (id) DEFERRABLE INITIALLY DEFERRED,
    basis      TEXT NOT NULL,
    antecedent TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    others     TEXT NOT NULL,           -- JSON: further mentions, of joint actors
    reason     TEXT NOT NULL
) STRICT;
CREATE INDEX page_actor_link_mention ON page_actor_link (mention_id);
CREATE INDEX page_actor_link_actor ON page_actor_link (actor_id);
CREATE INDEX page_actor_link_antecedent ON page_actor_link (antecedent) WHERE antecedent IS NOT NULL;
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
    basis          TEXT NOT NULL,       -- page, codebook
    PRIMARY KEY (owner, item)
) STRICT;

CREATE TABLE actor_link (
    id         TEXT PRIMARY KEY,
    mention_id TEXT NOT NULL REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    actor_id   TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    basis      TEXT NOT NULL,
    antecedent TEXT REFERENCES actor_mention (id) DEFERRABLE INITIALLY DEFERRED,
    others     TEXT NOT NULL,           -- JSON: further mentions, of joint actors
    reason     TEXT NOT NULL
) STRICT;
CREATE INDEX actor_link_mention ON actor_link (mention_id);
CREATE INDEX actor_link_actor ON actor_link (actor_id);
CREATE INDEX actor_link_antecedent ON actor_link (antecedent) WHERE antecedent IS NOT NULL;

CREATE TABLE date_inference (
    id            TEXT PRIMARY KEY,
    record_id     TEXT NOT NULL,        -- an article, statement, event, figure or time expression
    date_earliest TEXT,
    date_latest   TEXT,
    date_basis    TEXT NOT NULL,
    reason        TEXT NOT NULL
) STRICT;
CREATE INDEX date_inference_record ON date_inference (record_id);

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
CREATE INDEX syndication_group_members_article ON syndication_group_members (article_id);

CREATE TABLE story (
    id     TEXT PRIMARY KEY,
    label  TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE story_members (
    owner      TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    item       INTEGER NOT NULL,
    article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner, item)
) STRICT;
CREATE INDEX story_members_article ON story_members (article_id);

CREATE TABLE finding (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    topic       TEXT NOT NULL,
    actor       TEXT,
    reason      TEXT NOT NULL,
    strength    TEXT NOT NULL,
    independent INTEGER NOT NULL,
    basis       TEXT NOT NULL            -- polarity, number, actor, cause, wording
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

-- Pages that were held against each other and what was found, so that a pile that grows compares again only those
-- that a new page joins or changes.
CREATE TABLE related (
    id       TEXT PRIMARY KEY,          -- a digest of all that was compared
    findings TEXT NOT NULL              -- JSON: ids of findings
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

-- Which stage, in which version, made what is stored of a page (about is its snapshot) or of the whole pile (about is
-- empty), out of what: a stage is run again only if its version or what it reads is another.
CREATE TABLE stage_mark (
    about   TEXT NOT NULL,
    stage   TEXT NOT NULL,
    version TEXT NOT NULL,              -- digest of the stage's code, codebooks, settings and libraries
    input   TEXT NOT NULL,              -- digest of the records that it read
    PRIMARY KEY (about, stage)
) STRICT, WITHOUT ROWID;

-- Search: two indexes of words, made of the tables above and at any time made anew from them -----------------------

-- The words of a page that are read on: its headline and its body, furniture left out.
CREATE VIEW page_words AS
SELECT
    number,
    id AS article_id,
    title,
    CASE WHEN as_is THEN text ELSE (
        SELECT group_concat(words, char(10)) FROM (
            SELECT substr(article.text, block.start + 1, block."end" - block.start) AS words
            FROM article_blocks AS block
            WHERE block.owner = article.id AND block.role IN ('body', 'quote')
            ORDER BY block.item
        )
    ) END AS body
FROM article;

-- The words of a statement's content.
CREATE VIEW statement_words AS
SELECT
    number,
    id AS statement_id,
    article_id,
    (
        SELECT group_concat(exact, ' ') FROM (
            SELECT span.exact FROM span
            WHERE span.owner_table = 'statement' AND span.owner = statement.id AND span.item = -1
                AND span.field = 'content'
            ORDER BY span.seq
        )
    ) AS content
FROM statement;

CREATE VIRTUAL TABLE page_search USING fts5 (
    title, body, content = 'page_words', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE statement_search USING fts5 (
    content, content = 'statement_words', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

-- Views for the questions that are asked most ---------------------------------------------------------------------

-- The pages with the day that the pile gives, or else the page.
CREATE VIEW pages AS
SELECT
    article.number AS number,
    article.title AS title,
    article.publisher AS outlet,
    CASE WHEN inferred.id IS NULL THEN article.published_earliest ELSE inferred.date_earliest END AS day_earliest,
    CASE WHEN inferred.id IS NULL THEN article.published_latest ELSE inferred.date_latest END AS day_latest,
    CASE WHEN inferred.id IS NULL THEN article.published_basis ELSE inferred.date_basis END AS day_basis,
    article.language AS language,
    (SELECT count(*) FROM statement WHERE statement.article_id = article.id) AS statements,
    (SELECT count(*) FROM event WHERE event.article_id = article.id) AS events,
    (SELECT count(*) FROM figure WHERE figure.article_id = article.id) AS figures,
    article.path AS path,
    article.id AS article_id
FROM article
LEFT JOIN date_inference AS inferred ON inferred.record_id = article.id;

-- The names of mentions: the actor that the pile takes a mention for, or else the mention's own name.
CREATE VIEW names AS
SELECT actor_mention.id AS mention_id, coalesce(actor.name, actor_mention.name) AS name, actor.id AS actor_id
FROM actor_mention
LEFT JOIN actor_link ON actor_link.mention_id = actor_mention.id
LEFT JOIN actor ON actor.id = actor_link.actor_id;

-- Statements: who said what, when, and where that stands.
CREATE VIEW who_said_what AS
SELECT
    statement.number AS number,
    statement.id AS statement_id,
    CASE WHEN inferred.id IS NULL THEN statement.said_on_earliest ELSE inferred.date_earliest END AS day_earliest,
    CASE WHEN inferred.id IS NULL THEN statement.said_on_latest ELSE inferred.date_latest END AS day_latest,
    CASE WHEN inferred.id IS NULL THEN statement.said_on_basis ELSE inferred.date_basis END AS day_basis,
    coalesce(names.name, speaker.exact) AS speaker,
    statement.act AS act,
    statement.negated AS negated,
    statement.manner AS manner,
    words.content AS words,
    statement.via AS via,
    pages.title AS page,
    pages.outlet AS outlet,
    pages.day_earliest AS page_day,
    pages.path AS path,
    place.start AS start,
    statement.article_id AS article_id,
    names.actor_id AS actor_id
FROM statement
JOIN statement_words AS words ON words.number = statement.number
JOIN pages ON pages.article_id = statement.article_id
LEFT JOIN names ON names.mention_id = statement.speaker_mention
LEFT JOIN date_inference AS inferred ON inferred.record_id = statement.id
LEFT JOIN span AS speaker ON speaker.owner_table = 'statement' AND speaker.owner = statement.id AND speaker.item = -1
    AND speaker.field = 'speaker' AND speaker.seq = 0
LEFT JOIN span AS place ON place.owner_table = 'statement' AND place.owner = statement.id AND place.item = -1
    AND place.field = 'content' AND place.seq = 0;

-- Events: who did what to whom, when and where.
CREATE VIEW what_happened AS
SELECT
    event.id AS event_id,
    CASE WHEN inferred.id IS NULL THEN event.date_earliest ELSE inferred.date_earliest END AS day_earliest,
    CASE WHEN inferred.id IS NULL THEN event.date_latest ELSE inferred.date_latest END AS day_latest,
    CASE WHEN inferred.id IS NULL THEN event.date_basis ELSE inferred.date_basis END AS day_basis,
    (
        SELECT group_concat(coalesce(names.name, words.exact), '; ') FROM event_actor AS one
        LEFT JOIN names ON names.mention_id = one.mention
        LEFT JOIN span AS words ON words.owner_table = 'event_actor' AND words.owner = one.owner
            AND words.item = one.item AND words.field = 'spans' AND words.seq = 0
        WHERE one.owner = event.id
    ) AS actors,
    event.type AS type,
    event.mode AS mode,
    event.lemma AS lemma,
    event.modality AS modality,
    (
        SELECT group_concat(coalesce(names.name, words.exact), '; ') FROM event_recipient AS one
        LEFT JOIN names ON names.mention_id = one.mention
        LEFT JOIN span AS words ON words.owner_table = 'event_recipient' AND words.owner = one.owner
            AND words.item = one.item AND words.field = 'spans' AND words.seq = 0
        WHERE one.owner = event.id
    ) AS recipients,
    event.place_country AS country,
    (
        SELECT group_concat(exact, ' ') FROM (
            SELECT span.exact FROM span
            WHERE span.owner_table = 'event' AND span.owner = event.id AND span.item = -1 AND span.field = 'extent'
            ORDER BY span.seq
        )
    ) AS words,
    event.attributed_to AS attributed_to,
    pages.title AS page,
    pages.outlet AS outlet,
    pages.path AS path,
    event.article_id AS article_id
FROM event
JOIN pages ON pages.article_id = event.article_id
LEFT JOIN date_inference AS inferred ON inferred.record_id = event.id;

-- Figures: how many of what, as of when, and who says so.
CREATE VIEW how_many AS
SELECT
    figure.id AS figure_id,
    CASE WHEN inferred.id IS NULL THEN figure.as_of_earliest ELSE inferred.date_earliest END AS day_earliest,
    CASE WHEN inferred.id IS NULL THEN figure.as_of_latest ELSE inferred.date_latest END AS day_latest,
    CASE WHEN inferred.id IS NULL THEN figure.as_of_basis ELSE inferred.date_basis END AS day_basis,
    words.exact AS words,
    figure.value AS value,
    figure.low AS low,
    figure.high AS high,
    figure.unit AS unit,
    figure.counted AS counted,
    (
        SELECT names.name FROM statement JOIN names ON names.mention_id = statement.speaker_mention
        WHERE statement.id = figure.attributed_to
    ) AS according_to,
    pages.title AS page,
    pages.outlet AS outlet,
    pages.day_earliest AS page_day,
    pages.path AS path,
    figure.article_id AS article_id
FROM figure
JOIN pages ON pages.article_id = figure.article_id
LEFT JOIN date_inference AS inferred ON inferred.record_id = figure.id
LEFT JOIN span AS words ON words.owner_table = 'figure' AND words.owner = figure.id AND words.item = -1
    AND words.field = 'span' AND words.seq = 0;

-- Findings: the sides of each, with their words and where they stand.
CREATE VIEW side_by_side AS
SELECT
    finding.id AS finding_id,
    finding.kind AS kind,
    finding.topic AS topic,
    finding.actor AS actor,
    side.item AS side,
    side.label AS label,
    side.date_earliest AS day_earliest,
    side.date_latest AS day_latest,
    words.exact AS words,
    finding.reason AS reason,
    finding.strength AS strength,
    pages.title AS page,
    pages.outlet AS outlet,
    pages.path AS path,
    words.article_id AS article_id
FROM finding
JOIN finding_sides AS side ON side.owner = finding.id
LEFT JOIN span AS words ON words.owner_table = 'finding_sides' AND words.owner = finding.id AND words.item = side.item
    AND words.field = 'evidence'
LEFT JOIN pages ON pages.article_id = words.article_id;
