import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.web.title import Heading, title_of, without_site


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("图书馆延长夜间开放-新华网", "图书馆延长夜间开放"),
        ("图书馆延长夜间开放 - 某市人民政府门户网站", "图书馆延长夜间开放"),
        ("圖書館延長開放｜生活｜城市日報", "圖書館延長開放"),
        ("图书馆延长夜间开放_网易新闻", "图书馆延长夜间开放"),
        ("图书馆延长夜间开放_新闻频道_央视网(cctv.com)", "图书馆延长夜间开放"),
        ("新华网 - 图书馆延长夜间开放", "图书馆延长夜间开放"),
        ("How the night ferry came back | Riverton Gazette", "How the night ferry came back"),
        ("The ferry: a story - Film review - The Gazette", "The ferry: a story"),
        ("Wi-Fi 使用说明", "Wi-Fi 使用说明"),
        ("2019-2020学年校历", "2019-2020学年校历"),
        ("海岛网", "海岛网"),
        ("", ""),
    ],
)
def test_the_window_ends_with_the_site(window: str, title: str) -> None:
    """What stands behind the title, or before it, is cut; a hyphen inside a word is none."""
    assert without_site(window) == title


def test_a_site_that_names_itself_is_known() -> None:
    """A hyphen without blanks is one before the site if the page says what that is called."""
    assert without_site("夜间开放通知-城西") == "夜间开放通知-城西"
    assert without_site("夜间开放通知-城西", ["城西"]) == "夜间开放通知"
    assert without_site("Ferries - Riverton", ["Gazette"], only_known=True) == "Ferries - Riverton"


def test_an_endless_title_is_cut() -> None:
    """A window of a million signs is looked at up to a limit (slowly would hang here)."""
    assert without_site("甲乙 - " * 250_000).startswith("甲乙")


LOGO, FIRST, SECOND = "某市政府", "图书馆延长夜间开放", "各区通知"


@pytest.mark.parametrize(
    ("headings", "said", "window", "title"),
    [
        ([Heading(LOGO, True, of_site=True), Heading(FIRST)], "", f"{FIRST} - {LOGO}", FIRST),
        ([Heading(LOGO, True), Heading(FIRST)], "", f"{FIRST} - {LOGO}网", FIRST),
        ([Heading(LOGO, True, of_site=True)], FIRST, LOGO, FIRST),
        ([Heading(LOGO, True, of_site=True)], "", f"{FIRST}_{LOGO}", FIRST),
        ([Heading(FIRST, True), Heading(SECOND)], "", "渡輪", FIRST),
        ([Heading(SECOND, True), Heading(FIRST, True)], "", f"{FIRST}-新华网", FIRST),
        ([Heading(SECOND, True), Heading(LOGO, True)], FIRST, "", FIRST),
        ([], f"{FIRST}-新华网", "", FIRST),
        ([Heading(LOGO, True)], "", "", LOGO),
        ([], "", "", ""),
    ],
)
def test_the_title_is_what_window_and_heading_say(
    headings: list[Heading], said: str, window: str, title: str
) -> None:
    """A logo is no title while there is another; the window without its site is the last."""
    assert title_of(headings, said, window) == title


@given(st.text("图书馆网-_|— a", max_size=30))
def test_a_title_is_a_part_of_the_window(window: str) -> None:
    """Nothing is added, and something is left of what is not blank."""
    title = without_site(window)
    assert title in window
    assert bool(title) == bool(window.strip())
