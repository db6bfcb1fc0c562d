from bot.records.turns import Place
from bot.service.bans import ban, lift_ban
from bot.service.desk import Desk


async def test_a_ban_holds_until_it_is_lifted(desk: Desk) -> None:
    """Whoever is banned is known as such; lifting it twice does nothing."""
    assert await ban(8, desk)
    assert (await desk.records.memory("8", "", Place("", "", "", ""))).banned
    assert await lift_ban(8, desk)
    assert not await lift_ban(8, desk)
    assert not (await desk.records.memory("8", "", Place("", "", "", ""))).banned


async def test_admins_cannot_be_banned(desk: Desk) -> None:
    """Not even by each other."""
    (admin,) = desk.settings.admins
    assert not await ban(admin, desk)
