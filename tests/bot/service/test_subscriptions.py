from bot.records.subscriptions import WEEK_SECONDS
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.subscriptions import MOST, subscribe, subscriptions, unsubscribe


async def test_a_chat_is_told_until_it_stops(desk: Desk, reader: Session, member: Session) -> None:
    """Only the chat itself stops it; a weekly letter comes after a week."""
    await subscribe(reader, "weekly", "", desk)
    (one,) = await subscriptions(reader, desk)
    assert (one.language, one.due - one.at) == ("en", WEEK_SECONDS)
    assert not await unsubscribe(member, one.subscription, desk)
    assert await unsubscribe(reader, one.subscription, desk)
    assert await subscriptions(reader, desk) == []


async def test_a_chat_has_some_subscriptions_at_most(desk: Desk, reader: Session) -> None:
    """One more is left out."""
    for number in range(MOST + 1):
        await subscribe(reader, "keyword", f"word {number}", desk)
    assert len(await subscriptions(reader, desk)) == MOST
