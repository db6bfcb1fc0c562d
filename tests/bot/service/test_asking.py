from bot.records.turns import Turn
from bot.service.asking import (
    Question,
    ask,
    ask_as_guest,
    edited,
    question_before,
    shown,
)
from bot.service.desk import Desk
from bot.service.follow_up import Reference
from bot.service.session import Session
from knowledge import Verdict

FACTORIES = "上海將新增多少家智能工廠？"
NOWHERE = "如何重設密碼 xyzzy？"


async def test_a_question_is_answered_and_remembered(desk: Desk, reader: Session) -> None:
    """Without Telegram: the same citation, a turn, and the mark that it has been answered."""
    asked = await ask(reader, Question(FACTORIES, "1"), desk)
    assert "40家智能工廠" in asked.answer.citations[0].quote
    await shown(asked.turn, "2", desk)
    turn = await question_before(reader, "1", desk)
    assert turn
    assert (turn.turn, turn.question, turn.reply) == (asked.turn, FACTORIES, "2")


async def test_a_group_hears_only_what_is_sure(desk: Desk, member: Session) -> None:
    """Unless it was asked by a command; alone with the bot everything is said."""
    assert not (await ask(member, Question(NOWHERE, "1"), desk)).is_told
    assert (await ask(member, Question(NOWHERE, "2", by_command=True), desk)).is_told
    assert (await ask(member, Question(FACTORIES, "3"), desk)).is_told


async def test_the_same_again_in_a_group_is_an_earlier_answer(desk: Desk, member: Session) -> None:
    """If it still stands, which whoever shows answers has to know."""

    async def gone(_turn: Turn) -> bool:
        return False

    first = await ask(member, Question(FACTORIES, "1"), desk)
    await shown(first.turn, "2", desk)
    again = await ask(member, Question(FACTORIES, "3"), desk)
    assert again.earlier
    assert again.earlier.reply == "2"
    assert (await ask(member, Question(FACTORIES, "4"), desk, gone)).earlier is None


async def test_an_edited_question_takes_the_place_of_the_first(desk: Desk, member: Session) -> None:
    """It is the same turn; where nothing was said before, silence stays silence."""
    first = await ask(member, Question(NOWHERE, "1"), desk)
    before = await question_before(member, "1", desk)
    assert before
    assert await edited(member, Question(f"{NOWHERE}？", "1"), before, desk) is None
    asked = await edited(member, Question(FACTORIES, "1"), before, desk)
    assert asked
    assert (asked.turn, asked.answer.verdict) == (first.turn, Verdict.ANSWERED)


async def test_quoted_words_are_followed_up(desk: Desk, reader: Session) -> None:
    """A question about quoted words is answered near where they stand."""
    first = await ask(reader, Question("靜安區怎麼治理共享單車亂停放？", "1"), desk)
    await shown(first.turn, "2", desk)
    quoting = Question("計費會繼續還是停止？", "3", Reference("2", "鎖車失敗"))
    assert "計費仍將繼續" in (await ask(reader, quoting, desk)).answer.citations[0].quote


async def test_a_guest_leaves_no_trace(desk: Desk, member: Session) -> None:
    """Nothing is remembered of a chat in which the bot is a guest, but that somebody asked."""
    assert (await ask_as_guest(member, FACTORIES, desk)).citations
    assert await desk.records.turns.get(1) is None
    assert desk.figures.questions["answered", "guest"] == 1
