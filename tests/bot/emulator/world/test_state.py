from telegram import Chat as TelegramChat
from telegram import User as TelegramUser

from bot.emulator import Telegram
from bot.emulator.world.state import Event


def test_accounts_and_chats_are_telegrams_own(telegram: Telegram) -> None:
    """A user and a chat are read by python-telegram-bot with all they have."""
    ana = telegram.person("Ana", username="ana_reads", language_code="zh-hant")
    user = TelegramUser.de_json(ana.user.as_json())
    assert (user.id, user.username, user.language_code) == (ana.id, "ana_reads", "zh-hant")
    forum = telegram.group("讀書會", topics=["公告"], username="readers")
    chat = TelegramChat.de_json(forum.chat.as_json())
    assert (chat.type, chat.title, chat.username, chat.is_forum) == (
        "supergroup",
        "讀書會",
        "readers",
        True,
    )


def test_supergroups_count_messages_alone(telegram: Telegram) -> None:
    """Private chats and basic groups share message numbers; a supergroup has its own."""
    ana, ben = telegram.person("Ana"), telegram.person("Ben")
    basic = telegram.group("小組", members=[ana], basic=True)
    large = telegram.group("讀書會", members=[ana])
    said = [ana.says("a"), ben.says("b"), ana.says("c", chat=basic), ana.says("d", chat=large)]
    assert [(one.message or {})["message_id"] for one in said] == [1, 2, 3, 2]


async def test_listener_gets_copies(telegram: Telegram) -> None:
    """What a listener holds does not change with the message it was told of."""
    ana = telegram.person("Ana", started=True)
    events: list[Event] = []
    stop = telegram.subscribe(events.append)
    parameters = {"chat_id": ana.id, "text": "one"}
    await telegram.call(telegram.token, "sendMessage", parameters)
    changed = {"chat_id": ana.id, "message_id": events[0].content["message_id"], "text": "two"}
    await telegram.call(telegram.token, "editMessageText", changed)
    stop()
    await telegram.call(telegram.token, "deleteMessage", changed)
    assert [(event.kind, event.content["text"]) for event in events] == [
        ("sent", "one"),
        ("edited", "two"),
    ]
