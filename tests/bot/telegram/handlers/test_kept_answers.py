import asyncio

from bot.emulator import Person, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from tests.bot.conftest import Talk, pieces
from tests.bot.telegram.handlers.test_handoff import ASK, UNANSWERED, alert, handed_on

ANSWER = "在設定裡按「安全」，再按「重設」。"


async def settled() -> None:
    """Wait until everything in the background is done."""
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == "background"))


async def answered(talk: Talk, ana: Person, boss: Person) -> Json:
    """Hand a question on, answer it, and return what the admin is told then."""
    request = await handed_on(talk, ana, await talk.answer(ana.says(UNANSWERED)), boss)
    return await talk.answer(boss.says(ANSWER, reply_to=request))


async def test_a_good_reply_is_found_from_then_on(
    talk: Talk, desk: Desk, ana: Person, boss: Person
) -> None:
    """It answers whoever asks alike, quoted word for word and cited as a person's answer."""
    passed_on = await answered(talk, ana, boss)
    await talk.handled(boss.presses(passed_on, "Keep as an answer"))
    await settled()
    assert talk.shown(passed_on)["text"].startswith("Kept.")
    assert (desk.settings.articles / "answers" / "如何重設密碼-xyzzy.md").exists()
    answer = (await talk(ana.says("怎么重设密码 xyzzy")))[-1]
    shown = pieces(answer, "blockquote") + pieces(answer, "expandable_blockquote")
    assert shown == [ANSWER]
    assert "真人回答" in answer["text"]


async def test_an_answer_is_kept_once(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """Another press tells that it is there already."""
    passed_on = await answered(talk, ana, boss)
    data = passed_on["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await talk.handled(boss.presses(passed_on, "Keep as an answer"))
    await settled()
    again = boss.presses(passed_on, data=data)
    await talk.handled(again)
    assert alert(telegram, again) == "This answer is kept already."


async def test_only_admins_keep(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person, boss: Person
) -> None:
    """A forged button does not change what the bot knows."""
    passed_on = await answered(talk, ana, boss)
    data = passed_on["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    forged = ana.presses((await talk(ana.says(ASK)))[-1], data=data)
    await talk.handled(forged)
    assert alert(telegram, forged) == "只有這個機器人的管理員能這麼做。"
    assert not (desk.settings.articles / "answers").exists()
