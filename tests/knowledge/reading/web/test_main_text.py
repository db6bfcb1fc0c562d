from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.web.main_text import main_text
from tests.knowledge.reading.web.layouts import laid_out

THIRD = "末班船延後半小時。"
FIRST, SECOND = "首艘船已於本週試航，六月一日正式開航。", "每張船票仍為五元，老人免費。"
LINKS = "<ul><li><a>夜市新規</a><li><a>環保杯</a><li><a>餐盒清洗</a></ul>"


def said(body: str, taken: str = "") -> list[str]:
    """Return the texts of the article of a page."""
    return [block.text for block in main_text(laid_out(body), taken)]


def test_a_page_of_furniture_has_no_article() -> None:
    """Menus and a footer are nothing to quote, and neither is an empty page."""
    assert said(f"<nav>{LINKS}</nav><footer>© 2024 海島網</footer>") == []
    assert said("") == []


def test_titles_of_other_articles_are_left_out_up_to_the_next_sentence() -> None:
    """A ranking below the text, or in the middle of it, is not the article's."""
    ranking = f"<h3>热门排行</h3><ol><li>1 西瓜可以自带入园了<li>2 拼车规则复杂</ol>{LINKS}"
    assert said(f"<div><p>{FIRST}</p>{ranking}</div>") == [FIRST]
    assert said(f"<div><p>{FIRST}</p>{ranking}<h2>票價</h2><p>{SECOND}</p></div>") == [
        FIRST,
        "票價",
        SECOND,
    ]


def test_a_teaser_is_not_the_next_sentence() -> None:
    """What stands below the title of another article is its own."""
    card = f"<div><a>夜市新規</a><p>{THIRD}</p></div>"
    label = "<h3>You may also like</h3>"
    assert said(f"<div><p>{FIRST}</p>{label}{card}{card}</div>") == [FIRST]


def test_links_that_a_sentence_announces_are_kept() -> None:
    """Steps or attachments that are links, behind the last sentence."""
    intro = "請依下列步驟辦理。"
    assert said(f"<div><p>{FIRST}</p><p>{intro}</p>{LINKS}</div>")[2:] == [
        "夜市新規",
        "環保杯",
        "餐盒清洗",
    ]


def test_links_are_kept_between_sentences_only() -> None:
    """A list of links before or behind the text is a menu; inside it is the text's own."""
    inside = said(f"<div>{LINKS}<p>{FIRST}</p>{LINKS}<p>{SECOND}</p>{LINKS}</div>")
    assert inside == [FIRST, "夜市新規", "環保杯", "餐盒清洗", SECOND]


def test_a_heading_above_nothing_is_left_out() -> None:
    """What stands last and opens nothing was a heading of the site."""
    assert said(f"<div><p>{FIRST}</p><p>{SECOND}</p><h3>分享</h3></div>") == [FIRST, SECOND]


def test_two_opinions_are_heard() -> None:
    """What the library takes beside our text is text; what stands among it is kept as well."""
    page = f"<div><p>{FIRST}</p><p>{SECOND}</p></div><div><div><p>{THIRD}</p></div></div>"
    assert said(page) == [FIRST, SECOND]
    assert said(page, FIRST + SECOND + THIRD) == [FIRST, SECOND, THIRD]
    assert said(page, FIRST) == [FIRST, SECOND]  # it has lost the other one


def test_a_section_that_the_library_lost_is_kept() -> None:
    """Boxes in boxes inside the text: what stands in them is text, too."""
    section = f"<div><div><h3>票價</h3><section><p>{SECOND}</p><p>{THIRD}</p></section></div></div>"
    page = f"<article><p>{FIRST}</p>{section}<p>{FIRST[:-1]}，如期。</p></article>"
    assert said(page, f"{FIRST}{FIRST[:-1]}，如期。")[1:-1] == ["票價", SECOND, THIRD]


def test_a_library_that_missed_the_article_is_not_followed() -> None:
    """Ours is taken where the library has few of our sentences."""
    page = (
        f"<div>{''.join(f'<p>{n}{FIRST}</p>' for n in range(4))}</div><p>關於我們，歡迎來信。</p>"
    )
    assert len(said(page, "關於我們，歡迎來信。")) == 5


@given(st.lists(st.sampled_from([FIRST, SECOND, "標籤", LINKS]), max_size=6), st.text(max_size=40))
def test_no_sentence_beside_another_is_lost(parts: list[str], taken: str) -> None:
    """Whatever the library says, the sentences of the only box are the article."""
    body = "".join(part if part == LINKS else f"<p>{part}</p>" for part in parts)
    found = said(f"<div>{body}</div>", "".join(taken.split()))
    assert [text for text in found if text in {FIRST, SECOND}] == [
        part for part in parts if part in {FIRST, SECOND}
    ]
