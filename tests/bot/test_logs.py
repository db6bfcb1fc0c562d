import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.delivery.handling import Handling, begin
from bot.emulator import Person, Telegram
from bot.logs import WithoutSecrets, fields, set_up, without
from bot.service.desk import Desk
from tests.bot.conftest import SECRET, hooked, running

TOKEN = "123456789:AAE-an-invented-token-of-the-right-form"
SECRETS = (TOKEN, TOKEN.partition(":")[2])
FACTORIES = "上海將新增多少家智能工廠？"


@pytest.fixture
def restored() -> Iterator[None]:
    """Leave the log of the process as it was."""
    yield
    logging.basicConfig(force=True)


def record(message: str, *arguments: object, **more: object) -> logging.LogRecord:
    """Return a record of a message."""
    made = logging.LogRecord("x", logging.ERROR, __file__, 1, message, arguments, None)
    made.__dict__.update(more)
    return made


def test_token_and_its_secret_half_are_hidden() -> None:
    """The token is hidden in addresses and texts, and so is its secret half alone."""
    text = f"GET /bot{TOKEN}/getMe failed; secret {TOKEN.partition(':')[2]}"
    assert without(text, SECRETS) == "GET /bot[token]/getMe failed; secret [token]"
    assert without("nothing", ()) == "nothing"


@pytest.mark.parametrize("form", ["text", "json"])
def test_tracebacks_are_covered(form: str) -> None:
    """A token in the traceback of an error is hidden too."""
    with pytest.raises(ValueError, match="AAE") as caught:
        int(TOKEN)
    made = record("failed %s", TOKEN)
    made.exc_info = (caught.type, caught.value, caught.tb)
    line = WithoutSecrets(SECRETS, form).format(made)  # type: ignore[arg-type]  # one of the two
    assert "Traceback" in line
    assert TOKEN not in line


def test_an_event_is_one_line_of_json() -> None:
    """With its time, level, logger, message and fields, whatever stands in them."""
    line = WithoutSecrets((), "json").format(record("two\nlines", **fields(door="group", ms=1.5)))
    assert "\n" not in line
    told = json.loads(line)
    assert (told["message"], told["door"], told["ms"]) == ("two\nlines", "group", 1.5)
    assert (told["level"], told["logger"]) == ("ERROR", "x")
    assert told["time"].endswith("+00:00")


async def test_lines_of_an_update_have_its_number() -> None:
    """Whoever works for an update says which, also in what it has started."""
    lines = list[str]()

    async def work() -> None:
        lines.append(WithoutSecrets(()).format(record("a")))

    async def handle() -> None:
        begin(Handling(number=7))
        lines.append(WithoutSecrets((), "json").format(record("b")))
        await asyncio.create_task(work())

    await asyncio.create_task(handle())
    assert json.loads(lines[0])["update"] == 7
    assert lines[1].endswith("x: a [update=7]")
    assert WithoutSecrets(()).format(record("c")).endswith("x: c")


@pytest.mark.parametrize("wanted", [False, True])
@pytest.mark.usefixtures("restored")
async def test_questions_are_logged_only_if_wanted(
    desk: Desk, telegram: Telegram, ana: Person, capfd: pytest.CaptureFixture[str], *, wanted: bool
) -> None:
    """An answer is one line with door, verdict, confidence and time; its question only if asked."""
    set_up("DEBUG", (telegram.token,), "json")
    settings = desk.settings.model_copy(update={"log_questions": wanted})
    async with running(replace(desk, settings=settings), telegram) as talk:
        asked = ana.says(FACTORIES)
        await talk.handled(asked)
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    (told,) = [line for line in lines if line["message"] == "asked"]
    assert (told["door"], told["verdict"]) == ("private", "answered")
    assert told["update"] == (asked.update or {})["update_id"]
    assert (told.get("question") == FACTORIES) == wanted
    assert any(FACTORIES in json.dumps(line, ensure_ascii=False) for line in lines) == wanted
    assert all(str(ana.id) not in line["message"] for line in lines)


@pytest.mark.usefixtures("restored")
async def test_no_secret_of_the_webhook_is_logged(
    desk: Desk, telegram: Telegram, ana: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nor the token, at the finest level, whatever goes wrong on the way."""
    set_up("DEBUG", (telegram.token, telegram.token.partition(":")[2], SECRET))
    async with hooked(desk, telegram) as talk:
        telegram.fail("sendMessage", 502, f"Bad Gateway {telegram.token} {SECRET}")
        await talk.handled(ana.says(FACTORIES))
        await telegram.wait_for("sendMessage", 2)
    written = capfd.readouterr().err
    assert "[token]" in written
    assert telegram.token not in written
    assert SECRET not in written
