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
