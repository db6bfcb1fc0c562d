from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.allowance import Grant
from bot.delivery.shares import MOST, Sender, Shares

ANA: Sender = ("person", 1)
BEN: Sender = ("person", 2)
ROOM: Sender = ("chat", -1)


def granted(shares: Shares, *senders: Sender) -> Grant:
    """Have something come, and wait if it may."""
    grant = shares.grant(senders, Counter())
    if grant is not Grant.NO:
        shares.begin(senders)
    return grant


def test_the_first_that_is_too_much_is_told() -> None:
    """Once, until all of theirs is done; another person is not concerned."""
    shares = Shares()
    grants = [granted(shares, ANA, ROOM) for _ in range(MOST["person"] + 5)]
    assert grants == [Grant.YES] * MOST["person"] + [Grant.TOLD] + [Grant.NO] * 4
    assert granted(shares, BEN, ROOM) is Grant.YES
    for _ in range(MOST["person"] + 1):
        shares.end((ANA, ROOM))
    assert granted(shares, ANA, ROOM) is Grant.YES


def test_a_chat_has_a_share_too() -> None:
    """However many people write in it."""
    shares = Shares()
    grants = [granted(shares, ("person", number), ROOM) for number in range(MOST["chat"] + 2)]
    assert grants[-2:] == [Grant.TOLD, Grant.NO]
    assert granted(shares, ("person", 1), ("chat", 1)) is Grant.YES


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=300))
def test_nobody_is_remembered_when_nothing_waits(steps: list[tuple[int, bool]]) -> None:
    """Whatever comes and ends, never more waits than may, and one that is told."""
    shares, waiting = Shares(), Counter[int]()
    for person, comes in steps:
        if comes:
            waiting[person] += granted(shares, ("person", person)) is not Grant.NO
        elif waiting[person]:
            waiting[person] -= 1
            shares.end([("person", person)])
        assert waiting[person] <= MOST["person"] + len(steps) // MOST["person"] + 1
    for person, count in waiting.items():
        for _ in range(count):
            shares.end([("person", person)])
    assert (shares._waiting, shares._told) == (Counter(), set())  # noqa: SLF001 - what must not grow
