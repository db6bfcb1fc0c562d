from knowledge.studying.examples import Example, examples, topic_examples
from tests.knowledge.conftest import article


def test_a_number_becomes_a_question() -> None:
    """The clause is the article's own; a question word stands where the number stood."""
    made = examples(
        article("市長說,上海將新增40家智能工廠。方案包括七大應用場景。", language="zh-Hant")
    )
    assert made[0] == Example("上海將新增多少家智能工廠？", "40家智能工廠")
    (other,) = [
        e for e in examples(article("方案包括七大应用场景。", language="zh-Hans")) if e.answer
    ]
    assert other == Example("方案包括几大应用场景？", "七大应用场景")


def test_a_date_becomes_a_question() -> None:
    """Who does something on a day did it at some time."""
    made = examples(article("青浦區長於2月24日下午前往徐匯區。", language="zh-Hant"))
    assert made[0] == Example("青浦區長什麼時候前往徐匯區？", "2月24日下午")


def test_english_things_are_counted() -> None:
    """An English question names its article: two words alone find nothing."""
    made = examples(article("The line has twelve stations.", title="Tram line", language="en"))
    assert made[0] == Example("Tram line: how many stations?", "twelve stations")


def test_what_names_the_subject_comes_first() -> None:
    """A question that shares a word with the title says by itself what it is about."""
    paragraphs = ("方案包括七大應用場景。", "上海將新增40家智能工廠。")
    made = examples(article(*paragraphs, title="上海加速轉型", language="zh-Hant"))
    assert made[0].question == "上海將新增多少家智能工廠？"


def test_an_article_without_numbers_is_asked_for_its_topics() -> None:
    """As it writes them, in its language."""
    one = article("The Normans came to West Francia. West Francia was a realm.", language="en")
    assert topic_examples(one)[0] == Example("What about West Francia?", "West Francia")
    other = article("蘭札體流行於西藏。蘭札體很美。", language="zh-Hant")
    assert topic_examples(other)[0] == Example("蘭札體是什麼？", "蘭札體")


def test_what_leans_on_another_clause_is_no_question() -> None:
    """Neither half a quotation, nor an ordinal, nor what goes on with the sentence before."""
    text = "第十三次會議說“上海新增四十家工廠”。此外上海新增四十家工廠。"
    assert not [one for one in examples(article(text, language="zh-Hant")) if one.answer]


def test_questions_as_headings_come_first() -> None:
    """An article of questions and answers is best asked what it asks itself."""
    paragraphs = ("# 怎麼停車才對？", "停在框裡。", "# 鎖不上怎麼辦？", "本市設了四十個停車框。")
    asked = [one.question for one in examples(article(*paragraphs, language="zh-Hant"))]
    assert asked == ["怎麼停車才對？", "鎖不上怎麼辦？", "本市設了多少個停車框？"]
