"""What the suite says while it runs."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
EXAMPLES = """
def test_first():
    assert False

def test_second():
    assert True
"""


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_failure_is_named_before_the_end(workers: str, tmp_path: Path) -> None:
    """Who watches the suite can look at a failure while the other tests still run."""
    (tmp_path / "test_examples.py").write_text(EXAMPLES, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    printed = subprocess.run(  # noqa: S603 - pytest, on a file that was written here
        [*command, "-q", "--numprocesses", workers, "--rootdir", tmp_path, tmp_path],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    named = printed.index("\nFAILED test_examples.py::test_first\n")
    assert named < printed.index("[100%]") < printed.index("= FAILURES =")
