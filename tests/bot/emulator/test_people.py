import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.emulator import ManualClock, Person, Room, Telegram


async def test_private_message_is_read(bot: Bot, ana: Person) -> None:
    """What a person says privately reaches the bot with its author and its commands."""
    ana.says("/start abc")
    (update,) = await bot.get_updates()
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert (message.from_user.language_code, message.chat.id) == ("zh-hant", ana.id)
    assert message.parse_entities() == {message.entities[0]: "/start"}


def test_first_words_open_the_chat(telegram: Telegram) -> None:
    """Whoever writes can be written to."""
    ben = telegram.person("Ben")
    assert not ben.chat.holds(telegram.bot.id)
    ben.says("你好")
    assert ben.chat.holds(telegram.bot.id)


def test_old_message_keeps_its_date(ana: Person, clock: ManualClock) -> None:
    """A message may be older than now."""
    said = ana.says("早", date=clock() - 3600)
    assert (said.message or {})["date"] == clock() - 3600


def test_entities_can_be_given(telegram: Telegram, ana: Person) -> None:
    """A mention of someone without a user name is an entity that the test gives."""
    mention = {"type": "text_mention", "offset": 0, "length": 2, "user": telegram.bot.as_json()}
    said = ana.says("文章 數位", entities=[mention])
    message = Update.de_json(said.update or {}).message
    assert message is not None
    assert message.entities[0].user is not None
    assert message.entities[0].user.id == telegram.bot.id


def test_edit_is_an_update_of_its_own(ana: Person) -> None:
    """An edited message keeps its id and has a date of the edit."""
    said = ana.says("數位")
    edited = Update.de_json(ana.edits(said, "數位轉型").update or {}).edited_message
    assert edited is not None
    assert edited.message_id == (said.message or {})["message_id"]
    assert (edited.text, edited.edit_date is not None) == ("數位轉型", True)


async def test_press_needs_a_button(bot: Bot, ana: Person) -> None:
    """Only shown buttons that call back are pressed, unless the press is forged."""
    rows = [[InlineKeyboardButton("原文", url="https://example.org")]]
    sent = await bot.send_message(ana.id, "答", reply_markup=InlineKeyboardMarkup(rows))
    with pytest.raises(LookupError, match="does not call back"):
        ana.presses(sent.to_dict(), "原文")
    with pytest.raises(LookupError, match="no button"):
        ana.presses(sent.to_dict(), "譯文")
    forged = ana.presses(sent.to_dict(), data="v0:forged")
    assert (forged.update or {})["callback_query"]["data"] == "v0:forged"


async def test_press_under_a_deleted_message(bot: Bot, ana: Person) -> None:
    """A press that outlives its message comes with an inaccessible one."""
    rows = [[InlineKeyboardButton("更多", callback_data="v1:8")]]
    sent = await bot.send_message(ana.id, "答", reply_markup=InlineKeyboardMarkup(rows))
    await sent.delete()
    query = Update.de_json(ana.presses(sent.to_dict(), "更多").update or {}).callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


def test_anonymous_admin_speaks_as_the_group(telegram: Telegram, ana: Person) -> None:
    """An anonymous administrator is GroupAnonymousBot, with the group as the sender."""
    room = telegram.group("讀書會", admins=[ana])
    said = ana.says("/reload", chat=room, anonymous=True)
    message = Update.de_json(said.update or {}).message
    assert message is not None
    assert message.from_user is not None
    assert message.from_user.id == 1087968824
    assert message.sender_chat == message.chat


def test_people_act_only_where_they_are(telegram: Telegram, ana: Person, room: Room) -> None:
    """A mistake of the test is not an update: strangers, blockers and impostors are stopped."""
    ben = telegram.person("Ben")
    with pytest.raises(ValueError, match="Ben is not in 讀書會"):
        ben.says("嗯", chat=room)
    with pytest.raises(ValueError, match="does not lead"):
        ana.says("嗯", chat=room, anonymous=True)
    with pytest.raises(ValueError, match="did not write"):
        ben.edits(ana.says("數位"), "轉型")
    with pytest.raises(ValueError, match="cannot be a guest"):
        ana.summons("@articles_bot", chat=room)
    with pytest.raises(LookupError, match="no topic"):
        ana.says("嗯", chat=room, thread=77)
    ana.blocks_bot()
    with pytest.raises(ValueError, match="has blocked the bot"):
        ana.says("嗯")


def test_a_text_is_passed_on(ana: Person) -> None:
    """It says that somebody else wrote it, and may be older than now."""
    message = Update.de_json(ana.forwards("早 #上海", date=1000).update or {}).message
    assert message is not None
    assert message.forward_origin is not None
    assert message.date.timestamp() == 1000
    assert message.parse_entities() == {message.entities[0]: "#上海"}
