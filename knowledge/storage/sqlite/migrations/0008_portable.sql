-- Numbers that are given out in order, safe with a second process that writes.
CREATE TABLE numbers (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL                    -- the first that was not given out yet
) STRICT;
INSERT INTO numbers
SELECT kind.name, coalesce((SELECT seq FROM sqlite_sequence s WHERE s.name = kind.name), 0) + 1
FROM (SELECT 'revisions' AS name UNION ALL SELECT 'passages') AS kind;

-- Files of an offer in their order; before, that of their rows.
ALTER TABLE offered_files ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE offered_files SET place = rowid;

-- Which move of articles gave a revision its present id and file; 0: it stands where it was stored.
ALTER TABLE revisions ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
CREATE INDEX revisions_moved ON revisions (moved) WHERE moved > 0;
INSERT INTO numbers VALUES ('moves', 1);
