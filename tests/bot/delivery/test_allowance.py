from bot.delivery.allowance import MOST_KEPT, Allowance, Grant
from bot.emulator import ManualClock

YES, TOLD, NO = Grant.YES, Grant.TOLD, Grant.NO


def test_half_a_minutes_allowance_at_once_then_one_by_one() -> None:
    """Then what comes back is used as it comes, and the refusal is told once."""
    clock = ManualClock(0)
    allowance = Allowance(12, clock)
    assert [allowance.take("a", "") for _ in range(9)] == [YES] * 6 + [TOLD, NO, NO]
    clock.advance(5)
    assert [allowance.take("a", "") for _ in range(2)] == [YES, NO]


def test_after_a_pause_one_is_told_again() -> None:
    """Whoever has paused until all has come back begins anew."""
    clock = ManualClock(0)
    allowance = Allowance(12, clock)
    for _ in range(7):
        allowance.take("a", "")
    clock.advance(31)
    assert [allowance.take("a", "") for _ in range(8)] == [YES] * 6 + [TOLD, NO]


def test_others_are_not_touched() -> None:
    """A flood of one person costs no other anything, in a group neither."""
    allowance = Allowance(12, ManualClock(0))
    for _ in range(1000):
        allowance.take("a", "-1")
    assert [allowance.take("b", "-1") for _ in range(2)] == [YES, YES]


def test_a_group_gets_a_part() -> None:
    """One person uses less than a quarter of what a group may get, and has the rest elsewhere."""
    clock = ManualClock(0)
    allowance, granted = Allowance(12, clock), 0
    for _ in range(600):
        granted += allowance.take("a", "-1") is YES
        clock.advance(0.1)
    assert granted <= 7
    assert allowance.take("a", "") is YES


def test_a_press_costs_less() -> None:
    """What was found before is only shown."""
    allowance = Allowance(2, ManualClock(0))
    assert [allowance.take("a", "", 0.25) for _ in range(5)] == [YES] * 4 + [TOLD]


def test_memory_is_bounded() -> None:
    """However many people write, the longest silent are forgotten."""
    allowance = Allowance(12, ManualClock(0))
    for number in range(MOST_KEPT + 500):
        allowance.take(str(number), "")
    assert len(allowance._buckets) == MOST_KEPT  # noqa: SLF001 - what must not grow
