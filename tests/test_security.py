"""Does SECURITY.md promise only what a test holds?"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and "| test |" not in line]
NODES = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_every_line_has_a_test(row: str) -> None:
    """A promise without a test is none."""
    assert re.search(r"`tests/[\w/]+\.py::test_\w+`", row)


@pytest.mark.parametrize(("file", "name"), NODES)
def test_every_test_is_there(file: str, name: str) -> None:
    """A test that was renamed or removed is noticed."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = {
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert name in functions


def test_there_are_promises() -> None:
    """An empty table would pass the tests above."""
    assert len(ROWS) > 20
    assert len(NODES) >= len(ROWS)
