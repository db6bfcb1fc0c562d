import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.web.person import person_of


@pytest.mark.parametrize(
    "written",
    [
        *"name,email@gmail.com 104363 CSDN.NET 网易 admin zhangsan88 user_123 佚名 管理員".split(),
        *"微软用户 新华社 城西区文化局 https://a.org/a 责任编辑：李四 Plato … @ann".split(),
        *("Your Name", "BBC News 中文", "Riverton Gazette Staff", "", "本站编辑部"),
    ],
)
def test_what_is_no_person_is_no_author(written: str) -> None:
    """Placeholders, numbers, accounts, addresses, sites, institutions and editors."""
    assert person_of(written, ["网易新闻"]) is None


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Lee, ann@example.org", "Ann Lee"),
        ("张三 <zhang@example.org>", "张三"),
        ("作者：张三", "张三"),
        ("本报记者 张三", "张三"),
        ("新华网记者王小明", "王小明"),
        ("记者张三", "张三"),
        ("admin, 张三", "张三"),
        ("John Smith, BBC News", "John Smith"),
        ("By Ann Lee and Bo Ray", "Ann Lee and Bo Ray"),
        ("王小明、李大華", "王小明、李大華"),
        ("李四（实习）", "李四"),
        ("爱德华·斯诺登", "爱德华·斯诺登"),
        ("Ludwig van der Berg", "Ludwig van der Berg"),
    ],
)
def test_persons_are_named_without_what_is_around_them(written: str, names: str) -> None:
    """Addresses, words for authors and places of work are left out, and names are as written."""
    assert person_of(written) == names


def test_a_blog_may_be_called_as_its_author() -> None:
    """A site is no person, but one whose name only begins with the author's is no reason."""
    assert person_of("Ann Lee", ["Ann Lee's kitchen"]) == "Ann Lee"
    assert person_of("Ann Lee", ["Ann Lee"]) is None


@given(st.text(max_size=120), st.lists(st.text(max_size=10), max_size=2))
def test_any_text_is_read(written: str, sites: list[str]) -> None:
    """Whatever a page wrote there, a name comes out or nothing."""
    found = person_of(written, sites)
    assert found is None or any(map(str.isalpha, found))
