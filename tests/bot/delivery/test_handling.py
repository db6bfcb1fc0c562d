import asyncio

from bot.delivery.handling import Handling, begin, current


async def test_what_an_update_starts_belongs_to_it() -> None:
    """A handler and the tasks that it starts find the same `Handling`, other updates another."""

    async def handle(handling: Handling) -> None:
        begin(handling)
        handling.background.append(asyncio.create_task(work(handling)))
        await asyncio.gather(*current().background)

    async def work(handling: Handling) -> None:
        await asyncio.sleep(0)
        assert current() is handling
        current().sent = "9"

    one, two = Handling(), Handling(sent="7")
    await asyncio.gather(asyncio.create_task(handle(one)), asyncio.create_task(handle(two)))
    assert (one.sent, two.sent) == ("9", "9")


def test_outside_of_an_update_nothing_is_kept() -> None:
    """The chat in the terminal has no inbox, and what is noted there goes nowhere."""
    current().sent = "9"
    assert current().sent == ""
