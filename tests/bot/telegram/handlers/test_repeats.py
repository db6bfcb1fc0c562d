from bot.emulator import Person, Room, Telegram
from bot.records.turns import Place, Turn
from bot.service.desk import Desk
from bot.service.repeats import REPEATED_SECONDS
from knowledge import Folder
from tests.bot.conftest import Talk, labels

FACTORIES = "上海將新增多少家智能工廠？"
OTHERWISE = "上海将新增多少家智能工厂"
POINTED = "這個問題不久前回答過了。"


async def test_the_same_question_again_is_pointed_to(
    talk: Talk, ana: Person, boss: Person, room: Room
) -> None:
    """Whoever asks the same again, in whatever script, gets a link to the answer above."""
    answer = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    for person, words in ((boss, OTHERWISE), (ana, FACTORIES)):
        again = await talk.answer(person.says(f"/ask {words}", chat=room))
        (button,) = again["reply_markup"]["inline_keyboard"][0]
        assert (
            button["url"] == f"https://t.me/c/{-1_000_000_000_000 - room.id}/{answer['message_id']}"
        )
        assert "40家" not in again["text"]
        assert again["reply_to_message"]["from"]["id"] == person.id


async def test_a_public_group_has_its_name_in_the_link(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """In a forum the link names the topic, too."""
    forum = telegram.group("論壇", members=[ana], topics=["問答"], username="readers")
    answer = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=forum, thread="問答"))
    again = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=forum))
    (button,) = again["reply_markup"]["inline_keyboard"][0]
    thread = forum.topics["問答"]
    assert button["url"] == f"https://t.me/readers/{thread}/{answer['message_id']}"


async def test_a_basic_group_has_no_links(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """Where messages have no address, the pointer is a reply to the earlier answer."""
    group = telegram.group("小組", members=[ana], basic=True)
    answer = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=group))
    again = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=group))
    assert (again["text"], labels(again)) == (POINTED, [])
    assert again["reply_to_message"]["message_id"] == answer["message_id"]


async def test_an_answer_that_is_gone_is_given_again(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """Nobody is pointed to a message that was deleted."""
    answer = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    del telegram.state.chats[room.id].messages[answer["message_id"]]
    again = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    assert "40家" in again["text"]


async def test_new_articles_are_asked_anew(talk: Talk, desk: Desk, ana: Person, room: Room) -> None:
    """After a reload that changed something, the same question is answered again."""
    await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    (desk.settings.articles / "new.md").write_text("# New\n\nSomething new.")
    await desk.base.reload(Folder(desk.settings.articles))
    assert "40家" in (await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room)))["text"]


async def test_long_ago_and_elsewhere_do_not_count(
    talk: Talk, desk: Desk, ana: Person, room: Room
) -> None:
    """An answer of yesterday, of another chat or of a private chat is not pointed to."""
    first = await desk.base.ask(FACTORIES)
    keys = tuple(citation.passage for citation in first.citations)
    for number, chat, ago in ((1, room.id, REPEATED_SECONDS + 5), (2, room.id - 1, 5.0)):
        place = Place(str(chat), "", "1", str(number))
        turn = Turn(place, desk.now() - ago, FACTORIES, (), "answered", keys, version=1)
        await desk.records.turns.replied(await desk.records.turns.put(turn), "2")
    assert "40家" in (await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room)))["text"]
    for _ in range(2):
        assert "40家" in (await talk.answer(ana.says(FACTORIES)))["text"]


async def test_an_edited_pointer_becomes_an_answer(talk: Talk, ana: Person, room: Room) -> None:
    """Who asked the same and then edits the question gets the other answer in place."""
    await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    asked = ana.says(f"/ask {FACTORIES}", chat=room)
    pointer = await talk.answer(asked)
    await talk(ana.edits(asked, "/ask 深圳什麼時候出台行動計劃？"))
    assert "深圳在2018年即出台了" in talk.shown(pointer)["text"]
