from collections.abc import Awaitable, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.records.inbox import Received, store
from bot.records.shared_inbox import MOST_OF_A_LANE, SharedInbox
from knowledge.storage import Database, LeaseLostError, Leases

A1, A2, A3, B4 = (Received(n, lane, "{}") for n, lane in ((1, "a"), (2, "a"), (3, "a"), (4, "b")))

Replica = Callable[[str], Awaitable[SharedInbox]]


@pytest.fixture
def replica(database: Database) -> Replica:
    """Return what makes the inbox of a replica of a name that lives."""

    async def made(name: str) -> SharedInbox:
        leases = Leases(database)
        await leases.take(name, name)
        inbox = SharedInbox(database, leases)
        inbox.come_back(name)
        return inbox

    return made


def numbers(received: list[Received]) -> list[int]:
    """Return the numbers of updates."""
    return [one.number for one in received]


async def test_whoever_receives_takes(replica: Replica) -> None:
    """A lane that nobody has is the receiver's, and is free again when all of it is done."""
    one, other = await replica("one"), await replica("other")
    assert await one.put(1.0, [A1]) == [A1]
    assert await other.put(1.0, [B4]) == [B4]
    assert await one.put(2.0, [], done=[1]) == []
    assert await other.put(3.0, [A2]) == [A2]
    assert await other.put(3.0, [A1, A2]) == []  # both are known


async def test_a_lane_is_one_replicas_at_a_time(replica: Replica) -> None:
    """What another one receives waits for whoever has the lane, and comes to it in order."""
    one, other = await replica("one"), await replica("other")
    await one.put(1.0, [A1])
    assert await other.put(2.0, [A2]) == []
    assert await one.is_left()
    assert not await other.is_left()
    assert numbers(await one.put(3.0, [A3])) == [2, 3]  # the earlier one first
    assert numbers(await other.put(4.0, [A2])) == []
    assert await one.put(5.0, [], done=[1, 2, 3]) == []


async def test_what_came_meanwhile_is_begun_when_one_is_done(replica: Replica) -> None:
    """Nobody needs to be told, nor to look for it."""
    one, other = await replica("one"), await replica("other")
    await one.put(1.0, [A1])
    await other.put(2.0, [A2])
    assert numbers(await one.put(3.0, [], done=[1])) == [2]


async def test_what_a_dead_replica_had_is_anothers(replica: Replica, database: Database) -> None:
    """Once its lease has ended, and not before; it may have been handled in part."""
    one, other = await replica("one"), await replica("other")
    await one.put(1.0, [A1, B4])
    await other.put(1.0, [A2])
    assert await other.resume() == []
    await database.run("UPDATE leases SET until = 0 WHERE owner = 'one'")
    assert await other.is_left()
    left = await other.resume()
    assert [(found.number, found.left) for found in left] == [(1, True), (2, False), (4, True)]
    with pytest.raises(LeaseLostError):
        await one.put(2.0, [A3])
    with pytest.raises(LeaseLostError):
        await one.put(2.0, [], done=[1])
    assert numbers(await other.put(3.0, [A3])) == [3]


async def test_a_replica_that_leaves_leaves_nothing(replica: Replica) -> None:
    """The others need not wait for the end of its lease."""
    one, other = await replica("one"), await replica("other")
    await one.put(1.0, [A1, B4])
    await one.leave()
    assert numbers(await other.resume()) == [1, 4]


async def test_what_was_taken_and_never_begun_is_taken_again(
    replica: Replica, database: Database
) -> None:
    """A connection that breaks in a commit leaves it to chance what whoever asked was told."""
    one = await replica("one")
    await database.write(lambda connection: store(connection, 1.0, [A1, A2]) and None)
    await database.run("UPDATE inbox SET owner = 'one'")
    assert await one.is_left()
    assert numbers(await one.resume()) == [1, 2]
    assert not await one.is_left()
    assert await one.resume() == []


async def test_a_lane_does_not_grow_for_ever(replica: Replica) -> None:
    """What comes beyond is dropped: a replica that does not have it cannot count its people."""
    one, other = await replica("one"), await replica("other")
    await one.put(1.0, [Received(n, "a", "{}") for n in range(MOST_OF_A_LANE)])
    await other.put(1.0, [Received(1000, "a", "{}"), Received(1001, "b", "{}")])
    assert numbers(await one.waiting()) == [*range(MOST_OF_A_LANE), 1001]


class Crowd:
    """Three replicas that receive, handle and die; each that dies comes back under a new name."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._names = 0
        self.inboxes: list[SharedInbox] = []
        self.holding: list[list[Received]] = [[], [], []]
        self.handled: dict[str, list[int]] = {"a": [], "b": []}
        self.number = 0

    async def join(self) -> SharedInbox:
        """Return the inbox of one that has just come."""
        self._names += 1
        return await self._replica(f"r{self._names}")

    async def receive(self, who: int, lane: str) -> None:
        """Have one receive the next update, for a lane."""
        self.number += 1
        self.holding[who] += await self.inboxes[who].put(1.0, [Received(self.number, lane, "{}")])

    async def finish(self, who: int, _lane: str) -> None:
        """Have one handle the first that it has."""
        if self.holding[who]:
            first = self.holding[who].pop(0)
            self.handled[first.lane].append(first.number)
            self.holding[who] += await self.inboxes[who].put(1.0, [], done=[first.number])

    async def sweep(self, who: int, _lane: str) -> None:
        """Have one look for what nobody has."""
        self.holding[who] += await self.inboxes[who].resume()

    async def die(self, who: int, _lane: str) -> None:
        """Have one end, and all that it holds be forgotten."""
        await self.inboxes[who].leave()
        self.inboxes[who], self.holding[who] = await self.join(), []

    def lanes(self, who: int) -> set[str]:
        """Return the lanes of which one has something."""
        return {one.lane for one in self.holding[who]}


STEPS = st.lists(
    st.tuples(
        st.sampled_from([Crowd.receive, Crowd.finish, Crowd.sweep, Crowd.die]),
        st.integers(0, 2),
        st.sampled_from("ab"),
    )
)


@given(steps=STEPS)
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
async def test_nothing_is_lost_doubled_or_out_of_order(
    steps: list[tuple[Callable[[Crowd, int, str], Awaitable[None]], int, str]],
    database: Database,
    replica: Replica,
) -> None:
    """Whatever happens in which order: each lane is one living replica's, in order, to its end."""
    await database.run("DELETE FROM inbox")
    crowd = Crowd(replica)
    crowd.inboxes = [await crowd.join() for _ in range(3)]
    for step, who, lane in steps:
        await step(crowd, who, lane)
        assert all(not crowd.lanes(a) & crowd.lanes(b) for a, b in ((0, 1), (0, 2), (1, 2)))
    for who in range(3):
        await crowd.sweep(who, "")
        while crowd.holding[who]:
            await crowd.finish(who, "")
    handled = crowd.handled
    assert sorted([*handled["a"], *handled["b"]]) == list(range(1, crowd.number + 1))
    assert all(found == sorted(found) for found in handled.values())
