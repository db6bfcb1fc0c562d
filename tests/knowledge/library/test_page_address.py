import pytest

from knowledge.library.page_address import canonical, host_of


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/news/1?id=7",
        "http://www.example.org/news/1/?id=7",
        "HTTPS://EXAMPLE.ORG:443/news/1?utm_source=mail&id=7&fbclid=x#part",
        "https://example.org./news/%31?id=7",
    ],
)
def test_ways_to_write_one_address(address: str) -> None:
    """Scheme, www, port, case, a stroke at the end, tracking and fragments make no other page."""
    assert canonical(address) == "//example.org/news/1?id=7"
    assert host_of(canonical(address)) == "example.org"


def test_other_pages_stay_others() -> None:
    """What a page may depend on is kept."""
    one = canonical("https://example.org/news?id=7")
    for other in ("news?id=8", "News?id=7", "news/a?id=7", "news", "news?id=7&page=2"):
        assert canonical(f"https://example.org/{other}") != one
    assert canonical("https://m.example.org/news?id=7") != one
    assert canonical("https://example.org:8080/news?id=7") != one


@pytest.mark.parametrize(
    "text", ["", "隨申碼", "ftp://example.org", "https://", "https://[::1", "//a"]
)
def test_what_is_no_address(text: str) -> None:
    """It is that of no page."""
    assert canonical(text) == ""
