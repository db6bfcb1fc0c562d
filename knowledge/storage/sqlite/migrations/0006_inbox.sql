-- What came in and is not dealt with yet; what is done keeps its number alone for a while, so that
-- it is known when it comes a second time.
CREATE TABLE inbox (
    number INTEGER PRIMARY KEY,              -- the door's own, the same when delivered again
    lane   TEXT NOT NULL,                    -- within a lane the order is kept
    at     REAL NOT NULL,                    -- when it came: seconds since 1970, UTC
    tries  INTEGER NOT NULL DEFAULT 0,       -- times that the process ended while it was tried again
    body   TEXT                              -- NULL: done
) STRICT;
CREATE INDEX inbox_waiting ON inbox (lane, number) WHERE body IS NOT NULL;
CREATE INDEX inbox_at ON inbox (at);
