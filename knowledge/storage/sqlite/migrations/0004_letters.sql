-- Messages that must reach somebody who is not waiting in this very moment.
CREATE TABLE letters (
    letter  INTEGER PRIMARY KEY AUTOINCREMENT,
    key     TEXT NOT NULL UNIQUE,            -- what it tells whom: never written twice
    at      REAL NOT NULL,                   -- seconds since 1970, UTC
    due     REAL NOT NULL,                   -- not before
    chat    TEXT NOT NULL,
    thread  TEXT NOT NULL,
    answers TEXT NOT NULL,                   -- the message that it replies to, or ''
    body    TEXT NOT NULL,                   -- the door's own form
    once    INTEGER NOT NULL,                -- rather never than twice
    tries   INTEGER NOT NULL DEFAULT 0,
    state   TEXT NOT NULL DEFAULT 'waiting', -- waiting, sending, sent, refused, unknown
    message TEXT NOT NULL DEFAULT ''         -- its own id in its chat, once it was sent
) STRICT;
CREATE INDEX letters_waiting ON letters (chat, letter) WHERE state IN ('waiting', 'sending');
CREATE INDEX letters_message ON letters (chat, message) WHERE message <> '';
CREATE INDEX letters_at ON letters (at);

-- Questions that were handed to a person. The asker's chat is '' where nobody waits for the reply.
CREATE TABLE handoffs (
    handoff  INTEGER PRIMARY KEY AUTOINCREMENT,
    turn     INTEGER NOT NULL UNIQUE,        -- a question is handed on once
    at       REAL NOT NULL,
    chat     TEXT NOT NULL,
    thread   TEXT NOT NULL,
    person   TEXT NOT NULL,
    message  TEXT NOT NULL,
    language TEXT NOT NULL,                  -- of the asker
    question TEXT NOT NULL,
    passages TEXT NOT NULL,                  -- JSON list of passage keys, closest first
    state    TEXT NOT NULL DEFAULT 'open',   -- open, answered, dismissed
    answer   TEXT NOT NULL DEFAULT '',
    helper   TEXT NOT NULL DEFAULT '',       -- the name under which somebody answered
    kept     TEXT NOT NULL DEFAULT ''        -- the article that the answer became
) STRICT;
CREATE INDEX handoffs_at ON handoffs (at);
CREATE INDEX handoffs_person ON handoffs (person);

-- What a chat wants to be told of by itself.
CREATE TABLE subscriptions (
    subscription INTEGER PRIMARY KEY AUTOINCREMENT,
    at       REAL NOT NULL,
    chat     TEXT NOT NULL,
    thread   TEXT NOT NULL,
    person   TEXT NOT NULL,                  -- who asked for it
    language TEXT NOT NULL,
    kind     TEXT NOT NULL,                  -- new, weekly, keyword
    keyword  TEXT NOT NULL,                  -- '' for the others
    version  INTEGER NOT NULL,               -- what is newer has not been told yet
    due      REAL NOT NULL,                  -- not before
    UNIQUE (chat, thread, kind, keyword)
) STRICT;
CREATE INDEX subscriptions_person ON subscriptions (person);

-- Who is not answered any more.
CREATE TABLE bans (
    person TEXT PRIMARY KEY,
    at     REAL NOT NULL
) STRICT;
