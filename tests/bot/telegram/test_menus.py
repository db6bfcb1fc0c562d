import json

from bot.emulator import Person, Telegram
from bot.records.preferences import Preference
from bot.service.desk import Desk
from bot.telegram.menus import present, set_persons_menu
from tests.bot.conftest import Talk

SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


def commands(telegram: Telegram, scope: str, code: str) -> dict[str, str]:
    """Return the commands that Telegram shows in a scope and a language."""
    listed = telegram.state.profile.commands.get((scope, code), [])
    return {str(one["command"]): str(one["description"]) for one in listed}


def scope(kind: str, **chat: int) -> str:
    """Return the name of a scope in the emulator."""
    return json.dumps({"type": kind, **chat}, sort_keys=True)


async def test_each_scope_has_what_works_there(
    desk: Desk, telegram: Telegram, talk: Talk, boss: Person
) -> None:
    """Readers, groups, their administrators and the bot's admins see their own commands."""
    await present(talk.application.bot, desk)
    private = commands(telegram, scope("default"), "")
    group = commands(telegram, scope("all_group_chats"), "")
    leaders = commands(telegram, scope("all_chat_administrators"), "")
    admin = commands(telegram, scope("chat", chat_id=boss.id), "zh")
    assert "reload" not in private
    assert "language" not in group
    assert set(leaders) - set(group) == {"settings"}
    assert admin["reload"] == "重新讀取文章（管理員）"
    assert private["ask"] == "ask a question"


async def test_nothing_is_set_twice(desk: Desk, telegram: Telegram, talk: Talk) -> None:
    """What is as it should be is left alone."""
    await present(talk.application.bot, desk)
    done = [len(telegram.calls_of(setter)) for setter in SETTERS]
    await present(talk.application.bot, desk)
    assert [len(telegram.calls_of(setter)) for setter in SETTERS] == done
    assert done == [8, 2, 2]


async def test_descriptions_have_every_language(desk: Desk, telegram: Telegram, talk: Talk) -> None:
    """An empty chat and the profile tell what the bot is for."""
    await present(talk.application.bot, desk)
    texts = telegram.state.profile.texts
    assert texts["description", ""].startswith("Ask me about the articles")
    assert texts["short_description", "zh"] == "用文章的原話回答，並標明出處。"


async def test_an_admin_without_a_chat_is_no_error(
    desk: Desk, telegram: Telegram, talk: Talk, boss: Person
) -> None:
    """Who never wrote to the bot cannot have a menu yet, and nothing else suffers from that."""
    del telegram.state.chats[boss.id]
    await present(talk.application.bot, desk)
    assert telegram.state.profile.texts["description", "zh"]


async def test_a_chosen_language_is_the_menus(
    desk: Desk, telegram: Telegram, talk: Talk, ana: Person, boss: Person
) -> None:
    """A menu speaks what was chosen, whatever the client's language; a reader's goes with it."""
    for person in (ana, boss):
        await desk.records.preferences.put(str(person.id), Preference("zh-Hans"))
        await set_persons_menu(talk.application.bot, desk, person.id)
    for code in ("", "zh"):
        assert commands(telegram, scope("chat", chat_id=ana.id), code)["help"] == "怎么提问"
        assert commands(telegram, scope("chat", chat_id=boss.id), code)["help"] == "怎么提问"
    await desk.records.preferences.put(str(ana.id), Preference())
    await set_persons_menu(talk.application.bot, desk, ana.id)
    assert commands(telegram, scope("chat", chat_id=ana.id), "") == {}


async def test_a_server_without_descriptions_has_all_menus(
    desk: Desk, telegram: Telegram, talk: Talk, boss: Person
) -> None:
    """What can be shown is shown, in every language and to admins."""
    telegram.lacks("getMyDescription")
    await present(talk.application.bot, desk)
    assert "ask" in commands(telegram, scope("all_group_chats"), "zh")
    assert "reload" in commands(telegram, scope("chat", chat_id=boss.id), "")
