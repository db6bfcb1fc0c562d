from importlib import metadata

import pytest

from knowledge import fingerprint
from knowledge.fingerprint import processing


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget the fingerprint that was made before."""
    processing.cache_clear()


def test_the_fingerprint_is_the_same_every_time() -> None:
    """Nothing changed, so nothing is rebuilt."""
    first = processing()
    processing.cache_clear()
    assert processing() == first
    assert len(first) == 24


def test_another_library_version_changes_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new jieba may cut words elsewhere."""
    first = processing()
    processing.cache_clear()
    monkeypatch.setattr(
        fingerprint, "version", lambda name: metadata.version(name) + ".1" * (name == "jieba")
    )
    assert processing() != first
    processing.cache_clear()


DECIDING = ["text/folding", "text/sentences", "text/tokens", "indexing/index", "indexing/profile"]


@pytest.mark.parametrize("module", DECIDING)
def test_every_module_that_decides_on_terms_counts(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any one of them the fingerprint would be another."""
    first = processing()
    processing.cache_clear()
    rest = tuple(name for name in fingerprint._MODULES if name != module)  # noqa: SLF001 - the list is what is tested
    monkeypatch.setattr(fingerprint, "_MODULES", rest)
    assert processing() != first
    processing.cache_clear()
