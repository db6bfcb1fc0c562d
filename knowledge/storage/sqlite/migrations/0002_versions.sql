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
