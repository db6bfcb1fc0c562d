"""People who use the services without Telegram."""

import pytest

from bot.service.desk import Desk
from bot.service.session import Session


@pytest.fixture
def reader() -> Session:
    """Return a reader alone with the bot."""
    return Session("7", "7", "Ana", "7", client_language="en", bot="youju_bot")


@pytest.fixture
def member() -> Session:
    """Return a member of a group, who writes there."""
    return Session("7", "7", "Ana", "-70", private=False, client_language="en", bot="youju_bot")


@pytest.fixture
def admin(desk: Desk) -> Session:
    """Return an admin of the bot, alone with it."""
    (number,) = map(str, desk.settings.admins)
    return Session(
        number, number, "Boss", number, client_language="en", is_admin=True, is_from_admin=True
    )
