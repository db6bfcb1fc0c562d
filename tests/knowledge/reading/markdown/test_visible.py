import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.markdown.markdown import read_markdown
from knowledge.reading.markdown.visible import visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("館長[[林小雨]]說", "館長林小雨說"),
        ("館長[[people/lin|林小雨]]說", "館長林小雨說"),
        ("見[[規則#票價]]", "見規則 > 票價"),
        ("| [[a\\|甲]] | 乙 |", "| 甲 | 乙 |"),
        ("| 甲 | 9:00\\|23:00 |", "| 甲 | 9:00|23:00 |"),
        ("圖：![[plan.png|300]]", "圖："),
        ("==六名==員工", "六名員工"),
        ("==[[a|甲]]==", "甲"),
        ("- ![[a.png]]\n- 乙", "\n- 乙"),
        ("- [ ] ![[a.png]]\n", "\n"),
        ("> [!note] 說明\n> 甲", "> 說明\n> 甲"),
        ("> [!WARNING]-\n> 甲", "\n> 甲"),
        ("甲。 ^a1b2c3\n", "甲。 \n"),
        ("## 票價 {#fares}\n", "## 票價 \n"),
        ("甲\n{: .lead}\n", "甲\n\n"),
        ("[TOC]\n甲", "\n甲"),
        (":::tip 提示\n甲\n:::", "提示\n甲\n"),
        ("::: warning\n甲\n:::", "\n甲\n"),
        ('!!! note "提示"\n    甲', "提示\n\n    甲"),
        ("a&nbsp;&lt;b&gt; &amp;c", "a <b> &c"),
    ],
)
def test_signs_of_note_books_and_generators_are_read_as_they_are_shown(
    text: str, seen: str
) -> None:
    """Links and marked words are their words; names of blocks, boxes and embeds are not seen."""
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("{% note info %}\n甲\n{% endnote %}", "\n甲\n"),
        ("{% note warning 注意 %}\n甲\n{% endnote %}", "注意\n甲\n"),
        ("{%- if a -%}甲{%- endif -%}", "甲"),
        ("見{% post_link a-slug '開館時間' %}。", "見開館時間 。"),
        ("{% label primary@五折 %}", "五折"),
        ("{% btn https://example.org/, 報名, home %}", "報名"),
        ("{% comment %}草稿{% endcomment %}甲", "甲"),
        ("{% raw %}[[甲]]{% endraw %}", "[[甲]]"),
        ("{% codeblock sh %}\n[[ -f a ]]\n{% endcodeblock %}", "```\n[[ -f a ]]\n```"),
        ('{{< figure src="a.png" >}}\n甲', "\n甲"),
        ('{{< figure src="a.png" caption="碼頭" >}}', "碼頭"),
        ("{{% notice tip %}}\n甲\n{{% /notice %}}", "\n甲\n"),
        ('{{< details "更多" >}}\n甲\n{{< /details >}}', "更多\n甲\n"),
        ("{{</* note */>}}", "{{< note >}}"),
    ],
)
def test_tags_of_a_site_are_not_seen(text: str, seen: str) -> None:
    """What stands between two tags is, with the title and the words that a tag holds."""
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<details><summary>更多</summary>\n\n甲\n\n</details>", "\n更多\n\n甲\n\n"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("| 甲<br>乙 | 丙 |", "| 甲 乙 | 丙 |"),
        ("<p align='center'>甲</p><p>乙</p>", "甲\n\n\n乙"),
        ("<font color=red>甲</font>", "甲"),
        ("<h2>票價</h2>", "## 票價"),
        ("<ul><li>甲</li><li>乙</li></ul>", "\n- 甲\n- 乙"),
        ("<tr><td>甲</td><td>乙</td></tr>", "甲 | 乙 | "),
        ("<script>alert(1)</script>甲", "甲"),
        ("<style>p {}</style>\n甲", "\n甲"),
        ("List<String> 和 <https://example.org/>", "List<String> 和 <https://example.org/>"),
    ],
)
def test_tags_of_html_are_not_seen(text: str, seen: str) -> None:
    """A tag is what it does on the page: a new line, a heading, a point, or nothing."""
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "甲%%草稿%%乙",
        "甲\n\n%%\n草稿\n\n- 草稿\n%%\n\n乙",
        "甲<!-- 草稿 -->乙",
        "甲\n<!--\n草稿\n\n草稿\n-->\n乙",
        "甲\n\n%% 草稿\n草稿\n\n乙",
        "甲 %%草稿 `%% 乙",
        "甲 %%草稿\n草稿\n\n乙",
        "甲 123%%草稿%% 乙",
        "甲 <!-- 草稿\n草稿\n\n乙",
        "> 甲 %%草稿\n> 草稿%%\n> 乙",
        "| 甲 | %%草稿%% |\n|---|---|\n| 乙 | 1 |",
        "==甲%%草稿%%==乙",
        "{% note %}甲%%草稿%%{% endnote %}乙",
    ],
)
def test_what_is_private_is_never_read(text: str) -> None:
    """Notes to oneself are in no passage and not in the stored text, over how many lines ever."""
    (article,) = read_markdown(text, "a.md").articles
    assert "草稿" not in article.text
    assert "甲" in article.text
    assert "乙" in article.text


@pytest.mark.parametrize(
    "text",
    [
        "```\n==甲== [[乙]] %%丙%% <b> {% note %} &lt;\n```",
        "~~~~ md\n[[甲]]\n~~~\n[[乙]]\n~~~~",
        "- 甲\n\n  ```\n  [[乙]]\n  ```",
        "> ```\n> [[甲]]\n> ```",
        "`[[甲]]` 和 ``a`==乙==``",
        "甲\n\n    [[乙]] {{< note >}}",
        "$$a == b == c$$",
        "\\[[甲]] \\==乙== 5\\%%",
        "甲 == 乙 and 丙 == 丁, a==b and c==d",
        "[[1]](https://example.org/) [[ -f a ]] 增長5%%",
        "增長5%%，下降6%%。",
        "甲 == 乙\n===\n丙 & 丁; &unknown; x < y > z",
        "if [[ a ]]; then ~~刪~~ ::: x",
    ],
)
def test_code_and_what_only_looks_like_markup_stays(text: str) -> None:
    """Markup is itself in code, behind a backslash, and where it is none."""
    assert visible(text) == text


def test_an_indented_paragraph_of_a_list_is_no_code() -> None:
    """What belongs to a point is read like the point."""
    assert visible("1. 甲\n\n    [[a|乙]]\n") == "1. 甲\n\n    乙\n"


def test_places_hold_in_a_file_with_markup() -> None:
    """The front matter stays where it was, and what is seen stands behind it."""
    text = "---\ntitle: 甲\nauthor: 林曉舟\n---\n\n# 甲\n\n[[a|乙]]%%丙%%\n"
    (article,) = read_markdown(text, "a.md").articles
    assert {name: span.of(article.text) for name, span in article.places.items()} == {
        "title": "甲",
        "author": "林曉舟",
    }
    assert [block.span.of(article.text) for block in article.blocks] == ["乙"]


PIECES = (
    "甲 乙 [[ ]] | == %% ` ``` ~~~ <!-- --> <b> </b> {% %} note raw endraw {{< >}} \\ > - $$ & ;"
)


@given(
    st.lists(st.sampled_from([*PIECES.split(), "!", ":::", "\n", "\n\n", "    ", " "]), max_size=30)
)
def test_any_text_is_seen_without_an_error(pieces: list[str]) -> None:
    """Whatever the text, what stands before the body stays, and closed private words are gone."""
    text = "".join(pieces)
    assert visible(f"ab{text}", 2).startswith("ab")
    assert visible(text) == text or len(visible(text)) <= len(text) + 10 * len(pieces)


@given(st.text(alphabet="甲乙a1。，\n -*_#>|.()", max_size=80))
def test_a_text_without_such_markup_is_the_same_text(text: str) -> None:
    """Files that have none of it are stored as they were saved."""
    assert visible(text) == text
