import pytest
from telegram import Bot

from bot.emulator import ApiError
from bot.emulator.methods import METHODS, canonical_name


@pytest.mark.parametrize("name", METHODS)
def test_every_method_is_one_of_telegrams(name: str) -> None:
    """Each emulated method is one that python-telegram-bot can call by that name."""
    assert callable(getattr(Bot, name))
    assert canonical_name(name.upper()) == name


def test_other_methods_are_not_found() -> None:
    """A method outside the table is a 404."""
    with pytest.raises(ApiError, match="404 Not Found"):
        canonical_name("sendRocket")
