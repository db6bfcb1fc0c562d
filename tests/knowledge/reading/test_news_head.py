from knowledge.reading.lines import lines_of
from knowledge.reading.news_head import read_head

TITLE = "山城圖書館換新窗 讀者可預約看星星"
DATE = "2024/3/18 14:20"


def head(*lines: str) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a page's head and the lines that are left, as texts."""
    text = "\n".join(lines)
    fields, left = read_head([line for line in lines_of(text) if line.text])
    return {name: span.of(text) for name, span in fields.items()}, [line.text for line in left]


def test_what_stands_above_the_title_is_the_sites() -> None:
    """Site name, breadcrumbs and sections above the title are not the article's."""
    assert head("人民網", "首頁 > 地方", "即時", TITLE, DATE, "本文。") == (
        {"title": TITLE, "published": DATE},
        ["本文。"],
    )


def test_what_stands_below_the_title_stays() -> None:
    """A subtitle between title and dateline is kept as text."""
    assert head(TITLE, "——頂樓觀星台每週開放兩晚", DATE) == (
        {"title": TITLE, "published": DATE},
        ["——頂樓觀星台每週開放兩晚"],
    )


def test_a_bare_name_above_the_date_is_the_author() -> None:
    """A line of names with common surnames directly above the date names the author."""
    assert head(TITLE, "王小明、李大華", DATE)[0]["author"] == "王小明、李大華"
    assert head(TITLE, "圖文直播", DATE) == ({"title": TITLE, "published": DATE}, ["圖文直播"])


def test_the_outlet_below_the_title_is_the_source() -> None:
    """The name of a paper between title and date is the source."""
    fields, left = head("Bridge to close", "By Ann Lee", "Riverton Gazette", "5 March 2024")
    assert (fields["author"], fields["source"], left) == ("Ann Lee", "Riverton Gazette", [])


def test_a_dateline_may_stand_above_the_title() -> None:
    """Where the date comes first, the title is left for the first line below it."""
    fields, left = head("新华网 > 地方", "2024 04/12 08:35:20", "来源：新华网", TITLE)
    assert fields == {"published": "2024 04/12 08:35:20"}
    assert left == ["来源：新华网", TITLE]


def test_the_window_title_is_not_the_title() -> None:
    """The title with the site's name behind it, above or below the title, is dropped."""
    for lines in ([TITLE, f"{TITLE} - 城市日報"], [f"{TITLE}_新聞", TITLE]):
        assert head(*lines, DATE) == ({"title": TITLE, "published": DATE}, [])


def test_a_short_line_above_a_chinese_title_stays() -> None:
    """The 引題 above a Chinese title is kept; an English title goes before its longer summary."""
    fields, left = head("新闻", "小镇的四年", "山里的快递站，一天送出三千件", DATE)
    assert (fields["title"], left) == ("山里的快递站，一天送出三千件", [])
    fields, left = head("“十四五”收官之年看乡村", "山里的快递站，一天送出三千件", DATE)
    assert fields["title"] == "山里的快递站，一天送出三千件"
    assert left == ["“十四五”收官之年看乡村"]
    fields, left = head(
        "Harbour bridge to close", "Nine weekends without cars, says mayor", "5 March 2024"
    )
    assert fields["title"] == "Harbour bridge to close"
    assert left == ["Nine weekends without cars, says mayor"]


def test_the_head_ends_with_the_first_sentence() -> None:
    """A date below the first sentence of the article is no dateline."""
    sentence = "梅溪鄉立圖書館耗時十四個月整修完成，今天重新開館。"
    assert head(TITLE, sentence, DATE) == ({}, [TITLE, sentence, DATE])


def test_breadcrumbs_go_without_a_dateline_too() -> None:
    """Without a date, furniture goes only while a title and a text are still below it."""
    assert head("首頁 > 地方", TITLE, "本文。") == ({}, [TITLE, "本文。"])
    assert head("參觀報社", "我們昨天去參觀。", "很好玩。")[1][0] == "參觀報社"


def test_an_empty_page_has_no_head() -> None:
    """No lines give no fields and leave no lines."""
    assert head() == ({}, [])
