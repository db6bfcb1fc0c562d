import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from knowledge.runtime.threads import in_thread


@contextmanager
def noted(seen: list[str], *, swallow: bool = False) -> Iterator[str]:
    """Note who enters and leaves, and what came through."""
    main = threading.main_thread()
    seen.append("entered here" if threading.current_thread() is main else "entered apart")
    try:
        yield "value"
    except ValueError as error:
        seen.append(str(error))
        if not swallow:
            raise
    seen.append("left here" if threading.current_thread() is main else "left apart")


async def test_entering_and_leaving_happen_in_a_thread() -> None:
    """The event loop does not wait for either."""
    seen: list[str] = []
    async with in_thread(noted(seen)) as value:
        assert value == "value"
    assert seen == ["entered apart", "left apart"]


async def test_an_error_comes_through() -> None:
    """The manager sees it, and whoever used it does, too."""
    seen: list[str] = []
    with pytest.raises(ValueError, match="slip"):
        async with in_thread(noted(seen)):
            raise ValueError("slip")
    assert seen == ["entered apart", "slip"]


async def test_a_manager_may_swallow_an_error() -> None:
    """As with any `with`."""
    seen: list[str] = []

    async def slip() -> None:
        async with in_thread(noted(seen, swallow=True)):
            raise ValueError("slip")

    await slip()
    assert seen == ["entered apart", "slip", "left apart"]
