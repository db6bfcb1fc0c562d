"""The database as a file: SQLite through aiosqlite."""
