from knowledge.reading.metadata import Metadata
from knowledge.reading.web.fields import fields_of
from knowledge.reading.web.page import read_page


def fields(page: str) -> Metadata:
    """Return the fields of a page."""
    return fields_of(read_page(page, "a.html"))


def test_the_line_below_the_title_fills_the_fields() -> None:
    """A page that says nothing in its head is read like a saved one."""
    page = (
        "<h1>渡輪改用電池</h1><div>林曉</div><div>2024年03月05日09:07 | 來源:城市日報</div><p>x</p>"
    )
    found = fields(page + "<div>(責編:張三、李四)</div>")
    assert (found.author, found.published, found.source) == ("林曉", "2024-03-05T09:07", "城市日報")
    assert found.editors == ("張三", "李四")


def test_the_head_wins_but_for_the_hour() -> None:
    """The head's day stands; its hour is taken from the line if that is of the same day."""
    head = '<head><meta name="publishdate" content="2024-03-05"></head>'
    line = "<h1>渡輪</h1><div>{} 09:07</div>"
    assert fields(head + line.format("2024-03-05")).published == "2024-03-05T09:07"
    assert fields(head + line.format("2024-03-06")).published == "2024-03-05"


def test_what_makes_no_sense_is_left_out() -> None:
    """A date of no day and a language of no tongue are no fields, and no problems either."""
    head = '<meta name="pubdate" content="soon"><meta property="og:locale" content="!?">'
    found = fields(f"<head>{head}</head><h1>渡輪</h1>")
    assert (found.published, found.language) == (None, None)


def test_the_title_is_the_heading_before_the_windows() -> None:
    """The first heading, else what the head says, else the title of the window without the site."""
    window = "<head><title>渡輪 - 城市日報</title></head><body>{}<p>x</p></body>"
    assert fields(window.format("<h1>渡輪改用電池</h1>")).title == "渡輪改用電池"
    assert fields(window.format("")).title == "渡輪"


def test_a_date_further_down_is_the_articles_own() -> None:
    """A date in the text is no date of publication."""
    below = "".join(f"<p>第{n}段。</p>" for n in range(20))
    assert fields(f"<h1>渡輪</h1>{below}<p>2024-03-05</p>").published is None


def test_a_head_of_a_table_is_no_author() -> None:
    """Neither in a cell nor alone: a word that begins like a surname is a word."""
    table = "<table><tr><th>票种</th><th>{0}</th></tr><tr><td>成人</td><td>5元</td></tr></table>"
    for word in ("周末", "任務", "李明"):
        assert fields(f"<h1>價目表</h1><p>如下表。</p>{table.format(word)}").author is None
    assert fields("<h1>價目表</h1><div>周末</div><div>2024年03月05日</div>").author is None


def test_a_name_alone_is_the_authors_beside_the_title_or_the_date() -> None:
    """Directly below the title, or above the date; further down it is the text's own."""
    assert fields("<h1>渡輪</h1><div>林曉</div><p>一。</p>").author == "林曉"
    assert fields("<h1>渡輪</h1><p>一。</p><div>林曉</div><p>二。</p>").author is None


def test_a_row_of_a_table_may_be_a_byline() -> None:
    """Fields that a page sets in a table are read as one line."""
    row = "<table><tr><td>发布日期</td><td>2024-03-05</td><td>来源</td><td>海岛网</td></tr></table>"
    found = fields(f"<h1>渡輪</h1>{row}<p>x</p>")
    assert found.published == "2024-03-05"


def test_an_author_who_is_no_person_is_none() -> None:
    """The account or the site in the head of a page; a name in its lines is taken instead."""
    head = '<head><meta name="author" content="admin"><title>渡輪_海島網</title></head>'
    assert fields(f"{head}<h1>渡輪</h1>").author is None
    line = "<h1>渡輪</h1><div>2024-03-05 作者：林曉</div>"
    assert fields(head + line).author == "林曉"


def test_a_date_may_stand_above_the_title() -> None:
    """As blogs print it."""
    assert fields("<div>5 March 2024</div><h1>渡輪</h1><p>x</p>").published == "2024-03-05"
