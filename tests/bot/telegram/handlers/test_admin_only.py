import pytest
from telegram.ext import CommandHandler

from bot.emulator import Person, Room, Telegram
from bot.messages import messages
from bot.telegram.commands import admin_commands
from tests.bot.conftest import Talk

REFUSED = "Only admins of this bot can do that."
FOR_ADMINS = sorted(admin_commands(messages("en")))


@pytest.fixture
def stranger(telegram: Telegram, room: Room) -> Person:
    """Return a member of the group who is nobody in particular."""
    person = telegram.person("Sam", language_code="en", started=True)
    room.welcomes(person)
    return person


@pytest.mark.parametrize("where", ["in private", "in a group"])
async def test_strangers_are_refused_what_is_for_admins_and_nothing_else(
    talk: Talk, stranger: Person, room: Room, where: str
) -> None:
    """Every command that there is, one after the other; what /help lists for admins is theirs."""
    handlers = [one for group in talk.application.handlers.values() for one in group]
    commands = {
        name for one in handlers if isinstance(one, CommandHandler) for name in one.commands
    }
    refused = []
    for command in sorted(commands):
        chat = room if where == "in a group" else None
        texts = [said.get("text") for said in await talk(stranger.says(f"/{command}", chat=chat))]
        assert texts, command
        refused += [command] if REFUSED in texts else []
        assert texts == [REFUSED] or REFUSED not in texts
    assert refused == FOR_ADMINS


@pytest.mark.parametrize("command", FOR_ADMINS)
async def test_admins_are_not_refused(talk: Talk, boss: Person, command: str) -> None:
    """Whoever has a number in the settings gets at least a hint how to write the command."""
    said = await talk(boss.says(f"/{command}"))
    assert said
    assert REFUSED not in [message.get("text") for message in said]


@pytest.mark.parametrize("data", ["1:unanswered:1", "1:notanswered:0", "1:write:1", "1:keep:1"])
async def test_a_press_of_a_stranger_is_an_alert(
    talk: Talk, telegram: Telegram, stranger: Person, boss: Person, data: str
) -> None:
    """Buttons that only admins are shown work for nobody else; an admin may press an old one."""
    shown = await talk.answer(stranger.says("/about"))
    pressed = stranger.presses(shown, data=data)
    await talk.handled(pressed)
    assert (telegram.answer_to(pressed) or {})["text"] == REFUSED
    assert talk.shown(shown) == shown
    pressed = boss.presses(await talk.answer(boss.says("/about")), data=data)
    await talk.handled(pressed)
    assert (telegram.answer_to(pressed) or {}).get("text") != REFUSED
