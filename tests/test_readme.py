"""Do the READMEs tell of what the bot can do?"""

from pathlib import Path

import pytest

from bot.messages import messages
from bot.telegram.commands import admin_commands, commands, group_admin_commands

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_command_is_told(name: str) -> None:
    """Whoever reads either README learns of every command in the menus."""
    say, text = messages("en"), (ROOT / name).read_text("utf-8")
    for listed in (commands(say), group_admin_commands(say), admin_commands(say)):
        for command in listed:
            assert f"`/{command}" in text, command
