"""How does everybody reach the database, whichever it is?

A transaction is a function that is given to whoever owns the connection, so that no connection gets
out. Statements are written once for all engines, with `?` for a value. Invariant: every error that
a person can mend leaves as a StoreError, one sentence with its remedy; a transaction that fails
leaves nothing behind.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

T = TypeVar("T")

Row = tuple[Any, ...]
Parameters = Sequence[Any]


class Connection(Protocol):
    """What a function that reads or writes can do; not to be kept after it has returned."""

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return the rows of a statement."""

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a statement."""

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Carry out a statement and return how many rows it changed."""

    def run_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Carry out a statement once for each row of values."""

    def named_rows(self, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """Return the rows of a statement, values by the names of their columns."""

    def tell(self) -> None:
        """Have those who wait in `told` look when this transaction is committed."""


class Database(ABC):
    """An open database; `close` it when done.

    `shared` tells whether other machines may be at work in it. `clock` is what a statement calls
    its clock, the one that all who share it have in common: seconds since 1970.
    """

    shared: ClassVar[bool]
    clock: ClassVar[str]

    @abstractmethod
    async def read(self, work: Callable[[Connection], T]) -> T:
        """Return what some work reads, all of it as of one commit."""

    @abstractmethod
    async def read_many(self, work: Callable[[Connection], T]) -> T:
        """Return what some work reads that takes long; `read` does not wait for it."""

    @abstractmethod
    async def write(self, work: Callable[[Connection], T], *, durable: bool = False) -> T:
        """Commit what some work writes, or nothing if it fails or whoever waits gives up.

        A commit survives the end of the process; `durable` has it survive that of the machine, too,
        for which it waits until the disk has it. Where a server went away, the work may be done
        once more from its beginning: it changes nothing but the database.
        """

    @abstractmethod
    async def run_beside(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Carry out one statement, a transaction of its own, and return its rows.

        Where the engine can, it waits for no other transaction but for one that has changed the
        same rows: for signs of life, which a long transaction must not hold up.
        """

    @abstractmethod
    async def told(self, seconds: float) -> None:
        """Wait until somebody tells, or so many seconds; a hint: not all that is told is heard."""

    @abstractmethod
    def connections(self) -> dict[str, int]:
        """Return how many connections are in use and how many are free, and who waits for one."""

    @abstractmethod
    def copy_to(self, file: Path) -> None:
        """Write a copy to a new file: one state, whatever is written meanwhile. It blocks."""

    @abstractmethod
    async def shred(self) -> None:
        """Leave as little of what was deleted before as the engine can; it says what that is."""

    @abstractmethod
    async def damage(self) -> str:
        """Return what is damaged, '' if nothing is; a look at all of it."""

    @abstractmethod
    async def last_number(self) -> int:
        """Return the highest number that a row of any table was ever given."""

    @abstractmethod
    async def begin_history(self, floor: int) -> None:
        """Begin another history: a new mark, and no row gets a number up to the floor any more.

        What lies outside (an index, a button under an old message) then means nothing else here.
        """

    @abstractmethod
    async def close(self) -> None:
        """Close the connections."""

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds, as of the last commit."""
        return await self.read(lambda connection: connection.rows(sql, parameters))

    async def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row that a query finds."""
        return await self.read(lambda connection: connection.row(sql, parameters))

    async def many_rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds that takes long; questions do not wait for it."""
        return await self.read_many(lambda connection: connection.rows(sql, parameters))

    async def run(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Carry out one statement, a transaction of its own, and return its rows."""
        return await self.write(lambda connection: connection.rows(sql, parameters))


def next_number(connection: Connection, name: str, count: int = 1) -> int:
    """Take numbers that nobody else gets, and return the first.

    Safe with another process that writes: the row is locked until the transaction ends.
    """
    row = connection.row(
        "UPDATE numbers SET next = next + ? WHERE name = ? RETURNING next", (count, name)
    )
    if row is None:
        raise LookupError(f"no numbers for {name}")
    return int(row[0]) - count
