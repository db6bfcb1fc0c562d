import pytest

from knowledge.reading import read_file
from knowledge.reading.pdf import recognition
from knowledge.reading.pdf.recognition import recognised
from knowledge.reading.readers import Readers, usual_limits
from knowledge.runtime.workers import Limits
from tests.knowledge.reading.pdf.scanning import scanned

PAGE = """# 渡輪改用電池

白沙島輪渡公司昨天宣布，往返白沙島與望海鎮的六艘柴
油渡輪將全部改為電池動力，首艘船已於本週試航。

公司副经理表示，新船一次充电四十分钟，可以往返四趟。

The ferry company said that all six of its boats will
run on batteries by the summer of 2027."""
SCAN = scanned(PAGE, "第二頁說：居民搭乘的票價不變，學生半價。")


def test_a_scanned_page_is_read_in_a_worker() -> None:
    """Both scripts and English, with its heading, marked as recognised with its confidence."""
    limits = Limits(600, usual_limits().megabytes)
    reading = Readers(limits).read(SCAN, "scan.pdf")
    (article,) = reading.articles
    assert article.title == "渡輪改用電池"
    for words in (
        "六艘柴油渡輪將全部改為電池動力",
        "充电四十分钟",
        "batteries by the summer of 2027",
    ):
        assert words in article.text
    assert "學生半價" in article.text
    assert [block.kind for block in article.blocks][:1] == ["label"]
    section = reading.drafts[0].passages[0].section
    assert "由圖片識別" in section
    assert "%" in section
    (warning,) = reading.warnings
    assert "recognised from pictures" in str(warning)


def test_lines_have_a_place_and_a_confidence() -> None:
    """In points, from the bottom, as the lines of any page have them."""
    found = recognised(SCAN)
    assert [len(page) for page in found.pages] == [6, 1]
    heading, first, *_ = found.pages[0]
    assert heading.y > first.y
    assert heading.size > 1.5 * first.size
    assert 0.9 < found.confidence <= 1.0


def test_an_empty_page_has_no_lines() -> None:
    """It is still a file without text."""
    assert recognised(scanned("")).pages == [[]]
    (problem,) = read_file(scanned(""), "a.pdf").problems
    assert "pictures" in str(problem)


def test_without_the_extra_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install, or to do elsewhere; and less memory is enough."""
    monkeypatch.setattr(recognition, "NEEDED", ("no_such_library",))
    (problem,) = read_file(SCAN, "a.pdf").problems
    assert "pip install 'youju[ocr]'" in str(problem)
    assert usual_limits().megabytes == 512
