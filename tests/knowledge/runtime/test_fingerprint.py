import shutil
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest

from knowledge.indexing.live_index import processing
from knowledge.runtime import fingerprint as module
from knowledge.runtime.fingerprint import ROOT, closure, fingerprint


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget the fingerprints that were made before."""
    fingerprint.cache_clear()


def test_the_fingerprint_is_the_same_every_time() -> None:
    """Nothing changed, so nothing is rebuilt."""
    first = processing()
    fingerprint.cache_clear()
    assert processing() == first
    assert len(first) == 24


@pytest.mark.parametrize("library", ["jieba", "rjieba", "tantivy"])
def test_another_library_version_changes_the_fingerprint(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new jieba may cut words elsewhere, and so may its twin."""
    first = processing()
    fingerprint.cache_clear()
    monkeypatch.setattr(
        module, "version", lambda name: metadata.version(name) + ".1" * (name == library)
    )
    assert processing() != first
    fingerprint.cache_clear()


def test_every_library_that_decides_is_known() -> None:
    """Each is found by the name under which it is installed."""
    for library in closure("knowledge.reading", "knowledge.indexing.entry")[1]:
        if find_spec(library):
            assert metadata.version(module._INSTALLED_AS.get(library, library))  # noqa: SLF001 - the table


def test_what_a_module_imports_counts() -> None:
    """Reading folds, so the fold decides on what is read; the index does not search."""
    files = {file.relative_to(ROOT).as_posix() for file in closure("knowledge.reading")[0]}
    assert "knowledge/language/folding.py" in files
    assert "knowledge/reading/news_rules.toml" in files
    assert "knowledge/reading/web/html.py" in files  # loaded by its first file
    indexed = {file.relative_to(ROOT).as_posix() for file in closure("knowledge.indexing.index")[0]}
    assert not any(name.startswith("knowledge/search/") for name in indexed)


@pytest.mark.parametrize(
    "name", ["reading/news_rules.toml", "reading/headings.py", "language/x.py"]
)
def test_any_change_of_a_rule_changes_the_fingerprint(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy has the same fingerprint until a table, a module or what it imports changes."""
    first = fingerprint("knowledge.reading")
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    module._module.cache_clear()  # noqa: SLF001 - as in another process
    fingerprint.cache_clear()
    assert fingerprint("knowledge.reading") == first
    changed = tmp_path / "knowledge" / name.replace("x.py", "folding.py")
    changed.write_text(changed.read_text("utf-8") + "# changed\n", "utf-8")
    fingerprint.cache_clear()
    assert fingerprint("knowledge.reading") != first
    module._module.cache_clear()  # noqa: SLF001 - as above
    fingerprint.cache_clear()
