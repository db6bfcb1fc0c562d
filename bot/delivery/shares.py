"""How much of what waits may be one person's, or one chat's?

Pure. Invariant: who sends more than their share costs the others nothing: the first that is too
much is to be told, and what comes after it is dropped until all of theirs is done. Memory holds
those for whom something waits.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, TypeAlias

from bot.delivery.allowance import Grant

Sender: TypeAlias = tuple[Literal["person", "chat", "chatter"], int]
"""A person, a chat, or what is said in a chat and not to the bot."""

# That may wait: of a person more than anybody types in an hour in which the bot is out of reach, of
# a chat of all in it.
MOST = {"person": 100, "chat": 200, "chatter": 100}


class Shares:
    """What waits, by who sent it and where."""

    def __init__(self) -> None:
        self._waiting: Counter[Sender] = Counter()
        self._told: set[Sender] = set()

    def begin(self, senders: Iterable[Sender]) -> None:
        """Count something that waits from now on."""
        self._waiting.update(senders)

    def end(self, senders: Iterable[Sender]) -> None:
        """Count it no longer."""
        for sender in senders:
            self._waiting[sender] -= 1
            if self._waiting[sender] <= 0:
                del self._waiting[sender]
                self._told.discard(sender)

    def grant(self, senders: Iterable[Sender], coming: Counter[Sender]) -> Grant:
        """Tell whether one more may wait, beside what is just coming."""
        for sender in senders:
            if self._waiting[sender] + coming[sender] >= MOST[sender[0]]:
                told = sender in self._told
                self._told.add(sender)
                return Grant.NO if told else Grant.TOLD
        return Grant.YES
