from bot.emulator import Person, Telegram
from bot.messages import messages
from bot.telegram.requests import only_in_private, out_of_date
from tests.bot.conftest import Talk

FACTORIES = "上海將新增多少家智能工廠？"


async def test_a_button_of_no_form_is_refused_politely(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """Whoever presses is answered, and the message stays as it is."""
    answer = await talk.answer(ana.says(FACTORIES))
    for data in ("1:context:1", "1:passage:x:0", "0:passage:1:0", "odd"):
        pressed = ana.presses(answer, data=data)
        await talk.handled(pressed)
        alert = telegram.answer_to(pressed) or {}
        assert alert["text"] == out_of_date(messages("zh-Hant"))
    assert talk.shown(answer) == answer


async def test_the_words_behind_a_command_are_its_own(talk: Talk, ana: Person) -> None:
    """However many spaces stand between them; a reply of the handler is sent."""
    shown = await talk.answer(ana.says("/article   client   of the  bot"))
    assert "The client of the bot" in shown["text"]


def test_some_things_are_for_private_chats() -> None:
    """That is said in one sentence."""
    assert only_in_private(messages("en")).text == "Write that to me in a private chat, please."
