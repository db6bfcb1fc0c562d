import pytest

from knowledge.reading.markdown.site_tags import TAG, SiteTag, tag_of, words_of


def tag(text: str) -> SiteTag:
    """Return the tag that a text begins with."""
    match = TAG.match(text)
    assert match is not None
    return tag_of(match)


def test_both_ways_to_end_a_tag_are_known() -> None:
    """Hexo writes endnote, Hugo /note."""
    assert tag("{% endnote %}") == SiteTag("note", "", ends=True)
    assert tag("{{< /note >}}") == SiteTag("note", "", ends=True)
    assert tag("{{< end >}}") == SiteTag("end", "", ends=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% link 圖書館 https://example.org/ true %}", "圖書館"),
        ("{% hideToggle 更多 %}", "更多"),
        ("{% asset_img a.png 碼頭 %}", ""),
        ("{% kbd Ctrl %}", "Ctrl"),
        ('{{< expand title="更多" >}}', "更多"),
        ("{{< youtube abc >}}", ""),
        ("{% btn x %}", ""),
    ],
)
def test_words_that_a_reader_sees_are_found(text: str, words: str) -> None:
    """Titles and the words of links and buttons are seen, addresses and settings are not."""
    assert words_of(tag(text)) == words
