import asyncio

from bot.emulator import Person, Room
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from bot.telegram.context import BACKGROUND
from knowledge import Folder
from tests.bot.conftest import Talk, bold


async def done(talk: Talk, person: Person, command: str) -> Json:
    """Return the message of a command as it stands when all is done."""
    said = await talk.answer(person.says(command))
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == BACKGROUND))
    return talk.shown(said)


REFUSAL = "只有這個機器人的管理員能這麼做。"


async def edited(desk: Desk, platforms: str) -> None:
    """Change the English article and reload."""
    article = desk.settings.articles / "client.md"
    text = article.read_text(encoding="utf-8").replace("three platforms", f"{platforms} platforms")
    article.write_text(text, encoding="utf-8")
    await desk.base.reload(Folder(desk.settings.articles), who="shell")


async def test_only_admins_see_and_change_versions(talk: Talk, ana: Person, room: Room) -> None:
    """Readers are refused, alone and in a group."""
    for command in ("/versions", "/rollback", "/rollback 1"):
        assert (await talk.answer(ana.says(command)))["text"] == REFUSAL
        assert (await talk.answer(ana.says(command, chat=room)))["text"] == REFUSAL


async def test_versions_are_listed(desk: Desk, talk: Talk, boss: Person) -> None:
    """Who made them, when, and what they changed, newest first."""
    await edited(desk, "four")
    text = (await talk.answer(boss.says("/versions")))["text"]
    newest, first = text.split("\n\n")[1:3]
    assert newest.startswith("version 2 · live · 20")
    assert newest.endswith(" UTC · from the shell\n0 added, 1 changed, 0 removed")
    assert first.startswith("version 1 · 20")
    assert first.endswith("2 added, 0 changed, 0 removed")
    assert text.endswith("/rollback goes one step back, /rollback NUMBER to a kept version.")


async def test_rollback_brings_the_old_answer_back(desk: Desk, talk: Talk, boss: Person) -> None:
    """The message tells what is held back, and the named command undoes it."""
    question = "On how many platforms does the desktop client run?"
    await edited(desk, "four")
    assert "four platforms" in (await talk.answer(boss.says(question)))["text"]
    told = await done(talk, boss, "/rollback")
    assert bold(told)[0] == "Back to version 1: 0 added, 1 changed, 0 removed"
    assert "This is version 3 now. /rollback 2 undoes it." in told["text"]
    assert "Held back since a rollback, until they change (1)\n• client.md" in told["text"]
    assert "three platforms" in (await talk.answer(boss.says(question)))["text"]
    assert f"admin {boss.id}" in (await talk.answer(boss.says("/versions")))["text"]
    told = await done(talk, boss, "/rollback 2")
    assert bold(told)[0].startswith("Back to version 2")
    assert "four platforms" in (await talk.answer(boss.says(question)))["text"]


async def test_rollback_to_what_is_not_there(talk: Talk, boss: Person) -> None:
    """Without an earlier version, or with something that is none, the admin is told what to do."""
    told = await done(talk, boss, "/rollback")
    assert told["text"].startswith("The articles stay as they were: there is no earlier version")
    for words in ("now", "1 2", "-1"):
        told = await talk.answer(boss.says(f"/rollback {words}"))
        assert told["text"] == "Write /rollback, or /rollback and a version."


async def test_no_version_yet(desk: Desk, talk: Talk, boss: Person) -> None:
    """Before anything was read the list says so."""
    await desk.base.database.run("DELETE FROM revisions")
    await desk.base.database.run("DELETE FROM versions WHERE version > 0")
    told = await talk.answer(boss.says("/versions"))
    assert told["text"] == "There is no version yet: nothing has been read."
