"""How far is a bot that starts, and cannot answer yet?

It is told of long work as the bar in a terminal is, and tells a probe in plain words. Invariant:
what is told names no file and no folder; whoever works may tell from any thread.
"""

# Kinds of long work: the part that it is done on, and what is said of it.
WORK = {
    "reading": ("articles", "are being read: {done} of {total} files"),
    "checking": ("articles", "are being checked: {done} of {total} golden questions"),
    "indexing": ("index", "is being made: {done} of {total} passages"),
}


class Start:
    """The last that was told; call it as work goes on."""

    def __init__(self) -> None:
        self._part, self._words = "database", "is being opened"

    def __call__(self, what: str, done: int, total: int) -> None:
        """Note how much of some work is done.

        >>> start = Start()
        >>> start("indexing", 1200, 100_000)
        >>> start.as_json()
        {'ready': False, 'index': 'is being made: 1200 of 100000 passages'}
        """
        part, words = WORK.get(what, ("articles", "are being prepared: {done} of {total}"))
        self._part, self._words = part, words.format(done=done, total=total)

    def stops(self) -> None:
        """Note that the bot answers no more."""
        self._part, self._words = "bot", "is stopping"

    def as_json(self) -> dict[str, object]:
        """Return what a probe is told."""
        return {"ready": False, self._part: self._words}
