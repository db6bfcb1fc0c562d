-- A knowledge version: every reload that changed something makes one.
CREATE TABLE versions (
    version INTEGER PRIMARY KEY,
    at      TEXT NOT NULL                    -- UTC, ISO 8601
) STRICT;

-- A file as it was last read. `folder` is '' for one that was read by its own name.
CREATE TABLE files (
    name    TEXT PRIMARY KEY,
    folder  TEXT NOT NULL,
    digest  TEXT NOT NULL,
    reading TEXT NOT NULL                    -- the rules that read it
) STRICT;

-- An article as it was from one version on until another (NULL: it is live).
CREATE TABLE revisions (
    revision  INTEGER PRIMARY KEY AUTOINCREMENT,
    article   TEXT NOT NULL,
    digest    TEXT NOT NULL,
    file      TEXT NOT NULL,
    line      INTEGER NOT NULL,
    since     INTEGER NOT NULL REFERENCES versions (version),
    until     INTEGER,
    title     TEXT NOT NULL,
    author    TEXT,
    source    TEXT,
    editors   TEXT NOT NULL,                 -- JSON list
    published TEXT,
    url       TEXT,
    language  TEXT,
    places    TEXT NOT NULL,                 -- JSON: field -> [start, end]
    blocks    TEXT NOT NULL,                 -- JSON: [kind, start, end] each
    text      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX revisions_live ON revisions (article) WHERE until IS NULL;
CREATE INDEX revisions_file ON revisions (file) WHERE until IS NULL;
CREATE INDEX revisions_since ON revisions (since);
CREATE INDEX revisions_until ON revisions (until) WHERE until IS NOT NULL;

CREATE TABLE passages (
    passage   INTEGER PRIMARY KEY AUTOINCREMENT,
    revision  INTEGER NOT NULL REFERENCES revisions (revision) ON DELETE CASCADE,
    key       TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    section   TEXT NOT NULL,
    start     INTEGER NOT NULL,              -- code points of revisions.text
    end       INTEGER NOT NULL
) STRICT;
CREATE INDEX passages_revision ON passages (revision);
CREATE INDEX passages_key ON passages (key);

-- A question of a conversation and what was answered: what follow-ups, edits and buttons need.
CREATE TABLE turns (
    turn     INTEGER PRIMARY KEY AUTOINCREMENT,
    at       REAL NOT NULL,                  -- seconds since 1970, UTC
    chat     TEXT NOT NULL,
    thread   TEXT NOT NULL,
    person   TEXT NOT NULL,
    message  TEXT NOT NULL,                  -- the question's own id in its chat
    reply    TEXT NOT NULL DEFAULT '',       -- the answer's id in its chat
    question TEXT NOT NULL,
    after    TEXT,
    verdict  TEXT NOT NULL,
    passages TEXT NOT NULL                   -- JSON list of passage keys, best first
) STRICT;
CREATE UNIQUE INDEX turns_message ON turns (chat, message);
CREATE INDEX turns_recent ON turns (chat, thread, person, at);
CREATE INDEX turns_at ON turns (at);
