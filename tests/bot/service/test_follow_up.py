from bot.emulator import Person, Room
from bot.emulator.world.state import Json
from bot.records.turns import Turn
from bot.service.desk import Desk
from tests.bot.conftest import Talk

SHARING = "靜安區怎麼治理共享單車亂停放？"


async def turn_of(desk: Desk, message: Json) -> Turn:
    """Return what is remembered of an answer."""
    turns = desk.records.turns
    turn = await turns.of_reply(str(message["chat"]["id"]), str(message["message_id"]))
    assert turn
    return turn


async def test_quoted_words_lend_theirs(talk: Talk, desk: Desk, ana: Person) -> None:
    """A question about words that were quoted is answered near where they stand."""
    first = await talk.answer(ana.says(SHARING))
    quote = "鎖車失敗"
    answer = await talk.answer(ana.says("計費會繼續還是停止？", reply_to=first, quote=quote))
    assert "計費仍將繼續" in answer["text"]
    assert (await turn_of(desk, answer)).after == (quote,)


async def test_the_quoted_passage_itself_may_answer(talk: Talk, ana: Person) -> None:
    """Who quotes half a sentence and asks on is shown the passage that has the rest."""
    first = await talk.answer(ana.says(SHARING))
    answer = await talk.answer(ana.says("停靠距離是幾米？", reply_to=first, quote="藍牙道釘"))
    assert "不到2米" in answer["text"]


async def test_quoting_in_a_group(talk: Talk, ana: Person, boss: Person, room: Room) -> None:
    """In a group a quote of the bot's answer asks the bot, whoever quotes."""
    first = await talk.answer(ana.says(f"/ask {SHARING}", chat=room))
    asked = boss.says("停靠距離停車框不到幾米？", chat=room, reply_to=first, quote="藍牙道釘")
    assert "不到2米" in (await talk.answer(asked))["text"]


async def test_a_neighbour_can_be_quoted(talk: Talk, desk: Desk, ana: Person) -> None:
    """Words of the paragraphs around, as *context* shows them, lead to those paragraphs."""
    first = await talk.answer(ana.says(SHARING))
    await talk.handled(ana.presses(first, "前後文"))
    shown = talk.shown(first)
    answer = await talk.answer(
        ana.says("什麼時候才停止收費？", reply_to=shown, quote="車鎖是無法鎖閉的")
    )
    assert "停止收費" in answer["text"]
    assert (await turn_of(desk, answer)).passages[0]


async def test_an_edited_question_keeps_its_quote(talk: Talk, desk: Desk, ana: Person) -> None:
    """What was quoted still counts when the question is edited."""
    first = await talk.answer(ana.says(SHARING))
    asked = ana.says("多少錢一小時？", reply_to=first, quote="鎖車失敗")
    answer = await talk.answer(asked)
    await talk(ana.edits(asked, "計費會繼續還是停止？"))
    assert "計費仍將繼續" in talk.shown(answer)["text"]
    assert (await turn_of(desk, answer)).after == ("鎖車失敗",)


async def test_a_reply_without_a_quote_leans_on_the_question(
    talk: Talk, desk: Desk, ana: Person
) -> None:
    """A plain reply borrows from the question that was answered there."""
    first = await talk.answer(ana.says(SHARING))
    await talk.answer(ana.says("深圳什麼時候出台行動計劃？"))
    answer = await talk.answer(ana.says("計費會停嗎？", reply_to=first))
    assert (await turn_of(desk, answer)).after == (SHARING,)
