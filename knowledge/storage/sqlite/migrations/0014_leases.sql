-- Who may do something alone, until when by the database's clock. For databases that several
-- machines share; in a file it stays empty.
CREATE TABLE leases (
    name  TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    until REAL NOT NULL
) STRICT;

-- Which replica has an update: nobody yet (NULL), or one that has ended ('').
ALTER TABLE inbox ADD COLUMN owner TEXT;

-- What was used up lately of limits that all replicas keep together: an allowance, a chat's pace.
CREATE TABLE uses (
    use     INTEGER PRIMARY KEY,
    replica TEXT NOT NULL,
    kind    TEXT NOT NULL,
    person  TEXT NOT NULL,
    chat    TEXT NOT NULL,
    cost    REAL NOT NULL,
    at      REAL NOT NULL
) STRICT;

-- The operator's synonyms as they were at the last reload; no row where there are none.
CREATE TABLE synonyms (
    text TEXT NOT NULL
) STRICT;
