from bot.emulator import Person, Room
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from knowledge import Folder
from tests.bot.conftest import Talk, labels, pieces

QUESTION = "On how many platforms does the desktop client run?"


async def link(talk: Talk, person: Person) -> str:
    """Ask, look at the context and return what its link hands to /start."""
    answer = await talk.answer(person.says(QUESTION))
    await talk.handled(person.presses(answer, labels(answer)[0]))
    rows = talk.shown(answer)["reply_markup"]["inline_keyboard"]
    copied = [button["copy_text"] for row in rows for button in row if "copy_text" in button]
    return str(copied[-1]["text"]).partition("?start=")[2]


async def followed(talk: Talk, person: Person, payload: str) -> Json:
    """Return what comes back for a link."""
    return await talk.answer(person.says(f"/start {payload}"))


async def test_link_opens_its_passage(talk: Talk, ana: Person, boss: Person) -> None:
    """Whoever opens the link sees the passage whole, with its place and its context."""
    shown = await followed(talk, ana, await link(talk, boss))
    (quote,) = pieces(shown, "blockquote")
    assert quote.startswith("The desktop client was released")
    assert "第 1 段" in shown["text"]
    await talk.handled(ana.presses(shown, "前後文"))
    assert len(pieces(talk.shown(shown), "blockquote")) == 2


async def test_link_outlives_edits(desk: Desk, talk: Talk, ana: Person) -> None:
    """The same link finds its text after a move, and after an edit says old and new."""
    payload, folder = await link(talk, ana), desk.settings.articles
    (folder / "client.md").rename(folder / "desktop.md")
    await desk.base.reload(Folder(folder))
    assert "three platforms" in (await followed(talk, ana, payload))["text"]
    text = (folder / "desktop.md").read_text(encoding="utf-8")
    (folder / "desktop.md").write_text(text.replace("three", "four"), encoding="utf-8")
    await desk.base.reload(Folder(folder))
    shown = await followed(talk, ana, payload)
    assert shown["text"].startswith("這一段已經改過了。")
    assert ["three" in piece for piece in pieces(shown, "blockquote")] == [True, False]


async def test_link_to_nothing(talk: Talk, ana: Person) -> None:
    """A forged key is told as gone; a payload that is none says hello."""
    shown = await followed(talk, ana, "p" + "0" * 20)
    assert shown["text"] == "文章已更新，這一段不在了，請再問一次。"
    for payload in ("p0", "x" * 20, "p" + "Z" * 20):
        assert (await followed(talk, ana, payload))["text"].startswith("有據：用文章的原話回答。")


async def test_links_open_nothing_in_a_group(
    talk: Talk, ana: Person, boss: Person, room: Room
) -> None:
    """What a link opens is for who opened it: typed into a group, it only says how to ask."""
    payload = await link(talk, boss)
    for typed in (payload, "r" + payload[1:], "v1", "language"):
        told = await talk.answer(ana.says(f"/start@youju_bot {typed}", chat=room))
        assert told["text"].startswith("在這裡用 /ask 加上問題")
