from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from knowledge import Folder
from tests.bot.conftest import Talk, labels, pieces

FACTORIES = "上海將新增多少家智能工廠？"


async def typed(
    talk: Talk, telegram: Telegram, person: Person, words: str, offset: str = ""
) -> Json:
    """Type a question behind the bot's name and return what is offered."""
    asked = person.asks_inline(words, offset=offset)
    await talk.handled(asked)
    return telegram.answer_to(asked) or {}


async def test_the_best_passages_are_offered(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """Title and sentence are shown; the chosen one posts the passage with its source."""
    asked = ana.asks_inline(FACTORIES)
    await talk.handled(asked)
    first = (telegram.answer_to(asked) or {})["results"][0]
    assert first["title"].startswith("海上壹周")
    assert "新增40家智能工廠" in first["description"]
    ana.chooses(asked, first["id"], chat=room)
    posted = telegram.messages(room)[-1]
    assert "新增40家智能工廠" in pieces(posted, "blockquote")[0]
    assert "第 17 段" in posted["text"]
    assert labels(posted) == ["看原文出處"]
    link = posted["reply_markup"]["inline_keyboard"][0][0]["url"]
    opened = await talk.answer(ana.says(f"/start {link.partition('=')[2]}"))
    assert "新增40家智能工廠" in opened["text"]


async def test_more_are_a_page_away(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """Ten at once; the next offset brings others, until there are no more."""
    lines = "\n\n".join(f"The night ferry number {n} leaves daily." for n in range(23))
    (desk.settings.articles / "ferry.md").write_text(f"# Ferry\n\n{lines}")
    await desk.base.reload(Folder(desk.settings.articles))
    seen: list[str] = []
    offset = ""
    for count in (10, 10):
        answer = await typed(talk, telegram, ana, "night ferry", offset)
        assert len(answer["results"]) == count
        seen += [result["id"] for result in answer["results"]]
        offset = answer["next_offset"]
    assert len(set(seen)) == 20
    last = await typed(talk, telegram, ana, "night ferry", "40")
    assert (last["results"], last.get("next_offset", "")) == ([], "")


async def test_a_reload_makes_other_results(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """Results are known by the knowledge version and are cached for moments only."""
    before = await typed(talk, telegram, ana, FACTORIES)
    (desk.settings.articles / "new.md").write_text("# New\n\nSomething new.")
    await desk.base.reload(Folder(desk.settings.articles))
    after = await typed(talk, telegram, ana, FACTORIES)
    assert before["results"][0]["id"] != after["results"][0]["id"]
    assert before["cache_time"] <= 10
    assert before["is_personal"]


async def test_help_and_silence_are_a_button(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """Nothing typed yet, or nothing found: one button leads to the help."""
    for words, label in (("", "輸入問題；看看怎麼用"), ("xyzzy plugh?", "文章沒有提到")):
        answer = await typed(talk, telegram, ana, words)
        assert answer["results"] == []
        assert answer["button"] == {"text": label, "start_parameter": "help"}
    told = await talk.answer(ana.says("/start help"))
    assert told["text"].startswith("在這裡直接寫下問題就好")


async def test_share_offers_the_passage_itself(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """What the button *share* types finds exactly the passage under which it stood."""
    answer = await talk.answer(ana.says("靜安區怎麼治理共享單車亂停放？"))
    keys = [key for row in answer["reply_markup"]["inline_keyboard"] for key in row]
    (shared,) = [key for key in keys if key["text"] == "分享"]
    words = shared["switch_inline_query_chosen_chat"]["query"]
    (result,) = (await typed(talk, telegram, ana, words))["results"]
    assert result["input_message_content"]["message_text"].startswith("靜安區則於近日")
    gone = await typed(talk, telegram, ana, f"p{'0' * 20}")
    assert gone["results"] == []


async def test_what_is_typed_leaves_no_trace(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """No keystroke becomes a turn."""
    for end in range(1, len(FACTORIES)):
        await typed(talk, telegram, ana, FACTORIES[:end])
    assert await desk.records.turns.get(1) is None


async def test_an_answer_that_comes_too_late(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """Whoever has typed on meanwhile costs nobody an error."""
    telegram.fail("answerInlineQuery", 400, "Bad Request: query is too old")
    await talk.handled(ana.asks_inline(FACTORIES))
    assert (await typed(talk, telegram, ana, FACTORIES))["results"]


async def test_strange_offsets_begin_at_the_beginning(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """An offset that is none of ours is no error."""
    assert (await typed(talk, telegram, ana, FACTORIES, "-x"))["results"]
