"""What can be asked of the tests beyond their usual run.

`--kills 100` ends the serving bot a hundred times instead of a dozen; `--faketime LIBRARY` runs it
under a clock that jumps, with the shared library of libfaketime (it lies in its package on PyPI);
`--postgres embedded` uses that package's PostgreSQL although one is installed;
`--hypothesis-profile long` tries ten thousand examples of each property instead of a hundred. A
test that fails is named at once, while the others go on.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from knowledge.storage import Database
from knowledge.storage.engine import Place, open_database
from tests.postgres import KINDS, MISSING, Server, programs, running
from tests.prepared import Prepared

KILLS = 12
ENGINES = ("sqlite", "postgres")  # databases that the stores are tested on

# Files with tests of ten seconds and more: begun last, one core would wait for another at the end.
LONG = (
    "tests/benchmarks/test_load.py",
    "tests/bot/test_group_choice.py",
    "tests/bot/test_kills.py",
    "tests/bot/test_nonsense.py",
    "tests/bot/test_replica_drills.py",
    "tests/bot/test_statements.py",
)

# How fast an example runs is the machine's affair: speed is measured, never asserted.
settings.register_profile("usual", deadline=None)
settings.load_profile("usual")
settings.register_profile(
    "long",
    settings.get_profile("usual"),
    max_examples=10_000,
    suppress_health_check=list(HealthCheck),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this project."""
    parser.addoption("--faketime", help="the shared library that lets the bot's clock jump")
    parser.addoption("--kills", type=int, default=KILLS, help="of the serving bot, under load")
    parser.addoption(
        "--postgres", choices=KINDS, help="which one the tests use; installed where there is one"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[Server]:
    """Yield a server of PostgreSQL that runs until the last test has ended."""
    wanted = pytestconfig.getoption("postgres")
    found = programs([wanted] if wanted else KINDS)
    if found is None:
        pytest.skip(MISSING)
    with running(found) as server:
        yield server


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Return what makes data folders for the tests to copy."""
    return Prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def nothing_read(prepared: Prepared) -> Path:
    """Return a data folder that has read no article, to be copied."""
    return prepared.data()


@pytest.fixture(params=ENGINES)
async def database(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """Yield an open database of each engine, without anything in it."""
    place: Place = tmp_path / "empty" / "youju.db"
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        place = server.emptied()
    opened = await open_database(place)
    yield opened
    await opened.close()


@pytest.hookimpl(trylast=True)  # behind pytest, which makes the reporter here
def pytest_configure(config: pytest.Config) -> None:
    """Name failures where there is a terminal: in the process that collects what workers report."""
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.verbosity <= 0:  # with -v pytest names every test itself
        config.pluginmanager.register(FailureNames(reporter))


class FailureNames:
    """A plugin, because a hook of this file alone would not see the examples in docstrings."""

    def __init__(self, reporter: pytest.TerminalReporter) -> None:
        self._reporter = reporter

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write the name of a test that has just failed, in a line of its own."""
        if report.failed:
            self._reporter.write_line(f"\nFAILED {report.nodeid}", red=True)  # behind its letter
