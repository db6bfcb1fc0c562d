import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.delivery.standing import Standing
from bot.emulator import Person, Telegram
from bot.errors import BotError
from bot.records.inbox import Received
from bot.service.desk import Desk
from bot.telegram import webhook
from bot.telegram.webhook import LARGEST_BODY, SECRET_HEADER
from knowledge import StoreError
from tests.bot.conftest import SECRET, Talk, hooked

FACTORIES = "上海將新增多少家智能工廠？"
UPDATE = {"update_id": 987654}


@pytest.fixture
async def hook(desk: Desk, telegram: Telegram) -> AsyncIterator[Talk]:
    """Yield a conversation with a bot to which Telegram delivers."""
    async with hooked(desk, telegram) as talk:
        yield talk


async def post(talk: Talk, content: bytes, secret: str | None = SECRET) -> int:
    """Return the status that answers a post to the webhook."""
    url = talk.application.bot_data["desk"].settings.webhook_url
    headers = {} if secret is None else {SECRET_HEADER.encode(): secret.encode()}
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - plain HTTP on loopback
        return (await client.post(url, content=content, headers=headers)).status_code


async def test_updates_are_delivered_and_answered(
    telegram: Telegram, hook: Talk, ana: Person
) -> None:
    """With secret, kinds and number of connections told to Telegram."""
    assert "40" in (await hook.answer(ana.says(FACTORIES)))["text"]
    (told,) = telegram.calls_of("setWebhook")
    assert told.parameters["secret_token"] == SECRET
    assert told.parameters["max_connections"] == webhook.MOST_CONNECTIONS
    assert "message" in told.parameters["allowed_updates"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "秘密"])
async def test_without_the_secret_nothing_gets_in(
    desk: Desk, hook: Talk, secret: str | None
) -> None:
    """Neither without nor with a wrong one, however near; nothing is stored."""
    assert await post(hook, json.dumps(UPDATE).encode(), secret) == 403
    assert await desk.records.inbox.waiting() == []


async def test_the_secret_is_compared_in_constant_time(
    hook: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the function that is made for it, before anything of the body is read."""
    compared, read = [], []

    def compare(one: bytes, two: bytes) -> bool:
        compared.append((one, two))
        return False

    async def whole(_: object) -> None:
        read.append(1)

    monkeypatch.setattr(webhook, "compare_digest", compare)
    monkeypatch.setattr(webhook, "_whole", whole)
    assert await post(hook, b"{}") == 403
    assert compared == [(SECRET.encode(), SECRET.encode())]
    assert read == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"x"', b"null", b"{}", b'{"update_id": "1"}', b'{"update_id": true}',
     b'{"update_id": 1, "message": 5}', b"\xff\xfe", b"[" * 100_000],
    ids=lambda content: repr(content[:20]),
)  # fmt: skip
async def test_what_is_no_update_is_refused(desk: Desk, hook: Talk, content: bytes) -> None:
    """Whoever sends it: nothing of it is stored, and the next update is taken."""
    assert await post(hook, content) == 400
    assert await desk.records.inbox.waiting() == []
    assert await post(hook, json.dumps(UPDATE).encode()) == 200


async def test_what_is_too_large_is_refused(hook: Talk) -> None:
    """Without reading it to its end."""
    assert await post(hook, b" " * (LARGEST_BODY + 1)) == 413


async def test_what_comes_too_slowly_is_refused(
    hook: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sender who drips cannot hold a connection for long."""
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)
    url = hook.application.bot_data["desk"].settings.webhook_url

    async def dripping() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b" "
            await asyncio.sleep(0.05)

    async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - plain HTTP on loopback
        answer = await client.post(url, content=dripping(), headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 408


async def test_a_replica_that_may_not_act_takes_nothing(
    desk: Desk, hook: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The balancer hears so at once, and another replica takes it."""
    monkeypatch.setattr(Standing, "may_act", False)
    assert await post(hook, json.dumps(UPDATE).encode()) == 503
    assert await desk.records.inbox.waiting() == []


async def test_with_the_database_down_telegram_keeps_the_update(
    desk: Desk, telegram: Telegram, hook: Talk, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told 503, delivers again, and the question is answered when the database is back."""
    store, refusals = type(desk.records.inbox), 2
    put = store.put

    async def failing(*arguments: object, **named: object) -> list[Received]:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise StoreError("locked")
        return await put(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(store, "put", failing)
    await hook.handled(ana.says(FACTORIES))
    assert refusals == 0
    assert len(telegram.replies(ana)) == 1
    assert "503" in telegram.state.webhook.as_json()["last_error_message"]  # type: ignore[union-attr]  # it is set


async def test_an_update_that_is_delivered_twice_is_handled_once(
    telegram: Telegram, hook: Talk, ana: Person
) -> None:
    """Telegram delivers again when it did not hear our yes."""
    asked = ana.says("/help")
    await hook.handled(asked)
    assert await post(hook, json.dumps(asked.update).encode()) == 200
    await hook.handled(ana.says("/about"))
    assert len(telegram.replies(ana)) == 2


async def test_an_address_that_telegram_does_not_take_is_told(
    desk: Desk, telegram: Telegram
) -> None:
    """With the setting's name, Telegram's words and what it wants."""
    telegram.fail("setWebhook", 400, "Bad Request: bad webhook: failed to resolve host")
    telegram.fail("setWebhook", 400, "Bad Request: bad webhook: failed to resolve host")
    with pytest.raises(BotError, match=r"YOUJU_WEBHOOK_URL: .* failed to resolve host"):
        async with hooked(desk, telegram) as talk:
            await talk.polling
