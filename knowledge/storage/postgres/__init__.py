"""The database on a server: PostgreSQL through psycopg."""
