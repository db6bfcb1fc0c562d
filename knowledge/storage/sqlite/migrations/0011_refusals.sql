-- What the server of the Bot API has refused as unknown since the bot was started: a method (name
-- is ''), one of its parameters, or a kind of updates. at: seconds since 1970; words: the server's.
CREATE TABLE refusals (
    method TEXT NOT NULL,
    name TEXT NOT NULL,
    at REAL NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (method, name)
) STRICT;
