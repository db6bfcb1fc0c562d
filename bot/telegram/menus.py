"""What does Telegram show of the bot beside its messages: menus of commands, descriptions?

Invariant: each scope has the commands that work there, in each language; nothing is set that is
already so, because Telegram limits how often.
"""

from contextlib import suppress

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.languages import ENGLISH, LANGUAGES, Language, main_codes
from bot.messages import Messages, messages
from bot.service.desk import Desk
from bot.settings import Settings
from bot.telegram.answers import UnknownMethodError
from bot.telegram.commands import (
    admin_commands,
    commands,
    group_admin_commands,
    group_commands,
)

Menu = list[BotCommand]


async def present(bot: ExtBot[int], desk: Desk) -> None:
    """Set menus and descriptions in every language, where they differ."""
    for code, language in _codes(desk.settings).items():
        say = messages(language)
        await _set_menu(bot, _menu(commands(say)), BotCommandScopeDefault(), code)
        groups = group_commands(say)
        await _set_menu(bot, _menu(groups), BotCommandScopeAllGroupChats(), code)
        administrators = groups | group_admin_commands(say)
        await _set_menu(bot, _menu(administrators), BotCommandScopeAllChatAdministrators(), code)
        with suppress(UnknownMethodError):  # a server may have menus and no descriptions
            await _describe(bot, say, code)
    for admin in sorted(desk.settings.admins):
        await set_persons_menu(bot, desk, admin)


async def set_persons_menu(bot: ExtBot[int], desk: Desk, person: int) -> None:
    """Give a person's chat its menu: an admin's commands, the language that was chosen.

    A menu is a comfort: where Telegram refuses it, everything works all the same.
    """
    admin, scope = person in desk.settings.admins, BotCommandScopeChat(person)
    chosen = (await desk.records.preferences.of(str(person))).language
    try:
        for code, language in _codes(desk.settings).items():
            say = messages(chosen if chosen in LANGUAGES else language)
            if admin:
                await _set_menu(bot, _menu(commands(say) | admin_commands(say)), scope, code)
            elif chosen:
                await _set_menu(bot, _menu(commands(say)), scope, code)
            else:
                await bot.delete_my_commands(scope, code or None)
    except (BadRequest, Forbidden):  # who never wrote to the bot has no chat with it
        return


async def set_groups_menu(bot: ExtBot[int], desk: Desk, group: int) -> None:
    """Give a group the menu in the language that it chose, or let it have that of all groups.

    Its administrators get theirs anew, because Telegram looks at a chat's menu before it looks at
    that of the administrators of all. A menu without a language is for every client's.
    """
    chosen = (await desk.records.groups.of(str(group))).language
    members, administrators = BotCommandScopeChat(group), BotCommandScopeChatAdministrators(group)
    try:
        if chosen in LANGUAGES:
            say = messages(chosen)
            listed = group_commands(say)
            await _set_menu(bot, _menu(listed | group_admin_commands(say)), administrators, "")
            await _set_menu(bot, _menu(listed), members, "")
        else:
            for scope in (members, administrators):
                await bot.delete_my_commands(scope)
    except (BadRequest, Forbidden):  # the bot was removed meanwhile; a comfort, as above
        return


def _codes(settings: Settings) -> dict[str, Language]:
    """Return the language of each code that Telegram knows here, which has no script or country.

    A menu without a code is for all other clients: it is English.
    """
    return {
        "" if language == ENGLISH else code: language
        for code, language in main_codes(settings.language).items()
    }


def _menu(listed: dict[str, str]) -> Menu:
    return [BotCommand(name, words) for name, words in listed.items()]


async def _set_menu(bot: ExtBot[int], menu: Menu, scope: BotCommandScope, code: str) -> None:
    if list(await bot.get_my_commands(scope, code or None)) != menu:
        await bot.set_my_commands(menu, scope, code or None)


async def _describe(bot: ExtBot[int], say: Messages, code: str) -> None:
    """Set what an empty chat and what the profile of the bot say."""
    long = say(
        "Ask me about the articles I have read. I answer with their own words, show the sentence "
        "and tell exactly where it stands. If the articles do not say, I say so."
    )
    if (await bot.get_my_description(code or None)).description != long:
        await bot.set_my_description(long, code or None)
    short = say("Answers with the articles' own words, and shows the place.")
    if (await bot.get_my_short_description(code or None)).short_description != short:
        await bot.set_my_short_description(short, code or None)
