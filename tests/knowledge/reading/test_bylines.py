import pytest

from knowledge.reading.bylines import Places, is_date_note, read_byline, read_dateline
from knowledge.reading.lines import Line, lines_of

INDENT = "\u3000\u3000"


def line_of(text: str) -> Line:
    """Return the only line of a text."""
    return next(lines_of(INDENT + text))


def cut(places: Places | None, text: str) -> dict[str, str] | None:
    """Return what the places of a line cut out of the text it stands in."""
    if places is None:
        return None
    return {name: span.of(INDENT + text) for name, span in places.items()}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "2022年03月05日09:07 | 來源:人民網-上海頻道",
            {"published": "2022年03月05日09:07", "source": "人民網-上海頻道"},
        ),
        (
            "来源：光明网 2024-05-22 10:16 作者：李清如 责编：孟凡丽",
            {
                "published": "2024-05-22 10:16",
                "source": "光明网",
                "author": "李清如",
                "editors": "孟凡丽",
            },
        ),
        (
            "原创 陈一鸣 城市切片 2024-01-09 07:30 发表于苏州",
            {"published": "2024-01-09 07:30", "author": "陈一鸣", "source": "城市切片"},
        ),
        (
            "2023-08-21 21:44 城市日報 記者 謝雨潔",
            {"published": "2023-08-21 21:44", "source": "城市日報", "author": "謝雨潔"},
        ),
        ("2024/3/18 14:20（3/18 16:05 更新）", {"published": "2024/3/18 14:20"}),
        (
            "By Ann Lee | Riverton Gazette | 5 March 2024",
            {"published": "5 March 2024", "author": "Ann Lee"},
        ),
    ],
)
def test_a_dateline_gives_its_fields(text: str, fields: dict[str, str]) -> None:
    """The line with the date gives date, source, author and editors where they stand in it."""
    found = cut(read_dateline(line_of(text)), text)
    assert found is not None
    assert fields.items() <= found.items()


@pytest.mark.parametrize(
    "text",
    [
        "2021年5月6日,上海市委市政府召開的第一次現場會上,李強指出",
        "2024年3月18日，梅溪鄉立圖書館重新開館。",
        "2022年，是浙江的元年",
        "2022-13-45 09:07",
        "On 5 March 2024 the bridge closed to cars and nobody knew why",
    ],
)
def test_a_sentence_with_a_date_is_no_dateline(text: str) -> None:
    """A date inside a sentence, or an impossible one, makes no dateline."""
    assert read_dateline(line_of(text)) is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("(責編:唐小麗、軒召強)", {"editors": "唐小麗、軒召強"}),
        ("[ 责编：孟凡丽 ]", {"editors": "孟凡丽"}),
        ("（責任編輯：何宜蓁 校對：游子賢）", {"editors": "何宜蓁"}),
        ("来源：光明网 作者：李清如", {"source": "光明网", "author": "李清如"}),
        ("原文链接：https://example.org/a?b=c", {"url": "https://example.org/a?b=c"}),
        ("本报记者 张三", {"author": "张三"}),
        ("星期三", {}),
        ("記者蔡家豪／金門報導", {"author": "蔡家豪"}),
    ],
)
def test_a_byline_without_a_date_is_explained_to_its_end(text: str, fields: dict[str, str]) -> None:
    """A line of credits gives its fields when the rules explain all of it."""
    assert cut(read_byline(line_of(text)), text) == fields


@pytest.mark.parametrize(
    "text",
    [
        "(責編:唐小麗)表示,這是第一次。",
        "來源:不明的包裹,昨天在車站被發現",
        "記者：你怎麼看？",
        "人民網",
        "城市日報 | 本地新聞",
    ],
)
def test_a_line_that_says_more_is_no_byline(text: str) -> None:
    """One unexplained letter is enough to keep a line in the article."""
    assert read_byline(line_of(text)) is None


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("出版：2024-10-02 19:30　更新：2024-10-03 08:10", True),
        ("Last updated: 5 March 2024", True),
        ("2024-10-02", False),
        ("2024年10月2日 茶園開放", False),
        ("更新", False),
    ],
)
def test_a_note_of_the_date_is_told_from_a_date(text: str, note: bool) -> None:
    """A line that says in words when a page was changed is a note; a bare date may be a heading."""
    assert is_date_note(line_of(text)) is note
