import asyncio
import logging
from inspect import iscoroutinefunction

import pytest

from bot.emulator import Person
from bot.messages import messages
from bot.telegram.commands import (
    COMMANDS,
    CommandRow,
    admin_commands,
    commands,
    easy_commands,
    group_admin_commands,
    group_commands,
)
from bot.telegram.context import BACKGROUND
from bot.telegram.handlers.application import command_handler
from tests.bot.conftest import Talk

SAY = messages("en")


def test_a_command_is_one_row() -> None:
    """No name stands there twice, and every list is made from the rows."""
    assert len({row.name for row in COMMANDS}) == len(COMMANDS)
    everywhere = [commands(SAY), group_admin_commands(SAY), admin_commands(SAY)]
    described = {name for listed in everywhere for name in listed}
    assert described == {row.name for row in COMMANDS if row.description}
    assert group_commands(SAY).items() <= commands(SAY).items()
    assert list(easy_commands(SAY)) == ["ask", "read", "language", "easy", "help"]


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_command_has_its_handler(row: CommandRow) -> None:
    """`on_<command>` stands in the file that the row names."""
    assert iscoroutinefunction(command_handler(row))


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_telegram_takes_every_command(row: CommandRow) -> None:
    """A name has small letters, a description 256 characters at most."""
    assert row.name.isascii()
    assert row.name.islower()
    assert len(row.description(SAY) if row.description else "") <= 256


NUMBERS = ["0", "-1", str(2**63 - 1), str(2**63), "9" * 30, "٣" * 22, "９" * 22, "²", "1" * 4000]


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
async def test_no_number_is_too_large_for_a_command(
    talk: Talk, boss: Person, caplog: pytest.LogCaptureFixture, row: CommandRow
) -> None:
    """Digits of any script, and more of them than any database or Python takes."""
    for number in NUMBERS:
        await talk(boss.says(f"/{row.name} {number}"))
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == BACKGROUND))
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
