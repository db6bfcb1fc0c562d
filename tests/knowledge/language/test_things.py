import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.things import COUNT, ROLE, names_of_things, things_asked


@pytest.mark.parametrize(
    ("question", "name", "having", "lacking"),
    [
        ("一个多少钱?", "price", "每个30元", "共有40家"),
        ("how much does it cost?", "price", "it is 5 dollars", "40 of them"),
        ("他几岁了?", "age", "今年52岁", "共52人"),
        ("how old is she?", "age", "aged 41", "in room 41"),
        ("面积是多少?", "area", "占地40亩", "共40人"),
        ("电话是多少?", "phone number", "请拨021-12345678", "共12人"),
        ("投诉热线?", "phone number", "请拨12345", "在12楼"),
        ("邮箱是什么?", "e-mail address", "a@b.cn", "来信"),
        ("公司地址在哪里?", "address", "人民路12号", "公司很大"),
        ("她是哪里人?", "birthplace", "苏州人,作家", "走访苏州"),
        ("占比多少?", "percentage", "占40%", "共40家"),
        ("离车站多远?", "distance", "两公里", "两小时"),
        ("多重?", "weight", "三吨", "三米"),
        ("最高几度?", "temperature", "三十度", "三十人"),
        ("要多久?", "duration", "三个月", "于2022年2月21日"),
        ("how long does it last?", "duration", "for two weeks", "in room 2"),
        ("几点开门?", "time of day", "早上八点", "八人"),
        ("几月几号?", "date", "2月23日", "23人"),
        ("是哪一年?", "year", "于2018年", "于昨天"),
    ],
)
def test_a_thing_asked_for_stands_in_a_text_or_not(
    question: str, name: str, having: str, lacking: str
) -> None:
    """Each thing is known in the question, in a text that has it, and not in that of another."""
    (thing,) = things_asked(question)
    assert thing.name == name
    assert thing.stands_in(having)
    assert not thing.stands_in(lacking)


@pytest.mark.parametrize(
    ("question", "having", "lacking"),
    [
        ("有多少条留言?", "已有26条", "已有26天"),
        ("有几个应用场景?", "七大应用场景", "七天,场景很大"),
        ("直隶总督负责几个省?", "负责一省", "负责两人"),
        ("how many pilot hospitals?", "19 of the hospitals", "19 days later"),
    ],
)
def test_what_is_counted_needs_a_number(question: str, having: str, lacking: str) -> None:
    """A number counts only if it is one of what the question wants counted."""
    (thing,) = things_asked(question)
    assert thing.name == COUNT
    assert thing.stands_in(having)
    assert not thing.stands_in(lacking)


def test_a_role_is_somebodys() -> None:
    """青浦's head is not that of 徐汇, even where 徐汇 is visited."""
    (thing,) = things_asked("徐汇区区长是谁?")
    assert thing.name == ROLE
    assert not thing.stands_in("青浦区长楊小菁前往徐汇区")
    assert thing.stands_in("徐汇区区长前往青浦")
    assert thing.stands_in("在徐汇,区长说")


@pytest.mark.parametrize(
    "question", ["浦东发布了什么方案?", "谁写的?", "what is a cell?", "价格战"]
)
def test_where_words_leave_a_doubt_nothing_is_asked_for(question: str) -> None:
    """A question without a thing has none."""
    assert things_asked(question) == []


@given(st.text("一个多少钱几岁条哪年电话是how many tons?", max_size=30))
def test_a_thing_stands_in_the_question(question: str) -> None:
    """The place of a thing is a part of the question, and its name is known."""
    known = {*names_of_things(), COUNT, ROLE}
    for thing in things_asked(question):
        assert 0 <= thing.start < thing.end <= len(question)
        assert thing.name in known
