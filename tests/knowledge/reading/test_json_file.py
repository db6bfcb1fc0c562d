import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading import read_file
from knowledge.reading.json_file import read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("id text type messages chats list from date name poll".split()), inner
        )
    ),
    max_leaves=12,
)
CHAT = {
    "name": "城西讀書會",
    "type": "public_channel",
    "id": 7,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2020-05-01T08:20:00",
            "from": "林曉",
            "text": "明日開館。",
        },
        {
            "id": 3,
            "type": "message",
            "date": "2020-05-02T08:20:00",
            "from": "周明",
            "text": ["九點", {"type": "bold", "text": "準時"}, "。"],
        },
        {"id": 4, "type": "message", "date": "2020-05-02T09:00:00", "photo": "a.jpg", "text": ""},
        {
            "id": 5,
            "type": "message",
            "date": "2020-05-03T09:00:00",
            "from": None,
            "text": "",
            "poll": {"question": "幾點好？", "answers": [{"text": "九點"}]},
        },
    ],
}
PARAGRAPHS = [
    "2020-05-01\n林曉：明日開館。",
    "2020-05-02\n周明：九點準時。",
    "2020-05-03\n幾點好？\n九點",
]


def test_a_list_is_read_like_lines() -> None:
    """Each object is an article on the line that it begins on."""
    text = '[\n {"id": 1, "text": "甲"},\n {"id": 2,\n  "text": "乙"}\n]'
    articles = read_json(text, "a.json").articles
    assert [(a.id, a.text, a.line) for a in articles] == [("1", "甲", 2), ("2", "乙", 3)]


def test_every_fault_is_told_with_its_line() -> None:
    """An object with a fault spoils no other; behind broken JSON nothing can be read."""
    text = '[{"id": 1, "text": "甲"},\n{"text": "乙"},\n7,\n{"id": 1, "text": "丙"},\n{"id": 3, ]'
    reading = read_json(text, "a.json")
    assert [article.id for article in reading.articles] == ["1"]
    said = [str(problem).split(";")[0] for problem in reading.problems]
    assert said[:3] == [
        "a.json:2: id is missing",
        "a.json:3: not a JSON object",
        'a.json:4: id "1" is also in line 1',
    ]
    assert said[3].startswith("a.json:5: not JSON (")  # in the words of this Python


def test_an_exported_chat_is_an_article() -> None:
    """Its messages are paragraphs with day and name; what is no message is left out."""
    (article,) = read_json(json.dumps(CHAT), "result.json").articles
    assert (article.id, article.title) == ("result.json", "城西讀書會")
    assert [block.span.of(article.text) for block in article.blocks] == PARAGRAPHS


def test_an_exported_account_has_an_article_for_each_chat() -> None:
    """A chat without words is no fault beside others."""
    account = {"chats": {"list": [CHAT, {"name": "空", "id": 8, "messages": []}]}}
    reading = read_json(json.dumps(account), "result.json")
    assert [article.id for article in reading.articles] == ["result.json/7"]
    assert not reading.problems


@pytest.mark.parametrize("text", ["{}", "7", "{", "[" * 100_000, '{"messages": []}', "[", "[]"])
def test_anything_else_is_refused(text: str) -> None:
    """What is neither a list nor a chat says what it should be, and so does an empty one."""
    reading = read_json(text, "a.json")
    assert not reading.articles
    assert bool(reading.problems)


def test_one_object_is_one_article() -> None:
    """An object with a text is read as if it were in a list."""
    assert read_json('{"id": "a", "text": "甲"}', "a.json").articles[0].text == "甲"


@given(VALUES)
def test_any_value_is_read(value: object) -> None:
    """Whatever a file holds, there are articles or problems, and no error."""
    reading = read_file(json.dumps(value).encode(), "a.json")
    assert reading.articles or reading.problems
