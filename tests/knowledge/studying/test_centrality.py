from hypothesis import given
from hypothesis import strategies as st

from knowledge.studying.centrality import MOST_COMPARED, central_sentences
from tests.knowledge.conftest import article

CITY = article(
    "城市數字化轉型是這個城市的重大戰略工作。數字化轉型讓城市的服務更快更好。",
    "藍牙道釘在馬路邊上一個一個地閃爍著光。",
    "各區的數字化轉型方案都以城市服務為先。",
)


def test_the_sentence_that_shares_most_is_most_central() -> None:
    """What the others say, too, stands for the article; a stranger among them does not."""
    first, *others = central_sentences(CITY, 4)
    assert "數字化轉型" in first.span.of(CITY.text)
    assert "藍牙道釘" in others[-1].span.of(CITY.text)


def test_sentences_know_their_place() -> None:
    """Each has the paragraph and the key of the passage that it stands in."""
    assert {sentence.paragraph for sentence in central_sentences(CITY, 4)} == {1, 2, 3}
    assert all(len(sentence.passage) == 20 for sentence in central_sentences(CITY, 4))


def test_half_a_speech_is_no_sentence_to_show() -> None:
    """What opens a quotation mark and does not close it needs its neighbours."""
    one = article(
        "市長說:“城市數字化轉型是重大戰略工作。城市數字化轉型是重大戰略工程。”大家都同意這個城市戰略。"
    )
    shown = [sentence.span.of(one.text) for sentence in central_sentences(one, 3)]
    assert shown == ["大家都同意這個城市戰略。"]


def test_a_sentence_is_not_said_twice() -> None:
    """Of two sentences that say the same, one is enough."""
    twice = article(
        "城市數字化轉型是這個城市的重大戰略工作。",
        "城市數字化轉型是這個城市的重大戰略工作！",
        "藍牙道釘在馬路邊上一個一個地閃爍著光。",
    )
    assert len(central_sentences(twice, 3)) == 2


@given(st.lists(st.text("城市數字化轉型。！ab. \n", max_size=60), max_size=12), st.integers(0, 5))
def test_sentences_are_the_articles_own(paragraphs: list[str], most: int) -> None:
    """Whatever it says, every sentence is a span of its text, and the same ones come each time."""
    one = article(*[paragraph or "x" for paragraph in paragraphs])
    found = central_sentences(one, most)
    assert len(found) <= most
    assert found == central_sentences(one, most)
    for sentence in found:
        assert 0 <= sentence.span.start < sentence.span.end <= len(one.text)


def test_very_long_articles_are_sampled() -> None:
    """A book is no reason to wait: its sentences are taken from all over it."""
    book = article(*(f"第{n}章說的是城市的第{n}件大事情。" for n in range(3 * MOST_COMPARED)))
    (sentence,) = central_sentences(book, 1)
    assert sentence.paragraph % 3 == 1
