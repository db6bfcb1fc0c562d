from bot.emulator import Person, Room, Telegram
from tests.bot.conftest import Talk, bold


async def test_an_admin_hears_how_it_is(talk: Talk, boss: Person) -> None:
    """From Telegram to the disk, without a secret."""
    told = await talk.answer(boss.says("/doctor"))
    assert bold(told) == ["All is well."]
    assert "✓ 2 articles" in told["text"]
    assert "MB free on the disk" in told["text"]
    assert talk.telegram.token not in told["text"]


async def test_in_a_group_its_rights_are_told(talk: Talk, boss: Person, room: Room) -> None:
    """What it may do there."""
    told = await talk.answer(boss.says("/doctor", chat=room))
    assert "It is an ordinary member here." in told["text"]


async def test_telegram_in_trouble(talk: Talk, telegram: Telegram, boss: Person) -> None:
    """What cannot be looked at does not keep the rest from being told."""
    telegram.fail("getWebhookInfo", 500, "Internal")
    told = await talk.answer(boss.says("/doctor"))
    assert bold(told) == ["Something is broken."]
    assert "✗ Telegram cannot be reached" in told["text"]
    assert "✓ 2 articles" in told["text"]


async def test_only_admins_look(talk: Talk, ana: Person) -> None:
    """Others learn nothing about the machine."""
    told = await talk.answer(ana.says("/doctor"))
    assert told["text"] == "只有這個機器人的管理員能這麼做。"
