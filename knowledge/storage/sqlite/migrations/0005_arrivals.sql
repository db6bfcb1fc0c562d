-- Since which version an article is known; 0: it was only moved, or was there before anybody counted.
CREATE TABLE arrivals (
    article TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX arrivals_version ON arrivals (version);
