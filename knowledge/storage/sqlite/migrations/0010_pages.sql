-- What was fetched from the web and is looked at again: pages that became articles, and feeds.
-- digest: of the file that was made of a page; looked: seconds since 1970; gone: 1 if it was told
-- that the page is not there any more.
CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    looked REAL NOT NULL,
    gone INTEGER NOT NULL
) STRICT;
