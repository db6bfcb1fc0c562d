import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.made_up import is_made_up_author, is_made_up_title


@pytest.mark.parametrize(
    "name",
    [
        *("Administrator", "admin", "User", "USER", "user1", "Windows 用户", "Windows User"),
        *("微软用户", "Microsoft Office User", "Microsoft 帐户", "微軟使用者", "HP", "HP Inc."),
        *("lenovo", "Lenovo User", "DELL", "Dell-PC", "USER-20190101AB", "PC-20190305abcd"),
        *("DESKTOP-8K3J2L1", "WIN-AB12CD34EF5", "雨林木风", "WPS_1523456789", "python-docx"),
        *(
            "anonymous",
            "匿名",
            "Owner",
            "1",
            "联想",
            "thinkpad",
            "apple",
            "MC SYSTEM",
            "系统管理员",
        ),
    ],
)
def test_accounts_and_computers_are_no_authors(name: str) -> None:
    """What an installation calls its user wrote nothing."""
    assert is_made_up_author(name)


@pytest.mark.parametrize(
    "name",
    [
        *("林晓", "王微", "Ann Lee", "Mac Miller", "Win Butler", "Admiral Lee", "華南", "市图书馆"),
        *(
            "Dell Miller",
            "Guest Editor Bo Ray",
            "惠普公司公关部",
            "Office of the Mayor",
            "user林晓",
        ),
    ],
)
def test_people_and_offices_are_authors(name: str) -> None:
    """A name that begins like an account is still a name."""
    assert not is_made_up_author(name)


@pytest.mark.parametrize(
    "title",
    [
        *("Microsoft Word - letter.doc", "untitled", "Untitled-1", "未命名", "无标题文档", "文档1"),
        *(
            "PowerPoint Presentation",
            "ferry_v3.indd",
            "Document1",
            "幻灯片 1",
            "report.docx",
            "標題",
        ),
        *("新建 Microsoft Word 文档", "New Microsoft Word Document", "CamScanner 05-01-2020 08.20"),
        *("C:\\My Documents\\a b.doc", "file:///a/b.html", "新建文档 (2)"),
        *("PowerPoint 演示文稿", "Slide 1", "工作簿1", "WPS 文字 - 通知"),
    ],
)
def test_names_of_files_are_no_titles(title: str) -> None:
    """What a program writes where nobody wrote a title is none."""
    assert is_made_up_title(title)


@pytest.mark.parametrize(
    "title",
    ["渡輪年報", "Ferries: a report.", "Untitled works of a poet", "文件管理办法", "Word 使用说明"],
)
def test_what_people_write_is_a_title(title: str) -> None:
    """A title may begin with a word that programs use."""
    assert not is_made_up_title(title)


@given(st.text(alphabet="user-_, 0123hpdelloпк.用户", max_size=40))
def test_any_name_is_one_or_the_other(name: str) -> None:
    """Whatever the name, it is judged the same twice."""
    assert is_made_up_author(name) == is_made_up_author(name)
    assert is_made_up_title(name) == is_made_up_title(name)
