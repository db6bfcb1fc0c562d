import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import BadRequest

from bot.emulator import ApiError, Person, Telegram

ASK, HELP = BotCommand("ask", "問一個問題"), BotCommand("help", "怎麼用")


async def test_bot_tells_who_it_is(bot: Bot, telegram: Telegram) -> None:
    """The account tells its name and whether privacy mode is on."""
    me = await bot.get_me()
    assert (me.id, me.username) == (telegram.bot.id, "articles_bot")
    assert me.can_read_all_group_messages is False
    assert me.supports_inline_queries


async def test_commands_are_kept_by_scope_and_language(bot: Bot, ana: Person) -> None:
    """Each pair of scope and language has commands of its own."""
    groups, chat = BotCommandScopeAllGroupChats(), BotCommandScopeChat(ana.id)
    await bot.set_my_commands([ASK, HELP])
    await bot.set_my_commands([ASK], groups, "zh")
    await bot.set_my_commands([HELP], chat)
    assert await bot.get_my_commands() == (ASK, HELP)
    assert await bot.get_my_commands(groups, "zh") == (ASK,)
    assert await bot.get_my_commands(groups) == ()
    assert await bot.get_my_commands(chat) == (HELP,)
    await bot.delete_my_commands(chat)
    assert await bot.get_my_commands(chat) == ()


@pytest.mark.parametrize(
    ("command", "description", "problem"),
    [
        ("問", "問一個問題", "bot_command_invalid"),
        ("Ask", "問一個問題", "bot_command_invalid"),
        ("a" * 33, "問一個問題", "bot_command_invalid"),
        ("ask", "", "bot_command_description_invalid"),
    ],
)
async def test_bad_command_is_refused(
    bot: Bot, command: str, description: str, problem: str
) -> None:
    """A command is lower-case ASCII and described."""
    with pytest.raises(BadRequest, match=f"(?i){problem}"):
        await bot.set_my_commands([(command, description)])


async def test_number_of_commands_is_limited(bot: Bot) -> None:
    """A hundred commands fit."""
    commands = [BotCommand(f"c{number}", "一") for number in range(101)]
    assert await bot.set_my_commands(commands[:100])
    with pytest.raises(BadRequest, match="Bot_commands_too_much"):
        await bot.set_my_commands(commands)


async def test_language_has_two_letters(bot: Bot) -> None:
    """A script or a region in a language code is refused: "zh" and nothing finer."""
    with pytest.raises(BadRequest, match="Invalid language code"):
        await bot.set_my_commands([ASK], language_code="zh-hant")


async def test_unknown_scope_is_refused(bot: Bot, telegram: Telegram) -> None:
    """A scope names its kind, and a chat there is."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([ASK], BotCommandScopeChat(5))
    call = {"commands": [], "scope": {"type": "moon"}}
    with pytest.raises(ApiError, match="BotCommandScope"):
        await telegram.call(telegram.token, "setMyCommands", call)


async def test_texts_are_kept_by_language(bot: Bot) -> None:
    """Name and descriptions are told in the language they were set in."""
    await bot.set_my_name("有據", language_code="zh")
    await bot.set_my_description("用文章的原話回答。")
    await bot.set_my_short_description("有出處的回答", language_code="zh")
    assert (await bot.get_my_name("zh")).name == "有據"
    assert (await bot.get_my_name()).name == "Articles"
    assert (await bot.get_my_description()).description == "用文章的原話回答。"
    assert (await bot.get_my_short_description("zh")).short_description == "有出處的回答"
    assert (await bot.get_my_short_description()).short_description == ""


async def test_texts_are_limited(bot: Bot) -> None:
    """A short description has at most 120 characters."""
    with pytest.raises(BadRequest, match="too_long"):
        await bot.set_my_short_description("據" * 121)


async def test_menu_button_is_kept_by_chat(bot: Bot, ana: Person) -> None:
    """The menu button of a chat is its own."""
    assert await bot.set_chat_menu_button(ana.id, MenuButtonCommands())
    assert await bot.get_chat_menu_button(ana.id) == MenuButtonCommands()
    assert (await bot.get_chat_menu_button()).type == "default"
