from bot.emulator import Person, Room
from bot.records.groups import GroupSettings
from bot.service.desk import Desk
from knowledge import Folder, Scope
from tests.bot.conftest import Talk, labels

SHARING = "靜安區怎麼治理共享單車亂停放？"


async def test_several_articles_are_chosen_from(talk: Talk, ana: Person) -> None:
    """Without words and without anything read before, the reader chooses from the list."""
    asked = await talk.answer(ana.says("/summary"))
    assert asked["text"].startswith("哪一篇文章？")
    assert labels(asked)[0] == "1. The client of the bot"
    await talk.handled(ana.presses(asked, labels(asked)[0]))
    assert "The client of the bot" in talk.shown(asked)["text"]


async def test_a_title_in_part_and_a_number(talk: Talk, ana: Person) -> None:
    """An article is named by a part of its title in either script, or its number in the list."""
    for words in ("海上壹周", "海上壹周︱密集部署城市数字化转型", "2"):
        assert "第 1 頁" in (await talk.answer(ana.says(f"/read {words}")))["text"]
    missing = await talk.answer(ana.says("/read 沒有這篇"))
    assert missing["text"].startswith("沒有叫這個名字的文章")


async def test_a_title_of_several(talk: Talk, desk: Desk, ana: Person) -> None:
    """A title that several articles have is asked about."""
    for name in "ab":
        (desk.settings.articles / f"{name}.md").write_text(f"# Ferry {name}\n\nFerry {name}.")
    await desk.base.reload(Folder(desk.settings.articles))
    assert len(labels(await talk.answer(ana.says("/read ferry")))) == 2


async def test_the_last_article_is_meant(talk: Talk, ana: Person) -> None:
    """What was asked about or read last is what a bare command means."""
    await talk.answer(ana.says(SHARING))
    assert "海上壹周" in (await talk.answer(ana.says("/keywords")))["text"]
    await talk.answer(ana.says("/read client"))
    assert "The client of the bot" in (await talk.answer(ana.says("/outline")))["text"]


async def test_the_only_article_is_meant(talk: Talk, desk: Desk, ana: Person) -> None:
    """Where there is one article, nobody is asked which."""
    (desk.settings.articles / "client.md").unlink()
    await desk.base.reload(Folder(desk.settings.articles))
    assert "第 1 頁" in (await talk.answer(ana.says("/read")))["text"]


async def test_a_group_chooses_among_its_own(
    talk: Talk, desk: Desk, ana: Person, room: Room
) -> None:
    """Where a group has chosen articles, commands about articles mean those, and no others."""
    (client,) = [i for i in await desk.base.catalogue.page(9, 0) if "client" in i.article.title]
    chosen = GroupSettings(scope=Scope((client.article.id,)))
    await desk.records.groups.put(str(room.id), chosen)
    for command in ("/summary", "/quote", "/outline client"):
        shown = await talk.answer(ana.says(command, chat=room))
        assert "The client of the bot" in shown["text"], command
    other = await talk.answer(ana.says("/summary 海上壹周", chat=room))
    assert other["text"].startswith("沒有叫這個名字的文章")
    assert "海上壹周" in (await talk.answer(ana.says("/summary 海上壹周")))["text"]
