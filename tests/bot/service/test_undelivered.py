from bot.records.outbox import Letter
from bot.records.subscriptions import Subscription
from bot.service.desk import Desk
from bot.service.undelivered import on_refused


async def test_who_blocked_the_bot_gets_no_more_news(desk: Desk) -> None:
    """All subscriptions of that chat are dropped, without a trace."""
    one = Subscription(1.0, "5", "", "5", "en", "new", "", 0, 0.0)
    await desk.records.subscriptions.put(one)
    await on_refused(Letter("news:1:2", 1.0, "5", "{}"), desk)
    assert await desk.records.subscriptions.count() == 0


async def test_a_letter_about_nothing_known_is_let_go(desk: Desk) -> None:
    """A question that was deleted meanwhile writes to nobody."""
    for key in ("answer:77:1:0", "ask:77:5", "undelivered:77:5", "odd"):
        await on_refused(Letter(key, 1.0, "5", "{}"), desk)
    assert await desk.records.outbox.waiting() == 0
