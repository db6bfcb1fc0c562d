from urllib.parse import quote

import pytest

from bot.emulator import Delivery, Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.records.turns import Place, Turn
from bot.service.desk import Desk
from bot.telegram.context import DESK
from bot.telegram.handlers.ask import STALE_SECONDS
from tests.bot.conftest import Talk, labels, on_all_engines, pieces

pytestmark = on_all_engines

FACTORIES = "上海將新增多少家智能工廠？"
FACTORIES_SHOWN = "新增40家智能工廠"
PLATFORMS = "On how many platforms does the client run?"


async def test_private_text_is_a_question(talk: Talk, ana: Person) -> None:
    """In a private chat any text is a question, and its answer is the article's own passage."""
    answer = await talk.answer(ana.says(FACTORIES))
    (shown,) = pieces(answer, "blockquote") + pieces(answer, "expandable_blockquote")
    assert FACTORIES_SHOWN in shown
    assert "馬作鵬" in answer["text"]
    assert "第 17 段" in answer["text"]
    assert "reply_to_message" not in answer


async def test_sentence_comes_first(talk: Talk, ana: Person) -> None:
    """The answering sentence stands before the passage, which can be expanded."""
    answer = await talk.answer(ana.says("浙江省的數字化改革元年是哪一年？"))
    sentence = "公開信息顯示,2021年,是浙江省的數字化改革元年。"
    assert answer["text"].startswith(sentence)
    (shown,) = pieces(answer, "expandable_blockquote")
    assert shown.startswith(sentence)
    assert shown.endswith("三級完成構建。")


async def test_unanswered_shows_the_way_to_a_person(talk: Talk, ana: Person) -> None:
    """What the articles do not say is said to be so, with the way to a person."""
    answer = await talk.answer(ana.says("如何重設密碼 xyzzy?"))
    assert answer["text"] == "文章沒有提到。\n\n可以問真人：@editor"


async def test_related_is_not_sold_as_an_answer(talk: Talk, ana: Person) -> None:
    """A passage that only comes close is introduced as such."""
    answer = await talk.answer(ana.says("北京的數字化轉型方案是什麼？"))
    assert answer["text"].startswith("文章沒有直接說明，以下是最接近的段落：")


async def test_article_with_an_address_is_linked(talk: Talk, boss: Person) -> None:
    """The title of an article with an address opens it at the answering sentence."""
    answer = await talk.answer(boss.says(PLATFORMS))
    (link,) = [e["url"] for e in answer["entities"] if e["type"] == "text_link"]
    assert link == "https://example.org/client#:~:text=" + quote(
        "It runs on three platforms, and its size is 12 MB."
    )


async def test_group_command_is_answered_as_a_reply(talk: Talk, ana: Person, room: Room) -> None:
    """In a group /ask is answered, as a reply to the question."""
    asked = ana.says(f"/ask {FACTORIES}", chat=room)
    answer = await talk.answer(asked)
    assert FACTORIES_SHOWN in answer["text"]
    assert answer["reply_to_message"]["message_id"] == (asked.message or {})["message_id"]


async def test_command_for_this_bot_by_name(talk: Talk, ana: Person, room: Room) -> None:
    """A command may name the bot, and one that names another is not heard."""
    assert await talk(ana.says(f"/ask@other_bot {FACTORIES}", chat=room)) == []
    assert len(await talk(ana.says(f"/ask@youju_bot {FACTORIES}", chat=room))) == 1


async def test_mention_in_a_group_is_a_question(talk: Talk, ana: Person, room: Room) -> None:
    """A mention anywhere in a message asks, and is not part of the question."""
    answer = await talk.answer(ana.says(f"請教 @youju_bot {FACTORIES}", chat=room))
    assert FACTORIES_SHOWN in answer["text"]


async def test_mention_by_entity(talk: Talk, telegram: Telegram, ana: Person, room: Room) -> None:
    """A mention without a user name is an entity that carries the account."""
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": telegram.bot.as_json()}
    said = ana.says(f"有據 {FACTORIES}", chat=room, entities=[entity])
    assert FACTORIES_SHOWN in (await talk.answer(said))["text"]


async def test_name_that_is_no_mention_is_not_heard(talk: Talk, ana: Person, room: Room) -> None:
    """The bot's name inside another word, or without the entity, is no mention."""
    assert await talk(ana.says("@youju_bot_fans 你好", chat=room)) == []
    assert await talk(ana.says("@youju_bot 你好", chat=room, entities=[])) == []


async def test_mention_in_reply_asks_what_was_said(
    talk: Talk, ana: Person, boss: Person, room: Room
) -> None:
    """To mention the bot in reply to somebody's question asks that question."""
    asked = boss.says(FACTORIES, chat=room)
    assert await talk(asked) == []
    answer = await talk.answer(ana.says("@youju_bot", chat=room, reply_to=asked))
    assert FACTORIES_SHOWN in answer["text"]


async def test_ask_in_reply_asks_what_was_said(
    talk: Talk, ana: Person, boss: Person, room: Room
) -> None:
    """A bare /ask in reply to a message asks that message."""
    asked = boss.says(FACTORIES, chat=room)
    await talk(asked)
    answer = await talk.answer(ana.says("/ask", chat=room, reply_to=asked))
    assert FACTORIES_SHOWN in answer["text"]


async def test_bare_ask_says_how(talk: Talk, ana: Person, room: Room) -> None:
    """A bare /ask is told how to ask."""
    answer = await talk.answer(ana.says("/ask", chat=room))
    assert answer["text"] == "請把問題寫在 /ask 後面。"


async def test_reply_to_the_bot_is_a_question(talk: Talk, ana: Person, room: Room) -> None:
    """In a group a reply to the bot asks on, and leans on the question above."""
    first = await talk.answer(ana.says("/ask 浙江省的数字化改革元年是哪一年？", chat=room))
    second = await talk.answer(ana.says("那深圳呢？", chat=room, reply_to=first))
    assert "深圳在2018年即出台了" in second["text"]


async def test_silence_when_not_addressed(talk: Talk, ana: Person, room: Room) -> None:
    """Chatter, unknown commands and what was sent through the bot itself get no answer."""
    assert await talk(ana.says(FACTORIES, chat=room)) == []
    assert await talk(ana.says("/weather", chat=room)) == []
    assert await talk(ana.says(f"@youju_bot {FACTORIES}", chat=room, via_bot=True)) == []


async def test_unsure_in_a_group(talk: Talk, ana: Person, room: Room) -> None:
    """Named, the bot says what comes close; asked by a command, also that the articles do not say.

    A reply to it is often no question at all, so it hears only what is sure.
    """
    close_question = "北京的數字化轉型方案是什麼？"
    assert await talk(ana.says("@youju_bot 如何重設密碼 xyzzy?", chat=room)) == []
    named = await talk.answer(ana.says(f"@youju_bot {close_question}", chat=room))
    assert named["text"].startswith("文章沒有直接說明")
    assert await talk(ana.says(close_question, chat=room, reply_to=named)) == []
    silent = await talk.answer(ana.says("/ask 如何重設密碼 xyzzy?", chat=room))
    assert silent["text"].startswith("文章沒有提到。")
    close = await talk.answer(ana.says("/ask 北京的數字化轉型方案是什麼？", chat=room))
    assert close["text"].startswith("文章沒有直接說明")


async def test_an_edit_makes_it_sure(talk: Talk, ana: Person, room: Room) -> None:
    """A question that was met with silence is answered once an edit makes it answerable."""
    asked = ana.says("@youju_bot 如何重設密碼 xyzzy?", chat=room)
    assert await talk(asked) == []
    answer = await talk.answer(ana.edits(asked, f"@youju_bot {FACTORIES}"))
    assert FACTORIES_SHOWN in answer["text"]


async def test_a_group_gets_the_sentence_and_its_source(
    talk: Talk, ana: Person, room: Room
) -> None:
    """In a group the answer is short: the sentence, where it stands, two rows of buttons."""
    answer = await talk.answer(ana.says("/ask 浙江省的數字化改革元年是哪一年？", chat=room))
    assert pieces(answer, "blockquote") == ["公開信息顯示,2021年,是浙江省的數字化改革元年。"]
    assert "三級完成構建" not in answer["text"]
    assert len(answer["reply_markup"]["inline_keyboard"]) == 2


async def test_comments_of_a_linked_channel(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """A comment below a channel's post is answered there, and a bare /ask asks the post."""
    post = telegram.channel("新聞", linked=room).posts(FACTORIES)
    await talk(post)
    asked = ana.says("/ask 浙江省的數字化改革元年是哪一年？", chat=room, reply_to=post)
    answer = await talk.answer(asked)
    assert answer["message_thread_id"] == (post.message or {})["message_id"]
    assert (
        FACTORIES_SHOWN in (await talk.answer(ana.says("/ask", chat=room, reply_to=post)))["text"]
    )


async def test_linked_channel_is_left_alone(telegram: Telegram, talk: Talk, room: Room) -> None:
    """A post that a linked channel forwards into its group is no question, even with a mention."""
    channel = telegram.channel("新聞", linked=room)
    forwarded = channel.posts(f"@youju_bot {FACTORIES}")
    assert await talk(forwarded) == []


async def test_topic_is_kept(telegram: Telegram, talk: Talk, ana: Person) -> None:
    """In a forum the answer goes to the topic of the question."""
    forum = telegram.group("論壇", members=[ana], topics=["問答"])
    answer = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=forum, thread="問答"))
    assert answer["message_thread_id"] == forum.topics["問答"]
    general = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=forum))
    assert "message_thread_id" not in general


async def test_anonymous_admin_is_answered(telegram: Telegram, talk: Talk, boss: Person) -> None:
    """A group's anonymous admin may ask like anyone."""
    room = telegram.group("讀書會", admins=[boss])
    answer = await talk.answer(boss.says(f"/ask {FACTORIES}", chat=room, anonymous=True))
    assert FACTORIES_SHOWN in answer["text"]


async def test_old_questions_after_a_pause(
    telegram: Telegram, talk: Talk, ana: Person, room: Room
) -> None:
    """After a pause of the bot old group questions are skipped, private ones answered."""
    then = telegram.state.now() - STALE_SECONDS - 5
    assert await talk(ana.says(f"/ask {FACTORIES}", chat=room, date=then)) == []
    assert await talk(ana.says(f"@youju_bot {FACTORIES}", chat=room, date=then)) == []
    assert len(await talk(ana.says(FACTORIES, date=then))) == 1


async def test_follow_up_in_private(talk: Talk, ana: Person) -> None:
    """A short question leans on the one just before it."""
    await talk(ana.says("共享單車停在非劃線區會發生什麼？"))
    answer = await talk.answer(ana.says("計費會停嗎？"))
    assert "計費仍將繼續" in answer["text"]


async def test_follow_up_is_ones_own(talk: Talk, ana: Person, boss: Person, room: Room) -> None:
    """In a group nobody's question leans on somebody else's."""
    await talk(ana.says("/ask 共享單車停在非劃線區會發生什麼？", chat=room))
    own = await talk.answer(ana.says("/ask 那深圳呢？", chat=room))
    other = await talk.answer(boss.says("/ask 計費會停嗎？", chat=room))
    assert "深圳" in own["text"]
    assert (await turn_of(talk, other)).after == ()


async def test_follow_up_has_a_time(desk: Desk, talk: Talk, ana: Person) -> None:
    """A question long after another does not lean on it."""
    long_ago = desk.now() - 60 * desk.settings.follow_up_minutes - 5
    place = Place(chat=str(ana.id), thread="", person=str(ana.id), message="0")
    await desk.records.turns.put(Turn(place, long_ago, "深圳什麼時候出台？", (), "answered", ()))
    answer = await talk.answer(ana.says("計費會停嗎？"))
    assert (await turn_of(talk, answer)).after == ()


async def test_edited_question_changes_its_answer(talk: Talk, ana: Person) -> None:
    """When a question is edited, its answer changes in place."""
    asked = ana.says("浙江省的數字化改革元年是哪一年？")
    answer = await talk.answer(asked)
    assert await talk(ana.edits(asked, FACTORIES)) == []
    assert FACTORIES_SHOWN in talk.shown(answer)["text"]


async def test_edited_command_changes_its_answer(talk: Talk, ana: Person, room: Room) -> None:
    """An edited /ask changes its answer too."""
    asked = ana.says("/ask 浙江省的數字化改革元年是哪一年？", chat=room)
    answer = await talk.answer(asked)
    assert await talk(ana.edits(asked, f"/ask {FACTORIES}")) == []
    assert FACTORIES_SHOWN in talk.shown(answer)["text"]


async def test_edit_to_the_same_answer_is_fine(talk: Talk, ana: Person) -> None:
    """An edit that changes nothing of the answer is no error."""
    asked = ana.says(FACTORIES)
    answer = await talk.answer(asked)
    assert await talk(ana.edits(asked, FACTORIES + " ")) == []
    assert await talk(ana.edits(asked, FACTORIES.replace("？", "?"))) == []
    assert talk.shown(answer)["text"] == answer["text"]


async def test_edit_of_what_was_not_answered(talk: Talk, ana: Person, room: Room) -> None:
    """A message that was no question does not become one by an edit."""
    said = ana.says("大家好", chat=room)
    await talk(said)
    assert await talk(ana.edits(said, f"@youju_bot {FACTORIES}")) == []


async def test_edit_after_the_answer_was_deleted(talk: Talk, ana: Person) -> None:
    """If its answer was deleted, an edited question gets a new one."""
    asked = ana.says("浙江省的數字化改革元年是哪一年？")
    answer = await talk.answer(asked)
    await talk.application.bot.delete_message(ana.id, answer["message_id"])
    again = await talk.answer(ana.edits(asked, FACTORIES))
    assert FACTORIES_SHOWN in again["text"]


async def test_languages_of_the_interface(telegram: Telegram, talk: Talk) -> None:
    """Words of the interface follow the client's language; the quote is never converted."""
    shown = {}
    for code in ("zh-hant", "zh-hans", "en", None):
        person = telegram.person("P", language_code=code, started=True)
        answer = await talk.answer(person.says("随申办支持语音搜索吗？"))
        (passage,) = pieces(answer, "expandable_blockquote")
        assert "還支持語言搜索" in passage
        shown[code] = labels(answer)[0]
    assert shown == {"zh-hant": "前後文", "zh-hans": "上下文", "en": "Context", None: "前後文"}


async def test_metadata_has_no_buttons(talk: Talk, ana: Person) -> None:
    """Who wrote the last article is answered from its fields, which stand in no paragraph."""
    await talk(ana.says(FACTORIES))
    answer = await talk.answer(ana.says("這篇文章的作者是誰？"))
    assert answer["text"].startswith("這篇文章的作者：\n\n馬作鵬\n")
    assert labels(answer) == []


async def test_turns_follow_a_group_that_migrates(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """When a group becomes a supergroup, what was asked there moves with it.

    No later message there is taken for one of before that had its number: each is answered.
    """
    group = telegram.group("小組", members=[ana], basic=True)
    for _ in range(3):  # so that their numbers are higher than the first of the supergroup
        first = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=group))
    turn = await turn_of(talk, first)
    old = group.migrates()
    await talk.caught_up(ana.says("/about"))
    moved = await desk.records.turns.get(turn.turn)
    assert moved is not None
    assert (turn.place.chat, moved.place.chat) == (str(old), str(group.id))
    number = 0
    while number < int(turn.place.message) - 1:
        said = ana.says("hello", chat=group)
        number = (said.message or {})["message_id"]
    later = ana.says(f"/ask {FACTORIES}", chat=group)
    assert later.message
    assert str(later.message["message_id"]) == turn.place.message
    await talk.answer(later)


async def turn_of(talk: Talk, answer: Json) -> Turn:
    """Return what is remembered of an answer."""
    turns = talk.application.bot_data[DESK].records.turns
    turn = await turns.of_reply(str(answer["chat"]["id"]), str(answer["message_id"]))
    assert isinstance(turn, Turn)
    return turn


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_captions_count_as_text(talk: Talk, ana: Person, room: Room, kind: str) -> None:
    """What stands below a picture or a file is the question, alone and in a group by name."""
    question = "上海將新增多少家智能工廠？"

    def sends(caption: str, chat: Room | None = None) -> Delivery:
        if kind == "photo":
            return ana.sends_photo(b"jpeg", caption=caption, chat=chat)
        return ana.sends_document("a.bin", b"x", caption=caption, chat=chat)

    assert "新增40家智能工廠" in (await talk.answer(sends(question)))["text"]
    assert await talk(sends(question, room)) == []
    named = await talk.answer(sends(f"@youju_bot {question}", room))
    assert "新增40家智能工廠" in named["text"]
