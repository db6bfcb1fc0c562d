"""What can be asked of the tests beyond their usual run.

`--kills 100` kills the serving bot a hundred times instead of a dozen; `--hypothesis-profile long`
tries ten thousand examples of each property instead of a hundred.
"""

import pytest
from hypothesis import HealthCheck, settings

KILLS = 12

settings.register_profile("long", max_examples=10_000, suppress_health_check=list(HealthCheck))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this project."""
    parser.addoption("--kills", type=int, default=KILLS, help="of the serving bot, under load")
