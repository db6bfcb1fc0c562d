from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Article
from knowledge.reading.lines import lines_of
from knowledge.reading.news_rules import is_a
from knowledge.reading.plain_news import read_plain_news
from tests.knowledge.reading.cases import cases, expected, outcome

SEED = Path(__file__).parents[3] / "seeds" / "shanghai-digital-transformation.txt"

# Lines of every sort, so that hypothesis meets the rules more often than by chance.
LINES = st.sampled_from(
    "人民網|首頁 > 新聞|2022年3月5日|來源:人民網|馬作鵬|小字號|編者按:|蹄疾、步穩|(責編:唐小麗)"
    "|返回頂部"
    "|【相關閱讀】|問：何時？|答：今天。||* * *|第一章 雨夜|渡輪公司昨天宣布改用電池。"
    "|The ferry runs on batteries now, said the company on Monday, and".split("|")
)


def read(text: str) -> Article:
    """Return the article of a text that has one."""
    (article,) = read_plain_news(text, "news/a.txt").articles
    return article


def slices(article: Article, kind: str) -> list[str]:
    """Return the blocks of one kind as the article prints them."""
    return [block.span.of(article.text) for block in article.blocks if block.kind == kind]


@pytest.mark.parametrize("case", cases("plain_news"), ids=lambda case: case.stem)
def test_a_saved_page_is_read_as_expected(case: Path) -> None:
    """The pages of several outlets, a novel, an e-mail and others give what a person would say."""
    assert outcome(case) == expected(case)


def test_the_seed_gives_the_fields_that_it_prints() -> None:
    """The seeded article has its title, author, minute, source and editors, each in its place."""
    seed = read(SEED.read_text("utf-8"))
    assert seed.title == "海上壹周︱密集部署城市數字化轉型,上海如何加速跑贏“大戰略”?"
    assert (seed.author, seed.source) == ("馬作鵬", "人民網-上海頻道")
    assert (seed.published, seed.editors) == ("2022-03-05T09:07", ("唐小麗", "軒召強"))
    assert seed.language == "zh-Hant"
    assert {name: span.of(seed.text) for name, span in seed.places.items()} == {
        "title": seed.title,
        "author": "馬作鵬",
        "published": "2022年03月05日09:07",
        "source": "人民網-上海頻道",
        "editors": "唐小麗、軒召強",
    }


def test_the_seed_gives_its_headings_labels_and_paragraphs() -> None:
    """The seeded article has three headings, two labels, 29 paragraphs and none of the site's."""
    seed = read(SEED.read_text("utf-8"))
    assert slices(seed, "heading") == [
        "深化改革,上海究竟如何以“實效”論英雄?",
        "蹄疾、步穩",
        "下功夫,抓突破",
    ]
    assert slices(seed, "label") == ["編者按:", "【相關閱讀】"]
    paragraphs = slices(seed, "paragraph")
    assert len(paragraphs) == 29
    assert {"條塊清晰,任務明確。", "步穩,是夯實底座。", "上海的數字化轉型進展如何?"} < {*paragraphs}
    assert not {"人民網", "人民網>>上海頻道", "小字號", "分享讓更多人看到", "返回頂部"} & {
        *paragraphs
    }


def test_windows_line_ends_change_nothing_but_offsets() -> None:
    """A page with CR LF gives the same blocks, and no block holds a line end."""
    text = SEED.read_text("utf-8")
    unix, windows = read(text), read(text.replace("\n", "\r\n"))
    assert slices(unix, "paragraph") == slices(windows, "paragraph")
    assert "\r" not in "".join(slices(windows, "paragraph"))


def test_a_page_of_furniture_is_a_problem() -> None:
    """A page without any text of its own is refused with the remedy."""
    reading = read_plain_news("人民網\n2022年3月5日\n返回頂部\n", "news/a.txt")
    assert reading.articles == ()
    assert [str(problem) for problem in reading.problems] == [
        "news/a.txt: there is no text beside title, date and buttons; add some or remove the file"
    ]


def test_a_text_without_a_title_is_named_after_its_file() -> None:
    """The stem of the file's name is the title of a text that begins with a sentence."""
    article = read("渡輪公司昨天宣布改用電池。\n")
    assert (article.id, article.title, article.places) == ("news/a.txt", "a", {})


def test_one_line_is_text_before_it_is_a_title() -> None:
    """A file of one short line keeps it as text, because an answer quotes text."""
    assert slices(read("渡輪改用電池"), "paragraph") == ["渡輪改用電池"]


def test_a_second_credit_stays_in_the_text() -> None:
    """A field is taken once; a later credit, of a picture say, stays where it stands."""
    article = read("渡輪改用電池\n來源：海島日報\n首艘船已經試航。\n來源：望海通訊社\n")
    assert article.source == "海島日報"
    assert slices(article, "paragraph") == ["首艘船已經試航。", "來源：望海通訊社"]


@given(st.one_of(st.text(), st.lists(LINES, max_size=14).map("\n".join)))
def test_blocks_are_clean_slices_in_order(text: str) -> None:
    """For any text blocks lie in it, in order, trimmed, apart, and without a dropped line."""
    for article in read_plain_news(text, "a.txt").articles:
        end = 0
        for block in article.blocks:
            words = block.span.of(text)
            assert end <= block.span.start < block.span.end <= len(text)
            assert words == words.strip()
            assert not any(is_a("drop", line.text) for line in lines_of(words))
            end = block.span.end
        assert all(span.of(text).strip() for span in article.places.values())


@given(st.lists(LINES, max_size=10).map("\n".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    """Reading is deterministic: the same text gives an equal article."""
    assert read_plain_news(text, "a.txt").articles == read_plain_news(text, "a.txt").articles


def test_fields_and_blocks_do_not_share_words() -> None:
    """Title, date and editors are fields and are in no block; the agency's line is in both."""
    article = read(
        "渡輪改用電池\n2024年3月18日\n（中央社記者王小明台北18日電）首艘船試航。\n(責編:張雅筑)"
    )
    assert (article.author, article.source, article.editors) == ("王小明", "中央社", ("張雅筑",))
    assert slices(article, "paragraph") == ["（中央社記者王小明台北18日電）首艘船試航。"]
