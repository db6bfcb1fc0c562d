from bot.emulator import Person, Room, Telegram
from bot.service.desk import Desk
from tests.bot.conftest import Talk, bold, labels
from tests.bot.telegram.handlers.test_handoff import alert
from tests.bot.telegram.handlers.test_kept_answers import settled


async def ask(talk: Talk, *questions: tuple[Person, str]) -> None:
    """Ask some questions."""
    for person, question in questions:
        await talk(person.says(question))


async def test_what_is_asked_most_comes_first(talk: Talk, ana: Person, boss: Person) -> None:
    """The same question in other words counts once, with how often and by how many."""
    await ask(
        talk,
        (ana, "游泳池的水溫 xyzzy"),
        (ana, "如何重設密碼 xyzzy？"),
        (boss, "怎么重设密码 xyzzy"),
    )
    shown = await talk.answer(boss.says("/unanswered"))
    assert "1. 怎么重设密码 xyzzy · 2 times · 2 people" in shown["text"]
    assert "2. 游泳池的水溫 xyzzy · 1 time · 1 person" in shown["text"]
    assert labels(shown) == ["1", "2"]
    await talk.handled(boss.presses(shown, "1"))
    assert "• 如何重設密碼 xyzzy？" in talk.shown(shown)["text"]


async def test_an_answer_can_be_written_at_once(
    talk: Talk, desk: Desk, ana: Person, boss: Person
) -> None:
    """It goes to nobody unasked, and is found by the next who asks."""
    await ask(talk, (ana, "如何重設密碼 xyzzy？"))
    shown = await talk.answer(boss.says("/unanswered"))
    await talk.handled(boss.presses(shown, "1"))
    await talk.handled(boss.presses(shown, "Write the answer"))
    (request,) = await talk.told(boss, after=1)
    noted = await talk.answer(boss.says("在設定裡按「安全」。", reply_to=request))
    assert noted["text"] == "Written down."
    await talk.handled(boss.presses(noted, "Keep as an answer"))
    await settled()
    assert len(talk.telegram.replies(ana)) == 1
    answer = await talk.answer(ana.says("怎麼重設密碼 xyzzy"))
    assert "在設定裡按「安全」。" in answer["text"]
    assert await desk.records.handoffs.open_count() == 0


async def test_nothing_is_left_open(talk: Talk, boss: Person) -> None:
    """Without such questions, that is what is said."""
    shown = await talk.answer(boss.says("/unanswered"))
    assert shown["text"] == "Every question of the last 30 days was answered."


async def test_only_admins_see_what_others_ask(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person, room: Room
) -> None:
    """Neither by command nor by a forged button; and not in front of a group."""
    await ask(talk, (ana, "如何重設密碼 xyzzy？"))
    refused = await talk.answer(ana.says("/unanswered"))
    assert refused["text"] == "只有這個機器人的管理員能這麼做。"
    for data in ("1:notanswered:0", "1:unanswered:1", "1:write:1"):
        pressed = ana.presses(refused, data=data)
        await talk.handled(pressed)
        assert alert(telegram, pressed) == "只有這個機器人的管理員能這麼做。"
    told = await talk.answer(boss.says("/unanswered", chat=room))
    assert told["text"] == "Write that to me in a private chat, please."
    for data in ("1:notanswered:0", "1:unanswered:1", "1:write:1"):
        pressed = boss.presses(told, data=data)
        await talk.handled(pressed)
        assert alert(telegram, pressed) == "This button is out of date. /unanswered has the list."
    assert talk.shown(told)["text"] == told["text"]


async def test_stale_buttons(talk: Talk, telegram: Telegram, ana: Person, boss: Person) -> None:
    """A question that is gone, or was passed on meanwhile, is said to be so."""
    await ask(talk, (ana, "如何重設密碼 xyzzy？"))
    shown = await talk.answer(boss.says("/unanswered"))
    for data, words in (
        ("1:unanswered:99", "This button is out of date. /unanswered has the list."),
        ("1:write:99", "This button is out of date. /unanswered has the list."),
    ):
        pressed = boss.presses(shown, data=data)
        await talk.handled(pressed)
        assert alert(telegram, pressed) == words
    await talk.handled(boss.presses(shown, "1"))
    write = talk.shown(shown)["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await talk.handled(boss.presses(shown, "Write the answer"))
    again = boss.presses(shown, data=write)
    await talk.handled(again)
    assert alert(telegram, again) == "This question has been passed on already."
    assert bold(talk.shown(shown)) == ["如何重設密碼 xyzzy？"]
