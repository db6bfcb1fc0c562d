from knowledge.studying.topics import topics
from tests.knowledge.conftest import article


def test_what_is_said_most_and_rarest_comes_first() -> None:
    """A word of every text weighs nothing, however often it stands there."""
    found = topics(article("工作工作工作。單車停車。單車上鎖。進行工作，單車很多。"))
    assert found[0].text == "单车"
    assert "工作" not in [topic.text for topic in found]


def test_a_word_of_the_title_weighs_more() -> None:
    """The title says what it is about."""
    one = article("渡輪開了。燈塔亮了。", title="燈塔")
    assert topics(one)[0].text == "灯塔"


def test_a_longer_term_stands_for_its_parts() -> None:
    """Unless the part stands for itself often enough: then it is the topic."""
    assert "单车" not in [t.text for t in topics(article("共享單車。共享單車。共享單車。"))]
    often = [t.text for t in topics(article("上海市。上海市。上海。上海。上海。上海。"))]
    assert often == ["上海"]
