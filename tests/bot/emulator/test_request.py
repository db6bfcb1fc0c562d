import pytest
from telegram import Bot, ReplyParameters, Update
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.emulator import EmulatorRequest, Person, Telegram


@pytest.fixture
def nearby(telegram: Telegram) -> Bot:
    """Return a bot that reaches the emulator without a socket."""
    return _bot(telegram, telegram.token)


def _bot(telegram: Telegram, token: str) -> Bot:
    request = EmulatorRequest(telegram)
    return Bot(token, request=request, get_updates_request=request)


async def test_conversation_without_sockets(nearby: Bot, telegram: Telegram, ana: Person) -> None:
    """A question comes and an answer goes, all in one process."""
    async with nearby:
        said = Update.de_json(ana.says("數位?").update or {}, nearby).message
        assert said is not None
        quoting = ReplyParameters(said.message_id, quote="數位")
        await said.reply_text("答", reply_parameters=quoting)
        assert [one["text"] for one in telegram.replies(ana)] == ["答"]
        assert len(await nearby.get_updates()) == 1


async def test_files_without_sockets(nearby: Bot, ana: Person) -> None:
    """Files go up and come down in one process too."""
    async with nearby:
        sent = await nearby.send_document(ana.id, b"bytes", filename="文章.md")
        assert sent.document is not None
        assert sent.document.file_name == "文章.md"
        file = await sent.document.get_file()
        assert await file.download_as_bytearray() == b"bytes"
        with pytest.raises(InvalidToken):
            await nearby.request.retrieve(f"{nearby.base_file_url}/documents/none")


async def test_refusals_without_sockets(nearby: Bot, telegram: Telegram, ana: Person) -> None:
    """Errors are those that HTTP would bring."""
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await nearby.edit_message_text("答", ana.id, 99)
    telegram.fail("sendMessage", 429, retry_after=3)
    with pytest.raises(RetryAfter):
        await nearby.send_message(ana.id, "答")
    with pytest.raises(InvalidToken):
        await _bot(telegram, "1:other").initialize()
    with pytest.raises(NetworkError, match="not the address"):
        await nearby.request.post("http://localhost/elsewhere")


async def test_both_ways_record_the_same_call(
    nearby: Bot, bot: Bot, telegram: Telegram, ana: Person
) -> None:
    """A call is recorded alike, whether it came in process or over HTTP."""
    for sender in (nearby, bot):
        await sender.send_message(
            ana.id, "42", reply_parameters=ReplyParameters(9, allow_sending_without_reply=True)
        )
    assert telegram.calls[0].parameters == telegram.calls[1].parameters


def test_nothing_times_out(telegram: Telegram) -> None:
    """An in-process request has no read timeout."""
    assert EmulatorRequest(telegram).read_timeout is None
