from bot.emulator import ManualClock
from bot.service.figures import SECONDS, Figures, Histogram


def test_a_histogram_counts_up_to_each_bound() -> None:
    """A value on a bound counts below it, and what is beyond all counts in the last."""
    histogram = Histogram()
    for seconds in (0.001, 0.005, 0.3, 5000.0):
        histogram.add(seconds)
    rows = dict(histogram.up_to())
    assert len(rows) == len(SECONDS) + 1
    assert (rows["0.005"], rows["0.25"], rows["0.5"], rows["600.0"], rows["+Inf"]) == (
        2,
        2,
        3,
        3,
        4,
    )
    assert histogram.sum == 5000.306


def test_the_last_contact_is_known() -> None:
    """Nothing at first, then the seconds since Telegram answered."""
    clock = ManualClock(100)
    figures = Figures(clock)
    assert figures.since_contact() is None
    figures.contact()
    clock.advance(30)
    assert figures.since_contact() == 30
