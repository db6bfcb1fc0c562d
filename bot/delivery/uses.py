"""What was used up here of limits that all replicas keep together?

A person's allowance and a chat's pace are kept in memory, and each replica tells the others every
second what was used up in its own. Invariant: what was noted is told once; alone, nothing is kept.
"""

from bot.records.uses import Use


class Uses:
    """What is still to be told to the others, if there may be any."""

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._noted: list[Use] = []

    def note(self, use: Use) -> None:
        """Note that something was used up."""
        if not self._alone:
            self._noted.append(use)

    def take(self) -> list[Use]:
        """Return what was noted since this was called last."""
        noted, self._noted = self._noted, []
        return noted

    def put_back(self, uses: list[Use]) -> None:
        """Note again what could not be told."""
        self._noted = [*uses, *self._noted]
