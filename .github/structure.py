"""How is the house built, in figures? `python .github/structure.py [FOLDER OF A CHECKOUT]`.

Only the syntax of the files is read, so that any version of the project can be measured, also one
with another layout: `git worktree add ../before v1` and give that folder.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("knowledge", "bot")
SQLITE_ONLY = re.compile(
    r"INSERT OR|UPDATE OR|REPLACE INTO|PRAGMA|GLOB |sqlite_|json_each|pragma_|instr\(|rowid"
    r"|[(= ]:[a-z]+"
)
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|WHERE|VALUES)\b")
STORES = {"articles", "versions", "shelf", "arrivals", "people"}  # what bot once reached through


class Checkout:
    """The modules of a checkout and what they import."""

    def __init__(self, root: Path) -> None:
        files = [path for name in PACKAGES for path in sorted((root / name).rglob("*.py"))]
        self.trees = {
            ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): (
                path.relative_to(root),
                ast.parse(path.read_text("utf-8")),
            )
            for path in files
        }

    def imports(self, module: str) -> Iterator[str]:
        """Yield the project's own modules that a module imports."""
        for node in ast.walk(self.trees[module][1]):
            if isinstance(node, ast.ImportFrom) and node.module:
                inner = (f"{node.module}.{alias.name}" for alias in node.names)
                yield from (name if name in self.trees else node.module for name in inner)

    def folders_that_import_each_other(self) -> list[tuple[str, str]]:
        """Return the pairs of folders of which each imports the other; files beside them aside."""
        arrows: set[tuple[str, str]] = set()
        for module, (path, _) in self.trees.items():
            for other in self.imports(module):
                if other in self.trees:
                    there = self.trees[other][0].parent.as_posix()
                    arrows.add((path.parent.as_posix(), there))
        both = {(a, b) for a, b in arrows if a < b and (b, a) in arrows}
        return sorted(pair for pair in both if not set(pair) & set(PACKAGES))

    def face(self) -> int:
        """Return how many names `knowledge` shows."""
        for node in self.trees["knowledge"][1].body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                return len(ast.literal_eval(node.value))
        return 0

    def signatures(self) -> int:
        """Return how many functions take both an update and a context."""
        names = ({argument.arg for argument in arguments} for arguments in self._arguments())
        return sum({"update", "context"} <= found for found in names)

    def _arguments(self) -> Iterator[list[ast.arg]]:
        for _, tree in self.trees.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield node.args.posonlyargs + node.args.args + node.args.kwonlyargs

    def statements_for_sqlite_alone(self) -> int:
        """Return how many statements outside its own room only SQLite understands."""
        return sum(
            1
            for path, tree in self.trees.values()
            if not path.as_posix().startswith(("knowledge/storage/sqlite/", "knowledge/store/data"))
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and SQL.search(node.value)
            and SQLITE_ONLY.search(node.value)
        )

    def lines_behind_the_face(self) -> int:
        """Return how many lines of `bot` touch a store of the knowledge base."""
        lines = {
            (path, node.lineno)
            for path, tree in self.trees.values()
            if path.parts[0] == "bot"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr in STORES
            and re.search(r"\bbase$", ast.unparse(node.value))
        }
        return len(lines)

    def operator_names_in_knowledge(self) -> int:
        """Return how many lines of `knowledge` name a variable of the operator."""
        return sum(
            "YOUJU_" in node.value
            for path, tree in self.trees.values()
            if path.parts[0] == "knowledge"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )


def measured(checkout: Checkout) -> dict[str, int]:
    """Return the figures, by what they count."""
    base = len(set(checkout.imports("knowledge.base")))
    longest: dict[str, int] = defaultdict(int)
    for _, tree in checkout.trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                longest["lines"] = max(longest["lines"], lines)
    return {
        "pairs of folders that import each other": len(checkout.folders_that_import_each_other()),
        "names of knowledge's face": checkout.face(),
        "modules that knowledge/base.py imports": base,
        "functions that take both update and context": checkout.signatures(),
        "statements outside its room that only SQLite understands": (
            checkout.statements_for_sqlite_alone()
        ),
        "lines of bot that touch a store behind the face": checkout.lines_behind_the_face(),
        "texts of knowledge that name a variable of the operator": (
            checkout.operator_names_in_knowledge()
        ),
        "lines of the longest function": longest["lines"],
    }


def main() -> None:
    """Print the figures of a checkout, this one if none is named."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    checkout = Checkout(root)
    for what, number in measured(checkout).items():
        sys.stdout.write(f"{number:5}  {what}\n")
    for one, other in checkout.folders_that_import_each_other():
        sys.stdout.write(f"       {one} <-> {other}\n")


if __name__ == "__main__":
    main()
