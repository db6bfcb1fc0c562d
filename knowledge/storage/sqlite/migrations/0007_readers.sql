-- What a person chose for all their chats with the bot.
CREATE TABLE preferences (
    person   TEXT PRIMARY KEY,
    language TEXT NOT NULL,                  -- BCP 47; '': that of the person's client
    easy     INTEGER NOT NULL                -- 1: answers of one sentence, in plain steps
) STRICT;

-- What the administrators of a group chose for it.
CREATE TABLE group_settings (
    chat     TEXT PRIMARY KEY,
    language TEXT NOT NULL,                  -- BCP 47; '': that of whoever asks
    quiet    INTEGER NOT NULL,               -- 1: only commands are answered, without a sound
    closed   INTEGER NOT NULL,               -- 1: only administrators may ask
    articles TEXT NOT NULL,                  -- JSON list of article ids that answer …
    folders  TEXT NOT NULL                   -- … and of folders; both empty: every article
) STRICT;

-- What a person said of an answer: one voice each.
CREATE TABLE voices (
    turn    INTEGER NOT NULL REFERENCES turns (turn) ON DELETE CASCADE,
    person  TEXT NOT NULL,
    at      REAL NOT NULL,                   -- seconds since 1970, UTC
    version INTEGER NOT NULL,                -- the knowledge version that answered
    useful  INTEGER NOT NULL,
    reason  TEXT NOT NULL,                   -- of *not useful*: passage, outdated, unanswered, ''
    PRIMARY KEY (turn, person)
) STRICT, WITHOUT ROWID;

-- Where a person stopped reading an article.
CREATE TABLE bookmarks (
    person  TEXT NOT NULL,
    article TEXT NOT NULL,
    place   INTEGER NOT NULL,                -- code points of the article's text
    at      REAL NOT NULL,                   -- seconds since 1970, UTC
    PRIMARY KEY (person, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookmarks_recent ON bookmarks (person, at);
CREATE INDEX bookmarks_at ON bookmarks (at);

-- Which knowledge version answered, and what tells that the same was asked again ('': a turn that
-- only pointed to an earlier answer).
ALTER TABLE turns ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE turns ADD COLUMN asked TEXT NOT NULL DEFAULT '';
CREATE INDEX turns_asked ON turns (chat, asked, at) WHERE asked <> '';
