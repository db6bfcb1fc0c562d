from inspect import iscoroutinefunction

import pytest

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
from bot.telegram.handlers.application import command_handler

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
