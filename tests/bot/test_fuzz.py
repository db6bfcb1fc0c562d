"""Whatever strangers write, files hold and Telegram posts: is there an input that breaks something?

A hundred inputs a test in the usual run; `pytest tests/bot/test_fuzz.py --hypothesis-profile long`
tries ten thousand each, 110,000 in all. What was found stays here as an `@example`.
"""

import asyncio
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.cards import links
from bot.cards.answer import render_answer
from bot.cards.reply import Reply
from bot.emulator.world.entities import detect
from bot.messages import messages
from bot.telegram import handlers
from bot.telegram.addressing import Heard, question_in
from bot.telegram.inbox import lane
from bot.telegram.sending import entities, keyboard
from bot.telegram.webhook import read_update
from knowledge import Article, Folder, KnowledgeBase, KnowledgeError
from knowledge.language.folding import fold
from knowledge.library.export import as_json_line
from knowledge.reading.registry import read_file, suffixes
from knowledge.search.parser import parse_question
from tests.bot.cards.test_answer import check
from tests.bot.conftest import SEEDS

CASES = Path(__file__).parents[1] / "cases" / "reading"
SAMPLES = sorted(path for path in CASES.rglob("*") if path.suffix in suffixes())
SAMPLE = "".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))
SMALL = [path for path in SAMPLES if path.stat().st_size < 60_000]
ANY = st.text(max_size=300)
DAMAGE = st.tuples(st.integers(0, 60_000), st.binary(max_size=8), st.integers(0, 40))
BUTTON = r"\A1:[a-z]{1,8}:[0-9]{1,19}(:[0-9]{1,4})?\Z"
PAIRS = st.tuples(st.integers(0, 300), st.integers(0, 300))
WORDS = st.lists(
    st.one_of(
        st.text(max_size=5), st.sampled_from("上海 年 2022 shanghai zhong 十 ？ \n # - | @".split())
    ),
    max_size=40,
).map("".join)
FORMS: list[re.Pattern[str]] = [
    module.DATA
    for one in pkgutil.iter_modules(handlers.__path__)
    if hasattr(module := importlib.import_module(f"bot.telegram.handlers.{one.name}"), "DATA")
]
BOT = Bot("1:not-used-for-anything")
NUMBERS = st.integers(-(2**70), 2**70)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=6)
    ),
    max_leaves=20,
)

usual = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Yield an event loop for this module: hypothesis calls plain functions."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeBase]:
    """Yield a knowledge base that has read the sample."""
    opened = loop.run_until_complete(KnowledgeBase.open(tmp_path_factory.mktemp("data")))
    loop.run_until_complete(opened.reload(Folder(SEEDS)))
    yield opened
    loop.run_until_complete(opened.close())


@usual
@given(st.one_of(ANY, WORDS))
def test_folding(text: str) -> None:
    """Keeps the length of any text, character for character, and does it once."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@usual
@given(st.one_of(ANY, WORDS), st.lists(st.one_of(ANY, WORDS), max_size=3))
def test_understanding(question: str, after: list[str]) -> None:
    """Makes a query of any question after any other, the same each time."""
    assert parse_question(question, after) == parse_question(question, after)


@usual
@given(st.one_of(ANY, WORDS), st.one_of(st.none(), WORDS))
def test_asking_and_rendering(
    base: KnowledgeBase, loop: asyncio.AbstractEventLoop, question: str, after: str | None
) -> None:
    """Any question has an answer, quoted word for word, in a message that Telegram takes."""
    answer = loop.run_until_complete(base.ask(question, after))
    for citation in answer.citations:
        assert citation.quote in SAMPLE
    for say in (messages("en"), messages("zh-Hant")):
        _sendable(render_answer(answer, 2**62, say, "@editor"))


def _sendable(reply: Reply) -> None:
    check(reply)
    entities(reply)
    keyboard(reply)


@usual
@given(st.binary(max_size=2000), st.sampled_from(sorted(suffixes())))
def test_reading_bytes(content: bytes, suffix: str) -> None:
    """Any bytes under any name are articles or problems, never an error."""
    assert _is_read(content, f"a{suffix}")


@usual
@given(st.one_of(ANY, WORDS), st.sampled_from(sorted(suffixes())))
def test_reading_text(text: str, suffix: str) -> None:
    """Any text under any name is articles or problems, never an error."""
    assert _is_read(text.encode("utf-8", "surrogatepass"), f"a{suffix}")


@usual
@given(st.sampled_from(SMALL), st.lists(DAMAGE, max_size=6))
@example(CASES / "zip" / "mainland_gb18030.zip", [(0, b"", 1)])
def test_reading_what_was_damaged(sample: Path, damage: list[tuple[int, bytes, int]]) -> None:
    """A good file in which bytes were changed, added or lost is articles or problems."""
    content = sample.read_bytes()
    for place, piece, lost in damage:
        content = content[:place] + piece + content[place + lost :]
    assert _is_read(content, sample.name)


def _is_read(content: bytes, name: str) -> bool:
    """Tell whether a file is articles or problems, and check that these are whole."""
    reading = read_file(content, name)
    for article in reading.articles:
        _whole(article)
    for problem in reading.problems:
        assert isinstance(problem, KnowledgeError)
        assert "\n" not in str(problem)
    return bool(reading.articles or reading.problems)


def _whole(article: Article) -> None:
    for block in article.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(article.text)
    assert json.loads(as_json_line(article))


@usual
@given(
    st.one_of(st.text(max_size=64), st.from_regex(r"\A1:[a-z]{1,8}:[0-9]{1,19}(:[0-9]{1,4})?\Z"))
)
def test_callback_data(data: str) -> None:
    """Data that is decoded names a number that the database can hold."""
    for form in FORMS:
        if match := form.fullmatch(data):
            numbers = [int(group) for group in match.groups() if group and group.isdecimal()]
            assert all(0 <= number < 2**63 for number in numbers)
    if match := links.TO_PASSAGE.fullmatch(data):
        assert len(match[1]) in range(16, 21)


@usual
@given(
    st.one_of(ANY, WORDS), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=4)
)
def test_being_addressed(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever is said with whatever mentions, a question is text or nothing."""
    spans = tuple((min(pair), max(pair)) for pair in places if max(pair) <= len(text))
    for private in (True, False):
        found = question_in(Heard(text=text, private=private, mentions=spans))
        assert found is None or found.strip()
    detect(text)


@usual
@given(st.binary(max_size=300))
def test_posted_bytes(content: bytes) -> None:
    """Any body of a post is an update or none, never an error."""
    assert _is_update_or_none(content)


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what looks like an update, with anything in the place of anything."""
    person = {"id": draw(NUMBERS), "is_bot": False, "first_name": draw(st.text(max_size=9))}
    chat = {"id": draw(NUMBERS), "type": draw(st.sampled_from(["private", "group", "x"]))}
    message = {"message_id": draw(NUMBERS), "date": draw(NUMBERS), "chat": chat, "from": person}
    message |= {"text": draw(st.text(max_size=30))}
    if draw(st.booleans()):
        message[draw(st.sampled_from(sorted(message)))] = draw(JSON)
    if draw(st.booleans()):
        message[draw(st.sampled_from(["entities", "reply_to_message", "document"]))] = draw(JSON)
    kind = draw(st.sampled_from(["message", "edited_message", "callback_query", "x", "poll"]))
    return {"update_id": draw(NUMBERS), kind: draw(st.one_of(st.just(message), JSON))}


@usual
@given(updates())
@example({"update_id": 1, "message": {"message_id": 1, "date": 2**70, "chat": {}}})
@example(
    {
        "update_id": 1,
        "message": {"message_id": 1, "date": None, "chat": {"id": 1, "type": "private"}},
    }
)
@example(
    {
        "update_id": 1,
        "message": {"message_id": [], "date": 1, "chat": {"id": 1, "type": "private"}},
    }
)
def test_posted_updates(update: dict[str, Any]) -> None:
    """What looks like an update is one that can be stored, or none; never an error."""
    assert _is_update_or_none(json.dumps(update).encode())


def _is_update_or_none(content: bytes) -> bool:
    """Tell whether what was posted is none, or one that can be stored, has a lane and is itself."""
    raw = read_update(content)
    if raw is None:
        return True
    update = Update.de_json(raw, BOT)
    assert -(2**63) <= update.update_id < 2**63
    assert isinstance(lane(update), str)
    again = read_update(update.to_json().encode())
    return again is not None and Update.de_json(again, BOT) == update
