"""What does somebody get who means harm? SECURITY.md says which line of it each test holds."""

import copy
import json
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

import pytest

from bot.emulator import Delivery, Person, Room, Telegram
from bot.service.desk import Desk
from bot.telegram.addressing import Heard, question_in
from knowledge import Folder, KnowledgeBase, Placement, safe_stem
from knowledge.language.folding import fold
from knowledge.library.offer import offer_of
from tests.bot.conftest import Talk, pieces

FACTORIES = "上海將新增多少家智能工廠？"
ORDERS = ["/reload", "/reload force", "/versions", "/rollback", "/add https://example.org/x"]
REFUSED = re.compile(r"Only admins of this bot|只有這個機器人的管理員|The articles do not|文章沒有")
PATIENCE_SECONDS = 20  # of a whole machine that is busy; what explodes takes years
LONGEST = 4096  # characters of a message


def forwarded(delivery: Delivery, telegram: Telegram) -> Delivery:
    """Return a message as if it had been forwarded from somebody."""
    assert delivery.update
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Boss"}
    telegram.state.updates.pending[-1]["message"]["forward_origin"] = origin
    return delivery


By = Callable[[str, Telegram, Person, Person, Room], Delivery]

OTHERS: dict[str, By] = {
    "a reader": lambda order, _, ana, __, ___: ana.says(order),
    "a reader in a group": lambda order, _, ana, __, room: ana.says(order, chat=room),
    "a user named like the admin": lambda order, telegram, _, boss, __: telegram.person(
        boss.user.first_name, username="boss", started=True
    ).says(order),
    "a forward of the admin": lambda order, telegram, _, boss, __: forwarded(
        boss.says(order), telegram
    ),
    "an edit of the admin": lambda order, _, __, boss, ___: boss.edits(boss.says("hello"), order),
    "an anonymous admin of a group": lambda order, telegram, _, boss, __: boss.says(
        order, chat=telegram.group("Team", admins=[boss]), anonymous=True
    ),
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("who", OTHERS)
async def test_orders_are_taken_from_admins_only(  # noqa: PLR0917 - fixtures
    desk: Desk, telegram: Telegram, talk: Talk, ana: Person, boss: Person, room: Room,
    order: str, who: str,
) -> None:  # fmt: skip
    """By the numeric id, in a message written just now; nobody else changes or sees anything."""
    (desk.settings.articles / "new.md").write_text("# Neu\n\nEtwas Neues.", encoding="utf-8")
    given = OTHERS[who](order, telegram, ana, boss, room)
    await talk.handled(given)
    assert await desk.base.catalogue.version() == 1
    assert await desk.records.offers.get(1, 0) is None
    replies = [
        message["text"] for place in (ana, boss, room) for message in telegram.replies(place)
    ]
    assert not any(word in text for text in replies for word in ("Reading", "Added", "version 1"))


FORGED = [
    "p", "p0", "p" + "0" * 16, "p" + "f" * 20, "p" + "0" * 64, "admin", "1", "-1", "__proto__",
    "%00", "a" * 64, "..-..-etc-passwd", "1-OR-1",
]  # fmt: skip


@pytest.mark.parametrize("payload", FORGED)
async def test_a_forged_link_opens_nothing(talk: Talk, ana: Person, payload: str) -> None:
    """It is a hello, or a friendly word that there is nothing; never another's, never an error."""
    answer = await talk.answer(ana.says(f"/start {payload}"))
    assert "出了點問題" not in answer["text"]
    assert not pieces(answer, "blockquote")


DATA = [
    "", "1", "1:", "1:context", "1:context:1", "1:context:1:0", "1:passage:1:99", "2:passage:1:0",
    "1:passage:-1:0", "1:passage:1:-1", "1:passage:１:0", "1:passage:" + "9" * 18 + ":0",
    "1:add:1", "1:discard:1", "1:remove:1:0", "1:articles:0", "1:export:1", "x" * 64, "\x00",
    "🚢" * 16,
    "1:person:1", "1:pick:1:0", "1:dismiss:1", "1:keep:1", "1:forget:7", "1:stop:1",
    "1:subscribe:9",
    "1:notanswered:0", "1:unanswered:1", "1:write:1", "1:delete:1", "1:useful:1:0", "1:wrong:1:0",
    "1:open:1:0", "1:whole:1:0",
]  # fmt: skip


@pytest.mark.parametrize("data", DATA)
async def test_a_forged_press_changes_nothing(  # noqa: PLR0917 - fixtures
    desk: Desk, telegram: Telegram, talk: Talk, ana: Person, boss: Person, data: str
) -> None:
    """A press that no button offers, in another's chat: an answer to the press, and that is all."""
    await talk.answer(boss.says(FACTORIES))
    shown = await talk.answer(ana.says("/help"))
    before, articles = copy.deepcopy(shown), await desk.base.catalogue.counts()
    pressed = ana.presses(shown, data=data)
    await talk.handled(pressed)
    assert telegram.answer_to(pressed) is not None
    assert "智能工廠" not in str(talk.shown(before))
    assert await desk.base.catalogue.counts() == articles
    assert await desk.base.catalogue.version() == 1


EVIL = {
    "id": "evil",
    "title": "<b>Bold</b> [click](https://evil.example) &amp; *stars* _under_ `code`",
    "author": "<a href='https://evil.example'>Ana</a>",
    "text": "The lighthouse <script>alert(1)</script> of [Dover](https://evil.example) is "
    "<b>old</b> & ||so||.",
}


async def test_what_looks_like_markup_is_text(
    desk: Desk, telegram: Telegram, talk: Talk, ana: Person
) -> None:
    """Titles, authors and texts of articles stand there as they are read; no link is one."""
    (desk.settings.articles / "evil.jsonl").write_text(json.dumps(EVIL), encoding="utf-8")
    await desk.base.reload(Folder(desk.settings.articles))
    answer = await talk.answer(ana.says("lighthouse Dover"))
    listed = await talk.answer(ana.says("/articles"))
    shown = await talk.answer(ana.says("/article click stars under code"))
    assert (
        "<script>alert(1)</script> of [Dover](https://evil.example) is <b>old</b>" in answer["text"]
    )
    assert "<b>Bold</b> click &amp; *stars* _under_ `code`" in answer["text"]
    for message in (answer, listed, shown):
        links = [entity.get("url", "") for entity in message.get("entities", [])]
        assert not any("evil" in link for link in links)
    assert all("parse_mode" not in call.parameters for call in telegram.calls)


async def test_a_name_is_never_repeated_as_markup(telegram: Telegram, talk: Talk) -> None:
    """Whatever somebody calls themselves, it stands in no message."""
    name = "<a href='https://evil.example'>x</a>"
    evil = telegram.person(name, language_code="en", started=True)
    for text in ("/start", "/help", "/about", FACTORIES):
        assert "evil" not in str((await talk.answer(evil.says(text)))["text"])


INJECTIONS = [
    "'; DROP TABLE turns; --", '" OR 1=1 --', "%' UNION SELECT body FROM inbox --", "\x00\x01\x02",
    "title:* AND (", "+上海 -工廠", "上海 NEAR/2 工廠", "words:[a TO z]", "*", "(((", "\\",
    '"', "上海~9", "x/.*/", "NOT", "OR OR", "{!lucene}", "a^99999",
]  # fmt: skip


@pytest.mark.parametrize("question", INJECTIONS)
async def test_a_question_is_no_query_language(
    desk: Desk, talk: Talk, ana: Person, question: str
) -> None:
    """Neither SQL nor the index's: it is words, and the next question is answered as ever."""
    (answer,) = await talk(ana.says(question))
    assert "出了點問題" not in answer["text"]
    assert "40" in (await talk.answer(ana.says(FACTORIES)))["text"]
    with closing(sqlite3.connect(desk.settings.data / "youju.db")) as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone()[0] == 2
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@contextmanager
def in_time() -> Iterator[None]:
    """Fail instead of hanging."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError("this would take years")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


LONG = {
    piece: (piece * LONGEST)[:LONGEST]
    for piece in ("a", "一", "1", " ", "@", "/", "年", "十", "百", "(", "[", "**", "http://", "a.",
                  "1年", "二月", "- ", "> ", "zhong", "x@", "\n", "\t ", "😀", "<b>", "|", "1,",
                  "第1")
}  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
async def test_no_expression_explodes(base: KnowledgeBase, piece: str) -> None:
    """The longest message of any piece again and again is understood, and read as an article."""
    text = LONG[piece]
    with in_time():
        await base.ask(text)
        await base.ask(text + FACTORIES, text)
        assert len(fold(text)) == len(text)
        question_in(Heard(text=text, private=False, mentions=((0, 1),)))
        for name in ("a.txt", "a.md", "a.html", "a.jsonl"):
            offer_of((text + "\n\n" + text).encode("utf-8"), name)


NAMES = [
    "../../evil.md",
    "/etc/evil.md",
    "..\\..\\evil.md",
    "a/../../evil.md",
    "evil\x00.md",
    "~/evil.md",
]


@pytest.mark.parametrize("name", NAMES)
async def test_no_name_leads_out_of_the_folder(
    base: KnowledgeBase, articles: Path, name: str
) -> None:
    """A file is written below the articles folder, whatever it or its article calls itself."""
    text = f"---\nid: {name!r}\ntitle: '{name}'\n---\n\n# {name}\n\nA harmless sentence."
    offer = offer_of(text.replace("\x00", "").encode(), name)
    placed: tuple[Placement, ...] = await base.editor.places_for(articles, offer.files)
    before = {path for path in articles.parent.rglob("*") if articles not in path.parents}
    await base.editor.add(articles, placed, who="1")
    after = {path for path in articles.parent.rglob("*") if articles not in path.parents}
    new = {path for path in after - before if "data" not in path.parts}
    assert new == set()
    assert "/" not in safe_stem(name)
