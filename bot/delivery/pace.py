"""When may the next message be sent, so that Telegram has no reason to refuse it?

Pure: who calls tells the time (seconds of any steady clock). Invariant: in no minute does a group
get more than its messages, no chat gets more than a short burst, and what is known of a chat is
forgotten once it says nothing any more.
"""

from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from math import inf

MINUTE_SECONDS = 60.5  # Telegram's minute and ours do not begin together
SWEEP_EVERY = 1000  # messages


class Rank(IntEnum):
    """What goes first where several wait."""

    ANSWER = 0
    EDIT = 1
    ACTION = 2  # "typing …"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be sent. Telegram publishes no more than these three rough figures."""

    a_second: float = 30.0  # messages to all chats
    a_second_in_a_chat: float = 1.0
    burst: int = 3  # messages that a chat may get at once
    a_minute_in_a_group: int = 20
    reserved: int = 5  # of those, for answers: edits leave them free


# For a Telegram in the same process.
FREE = Limits(a_second=inf, a_second_in_a_chat=inf, a_minute_in_a_group=10**9)


@dataclass(slots=True)
class _Chat:
    due: float = -inf  # when the next message would come if all were evenly spaced
    closed_until: float = -inf
    sent: deque[float] = field(default_factory=deque)  # in the last minute, to a group


class Pace:
    """The messages of the last minute, and when there may be more."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._chats: dict[object, _Chat] = {}
        self._due = -inf
        self._a_second = limits.a_second
        self._sent = 0

    def share(self, replicas: int) -> None:
        """Leave their parts of what may be sent to all chats to the other replicas."""
        self._a_second = self._limits.a_second / replicas

    def wait(self, chat: object, rank: Rank, now: float) -> float:
        """Return the seconds until a chat may get a message."""
        known = self._chats.get(chat)
        if known is None:
            return 0.0
        limits = self._limits
        even = known.due - (limits.burst - 1) / limits.a_second_in_a_chat
        return max(0.0, even - now, known.closed_until - now, self._window(known, rank) - now)

    def wait_for_all(self, now: float) -> float:
        """Return the seconds until any chat may get a message."""
        return max(0.0, self._due - (self._limits.burst - 1) / self._a_second - now)

    def take(self, chat: object, now: float) -> None:
        """Note that a chat gets a message now, or that it got one from another replica."""
        known = self._chats.setdefault(chat, _Chat())
        known.due = max(known.due, now) + 1 / self._limits.a_second_in_a_chat
        if is_group(chat):
            later = [known.sent.pop() for at in tuple(known.sent) if at > now]
            known.sent.extend([now, *reversed(later)])
            while known.sent[0] <= known.sent[-1] - MINUTE_SECONDS:
                known.sent.popleft()
        self._sent += 1
        if self._sent % SWEEP_EVERY == 0:
            self._sweep(now)

    def take_of_all(self, now: float) -> None:
        """Note that some chat gets a message now."""
        self._due = max(self._due, now) + 1 / self._a_second

    def close(self, chat: object, until: float) -> None:
        """Note that Telegram takes nothing for a chat until some time."""
        known = self._chats.setdefault(chat, _Chat())
        known.closed_until = max(known.closed_until, until)

    def _window(self, known: _Chat, rank: Rank) -> float:
        """Return when the minute of a group has room."""
        most = self._limits.a_minute_in_a_group - (self._limits.reserved if rank else 0)
        return known.sent[-most] + MINUTE_SECONDS if len(known.sent) >= most else -inf

    def _sweep(self, now: float) -> None:
        """Forget the chats that would not have to wait."""
        old = now - MINUTE_SECONDS
        self._chats = {
            chat: known
            for chat, known in self._chats.items()
            if known.due > old or known.closed_until > now
        }


def is_group(chat: object) -> bool:
    """Tell whether a chat is a group or a channel, by its id.

    >>> is_group(-100123), is_group("@channel"), is_group(42)
    (True, True, False)
    """
    return str(chat).startswith(("-", "@"))
