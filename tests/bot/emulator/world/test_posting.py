import pytest
from telegram import Bot, Message, ReplyParameters, Update
from telegram.error import BadRequest

from bot.emulator import Delivery, Person, Room, Telegram


def parsed(delivery: Delivery) -> Message:
    """Return the message of a delivered update as the bot reads it."""
    assert delivery.update is not None
    message = Update.de_json(delivery.update).effective_message
    assert message is not None
    return message


async def test_reply_carries_the_whole_message(bot: Bot, ana: Person) -> None:
    """A reply holds the message it answers, without that one's own reply."""
    first = ana.says("第一")
    answer = await bot.send_message(
        ana.id, "答", reply_parameters=ReplyParameters(parsed(first).message_id)
    )
    second = parsed(ana.says("第二", reply_to=answer.to_dict()))
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "第一"
    assert second.reply_to_message is not None
    assert second.reply_to_message.text == "答"
    assert second.reply_to_message.reply_to_message is None


async def test_quote_has_its_place(bot: Bot, ana: Person) -> None:
    """A quote is cut from the message it answers, at a position in UTF-16 units."""
    said = parsed(ana.says("😀 有據可查"))
    quoting = ReplyParameters(said.message_id, quote="據可")
    answer = await bot.send_message(ana.id, "答", reply_parameters=quoting)
    assert answer.quote is not None
    assert (answer.quote.text, answer.quote.position) == ("據可", 4)
    again = parsed(ana.says("哪裡?", reply_to=answer.to_dict(), quote="答"))
    assert again.quote is not None
    assert again.quote.text == "答"


async def test_quote_must_be_verbatim(bot: Bot, ana: Person) -> None:
    """Words that the message does not have cannot be quoted."""
    said = parsed(ana.says("有據可查"))
    with pytest.raises(BadRequest, match="Quote_text_invalid"):
        await bot.send_message(
            ana.id, "答", reply_parameters=ReplyParameters(said.message_id, quote="無據")
        )


async def test_topic_messages_answer_the_topic(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """In a topic every message has the thread; one that answers nothing answers its opening."""
    forum = telegram.group("讀書會", members=[ana], topics=["公告", "問答"])
    asked = parsed(ana.says("/ask 數位", chat=forum, thread="問答"))
    assert asked.is_topic_message
    assert asked.message_thread_id == forum.topics["問答"]
    assert asked.reply_to_message is not None
    assert asked.reply_to_message.forum_topic_created is not None
    answer = await bot.send_message(
        forum.id, "答", reply_parameters=ReplyParameters(asked.message_id)
    )
    assert (answer.message_thread_id, answer.is_topic_message) == (forum.topics["問答"], True)


async def test_general_has_no_thread(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """A message in General carries no thread, and thread 1 is refused."""
    forum = telegram.group("讀書會", members=[ana], topics=["公告", "問答"], bot="administrator")
    assert parsed(ana.says("大家好", chat=forum)).message_thread_id is None
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "答", message_thread_id=1)


async def test_reply_chain_outside_forums_is_no_topic(bot: Bot, ana: Person, room: Room) -> None:
    """Replies in a plain supergroup carry a thread that cannot be written to."""
    first = await bot.send_message(room.id, "第一")
    reply = parsed(ana.says("第二", chat=room, reply_to=first.to_dict()))
    assert reply.message_thread_id == first.message_id
    assert not reply.is_topic_message
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(room.id, "答", message_thread_id=reply.message_thread_id)
