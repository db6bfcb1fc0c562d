from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import FREE, MINUTE_SECONDS, SWEEP_EVERY, Limits, Pace, Rank

CHAT, GROUP = 7, -100


def times(pace: Pace, chat: int, count: int, rank: Rank = Rank.ANSWER) -> list[float]:
    """Return when so many messages to a chat are sent that are all wanted at 0."""
    now, sent = 0.0, []
    for _ in range(count):
        now += pace.wait(chat, rank, now)
        pace.take(chat, now)
        sent.append(round(now, 3))
    return sent


def test_a_chat_gets_a_short_burst_and_then_one_a_second() -> None:
    """Three messages at once, as a conversation needs, then the pace that Telegram names."""
    assert times(Pace(), CHAT, 6) == [0, 0, 0, 1, 2, 3]


def test_a_group_gets_twenty_a_minute() -> None:
    """In no minute more than twenty, and never twenty at once."""
    sent = times(Pace(), GROUP, 45)
    assert sent[:4] == [0, 0, 0, 1]
    for start in sent:
        assert sum(start <= moment < start + 60 for moment in sent) <= 20
        assert sum(start <= moment < start + 1 for moment in sent) <= 4


def test_edits_leave_room_for_answers() -> None:
    """The progress of a reload cannot use up the minute of a group."""
    pace = Pace()
    edits = times(pace, GROUP, 15, Rank.EDIT)
    assert pace.wait(GROUP, Rank.EDIT, edits[-1] + 1) > 40
    assert pace.wait(GROUP, Rank.ANSWER, edits[-1] + 1) == 0


def test_chats_together_keep_to_what_all_may_get() -> None:
    """However many chats there are."""
    pace, now = Pace(), 0.0
    for chat in range(90):
        now += pace.wait_for_all(now)
        assert pace.wait(chat, Rank.ANSWER, now) == 0
        pace.take(chat, now)
        pace.take_of_all(now)
    assert now == pytest.approx(87 / 30)


def test_a_chat_that_telegram_has_closed_waits_until_then() -> None:
    """The longest of what was asked counts, for that chat alone."""
    pace = Pace()
    pace.close(CHAT, 30.0)
    pace.close(CHAT, 20.0)
    assert (pace.wait(CHAT, Rank.ANSWER, 5.0), pace.wait(8, Rank.ANSWER, 5.0)) == (25.0, 0.0)


def test_silent_chats_are_forgotten() -> None:
    """Memory holds the chats of the last minute, not all that ever were."""
    pace = Pace()
    pace.close("closed", inf)
    for number in range(SWEEP_EVERY):
        pace.take(number, float(number))
    assert len(pace._chats) < MINUTE_SECONDS + 4  # noqa: SLF001 - what must not grow
    assert pace.wait("closed", Rank.ANSWER, 5000.0) == inf


def test_a_telegram_in_the_same_process_has_no_limits() -> None:
    """Nobody waits in the chat in the terminal."""
    assert set(times(Pace(FREE), GROUP, 200)) == {0.0}


@given(st.lists(st.tuples(st.floats(0, 5), st.sampled_from([CHAT, GROUP])), max_size=80))
def test_limits_hold_whenever_messages_are_wanted(wanted: list[tuple[float, int]]) -> None:
    """For any moments at which messages are wanted, every second and minute keeps its limit."""
    pace, now, limits = Pace(), 0.0, Limits()
    sent: dict[int, list[float]] = {CHAT: [], GROUP: []}
    for pause, chat in wanted:
        now += pause
        now += pace.wait(chat, Rank.ANSWER, now)
        pace.take(chat, now)
        sent[chat].append(now)
    for moments in sent.values():
        for start in moments:
            within = sum(start <= moment < start + 10 for moment in moments)
            assert within <= 10 + limits.burst
    for start in sent[GROUP]:
        assert sum(start <= moment < start + 60 for moment in sent[GROUP]) <= 20
