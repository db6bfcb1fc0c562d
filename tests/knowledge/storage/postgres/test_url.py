import pytest

from knowledge.storage.postgres.url import PostgresUrl


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://bot:pa55@host/db", "postgresql://bot@host/db"),
        ("postgres://bot:pa55@host:5433/db?sslmode=require", "postgresql://bot@host:5433/db"),
        ("postgresql://bot:pa55@one:1,two:2/db", "postgresql://bot@one:1,two:2/db"),
        ("postgresql://host/db?password=pa55&user=bot", "postgresql://host/db"),
        ("postgresql:///db?host=/run/postgresql", "postgresql:///db"),
        ("postgresql://bot:p@pa55@host/db", "postgresql://bot@host/db"),
        ("postgresql://bot:p/pa55@host/db", "postgresql://bot@host/db"),
        ("postgresql://bot:p?pa55@host/db", "postgresql://bot@host/db"),
        ("postgresql://bot:pa55", "postgresql://bot"),  # the @ was forgotten
        ("postgresql://bot:pa55/db", "postgresql://bot/db"),
    ],
)
def test_no_password_is_said(address: str, said: str) -> None:
    """Not even that of an address with a mistake in it."""
    url = PostgresUrl(address)
    assert str(url) == said
    assert "pa55" not in repr(url)
    assert "pa55" not in url.without_password(f"cannot parse {address}")


def test_a_password_is_hidden_however_it_is_written() -> None:
    """As in the address, and as the server knows it."""
    url = PostgresUrl("postgresql://bot:open%20sesame@host/db")
    assert url.without_password("open%20sesame, open sesame") == "…, …"
    assert PostgresUrl("postgresql://host/db?password=a%2Fb").without_password("a/b") == "…"
    assert PostgresUrl("postgresql://host/db").passwords == ("postgresql://host/db",)
