import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.emulator import ApiError, Person, Telegram


@pytest.mark.parametrize(
    ("url", "secret", "problem"),
    [
        ("http://example.org/hook", "", "https url must be provided"),
        ("http://127.0.0.1:9/hook", "據", "unallowed characters"),
    ],
)
async def test_bad_webhook_is_refused(bot: Bot, url: str, secret: str, problem: str) -> None:
    """A webhook wants HTTPS, except on loopback, and a secret of plain characters."""
    with pytest.raises(BadRequest, match=problem):
        await bot.set_webhook(url, secret_token=secret)


async def test_webhook_info_tells_what_is_set(bot: Bot, ana: Person) -> None:
    """The address, the allowed kinds and the number of pending updates are told."""
    ana.says("一")
    before = await bot.get_webhook_info()
    assert (before.url, before.pending_update_count) == ("", 1)
    await bot.set_webhook("http://127.0.0.1:9/hook", allowed_updates=["message"])
    after = await bot.get_webhook_info()
    assert (after.url, after.allowed_updates) == ("http://127.0.0.1:9/hook", ("message",))


async def test_empty_address_removes_the_webhook(bot: Bot) -> None:
    """An empty address is as good as deleteWebhook."""
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""


async def test_delete_webhook_can_drop_updates(bot: Bot, ana: Person) -> None:
    """Pending updates are dropped on request."""
    ana.says("一")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_malformed_kinds_are_refused(telegram: Telegram) -> None:
    """Allowed kinds are an array."""
    with pytest.raises(ApiError, match="allowed_updates"):
        await telegram.call(telegram.token, "getUpdates", {"allowed_updates": "message"})
