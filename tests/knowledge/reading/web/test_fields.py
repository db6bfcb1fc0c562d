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
