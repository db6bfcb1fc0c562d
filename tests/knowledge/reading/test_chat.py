from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.chat import Message, compose_chat

MESSAGES = st.builds(
    Message, st.text(), st.sampled_from(["", "林曉", "Ann"]), st.just("2020-05-01")
)


def said(messages: list[Message]) -> list[str]:
    """Return the paragraphs of the article of a chat."""
    (article,) = compose_chat(messages, "城西", "a.html").articles
    return [block.span.of(article.text) for block in article.blocks]


def test_a_message_is_a_paragraph_with_its_day() -> None:
    """The name is left out where one only writes; a message without words is none."""
    first, second = (
        Message("明日開館。", "城西", "2020-05-01"),
        Message(" \n", "城西", "2020-05-02"),
    )
    assert said([first, second]) == ["2020-05-01\n明日開館。"]


def test_several_authors_are_named() -> None:
    """Before their words, with the colon of the language."""
    assert said(
        [Message("開嗎？", "林曉", "2020-05-01"), Message("It is.", "Ann", "2020-05-02")]
    ) == [
        "2020-05-01\n林曉：開嗎？",
        "2020-05-02\nAnn: It is.",
    ]


def test_fields_of_a_chat() -> None:
    """It is called as the chat is, has a date if it is of one day, and its place beside others."""
    one = Message("明日開館。", "", "2020-05-01")
    (article,) = compose_chat([one], "城西", "a.json", "7").articles
    assert (article.id, article.title, article.published) == ("a.json/7", "城西", "2020-05-01")
    (article,) = compose_chat([one, Message("好。", "", "2020-05-02")], "城西", "a.json").articles
    assert (article.id, article.published) == ("a.json", None)


def test_a_chat_without_words_is_a_problem() -> None:
    """Pictures alone are nothing to quote."""
    (problem,) = compose_chat([Message("")], "城西", "a.html").problems
    assert str(problem).startswith("a.html: there is no message with words in it; ")


@given(st.lists(MESSAGES, max_size=5))
def test_every_message_is_in_order(messages: list[Message]) -> None:
    """No message is lost, whatever it says."""
    reading = compose_chat(messages, "城西", "a.html")
    blocks = [b.span.of(a.text) for a in reading.articles for b in a.blocks]
    assert len(blocks) <= len(messages)
    assert all(block.startswith("2020-05-01") for block in blocks)
