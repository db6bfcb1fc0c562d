import pytest
from telegram import Bot, InputFile, Update
from telegram.error import BadRequest, InvalidToken, NetworkError

from bot.emulator import Person, Telegram
from bot.emulator.methods import files

CONTENT = bytes(range(256)) + "有據\r\n".encode()


async def test_document_goes_up_and_comes_down(bot: Bot, ana: Person) -> None:
    """A document keeps its name, its caption and every byte."""
    sent = await bot.send_document(ana.id, CONTENT, filename="文章.md", caption="來源")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size, sent.caption) == (
        "文章.md",
        len(CONTENT),
        "來源",
    )
    assert await (await sent.document.get_file()).download_as_bytearray() == CONTENT


async def test_attached_document_is_found(bot: Bot, ana: Person) -> None:
    """A document under another part's name is found through its attach:// address."""
    sent = await bot.send_document(ana.id, InputFile(CONTENT, "a.bin", attach=True))
    assert sent.document is not None
    again = await bot.send_document(ana.id, sent.document.file_id)
    assert again.document == sent.document


async def test_persons_document_can_be_read(bot: Bot, ana: Person) -> None:
    """What a person sends can be downloaded by the bot."""
    said = ana.sends_document("文章.md", CONTENT, caption="/add", mime_type="text/markdown")
    message = Update.de_json(said.update or {}, bot).message
    assert message is not None
    assert message.document is not None
    assert message.document.mime_type == "text/markdown"
    assert await (await message.document.get_file()).download_as_bytearray() == CONTENT


async def test_photo_goes_both_ways(bot: Bot, ana: Person) -> None:
    """A picture is a list of sizes with a file behind each."""
    sent = await bot.send_photo(ana.id, b"jpeg", caption="圖")
    assert await (await sent.photo[0].get_file()).download_as_bytearray() == b"jpeg"
    message = Update.de_json(ana.sends_photo(b"jpeg").update or {}, bot).message
    assert message is not None
    assert len(message.photo) == 1


async def test_caption_is_limited(bot: Bot, ana: Person) -> None:
    """A caption of more than 1024 UTF-16 units is a 400."""
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(ana.id, b"a", caption="據" * 1025)


async def test_unknown_file_is_refused(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """An unknown id is a 400, an unknown path a 404."""
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_document(ana.id, "https://example.org/a.pdf")
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nothing")
    with pytest.raises(InvalidToken):
        await bot.request.retrieve(f"{bot.base_file_url}/documents/none")
    assert telegram.messages(ana) == []


async def test_size_is_limited(bot: Bot, ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is refused on its way up (413) and down (400)."""
    monkeypatch.setattr(files, "UPLOAD_LIMIT", 10)
    monkeypatch.setattr(files, "DOWNLOAD_LIMIT", 5)
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(ana.id, b"a" * 11)
    sent = await bot.send_document(ana.id, b"a" * 10)
    assert sent.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await sent.document.get_file()
