from bot.emulator import Person, Room
from bot.service.desk import Desk
from tests.bot.conftest import Talk


async def test_whoever_wrote_a_message_is_banned(
    talk: Talk, desk: Desk, ana: Person, boss: Person, room: Room
) -> None:
    """By a reply in the group; by number the ban is lifted."""
    nuisance = ana.says("/ask 廣告 廣告 xyzzy", chat=room)
    await talk(nuisance)
    told = await talk.answer(boss.says("/ban", chat=room, reply_to=nuisance))
    assert told["text"].startswith(f"{ana.id} is not answered any more.")
    assert await desk.records.bans.holds(str(ana.id))
    told = await talk.answer(boss.says(f"/unban {ana.id}"))
    assert told["text"] == f"{ana.id} is answered again."
    assert not await desk.records.bans.holds(str(ana.id))
    told = await talk.answer(boss.says(f"/unban {ana.id}"))
    assert told["text"] == f"{ana.id} was not banned."


async def test_only_admins_ban(talk: Talk, desk: Desk, ana: Person, boss: Person) -> None:
    """And no admin is banned."""
    refused = await talk.answer(ana.says("/ban 5"))
    assert refused["text"] == "只有這個機器人的管理員能這麼做。"
    told = await talk.answer(boss.says(f"/ban {boss.id}"))
    assert told["text"] == "Admins of this bot cannot be banned."
    assert not await desk.records.bans.holds("5")


async def test_it_must_be_clear_who_is_meant(talk: Talk, boss: Person) -> None:
    """Names are not enough: anybody can take one."""
    for command in ("/ban", "/ban @ana", "/ban 1 2", "/unban"):
        told = await talk.answer(boss.says(command))
        assert told["text"] == "Reply to a message of the person, or write their number."
