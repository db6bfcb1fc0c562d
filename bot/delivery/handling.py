"""What is to be known of the attempt to handle an update, by whoever works for it?

Handlers, and what they start, find it through a context variable. Invariant: an update has one
`Handling` for all attempts of a run, so that what was done in the first is known in the next.
"""

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Handling:
    """An update while it is handled."""

    number: int | None = None  # the update's, in every line of the log that belongs to it
    again: bool = False  # it may have been handled in part
    excess: bool = False  # it is the first that is more than its sender may have waiting
    error: Exception | None = None  # what came out of the handlers this time
    sent: str = ""  # the message that answers it, from when Telegram took it
    task: asyncio.Task[None] | None = None  # the one that runs the handlers
    background: list[asyncio.Task[None]] = field(default_factory=list)


_CURRENT: ContextVar[Handling] = ContextVar("handling")


def current() -> Handling:
    """Return what belongs to the update that is handled now; something empty outside of any."""
    return _CURRENT.get(None) or Handling()


def begin(handling: Handling) -> None:
    """Let this task, and those that it starts, work for an update."""
    handling.task = asyncio.current_task()
    _CURRENT.set(handling)
