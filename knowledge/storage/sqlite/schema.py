"""What does the database hold, and how did it come to that?

Invariant: the migrations are the files in `migrations/`, in the order of their names, which begin
with 0001, 0002 …; they never change once they were released, and a database of version n has run
the first n. What an article says never changes once it was stored: a knowledge version is the
revisions with `since <= version < until`, of their row or of `past`. A revision that is stored but
not live yet has `since = until = 0`.
"""

from pathlib import Path

APPLICATION_ID = 0x594A  # "YJ": tells a database of ours from any other file of SQLite

MIGRATIONS = tuple(
    file.read_text(encoding="utf-8")
    for file in sorted((Path(__file__).parent / "migrations").glob("*.sql"))
)
