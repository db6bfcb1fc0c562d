"""How does long work tell how far it is?"""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Call `progress` with nothing to show."""
