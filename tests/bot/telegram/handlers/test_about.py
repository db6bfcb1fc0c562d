import dataclasses

import pytest

from bot.emulator import Delivery, Person, Room, Telegram
from bot.service.desk import Desk
from bot.service.wordless import QUIET_SECONDS
from tests.bot.conftest import Talk, running

WORDLESS = "我只看得懂文字，請把問題打出來。"
FIRST_WORDS = {
    "/start": ("有據：用文章的原話回答。", "有据：用文章的原话回答。", "Youju: answers with"),
    "/help": ("在這裡直接寫下問題就好", "在这里直接写下问题就好", "Here, just write"),
    "/articles": ("已讀 2 篇文章，共 31 段。", "已读 2 篇文章，共 31 段。", "2 articles with 31"),
    "/about": ("關於有據", "关于有据", "About Youju"),
    "/privacy": ("隱私", "隐私", "Privacy"),
}


@pytest.mark.parametrize("command", FIRST_WORDS)
async def test_commands_speak_every_language(telegram: Telegram, talk: Talk, command: str) -> None:
    """Every command answers in the language of the client."""
    for code, words in zip(("zh-hant", "zh-hans", "en"), FIRST_WORDS[command], strict=True):
        person = telegram.person("P", language_code=code, started=True)
        assert (await talk.answer(person.says(command)))["text"].startswith(words)


async def test_help_in_words(talk: Talk, ana: Person) -> None:
    """Commands cannot be Chinese, so 幫助 asks for help in a private chat, not in a group."""
    for word in ("幫助", "帮助", "Help", "說明!"):
        assert (await talk.answer(ana.says(word)))["text"].startswith("在這裡直接寫下問題就好")


async def test_help_tells_admins_of_reload(talk: Talk, ana: Person, boss: Person) -> None:
    """Only admins are told of /reload."""
    assert "/reload" not in (await talk.answer(ana.says("/help")))["text"]
    assert "/reload" in (await talk.answer(boss.says("/help")))["text"]


async def test_articles_are_listed(talk: Talk, ana: Person) -> None:
    """/articles tells title, source, author and date, newest first."""
    text = (await talk.answer(ana.says("/articles")))["text"]
    assert text.index("The client of the bot") < text.index("海上壹周")
    assert "人民網-上海頻道 · 馬作鵬 · 2022-03-05 09:07" in text


async def test_privacy_tells_the_days(talk: Talk, ana: Person) -> None:
    """/privacy tells how long questions are kept, as the setting says."""
    assert "30 天" in (await talk.answer(ana.says("/privacy")))["text"]


async def test_unknown_command(talk: Talk, ana: Person, room: Room) -> None:
    """An unknown command is pointed to /help in private, and ignored in a group."""
    assert "/help" in (await talk.answer(ana.says("/weather")))["text"]
    assert await talk(ana.says("/weather", chat=room)) == []


async def test_commands_in_groups(talk: Talk, ana: Person, room: Room) -> None:
    """The commands work in groups too, as replies."""
    answer = await talk.answer(ana.says("/about", chat=room))
    assert answer["reply_to_message"]["text"] == "/about"


async def test_a_group_is_told_how_to_ask(talk: Talk, ana: Person, room: Room) -> None:
    """The link that adds the bot to a group has it say how to ask there; so does /help."""
    for command in ("/start@youju_bot hello", "/help"):
        told = await talk.answer(ana.says(command, chat=room))
        assert told["text"].startswith("在這裡用 /ask 加上問題")
    hello = await talk.answer(ana.says("/start"))
    (button,) = hello["reply_markup"]["inline_keyboard"][0]
    assert button["url"] == "https://t.me/youju_bot?startgroup=hello"


@pytest.mark.parametrize(
    "kind", ["voice", "sticker", "contact", "location", "photo", "poll", "dice"]
)
async def test_what_has_no_words_is_not_met_with_silence(
    talk: Talk, ana: Person, room: Room, kind: str
) -> None:
    """One friendly sentence in a private chat; in a group nobody has asked the bot."""

    def sends(chat: Room | None = None) -> Delivery:
        return (
            ana.sends_photo(b"jpeg", chat=chat) if kind == "photo" else ana.sends(kind, chat=chat)
        )

    assert (await talk.answer(sends()))["text"] == WORDLESS
    assert await talk(sends(room)) == []


async def test_what_has_no_words_is_told_so_once_an_hour(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """Ten stickers get one sentence, also when the bot is restarted between them."""
    async with running(desk, telegram) as talk:
        assert (await talk.answer(ana.sends("sticker")))["text"] == WORDLESS
        assert await talk(ana.sends("contact")) == []
    async with running(desk, telegram) as talk:
        await talk.handled(ana.sends("sticker"))
        assert len(telegram.replies(ana)) == 1
    later = dataclasses.replace(desk, now=lambda: telegram.state.now() + QUIET_SECONDS + 1)
    async with running(later, telegram) as talk:
        await talk.handled(ana.sends("sticker"))
        assert [message["text"] for message in telegram.replies(ana)] == [WORDLESS, WORDLESS]
