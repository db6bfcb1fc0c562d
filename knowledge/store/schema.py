"""What does the database hold, and how did it come to that?

Invariant: the migrations are numbered by their place in `MIGRATIONS` and never change once they
were released; a database of version n has run the first n. What an article says never changes once
it was stored: a knowledge version is the revisions with `since <= version < until`, of their row or
of `past`. A revision that is stored but not live yet has `since = until = 0`.
"""

APPLICATION_ID = 0x594A  # "YJ": tells a database of ours from any other file of SQLite

MIGRATIONS = (
    """
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
    """,
    """
    -- What is long stands apart: a reload compares, begins and ends many narrow rows at once.
    CREATE TABLE texts (
        revision INTEGER PRIMARY KEY REFERENCES revisions (revision) ON DELETE CASCADE,
        places   TEXT NOT NULL,                  -- JSON: field -> [start, end]
        blocks   TEXT NOT NULL,                  -- JSON: [kind, start, end] each
        text     TEXT NOT NULL
    ) STRICT;
    INSERT INTO texts SELECT revision, places, blocks, text FROM revisions;
    ALTER TABLE revisions DROP COLUMN places;
    ALTER TABLE revisions DROP COLUMN blocks;
    ALTER TABLE revisions DROP COLUMN text;
    ALTER TABLE revisions ADD COLUMN origin TEXT NOT NULL DEFAULT '';  -- digest of its file or line

    -- The earlier lives of revisions that a rollback brought back.
    CREATE TABLE past (
        revision INTEGER NOT NULL REFERENCES revisions (revision) ON DELETE CASCADE,
        since    INTEGER NOT NULL,
        until    INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX past_revision ON past (revision);
    CREATE INDEX past_until ON past (until);

    -- Who made a version and what it changed; `restores`: the version that a rollback went back to.
    ALTER TABLE versions ADD COLUMN who TEXT NOT NULL DEFAULT '';
    ALTER TABLE versions ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE versions ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE versions ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE versions ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE versions ADD COLUMN restores INTEGER;
    INSERT INTO versions (version, at) VALUES (0, '');  -- no version: where staged revisions belong

    ALTER TABLE files ADD COLUMN stamp TEXT NOT NULL DEFAULT '';     -- size and times, if they tell
    ALTER TABLE files ADD COLUMN faulty INTEGER NOT NULL DEFAULT 0;  -- it had a problem

    -- Files that a rollback holds back as they are on disk (digest '': missing) until they change.
    CREATE TABLE held (
        name   TEXT PRIMARY KEY,
        digest TEXT NOT NULL
    ) STRICT;
    """,
    """
    -- What somebody was shown before adding it: the files that would be written.
    CREATE TABLE offers (
        offer  INTEGER PRIMARY KEY AUTOINCREMENT,
        at     REAL NOT NULL,                    -- seconds since 1970, UTC
        chat   TEXT NOT NULL,
        person TEXT NOT NULL
    ) STRICT;
    CREATE INDEX offers_at ON offers (at);

    CREATE TABLE offered_files (
        offer   INTEGER NOT NULL REFERENCES offers (offer) ON DELETE CASCADE,
        path    TEXT NOT NULL,
        content BLOB NOT NULL,
        url     TEXT
    ) STRICT;
    CREATE INDEX offered_files_offer ON offered_files (offer);
    """,
)
