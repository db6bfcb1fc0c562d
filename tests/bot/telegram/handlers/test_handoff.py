from bot.emulator import Delivery, Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.records.handoffs import Handoff
from bot.service.desk import Desk
from bot.service.handoff import MOST_OPEN
from tests.bot.conftest import Talk, labels, on_all_engines, pieces, running

pytestmark = on_all_engines

UNANSWERED = "如何重設密碼 xyzzy？"
ASK = "問真人"


def alert(telegram: Telegram, pressed: Delivery) -> str:
    """Return the words of the alert to a press."""
    return str((telegram.answer_to(pressed) or {}).get("text"))


async def handed_on(talk: Talk, asker: Person, answer: Json, helper: Person) -> Json:
    """Hand the question of an answer on and return what whoever answers sees."""
    before = len(talk.telegram.replies(helper))
    await talk.handled(asker.presses(answer, ASK))
    (request,) = await talk.told(helper, after=before)
    return request


async def passed_on(talk: Talk, asker: Person, helper: Person, words: str) -> tuple[Delivery, Json]:
    """Ask, hand the question on and answer it; return what was written and what arrived."""
    answer = await talk.answer(asker.says(UNANSWERED))
    request = await handed_on(talk, asker, answer, helper)
    written = helper.says(words, reply_to=request)
    await talk.handled(written)
    (reply,) = await talk.told(asker, after=1)
    return written, reply


async def handoff_of(written: Delivery, desk: Desk) -> Handoff:
    """Return the question that somebody has answered."""
    assert written.message
    request = str(written.message["reply_to_message"]["message_id"])
    letter = await desk.records.outbox.of_message(str(written.message["chat"]["id"]), request)
    assert letter
    handoff = await desk.records.handoffs.get(int(letter.key.split(":")[1]))
    assert handoff
    return handoff


async def test_what_the_articles_do_not_say_goes_to_a_person(
    talk: Talk, ana: Person, boss: Person
) -> None:
    """The admin sees the question and who asks; the reply comes back marked as a person's."""
    answer = await talk.answer(ana.says(UNANSWERED))
    assert labels(answer) == [ASK]
    request = await handed_on(talk, ana, answer, boss)
    assert UNANSWERED in pieces(request, "blockquote")
    assert "Ana" in request["text"]
    assert labels(talk.shown(answer)) == []
    passed_on = await talk.answer(boss.says("在設定裡，按「安全」。", reply_to=request))
    assert passed_on["text"] == "Passed on to the person who asked."
    (reply,) = await talk.told(ana, after=1)
    assert pieces(reply, "bold") == ["真人回答"]
    assert "在設定裡，按「安全」。" in reply["text"]
    assert "不是文章裡的段落" in reply["text"]
    assert reply["reply_to_message"]["text"] == UNANSWERED


async def test_the_reply_finds_its_group_and_topic(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person, room: Room
) -> None:
    """It answers the question's message, in the topic where it was asked."""
    room.opens_topic("密碼")
    asked = ana.says(f"/ask {UNANSWERED}", chat=room, thread="密碼")
    answer = await talk.answer(asked)
    request = await handed_on(talk, ana, answer, boss)
    assert "讀書會" in request["text"]
    before = len(telegram.replies(room))
    await talk.handled(boss.says("按「安全」。", reply_to=request))
    (reply,) = await talk.told(room, after=before)
    assert asked.message
    assert reply["message_thread_id"] == room.topics["密碼"]
    assert reply["reply_to_message"]["message_id"] == asked.message["message_id"]


async def test_a_related_passage_can_be_pointed_to(talk: Talk, ana: Person, boss: Person) -> None:
    """With one button the admin sends the passage that answers after all."""
    answer = await talk.answer(ana.says("北京的數字化轉型方案是什麼？"))
    assert labels(answer)[-1] == ASK
    request = await handed_on(talk, ana, answer, boss)
    await talk.handled(boss.presses(request, "傳送段落 1"))
    (reply,) = await talk.told(ana, after=1)
    assert pieces(reply, "bold")[0] == "真人指出這一段"
    assert pieces(reply, "blockquote") or pieces(reply, "expandable_blockquote")
    assert labels(talk.shown(request)) == []
    assert "由 Boss 回答" in talk.shown(request)["text"]


async def test_who_asked_is_told_that_there_is_no_answer(
    talk: Talk, ana: Person, boss: Person
) -> None:
    """Closing a question does not leave anybody waiting."""
    request = await handed_on(talk, ana, await talk.answer(ana.says(UNANSWERED)), boss)
    await talk.handled(boss.presses(request, "沒有答案"))
    (reply,) = await talk.told(ana, after=1)
    assert "沒有答案" in reply["text"]


async def test_only_who_asked_can_pass_it_on(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person, room: Room
) -> None:
    """In a group nobody hands on somebody else's question."""
    answer = await talk.answer(ana.says(f"/ask {UNANSWERED}", chat=room))
    pressed = boss.presses(answer, ASK)
    await talk.handled(pressed)
    assert alert(telegram, pressed) == "Only the person who asked can pass the question on."
    assert telegram.replies(boss) == []


async def test_a_question_is_passed_on_once(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """A second press, or a forged one, tells that it is waiting already."""
    answer = await talk.answer(ana.says(UNANSWERED))
    button = answer["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    await handed_on(talk, ana, answer, boss)
    again = ana.presses(answer, data=button)
    await talk.handled(again)
    assert alert(telegram, again) == "這個問題已經轉交了。"
    assert len(telegram.replies(boss)) == 1


async def test_nobody_floods_the_admins(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """After a few questions that wait, the next has to wait, too."""
    for number in range(MOST_OPEN):
        answer = await talk.answer(ana.says(f"{UNANSWERED}{number}"))
        await talk.handled(ana.presses(answer, ASK))
    answer = await talk.answer(ana.says(UNANSWERED))
    pressed = ana.presses(answer, ASK)
    await talk.handled(pressed)
    assert alert(telegram, pressed) == "你已經有幾個問題在等回覆了，請等一下。"


async def test_other_peoples_replies_are_questions(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person, boss: Person
) -> None:
    """Only who got the question can answer it; forged buttons of others do nothing."""
    answer = await talk.answer(ana.says(UNANSWERED))
    request = await handed_on(talk, ana, answer, boss)
    pick = request["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    forged = ana.presses(answer, data=pick)
    await talk.handled(forged)
    assert alert(telegram, forged) == "這個問題已經不在等待了。"
    again = await talk.answer(ana.says("密碼？", reply_to=answer))
    assert "文章沒有" in again["text"]
    assert await desk.records.handoffs.open_count() == 1


async def test_a_restart_loses_no_question_and_no_reply(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """Asked before one restart, answered after it, delivered after another."""
    async with running(desk, telegram) as talk:
        request = await handed_on(talk, ana, await talk.answer(ana.says(UNANSWERED)), boss)
    async with running(desk, telegram) as talk:
        telegram.fail("sendMessage", 502, "Bad Gateway", times=1, chat_id=ana.id)
        await talk.handled(boss.says("按「安全」。", reply_to=request))
        await telegram.wait_for("sendMessage", 4)
    async with running(desk, telegram) as talk:
        desk.mail.set()
        (reply,) = await talk.told(ana, after=1)
        assert "按「安全」。" in reply["text"]


async def test_an_asker_who_is_gone(talk: Talk, ana: Person, boss: Person) -> None:
    """The admin is told that the reply could not be delivered."""
    request = await handed_on(talk, ana, await talk.answer(ana.says(UNANSWERED)), boss)
    ana.blocks_bot()
    await talk.handled(boss.says("按「安全」。", reply_to=request))
    told = await talk.told(boss, after=2)
    assert pieces(told[0], "bold") == ["你的回覆無法送達"]


async def test_an_admin_who_is_gone(talk: Talk, ana: Person, boss: Person) -> None:
    """Who asked is told that the question reached nobody, with the other way to a person."""
    boss.blocks_bot()
    answer = await talk.answer(ana.says(UNANSWERED))
    await talk.handled(ana.presses(answer, ASK))
    (told,) = await talk.told(ana, after=1)
    assert pieces(told, "bold") == ["你的問題沒能轉交"]
    assert "@editor" in told["text"]


async def test_a_picture_is_not_a_reply(talk: Talk, ana: Person, boss: Person) -> None:
    """Who answers with a photo is asked for text, and the question still waits."""
    request = await handed_on(talk, ana, await talk.answer(ana.says(UNANSWERED)), boss)
    hint = await talk.answer(boss.sends_photo(b"png", reply_to=request))
    assert hint["text"] == "Only text can be passed on. Write it, please."


async def test_a_forwarded_message_is_no_reply(
    talk: Talk, desk: Desk, ana: Person, boss: Person
) -> None:
    """Nor is what somebody else wrote anonymously: the sender is not an admin's number."""
    answer = await talk.answer(ana.says(UNANSWERED))
    request = await handed_on(talk, ana, answer, boss)
    await talk(ana.says("假的", reply_to=answer))
    found = await desk.records.handoffs.open_count()
    assert found == 1
    assert request["chat"]["id"] == boss.id


async def test_what_the_admin_edits_changes_where_it_was_sent(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person, boss: Person
) -> None:
    """Who asked has the new words in the same message, and they are what may be kept."""
    written, reply = await passed_on(talk, ana, boss, "按「全安」。")
    said = len(telegram.replies(boss))
    await talk.handled(boss.edits(written, "按「安全」。"))
    await talk.delivered()
    shown = talk.shown(reply)
    assert "按「安全」。" in shown["text"]
    assert "全安" not in shown["text"]
    assert pieces(shown, "bold") == ["真人回答"]
    assert (len(telegram.replies(ana)), len(telegram.replies(boss))) == (2, said)
    assert (await handoff_of(written, desk)).answer == "按「安全」。"


async def test_an_edit_overtakes_a_reply_that_waits(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """What could not be sent yet is sent as it was written in the end, once."""
    request = await handed_on(talk, ana, await talk.answer(ana.says(UNANSWERED)), boss)
    telegram.fail("sendMessage", 502, "Bad Gateway", times=1, chat_id=ana.id)
    written = boss.says("按「全安」。", reply_to=request)
    await talk.handled(written)
    await telegram.wait_for("sendMessage", 4)
    await talk.handled(boss.edits(written, "按「安全」。"))
    await talk.delivered()
    assert ["安全" in reply["text"] for reply in telegram.replies(ana)[1:]] == [True]


async def test_an_edit_may_be_longer_or_shorter(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """What does not fit any more follows in a message of its own, which is emptied again."""
    written, _ = await passed_on(talk, ana, boss, "短")
    await talk.handled(boss.edits(written, "長" * 4096))
    await talk.delivered()
    first, second = telegram.replies(ana)[1:]
    assert (first["text"] + second["text"]).count("長") == 4096
    await talk.handled(boss.edits(written, "短"))
    await talk.delivered()
    assert "短" in talk.shown(first)["text"]
    assert talk.shown(second)["text"] == "…"


async def test_an_edit_that_cannot_arrive_is_nothing_to_tell(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person, boss: Person
) -> None:
    """Who asked has deleted the reply: they had it, and nobody is disturbed."""
    written, _ = await passed_on(talk, ana, boss, "按「全安」。")
    said = len(telegram.replies(boss))
    refusal = "Bad Request: message to edit not found"
    telegram.fail("editMessageText", 400, refusal, chat_id=ana.id)
    await talk.handled(boss.edits(written, "按「安全」。"))
    await talk.delivered()
    handoff = await handoff_of(written, desk)
    (letter,) = await desk.records.outbox.about(f"answer:{handoff.handoff}")
    assert letter.state == "sent"
    assert len(telegram.replies(boss)) == said
    assert len(telegram.replies(ana)) == 2


async def test_without_admins_there_is_no_button(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """Nobody would get the question."""
    alone = desk.settings.model_copy(update={"admins": frozenset()})
    lonely = Desk(desk.base, alone, desk.now)
    async with running(lonely, telegram) as talk:
        assert labels(await talk.answer(ana.says(UNANSWERED))) == []


async def test_the_admins_chat_answers_together(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """With YOUJU_ADMIN_CHAT the question goes there, and any member may reply."""
    colleague = telegram.person("Bea", language_code="en")
    office = telegram.group("編輯部", members=[boss, colleague])
    settings = desk.settings.model_copy(update={"admin_chat": office.id})
    async with running(Desk(desk.base, settings, desk.now), telegram) as talk:
        answer = await talk.answer(ana.says(UNANSWERED))
        await talk.handled(ana.presses(answer, ASK))
        (request,) = await talk.told(office)
        await talk.handled(colleague.says("按「安全」。", chat=office, reply_to=request))
        (reply,) = await talk.told(ana, after=1)
        assert "按「安全」。" in reply["text"]
        assert telegram.replies(boss) == []
