"""Two small question sets that the tests write themselves: one Chinese, one English."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks.corpus import Passage
from benchmarks.sets import QuestionSet, load_sets

HARBOUR = (
    Passage(
        "h1",
        "白沙港",
        "白沙港的灯塔建于1902年。灯塔高31米，由石匠陈阿福设计。塔顶的灯每十秒闪一次。",
    ),
    Passage(
        "h2", "白沙港", "渡轮每天上午九点开往青屿。船票在码头的售票亭出售。风浪太大时渡轮停航。"
    ),
    Passage("h3", "青屿", "青屿盛产海盐和紫菜。岛上的盐田有两百年历史。盐工在清晨收盐。"),
    Passage("h4", "青屿", "岛上只有一所小学，共有十七名学生。校长是林秀英。学生乘小船上学。"),
    Passage("h5", "竹山", "竹山的茶园种植高山乌龙。采茶季节从四月开始。茶农使用木制的揉茶机。"),
)
MILLS = (
    Passage("m1", "Mills", "The oldest mill was built by Ada Crane. It has four wooden sails."),
    Passage("m2", "Mills", "Flour was carried to the market by barge. The canal froze in winter."),
    Passage(
        "m3", "Bakers", "Bakers met every Tuesday in the guild hall. They fixed the bread price."
    ),
)
HARBOUR_QUESTIONS = (
    {
        "id": "1",
        "kind": "typo",
        "question": "灯搭是谁设计的？",
        "article": "h1",
        "answers": ["陈阿福"],
    },
    {
        "id": "2",
        "kind": "clean",
        "question": "灯塔是谁设计的？",
        "article": "h1",
        "answers": ["陈阿福"],
    },
    {
        "id": "3",
        "kind": "clean",
        "question": "渡轮几点开往青屿？",
        "article": "h2",
        "answers": ["九点"],
    },
    {
        "id": "4",
        "kind": "clean",
        "question": "小学的校长是谁？",
        "article": "h4",
        "answers": ["林秀英"],
    },
    {
        "id": "5",
        "kind": "clean",
        "question": "采茶季节从几月开始？",
        "article": "h5",
        "answers": ["四月"],
    },
    {"id": "6", "kind": "unanswerable", "question": "钢琴有多少个琴键？", "article": None},
)
MILLS_QUESTIONS = (
    {
        "id": "1",
        "question": "Who built the oldest mill?",
        "article": "m1",
        "answers": ["Ada Crane"],
    },
    {
        "id": "2",
        "question": "Where did bakers meet?",
        "article": "m3",
        "answers": ["the guild hall"],
    },
)


def write_set(
    folder: Path, passages: Sequence[Passage], questions: Sequence[Mapping[str, object]]
) -> None:
    """Write a set as the public ones are written."""
    folder.mkdir()
    (folder / "articles.jsonl").write_text("".join(p.line() for p in passages), "utf-8")
    lines = (json.dumps(question, ensure_ascii=False) + "\n" for question in questions)
    (folder / "questions.jsonl").write_text("".join(lines), "utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with both sets."""
    folder = tmp_path / "sets"
    folder.mkdir()
    write_set(folder / "harbour", HARBOUR, HARBOUR_QUESTIONS)
    write_set(folder / "mills", MILLS, MILLS_QUESTIONS)
    return folder


@pytest.fixture
def sets(data: Path) -> list[QuestionSet]:
    """Return both sets, loaded."""
    return load_sets(data)


@pytest.fixture
def harbour(sets: list[QuestionSet]) -> QuestionSet:
    """Return the Chinese set."""
    return sets[0]
