"""What do people say to both bots, and in which order?

A conversation builds upon those before it.
"""

from collections.abc import Awaitable, Callable

from telegrams.stage import Stage

MEANT = "上海將新增多少家智能工廠？"
SEVERAL = "上海的數字化轉型進展如何？"  # is said in several passages
NOTE = "# 借閱規則\n\n每人每次可以借五本書，借期三十天。\n"

Conversation = Callable[[Stage], Awaitable[None]]


async def greets(on: Stage) -> None:
    """Begin, and ask for help."""
    await on.does(on.ana.says("/start"))
    await on.does(on.ana.says("/help"))


async def asks(on: Stage) -> None:
    """Ask in three languages, and what the articles do not say."""
    for text in (
        MEANT,
        "上海将新增多少家智能工厂？",
        "How many smart factories?",
        "誰發明了電話？",
    ):
        await on.does(on.ana.says(text))


async def presses(on: Stage) -> None:
    """Press the buttons below an answer."""
    await on.does(on.ana.says(MEANT))
    for label in ("前後文", "回到", "有幫助"):
        await on.presses(on.ana, label)
    await on.does(on.ana.says(SEVERAL))
    await on.presses(on.ana, "下一段")


async def hands_off(on: Stage) -> None:
    """Bring a question to a person, who replies."""
    await on.does(on.ana.says("圖書館幾點關門？"))
    await on.presses(on.ana, "問真人")
    await on.does(on.boss.says("晚上九點。", reply_to=on.last(on.boss)))


async def edits(on: Stage) -> None:
    """Correct a question."""
    asked = on.ana.says("上海將新增多少家工廠？")
    await on.does(asked)
    await on.does(on.ana.edits(asked, MEANT))


async def browses(on: Stage) -> None:
    """Look at the articles."""
    for text in ("/articles", "/article 1", "/read 1", "/summary 1", "/outline 1", "/quote"):
        await on.does(on.ana.says(text))


async def chooses(on: Stage) -> None:
    """Choose a language and easy answers, ask, and go back."""
    for text in ("/language en", "/easy", MEANT, "/easy", "/language zh-hant"):
        await on.does(on.ana.says(text))


async def looks_after_data(on: Stage) -> None:
    """Learn what is remembered, get it as a file, and have it forgotten."""
    for text in ("/privacy", MEANT, "/mydata", "/forget"):
        await on.does(on.ben.says(text))
    await on.presses(on.ben, "全部删除")


async def asks_in_a_group(on: Stage) -> None:
    """Ask in a group by command, by reply, and the same thing again."""
    await on.does(on.ana.says(f"/ask {MEANT}", chat=on.room))
    await on.does(on.ana.says("深圳呢？", chat=on.room, reply_to=on.last(on.room)))
    await on.does(on.ben.says(f"/ask {MEANT}", chat=on.room))
    await on.does(on.ana.says(f"/ask {SEVERAL}", chat=on.room))
    await on.presses(on.ana, "下一段", on.room)


async def sets_a_group(on: Stage) -> None:
    """Look at a group's settings as its administrator."""
    await on.does(on.ben.says("/settings", chat=on.room))


async def types(on: Stage) -> None:
    """Type the bot's name and a question in some chat."""
    await on.does(on.ana.asks_inline(MEANT))


async def adds_the_bot(on: Stage) -> None:
    """Make the bot an administrator of a group."""
    await on.does(on.room.promotes_bot())


async def adds_an_article(on: Stage) -> None:
    """Subscribe; an admin sends a file and says yes; a letter tells of it."""
    await on.does(on.ben.says("/subscribe"))
    await on.presses(on.ben, "有新文章就通知")
    sent = on.boss.sends_document("rules.md", NOTE.encode(), mime_type="text/markdown")
    number = (sent.message or {})["document"]["file_id"]
    kept = await on.other.keep(on.ours.token, on.boss.id, "rules.md", NOTE.encode())
    on.files[number] = kept
    await on.does(sent)
    async with on.letter(on.ben):
        await on.presses(on.boss, "Add")
    await on.does(on.ana.says("每人可以借幾本書？"))


async def administers(on: Stage) -> None:
    """See figures as a picture, what is wrong, and what was live."""
    for text in ("/stats", "/doctor", "/unanswered", "/versions", "/reload"):
        await on.does(on.boss.says(text))


async def sends_no_words(on: Stage) -> None:
    """Send a sticker and a command that there is not."""
    await on.does(on.ana.sends("sticker"))
    await on.does(on.ana.says("/nothing"))


async def asks_at_a_webhook(on: Stage) -> None:
    """Ask once more, and this time updates are delivered."""
    await on.does(on.ana.says(MEANT))


POLLING: tuple[tuple[str, Conversation], ...] = (
    ("start, help", greets),
    ("questions in three languages, one without an answer", asks),
    ("buttons: next passage, context, feedback", presses),
    ("a person is asked, and replies", hands_off),
    ("an edited question", edits),
    ("articles, article, read, summary, outline, quote", browses),
    ("language, easy answers", chooses),
    ("privacy, a copy of one's data, its end", looks_after_data),
    ("a group: /ask, a reply, the same again, a button", asks_in_a_group),
    ("a group: settings", sets_a_group),
    ("a group: the bot becomes administrator", adds_the_bot),
    ("inline", types),
    ("a file is added, a letter tells of it", adds_an_article),
    ("stats, doctor, unanswered, versions, reload", administers),
    ("a sticker, an unknown command", sends_no_words),
)
DELIVERED: tuple[tuple[str, Conversation], ...] = (("a question by webhook", asks_at_a_webhook),)
