import pytest

from benchmarks.replicas import counted, found_caddy
from benchmarks.sets import DataError
from bot.records.turns import Place, Turn, TurnStore
from knowledge.runtime.priority import Priority
from knowledge.storage.engine import open_database
from tests.postgres import Server


def test_who_has_no_balancer_is_told() -> None:
    """With what to install, before anything is measured."""
    with pytest.raises(DataError, match="install Caddy"):
        found_caddy("nowhere/caddy")


async def test_answers_are_counted_where_they_are_kept(postgres: Server) -> None:
    """And those that stand before the answer of an earlier question of their chat."""
    url = postgres.emptied()
    database = await open_database(url)
    turns = TurnStore(database, Priority())
    for chat, message, reply in (("1", "9", "12"), ("1", "10", "11"), ("2", "9", "10")):
        place = Place(chat, "", chat, message)
        turn = await turns.put(Turn(place, 1.0, "q", (), "answered", ()))
        await turns.replied(turn, reply)
    await database.close()
    assert await counted(url) == (3, 1)
